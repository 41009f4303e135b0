/* Borders of areas and surroundings: files in which each is written once (geodata/topology.py). What every map
 * has is one file; finer levels have one each, fetched when a view first asks for them. */
(function (root) {
  "use strict";

  // ---------------------------------------------------------------- pure part

  /** Read numbers of seven bits a byte, lowest first. */
  function reader(bytes) {
    let at = 0;
    return function next() {
      let value = 0, place = 1, byte;
      do { byte = bytes[at]; at += 1; value += (byte & 127) * place; place *= 128; } while (byte > 127);
      return value;
    };
  }

  const signed = (value) => (value % 2 ? -(value + 1) / 2 : value / 2);

  const pair = (lon, lat) => [lon, lat];

  /** The arcs as lists of vertices, each made once: all lines that run along an arc share them. */
  function arcsOf(bytes, scale, vertex) {
    const next = reader(bytes);
    const counts = Array.from({ length: next() }, next);
    const list = (n) => Float64Array.from({ length: n }, () => signed(next()));
    const starts = [list(counts.length), list(counts.length)];
    const rest = counts.reduce((sum, n) => sum + n - 1, 0);
    const steps = [list(rest), list(rest)];
    let from = [0, 0], at = 0;
    return counts.map((n, arc) => {
      from = [from[0] + starts[0][arc], from[1] + starts[1][arc]];
      let [x, y] = from;
      const points = [vertex(x / scale, y / scale)];
      for (let i = 1; i < n; i += 1, at += 1) {
        x += steps[0][at];
        y += steps[1][at];
        points.push(vertex(x / scale, y / scale));
      }
      return points;
    });
  }

  /** One line from arcs; each begins where the one before ends. */
  function joined(numbers, arcs) {
    const points = [];
    for (const number of numbers) {
      const arc = arcs[number < 0 ? ~number : number], last = arc.length - 1;
      for (let i = points.length ? 1 : 0; i <= last; i += 1) points.push(arc[number < 0 ? last - i : i]);
    }
    return points;
  }

  /** Lists of arcs, however deep, become lists of points. */
  function nested(parts, arcs) {
    return typeof parts[0] === "number" ? joined(parts, arcs) : parts.map((part) => nested(part, arcs));
  }

  const DRY = ["neighbour", "country"]; // kinds of the surroundings that are land

  /** Numbers of the arcs on one side of which there is no land: of all, and those of the Land itself. */
  function shores(layers) {
    const uses = new Map(), mine = new Set();
    const count = (parts, own) => parts.flat(Infinity).forEach((number) => {
      const arc = number < 0 ? ~number : number;
      uses.set(arc, (uses.get(arc) || 0) + 1);
      if (own) mine.add(arc);
    });
    for (const [{ kind }, , parts] of layers.surroundings || []) if (DRY.includes(kind)) count(parts, false);
    for (const [, , parts] of layers.aerl || []) count(parts, true);
    const coast = [...uses].filter(([, n]) => n === 1).map(([arc]) => arc);
    return { coast, halo: coast.filter((arc) => mine.has(arc)) };
  }

  /** The layers of a file by their names: features as in GeoJSON; `coast` and `halo` are lists of lines.
   *
   * @param vertex makes one of longitude and latitude */
  function layers(buffer, vertex = pair) {
    const length = new DataView(buffer).getUint32(0);
    const head = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length)));
    const arcs = arcsOf(new Uint8Array(buffer, 4 + length), head.scale, vertex);
    const found = Object.fromEntries(Object.entries(head.layers).map(([name, features]) =>
      [name, features.map(([properties, type, parts]) => ({ properties, geometry: { type, coordinates: nested(parts, arcs) } }))]));
    const lines = Object.entries(shores(head.layers)).map(([name, numbers]) => [name, numbers.map((number) => arcs[number])]);
    return { ...found, ...Object.fromEntries(lines) };
  }

  if (typeof module !== "undefined") module.exports = { layers, joined, shores, reader, signed };
  if (!root.document) return;

  // ---------------------------------------------------------------- drawing

  const atlas = (root.atlas = root.atlas || {});
  const ALWAYS = "borders", GROUND = "surroundings", LAND = "aerl", WATER = ["river", "lake"];
  const asked = new Map(); // file to the promise of its drawing
  const drawn = new Set();

  /** The page has asked for the files of its view with its first bytes. */
  async function load(file) {
    const answer = await root.fetch(atlas.boot().geo[file]);
    if (!answer.ok) throw new Error(`${file}: ${answer.status}`);
    return layers(await answer.arrayBuffer(), (lon, lat) => new root.L.LatLng(lat, lon));
  }

  const still = (pane, className) => ({ pane, interactive: false, className: "ground " + className });

  /** The sea begins at soft strokes along all land, which lie beneath it; each line is written once for all of them. */
  function shore(map, lines, kinds) {
    kinds.forEach((kind) => root.L.polyline(fixed(lines), still("coast", kind)).addTo(map));
  }

  /** All lists of vertices in what a geometry is made of. */
  const fixed = (parts) => (Array.isArray(parts[0]) ? parts.map(fixed) : atlas.vertices.fix(parts));

  const shape = ({ geometry: { type, coordinates } }, options) =>
    (type.endsWith("Polygon") ? root.L.polygon(fixed(coordinates), options) : root.L.polyline(fixed(coordinates), options));

  /** One feature of a layer; water stands above the areas. */
  function drawOne(map, id, feature) {
    const { kind } = feature.properties;
    if (id === GROUND) shape(feature, still(WATER.includes(kind) ? "water" : "ground", kind)).addTo(map);
    else atlas.map.area(id, feature.properties, shape(feature, { pane: "areas-" + id }));
  }

  async function add(map, file) {
    const { coast, halo, ...found } = await load(file);
    for (const [id, features] of Object.entries(found)) features.forEach((feature) => drawOne(map, id, feature));
    if (file === ALWAYS) {
      found[LAND].forEach((feature) => shape(feature, still("ground", "land")).addTo(map)); // beneath its areas
      shore(map, halo, ["halo"]);
      shore(map, coast, ["coast3", "coast2", "coast1"]);
    }
    drawn.add(file);
    atlas.map.arrived();
  }

  /** A copy of a shape, to stand out. */
  const copy = (path, pane, className) => root.L.polygon(path.getLatLngs(), { pane, interactive: false, className });

  /** Draw the files of these levels that are not drawn yet; one that failed is asked for again by the next view.
   * Nothing of it is ever exchanged, so it needs no component of Dash. */
  function draw(map, levels) {
    const files = [ALWAYS, ...levels.filter((id) => atlas.boot().geo[id])];
    return Promise.all(files.map((file) => {
      if (!asked.has(file)) asked.set(file, add(map, file).catch((error) => { asked.delete(file); throw error; }));
      return asked.get(file);
    }));
  }

  atlas.borders = { draw, copy, ready: () => drawn.has(ALWAYS) };
})(typeof window !== "undefined" ? window : globalThis);
