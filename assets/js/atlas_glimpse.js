/* What a step changes, before Dash has heard of it: the map and the headline follow the pointer.
 *
 * The server answers a small question (colours, marks, sites, headline) in tens of milliseconds; the
 * whole scene comes on Dash's way and takes its place. Both are of the same functions. */
(function (root) {
  "use strict";
  const atlas = (root.atlas = root.atlas || {});
  const G = { scene: null, asked: 0, shown: 0, busy: false, queued: null, tip: null, place: null };
  const same = (a, b) => atlas.view.same(a, b);

  /** The scene of a small answer: everything else stays as it was until the whole one comes. */
  function merged(scene, found) {
    const metric = { ...scene.metrics.gap, classes: found.classes, texts: found.texts, legend: found.legend, marks: found.marks, headline: found.headline };
    return {
      ...scene, glimpse: true, query: found.query, metrics: { ...scene.metrics, gap: metric },
      flips: found.flips, gained: found.gained, sites: found.sites, versus: found.versus,
    };
  }

  function headline(found) {
    atlas.follow.write("headline-figure", "children", found.figure);
    atlas.follow.write("headline-text", "children", atlas.panel.headlineText(found));
  }

  /** Can an answer for this view stand on the scene that is shown? */
  function stands(view) {
    const { scene } = atlas.map.state;
    if (view.mode !== "gaps" || !scene || atlas.view.metricOf(view) !== "gap" || !scene.metrics.gap) return false;
    const [a, b] = [atlas.view.sceneQuery(view), scene.query];
    return a.mode === b.mode && a.level === b.level && a.lang === b.lang && same(a.aerl, b.aerl) && !same(a, b);
  }

  async function get(path, view, more) {
    const query = [atlas.view.encode(view, atlas.boot().codec), more].filter(Boolean).join("&");
    const answer = await root.fetch(`${path}?${query}`);
    return answer.ok ? answer.json() : null;
  }

  /** Show what a view will look like; the latest wins, a failure is silent: Dash's answer follows. */
  async function ahead(view) {
    if (!stands(view)) return null;
    const number = (G.asked += 1);
    const found = await get("/gaps/glimpse", view).catch(() => null);
    const { scene } = atlas.map.state;
    if (!found || number < G.shown || !stands(view) || found.version !== scene.version) return null;
    G.shown = number;
    G.scene = merged(scene, found);
    atlas.map.show(view, G.scene);
    headline(found.headline);
    return found;
  }

  /** The scene to draw a view with: the small answer, while Dash still hands out the old one. */
  function instead(view, scene) {
    if (!G.scene || !view || view.mode !== "gaps") return scene;
    const query = atlas.view.sceneQuery(view);
    return same(G.scene.query, query) && !(scene && same(scene.query, query)) ? G.scene : scene;
  }

  /** One question at a time; of those that come meanwhile the last. */
  function calmly(ask) {
    if (G.busy) { G.queued = ask; return; }
    G.busy = true;
    ask().finally(() => {
      G.busy = false;
      const next = G.queued;
      G.queued = null;
      if (next) calmly(next);
    });
  }

  function forget() {
    G.queued = null;
    if (G.tip) G.tip.remove();
    G.tip = G.place = null;
  }

  /** Beside the pointer: how many more people a site here would serve. */
  function here(latlng) {
    const { view, map } = atlas.map.state;
    G.place = latlng;
    if (!G.tip) G.tip = root.L.tooltip({ className: "tip here", direction: "right", offset: [16, 0], opacity: 1, interactive: false });
    calmly(async () => {
      const found = await get("/gaps/here", view, "at=" + atlas.gaps.written(latlng)).catch(() => null);
      if (!found || !G.tip || !G.place) return;
      G.tip.setContent(found.text).setLatLng(G.place).addTo(map);
    });
    if (map.hasLayer(G.tip)) G.tip.setLatLng(latlng);
  }

  atlas.glimpse = { ahead, instead, calmly, here, forget };
})(typeof window !== "undefined" ? window : globalThis);
