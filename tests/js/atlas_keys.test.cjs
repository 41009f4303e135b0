"use strict";
const test = require("node:test");
const assert = require("node:assert/strict");
const keys = require("../../assets/js/atlas_keys.js");
const data = require("../../assets/js/atlas_data.js");

const GRID = [];
for (let y = 0; y < 4; y++) for (let x = 0; x < 5; x++) GRID.push({ x: x * 10, y: y * 10, name: `${"abcd"[y]}${x}` });
const at = (name) => GRID.findIndex((item) => item.name === name);
const after = (name, key, text) => { const i = keys.step(GRID, at(name), key, text); return i < 0 ? "" : GRID[i].name; };

test("arrows go to the neighbour straight ahead", () => {
  assert.equal(after("b2", "ArrowRight"), "b3");
  assert.equal(after("b2", "ArrowLeft"), "b1");
  assert.equal(after("b2", "ArrowUp"), "a2");
  assert.equal(after("b2", "ArrowDown"), "c2");
});

test("at the edge an arrow stays", () => {
  assert.equal(after("a4", "ArrowRight"), "");
  assert.equal(after("a4", "ArrowUp"), "");
});

test("an item far aside is no neighbour, one a little aside is", () => {
  const items = [{ x: 0, y: 0, name: "here" }, { x: 10, y: 40, name: "aside" }, { x: 40, y: 12, name: "near" }];
  assert.equal(keys.neighbour(items, 0, "ArrowRight"), 2);
  assert.equal(keys.neighbour([items[0], items[1]], 0, "ArrowRight"), -1);
});

test("Page keys lead through every item by name, Home and End to its ends", () => {
  const seen = [keys.step(GRID, at("c3"), "Home")];
  for (let i = keys.step(GRID, seen[0], "PageDown"); i >= 0; i = keys.step(GRID, i, "PageDown")) seen.push(i);
  assert.equal(new Set(seen).size, GRID.length);
  assert.equal(GRID[keys.step(GRID, 0, "End")].name, "d4");
  assert.equal(after("a0", "PageUp"), "");
});

test("letters find a name, with or without Landkreis before it; the same letter goes on", () => {
  const items = ["Landkreis Emsland", "Emden", "Uelzen", "Ammerland"].map((name) => ({ name, x: 0, y: 0 }));
  assert.equal(keys.step(items, 3, "u", "u"), 2);
  assert.equal(keys.step(items, 3, "s", "ems"), 0);
  const first = keys.step(items, 3, "e", "e"), second = keys.step(items, first, "e", "ee");
  assert.deepEqual(new Set([first, second]), new Set([0, 1]));
  assert.equal(keys.step(items, 0, "x", "x"), -1);
});

test("without items nothing happens, without a place the first is taken", () => {
  assert.equal(keys.step([], -1, "ArrowUp"), -1);
  assert.equal(keys.step(GRID, -1, "ArrowUp"), 0);
});

const WORDS = { "data.written": "im Diagramm", "data.unknown": "k. A.", "data.lang": "de", "data.y": "nicht erreicht", "data.group": "Gruppe" };

test("bars become a row a category; a part without an amount is no zero", () => {
  const figure = {
    data: [
      { type: "bar", orientation: "h", name: "A", x: [5, 0], y: [0, 1], customdata: ["1", "2"] },
      { type: "bar", orientation: "h", name: "leer", x: [0, 0], y: [0, 1] },
      { type: "scatter", mode: "text", x: [5, 0], text: ["\u00a05 €", "\u00a0k. A."] },
    ],
    layout: { yaxis: { ticktext: ["Eins", "Zwei"] } },
  };
  assert.deepEqual(data.tableOf(figure, WORDS), {
    columns: ["A", "im Diagramm"], unit: " €",
    rows: [{ key: "1", cells: ["Eins", 5, "5 €"] }, { key: "2", cells: ["Zwei", null, "k. A."] }],
  });
});

test("unknown money of a dot is said, not drawn from its place in the strip", () => {
  const figure = {
    data: [{ type: "scatter", mode: "markers", name: "?", x: [0.3], y: [91.26], customdata: [["03158", "Wolfenbüttel"]], marker: { symbol: "circle-open" } }],
    layout: { xaxis: { title: { text: "€ je Einwohner" } } },
  };
  assert.deepEqual(data.tableOf(figure, WORDS).rows, [{ key: "03158", cells: ["Wolfenbüttel", "k. A.", "91,3 %", "?"] }]);
});

test("numbers are written for the language, missing ones as a dash", () => {
  assert.equal(data.number(1234567.5, "de", " €"), "1.234.567,50 €");
  assert.equal(data.number(1234, "en", " €"), "1,234 €");
  assert.equal(data.number(null, "de", " €"), "–");
});
