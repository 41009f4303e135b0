/* Two scenarios side by side: the other one left of a line that can be moved, and a table of both. */
(function (root) {
  "use strict";
  const atlas = (root.atlas = root.atlas || {});
  const V = { share: 0.5, paths: new Map(), level: "", layer: null, sites: null, box: null };
  const CLASS = { "-1": "none" };
  const h = (...args) => atlas.panel.h(...args);

  // ---------------------------------------------------------------- the line on the map

  /** Clip a pane to the pixels of the map between two shares of its width. */
  function clip(map, name, from, to) {
    const pane = map.getPane(name);
    if (!pane) return;
    const size = map.getSize(), nw = map.containerPointToLayerPoint([0, 0]);
    const [left, right] = [from, to].map((share) => Math.round(nw.x + size.x * share));
    pane.style.clip = from === 0 && to === 1 ? "" : `rect(${nw.y}px, ${right}px, ${nw.y + size.y}px, ${left}px)`;
  }

  const RIGHT = ["gaps", "sites"], LEFT = ["versus", "versus-sites"];

  function divide() {
    const { map } = atlas.map.state;
    const share = V.layer ? V.share : 0;
    LEFT.forEach((name) => clip(map, name, 0, share));
    RIGHT.forEach((name) => clip(map, name, share, 1));
    if (V.box) V.box.style.setProperty("--share", share);
  }

  function element(tag, className, parent) {
    const made = root.document.createElement(tag);
    made.className = className;
    parent.append(made);
    return made;
  }

  /** Line, names of both sides and a slider: it can be dragged, or moved with the arrow keys. */
  function box(map) {
    if (V.box) return V.box;
    V.box = element("div", "swipe", map.getContainer().parentElement);
    element("i", "swipe-line", V.box);
    V.left = element("span", "swipe-name left", V.box);
    V.right = element("span", "swipe-name right", V.box);
    V.slider = element("input", "swipe-slider", V.box);
    Object.assign(V.slider, { type: "range", min: 0, max: 100, step: 1, value: 50 });
    V.slider.setAttribute("aria-label", atlas.boot().words["gaps.swipe"]);
    V.slider.addEventListener("input", () => { V.share = Number(V.slider.value) / 100; divide(); });
    map.on("move zoomend viewreset resize", divide);
    return V.box;
  }

  function clear() {
    [V.layer, V.sites].forEach((layer) => layer && layer.remove());
    if (V.box) V.box.hidden = true;
    V.layer = V.sites = null;
    V.level = "";
    V.paths.clear();
  }

  /** Paths of the other side: made once a level, then only their classes change. */
  function areas(M) {
    if (V.layer && V.level === M.view.level && V.paths.size === atlas.map.level(M.view.level).size) return;
    if (V.layer) V.layer.remove();
    V.paths.clear();
    V.level = M.view.level;
    for (const [key, path] of atlas.map.level(M.view.level)) V.paths.set(key, atlas.borders.copy(path, "versus", "versus"));
    V.layer = root.L.layerGroup([...V.paths.values()]).addTo(M.map);
  }

  function draw(M) {
    const other = atlas.view.subject(M.view) === "gaps" && atlas.view.metricOf(M.view) === "gap" && M.scene && M.scene.versus;
    if (!other || !atlas.view.fits(M.view, M.scene)) { if (M.map && V.layer) { clear(); divide(); } return; }
    for (const [name, z] of [["versus", 415], ["versus-sites", 641]]) (M.map.getPane(name) || M.map.createPane(name)).style.zIndex = z;
    M.map.getPane("versus").style.pointerEvents = "none";
    areas(M);
    for (const [key, path] of V.paths) {
      const at = atlas.map.position(M.scene, key);
      const step = at === undefined ? "plain" : CLASS[other.classes[at]] || "g" + other.classes[at];
      const out = at !== undefined && M.scene.areas.inside && !M.scene.areas.inside[at] ? " outside" : "";
      const node = path.getElement();
      if (node) node.setAttribute("class", `versus ${M.view.level} ${step}${out}`);
    }
    if (V.sites) V.sites.remove();
    const flips = atlas.gaps.outlines(M, other.flips, "flip", "versus");
    V.sites = root.L.layerGroup([...flips, ...other.sites.map((place) => atlas.gaps.site(place, M, "versus-sites"))]).addTo(M.map);
    box(M.map).hidden = false;
    V.left.textContent = other.name;
    V.right.textContent = other.present;
    divide();
  }

  /** What the other side says of an area under the pointer, "" right of the line. */
  function said(key, point) {
    const { scene, map } = atlas.map.state;
    if (!V.layer || !scene.versus || point.x > map.getSize().x * V.share) return "";
    const at = atlas.map.position(scene, key);
    return at === undefined ? "" : `${scene.versus.name}: ${scene.versus.texts[at]}`;
  }

  // ---------------------------------------------------------------- events: what to compare with

  const isToday = (view) => view.versus.length === 1 && view.versus[0] === "today";
  const compare = (value) => atlas.dispatch({ type: "set", field: "versus", value });

  /** Compare with today, or stop comparing with it. */
  function today() {
    compare(isToday(atlas.map.state.view) ? [] : ["today"]);
  }

  /** The present scenario becomes the other one, and work goes on from it; again: stop. */
  function keep() {
    const { view } = atlas.map.state;
    const value = [...view.candidates, ...view.closed.map((id) => "-" + id)];
    const kept = view.versus.length > 0 && !isToday(view);
    compare(kept ? [] : value.length ? value : ["today"]);
  }

  function controls(view) {
    const press = (action, on) => { const button = root.document.querySelector(`[data-action="${action}"]`); if (button) button.setAttribute("aria-pressed", String(on)); };
    press("versus-today", isToday(view));
    press("versus-keep", view.versus.length > 0 && !isToday(view));
  }

  // ---------------------------------------------------------------- Dash part: the table of both

  function panel(v, s) {
    const scene = s || atlas.boot().scene;
    if (!atlas.fresh("versus", scene)) return root.dash_clientside.no_update;
    const other = scene.versus;
    if (!other) return "";
    const [figure, area, difference] = other.head;
    const row = (cells) => h("Tr", { key: cells[0] }, h("Th", { scope: "row" }, cells[0]), ...cells.slice(1).map((cell, i) => h("Td", { key: String(i) }, cell)));
    const head = (first) => h("Thead", { key: "h" }, h("Tr", {}, ...[first, other.name, other.present, difference].map((text, i) => h("Th", { key: String(i), scope: "col" }, text))));
    const parts = [h("Table", { key: "both", className: "versus-table" }, head(figure), h("Tbody", { key: "b" }, ...other.rows.map(row)))];
    if (other.areas.length) {
      parts.push(h("H3", { key: "t" }, other.areas_title));
      parts.push(h("Table", { key: "areas", className: "versus-table" }, head(area), h("Tbody", { key: "b" }, ...other.areas.map(row))));
    }
    return parts;
  }

  if (root.document) {
    root.dash_clientside = root.dash_clientside || {};
    root.dash_clientside.atlas_versus = { panel };
  }
  atlas.versus = { draw, said, today, keep, controls };
})(typeof window !== "undefined" ? window : globalThis);
