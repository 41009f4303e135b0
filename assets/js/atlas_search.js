/* Place and project search: a combobox over the shipped gazetteer and the recorded projects, offline. */
(function (root) {
  "use strict";

  // ---------------------------------------------------------------- pure part

  const FOLD = { ä: "ae", ö: "oe", ü: "ue", ß: "ss" };

  /** Comparable spelling: lower case, umlauts written out, marks and doubled spaces gone. */
  function fold(text) {
    return text.toLowerCase().replace(/[äöüß]/g, (c) => FOLD[c]).normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[^a-z0-9]+/g, " ").trim();
  }

  const RANK = { landkreis: 0, stadtkreis: 0, gemeinde: 1, samtgemeinde: 2, project: 3, former: 4, settlement: 4, frei: 5 };

  /** Best entries for a text: the start of the name before the start of a word, larger kinds first. */
  function find(entries, text, limit) {
    const wanted = fold(text);
    if (!wanted) return [];
    const scored = [];
    for (const entry of entries) {
      const name = entry.folded;
      const score = name === wanted ? 0 : name.startsWith(wanted) ? 1 : (" " + name).includes(" " + wanted) ? 2 : -1;
      if (score >= 0) scored.push([score * 10 + (RANK[entry.kind] ?? 6), entry]);
    }
    return scored.sort((a, b) => a[0] - b[0] || a[1].name.localeCompare(b[1].name, "de")).slice(0, limit).map((s) => s[1]);
  }

  const pure = { fold, find };

  // ---------------------------------------------------------------- combobox

  const atlas = (root.atlas = root.atlas || {});
  const state = { entries: null, shown: [], active: -1 };

  /** The names, fetched once; whoever comes while they are on their way waits for them. */
  const load = () => state.loading || (state.loading = fetched().catch((fault) => { state.loading = null; throw fault; }));

  async function fetched() {
    const places = await (await root.fetch(atlas.boot().geo.search)).json();
    const words = atlas.boot().words;
    const entries = places.map(([name, kind, key, kreis, lat, lon]) => ({ name, kind, key, hint: kind === "landkreis" || kind === "stadtkreis" ? words["search." + kind] : `${words["search." + kind] || kind} · ${kreis}`, lat, lon, folded: fold(name) }));
    const seen = new Map();
    for (const entry of entries) if (entry.kind === "gemeinde") seen.set(entry.folded, (seen.get(entry.folded) || 0) + 1);
    for (const entry of entries) entry.label = seen.get(entry.folded) > 1 ? `${entry.name} (${entry.hint.split(" · ").pop()})` : entry.name;
    for (const r of atlas.points.state.byId.values()) entries.push({ name: r.title, kind: "project", key: r.id, hint: r.where, lat: r.lat, lon: r.lon, folded: fold(r.title) });
    state.entries = entries;
  }

  /** The municipality a person means: its name, with the Landkreis in brackets where it is not unique. */
  async function municipality(text) {
    await load();
    const wanted = fold(text);
    const all = state.entries.filter((entry) => entry.kind === "gemeinde");
    const exact = all.filter((entry) => entry.folded === wanted || fold(entry.label) === wanted);
    if (exact.length === 1) return exact[0];
    const starting = all.filter((entry) => entry.folded.startsWith(wanted));
    return starting.length === 1 ? starting[0] : null;
  }

  /** Names to choose from in the form for a site. */
  function offer() {
    const list = root.document.getElementById("gemeinden-list");
    if (!list || list.childElementCount) return;
    const all = (state.entries || []).filter((entry) => entry.kind === "gemeinde");
    list.replaceChildren(...all.map((entry) => Object.assign(root.document.createElement("option"), { value: entry.label })));
  }

  const input = () => root.document.getElementById("search");
  const list = () => root.document.getElementById("search-list");

  function close() {
    state.shown = []; state.active = -1;
    list().replaceChildren();
    input().setAttribute("aria-expanded", "false");
    input().removeAttribute("aria-activedescendant");
  }

  function option(entry, i) {
    const node = root.document.createElement("div");
    node.id = "search-option-" + i;
    node.setAttribute("role", "option");
    node.setAttribute("aria-selected", String(i === state.active));
    const hint = root.document.createElement("small");
    hint.textContent = entry.hint;
    const name = root.document.createElement("span");
    name.textContent = entry.name;
    node.append(name, hint);
    node.addEventListener("mousedown", (e) => { e.preventDefault(); choose(entry); });
    return node;
  }

  function show() {
    const text = input().value.trim();
    state.shown = find(state.entries || [], text, 9);
    if (state.active >= state.shown.length) state.active = -1;
    list().replaceChildren(...state.shown.map(option));
    if (text && state.entries && state.entries.length && !state.shown.length) {
      const none = root.document.createElement("div");
      none.className = "none";
      none.textContent = atlas.boot().words["search.none"].replace("{text}", text);
      list().append(none);
    }
    input().setAttribute("aria-expanded", String(state.shown.length > 0));
    if (state.active >= 0) input().setAttribute("aria-activedescendant", "search-option-" + state.active);
    else input().removeAttribute("aria-activedescendant");
  }

  function choose(entry) {
    input().value = entry.name;
    close();
    const kreis = entry.kind === "landkreis" || entry.kind === "stadtkreis";
    if (entry.kind === "project") {
      atlas.panel.records([entry.key]);
      atlas.map.zoomToPoint(entry.lat, entry.lon, entry.name);
    } else if (kreis) {
      atlas.dispatch({ type: "show", level: "landkreise", key: entry.key });
      root.setTimeout(() => atlas.map.zoomToArea("landkreise", entry.key), 60);
    } else {
      atlas.map.zoomToPoint(entry.lat, entry.lon, entry.name);
      const { view } = atlas.map.state;
      if (entry.key.length === 8 && view.level === "gemeinden") atlas.dispatch({ type: "area", key: entry.key });
      if (view.level === "landkreise" && !view.area.includes(entry.key.slice(0, 5))) atlas.dispatch({ type: "area", key: entry.key.slice(0, 5) });
    }
  }

  function key(e) {
    if (e.key === "ArrowDown" || e.key === "ArrowUp") {
      e.preventDefault();
      const n = state.shown.length;
      if (n) state.active = (state.active + (e.key === "ArrowDown" ? 1 : n - 1 + (state.active < 0 ? 1 : 0))) % n;
      show();
    } else if (e.key === "Enter" && state.shown.length) {
      e.preventDefault();
      choose(state.shown[Math.max(0, state.active)]);
    } else if (e.key === "Escape") close();
  }

  /** Dash's input knows no ARIA: say here that it is a combobox. */
  function describe() {
    const roles = { role: "combobox", "aria-label": input().placeholder, "aria-expanded": "false", "aria-controls": "search-list", "aria-autocomplete": "list" };
    for (const [name, value] of Object.entries(roles)) input().setAttribute(name, value);
  }

  if (root.document) {
    root.document.addEventListener("focusin", (e) => {
      if (e.target.id === "search") load().then(show);
      if (e.target.id === "candidate-place") load().then(offer);
    });
    root.document.addEventListener("input", (e) => { if (e.target.id === "search") { state.active = -1; load().then(show); } });
    root.document.addEventListener("keydown", (e) => { if (e.target.id === "search") key(e); });
    root.document.addEventListener("focusout", (e) => { if (e.target.id === "search") root.setTimeout(close, 150); });
  }
  atlas.search = { ...pure, describe, municipality };
  if (typeof module !== "undefined") module.exports = pure;
})(typeof window !== "undefined" ? window : globalThis);
