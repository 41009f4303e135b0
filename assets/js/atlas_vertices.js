/* Vertices of the map's shapes in pixels. Leaflet puts every vertex through Mercator's formulas again at each
 * zoom; here that is done once for each line, a zoom is then a multiplication and a subtraction. */
(function (root) {
  "use strict";

  // ---------------------------------------------------------------- pure part

  /** Tell the points of a line in pixels of the map's layers, rounded as Leaflet does; neighbours that become equal once.
   *
   * No more is left out: where a name has room is asked of these points, and pictures ask the same.
   *
   * @param world [x, y, x, y, …] at zoom 0, @param scale pixels of the zoom for one of zoom 0, @param origin of the layers
   * @param use called with x and y of each point in their order */
  function pixels(world, scale, origin, use) {
    let x = NaN, y = NaN;
    for (let i = 0; i < world.length; i += 2) {
      const nx = Math.round(world[i] * scale) - origin.x, ny = Math.round(world[i + 1] * scale) - origin.y;
      if (nx === x && ny === y) continue;
      x = nx;
      y = ny;
      use(x, y);
    }
  }

  if (typeof module !== "undefined") module.exports = { pixels };
  if (!root.L) return;

  // ---------------------------------------------------------------- Leaflet part

  const known = new WeakMap(); // by the list of places of a line

  function worldOf(map, places) {
    const found = known.get(places);
    if (found && found.length === places.length * 2) return found;
    const world = new Float64Array(places.length * 2);
    places.forEach((place, i) => {
      const { x, y } = map.project(place, 0);
      world[2 * i] = x;
      world[2 * i + 1] = y;
    });
    known.set(places, world);
    return world;
  }

  root.L.Polyline.include({
    _projectLatlngs(places, result, bounds) {
      if (places.length && !(places[0] instanceof root.L.LatLng)) {
        places.forEach((part) => this._projectLatlngs(part, result, bounds));
        return;
      }
      const map = this._map, ring = [];
      let west = Infinity, north = Infinity, east = -Infinity, south = -Infinity;
      pixels(worldOf(map, places), map.getZoomScale(map.getZoom(), 0), map.getPixelOrigin(), (x, y) => {
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
