"use strict";
/* A tree of Dash's html components becomes plain elements; texts stay texts, whatever is in them. */
const test = require("node:test");
const assert = require("node:assert/strict");
const { attributes, nodes, patch } = require("../../assets/js/atlas_tree.js");

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

/** A document in which elements can be told apart, moved and taken out. */
function sheet() {
  const made = (kind) => ({
    ...kind, childNodes: [], attributes: {},
    setAttribute(name, value) { this.attributes[name] = value; },
    removeAttribute(name) { delete this.attributes[name]; },
    removeChild(node) { this.childNodes.splice(this.childNodes.indexOf(node), 1); },
    insertBefore(node, next) {
      if (this.childNodes.includes(node)) this.removeChild(node);
      this.childNodes.splice(next ? this.childNodes.indexOf(next) : this.childNodes.length, 0, node);
    },
  });
  return { createElement: (tag) => made({ nodeType: 1, tag }), createTextNode: (data) => made({ nodeType: 3, data }) };
}

const row = (key, text, more) => h("Li", { key, ...more, children: text });
const said = (parent) => parent.childNodes.map((node) => node.childNodes.map((text) => text.data).join());

test("what stays is the same node with its focus, what goes is gone, the order is the tree's", () => {
  const paper = sheet(), list = paper.createElement("ul");
  patch(list, [row("a", "A"), row("b", "B", { className: "on" }), row("c", "C")], paper);
  assert.deepEqual(said(list), ["A", "B", "C"]);
  const [, b, c] = list.childNodes;
  patch(list, [row("c", "C"), row("n", "N"), row("b", "B again")], paper);
  assert.deepEqual(said(list), ["C", "N", "B again"]);
  assert.ok(list.childNodes[0] === c && list.childNodes[2] === b);
  assert.deepEqual(b.attributes, {}, "an attribute that is not said any more goes");
  patch(list, "only words", paper);
  assert.deepEqual(list.childNodes.map((node) => node.data), ["only words"]);
  patch(list, [], paper);
  assert.equal(list.childNodes.length, 0);
});

test("what others put into an element without children, or its user opened, stays", () => {
  const paper = sheet(), holder = paper.createElement("div"), sign = h("Span", { className: "symbol", "data-symbol": "x" });
  patch(holder, sign, paper);
  const [span] = holder.childNodes;
  span.insertBefore(paper.createElement("svg"), null);
  span.setAttribute("open", "");
  patch(holder, sign, paper);
  assert.equal(holder.childNodes[0], span);
  assert.equal(span.childNodes.length, 1);
  assert.deepEqual(span.attributes, { class: "symbol", "data-symbol": "x", open: "" });
});
