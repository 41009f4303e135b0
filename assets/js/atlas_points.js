/* Points of the map: records at one place share a symbol with a number, near ones of a layer are merged at
 * small scales, symbols of different layers at one place move apart. Every record stays reachable. */
(function (root) {
  "use strict";

  // ---------------------------------------------------------------- pure part

  /** Merge points of one layer that would overlap.
   *
   * @param points [{id, x, y, kind, at}] in pixels, `at` where on earth, @param radius pixels within which symbols overlap
   * @returns [{ids, x, y, kinds}] largest place first; the group stands where its leader stands. */
  function merge(points, radius) {
    const places = new Map();
    for (const p of points) {
      const key = Math.round(p.x * 2) + ":" + Math.round(p.y * 2);
      const place = places.get(key);
      if (place) { place.ids.push(p.id); place.kinds.push(p.kind); }
      else places.set(key, { ids: [p.id], kinds: [p.kind], x: p.x, y: p.y, at: p.at });
    }
    const order = [...places.values()].sort((a, b) => b.ids.length - a.ids.length || (a.ids[0] < b.ids[0] ? -1 : 1));
    const grid = new Map();
    const cell = (v) => Math.floor(v / radius);
    const groups = [];
    for (const place of order) {
      let leader = null;
      for (let i = -1; i <= 1 && !leader; i++)
        for (let j = -1; j <= 1 && !leader; j++)
          leader = (grid.get(cell(place.x) + i + ":" + (cell(place.y) + j)) || []).find((g) => Math.hypot(g.x - place.x, g.y - place.y) < radius) || null;
      if (leader) { leader.ids.push(...place.ids); leader.kinds.push(...place.kinds); leader.places += 1; continue; }
      const group = { ...place, places: 1 };
      groups.push(group);
      const key = cell(place.x) + ":" + cell(place.y);
      (grid.get(key) || grid.set(key, []).get(key)).push(group);
    }
    return groups;
  }

  const DIRECTIONS = [[1, 0], [-1, 0], [0.7, -0.7], [-0.7, -0.7], [0.7, 0.7], [-0.7, 0.7], [0, -1], [0, 1]];

  /** Move groups of later layers away from those already standing, by at most `reach` pixels. */
  function apart(layers, size, reach) {
    const standing = [];
    const free = (x, y) => standing.every((s) => Math.hypot(s[0] - x, s[1] - y) >= size);
    for (const groups of layers) {
      const mine = [];
      for (const g of groups) {
        let dx = 0, dy = 0;
        if (!free(g.x, g.y)) {
          const spot = [size * 0.9, reach].flatMap((d) => DIRECTIONS.map(([x, y]) => [x * d, y * d])).find(([x, y]) => free(g.x + x, g.y + y));
          if (spot) [dx, dy] = spot;
        }
        g.dx = dx; g.dy = dy;
        mine.push([g.x + dx, g.y + dy]);
      }
      standing.push(...mine);
    }
    return layers;
  }

  const pure = { merge, apart };

  // ---------------------------------------------------------------- drawing

  const atlas = (root.atlas = root.atlas || {});
  const state = { byId: new Map(), ready: false, marked: [] };
  const PRIORITY = ["rvz", "zukunftsraeume", "jobmessen", "zukunftsregionen_projects", "integration", "other_funding"];

  async function load(url) {
    const records = await (await fetch(url)).json();
    for (const r of records) state.byId.set(r.id, r);
    state.ready = true;
  }

  /** Where the records of a layer are, each place once. */
  function placesOf(ids) {
    return ids.filter((id) => state.byId.has(id)).flatMap((id) => {
      const r = state.byId.get(id); // a joint project stands at each of its places
      return [[r.lat, r.lon], ...(r.places || [])].map((at) => ({ id, kind: r.kind, at }));
    });
  }

  const swarms = new WeakMap(); // by the list of ids in a scene

  /** Signs of a layer with many records: kept until the zoom changes or the view leaves their box. */
  function swarm(map, ids, radius) {
    const zoom = map.getZoom(), { TILE } = atlas.swarm, size = TILE * 2 ** zoom, view = map.getPixelBounds();
    const world = (at) => { const { x, y } = map.project(at, 0); return { x: x / TILE, y: y / TILE }; };
    if (!swarms.has(ids)) swarms.set(ids, { all: atlas.swarm.spread(placesOf(ids).map((p) => ({ id: p.id, kind: p.kind, ...world(p.at) }))) });
    const mine = swarms.get(ids);
    const box = [view.min.x / size, view.min.y / size, view.max.x / size, view.max.y / size];
    const kept = mine.zoom === zoom && mine.box[0] <= box[0] && mine.box[1] <= box[1] && mine.box[2] >= box[2] && mine.box[3] >= box[3];
    if (!kept) {
      const [w, h] = [(box[2] - box[0]) / 2, (box[3] - box[1]) / 2];
      Object.assign(mine, { zoom, box: [box[0] - w, box[1] - h, box[2] + w, box[3] + h] });
      mine.groups = atlas.swarm.signs(mine.all, zoom, mine.box, radius).map((g) => Object.assign(g, { dx: 0, dy: 0, at: map.unproject([g.x * TILE, g.y * TILE], 0) }));
    }
    return mine.groups.map((g) => Object.assign(g, map.latLngToLayerPoint(g.at)));
  }

  /** Draw the visible records of the scene; returns the boxes the symbols take (for the labels). */
  function render(map, visible, layers, events) {
    if (!state.ready) return [];
    const rank = (id) => (PRIORITY.includes(id) ? PRIORITY.indexOf(id) : PRIORITY.length);
    const shown = layers.map((ref) => ref.id).filter((id) => id in visible).sort((a, b) => rank(a) - rank(b));
    const scale = map.getZoom() < 7.2 ? 0.9 : 1;
    const radius = (layer) => (layer === "rvz" ? 10 : 17) * scale;
    const many = (layer) => visible[layer].length > atlas.swarm.MANY;
    const sets = shown.map((layer) => (many(layer) ? swarm(map, visible[layer], radius(layer))
      : merge(placesOf(visible[layer]).map((p) => ({ ...p, ...map.latLngToLayerPoint(p.at) })), radius(layer))));
    apart(sets.filter((_, i) => !many(shown[i])), 17, 22);
    shown.forEach((layer, i) => atlas.signs.draw(map, layer, sets[i], events, visible[layer]));
    atlas.signs.drop(shown, visible);
    if (state.marked.length) mark(state.marked); // a symbol that was drawn anew has forgotten
    return sets.flat().map((g) => [g.x + g.dx - 10, g.y + g.dy - 10, g.x + g.dx + 10, g.y + g.dy + 10]);
  }

  function mark(ids) {
    state.marked = ids;
    root.document.querySelectorAll(".point").forEach((element) => {
      const mine = (element.dataset.id || "").split(" ");
      element.classList.toggle("on", ids.length > 0 && ids.every((id) => mine.includes(id)));
    });
  }

  atlas.points = { ...pure, load, render, mark, state };
  if (typeof module !== "undefined") module.exports = pure;
})(typeof window !== "undefined" ? window : globalThis);
