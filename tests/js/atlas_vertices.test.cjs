/* Vertices in pixels: what Leaflet would make of them, less what it leaves out. */
const test = require("node:test");
const assert = require("node:assert");
const { line: lineOf } = require("../../assets/js/atlas_vertices.js");

const pointsOf = (world) => world.flatMap((wx, i) => (i % 2 ? [] : [{ wx, wy: world[i + 1], turn: 0 }]));
const told = (points) => points.map(({ x, y }) => [x, y]);
const line = (world, scale, { x: left, y: top } = { x: 0, y: 0 }) => told(lineOf(pointsOf(world), { scale, left, top, turn: 1 }));

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

test("lines share their points, which are set anew with each turn alone", () => {
  const points = pointsOf([1, 1, 2, 2, 3, 3]);
  const first = lineOf(points, { scale: 10, left: 0, top: 0, turn: 1 }), second = lineOf([points[2], points[1]], { scale: 10, left: 0, top: 0, turn: 1 });
  assert.equal(first[2], second[0]);
  assert.deepEqual(told(lineOf(points, { scale: 20, left: 5, top: 0, turn: 2 })), [[15, 20], [35, 40], [55, 60]]);
  assert.deepEqual(told(second), [[55, 60], [35, 40]]);
});
