"use strict";
/* A tree of Dash's html components becomes plain elements; texts stay texts, whatever is in them. */
const test = require("node:test");
const assert = require("node:assert/strict");
const { attributes, nodes } = require("../../assets/js/atlas_tree.js");

/** As much of a document as the function uses. */
const paper = {
  createTextNode: (text) => ({ text }),
  createElement: (tag) => {
    const made = { tag, attributes: {}, children: [] };
    return Object.assign(made, { setAttribute: (name, value) => { made.attributes[name] = value; }, append: (...children) => made.children.push(...children) });
  },
};
const h = (type, props) => ({ type, namespace: "dash_html_components", props });

test("components nest, lists are flat, numbers and texts are texts", () => {
  const [made] = nodes(h("Div", { className: "entry", children: [h("B", { children: "<script>" }), " ", 7, null, [h("I", {})]] }), paper);
  assert.equal(made.tag, "div");
  assert.deepEqual(made.attributes, { class: "entry" });
  assert.deepEqual(made.children.map((child) => child.tag || child.text), ["b", " ", "7", "i"]);
  assert.deepEqual(made.children[0].children, [{ text: "<script>" }]);
});

test("attributes are those of the component, never handlers", () => {
  const found = attributes({ open: true, hidden: false, title: null, "data-zoom-area": "03454", style: { marginTop: "12px", flex: 1 }, onclick: "x()", n_clicks: 0, children: "x" });
  assert.deepEqual(Object.fromEntries(found), { open: "", "data-zoom-area": "03454", style: "margin-top: 12px; flex: 1" });
});

test("nothing is nothing", () => {
  for (const tree of [null, undefined, [], [null]]) assert.deepEqual(nodes(tree, paper), []);
});
