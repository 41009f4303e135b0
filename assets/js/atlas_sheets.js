/* Two sheets of the map: the ground with its areas, and the signs above it.
 *
 * Leaflet animates each drawing and each sign of a zoom by itself, each a picture as large as the map for the
 * computer to keep and to join in every frame; a PC without a graphics card shows three frames of them a second.
 * Here the ground is one picture that grows as a whole; signs and names, which are placed anew at each zoom, are
 * away meanwhile. */
(function (root) {
  "use strict";
  const atlas = (root.atlas = root.atlas || {});
  const SIGNS = /^(points-|labels$|sites$|supply$|proposed$|versus-sites$)/;
  const still = () => {};

  const sheet = (map, name) => root.L.DomUtil.create("div", `sheet ${name}`, map.getPane("mapPane"));

  /** Where the ground stands at the end of a zoom, in pixels of the present layers, and how much larger. */
  function target(map, { center, zoom }) {
    const origin = map.layerPointToLatLng([0, 0]), pane = map.containerPointToLayerPoint([0, 0]);
    const at = map.project(origin, zoom).subtract(map.project(center, zoom)).add(map.getSize().divideBy(2)).add(pane);
    return { at, scale: map.getZoomScale(zoom) };
  }

  const S = { signs: null, pane: null };
  const stale = () => S.signs.classList.contains("stale");
  const zooming = () => S.pane.classList.contains("leaflet-zoom-anim");

  /** Lay out the sheets: every pane that is made from now on lies on one of them. */
  function lay(map) {
    const ground = sheet(map, "grounds"), signs = sheet(map, "signs"), make = map.createPane;
    Object.assign(S, { signs, pane: map.getPane("mapPane") });
    map.createPane = function (name, container) { return make.call(map, name, container || (SIGNS.test(name) ? signs : ground)); };
    map.on("zoomanim", (e) => {
      const { at, scale } = target(map, e);
      root.L.DomUtil.setTransform(ground, at, scale);
      signs.classList.add("stale");
    });
    map.on("zoomend", () => { ground.style.transform = ""; });
  }

  /** After a move: signs and names are placed anew; after a zoom when its ground has been painted, for both take as long. */
  function settle(redraw) {
    if (!stale()) { redraw(); return; }
    atlas.map.afterFrame(() => {
      if (zooming()) return; // its end comes here again
      redraw();
      S.signs.classList.remove("stale");
    });
  }

  if (root.L) {
    root.L.Renderer.include({ _onAnimZoom: still });
    root.L.Marker.include({ _animateZoom: still });
  }
  atlas.sheets = { lay, settle, stale };
})(typeof window !== "undefined" ? window : globalThis);
