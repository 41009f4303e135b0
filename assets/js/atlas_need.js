/* Funding and need: the legend of two questions, the linked scatter, and the lists beside the map. */
(function (root) {
  "use strict";

  // ---------------------------------------------------------------- pure part

  /** The group of a point of the scatter. `limits`: where the groups are divided; money may be null. */
  function groupAt(money, share, limits) {
    const much = limits.money !== null && money >= limits.money;
    return ((limits.falling ? share <= limits.share : share >= limits.share) ? "need-" : "served-") + (much ? "much" : "little");
  }

  /** The scatter with one group in full colour and the others pale; rings round the selected areas. */
  function emphasised(figure, group, keys) {
    const data = figure.data.map((trace) => (group && trace.meta !== group ? { ...trace, opacity: 0.18 } : trace));
    const rings = figure.data.flatMap((trace) => (trace.customdata || []).map((data_, i) => ({ key: data_[0], x: trace.x[i], y: trace.y[i], size: trace.marker.size[i] }))).filter((one) => keys.includes(one.key));
    if (!rings.length) return { ...figure, data };
    const ring = (size, width, color) => ({ type: "scatter", mode: "markers", hoverinfo: "skip", x: rings.map((r) => r.x), y: rings.map((r) => r.y), customdata: rings.map((r) => [r.key, ""]), cliponaxis: false,
      marker: { symbol: "circle-open", size: rings.map((r) => r.size + size), color, line: { width, color } } });
    return { ...figure, data: [...data, ring(7, 5, "var(--select-case)"), ring(7, 2.4, "var(--select)")] };
  }

  const pure = { groupAt, emphasised };

  // ---------------------------------------------------------------- legend, as components for Dash

  const atlas = (root.atlas = root.atlas || {});
  const h = (...args) => atlas.panel.h(...args);

  const pressed = (cell, group) => ({ "data-group": cell.group, "aria-pressed": String(cell.group === group), "aria-label": cell.choose, title: cell.choose, type: "button" });

  /** Two by two: need upwards, money to the right; each field is a button with its number of areas. */
  function legend(metric, group, words) {
    const { need, money } = metric.axes;
    const field = (cell) => h("Button", { className: `cell n${cell.class}`, key: cell.group, ...pressed(cell, group) }, h("B", {}, String(cell.count)));
    const [a, b, c, d] = metric.cells.map(field);
    const label = (text, className) => h("Span", { className, key: className + text }, text);
    const grid = h("Li", { className: "two-way", key: "two-way" }, h("Div", { className: "two-way-grid" },
      label(need[0] + " ↑", "up"), label(need[2], "side"), a, b, label(need[1], "side low"), c, d,
      label(money[1], "foot-1"), label(money[2], "foot-2"), label(money[0] + " →", "right")));
    const chosen = metric.cells.find((cell) => cell.group === group);
    const said = h("Li", { className: "two-way-note", key: "note" }, chosen ? h("Span", {}, h("B", {}, chosen.chosen), " ", h("Button", { className: "link", type: "button", "data-group": group }, words["gaps.group_off"])) : h("Span", {}, words["gaps.group_hint"]));
    const counted = metric.legend.filter((entry) => entry.note).map((entry) => h("Li", { className: "two-way-note", key: "n" + entry.class }, h("Span", {}, `${entry.label}: ${entry.note}.`)));
    return [grid, said, ...counted, ...atlas.panel.legend({ ...metric, legend: metric.legend.filter((entry) => entry.class < 0) })];
  }

  /** The four groups beneath the head of the scatter, as buttons. */
  function chartLegend(view, scene) {
    return scene.metrics.need.cells.map((cell) =>
      h("Button", { className: "part group-button", key: cell.group, ...pressed(cell, view.group) }, h("I", { className: `n${cell.class}` }), cell.label, h("Em", {}, ` ${cell.count}`)));
  }

  // ---------------------------------------------------------------- the scatter

  function styled(figure, view, scene) {
    return scene.metrics.need ? emphasised(figure, view.group, view.area) : figure;
  }

  /** A click between the points selects the group of that corner. */
  function listen(plot) {
    const chart = plot.closest("#chart-need");
    if (!chart) return;
    plot.addEventListener("click", (e) => {
      const drag = plot.querySelector(".nsewdrag");
      if (!drag || (plot._hoverdata && plot._hoverdata.length)) return;
      const box = drag.getBoundingClientRect();
      if (e.clientX < box.left || e.clientX > box.right || e.clientY < box.top || e.clientY > box.bottom) return;
      const { xaxis, yaxis } = plot._fullLayout;
      const { limits } = atlas.map.state.scene.metrics.need;
      atlas.dispatch({ type: "group", value: groupAt(xaxis.p2d(e.clientX - box.left), yaxis.p2d(e.clientY - box.top), limits) });
    });
  }

  // ---------------------------------------------------------------- the lists, drawn like the table

  function element(tag, className, text) {
    const node = root.document.createElement(tag);
    if (className) node.className = className;
    if (text !== undefined) node.textContent = text;
    return node;
  }

  function listRow(list, row) {
    const line = element("tr");
    row.cells.forEach((text, i) => {
      const cell = element("td", "", i ? text : undefined);
      if (!i) {
        const button = element("button", "link", text);
        button.type = "button";
        button.dataset.goto = row.key;
        button.dataset.level = list.level;
        cell.append(button);
      }
      line.append(cell);
    });
    return line;
  }

  function listTable(list) {
    const table = element("table", "list-table");
    table.append(element("caption", "visually-hidden", list.title));
    const head = element("tr"), body = element("tbody"), thead = element("thead");
    list.columns.forEach(([id, title]) => { const cell = element("th", ["people", "share", "money"].includes(id) ? "num" : "", title); cell.scope = "col"; head.append(cell); });
    thead.append(head);
    list.rows.forEach((row) => {
      const line = listRow(list, row);
      list.columns.forEach(([id], i) => { if (["people", "share", "money"].includes(id)) line.children[i].className = "num"; });
      body.append(line);
    });
    table.append(thead, body);
    return table;
  }

  /** From when fairs count: a calendar field of the browser. */
  function since(list, words) {
    const label = element("label", "list-since", words["lists.since"] + " ");
    const field = element("input");
    field.type = "date";
    field.id = "fairs-since";
    field.min = "1990-01-01";
    field.value = list.since;
    label.append(field);
    return label;
  }

  function links(list, words) {
    const line = element("p", "note list-links");
    const rest = list.total - list.rows.length;
    if (rest > 0) line.append(words["lists.more"].replace("{n}", list.rows.length).replace("{all}", list.total) + " ");
    ["csv", "xlsx"].forEach((kind, i) => {
      const link = element("a", "", kind.toUpperCase());
      link.dataset.export = kind;
      link.dataset.options = "rows=" + list.id;
      line.append(i ? " · " : "", link);
    });
    return line;
  }

  function listOf(list, words, open) {
    const box = element("details", "group");
    box.dataset.list = list.id;
    box.open = open;
    const head = element("summary");
    head.append(element("span", "", list.title), element("em", "", String(list.total)));
    const note = element("p", "note", list.note + " ");
    if (list.source_url) {
      const link = element("a", "", words["lists.source"]);
      Object.assign(link, { href: list.source_url, target: "_blank", rel: "noopener noreferrer" });
      note.append(link, " · ");
    }
    note.append(method(words));
    box.append(head, note);
    if (list.since) box.append(since(list, words));
    if (list.rows.length) {
      const wrap = element("div", "table-wrap");
      wrap.append(listTable(list));
      box.append(wrap);
    } else box.append(element("p", "note", words["lists.none"]));
    box.append(links(list, words));
    return box;
  }

  /** What falls to whom, where sites have a capacity; else nothing. */
  function capacity(scene, words) {
    const box = root.document.getElementById("gap-capacity");
    if (!box) return;
    const said = scene.capacity;
    if (!said) { box.replaceChildren(); return; }
    const note = element("p", "note", said.note + " ");
    note.append(method(words));
    box.replaceChildren(element("h3", "", said.title), element("p", "", said.text), note);
  }

  function method(words) {
    const how = element("a", "", words["gaps.how"]);
    how.href = "/methode" + (root.document.documentElement.lang === "en" ? "?lang=en" : "");
    return how;
  }

  /** Dash: the lists of the scene; those that were open stay open. */
  function lists(v, s) {
    const boot = atlas.boot(), view = v || boot.view, scene = s || boot.scene;
    const target = root.document.getElementById("gap-lists");
    const { no_update: keep } = root.dash_clientside;
    if (!target || atlas.view.subject(view) !== "gaps" || !scene.lists || !atlas.view.fits(view, scene) || !atlas.fresh("gap-lists", scene)) return keep;
    const open = [...target.querySelectorAll("details[open]")].map((box) => box.dataset.list);
    const typing = root.document.activeElement && root.document.activeElement.id === "fairs-since";
    const head = element("h3", "", boot.words["lists.title"]);
    capacity(scene, boot.words);
    target.replaceChildren(head, ...scene.lists.map((list) => listOf(list, boot.words, open.includes(list.id))));
    if (typing) { const again = root.document.getElementById("fairs-since"); if (again) again.focus(); }
    atlas.page.links(view);
    return keep;
  }

  // ---------------------------------------------------------------- which map

  /** Say in the page which map is shown. */
  function mark(view) {
    const shown = atlas.view.metricOf(view);
    root.document.body.dataset.map = atlas.view.subject(view) === "gaps" ? shown : "";
    root.document.querySelectorAll("[data-map-of]").forEach((b) => b.setAttribute("aria-pressed", String(b.dataset.mapOf === shown)));
  }

  function clicked(e) {
    const hit = e.target.closest && e.target.closest("[data-group], [data-map-of], [data-goto]");
    if (!hit) return;
    const { group, mapOf, level } = hit.dataset;
    if (group) atlas.dispatch({ type: "group", value: group });
    else if (mapOf) atlas.dispatch({ type: "set", field: "metric", value: mapOf === "need" ? "need" : atlas.boot().codec.fields.find((field) => field.name === "metric").default });
    else atlas.dispatch({ type: "goto", level, key: hit.dataset.goto });
  }

  if (root.document) {
    root.document.addEventListener("click", clicked);
    root.document.addEventListener("change", (e) => {
      if (e.target.id === "fairs-since") atlas.dispatch({ type: "set", field: "since", value: e.target.value });
    });
    root.dash_clientside = root.dash_clientside || {};
    root.dash_clientside.atlas_need = { lists };
  }
  atlas.need = { ...pure, legend, chartLegend, styled, listen, mark };
  if (typeof module !== "undefined") module.exports = pure;
})(typeof window !== "undefined" ? window : globalThis);
