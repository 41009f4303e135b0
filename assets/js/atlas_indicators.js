/* Indicators: which year is shown, which stand in the table, and what they are in the gaps. */
(function (root) {
  "use strict";

  // ---------------------------------------------------------------- pure part

  /** Indicators by topic, in their order: [[topic, [[id, title], …]], …]. */
  function groups(indicators, words) {
    const topics = new Map();
    for (const [id, one] of Object.entries(indicators)) {
      const topic = one.topic || words["indicator.group"];
      topics.set(topic, [...(topics.get(topic) || []), [id, one.title]]);
    }
    return [...topics];
  }

  /** The year before or after the one that is shown; "" where there is none. */
  function step(years, now, by) {
    const at = years.indexOf(now);
    return at < 0 ? "" : years[at + by] || "";
  }

  /** Columns with one more or one fewer; `most` fit into a table. */
  function toggled(columns, id, most) {
    if (columns.includes(id)) return columns.filter((one) => one !== id);
    return columns.length < most ? [...columns, id] : columns;
  }

  const pure = { groups, step, toggled };

  // ---------------------------------------------------------------- the page

  const atlas = (root.atlas = root.atlas || {});
  const { document } = root;
  const MOST = 8;
  const boot = () => atlas.boot().indicators;
  const view = () => atlas.map.state.view;

  /** Which years and levels an indicator has values for. */
  const about = (id) => ({ years: (boot()[id] || {}).years || {} });

  /** The indicator of the present view: of the areas, or in the gaps of need or weight. */
  function present(v) {
    if (atlas.view.subject(v) !== "gaps") return atlas.view.isIndicator(v.metric) ? v.metric : v.columns[0] || "";
    return v.need.replace(/^-/, "") || v.weight;
  }

  /** Years that can be chosen, and the one that is shown: the newest, none after the chosen one. */
  function years(v) {
    const held = (boot()[present(v)] || {}).years || {};
    const all = held[v.level] || (atlas.view.subject(v) === "gaps" && held[Object.keys(held)[0]]) || [];
    const most = Number(v.year) || (v.years ? v.years[1] : Infinity);
    return [all, Math.max(...all.filter((one) => one <= most))];
  }

  function year(value) {
    const [all] = years(view()), newest = all[all.length - 1];
    atlas.dispatch({ type: "indicator-year", value: Number(value) === newest && !view().years ? "" : String(value) });
  }

  function options(select, list, value) {
    const made = list.map(([id, text]) => { const one = document.createElement("option"); one.value = id; one.textContent = text; return one; });
    if (select.dataset.made !== JSON.stringify(list)) { select.replaceChildren(...made); select.dataset.made = JSON.stringify(list); }
    if (select.value !== String(value)) select.value = String(value);
  }

  function time(v) {
    document.querySelectorAll(".indicator-time").forEach((box) => {
      const [all, now] = years(v);
      box.hidden = all.length < 2;
      if (box.hidden) return;
      options(box.querySelector("select"), all.map((one) => [one, String(one)]), now);
      box.querySelectorAll("[data-year-step]").forEach((button) => { button.disabled = !step(all, now, Number(button.dataset.yearStep)); });
    });
  }

  /** The list of columns is made when it is opened. */
  function columns(v) {
    const box = document.getElementById("table-columns-list");
    if (!box) return;
    const { words } = atlas.boot(), full = v.columns.length >= MOST;
    document.getElementById("table-columns-count").textContent = v.columns.length ? String(v.columns.length) : "";
    if (!box.closest("details").open) return;
    if (!box.childElementCount) {
      for (const [topic, found] of groups(boot(), words)) {
        const set = document.createElement("fieldset"), legend = document.createElement("legend");
        legend.textContent = topic;
        set.append(legend);
        for (const [id, title] of found) {
          const label = document.createElement("label"), input = document.createElement("input");
          Object.assign(input, { type: "checkbox", value: id });
          label.append(input, ` ${title}`);
          set.append(label);
        }
        box.append(set);
      }
    }
    box.querySelectorAll("input").forEach((input) => { input.checked = v.columns.includes(input.value); input.disabled = full && !input.checked; });
  }

  function gaps(v) {
    const need = document.getElementById("gap-need"), weight = document.getElementById("gap-weight");
    if (!need) return;
    need.value = v.need.replace(/^-/, "");
    document.getElementById("gap-need-way").value = v.need.startsWith("-") ? "low" : "high";
    document.getElementById("gap-need-sense").hidden = !v.need;
    weight.value = v.weight;
    const { scene } = atlas.map.state;
    document.getElementById("gap-weight-note").textContent = (scene && scene.weight_note) || "";
  }

  function controls() {
    const v = view();
    if (!v) return;
    time(v);
    columns(v);
    gaps(v);
  }

  function changed(e) {
    const { target } = e;
    if (target.closest(".indicator-time")) year(target.value);
    else if (target.closest("#table-columns-list")) atlas.dispatch({ type: "set", field: "columns", value: toggled(view().columns, target.value, MOST) });
    else if (target.id === "gap-need") atlas.dispatch({ type: "need", value: target.value, ...about(target.value) });
    else if (target.id === "gap-need-way") atlas.dispatch({ type: "set", field: "need", value: (target.value === "low" ? "-" : "") + view().need.replace(/^-/, "") });
    else if (target.id === "gap-weight") atlas.dispatch({ type: "set", field: "weight", value: target.value });
  }

  function clicked(e) {
    const button = e.target.closest && e.target.closest("[data-year-step]");
    if (!button) return;
    const [all, now] = years(view()), next = step(all, now, Number(button.dataset.yearStep));
    if (next) year(next);
  }

  if (document) {
    document.addEventListener("change", changed);
    document.addEventListener("click", clicked);
    document.addEventListener("toggle", (e) => { if (e.target.id === "table-columns" && view()) columns(view()); }, true);
  }
  atlas.indicators = { ...pure, about, controls, year };
  if (typeof module !== "undefined") module.exports = pure;
})(typeof window !== "undefined" ? window : globalThis);
