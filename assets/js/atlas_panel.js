/* The panels as functions of view and scene: legend, switches, headline, completeness, chips, area card. */
(function (root) {
  "use strict";

  // ---------------------------------------------------------------- pure part: component trees for Dash

  /** A Dash html component as plain data. */
  const h = (type, props, ...children) => ({
    type, namespace: "dash_html_components",
    props: { ...props, children: children.length > 1 ? children : children.length ? children[0] : undefined },
  });

  const SWATCH = { "-1": "none", "-2": "unknown" };

  const FAMILY = { gap: "g", need: "n" };
  const swatch = (entry, metric) => "swatch " + (SWATCH[entry.class] || (FAMILY[metric.family] || "c") + entry.class);

  function legend(metric) {
    return metric.legend.map((entry) =>
      h("Li", { "data-class": entry.class, key: String(entry.class) },
        h("Span", { className: swatch(entry, metric) }),
        entry.note ? h("Span", {}, entry.label, h("Small", {}, entry.note)) : h("Span", {}, entry.label),
        h("Span", {}, entry.count === null || entry.count === undefined ? "" : String(entry.count))));
  }

  function headlineText(headline) {
    return headline.text.map(([run, bold], i) => (bold ? h("B", { key: "b" + i }, run) : h("Span", { key: "s" + i }, run)));
  }

  function meter(share) {
    const width = Math.round(Math.min(1, Math.max(0, share)) * 1000) / 10;
    return h("Div", { className: "meter" }, h("I", { style: { width: width + "%" } }));
  }

  /** Rows of what is recorded of what was published: incomplete ones in sight, complete ones folded. */
  function completeness(rows, words) {
    const made = rows.flatMap((row) => {
      const parts = [];
      if (row.count_text) parts.push([words["complete.count"], row.count_text, row.count_share]);
      if (row.money_text) parts.push([words["complete.money"], row.money_text, row.money_share]);
      return parts.map(([what, text, share], i) => ({ name: rows.length > 1 ? `${row.title}: ${what}` : what, text, share, key: row.programme + row.title + i }));
    });
    const row = ({ name, text, share, key }) =>
      h("Div", { className: "complete-row", key }, h("Span", {}, name), h("B", {}, text), share === null || share === undefined ? "" : meter(share));
    const whole = made.filter((m) => m.share >= 1);
    const open = made.filter((m) => !whole.includes(m));
    if (whole.length < 2 || !open.length) return made.map(row);
    return [...open.map(row), h("Details", { className: "complete-whole", key: "whole" }, h("Summary", {}, words["complete.whole"].replace("{n}", whole.length)), ...whole.map(row))];
  }

  function chips(view, words, titles) {
    const out = [];
    const chip = (field, value, text) => out.push(h("Button", { className: "chip", type: "button", key: field + value, "data-unfilter": field, "data-value": value || "", title: words["filter.remove"] }, text + "  ×"));
    view.programme.forEach((id) => chip("programme", id, titles[id] || id));
    if (view.years) chip("years", "", view.years[0] === view.years[1] ? String(view.years[0]) : view.years.join("–"));
    if (view.kind !== "award") chip("kind", "", titles[view.kind] || view.kind);
    view.aerl.forEach((id) => chip("aerl", id, titles[id] || id));
    return out;
  }

  function card(scene, key, words) {
    const at = scene.areas.keys.indexOf(key);
    if (at < 0) return null;
    const own = ((scene.indicated || {}).columns || []).map((c) => [c.title, c.texts[at]]);
    const rows = [...own, ...(scene.cards[at] || [])].flatMap(([name, value], i) => [h("Dt", { key: "t" + i }, name), h("Dd", { key: "d" + i }, value)]);
    const note = scene.card_notes[at];
    return [
      h("Button", { className: "close", type: "button", "data-close-area": "1", "aria-label": words["close"], key: "x" }, "×"),
      h("H2", { key: "h" }, scene.areas.labels[at]),
      h("Div", { className: "detail-sub", key: "s" }, scene.areas.sub[at]),
      rows.length ? h("Dl", { key: "l" }, ...rows) : h("Div", { className: "note", key: "l" }, words["area.nothing"]),
      note ? h("Div", { className: "note", key: "n" }, note) : "",
    ];
  }

  /** What the live region says after a step. */
  function announcement(view, scene, words) {
    const metric = scene.metrics[atlas.view.metricOf(view)];
    if (view.area.length === 1) {
      const at = scene.areas.keys.indexOf(view.area[0]);
      if (at >= 0) return `${scene.areas.labels[at]}: ${metric.title} ${metric.texts[at]}, ${words["keys.chosen"]}`;
    }
    if (view.area.length > 1) {
      const parts = view.area.map((key) => scene.areas.keys.indexOf(key)).filter((at) => at >= 0).map((at) => `${scene.areas.labels[at]} ${metric.texts[at]}`);
      return `${words["keys.compared"].replace("{n}", parts.length)}, ${metric.title}: ${parts.join("; ")}`;
    }
    const chosen = view.group && (metric.cells || []).find((cell) => cell.group === view.group);
    if (chosen) return chosen.chosen;
    return `${words["announce.view"]}: ${metric.title}. ${metric.headline.figure} ${metric.headline.text.map((r) => r[0]).join("")}`;
  }

  const pure = { h, legend, headlineText, completeness, chips, card, announcement };

  // ---------------------------------------------------------------- Dash part

  const atlas = (root.atlas = root.atlas || {});
  const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

  function now(view, scene) {
    const boot = atlas.boot();
    return { view: view || boot.view, scene: scene || boot.scene, words: boot.words, titles: boot.titles };
  }

  function fill(v, s) {
    const { view, scene, words, titles } = now(v, s);
    if (!atlas.view.fits(view, scene)) return Array(14).fill(root.dash_clientside.no_update);
    const metric = scene.metrics[atlas.view.metricOf(view)];
    const { programme, years, kind, aerl } = view;
    // Said when figures or selection changed, not for a moved map: that would talk over what has the focus
    const said = atlas.fresh("said", scene, atlas.view.metricOf(view), view.area, view.group) ? announcement(view, scene, words) : root.dash_clientside.no_update;
    const lines = [sourced(view, scene), said];
    if (!atlas.fresh("fill", scene, atlas.view.metricOf(view), [programme, years, kind, aerl], view.group)) {
      const { no_update: same } = root.dash_clientside;
      return [...Array(10).fill(same), ...lines, same, same];
    }
    const shown = metric.cells ? atlas.need.legend(metric, view.group, words) : legend(metric);
    const missing = scene.unplaced.length;
    return [
      shown, metric.subtitle, metric.headline.figure, headlineText(metric.headline), completed(view, scene, words),
      chips(view, words, titles), missing ? words["map.unplaced"].replace("{n}", missing) : "", { display: missing ? "" : "none" },
      scene.state_line, metric.legend.map((e) => h("Li", { key: String(e.class) }, h("Span", { className: swatch(e, metric) }), e.label)),
      ...lines, atlas.view.subject(view) === "gaps" ? root.dash_clientside.no_update : metricOptions(scene), scene.state_line,
    ];
  }

  /** Rows of what is recorded, where money is shown. */
  function completed(view, scene, words) {
    const metric = atlas.view.metricOf(view);
    const people = ["inhabitants", "density"].includes(metric) || atlas.view.isIndicator(metric) || scene.metrics[metric].family === "gap";
    return people ? [] : completeness(scene.completeness, words);
  }

  /** Sources of what is drawn, once each, in drawing order: text, as it must stand in a picture. */
  function attribution(view, scene) {
    const ids = [...atlas.view.drawn(view, atlas.boot().codec).map((ref) => ref.id), "metric:" + atlas.view.metricOf(view)];
    const lines = [...new Set(ids.flatMap((id) => scene.attribution[id] || []))];
    return lines.join(" · ");
  }

  /** What stands on the map and must stand in any picture of it: how old the data are, and whose they are. */
  const sourced = (view, scene) => [h("Span", { className: "state", key: "state" }, scene.state_line + " · "), h("Span", { key: "sources" }, attribution(view, scene))];

  function switches(view, ids) {
    const layers = atlas.view.drawn(view || atlas.boot().view, atlas.boot().codec);
    return ids.map((id) => (layers.some((ref) => ref.id === id) ? "true" : "false"));
  }

  const MAPPED = ["explore", "gaps", "press"];

  /** Switch states of the layers, in the order in which they were registered. */
  function layerStates(view) {
    opacities(view || atlas.boot().view);
    return switches(view, atlas.boot().layers);
  }

  /** How much of each layer is seen through, at its own control. */
  function opacities(view) {
    const layers = atlas.view.drawn(view, atlas.boot().codec);
    atlas.boot().layers.forEach((id) => {
      const control = root.document.getElementById("opacity-" + id), { opacity } = layers.find((ref) => ref.id === id) || { opacity: 100 };
      if (control && control.value !== String(opacity)) control.value = String(opacity);
    });
  }

  /** Texts of the panel that are written as they are: each by Dash would cost a round of its renderer. */
  const write = (texts) => texts.forEach(([id, text]) => atlas.follow.write(id, "children", text));

  /** How many records each layer has, and how many of its kinds. */
  function layerCounts(view, scene) {
    const { no_update: keep } = root.dash_clientside;
    const s = scene || atlas.boot().scene;
    const { layers, variants, words } = atlas.boot();
    if (!atlas.fresh("counts", s)) return keep;
    const filtered = s.query.programme.length || s.query.years || s.query.aerl.length || s.query.kind !== "award";
    const counts = layers.flatMap((id) => {
      const count = s.counts[id];
      const said = !count ? "" : !count.total && filtered ? words["layer.filtered"] : count.text || "";
      return [["count-" + id, count ? String(count.total) : ""], ["count-text-" + id, said]];
    });
    const kinds = variants.map(([id, kind, name]) => [`kind-${id}-${kind}`, (s.counts[id] && s.counts[id].kinds[kind]) || name]);
    write([...counts, ...kinds]);
    return keep;
  }

  function modes(view) {
    const now = view || atlas.boot().view, { mode } = now;
    root.document.body.dataset.page = MAPPED.includes(mode) ? "off" : "on";
    root.document.body.dataset.press = mode === "press" ? "on" : "off";
    root.document.body.dataset.mode = atlas.view.subject(now);
    atlas.need.mark(now);
    root.document.body.dataset.indicator = atlas.view.isIndicator(now.metric) ? "on" : "off";
    return atlas.boot().modes.map((id) => (id === mode ? "page" : "false"));
  }

  function areaCard(v, s) {
    const { view, scene, words } = now(v, s);
    if (!atlas.fresh("card", scene, view.area, view.level)) return [root.dash_clientside.no_update, root.dash_clientside.no_update];
    const children = view.area.length === 1 && atlas.view.fits(view, scene) ? card(scene, view.area[0], words) : null;
    return [children, !children];
  }

  const chosen = { area: null, at: 0 };

  /** What the details show: records picked on the map, or the selected area, whichever came later.
   *
   * What triggered this call is no help: Dash drops an answer when the same is asked again meanwhile. */
  function detailQuery(v, picked, current) {
    const view = v || atlas.boot().view;
    if (!same(view.area, chosen.area)) Object.assign(chosen, { area: view.area, at: chosen.area ? Date.now() : 0 });
    const query = atlas.scene.base(atlas.view.sceneQuery(view));
    const later = picked && picked.ids.length && picked.at >= chosen.at;
    const next = later ? { ...query, ids: picked.ids, why: picked.why, key: "" } : { ...query, ids: [], key: view.area.length === 1 ? view.area[0] : "" };
    if (!next.ids.length && atlas.points) atlas.points.mark([]);
    const wanted = next.ids.length > 0 || next.key !== "";
    if (!current && !wanted) return root.dash_clientside.no_update; // nothing was asked for, and nothing is
    return same(next, current) ? root.dash_clientside.no_update : next;
  }

  function records(ids, why = "") {
    atlas.put("picked", { data: { ids, why, at: Date.now() } });
    const panel = root.document.getElementById("panel-right");
    if (panel) panel.scrollTo({ top: 0 });
    root.document.body.dataset.right = "on";
  }

  /** The page that stands in place of the map, if the mode has one. */
  function pageQuery(view, current) {
    const { mode } = view || atlas.boot().view;
    return MAPPED.includes(mode) || mode === current ? root.dash_clientside.no_update : mode;
  }

  /** Metrics are named after the kind of money that is shown; indicators stand behind them, by topic. */
  function metricOptions(scene) {
    const own = Object.entries(scene.metrics).filter(([value]) => !atlas.view.isIndicator(value));
    return [...own.map(([value, metric]) => h("Option", { value, key: value }, metric.title)), ...atlas.indicators.groups(atlas.boot().indicators, atlas.boot().words)
      .map(([topic, found]) => h("Optgroup", { label: topic, key: topic }, ...found.map(([value, title]) => h("Option", { value, key: value }, title))))];
  }

  if (root.document) {
    root.dash_clientside = root.dash_clientside || {};
    root.dash_clientside.atlas_panel = { fill, layerStates, layerCounts, modes, areaCard, detailQuery, pageQuery };
  }
  atlas.panel = { ...pure, completed, records, attribution, swatch, write };
  if (typeof module !== "undefined") module.exports = pure;
})(typeof window !== "undefined" ? window : globalThis);
