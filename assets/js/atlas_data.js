/* The same in words: the values of each chart as a table, the points of the map as a list. Made when opened,
 * and kept in step with view and scene while open. */
(function (root) {
  "use strict";

  // ---------------------------------------------------------------- pure part

  const NONE = "–";
  const isNumber = (value) => typeof value === "number" && Number.isFinite(value);
  const trimmed = (text) => (text || "").replace(/\u00a0/g, " ").trim();

  function number(value, lang, unit = "") {
    if (!isNumber(value)) return NONE;
    const digits = unit === " %" ? 1 : Number.isInteger(value) ? 0 : 2; // cents are written whole or not at all
    return value.toLocaleString(lang === "en" ? "en-GB" : "de-DE", { minimumFractionDigits: digits, maximumFractionDigits: digits }) + unit;
  }

  /** Columns and rows of bars: a row a category, a column a part, and what is written at the bars. */
  function barRows(figure, words) {
    const bars = figure.data.filter((trace) => trace.type === "bar" && [...(trace.x || []), ...(trace.y || [])].length);
    const texts = figure.data.filter((trace) => trace.mode === "text");
    const flat = bars.some((trace) => trace.orientation === "h");
    const names = flat ? figure.layout.yaxis.ticktext : (texts[0] || bars[0] || { x: [] }).x;
    const used = bars.filter((trace) => (flat ? trace.x : trace.y || []).some((v) => isNumber(v) && v !== 0));
    const keys = (bars.find((trace) => trace.customdata) || {}).customdata || [];
    const rows = names.map((name, i) => ({
      key: keys[i] || "",
      cells: [String(name), ...used.map((trace) => { const value = (flat ? trace.x : trace.y)[i]; return value ? value : null; }), texts.map((trace) => trimmed((trace.text || [])[i])).filter(Boolean).join(" ") || NONE],
    }));
    const { unit = " €" } = figure.layout.meta || {};
    return { columns: [...used.map((trace) => trace.name), words["data.written"]], rows, unit };
  }

  const EVERY = 5; // steps of a curve that are written down

  function lineRows(figure) {
    const lines = figure.data.filter((trace) => trace.mode === "lines" && trace.showlegend !== false && (trace.y || []).length);
    if (!lines.length) return { columns: [], rows: [], unit: "" };
    const ticks = figure.layout.xaxis.ticktext || [];
    const unit = String(ticks[ticks.length - 1] || "").replace(/[\d.,\s]/g, "");
    const rows = lines[0].x.filter((x) => x % EVERY === 0).map((x) => ({ key: "", cells: [`${x} ${unit}`, ...lines.map((trace) => trace.y[x])] }));
    return { columns: lines.map((trace) => trace.name), rows, unit: " %" };
  }

  /** A course over years: a row a year, a column a line; years without a value have none. */
  function yearRows(figure) {
    const lines = figure.data.filter((trace) => trace.mode === "lines" && trace.x.length);
    const years = [...new Set(lines.flatMap((trace) => trace.x))].sort((a, b) => a - b);
    const at = (trace, year) => { const i = trace.x.indexOf(year); return i < 0 ? null : trace.y[i]; };
    const { unit } = figure.layout.meta;
    return { columns: lines.map((trace) => trace.name), rows: years.map((year) => ({ key: "", cells: [String(year), ...lines.map((trace) => at(trace, year))] })), unit };
  }

  function dotRows(figure, words) {
    const { unit = " %", y: name = words["data.y"] } = figure.layout.meta || {};
    const dots = figure.data.filter((trace) => trace.mode === "markers" && trace.customdata);
    const rows = dots.flatMap((trace) => trace.customdata.map(([key, name], i) => {
      const unknown = trace.marker && trace.marker.symbol === "circle-open";
      return { key, cells: [name, unknown ? words["data.unknown"] : trace.x[i], number(trace.y[i], words["data.lang"], unit), trace.name] };
    }));
    const { title } = figure.layout.xaxis;
    return { columns: [(title && title.text) || words["data.x"], name, words["data.group"]], rows, unit: "" };
  }

  /** What a figure shows, as columns and rows; `key` names the area of a row, if it has one. */
  function tableOf(figure, words) {
    if (figure.data.some((trace) => trace.type === "bar")) return barRows(figure, words);
    if (figure.layout.meta && figure.layout.meta.rows === "years") return yearRows(figure);
    if (figure.data.some((trace) => trace.mode === "lines")) return lineRows(figure);
    return dotRows(figure, words);
  }

  const pure = { tableOf, number };

  // ---------------------------------------------------------------- drawing

  const atlas = (root.atlas = root.atlas || {});
  const { document } = root;

  function node(tag, text, attributes = {}) {
    const made = document.createElement(tag);
    if (text !== undefined) made.textContent = text;
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    return made;
  }

  function now() {
    const { view, scene } = atlas.map.state;
    return { view, scene, boot: atlas.boot() };
  }

  function drawTable(id) {
    const { view, scene, boot } = now();
    const holder = document.getElementById("chart-data-body-" + id);
    if (!holder || !view || !scene) return;
    const words = { ...boot.words, "data.lang": view.lang };
    const { columns, rows, unit } = tableOf(atlas.charts.figureOf(id, view, scene), words);
    const title = document.getElementById("chart-title-" + id);
    const label = (row) => { const at = row.key ? scene.index.get(row.key) : undefined; return at === undefined ? row.cells[0] : scene.areas.labels[at]; };
    const table = node("table", undefined, { class: "chart-table", "aria-label": title ? title.textContent : "" }), head = node("tr"), body = node("tbody");
    [words["data." + id] || "", ...columns].forEach((text) => head.append(node("th", text, { scope: "col" })));
    for (const row of rows) {
      const line = node("tr");
      line.append(node("th", label(row), { scope: "row" }));
      row.cells.slice(1).forEach((value) => line.append(node("td", typeof value === "string" ? value : number(value, view.lang, unit))));
      body.append(line);
    }
    const thead = node("thead");
    thead.append(head);
    table.append(thead, body);
    holder.replaceChildren(table);
  }

  /** Every point that the map shows, one button a record, by layer and name. */
  function drawList() {
    const { view, scene, boot } = now();
    const holder = document.getElementById("points-list-body");
    if (!holder || !view || !scene) return;
    const drawn = atlas.view.drawn(view, boot.codec).map((ref) => ref.id).filter((id) => id in scene.points);
    const same = !atlas.fresh("points-list", drawn, drawn.flatMap((id) => scene.points[id]));
    if (same && holder.firstChild) return; // who goes through it by keyboard stays where they are
    const parts = drawn.flatMap((layer) => {
      const records = scene.points[layer].map((id) => atlas.points.state.byId.get(id)).filter(Boolean).sort((a, b) => a.title.localeCompare(b.title, "de"));
      if (!records.length) return [];
      const list = node("ul", undefined, { class: "plain-list" });
      for (const r of records) {
        const item = node("li"), button = node("button", r.title, { type: "button", class: "link", "data-pick": r.id, lang: "de" });
        item.append(button, ` ${[r.where, r.line].filter(Boolean).join(" · ")}`);
        list.append(item);
      }
      return [node("h4", boot.words["list.layer"].replace("{layer}", boot.words["layer." + layer] || layer).replace("{n}", records.length)), list];
    });
    holder.replaceChildren(...(parts.length ? parts : [node("p", boot.words["list.none"], { class: "note" })]));
  }

  function count() {
    const { view, scene, boot } = now();
    const holder = document.getElementById("points-list-count");
    if (!holder || !view || !scene || !scene.points) return;
    const drawn = atlas.view.drawn(view, boot.codec).map((ref) => ref.id).filter((id) => id in scene.points);
    holder.textContent = String(drawn.reduce((sum, id) => sum + scene.points[id].length, 0));
  }

  /** Fill what is open. */
  function refresh() {
    for (const details of document.querySelectorAll("details.chart-data[open]")) drawTable(details.id.slice("chart-data-".length));
    count();
    const list = document.getElementById("points-list");
    if (list && list.open) drawList();
  }

  function pick(e) {
    const button = e.target.closest && e.target.closest("[data-pick]");
    if (!button) return;
    const r = atlas.points.state.byId.get(button.dataset.pick);
    atlas.panel.records([r.id]);
    atlas.map.state.map.panInside([r.lat, r.lon], { padding: [60, 60], animate: false });
    atlas.points.mark([r.id]);
  }

  if (document) {
    document.addEventListener("toggle", (e) => { if (e.target.open && (e.target.id === "points-list" || e.target.classList.contains("chart-data"))) refresh(); }, true);
    document.addEventListener("click", pick);
  }
  atlas.data = { ...pure, refresh };
  if (typeof module !== "undefined") module.exports = pure;
})(typeof window !== "undefined" ? window : globalThis);
