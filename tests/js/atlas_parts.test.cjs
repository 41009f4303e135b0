"use strict";
const test = require("node:test");
const assert = require("node:assert/strict");
const parts = require("../../assets/js/atlas_parts.js");

test("a component's name is its element's", () => {
  assert.deepEqual(["Div", "H1", "Datalist"].map(parts.tagOf), ["div", "h1", "datalist"]);
});

test("what is Dash's own does not reach the element", () => {
  const props = { id: "a", n_clicks: 1, setProps() {}, disable_n_clicks: true, children: "x", className: "c", "data-x": "1", hidden: undefined };
  assert.deepEqual(parts.attributes(props), { className: "c", "data-x": "1" });
});

test("patterns are written as Dash writes them", () => {
  assert.equal(parts.idText({ type: "chart", chart: "need" }), '{"chart":"need","type":"chart"}');
  assert.equal(parts.idText("map"), "map");
});

test("a check box adds its value at the end or takes it away", () => {
  assert.deepEqual(parts.toggled(["a"], "b"), ["a", "b"]);
  assert.deepEqual(parts.toggled(["a", "b"], "a"), ["b"]);
});

test("numbers are numbers, no number is null, text is text", () => {
  assert.deepEqual([parts.read("number", "7"), parts.read("range", "70"), parts.read("number", ""), parts.read("text", "7")], [7, 70, null, "7"]);
});
