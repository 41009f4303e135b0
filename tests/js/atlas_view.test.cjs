"use strict";
const test = require("node:test");
const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");
const view = require("../../assets/js/atlas_view.js");

const GOLDEN = path.join(__dirname, "..", "golden", "queries.json");
const golden = JSON.parse(fs.readFileSync(GOLDEN, "utf8"));
const { codec } = golden;
const base = () => Object.fromEntries(codec.fields.map((f) => [f.name, f.default]));
const ids = (v) => view.drawn(v, codec).map((ref) => ref.id);

test("encodes the same address as Python for every golden view", () => {
  assert.ok(golden.vectors.length >= 20);
  for (const { view: value, query } of golden.vectors) assert.equal(view.encode(value, codec), query);
});

test("the default view has a bare address", () => assert.equal(view.encode(base(), codec), ""));

test("a switched-off layer of the level is written with a minus", () => {
  const off = view.next(base(), { type: "layer", id: "landkreise" }, codec);
  assert.ok(view.encode(off, codec).startsWith("layers=-landkreise,"));
  assert.equal(view.encode(view.next(off, { type: "layer", id: "landkreise" }, codec), codec), "");
});

test("switching a layer twice gives the first view back in drawing terms", () => {
  for (const id of ids(base())) {
    const off = view.next(base(), { type: "layer", id }, codec);
    assert.ok(!ids(off).includes(id));
    assert.deepEqual(view.next(off, { type: "layer", id }, codec), base());
  }
  const on = view.next(base(), { type: "layer", id: "integration" }, codec);
  assert.ok(ids(on).includes("integration"));
  assert.deepEqual(view.next(on, { type: "layer", id: "integration" }, codec), base());
});

test("another level draws its own layer, keeps coarser ones and clears the selection", () => {
  const chosen = { ...base(), area: ["03454"] };
  const gemeinden = view.next(chosen, { type: "level", value: "gemeinden" }, codec);
  assert.equal(ids(gemeinden)[0], "gemeinden");
  assert.ok(ids(gemeinden).includes("landkreise"));
  assert.deepEqual(gemeinden.area, []);
  const withRvz = view.next(view.next(gemeinden, { type: "layer", id: "integration" }, codec), { type: "level", value: "landkreise" }, codec);
  assert.ok(!ids(withRvz).includes("gemeinden"));
  assert.ok(ids(withRvz).includes("integration"));
});

test("a click selects, a second click clears, with the key held areas add up", () => {
  const one = view.next(base(), { type: "area", key: "03454" }, codec);
  assert.deepEqual(one.area, ["03454"]);
  assert.deepEqual(view.next(one, { type: "area", key: "03454" }, codec).area, []);
  const two = view.next(one, { type: "area", key: "03153", add: true }, codec);
  assert.deepEqual(two.area, ["03454", "03153"]);
  assert.deepEqual(view.next(two, { type: "area", key: "03454" }, codec).area, ["03454"]);
});

test("years given in the wrong order are drawn together, the full span is no filter", () => {
  const range = [2015, 2026];
  const from = view.next(base(), { type: "years", end: "from", value: 2023, range }, codec);
  assert.deepEqual(from.years, [2023, 2026]);
  assert.deepEqual(view.next(from, { type: "years", end: "to", value: 2021, range }, codec).years, [2021, 2021]);
  assert.equal(view.next(from, { type: "years", end: "from", value: null, range }, codec).years, null);
});

test("layers move by one place and stop at the ends", () => {
  const first = ids(base());
  const up = view.next(base(), { type: "layer-move", id: first[0], by: 1 }, codec);
  assert.deepEqual(ids(up).slice(0, 2), [first[1], first[0]]);
  const down = view.next(base(), { type: "layer-move", id: first[0], by: -1 }, codec);
  assert.deepEqual(ids(down), first);
});

test("nothing that changes nothing makes a new view", () => {
  const now = base();
  assert.equal(view.next(now, { type: "set", field: "metric", value: now.metric }, codec), now);
  assert.equal(view.next(now, { type: "unheard" }, codec), now);
});

test("Dash properties become events; empty ones do not", () => {
  const range = [2019, 2025];
  assert.deepEqual(view.eventOf("metric.value", "projects", base(), range), { type: "set", field: "metric", value: "projects" });
  assert.deepEqual(view.eventOf("year-from.value", null, base(), range), { type: "years", end: "from", value: null, range });
});

test("buttons become events by their id and data", () => {
  const step = (id, dataset = {}) => view.stepOf({ id, dataset }, base());
  assert.deepEqual(step("layer-rvz"), { type: "layer", id: "rvz" });
  assert.deepEqual(step("mode-gaps"), { type: "mode", value: "gaps" });
  assert.deepEqual(step("", { move: "rvz", by: "-1" }), { type: "layer-move", id: "rvz", by: -1 });
  assert.deepEqual(step("theme"), { type: "set", field: "theme", value: "dark" });
  assert.deepEqual(step("reset"), { type: "reset" });
});

