"use strict";
const test = require("node:test");
const assert = require("node:assert/strict");
const need = require("../../assets/js/atlas_need.js");

test("a place in the scatter belongs to the group of its corner; the limits count as high", () => {
  const limits = { money: 4, share: 80 };
  assert.equal(need.groupAt(4, 80, limits), "need-much");
  assert.equal(need.groupAt(3.9, 80, limits), "need-little");
  assert.equal(need.groupAt(4, 79.9, limits), "served-much");
  assert.equal(need.groupAt(-1, 0, limits), "served-little");
  assert.equal(need.groupAt(99, 90, { money: null, share: 80 }), "need-little");
});

test("one group stands out, and selected areas get a ring where they are", () => {
  const trace = (meta, keys) => ({ meta, x: keys.map((_, i) => i), y: keys.map(() => 5), customdata: keys.map((k) => [k, k]), marker: { size: keys.map(() => 6) } });
  const figure = { data: [trace("need-much", ["a", "b"]), trace("need-little", ["c"])], layout: {} };
  const shown = need.emphasised(figure, "need-little", ["b"]);
  assert.equal(shown.data[0].opacity, 0.18);
  assert.equal(shown.data[1].opacity, undefined);
  assert.deepEqual(shown.data.slice(2).map((ring) => ring.x), [[1], [1]]);
  assert.deepEqual(need.emphasised(figure, "", []).data, figure.data);
});
