/* The Leaflet side of the map: areas by level, their classes, selection, camera, tooltips.
 *
 * `atlas_borders.js` fetches them and hands each area to `area` below. Recolouring sets the class of the paths,
 * so that themes and hatches are CSS alone. */
(function (root) {
  "use strict";
  const atlas = (root.atlas = root.atlas || {});
  const AREAS = ["landkreise", "aerl", "gemeinden", "zukunftsregionen"];
  const M = { map: null, levels: {}, view: null, scene: null, labels: null, camera: "", symbols: [] };

  const level = (id) => M.levels[id] || (M.levels[id] = new Map());
  const calm = () => root.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const drawn = () => atlas.view.drawn(M.view, atlas.boot().codec);
  const position = (scene, key) => scene && scene.index.get(key);

  // ---------------------------------------------------------------- classes

  const CLASS = { "-1": "none", "-2": "unknown" };
  const FAMILY = { gap: "g", need: "n" };

  function fillClass(key) {
    const scene = M.scene;
    if (!atlas.view.fits(M.view, scene)) return "plain";
    const at = position(scene, key);
    if (at === undefined) return "plain";
    const metric = scene.metrics[atlas.view.metricOf(M.view)];
    const value = metric.classes[at];
    const aside = atlas.view.grouped(M.view, scene, at) ? (M.view.group ? " grouped" : "") : " aside";
    return (CLASS[value] || (FAMILY[metric.family] || "c") + value) + (scene.areas.inside && !scene.areas.inside[at] ? " outside" : aside);
  }

  function areaClass(id, key) {
    return id === M.view.level ? `area ${id} ${fillClass(key)}` : `area ${id} outline`;
  }

  /** Set the class of every path of a level. One write a path, no Leaflet style objects. */
  function paint(id) {
    for (const [key, path] of level(id)) {
      path.options.className = areaClass(id, key);
      const element = path.getElement();
      if (element) element.setAttribute("class", path.options.className + " leaflet-interactive");
    }
  }

  // ---------------------------------------------------------------- features as they are drawn

  function area(id, { key, name }, path) {
    path.name = name;
    level(id).set(key, path);
    path.options.className = areaClass(id, key);
    path.on("click", (e) => {
      root.L.DomEvent.stopPropagation(e);
      if (atlas.gaps.clicked(e.latlng)) return;
      atlas.dispatch({ type: "area", key, add: e.originalEvent.ctrlKey || e.originalEvent.metaKey });
    });
    path.on("mouseover", (e) => { if (root.document.body.dataset.armed !== "on") atlas.tips.area(id, key, e); });
    path.on("mouseout", atlas.tips.close);
    const element = path.addTo(M.map).getElement();
    element.dataset.key = key;
    element.setAttribute("role", "button");
    element.setAttribute("tabindex", "-1");
    element.setAttribute("aria-label", name);
  }

  /** Are the parts of every map there? */
  const whole = () => Boolean(atlas.points.state.ready && M.labels && atlas.borders.ready());

  /** A file has arrived: draw what depends on it, at the start once for all; names when it has been painted. */
  function arrived() {
    if (!whole()) return;
    panes();
    overlaps();
    atlas.gaps.draw(M);
    select();
    signs();
    afterFrame(names);
    atlas.page.check();
  }

  // ---------------------------------------------------------------- panes: visibility, order, opacity

  function pane(name, z) {
    const element = M.map.getPane(name) || M.map.createPane(name);
    if (z !== undefined) element.style.zIndex = z;
    return element;
  }

  function panes() {
    const layers = drawn();
    const points = Object.keys((M.scene && M.scene.points) || {});
    points.forEach((id) => pane("points-" + id));
    for (const id of [...AREAS, ...points]) {
      const at = layers.findIndex((ref) => ref.id === id);
      const isArea = AREAS.includes(id);
      const element = pane((isArea ? "areas-" : "points-") + id);
      element.style.display = at < 0 ? "none" : "";
      element.style.opacity = at < 0 ? "" : layers[at].opacity / 100;
      element.style.zIndex = isArea ? (id === M.view.level ? 410 : 420 + at) : 610 + at;
    }
    const water = layers.find((ref) => ref.id === "surroundings");
    for (const name of ["water", "labels"]) {
      pane(name).style.display = water ? "" : "none";
      pane(name).style.opacity = water ? water.opacity / 100 : "";
    }
  }

  // ---------------------------------------------------------------- selection

  function select() {
    const id = M.view.level;
    if (M.pick) M.pick.remove();
    M.pick = null;
    const paths = M.view.area.map((key) => level(id).get(key)).filter(Boolean);
    if (!paths.length) return;
    M.pick = root.L.layerGroup(["pick-case", "pick"].flatMap((name) => paths.map((path) => atlas.borders.copy(path, "pick", name)))).addTo(M.map);
  }

  /** A Landkreis of two regions shows both: the fill of one, stripes in the class of the other. */
  function overlaps() {
    if (M.overlap) M.overlap.remove();
    M.overlap = null;
    if (M.view.level !== "zukunftsregionen") return;
    const order = [...level("zukunftsregionen").keys()];
    const layers = Object.entries(atlas.boot().overlaps).map(([key, regions]) => {
      const path = level("landkreise").get(key);
      const [under] = [...regions].sort((a, b) => order.indexOf(a) - order.indexOf(b));
      return path && atlas.borders.copy(path, "areas-zukunftsregionen", "overlap " + fillClass(under));
    });
    M.overlap = root.L.layerGroup(layers.filter(Boolean)).addTo(M.map);
  }

  // ---------------------------------------------------------------- labels

  async function loadLabels() {
    M.labels = await (await root.fetch(atlas.boot().geo.labels)).json();
  }

  /** Names of municipalities are a file of their own, fetched when the map is near enough for them. */
  function moreLabels() {
    if (M.more) return;
    M.more = root.fetch(atlas.boot().geo["labels-gemeinden"]).then((r) => r.json()).then((more) => {
      Object.assign(M.labels.areas, more.areas);
      label();
    });
  }

  const CITY = /^03(10|40)/;

  function labelScale() {
    return root.matchMedia("(min-width: 2500px) and (min-height: 1400px)").matches ? 1.45 : 1;
  }

  function label() {
    if (!M.map || !whole()) return;
    const zoom = M.map.getZoom() - (labelScale() > 1 ? 0.6 : 0), scale = labelScale();
    const at = (lat, lon) => M.map.latLngToLayerPoint([lat, lon]);
    const rank = atlas.labels.rankAt(zoom);
    const near = zoom >= 10 && M.view.level === "gemeinden";
    if (near) moreLabels();
    const bounds = M.map.getBounds().pad(0.3);
    const seen = (lat, lon) => bounds.contains([lat, lon]);
    const town = ([text, lat, lon, r]) => ({ text, ...at(lat, lon), rank: r, size: (r <= 1 ? 14 : 13) * scale, weight: r <= 3 ? 600 : 400 });
    const inLand = M.labels.towns.filter((t) => t[4] && (t[3] <= rank || (zoom > 7.4 && CITY.test(t[5]))) && !(near && t[3] > 2) && seen(t[1], t[2])).map(town);
    const outside = M.labels.towns.filter((t) => !t[4] && t[3] <= rank - (zoom < 8 ? 0 : 1) && seen(t[1], t[2])).map(town);
    const id = M.view.level;
    const wanted = id === "gemeinden" && !near ? "landkreise" : id;
    const names = new Set(inLand.map((t) => t.text));
    const areas = (M.labels.areas[wanted] || []).filter((a) => seen(a[2], a[3]) && !(CITY.test(a[0]) && wanted !== "aerl") && !(near && names.has(a[1].join("")))).map(([key, lines, lat, lon, km2]) => {
      const path = level(wanted).get(key);
      if (wanted === "landkreise" && names.has(lines.join(" "))) lines = ["Landkreis", ...lines];
      return { key, lines, whole: lines.join(" ").replace("- ", "-").replace(/-(?=[a-zäöüß])/g, ""), ...at(lat, lon), area: km2, size: (wanted === "aerl" ? 15 : 12.5) * scale, rings: path && path._rings ? path._rings.flat(0) : null };
    });
    const states = zoom < 9.5 ? (M.labels.outside || []).filter(([, lat, lon]) => seen(lat, lon)).map(([text, lat, lon]) => ({ key: text, lines: [text], ...at(lat, lon), area: 0, size: 12.5 * scale })) : [];
    const { x, y } = M.map.containerPointToLayerPoint([0, 0]), size = M.map.getSize();
    M.over = atlas.labels.floating(M.map, M.view);
    const over = M.over.map((box) => [box[0] + x, box[1] + y, box[2] + x, box[3] + y]);
    const frame = [x + 4, y + 4, x + size.x - 4, y + size.y - 4];
    const placed = atlas.labels.place({ towns: inLand, areas, outside, states }, [...over, ...M.symbols], atlas.labels.measure, frame);
    placed.seas = (M.labels.seas || []).map(([text, lat, lon]) => inView({ text: atlas.boot().words["sea." + text] || text, ...at(lat, lon), size: 17 * scale }));
    const same = wanted === M.view.level && drawn().some((ref) => ref.id === wanted);
    atlas.labels.draw(M.svg, placed, (key) => (same ? "l" + fillClass(key).split(" ")[0].replace(/^[cg](?=\d)/, (c) => (c === "g" ? "g" : "")) : "lnone").replace("lunknown", "lnone").replace("lplain", "lnone"));
    M.named = true;
  }

  /** What floats on the map may have come, or grown, since the names were placed. */
  function relabel() {
    if (M.named && M.map.getContainer().clientWidth && atlas.labels.floating(M.map, M.view) !== M.over) label();
  }

  /** A sea is wide: its name comes down into the picture while its place lies a little above. */
  function inView(sea) {
    const top = M.map.containerPointToLayerPoint([0, 30]).y;
    return { ...sea, y: sea.y < top && sea.y > top - 160 ? top : sea.y };
  }

  // ---------------------------------------------------------------- camera

  /** A place that is asked for is shown exactly; only steps of the user are whole ones. */
  function exactly(move) {
    const { zoomSnap } = M.map.options;
    M.map.options.zoomSnap = 0;
    move();
    M.map.options.zoomSnap = zoomSnap;
  }

  /** The whole Land, as large as it can be: as `.first-map` in 31-first.css, which stands here before. */
  function frame() {
    const small = root.innerWidth <= 900;
    M.quiet = true;
    exactly(() => M.map.fitBounds(atlas.boot().land, { animate: false, padding: small ? [4, 4] : [26, 16] }));
    M.quiet = false;
  }

  /** Show what the view says; a move of the user is not answered with another move. */
  function camera() {
    const wanted = JSON.stringify(M.view.map);
    if (wanted === M.camera) return;
    M.camera = wanted;
    if (!M.view.map) { frame(); return; }
    const [lat, lon, zoom] = M.view.map;
    const here = M.map.getCenter();
    if (Math.abs(here.lat - lat) < 2e-4 && Math.abs(here.lng - lon) < 2e-4 && Math.abs(M.map.getZoom() - zoom) < 0.02) return;
    exactly(() => M.map.setView([lat, lon], zoom, { animate: false }));
  }

  function moved() {
    if (M.quiet || !M.view) return;
    const c = M.map.getCenter();
    const map = [Number(c.lat.toFixed(4)), Number(c.lng.toFixed(4)), Number(M.map.getZoom().toFixed(2))];
    M.camera = JSON.stringify(map);
    if (M.camera !== JSON.stringify(M.view.map)) atlas.stray(map);
  }

  /** Another size of the frame is no move of the user; while a page hides the map it has none. */
  function resized() {
    if (!M.map.getContainer().clientWidth) return;
    M.quiet = true;
    M.map.invalidateSize({ animate: false });
    M.quiet = false;
  }

  function flyTo(bounds) {
    M.map.fitBounds(bounds, { animate: !calm(), padding: [40, 40], maxZoom: 11 });
  }

  function zoomToArea(id, key) {
    const path = level(id).get(key);
    if (path) flyTo(path.getBounds());
  }

  function zoomToPoint(lat, lon, name) {
    if (M.found) M.found.remove();
    const element = root.document.createElement("div");
    element.append(atlas.signs.symbol("sym-search"));
    M.found = root.L.marker([lat, lon], { icon: root.L.divIcon({ className: "point found", html: element, iconSize: [26, 26], iconAnchor: [13, 24] }), keyboard: false, interactive: false, title: name }).addTo(M.map);
    M.map.setView([lat, lon], Math.max(M.map.getZoom(), 10.5), { animate: !calm() });
  }

  function home() {
    atlas.dispatch({ type: "set", field: "map", value: null });
    M.camera = "?";
    camera();
  }

  // ---------------------------------------------------------------- life

  function setScene(scene) {
    if (!scene || scene === M.scene) return;
    scene.index = scene.index || new Map(scene.areas.keys.map((key, i) => [key, i]));
    M.scene = scene;
  }

  function start(map) {
    M.map = map;
    atlas.sheets.lay(map);
    for (const [name, z] of [["coast", 190], ["ground", 200], ["water", 430], ["gaps", 440], ["labels", 600], ["pick", 590], ["focus", 595], ["supply", 630], ["sites", 640], ["proposed", 645]]) pane(name, z);
    AREAS.forEach((id) => pane("areas-" + id)); // before all points, also for who goes by keyboard
    for (const name of ["ground", "water", "labels", "pick", "gaps", "focus"]) pane(name).style.pointerEvents = "none";
    M.svg = root.document.createElementNS("http://www.w3.org/2000/svg", "svg");
    M.svg.setAttribute("class", "labels");
    M.svg.setAttribute("aria-hidden", "true");
    pane("labels").append(M.svg);
    M.view = M.view || atlas.boot().view;
    if (!M.scene) setScene(atlas.boot().scene);
    map.whenReady(() => {
      map.options.zoomSnap = 0.25;
      map.getContainer().setAttribute("aria-label", atlas.boot().words["map.label"]);
      atlas.keys.begin(map);
      camera();
      map.on("moveend", moved);
      map.on("moveend", () => atlas.sheets.settle(redraw)); // comes after each zoom too
      map.on("resize", () => { if (!M.view.map) frame(); });
      map.on("mousemove", (e) => atlas.gaps.moved(e.latlng));
      map.on("mouseout", () => atlas.glimpse.forget());
      map.on("click", (e) => { atlas.tips.close(); if (atlas.gaps) atlas.gaps.clicked(e.latlng); });
      new root.ResizeObserver(resized).observe(map.getContainer());
      panes();
      const others = [loadLabels(), atlas.points.load(atlas.boot().geo.points)].map((part) => part.then(arrived).catch(failed));
      M.drawn = Promise.all([borders(), ...others]);
      root.document.fonts.ready.then(() => { atlas.labels.forget(); label(); });
    });
  }

  function failed(error) {
    root.console.error(error);
    atlas.page.fail();
  }

  /** The borders of what the view draws, and of the level that can be selected. */
  function borders() {
    return atlas.borders.draw(M.map, AREAS.filter((id) => id === M.view.level || drawn().some((ref) => ref.id === id))).catch(failed);
  }

  function redraw() {
    if (!M.map || !M.scene || !whole()) return;
    signs();
    names();
  }

  function signs() {
    M.symbols = atlas.points.render(M.map, M.scene.points, drawn(), atlas.tips.points);
  }

  function names() {
    label();
    atlas.keys.refresh();
  }

  /** Dash: draw a view with its scene. */
  function render(view, scene) {
    show(view, scene);
    return root.dash_clientside.no_update;
  }

  /** The frame that is due is painted first; then the names are placed anew, which takes as long again. */
  function afterFrame(use) {
    root.requestAnimationFrame(() => root.setTimeout(use, 0));
  }

  function show(view, scene, ahead) {
    M.view = view || atlas.boot().view;
    scene = atlas.glimpse.instead(M.view, scene);
    setScene(scene || M.scene || atlas.boot().scene);
    if (!M.map) return;
    if (M.drawn) borders(); // else the map is not laid out yet, and draws this view when it is
    const { level: id, area: keys } = M.view, metric = atlas.view.metricOf(M.view);
    const layers = drawn();
    const colours = atlas.fresh("paint", M.scene, metric, id, atlas.view.subject(M.view) === "gaps" ? M.view.group : "");
    if (atlas.fresh("panes", layers, M.scene, id)) panes();
    if (colours) {
      AREAS.forEach(paint);
      overlaps();
      atlas.gaps.draw(M);
    }
    if (atlas.fresh("select", keys, id)) select();
    camera();
    if (atlas.fresh("redraw", M.scene, layers, metric, id)) { if (ahead) afterFrame(redraw); else redraw(); }
    else if (colours) atlas.keys.refresh();
    if (atlas.page) atlas.page.check();
  }

  /** Is everything that the view asks for on the screen? */
  function ready() {
    if (!M.map || !M.scene || !whole()) return false;
    if (!atlas.view.fits(M.view, M.scene)) return false;
    const wanted = drawn().map((ref) => ref.id).filter((id) => AREAS.includes(id));
    return wanted.every((id) => level(id).size > 0 && (id !== M.view.level || level(id).size >= M.scene.areas.keys.length));
  }

  if (root.L) {
    root.L.Map.addInitHook(function () { start(this); });
    root.dash_clientside = root.dash_clientside || {};
    root.dash_clientside.atlas_map = { render };
  }
  atlas.map = { show, relabel, area, arrived, ready, drawn: () => M.drawn, zoomToArea, zoomToPoint, home, zoomIn: () => M.map.zoomIn(1), zoomOut: () => M.map.zoomOut(1), state: M, position, level, paint: () => AREAS.forEach(paint), afterFrame };
})(typeof window !== "undefined" ? window : globalThis);
