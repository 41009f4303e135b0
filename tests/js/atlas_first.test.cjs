"use strict";
const test = require("node:test");
const assert = require("node:assert/strict");
const first = require("../../assets/js/atlas_first.js");

test("the first picture goes piece by piece, and whole when there is nothing to wait for", () => {
  assert.equal(first.over({ gone: false, words: false, map: false }), "");
  assert.equal(first.over({ gone: false, words: false, map: true }), "map", "the live map is shown beside words that still are a picture");
  assert.equal(first.over({ gone: false, words: true, map: false }), "words");
  assert.equal(first.over({ gone: false, words: true, map: true }), "all");
  assert.equal(first.over({ gone: true, words: false, map: false }), "all");
});
