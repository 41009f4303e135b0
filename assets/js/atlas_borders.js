/* Borders of Landkreise, offices and surroundings: one file in which each is written once (geodata/topology.py). */
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

  /** The arcs as lists of [lon, lat]. */
  function arcsOf(bytes, scale) {
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
      const points = [[x / scale, y / scale]];
      for (let i = 1; i < n; i += 1, at += 1) {
        x += steps[0][at];
        y += steps[1][at];
        points.push([x / scale, y / scale]);
      }
      return points;
    });
  }

  /** One line from arcs; each begins where the one before ends. */
  function joined(numbers, arcs) {
    const points = [];
    for (const number of numbers) {
      const arc = number < 0 ? [...arcs[~number]].reverse() : arcs[number];
      points.push(...(points.length ? arc.slice(1) : arc));
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

  /** The layers of a file as GeoJSON by their names; `coast` and `halo` are lists of lines. */
  function layers(buffer) {
    const length = new DataView(buffer).getUint32(0);
    const head = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length)));
    const arcs = arcsOf(new Uint8Array(buffer, 4 + length), head.scale);
    const found = Object.fromEntries(Object.entries(head.layers).map(([name, features]) => [name, {
      type: "FeatureCollection",
      features: features.map(([properties, type, parts]) => ({ type: "Feature", properties, geometry: { type, coordinates: nested(parts, arcs) } })),
    }]));
    const lines = Object.entries(shores(head.layers)).map(([name, numbers]) => [name, numbers.map((number) => arcs[number])]);
    return { ...found, ...Object.fromEntries(lines) };
  }

  if (typeof module !== "undefined") module.exports = { layers, joined, shores, reader, signed };
  if (!root.document) return;

  // ---------------------------------------------------------------- drawing

  const atlas = (root.atlas = root.atlas || {});
  let coming = null;

  /** The page has asked for the file with its first bytes. */
  const load = () => (coming = coming || root.fetch(atlas.boot().geo.borders).then((answer) => {
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.arrayBuffer();
  }).then(layers));

  /** Draw what every map has: it needs no component of Dash, for nothing of it is ever exchanged. */
  async function draw(map) {
    const found = await load();
    atlas.map.coast(found);
    const area = (id) => ({ pane: "areas-" + id, onEachFeature: (feature, path) => atlas.map.area(feature, path, { id: "geo-" + id }) });
    const options = { surroundings: { pane: "ground", interactive: false, onEachFeature: atlas.map.ground }, landkreise: area("landkreise"), aerl: area("aerl") };
    for (const [name, how] of Object.entries(options)) root.L.geoJSON(found[name], how).addTo(map);
    coming = null;
  }

  atlas.borders = { load, draw };
})(typeof window !== "undefined" ? window : globalThis);
