/* The map by keyboard: one stop for the areas, one for the points; arrows go to the neighbour, letters and
 * Page keys go by name. However many municipalities there are, Tab leaves the map after three steps.
 *
 * The focus is the browser's own, on the path or the symbol itself; a ring in a pane of its own makes it
 * visible above all neighbours, and the live region says name and value. */
(function (root) {
  "use strict";

  // ---------------------------------------------------------------- pure part

  const WAY = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const WIDE = 1.2; // how much a step sideways counts more than one straight ahead

  /** The nearest item in the direction of an arrow key, or -1: straight ahead before sideways.
   *
   * @param items [{x, y}] in pixels, @param at index of the one to start from, @param key name of the key */
  function neighbour(items, at, key) {
    const [dx, dy] = WAY[key], from = items[at];
    let best = -1, least = Infinity;
    items.forEach((item, i) => {
      const x = item.x - from.x, y = item.y - from.y;
      const ahead = x * dx + y * dy, aside = Math.abs(x * dy - y * dx);
      if (i === at || ahead <= 0 || aside > ahead * 2.5) return;
      const cost = ahead + aside * WIDE;
      if (cost < least) { least = cost; best = i; }
    });
    return best;
  }

  const ALPHABET = new Intl.Collator("de"); // asked by itself a string makes one for each question

  /** Order of the names, as in a list. */
  function byName(items) {
    return items.map((_, i) => i).sort((a, b) => ALPHABET.compare(items[a].name, items[b].name) || a - b);
  }

  const PAGE = { PageDown: 1, PageUp: -1 };

  /** Where Home, End and the Page keys lead: through all items by name, so that each one is reached. */
  function listed(items, at, key) {
    const order = byName(items);
    if (key === "Home") return order[0];
    if (key === "End") return order[order.length - 1];
    const next = order.indexOf(at) + PAGE[key];
    return next >= 0 && next < order.length ? order[next] : -1;
  }

  const plain = (text) => text.toLowerCase().replace(/^(landkreis|stadt|region|lk) /, "");

  /** The next item whose name begins with what was typed; the same letter again goes on to the next. */
  function typed(items, at, text) {
    const wanted = [...new Set(text)].length === 1 ? text[0] : text;
    const order = byName(items), from = order.indexOf(at) + (wanted.length === 1 ? 1 : 0);
    const round = [...order.slice(from), ...order.slice(0, from)];
    const hit = round.find((i) => items[i].name.toLowerCase().startsWith(wanted) || plain(items[i].name).startsWith(wanted));
    return hit === undefined ? -1 : hit;
  }

  /** Index of the item that a key leads to from another, -1 if it stays. */
  function step(items, at, key, text = "") {
    if (!items.length) return -1;
    if (at < 0) return 0;
    if (WAY[key]) return neighbour(items, at, key);
    if (key in PAGE || key === "Home" || key === "End") return listed(items, at, key);
    return text ? typed(items, at, text) : -1;
  }

  const pure = { step, neighbour, byName };

  // ---------------------------------------------------------------- what can be reached now

  const atlas = (root.atlas = root.atlas || {});
  const K = { stop: { area: "", point: "" }, ring: null, typed: "", clear: 0, say: 0, held: null };
  const M = () => atlas.map.state;
  const KINDS = { area: "path.area", point: ".point" };
  const kindOf = (element) => Object.keys(KINDS).find((kind) => element && element.matches && element.matches(KINDS[kind])) || "";
  const idOf = (element) => element.dataset.key || element.dataset.id || "";

  function seen(element) {
    const pane = element && element.closest(".leaflet-pane");
    return Boolean(element && element.isConnected && pane && pane.style.display !== "none" && !element.matches(".found"));
  }

  function areas() {
    if (!M().view || !M().map) return [];
    const found = [];
    for (const [key, path] of atlas.map.level(M().view.level)) {
      const element = path.getElement();
      if (element && seen(element)) found.push({ id: key, element, path, name: path.name });
    }
    return found;
  }

  function points() {
    if (!M().map) return [];
    const title = (element) => { const r = atlas.points.state.byId.get(idOf(element).split(" ")[0]); return (r && r.title) || element.getAttribute("aria-label") || ""; };
    return [...M().map.getContainer().querySelectorAll(".point[data-id]")].filter(seen).map((element) => ({ id: idOf(element), element, name: title(element) }));
  }

  const items = (kind) => (kind === "area" ? areas() : points());

  /** Middle of an item in the pixels of the map's layers. */
  function placed(item) {
    if (item.path) return { ...item, ...M().map.latLngToLayerPoint(item.path.getBounds().getCenter()) };
    const box = item.element.getBoundingClientRect();
    return { ...item, x: box.left + box.width / 2, y: box.top + box.height / 2 };
  }

  // ---------------------------------------------------------------- one stop of each kind

  function mark(element, on) {
    if (element) element.setAttribute("tabindex", on ? "0" : "-1");
  }

  function give(kind, item) {
    for (const element of M().map.getContainer().querySelectorAll(`${KINDS[kind]}[tabindex="0"]`)) if (!item || element !== item.element) mark(element, false);
    K.stop[kind] = item ? item.id : "";
    if (item) mark(item.element, true);
  }

  /** After a redraw: each kind keeps its stop, or gets one; a symbol that was drawn anew keeps the focus. */
  function refresh() {
    if (!M().map) return;
    for (const kind of Object.keys(KINDS)) {
      const all = items(kind);
      const selected = kind === "area" ? M().view.area[0] : "";
      const same = (id) => all.find((item) => item.id === id || (kind === "point" && id && item.id.split(" ").includes(id.split(" ")[0])));
      give(kind, (K.stop[kind] && same(K.stop[kind])) || (selected && same(selected)) || all[byName(all)[0]] || null);
      if (kind === "point" && K.held && all.length) {
        const again = same(K.held);
        K.held = null;
        if (again && [root.document.body, null].includes(root.document.activeElement)) { give(kind, again); again.element.focus({ preventScroll: true }); }
      }
    }
    ring();
  }

  /** Before symbols are drawn anew: remember which one had the focus. */
  function hold() {
    const { activeElement } = root.document;
    if (kindOf(activeElement) === "point") K.held = idOf(activeElement);
  }

  function go(kind, item) {
    give(kind, item);
    bring(item);
    item.element.focus({ preventScroll: true });
  }

  /** Move the map as little as needed to have the item in the picture, away from its edge. */
  function bring(item) {
    const { map } = M();
    const at = item.path ? item.path.getBounds().getCenter() : atlas.signs.placeOf(item.element);
    map.panInside(at, { paddingTopLeft: [56, 56], paddingBottomRight: [72, 72], animate: false });
  }

  // ---------------------------------------------------------------- the ring, and what is said

  const visible = (element) => element && element.matches(":focus-visible");

  function ring() {
    if (K.ring) K.ring.remove();
    K.ring = null;
    const { activeElement: element } = root.document;
    if (kindOf(element) !== "area" || !visible(element)) return;
    const path = atlas.map.level(M().view.level).get(idOf(element));
    if (!path) return;
    K.ring = root.L.layerGroup(["focus-case", "focus-line"].map((name) => atlas.borders.copy(path, "focus", name))).addTo(M().map);
  }

  /** Name and value of an area, as the live region says them. */
  function areaSaid(key, view, scene, words) {
    const at = scene && atlas.view.fits(view, scene) ? scene.index.get(key) : undefined;
    if (at === undefined) return "";
    const metric = scene.metrics[atlas.view.metricOf(view)];
    const chosen = view.area.includes(key) ? `, ${words["keys.chosen"]}` : "";
    return `${scene.areas.labels[at]}: ${metric.title} ${metric.texts[at]}${chosen}`;
  }

  function pointSaid(element) {
    const ids = idOf(element).split(" ");
    const lines = ids.slice(0, 3).map((id) => atlas.points.state.byId.get(id)).filter(Boolean);
    const more = ids.length > lines.length && lines.length ? ` ${atlas.boot().words["keys.more"].replace("{n}", ids.length - lines.length)}` : "";
    return `${element.getAttribute("aria-label")}. ${lines.map((r) => (ids.length > 1 ? `${r.title}: ${r.line}` : r.line)).join(". ")}${more}`;
  }

  /** Say something in the live region; steps in quick succession are said once, at their end. */
  function say(text, wait = 120) {
    root.clearTimeout(K.say);
    if (text) K.say = root.setTimeout(() => atlas.follow.write("announce", "children", text), wait);
  }

  function focused(e) {
    const kind = kindOf(e.target);
    M().map.getContainer().classList.toggle("by-keys", visible(e.target));
    if (!kind) return;
    give(kind, { id: idOf(e.target), element: e.target });
    ring();
    if (visible(e.target)) say(kind === "area" ? areaSaid(idOf(e.target), M().view, M().scene, atlas.boot().words) : pointSaid(e.target));
  }

  // ---------------------------------------------------------------- keys

  /** What Enter does: choose or compare an area, set a site on trial, open what is recorded at a point. */
  function act(kind, element, add) {
    const id = idOf(element);
    root.clearTimeout(K.say);
    if (kind === "area") {
      const path = atlas.map.level(M().view.level).get(id);
      if (atlas.gaps.clicked(path.getBounds().getCenter(), id)) return;
      atlas.dispatch({ type: "area", key: id, add });
      return;
    }
    if (element.classList.contains("on")) { toDetails(); return; }
    const known = id.split(" ").filter((one) => atlas.points.state.byId.has(one));
    if (!known.length) return;
    const first = atlas.points.state.byId.get(known[0]);
    if (atlas.signs.closer(M().map, [first.lat, first.lon], Number(element.dataset.count))) return;
    atlas.panel.records(known);
    atlas.points.mark(known);
    say(atlas.boot().words["keys.opened"].replace("{name}", element.getAttribute("aria-label")));
  }

  function toDetails() {
    const panel = root.document.getElementById("details");
    if (!panel) return;
    root.document.body.dataset.right = "on";
    panel.setAttribute("tabindex", "-1");
    panel.focus();
  }

  const LETTER = /^[\p{L}]$/u;
  const FORGET = 900; // ms after which a letter begins a new name

  function letters(e) {
    if (!LETTER.test(e.key) || e.ctrlKey || e.altKey || e.metaKey) return "";
    root.clearTimeout(K.clear);
    K.clear = root.setTimeout(() => { K.typed = ""; }, FORGET);
    K.typed += e.key.toLowerCase();
    return K.typed;
  }

  const ZOOM = { "+": "zoomIn", "-": "zoomOut" };

  function pressed(e) {
    const kind = kindOf(e.target);
    if (!kind || e.altKey) return;
    if (e.key === "Enter" || e.key === " ") act(kind, e.target, e.shiftKey || e.ctrlKey || e.metaKey);
    else if (ZOOM[e.key] && !e.ctrlKey) { if (kind === "point") hold(); atlas.map[ZOOM[e.key]](); }
    else {
      const text = letters(e);
      if (!text && !WAY[e.key] && !(e.key in PAGE) && e.key !== "Home" && e.key !== "End") return;
      const all = WAY[e.key] ? items(kind).map(placed) : items(kind);
      const next = step(all, all.findIndex((item) => item.element === e.target), e.key, text);
      if (next >= 0) go(kind, all[next]);
    }
    e.preventDefault();
    e.stopPropagation();
  }

  /** Enter on the map itself sets a site in its middle while one is to be set. */
  function onMap(e) {
    const { map } = M();
    if (map && e.target === map.getContainer() && e.key === "Enter" && atlas.gaps.clicked(map.getCenter())) e.preventDefault();
  }

  // ---------------------------------------------------------------- rows of the table

  const ROW = "#table tbody button";
  const STEP = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -1e6, End: 1e6 };

  function inTable(e) {
    if (!e.target.matches || !e.target.matches(ROW) || e.altKey) return;
    if (e.key === "Enter" && (e.shiftKey || e.ctrlKey || e.metaKey)) {
      atlas.dispatch({ type: "area", key: e.target.closest("tr").dataset.key, add: true });
      e.preventDefault();
    } else if (e.key in STEP) {
      const rows = [...root.document.querySelectorAll(ROW)];
      const at = Math.min(rows.length - 1, Math.max(0, rows.indexOf(e.target) + STEP[e.key]));
      rowStop(rows, rows[at]);
      rows[at].focus();
      e.preventDefault();
    }
  }

  function rowStop(rows, one) {
    rows.forEach((button) => { if (button !== one && button.tabIndex === 0) button.tabIndex = -1; });
    one.tabIndex = 0;
  }

  // ---------------------------------------------------------------- life

  function begin(map) {
    const box = map.getContainer();
    box.setAttribute("role", "application");
    box.setAttribute("aria-roledescription", atlas.boot().words["keys.map"]);
    box.setAttribute("aria-describedby", "map-keys");
    box.addEventListener("keydown", pressed);
    box.addEventListener("focusin", focused);
    box.addEventListener("focusout", () => { box.classList.remove("by-keys"); if (K.ring) K.ring.remove(); K.ring = null; });
  }

  if (root.document) {
    root.document.addEventListener("keydown", onMap);
    root.document.addEventListener("keydown", inTable);
    root.document.addEventListener("focusin", (e) => { if (e.target.matches && e.target.matches(ROW)) rowStop([...root.document.querySelectorAll(ROW)], e.target); });
  }
  atlas.keys = { ...pure, begin, refresh, hold, say, areaSaid };
  if (typeof module !== "undefined") module.exports = pure;
})(typeof window !== "undefined" ? window : globalThis);
