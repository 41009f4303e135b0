"use strict";
/* Many points of a layer: nothing is lost, few signs are left, and their number does not grow with the points. */
const test = require("node:test");
const assert = require("node:assert/strict");
const swarm = require("../../assets/js/atlas_swarm.js");

const WORLD = [0, 0, 1, 1];

/** Points that are the same in every run, in a square of the world. */
function points(count, west = 0.52, north = 0.32, side = 0.01) {
  let seed = 1;
  const next = () => { seed = (seed * 16807) % 2147483647; return seed / 2147483647; };
  return Array.from({ length: count }, (_, i) => ({ id: "p" + i, kind: i % 2 ? "open" : "planned", x: west + next() * side, y: north + next() * side }));
}

test("every point stands behind exactly one sign, whatever the zoom", () => {
  const all = swarm.spread(points(5000));
  for (const zoom of [6, 7.75, 10, 14]) {
    const ids = swarm.signs(all, zoom, WORLD, 17, 1e9).flatMap((g) => g.ids);
    assert.equal(ids.length, 5000);
    assert.equal(new Set(ids).size, 5000);
  }
});

test("signs are few, apart from each other, and the fullest comes first", () => {
  const found = swarm.signs(swarm.spread(points(20000)), 8.5, WORLD, 17);
  assert.ok(found.length > 20 && found.length <= swarm.MOST, String(found.length));
  const pixels = swarm.TILE * 2 ** 8.5;
  for (const [i, a] of found.entries()) for (const b of found.slice(i + 1)) assert.ok(Math.hypot(a.x - b.x, a.y - b.y) * pixels >= 17);
  assert.ok(found[0].ids.length >= found[found.length - 1].ids.length);
  assert.deepEqual([...found[0].kinds].sort(), ["open", "planned"]);
});

test("ten times the points are as many signs", () => {
  const few = swarm.signs(swarm.spread(points(10000)), 9, WORLD, 17).length, many = swarm.signs(swarm.spread(points(100000)), 9, WORLD, 17).length;
  assert.ok(many <= swarm.MOST && many < 2 * few, `${few} ${many}`);
});

test("what lies outside the box is not drawn; a sign stands amid its points", () => {
  const near = points(3000, 0.52, 0.32, 0.001), far = points(3000, 0.6, 0.4, 0.001).map((p) => ({ ...p, id: "far" + p.id }));
  const found = swarm.signs(swarm.spread([...near, ...far]), 11, [0.51, 0.31, 0.53, 0.33], 17);
  assert.ok(found.every((g) => g.ids.every((id) => !id.startsWith("far"))));
  assert.equal(found.reduce((sum, g) => sum + g.ids.length, 0), 3000);
  assert.ok(found.every((g) => g.x >= 0.52 && g.x <= 0.521 && g.y >= 0.32 && g.y <= 0.321));
});

test("a sign tells how many points it has, and the first of them without the rest", () => {
  for (const sign of swarm.signs(swarm.spread(points(5000)), 8, WORLD, 17)) {
    assert.equal(sign.count, sign.ids.length);
    assert.deepEqual(sign.first(3), sign.ids.slice(0, 3));
  }
});

test("kinds of a sign are those of its points", () => {
  const all = points(4000).map((p, i) => ({ ...p, kind: ["open", "planned", "study"][i % 3] })), kindOf = new Map(all.map((p) => [p.id, p.kind]));
  for (const sign of swarm.signs(swarm.spread(all), 12, WORLD, 17)) {
    assert.deepEqual([...sign.kinds].sort(), [...new Set(sign.ids.map((id) => kindOf.get(id)))].sort());
  }
});
