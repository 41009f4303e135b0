/* Many points of one layer: counted in cells once for each zoom, the cells merged until few enough signs are left.
 *
 * What a move costs depends on the signs in sight, not on the records behind them. Few points go another way
 * (atlas_points.js: merge), which pictures share. Pure: the world is 0 to 1, north-west to south-east. */
(function (root) {
  "use strict";

  const MANY = 2000; // points of a layer from which it is a swarm
  const MOST = 300; // signs of a swarm in sight, and a margin round it
  const CELL = 12; // pixels of a cell at the whole zoom below
  const WIDER = 1.4; // by which the radius grows while there are too many signs
  const KEPT = 4; // zooms whose cells are kept
  const ROW = 2 ** 26;
  const TILE = 256; // pixels of the world at zoom 0

  /** Points as arrays: ids, kinds, and their place in the world. @param points [{id, kind, x, y}] */
  function spread(points) {
    return {
      ids: points.map((p) => p.id), kinds: points.map((p) => p.kind),
      x: Float64Array.from(points, (p) => p.x), y: Float64Array.from(points, (p) => p.y), cells: new Map(),
    };
  }

  /** Cells of a whole zoom with the points in them, fullest first. */
  function cellsOf(all, zoom) {
    const known = all.cells.get(zoom);
    if (known) return known;
    const across = (TILE * 2 ** zoom) / CELL, found = new Map();
    for (let i = 0; i < all.x.length; i++) {
      const key = Math.floor(all.x[i] * across) * ROW + Math.floor(all.y[i] * across), cell = found.get(key);
      if (cell) { cell.members.push(i); cell.sumX += all.x[i]; cell.sumY += all.y[i]; }
      else found.set(key, { members: [i], sumX: all.x[i], sumY: all.y[i] });
    }
    const cells = [...found.values()].map(({ members, sumX, sumY }) => ({ members, x: sumX / members.length, y: sumY / members.length }));
    cells.sort((a, b) => b.members.length - a.members.length || a.members[0] - b.members[0]);
    all.cells.set(zoom, cells);
    if (all.cells.size > KEPT) all.cells.delete(all.cells.keys().next().value);
    return cells;
  }

  /** Cells nearer than a radius join the fuller one; stops with null once there are more than `most`. */
  function joined(cells, radius, most) {
    const grid = new Map(), groups = [];
    for (const cell of cells) {
      const cx = Math.floor(cell.x / radius), cy = Math.floor(cell.y / radius);
      let leader = null;
      for (let i = -1; i <= 1 && !leader; i++)
        for (let j = -1; j <= 1 && !leader; j++)
          leader = (grid.get((cx + i) * ROW + cy + j) || []).find((g) => (g.x - cell.x) ** 2 + (g.y - cell.y) ** 2 < radius * radius) || null;
      if (leader) { leader.cells.push(cell); continue; }
      if (groups.length === most) return null;
      const group = { x: cell.x, y: cell.y, cells: [cell] }, key = cx * ROW + cy;
      groups.push(group);
      (grid.get(key) || grid.set(key, []).get(key)).push(group);
    }
    return groups;
  }

  /** Signs of the points in a box of the world: [{ids, kinds, x, y, places}].
   *
   * @param box [west, north, east, south], @param radius pixels within which signs overlap */
  function signs(all, zoom, box, radius, most = MOST) {
    const inside = cellsOf(all, Math.floor(zoom)).filter((c) => c.x >= box[0] && c.x <= box[2] && c.y >= box[1] && c.y <= box[3]);
    const pixel = 1 / (TILE * 2 ** zoom);
    let groups = null;
    for (let r = radius * pixel; !groups; r *= WIDER) groups = joined(inside, r, most);
    return groups.map(({ x, y, cells }) => {
      const members = cells.length === 1 ? cells[0].members : cells.flatMap((c) => c.members);
      return { x, y, places: cells.length, ids: members.map((i) => all.ids[i]), kinds: [...new Set(members.map((i) => all.kinds[i]))] };
    });
  }

  const pure = { spread, signs, MANY, MOST, TILE };
  const atlas = (root.atlas = root.atlas || {});
  atlas.swarm = pure;
  if (typeof module !== "undefined") module.exports = pure;
})(typeof window !== "undefined" ? window : globalThis);
