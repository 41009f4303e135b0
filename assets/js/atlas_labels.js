/* Labels of the map: obstacles first, then towns, areas, places outside. What finds no place is left out.
 *
 * The placement is pure (pixels in, pixels out); the drawing writes one SVG into the label pane. */
(function (root) {
  "use strict";

  // ---------------------------------------------------------------- pure part

  const overlaps = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

  /** Boxes in a grid of cells, so that a test looks at neighbours only. What the frame would cut is a hit. */
  function boxIndex(frame = null, cell = 64) {
    const cells = new Map();
    const cut = (box) => frame && (box[0] < frame[0] || box[1] < frame[1] || box[2] > frame[2] || box[3] > frame[3]);
    const visit = (box, use) => {
      for (let x = Math.floor(box[0] / cell); x <= Math.floor(box[2] / cell); x++)
        for (let y = Math.floor(box[1] / cell); y <= Math.floor(box[3] / cell); y++) if (use(x + ":" + y)) return true;
      return false;
    };
    return {
      add: (box) => void visit(box, (k) => void (cells.get(k) || cells.set(k, []).get(k)).push(box)),
      hits: (box) => cut(box) || visit(box, (k) => (cells.get(k) || []).some((other) => overlaps(box, other))),
    };
  }

  /** Is the point inside the polygon's rings (even-odd)? Rings are lists of {x, y}. */
  function inside(rings, x, y) {
    let odd = false;
    for (const ring of rings) {
      for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
        const a = ring[i], b = ring[j];
        if (a.y > y !== b.y > y && x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x) odd = !odd;
      }
    }
    return odd;
  }

  function boxInside(rings, box) {
    const [x0, y0, x1, y1] = box;
    const xm = (x0 + x1) / 2, ym = (y0 + y1) / 2;
    const probes = [[x0, ym], [x1, ym], [xm, y0], [xm, y1], [x0, y0], [x1, y0], [x0, y1], [x1, y1]];
    return probes.filter(([x, y]) => inside(rings, x, y)).length >= 7;
  }

  function lineBox(lines, size, weight, x, y, measure) {
    const width = Math.max(...lines.map((line) => measure(line, size, weight)));
    const height = lines.length * size * 1.05;
    return [x - width / 2 - 1, y - height / 2, x + width / 2 + 1, y + height / 2];
  }

  /** Name of an area inside its polygon: one line, the two lines of the list, smaller, or not at all. */
  function placeArea(label, index, measure) {
    const whole = label.whole || label.lines.join(" ");
    const options = [[[whole], 1]];
    if (label.lines.length > 1) options.push([label.lines, 1]);
    options.push([[whole], 0.88]);
    if (label.lines.length > 1) options.push([label.lines, 0.88]);
    const shifts = [[0, 0], [0, -0.8], [0, 0.8], [0, -1.7], [0, 1.7], [-14, 0], [14, 0], [-26, 0], [26, 0], [-18, -1.2], [18, -1.2], [-18, 1.2], [18, 1.2], [0, -2.8], [0, 2.8]];
    for (const [lines, scale] of options) {
      const size = label.size * scale;
      for (const [dx, dy] of shifts) {
        const x = label.x + dx, y = label.y + dy * size;
        const box = lineBox(lines, size, 600, x, y, measure);
        if (index.hits(box) || (label.rings && !boxInside(label.rings, box))) continue;
        index.add(box);
        return { ...label, lines, size, x, y };
      }
    }
    return null;
  }

  const SPACED = 0.08; // letter-spacing of the names of states, as in 30-map.css

  const EIGHT = [[1, 0, "start"], [-1, 0, "end"], [0, -1, "middle"], [0, 1, "middle"], [1, -0.7, "start"], [1, 0.7, "start"], [-1, -0.7, "end"], [-1, 0.7, "end"]];

  /** Name of a town beside its dot, at one of eight places round it, then further out. */
  function placeTown(label, index, measure) {
    const width = measure(label.text, label.size, label.weight);
    const half = label.size * 0.55;
    for (const gap of label.bare ? [13, 18] : [7, 11]) {
      for (const [sx, sy, anchor] of EIGHT) {
        const x = label.x + sx * gap;
        const y = label.y + sy * (gap + (sx === 0 ? half - 2 : 2));
        const x0 = anchor === "start" ? x : anchor === "end" ? x - width : x - width / 2;
        const box = [x0 - 1, y - half, x0 + width + 1, y + half];
        if (index.hits(box)) continue;
        index.add(box);
        if (!label.bare) index.add([label.x - 4, label.y - 4, label.x + 4, label.y + 4]);
        return { ...label, tx: x, ty: y, anchor };
      }
    }
    return null;
  }

  /** Place all labels in the order of their importance. `taken` are boxes of symbols. */
  function place({ towns, areas, outside, states }, taken, measure, frame = null) {
    const index = boxIndex(frame);
    taken.forEach(index.add);
    const free = (label) => !index.hits([label.x - 2, label.y - 2, label.x + 2, label.y + 2]);
    const town = (label) => placeTown({ ...label, bare: !free(label) }, index, measure);
    const keep = (list) => list.filter(Boolean);
    const major = keep(towns.filter((t) => t.rank <= 2).map(town));
    const named = keep([...areas].sort((a, b) => b.area - a.area).map((a) => placeArea(a, index, measure)));
    const minor = keep(towns.filter((t) => t.rank > 2).map(town));
    const spaced = (text, size, weight) => measure(text, size, weight) + text.length * size * SPACED;
    return { towns: [...major, ...minor], areas: named, outside: keep(outside.map(town)), states: keep(states.map((s) => placeArea(s, index, spaced))) };
  }

  /** Lowest rank of towns that are named at a zoom; outside the Land one rank less. */
  const rankAt = (zoom) => (zoom < 7.4 ? 1 : zoom < 8.4 ? 2 : zoom < 9.2 ? 3 : zoom < 10 ? 4 : 5);

  const pure = { place, placeArea, placeTown, boxIndex, inside, boxInside, rankAt };

  // ---------------------------------------------------------------- drawing

  const SVG = "http://www.w3.org/2000/svg";
  const canvas = root.document && root.document.createElement("canvas").getContext("2d");
  const widths = new Map();

  function measure(text, size, weight) {
    const key = weight + ":" + text;
    if (!widths.has(key)) {
      canvas.font = `${weight} 100px "Source Sans 3", sans-serif`;
      widths.set(key, canvas.measureText(text).width / 100);
    }
    return widths.get(key) * size;
  }

  function node(name, attributes, text) {
    const element = root.document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    if (text !== undefined) element.textContent = text;
    return element;
  }

  function lineNodes(label, className) {
    const top = label.y - ((label.lines.length - 1) * label.size * 1.05) / 2;
    return label.lines.map((line, i) =>
      node("text", { class: className, x: label.x.toFixed(1), y: (top + i * label.size * 1.05 + label.size * 0.34).toFixed(1), "font-size": label.size.toFixed(2) }, line));
  }

  function townNodes(label, className) {
    const nodes = [];
    if (!label.bare) nodes.push(node("circle", { class: "dot " + (className.includes("out") ? "out" : ""), cx: label.x.toFixed(1), cy: label.y.toFixed(1), r: label.rank <= 2 ? 3 : 2.4 }));
    nodes.push(node("text", { class: className, x: label.tx.toFixed(1), y: (label.ty + label.size * 0.34).toFixed(1), "font-size": label.size, "text-anchor": label.anchor }, label.text));
    return nodes;
  }

  /** Draw placed labels into the SVG of the label pane. */
  function draw(svg, placed, classOf) {
    const nodes = [];
    for (const s of placed.states) nodes.push(...lineNodes(s, "state"));
    for (const a of placed.areas) nodes.push(...lineNodes(a, "area-label " + classOf(a.key)));
    for (const t of placed.outside) nodes.push(...townNodes(t, "out"));
    for (const t of placed.towns) nodes.push(...townNodes(t, "town" + (t.rank > 3 ? " minor" : "")));
    for (const s of placed.seas || []) nodes.push(node("text", { class: "sea", x: s.x.toFixed(1), y: s.y.toFixed(1), "font-size": s.size }, s.text));
    svg.replaceChildren(...nodes);
  }

  // ---------------------------------------------------------------- what floats on the map

  const FLOATING = ".map-controls, .area-card:not([hidden]), .panel-tab, .attribution, .leaflet-control-scale";
  const F = { key: "", boxes: [], scale: null, width: 0 };

  /** The line of the scale is as wide as Leaflet wrote there. */
  const lineOf = (control) => parseFloat(control.firstElementChild.style.width) || 0;

  /** Boxes of what floats on the map, in its own pixels. To measure them lays the page out: only where they can have
   * changed. A zoom changes nothing but the scale's width, which is read. */
  function floating(map, view) {
    const { left, right, sheet, mode, embed } = root.document.body.dataset, note = root.document.getElementById("attribution");
    const parts = [...root.document.querySelectorAll(FLOATING)];
    const key = [root.innerWidth, root.innerHeight, left, right, sheet, mode, embed, map.getSize(), view.area, note ? note.textContent.length : 0, parts.length].join();
    const scale = parts.find((part) => part.matches(".leaflet-control-scale")), width = scale ? lineOf(scale) : 0;
    if (F.key === key && width !== F.width) F.boxes = F.boxes.map((box) => (box === F.scale ? (F.scale = [box[0], box[1], box[2] + width - F.width, box[3]]) : box));
    F.width = width;
    if (F.key === key) return F.boxes;
    const frame = map.getContainer().getBoundingClientRect();
    F.key = key;
    const boxOf = (element) => {
      const box = element.getBoundingClientRect();
      return box.width ? [box.left - frame.left - 3, box.top - frame.top - 3, box.right - frame.left + 3, box.bottom - frame.top + 3] : null;
    };
    const boxes = parts.map(boxOf);
    F.scale = boxes[parts.indexOf(scale)] || null;
    F.boxes = boxes.filter(Boolean);
    return F.boxes;
  }

  const atlas = (root.atlas = root.atlas || {});
  atlas.labels = { ...pure, draw, floating, measure, forget: () => widths.clear() };
  if (typeof module !== "undefined") module.exports = pure;
})(typeof window !== "undefined" ? window : globalThis);
