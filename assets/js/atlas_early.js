/* Before Dash: what is recorded, and the first chart, beside the map in the first picture. Dash's own places for
 * them are filled while they are out of sight; when they come into sight the chart moves there. */
(function (root) {
  "use strict";
  if (!root.document) return;
  const atlas = (root.atlas = root.atlas || {});
  const { document } = root;

  function part(name, className, children) {
    const element = document.createElement(name);
    element.className = className;
    atlas.tree.put(element, "children", children);
    return element;
  }

  /** The place of the chart in the first picture, if the page has one and that chart is the next thing in it. */
  function place() {
    const panel = document.querySelector("#first .panel.right"), { view, scene } = atlas.map.state, id = atlas.charts.FIRST;
    if (!panel || view.mode !== "explore" || view.area.length || atlas.view.isIndicator(view.metric) || !scene.charts[id]) return null;
    const { h, chips, completed } = atlas.panel, { words, titles } = atlas.boot(), { title, legend } = atlas.charts.headOf(id, view, scene);
    const headline = panel.querySelector(".headline");
    headline.prepend(part("div", "chips", chips(view, words, titles)));
    headline.append(part("div", "completeness", completed(view, scene, words)));
    const slot = part("div", "chart-slot", []), chart = part("section", "chart", [h("Div", { className: "chart-head" }, h("H3", {}, title)), h("Div", { className: "chart-legend" }, ...legend)]);
    slot.setAttribute("aria-hidden", "true"); // the live one has its words
    chart.append(slot);
    panel.append(part("section", "charts", []));
    panel.lastChild.append(chart);
    return slot;
  }

  const PATIENCE = 50; // ms
  let fetched = Promise.resolve(false);

  /** The map is being drawn: plotly may come meanwhile. */
  function expect() {
    if (!atlas.embed.framed(atlas.boot().view)) fetched = atlas.charts.expect();
  }

  /** Draw the chart if plotly is there by now: Dash must not wait for what is still on its way. */
  async function chart() {
    if (!await Promise.race([fetched, new Promise((done) => { root.setTimeout(done, PATIENCE); })])) return;
    const slot = place();
    if (slot && slot.clientWidth) await atlas.charts.begin(slot);
  }

  atlas.early = { expect, chart };
})(typeof window !== "undefined" ? window : globalThis);
