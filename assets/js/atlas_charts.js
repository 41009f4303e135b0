/* The charts: plotly figures of the scene, drawn after the map. A selected area fills them from `series`. */
(function (root) {
  "use strict";

  // ---------------------------------------------------------------- pure part

  /** Replace "var(--token)" by the theme's value, everywhere in a figure. */
  function themed(value, token) {
    if (typeof value === "string") return value.replace(/var\((--[a-z0-9-]+)\)/g, (_, name) => token(name));
    if (Array.isArray(value)) return value.map((v) => themed(v, token));
    if (value && typeof value === "object") return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, themed(v, token)]));
    return value;
  }

  /** The figure with the values of one area ("" = all). `series[key]` has one patch a trace. */
  function filled(chart, key) {
    const patches = chart.series && (chart.series[key] || null);
    if (!patches) return chart.figure;
    return { ...chart.figure, data: chart.figure.data.map((trace, i) => ({ ...trace, ...patches[i] })) };
  }

  const ROW = 22;

  /** The figure with one more row for a selected area that is not among those shown. */
  function extended(figure, chart, key) {
    const other = chart.others && chart.others[key];
    if (!other) return figure;
    const [label, values, text] = other;
    const { yaxis } = figure.layout;
    const at = yaxis.tickvals.length;
    const last = figure.data.length - 1;
    const data = figure.data.map((trace, i) => {
      const value = i === last ? values.reduce((sum, v) => sum + v, 0) : values[i];
      const more = { ...trace, x: [...trace.x, value], y: [...trace.y, at] };
      if (i === last) {
        more.text = [...trace.text, "\u00a0" + text];
        const { color } = trace.textfont;
        if (Array.isArray(color)) more.textfont = { ...trace.textfont, color: [...color, color[0]] };
      } else {
        more.x = [...trace.x, ...Array(at - trace.x.length).fill(0), value];
        more.y = more.x.map((_, row) => row);
        more.customdata = [...trace.customdata, ...Array(at - trace.customdata.length).fill(""), key];
        more.hovertext = [...trace.hovertext, ...Array(at - trace.hovertext.length).fill(""), `${label}: ${text}`];
      }
      return more;
    });
    const axis = { ...yaxis, tickvals: [...yaxis.tickvals, at], ticktext: [...yaxis.ticktext, label], range: [at + 0.5, -0.5] };
    return { data, layout: { ...figure.layout, yaxis: axis, height: figure.layout.height + ROW } };
  }

  const CUT = 27; // letters of a name left of the bars

  /** The figure with a selected area in place of the row that stands for those between. */
  function between(figure, at, scene) {
    const { row, metric } = figure.layout.meta || {};
    if (row === undefined || at < 0) return figure;
    const key = scene.areas.keys[at], column = ((scene.indicated || {}).columns || []).find((c) => c.id === metric);
    if (!column || column.values[at] === null || figure.data[0].customdata.includes(key)) return figure;
    const value = column.values[at], text = column.texts[at] + figure.layout.meta.suffix, name = scene.table.rows[at][0][0];
    const label = name.length <= CUT ? name : name.slice(0, CUT - 1).trimEnd() + "…";
    const put = (list, one) => list.map((old, i) => (i === row ? one : old));
    const [bars, texts] = figure.data, { yaxis } = figure.layout;
    return {
      data: [{ ...bars, x: put(bars.x, value), customdata: put(bars.customdata, key), hovertext: put(bars.hovertext, `${scene.areas.labels[at]}: ${text}`) },
        { ...texts, x: put(texts.x, Math.max(value, 0)), text: put(texts.text, "\u00a0" + text) }],
      layout: { ...figure.layout, yaxis: { ...yaxis, ticktext: put(yaxis.ticktext, label) } },
    };
  }

  /** Outline round the bars of the selected areas: the same box as in map and table. */
  function outlined(figure, keys, width) {
    const rows = (figure.data[0] && figure.data[0].customdata) || [];
    if (!keys.length || !figure.data[0] || figure.data[0].orientation !== "h") return figure;
    const left = figure.layout.margin.l, [start = 0] = figure.layout.xaxis.range || [];
    const box = (i) => ({ type: "rect", xref: "x", yref: "y", xsizemode: "pixel", xanchor: start, x0: 1 - left, x1: width - left - 1, y0: i - 0.5, y1: i + 0.5, line: { color: "var(--select)", width: 2 }, fillcolor: "rgba(0,0,0,0)" });
    const boxes = rows.map((key, i) => (keys.includes(key) ? box(i) : null)).filter(Boolean);
    return { ...figure, layout: { ...figure.layout, shapes: [...(figure.layout.shapes || []), ...boxes] } };
  }

  const PIXELS = new Set(["size", "height", "l", "r", "t", "b", "ticklabelstandoff"]);

  /** Type, margins and heights of a figure times a factor, for large screens. */
  function scaled(value, factor, name = "") {
    if (factor === 1) return value;
    if (typeof value === "number") return PIXELS.has(name) ? Math.round(value * factor) : value;
    if (Array.isArray(value)) return value.map((v) => (v && typeof v === "object" ? scaled(v, factor) : v));
    if (value && typeof value === "object") return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, scaled(v, factor, k)]));
    return value;
  }

  const pure = { scaled, themed, filled, extended, between, outlined };

  // ---------------------------------------------------------------- Dash part

  const atlas = (root.atlas = root.atlas || {});
  const state = { due: 0, until: 0, plotly: null, loading: null, early: null, texts: {}, right: new Set(), next: 0 };
  const FIRST = "areas";

  const PATIENCE = 1500; // ms: plotly is silent about a figure that stays the same

  const tokens = new Map();

  /** A token of the sheet. To ask for one lays the page out anew: once for a theme and a size of the window. */
  function token(name) {
    const key = [root.document.body.dataset.theme, root.innerWidth, root.innerHeight, name].join();
    if (!tokens.has(key)) tokens.set(key, root.getComputedStyle(root.document.body).getPropertyValue(name).trim() || "#888");
    return tokens.get(key);
  }

  /** Width of a chart: plotly knows it once it has drawn. */
  function widthOf(id) {
    const plot = plotOf(id), slot = slotOf(id);
    return (plot && plot._fullLayout && plot._fullLayout.width) || (slot ? slot.clientWidth : 400);
  }

  /** Plotly's basic bundle: asked for once the map stands; the page is usable before. */
  function plotly() {
    state.plotly = state.plotly || new Promise((resolve, reject) => {
      const script = root.document.createElement("script");
      script.src = atlas.boot().geo.plotly;
      script.async = true;
      script.onload = resolve;
      script.onerror = reject;
      root.document.body.append(script);
    });
    return state.plotly;
  }

  /** Draw all charts, now and whenever they should. */
  function load() {
    state.loading = state.loading || plotly().then(watch);
    return state.loading;
  }

  /** Let the browser fetch plotly before, while the map is drawn; true once it is there. */
  function expect() {
    return new Promise((resolve) => {
      const link = Object.assign(root.document.createElement("link"), { rel: "preload", as: "script", href: atlas.boot().geo.plotly });
      link.onload = () => resolve(true);
      root.document.head.append(link);
    });
  }

  /** Draw the first chart in a place of its own, until Dash's comes into sight. */
  async function begin(slot) {
    await plotly();
    state.early = slot;
    const { view, scene } = atlas.map.state;
    plotted(FIRST, view, scene);
    state.right.add(FIRST);
  }

  /** Dash's place for the first chart is in sight now: the chart goes there. */
  function settle() {
    const place = root.document.getElementById("chart-slot-" + FIRST);
    if (!state.early || !place) return;
    place.append(...state.early.childNodes);
    state.early = null;
  }

  const NOTHING = { figure: { data: [], layout: { height: 40 } }, series: null, title: "", note: "", alt: "" };

  function figureOf(id, view, scene) {
    const chart = scene.charts[id] || NOTHING;
    const key = view.area.length === 1 && chart.series && chart.series[view.area[0]] ? view.area[0] : "";
    const factor = Math.round((parseFloat(token("--t-m")) / 14) * 20) / 20;
    const one = view.area.length === 1 ? view.area[0] : "";
    const figure = between(extended(filled(chart, key), chart, one), one ? scene.areas.keys.indexOf(one) : -1, scene);
    const whole = scaled(figure, factor);
    const dots = id === "indicator_money" && chart !== NOTHING;
    const styled = dots ? atlas.need.emphasised(whole, "", view.area) : id === "need" ? atlas.need.styled(whole, view, scene) : outlined(whole, view.area, widthOf(id));
    return themed(styled, token);
  }

  function now(view, scene) {
    const boot = atlas.boot();
    return [view || boot.view, scene || boot.scene];
  }

  function noteOf(chart, view) {
    const own = chart.notes && view.area.length === 1 ? chart.notes[view.area[0]] : null;
    return own || (chart.notes && chart.notes[""]) || chart.note || "";
  }

  const slotOf = (id) => (id === FIRST && state.early) || root.document.getElementById("chart-slot-" + id);

  /** Charts whose place is seen: plotly cannot measure the others, and nobody waits for them. */
  const seen = () => atlas.boot().charts.filter((id) => slotOf(id) && slotOf(id).clientWidth);

  /** Draw the next chart that is seen and not as it should be, the first one first; a frame is painted between two. */
  function mount() {
    const { view, scene } = atlas.map.state;
    if (!root.Plotly || !view || !scene || !atlas.view.fits(view, scene)) return;
    const missing = seen().filter((id) => !state.right.has(id)), id = missing.includes(FIRST) ? FIRST : missing[0];
    if (!id) { atlas.page.check(); return; }
    if (!draw(id, view, scene)) plotted(id, view, scene);
    state.right.add(id);
    soon();
  }

  function soon() {
    root.cancelAnimationFrame(state.next);
    state.next = root.requestAnimationFrame(() => root.setTimeout(mount, 0));
  }

  /** Charts come into sight with a mode, a sheet, a panel. */
  function watch() {
    const sight = new root.ResizeObserver(soon);
    atlas.boot().charts.forEach((id) => sight.observe(root.document.getElementById("chart-slot-" + id)));
    mount();
  }

  /** Dash stays out of charts: its own component for them would keep every figure once more, and ask all others each time. */
  function plotted(id, view, scene) {
    const holder = root.document.createElement("div"), plot = root.document.createElement("div"), figure = figureOf(id, view, scene);
    holder.className = "dash-graph";
    plot.style.height = figure.layout.height + "px";
    holder.append(plot);
    slotOf(id).append(holder);
    state.texts[id] = texts(figure);
    root.Plotly.react(plot, figure.data, figure.layout, { displayModeBar: false, responsive: true, doubleClick: false, locale: view.lang, showTips: false });
    let frame = 0;
    const fit = () => { if (plot.clientWidth && plot._fullLayout && plot._fullLayout.width !== plot.clientWidth) root.Plotly.Plots.resize(plot); };
    new root.ResizeObserver(() => {
      root.cancelAnimationFrame(frame);
      frame = root.requestAnimationFrame(fit);
    }).observe(plot);
    listen();
  }

  /** Names of the parts in stacking order, each with its colour. */
  function legend(chart) {
    return (chart.legend || []).map(([label, colour]) =>
      atlas.panel.h("Span", { className: "part", key: label }, atlas.panel.h("I", { style: { background: colour } }), label));
  }

  const plotOf = (id) => slotOf(id) && slotOf(id).querySelector(".js-plotly-plot");

  /** What a figure says, and what is drawn round parts of it: to compare it with the next. */
  const texts = ({ data, layout: { shapes = [], ...layout } }) => [JSON.stringify([data, layout]), JSON.stringify(shapes)];

  /** Draw one chart without Dash, which would take longer than plotly; false if it is not there yet. */
  function draw(id, view, scene) {
    const plot = plotOf(id);
    if (!plot || !plot.on || !plot.layout) return false;
    const figure = figureOf(id, view, scene), { shapes = [] } = figure.layout, before = state.texts[id];
    const [body, frames] = (state.texts[id] = texts(figure));
    if (before[0] === body) {
      if (before[1] !== frames) root.Plotly.relayout(plot, { shapes }); // a tenth of the time that a chart takes
      return true;
    }
    state.due += 1;
    state.until = root.performance.now() + PATIENCE;
    plot.style.height = figure.layout.height + "px";
    root.Plotly.react(plot, figure.data, figure.layout);
    return true;
  }

  /** An area was chosen: the first chart follows before the next frame. */
  function follow(view) {
    const { scene } = atlas.map.state;
    if (scene && atlas.view.fits(view, scene) && scene.charts[FIRST]) draw(FIRST, view, scene);
  }

  /** Dash: draw what changed: the first chart at once, the others one a frame. */
  function figures(v, s) {
    const [view, scene] = now(v, s), keep = root.dash_clientside.no_update;
    if (!atlas.view.fits(view, scene)) return keep;
    if (!atlas.fresh("figures", scene, view.area, view.theme, view.group, view.mode, view.metric)) return keep;
    state.right = new Set(seen().filter((id) => id === FIRST && draw(id, view, scene)));
    soon();
    return keep;
  }

  /** What stands round a chart. */
  function headOf(id, view, scene) {
    const chart = scene.charts[id] || NOTHING, at = view.area.length === 1 ? scene.areas.keys.indexOf(view.area[0]) : -1;
    const local = at >= 0 && chart.series && chart.series[view.area[0]];
    return {
      title: chart.title + (local ? ": " + scene.areas.labels[at] : ""), note: noteOf(chart, view), alt: chart.alt,
      legend: id === "need" && scene.metrics.need ? atlas.need.chartLegend(view, scene) : legend(chart),
    };
  }

  /** Words round each chart; its legend alone is Dash's, for its parts can be operated. */
  function heads(v, s) {
    const [view, scene] = now(v, s);
    const { charts } = atlas.boot(), { no_update: keep } = root.dash_clientside;
    if (!atlas.fresh("heads", scene, view.area, view.group)) return charts.map(() => keep);
    const found = charts.map((id) => [id, headOf(id, view, scene)]);
    atlas.panel.write(found.flatMap(([id, { title, note, alt }]) => [["chart-title-" + id, title], ["chart-note-" + id, note], ["chart-alt-" + id, alt]]));
    return found.map(([, head]) => head.legend);
  }

  /** Clicks come from plotly itself: Dash keeps quiet about a second click on the same bar. */
  function listen() {
    root.document.querySelectorAll(".chart .js-plotly-plot").forEach((plot) => {
      if (plot.dataset.heard || !plot.on) return;
      plot.dataset.heard = "1";
      atlas.need.listen(plot);
      plot.on("plotly_click", (e) => {
        if (e.points[0].data.meta === "years") { atlas.indicators.year(e.points[0].x); return; }
        const data = e.points[0].customdata;
        const key = Array.isArray(data) ? data[0] : data;
        if (key) atlas.dispatch({ type: "area", key, add: e.event && (e.event.ctrlKey || e.event.metaKey) });
      });
      plot.on("plotly_afterplot", () => { state.due = Math.max(0, state.due - 1); atlas.page.check(); });
    });
  }

  function ready() {
    listen();
    const there = seen().every((id) => state.right.has(id) && slotOf(id).querySelector(".main-svg"));
    return Boolean(root.Plotly) && there && (state.due === 0 || root.performance.now() > state.until);
  }

  if (root.document) {
    root.dash_clientside = root.dash_clientside || {};
    root.dash_clientside.atlas_charts = { figures, heads };
  }
  atlas.charts = { ...pure, FIRST, follow, expect, begin, settle, load, ready, figureOf, headOf };
  if (typeof module !== "undefined") module.exports = pure;
})(typeof window !== "undefined" ? window : globalThis);
