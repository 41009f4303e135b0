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
  const state = { byId: new Map(), ready: false, groups: {}, marked: [] };
  const PRIORITY = ["rvz", "zukunftsraeume", "jobmessen", "zukunftsregionen_projects", "integration", "other_funding"];
  const SIZE = { rvz: 20, zukunftsraeume: 19, default: 18 };

  async function load(url) {
    const records = await (await fetch(url)).json();
    for (const r of records) state.byId.set(r.id, r);
    state.ready = true;
  }

  function symbolId(layer, kinds) {
    const kind = [...new Set(kinds)].length === 1 ? kinds[0] : kinds.includes("open") ? "open" : kinds[0];
    return root.document.getElementById(`sym-${layer}-${kind}`) ? `sym-${layer}-${kind}` : `sym-${layer}`;
  }

  /** A symbol from the sprite of the page as an SVG element. */
  function symbol(id) {
    const svg = root.document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("viewBox", "-12 -12 24 24");
    svg.setAttribute("aria-hidden", "true");
    const use = root.document.createElementNS("http://www.w3.org/2000/svg", "use");
    use.setAttribute("href", "#" + id);
    svg.append(use);
    return svg;
  }

  function label(layer, group) {
    const first = state.byId.get(group.ids[0]);
    const words = atlas.boot().words;
    const name = words["layer." + layer] || layer;
    return group.ids.length === 1 ? `${name}: ${first.title}, ${first.where}` : `${name}: ${group.ids.length} × ${first.where}`;
  }

  function icon(layer, group) {
    const scale = root.matchMedia("(min-width: 2500px) and (min-height: 1400px)").matches ? 1.4 : 1;
    const size = (SIZE[layer] || SIZE.default) * scale * (group.ids.length > 9 ? 1.15 : 1);
    const element = root.document.createElement("div");
    element.append(symbol(symbolId(layer, group.kinds)));
    if (group.ids.length > 1) {
      const count = root.document.createElement("span");
      count.className = layer === "zukunftsraeume" ? "n" : "badge";
      count.textContent = group.ids.length < 1000 ? group.ids.length : "999+";
      element.append(count);
    }
    return root.L.divIcon({ className: "point", html: element, iconSize: [size, size], iconAnchor: [size / 2 - group.dx, size / 2 - group.dy] });
  }

  const LISTED = 40; // records that the details list when a sign is picked
  const NEARER = 2; // zooms

  /** More records than a list can hold: come closer instead. */
  function closer(map, at, count) {
    if (count <= LISTED || map.getZoom() >= map.getMaxZoom()) return false;
    map.setView(at, Math.min(map.getMaxZoom(), map.getZoom() + NEARER));
    return true;
  }

  function marker(map, layer, group, events) {
    const item = root.L.marker(group.at, { icon: icon(layer, group), pane: "points-" + layer, keyboard: false, riseOnHover: true });
    item.on("add", () => {
      const element = item.getElement();
      element.dataset.id = group.ids.slice(0, LISTED).join(" ");
      element.dataset.count = group.ids.length;
      element.dataset.layer = layer;
      element.setAttribute("role", "button");
      element.setAttribute("tabindex", "-1");
      element.setAttribute("aria-label", label(layer, group));
    });
    item.on("click", () => closer(map, group.at, group.ids.length) || events.pick(layer, group));
    item.on("mouseover", (e) => events.over(layer, group, e));
    item.on("mouseout", events.out);
    return item;
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
      mine.groups = atlas.swarm.signs(mine.all, zoom, mine.box, radius).map((g) => ({ ...g, dx: 0, dy: 0, at: map.unproject([g.x * TILE, g.y * TILE], 0) }));
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
    shown.forEach((layer, i) => draw(map, layer, sets[i], events, visible[layer]));
    // What is switched off hides with its pane, and is there at once when it is switched on again with the same records
    for (const [id, group] of Object.entries(state.groups)) if (!shown.includes(id) && group.of !== visible[id]) clear(id);
    if (state.marked.length) mark(state.marked); // a symbol that was drawn anew has forgotten
    return sets.flat().map((g) => [g.x + g.dx - 10, g.y + g.dy - 10, g.x + g.dx + 10, g.y + g.dy + 10]);
  }

  function clear(layer) {
    if (state.groups[layer]) state.groups[layer].layer.remove();
    delete state.groups[layer];
  }

  const NAMED = 20; // ids that tell one large group from another

  const signatureOf = (g) => `${g.ids.length}:${(g.ids.length > NAMED ? [...g.ids.slice(0, NAMED), g.ids[g.ids.length - 1]] : g.ids).join("+")}@${g.dx.toFixed(0)},${g.dy.toFixed(0)}`;

  function draw(map, layer, groups, events, of) {
    const signature = groups.map(signatureOf).join("|"), before = state.groups[layer];
    if (before && before.signature === signature) { before.of = of; return; }
    if (atlas.keys) atlas.keys.hold();
    clear(layer);
    const layerGroup = root.L.layerGroup(groups.map((g) => marker(map, layer, g, events)));
    layerGroup.addTo(map);
    state.groups[layer] = { layer: layerGroup, signature, of };
  }

  function mark(ids) {
    state.marked = ids;
    root.document.querySelectorAll(".point").forEach((element) => {
      const mine = (element.dataset.id || "").split(" ");
      element.classList.toggle("on", ids.length > 0 && ids.every((id) => mine.includes(id)));
    });
  }

  atlas.points = { ...pure, closer, load, render, symbol, symbolId, mark, state };
  if (typeof module !== "undefined") module.exports = pure;
})(typeof window !== "undefined" ? window : globalThis);
