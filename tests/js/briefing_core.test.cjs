"use strict";
const test = require("node:test");
const assert = require("node:assert/strict");
const core = require("../../assets/js/briefing_core.js");

const scenes = [{ id: "a" }, { id: "b" }, { id: "c" }];
const key = (name, more) => core.keyed({ key: name, ...more }, 3);

test("keys step, jump, and otherwise hold", () => {
  assert.deepEqual(key("ArrowRight"), { type: "step", by: 1 });
  assert.deepEqual(key("PageUp"), { type: "step", by: -1 });
  assert.deepEqual(key("Home"), { type: "go", to: 0 });
  assert.deepEqual(key("End"), { type: "go", to: 2 });
  assert.deepEqual(key("2"), { type: "go", to: 1 });
  assert.equal(key("7"), null);
  for (const name of [" ", "x", "Enter", "ü", "0"]) assert.deepEqual(key(name), { type: "toggle" });
  assert.deepEqual(key("F"), { type: "full" });
  for (const name of ["Shift", "F5", "Escape", "Tab"]) assert.equal(key(name), null);
  assert.equal(key("r", { ctrlKey: true }), null);
});

test("a swipe is a step, a tap in the middle holds", () => {
  assert.deepEqual(core.touched({ x: 900, y: 50 }, { x: 600, y: 60 }, 1000), { type: "step", by: 1 });
  assert.deepEqual(core.touched({ x: 100, y: 5 }, { x: 100, y: 5 }, 1000), { type: "step", by: -1 });
  assert.deepEqual(core.touched({ x: 500, y: 5 }, { x: 504, y: 9 }, 1000), { type: "toggle" });
  assert.equal(core.touched({ x: 500, y: 5 }, { x: 505, y: 300 }, 1000), null);
});

test("a camera seen as another puts every place where the other has it", () => {
  const own = [-4, -3, 20, 21], other = [-10, -8, 44, 46.2];
  const t = core.seenAs(own, other);
  for (const [wx, wy] of [[0.2, 0.15], [0.51, 0.33]]) {
    const mine = [own[0] + wx * own[2], own[1] + wy * own[3]];
    assert.ok(Math.abs(mine[0] * t.kx + t.x - (other[0] + wx * other[2])) < 1e-9);
    assert.ok(Math.abs(mine[1] * t.ky + t.y - (other[1] + wy * other[3])) < 1e-9);
  }
  assert.deepEqual(core.move(null, other), { away: core.STILL, near: core.STILL });
});

test("time stands still while held and goes on after", () => {
  let state = { at: 0, held: 0, since: 1000, paused: false };
  assert.equal(core.elapsed(state, 3000), 2000);
  state = core.held(state, 3000);
  assert.equal(core.elapsed(state, 90000), 2000);
  assert.equal(core.due(state, 90000, 1), false);
  state = core.goneOn(state, 90000);
  assert.equal(core.elapsed(state, 91000), 3000);
  assert.equal(core.due(state, 91000, 3), true);
  assert.deepEqual(core.shown(state, 2, 5), { at: 2, held: 0, since: 5, paused: false });
});

test("a letter brings another window to the same scene and time", () => {
  const state = { at: 1, held: 500, since: 1000, paused: true };
  const letter = core.letter(state, scenes, "s", 9000, "wall");
  assert.deepEqual(letter, { story: "s", id: "b", paused: true, elapsed: 500, from: "wall" });
  assert.deepEqual(core.heard({ at: 0 }, letter, scenes, "s", 40), { at: 1, paused: true, held: 500, since: 40 });
  assert.equal(core.heard({ at: 0 }, letter, scenes, "other", 40), null);
  assert.equal(core.heard({ at: 0 }, { ...letter, id: "gone" }, scenes, "s", 40), null);
  assert.equal(core.heard({ at: 0 }, null, scenes, "s", 40), null);
});

test("age and clock are said in words", () => {
  const words = { moments: "eben", minutes: "{n} min", hours: "{n} h", days: "{n} Tage" };
  assert.deepEqual([20e3, 5 * 60e3, 3 * 3600e3, 5 * 864e5].map((ms) => core.age(ms, words)), ["eben", "5 min", "3 h", "5 Tage"]);
  assert.deepEqual([0, 61e3, 3725e3, -5].map(core.clock), ["0:00", "1:01", "1:02:05", "0:00"]);
});

test("the drift comes back to where it began and stays small", () => {
  const round = Array.from({ length: 8 }, (_, n) => core.drift(n));
  assert.deepEqual(core.drift(8), round[0]);
  assert.equal(new Set(round.map(String)).size, 8);
  assert.ok(round.flat().every((units) => Math.abs(units) <= 6));
});
