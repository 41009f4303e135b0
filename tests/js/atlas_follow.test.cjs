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

test("outputs stand in the order of the functions", () => {
  assert.deepEqual(run([["a", "two", 2], ["a", "one", 1]])[0], [1, 2, ["a list of children"]]);
});

test("no_update stands for all outputs of a function", () => {
  assert.deepEqual(run([["a", "still", 3], ["a", "two", 2]])[0], [KEEP, KEEP, KEEP, 1, 2]);
});

test("a broken function changes nothing, is told, and the others go on", () => {
  assert.deepEqual(run([["a", "broken", 2], ["a", "one", 1]]), [[KEEP, KEEP, ["a list of children"]], ["broken"]]);
});

test("what was answered before is not written again, lists always are", () => {
  const last = [], list = ["x"];
  assert.deepEqual(news(["a", 1, list, KEEP], last, KEEP), ["a", 1, list, KEEP]);
  assert.deepEqual(news(["a", 2, list, "b"], last, KEEP), [KEEP, 2, list, "b"]);
  assert.deepEqual(news([KEEP, KEEP, KEEP, KEEP], last, KEEP), [KEEP, KEEP, KEEP, KEEP]);
  assert.deepEqual(news(["a", 1, null, "b"], last, KEEP), [KEEP, 1, null, KEEP]);
});
