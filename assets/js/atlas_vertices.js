/* Vertices of the map's shapes in pixels. Leaflet puts every vertex through Mercator's formulas again at each
 * zoom; here that is done once for each of them, a zoom is then a multiplication and a subtraction. */
(function (root) {
  "use strict";

  // ---------------------------------------------------------------- pure part

  /** Tell the points of a line in pixels of the map's layers, rounded as Leaflet does; neighbours that become equal once.
   *
   * No more is left out: where a name has room is asked of these points, and pictures ask the same.
   *
   * @param places with `wx` and `wy`, their pixels at zoom 0, @param scale pixels of the zoom for one of zoom 0, @param origin of the layers
   * @param use called with x and y of each point in their order */
  function pixels(places, scale, origin, use) {
    let x = NaN, y = NaN;
    for (const { wx, wy } of places) {
      const nx = Math.round(wx * scale) - origin.x, ny = Math.round(wy * scale) - origin.y;
      if (nx === x && ny === y) continue;
      x = nx;
      y = ny;
      use(x, y);
    }
  }

  if (typeof module !== "undefined") module.exports = { pixels };
  if (!root.L) return;

  // ---------------------------------------------------------------- Leaflet part

  /** Vertices that lines share are put through the formulas once for all of them. */
  function projected(map, places) {
    for (const place of places) {
      if (place.wx !== undefined) continue;
      const { x, y } = map.project(place, 0);
      place.wx = x;
      place.wy = y;
    }
    return places;
  }

  /** Nothing need be cut off what lies in sight as a whole. */
  function cutting(clip) {
    return function () {
      if (this._pxBounds && this._pxBounds.isValid() && this._renderer._bounds.contains(this._pxBounds)) this._parts = [...this._rings];
      else clip.call(this);
    };
  }

  for (const kind of [root.L.Polyline, root.L.Polygon]) kind.include({ _clipPoints: cutting(kind.prototype._clipPoints) });
  root.L.Polyline.include({
    _projectLatlngs(places, result, bounds) {
      if (places.length && !(places[0] instanceof root.L.LatLng)) {
        places.forEach((part) => this._projectLatlngs(part, result, bounds));
        return;
      }
      const map = this._map, ring = [];
      let west = Infinity, north = Infinity, east = -Infinity, south = -Infinity;
      pixels(projected(map, places), map.getZoomScale(map.getZoom(), 0), map.getPixelOrigin(), (x, y) => {
        ring.push(new root.L.Point(x, y));
        if (x < west) west = x;
        if (x > east) east = x;
        if (y < north) north = y;
        if (y > south) south = y;
      });
      if (ring.length) bounds.extend(ring[0]).extend([west, north]).extend([east, south]);
      result.push(ring);
    },
  });
})(typeof window !== "undefined" ? window : globalThis);
