/* The view in the frame of another page: what stands round the map, and manners inside a foreign page. */
(function (root) {
  "use strict";
  const atlas = (root.atlas = root.atlas || {});
  const framed = (view) => view && view.embed === "on";

  /** Dash: title, unit, legend, sources and the way to the atlas. */
  function fill(v, s) {
    const boot = atlas.boot(), view = v || boot.view, scene = s || boot.scene;
    if (!framed(view) || !atlas.view.fits(view, scene)) return Array(5).fill(root.dash_clientside.no_update);
    const metric = scene.metrics[atlas.view.metricOf(view)], { h } = atlas.panel;
    const points = atlas.view.drawn(view, boot.codec).filter((ref) => ref.opacity && scene.counts[ref.id] && scene.counts[ref.id].total).reverse();
    const signs = points.map(({ id }) => h("Li", { key: id }, h("Span", { className: "symbol", "data-symbol": "sym-" + id }), boot.words["layer." + id]));
    const rows = metric.legend.map((entry) => h("Li", { key: String(entry.class) }, h("Span", { className: atlas.panel.swatch(entry, metric) }), entry.label));
    const sources = [scene.state_line, atlas.panel.attribution(view, scene)].filter(Boolean).join(" · ");
    // What a filter leaves out has to be said where no control shows it
    const named = (ids) => ids.map((id) => boot.titles[id] || id).join(", ");
    const title = metric.title + (view.programme.length ? ": " + named(view.programme) : "");
    const lead = [metric.subtitle, named(view.aerl)].filter(Boolean).join(" · ");
    return [view.title || title, view.subtitle || lead, [...rows, ...signs], sources, "/?" + atlas.view.encode({ ...view, embed: "off" }, boot.codec)];
  }

  /** A page that is scrolled must not zoom the map on its way; two fingers or Ctrl do. */
  function manners(map) {
    if (!framed(atlas.boot().view)) return;
    map.scrollWheelZoom.disable();
    if (root.matchMedia("(pointer: coarse)").matches) map.dragging.disable();
    map.getContainer().addEventListener("wheel", (e) => {
      if (e.ctrlKey) { e.preventDefault(); map.setZoom(map.getZoom() - Math.sign(e.deltaY) * 0.5); }
    }, { passive: false });
  }

  if (root.L) root.L.Map.addInitHook(function () { this.whenReady(() => manners(this)); });
  if (root.document) {
    root.dash_clientside = root.dash_clientside || {};
    root.dash_clientside.atlas_embed = { fill };
  }
  atlas.embed = { framed };
})(typeof window !== "undefined" ? window : globalThis);
