"use strict";
const test = require("node:test");
const assert = require("node:assert/strict");
const labels = require("../../assets/js/atlas_labels.js");
const points = require("../../assets/js/atlas_points.js");
const table = require("../../assets/js/atlas_table.js");
const search = require("../../assets/js/atlas_search.js");
const charts = require("../../assets/js/atlas_charts.js");
const panel = require("../../assets/js/atlas_panel.js");

const measure = (text, size) => text.length * size * 0.5;
const overlap = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

test("records at one place make one group that holds all of them", () => {
  const groups = points.merge([{ id: "a", x: 5, y: 5, kind: "k" }, { id: "b", x: 5, y: 5, kind: "k" }, { id: "c", x: 90, y: 5, kind: "k" }], 10);
  assert.deepEqual(groups.map((g) => g.ids), [["a", "b"], ["c"]]);
});

test("merging loses no record, whatever the distances", () => {
  const many = Array.from({ length: 400 }, (_, i) => ({ id: "r" + i, x: (i * 37) % 211, y: (i * 91) % 173, kind: "k" }));
  for (const radius of [4, 17, 60]) {
    const groups = points.merge(many, radius);
    assert.deepEqual(groups.flatMap((g) => g.ids).sort(), many.map((m) => m.id).sort());
    for (const a of groups) for (const b of groups) if (a !== b) assert.ok(Math.hypot(a.x - b.x, a.y - b.y) >= radius);
  }
});

test("symbols of two layers at one place stand apart, the first stays, none goes further than the reach", () => {
  const [first, second] = points.apart([[{ ids: ["a"], x: 0, y: 0 }], [{ ids: ["b"], x: 0, y: 0 }]], 17, 22);
  assert.deepEqual([first[0].dx, first[0].dy], [0, 0]);
  const far = Math.hypot(second[0].dx, second[0].dy);
  assert.ok(far >= 17 && far <= 25);
});

test("labels never overlap each other or a symbol", () => {
  const towns = Array.from({ length: 60 }, (_, i) => ({ text: "Ort " + i, x: (i * 53) % 400, y: (i * 29) % 300, rank: 1 + (i % 4), size: 13, weight: 600 }));
  const areas = Array.from({ length: 12 }, (_, i) => ({ key: "k" + i, lines: ["Gebiet", String(i)], x: (i * 97) % 400, y: (i * 61) % 300, area: i, size: 12 }));
  const taken = [[100, 100, 140, 140]];
  const placed = labels.place({ towns, areas, outside: [], states: [] }, taken, measure);
  const boxes = placed.towns.map((t) => {
    const w = measure(t.text, t.size);
    const x0 = t.anchor === "start" ? t.tx : t.anchor === "end" ? t.tx - w : t.tx - w / 2;
    return [x0, t.ty - t.size * 0.5, x0 + w, t.ty + t.size * 0.5];
  });
  assert.ok(placed.towns.length > 5 && placed.areas.length > 3);
  boxes.forEach((a, i) => {
    assert.ok(!overlap(a, taken[0]));
    boxes.slice(i + 1).forEach((b) => assert.ok(!overlap(a, b)));
  });
});

test("an area's name stays inside its polygon or is left out", () => {
  const square = (s) => [[{ x: 0, y: 0 }, { x: s, y: 0 }, { x: s, y: s }, { x: 0, y: s }]];
  const label = (s) => ({ key: "k", lines: ["Lüchow-", "Dannenberg"], whole: "Lüchow-Dannenberg", x: s / 2, y: s / 2, size: 12, rings: square(s) });
  assert.equal(labels.placeArea(label(300), labels.boxIndex(), measure).lines.length, 1);
  assert.equal(labels.placeArea(label(86), labels.boxIndex(), measure).lines.length, 2);
  assert.equal(labels.placeArea(label(20), labels.boxIndex(), measure), null);
});

test("no label is cut by the edge of the picture", () => {
  const town = (x) => ({ text: "Magdeburg", x, y: 50, rank: 1, size: 13, weight: 600 });
  const frame = [0, 0, 200, 100];
  const put = (x) => labels.place({ towns: [town(x)], areas: [], outside: [], states: [] }, [], measure, frame).towns;
  assert.equal(put(120)[0].anchor, "start");
  assert.equal(put(190)[0].anchor, "end");
  assert.equal(put(270).length, 0);
});

test("a hole is outside its polygon", () => {
  const rings = [[{ x: 0, y: 0 }, { x: 9, y: 0 }, { x: 9, y: 9 }, { x: 0, y: 9 }], [{ x: 3, y: 3 }, { x: 6, y: 3 }, { x: 6, y: 6 }, { x: 3, y: 6 }]];
  assert.equal(labels.inside(rings, 1, 1), true);
  assert.equal(labels.inside(rings, 4, 4), false);
});

test("unknown values are last in both directions, equal ones keep their order", () => {
  const rows = [[[], ["b", 2]], [[], ["a", null]], [[], ["c", 5]], [[], ["d", 2]]];
  assert.deepEqual(table.order(rows, 1, true), [2, 0, 3, 1]);
  assert.deepEqual(table.order(rows, 1, false), [0, 3, 2, 1]);
});

test("a selected row is shown even when it is beyond the first ones", () => {
  assert.deepEqual(table.visible([5, 4, 3, 2, 1, 0], [0], 3), [5, 4, 3, 0]);
});

test("search finds what is typed without umlauts, districts before villages", () => {
  const entries = [["Lüneburg", "landkreis"], ["Lüneburg", "gemeinde"], ["Sögel", "gemeinde"], ["Bad Münder am Deister", "gemeinde"]].map(([name, kind]) => ({ name, kind, folded: search.fold(name) }));
  assert.equal(search.find(entries, "lueneb", 5)[0].kind, "landkreis");
  assert.equal(search.find(entries, "Soegel", 5)[0].name, "Sögel");
  assert.equal(search.find(entries, "münder", 5)[0].name, "Bad Münder am Deister");
  assert.deepEqual(search.find(entries, "  ", 5), []);
});

test("colours of a figure come from the theme, everywhere", () => {
  const figure = { data: [{ marker: { color: ["var(--a)", "x"] } }], layout: { font: { color: "var(--b)" } } };
  assert.deepEqual(charts.themed(figure, (name) => name.toUpperCase()), { data: [{ marker: { color: ["--A", "x"] } }], layout: { font: { color: "--B" } } });
});

test("an area without a series keeps the figure of all", () => {
  const chart = { figure: { data: [{ y: [1] }], layout: {} }, series: { a: [{ y: [2] }] } };
  assert.deepEqual(charts.filled(chart, "a").data[0].y, [2]);
  assert.deepEqual(charts.filled(chart, "b").data[0].y, [1]);
});

test("completeness shows both counts and money, and never more than the whole", () => {
  const rows = [{ programme: "p", title: "P", count_text: "84 von über 170", count_share: 0.49, money_text: "", money_share: null }, { programme: "q", title: "Q", count_text: "3", count_share: 1.4, money_text: "", money_share: null }];
  const made = panel.completeness(rows, { "complete.count": "erfasst", "complete.money": "Betrag" });
  assert.equal(made.length, 2);
  assert.ok(JSON.stringify(made[1]).includes('"100%"'));
});
