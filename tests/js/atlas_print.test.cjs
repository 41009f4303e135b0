"use strict";
const test = require("node:test");
const assert = require("node:assert/strict");
const print = require("../../assets/js/atlas_print.js");

test("map and charts keep their pixels and shrink as far as the sheet asks for", () => {
  const wide = print.measures({ width: 1400, height: 700 }, 359);
  assert.equal(wide["--print-width"], "1400px");
  assert.equal(wide["--print-zoom"], "0.5000", "as wide as the sheet");
  assert.equal(Number(wide["--print-chart"]), 0.9359, "two charts stand side by side");
  assert.equal(print.measures({ width: 600, height: 880 }, 0)["--print-zoom"], "0.5000", "not higher than the sheet");
  assert.equal(print.measures({ width: 390, height: 300 }, 300)["--print-zoom"], "1.0000", "never larger than on the screen");
  assert.equal(print.measures({ width: 0, height: 0 }, 359), null, "no map is seen: nothing to say");
});