test("reset keeps language and theme only", () => {
  const now = { ...base(), lang: "en", theme: "dark", level: "aerl", programme: ["rvz"] };
  assert.deepEqual(view.next(now, { type: "reset" }, codec), { ...base(), lang: "en", theme: "dark" });
});

test("what the server is asked for does not depend on metric, layers, selection, map or theme", () => {
  const now = base();
  const other = { ...now, metric: "fairs", layers: [], area: ["x"], map: [52, 9, 8], theme: "dark" };
  assert.deepEqual(view.sceneQuery(now), view.sceneQuery(other));
  assert.notDeepEqual(view.sceneQuery(now), view.sceneQuery({ ...now, programme: ["rvz"] }));
});

test("gaps are shown by municipality, unless a coarser level than Landkreise was chosen", () => {
  const gaps = view.next(base(), { type: "mode", value: "gaps" }, codec);
  assert.equal(gaps.mode, "gaps");
  assert.equal(gaps.level, "gemeinden");
  const aerl = view.next({ ...base(), level: "aerl" }, { type: "mode", value: "gaps" }, codec);
  assert.equal(aerl.level, "aerl");
  assert.equal(view.next(gaps, { type: "mode", value: "explore" }, codec).level, "gemeinden");
});

test("sites on trial are added once, moved in place and removed", () => {
  const one = view.next(base(), { type: "candidate", add: "03360004" }, codec);
  assert.deepEqual(view.next(one, { type: "candidate", add: "03360004" }, codec), one);
  const two = view.next(one, { type: "candidate", add: "52.8~9.5" }, codec);
  const moved = view.next(two, { type: "candidate", remove: "03360004", to: "52.9~9.6" }, codec);
  assert.deepEqual(moved.candidates, ["52.9~9.6", "52.8~9.5"]);
  assert.deepEqual(view.next(moved, { type: "candidate", remove: "52.8~9.5" }, codec).candidates, ["52.9~9.6"]);
});

test("two hundred sites are the most", () => {
  const full = { ...base(), candidates: Array.from({ length: 200 }, (_, i) => "0000" + (1000 + i)) };
  assert.equal(view.next(full, { type: "candidate", add: "03360004" }, codec), full);
});

test("a closed site opens again", () => {
  const closed = view.next(base(), { type: "close", id: "rvz-01" }, codec);
  assert.deepEqual(closed.closed, ["rvz-01"]);
  assert.deepEqual(view.next(closed, { type: "close", id: "rvz-01" }, codec), base());
});

test("undo gives the identical scenario, redo what was undone, other steps keep the view", () => {
  let stack = { past: [], future: [] };
  let now = { ...base(), mode: "gaps" };
  const states = [now];
  for (const event of [{ type: "candidate", add: "03360004" }, { type: "set", field: "theme", value: "dark" }, { type: "close", id: "rvz-01" }]) {
    const after = view.next(now, event, codec);
    stack = view.remember(stack, now, after);
    now = after;
    states.push(now);
  }
  assert.equal(stack.past.length, 2);
  let back;
  [back, stack] = view.retrace(stack, now, true);
  assert.deepEqual(back, states[2]);
  [back, stack] = view.retrace(stack, back, true);
  assert.deepEqual(back, { ...states[0], theme: "dark" });
  [back, stack] = view.retrace(stack, back, false);
  [back, stack] = view.retrace(stack, back, false);
  assert.deepEqual(back, now);
  assert.deepEqual(view.retrace(stack, back, false)[0], now);
});

test("in gaps the server is asked for the scenario too, in a fixed order", () => {
  const query = view.sceneQuery({ ...base(), mode: "gaps" });
  assert.deepEqual(Object.keys(query), ["level", "programme", "kind", "years", "aerl", "lang", "mode", "norm", "measure", "supply", "sites", "candidates", "closed", "travel", "versus", "since", "year", "columns", "need", "weight"]);
  assert.equal(view.metricOf({ ...base(), mode: "gaps" }), "gap");
  assert.equal(view.fits(base(), { query: { level: "landkreise" }, metrics: { gap: {} } }), false);
});

test("another supply is drawn, and closed sites of the former are open again", () => {
  const before = { ...base(), mode: "gaps", closed: ["rvz-01"] };
  const after = view.next(before, { type: "supply", value: "integration" }, codec);
  assert.deepEqual([after.supply, after.closed], ["integration", []]);
  assert.ok(view.drawn(after, codec).some((ref) => ref.id === "integration"));
  const list = view.next(before, { type: "supply", value: "list-0a1b2c3d4e5f" }, codec);
  assert.ok(!view.drawn(list, codec).some((ref) => ref.id === "rvz"));
  assert.equal(view.next(list, { type: "supply", value: "rvz" }, codec).layers, null);
  assert.equal(view.next(after, { type: "supply", value: "integration" }, codec), after);
});

test("all proposals are set on trial at once, none twice", () => {
  const before = { ...base(), mode: "gaps", candidates: ["03360025"] };
  const after = view.next(before, { type: "candidate", all: ["03360004", "03360025", "03351006"] }, codec);
  assert.deepEqual(after.candidates, ["03360025", "03360004", "03351006"]);
});
