/* Vertices in pixels: what Leaflet would make of them, less what it leaves out. */
const test = require("node:test");
const assert = require("node:assert");
const { pixels } = require("../../assets/js/atlas_vertices.js");

const line = (world, scale, origin = { x: 0, y: 0 }) => {
  const found = [];
  pixels(Float64Array.from(world), scale, origin, (x, y) => found.push([x, y]));
  return found;
};

test("points are scaled, rounded and told from the origin of the layers", () => {
  assert.deepEqual(line([1, 2, 3.26, 4.24], 10, { x: 5, y: 7 }), [[5, 13], [28, 35]]);
});

test("points within a pixel of the one before are left out, the last never", () => {
  assert.deepEqual(line([0, 0, 0.4, 0.4, 1, 0, 3, 0, 3.2, 0], 1), [[0, 0], [3, 0], [3, 0]]);
});

test("a ring keeps its first and last point however small it becomes", () => {
  assert.deepEqual(line([0, 0, 1, 0, 1, 1, 0, 0], 0.1), [[0, 0], [0, 0]]);
});

test("a line without points stays empty", () => assert.deepEqual(line([], 4), []));
