"use strict";
const test = require("node:test");
const assert = require("node:assert/strict");
const scene = require("../../assets/js/atlas_scene.js");
const view = require("../../assets/js/atlas_view.js");
const indicators = require("../../assets/js/atlas_indicators.js");

const asked = (more = {}) => ({ level: "landkreise", lang: "de", metric: "", year: "", columns: [], ...more });
const whole = { version: "v1", query: asked(), metrics: { money: 1, "i-old": 2 }, charts: { areas: 1, indicator_areas: 2 }, attribution: { rvz: 1, "metric:i-old": 2 }, indicated: null };
const part = { part: true, version: "v1", query: asked({ metric: "i-a" }), metrics: { "i-a": 3 }, charts: { indicator_areas: 4 }, attribution: { "metric:i-a": 5 }, indicated: { columns: [] } };

test("only what an indicator adds is asked for while the rest is here", () => {
  assert.equal(scene.asked(part.query, whole).have, "v1");
  assert.equal(scene.asked({ ...part.query, level: "aerl" }, whole).have, undefined);
  assert.equal(scene.asked({ ...part.query, mode: "gaps" }, whole).have, undefined);
  assert.deepEqual(scene.bare({ ...part.query, have: "v1", again: 1 }), part.query);
});

test("a part takes the place of what was added before, and of nothing else", () => {
  const made = scene.merge(whole, part);
  assert.deepEqual(made.metrics, { money: 1, "i-a": 3 });
  assert.deepEqual(made.charts, { areas: 1, indicator_areas: 4 });
  assert.deepEqual(made.attribution, { rvz: 1, "metric:i-a": 5 });
  assert.deepEqual(made.query, part.query);
  assert.equal(scene.merge(whole, { ...part, version: "v2" }), null);
  assert.equal(scene.merge({ ...whole, query: asked({ level: "aerl" }) }, part), null);
  const answer = { ...whole };
  assert.equal(scene.merge(whole, answer), answer);
});

test("columns stand behind the names, and sums have none of them", () => {
  const table = { columns: [{ id: "name" }, { id: "money" }], rows: [[["A", "5"], ["a", 5]], [["B", "–"], ["b"]]], total: ["Summe", "5"], none: null, note: "x" };
  const indicated = { columns: [{ id: "i-a", title: "T", texts: ["1", "k. A."], values: [1, null] }], note: "Quelle" };
  const made = scene.columned(table, indicated);
  assert.deepEqual(made.columns.map((c) => c.id), ["name", "i-a", "money"]);
  assert.deepEqual(made.rows[1], [["B", "k. A.", "–"], ["b", null]]);
  assert.deepEqual(made.total, ["Summe", "", "5"]);
  assert.equal(made.none, null);
  assert.equal(made.note, "x Quelle");
  assert.equal(scene.columned(table, null), table);
});

test("the scene depends on an indicator's year only while one is shown", () => {
  const usual = { mode: "explore", metric: "money", year: "2019", columns: [] };
  assert.equal(view.sceneQuery(usual).year, "");
  assert.equal(view.sceneQuery({ ...usual, metric: "i-a" }).year, "2019");
  assert.equal(view.sceneQuery({ ...usual, columns: ["i-a"] }).year, "2019");
});

test("another indicator keeps the year if it has it, and the level if it has values there", () => {
  const codec = { layers: { base: [] }, fields: [] };
  const now = { mode: "explore", level: "gemeinden", metric: "money", year: "2019", columns: [], layers: null, area: ["x"] };
  const one = view.next(now, { type: "indicator", value: "i-a", years: { landkreise: [2019, 2022] } }, codec);
  assert.deepEqual([one.metric, one.level, one.year, one.area], ["i-a", "landkreise", "2019", []]);
  const two = view.next(now, { type: "indicator", value: "i-b", years: { gemeinden: [2022] } }, codec);
  assert.deepEqual([two.level, two.year, two.area], ["gemeinden", "", ["x"]]);
});

test("years are stepped through, columns come and go", () => {
  assert.equal(indicators.step([2015, 2018, 2022], 2018, 1), 2022);
  assert.equal(indicators.step([2015, 2018, 2022], 2022, 1), "");
  assert.deepEqual(indicators.toggled(["a"], "b", 2), ["a", "b"]);
  assert.deepEqual(indicators.toggled(["a", "b"], "c", 2), ["a", "b"]);
  assert.deepEqual(indicators.toggled(["a", "b"], "a", 2), ["b"]);
  assert.deepEqual(indicators.groups({ x: { topic: "T", title: "X" }, y: { topic: "", title: "Y" } }, { "indicator.group": "I" }), [["T", [["x", "X"]]], ["I", [["y", "Y"]]]]);
});
