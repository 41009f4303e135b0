/* Many points of one layer: counted in cells once for each zoom, the cells merged until few enough signs are left.
 *
 * What a move costs depends on the signs in sight, not on the records behind them. Few points go another way
 * (atlas_points.js: merge), which pictures share. Pure: the world is 0 to 1, north-west to south-east. */
(function (root) {
  "use strict";

  const MANY = 2000; // points of a layer from which it is a swarm
  const MOST = 300; // signs of a swarm in sight, and a margin round it
  const CELL = 8; // pixels of a cell at the whole zoom below; a power of two, so that cells of one zoom fill those of the next
  const DEEPEST = 14; // zoom of the smallest cells
  const WIDER = 1.4; // by which the radius grows while there are too many signs
  const KEPT = 4; // zooms whose cells are kept
  const ROW = 2 ** 26;
  const TILE = 256; // pixels of the world at zoom 0

  /** Every second bit of a number below 1024 is free. */
  function apart(bits) {
    let b = bits;
    b = (b | (b << 8)) & 0x00ff00ff;
    b = (b | (b << 4)) & 0x0f0f0f0f;
    b = (b | (b << 2)) & 0x33333333;
    return (b | (b << 1)) & 0x55555555;
  }

  /** Number of a smallest cell along Morton's curve, on which each larger cell is one stretch. */
  function morton(x, y) {
    const half = (v) => apart(v >>> 10), rest = (v) => apart(v & 1023);
    return (half(x) * 2 + half(y)) * 2 ** 20 + rest(x) * 2 + rest(y);
  }

  /** Points as arrays along Morton's curve: ids, place in the world, kinds as bits. @param points [{id, kind, x, y}], of 32 kinds at most */
  function spread(points) {
    const across = (TILE * 2 ** DEEPEST) / CELL, kinds = [...new Set(points.map((p) => p.kind))];
    const codes = Float64Array.from(points, (p) => morton(Math.floor(p.x * across), Math.floor(p.y * across)));
    const order = Uint32Array.from(points, (_, i) => i).sort((a, b) => codes[a] - codes[b] || a - b);
    const along = (Kind, of) => Kind.from(order, (i) => of(points[i], i));
    return {
      ids: along(Array, (p) => p.id), codes: along(Float64Array, (_, i) => codes[i]), x: along(Float64Array, (p) => p.x), y: along(Float64Array, (p) => p.y),
      kinds, marks: along(Uint32Array, (p) => 1 << kinds.indexOf(p.kind)), cells: new Map(),
    };
  }

  /** Cells of a whole zoom: stretches of the points, where their middle is, and what kinds they have. */
  function cellsOf(all, zoom) {
    const known = all.cells.get(zoom);
    if (known) return known;
    const inside = 4 ** (DEEPEST - zoom), cells = [];
    let cell = null, number = -1;
    for (let i = 0; i < all.codes.length; i++) {
      const now = Math.floor(all.codes[i] / inside);
      if (now !== number) { cell = { from: i, to: i, x: 0, y: 0, marks: 0 }; cells.push(cell); number = now; }
      cell.to = i + 1;
      cell.x += all.x[i];
      cell.y += all.y[i];
      cell.marks |= all.marks[i];
    }
    for (const one of cells) { one.x /= one.to - one.from; one.y /= one.to - one.from; }
    all.cells.set(zoom, cells);
    if (all.cells.size > KEPT) all.cells.delete(all.cells.keys().next().value);
    return cells;
  }

  const fuller = (a, b) => b.to - b.from - (a.to - a.from) || a.from - b.from;

  /** A sign and the points behind it; thousands of ids are written only for who asks. */
  class Sign {
    constructor(all, { x, y, cells }) {
      const marks = cells.reduce((found, cell) => found | cell.marks, 0);
      Object.assign(this, { x, y, count: cells.reduce((sum, cell) => sum + cell.to - cell.from, 0), kinds: all.kinds.filter((_, i) => marks & (1 << i)) });
      this.first = (most) => {
        const found = [];
        for (const { from, to } of cells) for (let i = from; i < to && found.length < most; i++) found.push(all.ids[i]);
        return found;
      };
    }

    get ids() { return this.first(this.count); }
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

  /** Signs of the points in a box of the world, fullest first.
   *
   * @param box [west, north, east, south], @param radius pixels within which signs overlap */
  function signs(all, zoom, box, radius, most = MOST) {
    const level = Math.min(DEEPEST, Math.floor(zoom)), pixel = 1 / (TILE * 2 ** zoom);
    const inside = cellsOf(all, level).filter((c) => c.x >= box[0] && c.x <= box[2] && c.y >= box[1] && c.y <= box[3]).sort(fuller);
    let groups = null;
    for (let r = radius * pixel; !groups; r *= WIDER) groups = joined(inside, r, most);
    return groups.map((group) => new Sign(all, group));
  }

  const pure = { spread, signs, MANY, MOST, TILE };
  const atlas = (root.atlas = root.atlas || {});
  atlas.swarm = pure;
  if (typeof module !== "undefined") module.exports = pure;
})(typeof window !== "undefined" ? window : globalThis);
