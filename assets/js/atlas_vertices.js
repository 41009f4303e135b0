/* Vertices of the map's shapes in pixels. Leaflet puts every vertex of every shape through Mercator's formulas
 * again at each zoom, and makes a point of it; here that is done once for each vertex, a zoom is then a
 * multiplication and a subtraction, and all shapes along a vertex share its point. */
(function (root) {
  "use strict";

  // ---------------------------------------------------------------- pure part

  /** The points of a line in pixels of the map's layers, rounded as Leaflet does; neighbours that became equal once.
   *
   * No more is left out: where a name has room is asked of these points, and pictures ask the same.
   *
   * @param points with `wx` and `wy`, their pixels at zoom 0; their `x` and `y` are set once in each turn
   * @param frame `scale`, pixels of the zoom for one of zoom 0; `left` and `top` of the layers; `turn`, its number */
  function line(points, { scale, left, top, turn }) {
    const found = [];
    let x = NaN, y = NaN;
    for (const point of points) {
      if (point.turn !== turn) {
        point.x = Math.round(point.wx * scale) - left;
        point.y = Math.round(point.wy * scale) - top;
        point.turn = turn;
      }
      if (point.x === x && point.y === y) continue;
      ({ x, y } = point);
      found.push(point);
    }
    return found;
  }

  if (typeof module !== "undefined") module.exports = { line };
  if (!root.L) return;

  // ---------------------------------------------------------------- Leaflet part

  const { Polyline, Polygon, Point, LatLng, LineUtil } = root.L;
  const fixed = new WeakMap(); // lists of places that never change, to what Leaflet makes of them
  const known = new WeakMap(); // lists of places, to their points and their ring in the present turn
  const simple = new WeakMap(); // rings, to what is drawn of them
  let frame = { scale: 0, left: 0, top: 0, turn: 0 };

  /** A list of places that never changes: all shapes that are made of it share the work on it. */
  function fix(places) {
    if (!fixed.has(places)) fixed.set(places, null);
    return places;
  }

  /** The points of places; each place has one, whichever lines it is on. */
  function pointOf(map, place) {
    if (!place.point) {
      const { x: wx, y: wy } = map.project(place, 0);
      place.point = Object.assign(new Point(0, 0), { wx, wy, turn: 0 });
    }
    return place.point;
  }

  function boxOf(ring) {
    let west = Infinity, north = Infinity, east = -Infinity, south = -Infinity;
    for (const { x, y } of ring) {
      if (x < west) west = x;
      if (x > east) east = x;
      if (y < north) north = y;
      if (y > south) south = y;
    }
    return ring.length ? [[west, north], [east, south]] : [];
  }

  /** A line as it lies now. */
  function lying(map, places) {
    const at = now(map), before = known.get(places);
    if (before && before.turn === at.turn && before.points.length === places.length) return before;
    const points = before && before.points.length === places.length ? before.points : places.map((place) => pointOf(map, place));
    const ring = line(points, at), found = { points, turn: at.turn, ring, box: boxOf(ring) };
    known.set(places, found);
    return found;
  }

  /** How the map lies now. Leaflet projects all lines anew whenever this changes. */
  function now(map) {
    const scale = map.getZoomScale(map.getZoom(), 0), { x: left, y: top } = map.getPixelOrigin();
    if (scale !== frame.scale || left !== frame.left || top !== frame.top) frame = { scale, left, top, turn: frame.turn + 1 };
    return frame;
  }

  /** Nothing need be cut off what lies in sight as a whole. */
  function cutting(clip) {
    return function () {
      if (this._pxBounds && this._pxBounds.isValid() && this._renderer._bounds.contains(this._pxBounds)) this._parts = [...this._rings];
      else clip.call(this);
    };
  }

  for (const kind of [Polyline, Polygon]) kind.include({ _clipPoints: cutting(kind.prototype._clipPoints) });
  const convert = Polyline.prototype._convertLatLngs;
  Polyline.include({
    _convertLatLngs(places) {
      if (!fixed.has(places)) return convert.call(this, places);
      const made = fixed.get(places) || { list: convert.call(this, places), extent: root.L.latLngBounds(places) };
      fixed.set(places, made).set(made.list, made);
      this._bounds.extend(made.extent);
      return made.list;
    },
    _projectLatlngs(places, result, bounds) {
      if (places.length && !(places[0] instanceof LatLng)) {
        places.forEach((part) => this._projectLatlngs(part, result, bounds));
        return;
      }
      const { ring, box } = lying(this._map, places);
      box.forEach((corner) => bounds.extend(corner));
      result.push(ring);
    },
    _simplifyPoints() {
      this._parts = this._parts.map((part) => {
        if (!simple.has(part)) simple.set(part, LineUtil.simplify(part, this.options.smoothFactor));
        return simple.get(part);
      });
    },
  });
  (root.atlas = root.atlas || {}).vertices = { fix };
})(typeof window !== "undefined" ? window : globalThis);
