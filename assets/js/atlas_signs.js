/* Signs of the points: plain elements in the pane of their layer, made in one go, heard by the pane.
 *
 * A marker of Leaflet stands by a transform of three dimensions, which makes it a picture of its own for the browser,
 * and has listeners of its own: some hundred of them cost more in each frame than all the ground. */
(function (root) {
  "use strict";
  const atlas = (root.atlas = root.atlas || {});
  const S = { map: null, layers: new Map(), groups: new WeakMap() };
  const SIZE = { rvz: 20, zukunftsraeume: 19, default: 18 };
  const LISTED = 40; // records that the details list when a sign is picked
  const NEARER = 2; // zooms

  // ---------------------------------------------------------------- one sign

  /** How many records stand behind a sign, and the first of them: one of a swarm has thousands. */
  const countOf = (group) => group.count || group.ids.length;
  const firstOf = (group, most) => (group.first ? group.first(most) : group.ids.slice(0, most));

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

  function symbolId(layer, kinds) {
    const kind = [...new Set(kinds)].length === 1 ? kinds[0] : kinds.includes("open") ? "open" : kinds[0];
    return root.document.getElementById(`sym-${layer}-${kind}`) ? `sym-${layer}-${kind}` : `sym-${layer}`;
  }

  function label(layer, group) {
    const count = countOf(group), first = atlas.points.state.byId.get(firstOf(group, 1)[0]), name = atlas.boot().words["layer." + layer] || layer;
    return count === 1 ? `${name}: ${first.title}, ${first.where}` : `${name}: ${count} × ${first.where}`;
  }

  const large = () => root.matchMedia("(min-width: 2500px) and (min-height: 1400px)").matches;

  function element(layer, group, scale) {
    const made = root.document.createElement("div"), inner = root.document.createElement("div"), count = countOf(group);
    made.className = "point leaflet-interactive"; // Leaflet's map counts it among what has a meaning of its own
    group.size = (SIZE[layer] || SIZE.default) * scale * (count > 9 ? 1.15 : 1);
    made.style.width = made.style.height = group.size + "px";
    Object.assign(made.dataset, { id: firstOf(group, LISTED).join(" "), count, layer });
    for (const [name, value] of [["role", "button"], ["tabindex", "-1"], ["aria-label", label(layer, group)]]) made.setAttribute(name, value);
    inner.append(symbol(symbolId(layer, group.kinds)));
    if (count > 1) {
      const number = root.document.createElement("span");
      number.className = layer === "zukunftsraeume" ? "n" : "badge";
      number.textContent = count < 1000 ? count : "999+";
      inner.append(number);
    }
    made.append(inner);
    S.groups.set(made, group);
    return made;
  }

  /** Where the records of a sign are, [lat, lon]. */
  const placeOf = (made) => (S.groups.get(made) || {}).at;

  // ---------------------------------------------------------------- a layer of them

  /** More records than a list can hold: come closer instead. */
  function closer(map, at, count) {
    if (count <= LISTED || map.getZoom() >= map.getMaxZoom()) return false;
    map.setView(at, Math.min(map.getMaxZoom(), map.getZoom() + NEARER));
    return true;
  }

  function box(map, layer, events) {
    const made = root.document.createElement("div");
    const signAt = (node) => node && node.closest && node.closest(".point");
    made.addEventListener("click", (e) => {
      const group = S.groups.get(signAt(e.target));
      if (!group) return;
      e.stopPropagation();
      if (map.dragging.moved()) return; // the end of a drag that began here
      if (!closer(map, group.at, countOf(group))) events.pick(layer, group);
    });
    made.addEventListener("mouseover", (e) => {
      const sign = signAt(e.target);
      if (sign && sign !== signAt(e.relatedTarget)) events.over(layer, S.groups.get(sign), { latlng: map.mouseEventToLatLng(e) });
    });
    made.addEventListener("mouseout", (e) => { if (signAt(e.target) !== signAt(e.relatedTarget)) events.out(); });
    map.getPane("points-" + layer).append(made);
    return made;
  }

  /** Put the signs of a layer where their places are at the zoom that the map has now. */
  function place(map, known) {
    const now = `${map.getZoom()} ${map.getPixelOrigin()}`;
    if (known.stands === now) return;
    known.stands = now;
    for (const made of known.box.children) {
      const group = S.groups.get(made), { x, y } = map.latLngToLayerPoint(group.at);
      made.style.left = `${x + group.dx - group.size / 2}px`;
      made.style.top = `${y + group.dy - group.size / 2}px`;
    }
  }

  const NAMED = 20; // ids that tell one large group from another
  const signatureOf = (g) => `${countOf(g)}:${firstOf(g, NAMED).join("+")}@${g.dx.toFixed(0)},${g.dy.toFixed(0)}`;

  /** While fingers or a flight change the zoom, signs go along; a step of it ends with signs that are made anew. */
  function follow(map) {
    if (S.map === map) return;
    S.map = map;
    map.on("zoom", () => { if (!atlas.sheets.stale()) S.layers.forEach((known) => place(map, known)); });
  }

  /** Draw the groups of a layer; `of` is the list of ids in the scene that they come from. */
  function draw(map, layer, groups, events, of) {
    follow(map);
    const known = S.layers.get(layer) || { box: box(map, layer, events), signature: null, stands: "", of: null };
    S.layers.set(layer, known);
    known.of = of;
    const signature = groups.map(signatureOf).join("|");
    if (known.signature !== signature) {
      if (atlas.keys) atlas.keys.hold();
      const scale = large() ? 1.4 : 1;
      known.signature = signature;
      known.stands = "";
      // Southern signs lie above northern ones
      known.box.replaceChildren(...[...groups].sort((a, b) => a.y - b.y).map((group) => element(layer, group, scale)));
    }
    place(map, known);
  }

  /** Signs of a layer that is not drawn stay, hidden with its pane, while its records are the same. */
  function drop(shown, visible) {
    for (const [layer, known] of S.layers) {
      if (shown.includes(layer) || known.of === visible[layer]) continue;
      known.box.remove();
      S.layers.delete(layer);
    }
  }

  atlas.signs = { closer, countOf, firstOf, draw, drop, placeOf, symbol };
})(typeof window !== "undefined" ? window : globalThis);
