"use strict";
/* One callback for many functions: each gets its share of the outputs, a broken one does not stop the others. */
const test = require("node:test");
const assert = require("node:assert/strict");
const { answers, news } = require("../../assets/js/atlas_follow.js");

const KEEP = Symbol("no_update");
const PARTS = { a: { one: () => ["a list of children"], two: () => [1, 2], still: () => KEEP, broken: () => { throw new Error("broken"); } } };
const run = (functions) => {
  const complaints = [];
  return [answers(functions, (space, name) => PARTS[space][name](), KEEP, (error) => complaints.push(error.message)), complaints];
};

const ONE = ["a", "one", [["list", "children"]]], TWO = ["a", "two", [["first", "data"], ["second", "hidden"]]];
const STILL = ["a", "still", [["x", "data"], ["y", "children"]]], BROKEN = ["a", "broken", [["x", "data"], ["y", "children"]]];

test("answers stand with their places in the order of the functions", () => {
  assert.deepEqual(run([TWO, ONE])[0], [["first", "data", 1], ["second", "hidden", 2], ["list", "children", ["a list of children"]]]);
});

test("no_update stands for all places of a function", () => {
  assert.deepEqual(run([STILL, TWO])[0].map(([, , value]) => value), [KEEP, KEEP, 1, 2]);
});

test("a broken function changes nothing, is told, and the others go on", () => {
  const [found, complaints] = run([BROKEN, ONE]);
  assert.deepEqual([found.map(([, , value]) => value), complaints], [[KEEP, KEEP, ["a list of children"]], ["broken"]]);
});

test("what was answered before is not written again, lists always are", () => {
  const last = [], list = ["x"];
  assert.deepEqual(news(["a", 1, list, KEEP], last, KEEP), ["a", 1, list, KEEP]);
  assert.deepEqual(news(["a", 2, list, "b"], last, KEEP), [KEEP, 2, list, "b"]);
  assert.deepEqual(news([KEEP, KEEP, KEEP, KEEP], last, KEEP), [KEEP, KEEP, KEEP, KEEP]);
  assert.deepEqual(news(["a", 1, null, "b"], last, KEEP), [KEEP, 1, null, KEEP]);
});
