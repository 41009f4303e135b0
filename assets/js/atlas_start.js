/* The start: the map is live before Dash is. It is made and drawn inside the first picture; when dash-leaflet
 * makes its own, it is given this one, and the element moves to the place that Dash has made for it. */
(function (root) {
  "use strict";
  if (!root.document) return;
  const atlas = (root.atlas = root.atlas || {});
  const { document } = root;
  const PATIENCE = 150; // ms: Dash need not wait longer for data that are still on their way
  let early = null, shown = null;

  /** Let a frame be painted, then go on. Frames of a page that nobody sees never come. */
  const painted = () => new Promise((done) => {
    root.requestAnimationFrame(() => root.setTimeout(done, 0));
    root.setTimeout(done, PATIENCE);
  });

  /** Make the map in the place of the first picture, if the page has one. */
  function begin() {
    const place = document.querySelector("#first .map-area");
    if (!place || !root.L) return;
    const { map: options, land } = atlas.boot();
    const box = document.createElement("div");
    box.id = "map";
    place.prepend(box);
    early = new root.L.Map(box, options);
    lend();
    early.fitBounds(land);
    shown = atlas.map.drawn().then(painted);
    atlas.early.expect();
  }

  /** The next map that is made, which is dash-leaflet's, is the one that is there. */
  function lend() {
    const Made = root.L.Map;
    const Lent = function (place) { root.L.Map = Made; return moved(place); };
    root.L.Map = Object.assign(Lent, Made, { prototype: Made.prototype });
  }

  /** The map's element takes the place of the one that React made, which has nothing but its name. */
  function moved(place) {
    const map = early, box = map.getContainer(), focus = document.activeElement;
    early = null;
    place.replaceWith(box);
    if (box.contains(focus)) focus.focus({ preventScroll: true });
    map.fitBounds = () => { delete map.fitBounds; return map; }; // it shows what is wanted already
    return map;
  }

  /** Dash begins when map and first chart have been painted, or at once while their data are still coming. */
  async function dash() {
    if (early) {
      await Promise.race([shown, new Promise((done) => { root.setTimeout(done, PATIENCE); })]);
      await atlas.early.chart().catch((error) => root.console.error(error)); // a chart that fails must not keep Dash away
    }
    await painted();
    root.renderer = new root.DashRenderer();
  }

  atlas.start = { early: () => early !== null };
  root.queueMicrotask(begin); // all our scripts are there, Dash's are not
  document.addEventListener("DOMContentLoaded", dash);
})(typeof window !== "undefined" ? window : globalThis);
