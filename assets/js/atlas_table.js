/* The table beside the charts: the same rows as the map, sortable, one button a row to select its area. */
(function (root) {
  "use strict";

  // ---------------------------------------------------------------- pure part

  /** Order of row numbers by a column; unknown values last in both directions. */
  function order(rows, column, descending) {
    const value = (i) => rows[i][1][column];
    const unknown = (v) => v === null || v === undefined || v === "";
    return rows.map((_, i) => i).sort((a, b) => {
      const x = value(a), y = value(b);
      if (unknown(x) || unknown(y)) return unknown(x) - unknown(y) || a - b;
      const by = typeof x === "string" ? x.localeCompare(y, "de") : x - y;
      return (descending ? -by : by) || a - b;
    });
  }

  /** Which rows to show: selected first in view, the top ones, or all. */
  function visible(sorted, selected, limit) {
    if (!limit || sorted.length <= limit) return sorted;
    const top = sorted.slice(0, limit);
    const extra = sorted.filter((i) => selected.includes(i) && !top.includes(i));
    return [...top, ...extra];
  }

  const pure = { order, visible };

  // ---------------------------------------------------------------- drawing

  const atlas = (root.atlas = root.atlas || {});
  const LIMIT = 60;
  const state = { column: null, descending: true, all: false, level: "", view: null, scene: null, wanted: "" };

  function element(tag, className, text) {
    const node = root.document.createElement(tag);
    if (className) node.className = className;
    if (text !== undefined) node.textContent = text;
    return node;
  }

  function cells(row, values, columns) {
    values.forEach((text, i) => {
      const cell = element("td", "", text);
      if (columns[i].align === "left") cell.style.textAlign = "left";
      row.append(cell);
    });
    return row;
  }

  function head(columns) {
    const row = element("tr");
    columns.forEach((column, i) => {
      const cell = element("th");
      cell.scope = "col";
      if (column.align === "left") cell.style.textAlign = "left";
      const button = element("button", "", column.title + (i === state.column ? (state.descending ? " ▾" : " ▴") : ""));
      button.type = "button";
      button.addEventListener("click", () => {
        state.descending = i === state.column ? !state.descending : columns[i].align !== "left";
        state.column = i;
        draw();
      });
      if (i === state.column) cell.setAttribute("aria-sort", state.descending ? "descending" : "ascending");
      cell.append(button);
      row.append(cell);
    });
    const thead = element("thead");
    thead.append(row);
    return thead;
  }

  /** The table with the columns of indicators. */
  const tableOf = () => atlas.scene.columned(state.scene.table, state.scene.indicated);

  function areaRow(i, table) {
    const { areas } = state.scene;
    const key = areas.keys[i];
    const row = element("tr", areas.inside && !areas.inside[i] ? "outside" : "");
    row.dataset.key = key;
    row.setAttribute("aria-selected", state.view.area.includes(key) ? "true" : "false");
    row.classList.toggle("grouped", Boolean(state.view.group) && atlas.view.grouped(state.view, state.scene, i));
    cells(row, table.rows[i][0], table.columns);
    const button = element("button", "", table.rows[i][0][0]);
    button.type = "button";
    button.tabIndex = -1; // one stop for all rows; arrow keys lead through them
    button.setAttribute("aria-pressed", row.getAttribute("aria-selected"));
    button.addEventListener("click", (e) => atlas.dispatch({ type: "area", key, add: e.ctrlKey || e.metaKey }));
    row.firstChild.replaceChildren(button);
    row.addEventListener("click", (e) => { if (e.target.tagName !== "BUTTON") button.click(); });
    return row;
  }

  function draw() {
    const target = root.document.getElementById("table");
    const { scene, view } = state;
    if (!target || !scene) return;
    const { areas } = scene, table = tableOf();
    const sorted = order(table.rows, state.column, state.descending);
    const selected = view.area.map((key) => areas.keys.indexOf(key)).filter((i) => i >= 0);
    const group = atlas.view.subject(view) === "gaps" && view.group;
    const listed = group ? sorted.filter((i) => atlas.view.grouped(view, scene, i) || selected.includes(i)) : sorted;
    const shown = visible(listed, selected, state.all ? 0 : LIMIT);
    const body = element("tbody");
    shown.forEach((i) => body.append(areaRow(i, table)));
    if (table.none) body.append(cells(element("tr", "rest"), table.none, table.columns));
    const foot = element("tfoot");
    const total = group ? table.totals[group] : table.total;
    if (total) foot.append(cells(element("tr", "total"), total, table.columns));
    const focus = root.document.activeElement && root.document.activeElement.closest("#table tr");
    const focusKey = focus && focus.dataset.key;
    const caption = element("caption", "visually-hidden", scene.table.caption || "");
    target.replaceChildren(caption, head(table.columns), body, foot);
    const stop = (focusKey && target.querySelector(`tr[data-key="${focusKey}"] button`)) || target.querySelector('tr[aria-selected="true"] button') || target.querySelector("tbody button");
    if (stop) stop.tabIndex = 0;
    if (focusKey) { const again = target.querySelector(`tr[data-key="${focusKey}"] button`); if (again) again.focus({ preventScroll: true }); }
    const note = root.document.getElementById("table-note");
    if (note) note.textContent = table.note || "";
    const more = root.document.getElementById("table-more");
    if (more) {
      more.hidden = shown.length === listed.length && !(state.all && listed.length > LIMIT);
      more.textContent = (state.all ? atlas.boot().words["table.less"] : atlas.boot().words["table.all"]).replace("{n}", listed.length);
    }
  }

  /** Dash: show the rows of the scene with the view's selection. */
  function render(view, scene) {
    show(view, scene);
    return root.dash_clientside.no_update;
  }

  function show(view, scene) {
    state.view = view || atlas.boot().view;
    state.scene = scene || atlas.boot().scene;
    if (!atlas.view.fits(state.view, state.scene)) return;
    const wanted = state.view.level + atlas.view.metricOf(state.view) + state.view.columns;
    if (wanted !== state.wanted) {
      const { columns } = tableOf();
      const at = columns.findIndex((c) => c.id === (state.scene.table.sort || state.view.metric));
      state.column = at >= 0 ? at : columns.length - 1;
      state.descending = true;
      state.all = state.wanted && !wanted.startsWith(state.view.level) ? false : state.all;
      state.wanted = wanted;
    }
    if (atlas.fresh("table", state.scene, wanted, state.view.area, state.view.group)) draw();
  }

  if (root.document) {
    root.document.addEventListener("click", (e) => {
      if (e.target.id !== "table-more") return;
      state.all = !state.all;
      draw();
    });
    root.dash_clientside = root.dash_clientside || {};
    root.dash_clientside.atlas_table = { render };
  }
  atlas.table = pure;
  if (typeof module !== "undefined") module.exports = pure;
})(typeof window !== "undefined" ? window : globalThis);
