"use strict";
/* The browser's rules for symbols and names against the same cases as those of the pictures. */
const test = require("node:test");
const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");
const labels = require("../../assets/js/atlas_labels.js");
const points = require("../../assets/js/atlas_points.js");

const golden = JSON.parse(fs.readFileSync(path.join(__dirname, "../golden/places.json"), "utf8"));
const measure = (text, size, weight) => text.length * size * golden.letter * (weight >= 600 ? 1.1 : 1);
const round = (value) => Math.round(value * 1e6) / 1e6;

test("symbols are merged as in a picture", () => {
  for (const { spots, radius, groups } of golden.merge) {
    const found = points.merge(spots, radius).map(({ ids, kinds, x, y, places }) => ({ ids, kinds, x, y, places }));
    assert.deepEqual(found, groups);
  }
});

test("symbols of several layers are moved apart as in a picture", () => {
  for (const { sets, radius, moves } of golden.apart) {
    const layers = points.apart(sets.map((spots) => points.merge(spots, radius)), 17, 22);
    assert.deepEqual(layers.map((groups) => groups.map((g) => [round(g.dx), round(g.dy)])), moves.map((row) => row.map((pair) => pair.map(round))));
  }
});

test("names find the same place as in a picture", () => {
  const town = (t) => [t.text, round(t.tx), round(t.ty), t.anchor, t.bare];
  const area = (a) => [a.key, a.lines, round(a.x), round(a.y), round(a.size)];
  const rounded = (rows) => rows.map((row) => row.map((v) => (typeof v === "number" ? round(v) : v)));
  for (const { names, taken, frame, placed } of golden.place) {
    const found = labels.place(names, taken, measure, frame);
    assert.deepEqual(found.towns.map(town), rounded(placed.towns));
    assert.deepEqual(found.outside.map(town), rounded(placed.outside));
    assert.deepEqual(found.areas.map(area), rounded(placed.areas));
    assert.deepEqual(found.states.map(area), rounded(placed.states));
  }
});

test("towns are named from the same zoom on", () => {
  for (const [zoom, rank] of golden.ranks) assert.equal(labels.rankAt(zoom), rank);
});
