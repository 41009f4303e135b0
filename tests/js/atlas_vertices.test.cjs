/* Vertices in pixels: what Leaflet would make of them, less what it leaves out. */
const test = require("node:test");
const assert = require("node:assert");
const { pixels } = require("../../assets/js/atlas_vertices.js");

const line = (world, scale, origin = { x: 0, y: 0 }) => {
  const found = [];
  const places = world.flatMap((wx, i) => (i % 2 ? [] : [{ wx, wy: world[i + 1] }]));
  pixels(places, scale, origin, (x, y) => found.push([x, y]));
  return found;
};

test("points are scaled, rounded and told from the origin of the layers", () => {
  assert.deepEqual(line([1, 2, 3.26, 4.24], 10, { x: 5, y: 7 }), [[5, 13], [28, 35]]);
});

test("neighbours that become equal are told once", () => {
  assert.deepEqual(line([0, 0, 0.4, 0.4, 1, 0, 3, 0, 3.2, 0], 1), [[0, 0], [1, 0], [3, 0]]);
});

test("a ring that becomes smaller than a pixel is one point", () => {
  assert.deepEqual(line([0, 0, 1, 0, 1, 1, 0, 0], 0.1), [[0, 0]]);
});

test("a line without points stays empty", () => assert.deepEqual(line([], 4), []));
