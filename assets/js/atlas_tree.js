/* Long texts of the server as plain elements. Dash would keep each word of them as a component of its own and ask all
 * components at every step; here a tree of its html components becomes what it says, and nothing remembers it. */
(function (root) {
  "use strict";

  const NAMES = { className: "class", htmlFor: "for", colSpan: "colspan", rowSpan: "rowspan", tabIndex: "tabindex" };
  const dashed = (name) => name.replace(/[A-Z]/g, (letter) => "-" + letter.toLowerCase());
  const styleText = (style) => Object.entries(style).map(([name, value]) => `${dashed(name)}: ${value}`).join("; ");

  /** Attributes of a component: true stands without a value, false and null are left out, handlers are no attributes. */
  function attributes(props) {
    return Object.entries(props)
      .filter(([name, value]) => name !== "children" && name !== "key" && value !== null && value !== undefined && value !== false && !/^on/i.test(name) && name !== "n_clicks")
      .map(([name, value]) => [NAMES[name] || name, name === "style" ? styleText(value) : value === true ? "" : String(value)]);
  }

  /** Nodes of a tree: texts, numbers, components of dash_html_components, lists of these. Texts stay texts. */
  function nodes(tree, document) {
    if (tree === null || tree === undefined || typeof tree === "boolean") return [];
    if (Array.isArray(tree)) return tree.flatMap((part) => nodes(part, document));
    if (typeof tree !== "object") return [document.createTextNode(String(tree))];
    const made = document.createElement(tree.type.toLowerCase());
    for (const [name, value] of attributes(tree.props)) made.setAttribute(name, value);
    made.append(...nodes(tree.props.children, document));
    return [made];
  }

  const listed = (tree) => (Array.isArray(tree) ? tree.flatMap(listed) : tree === null || tree === undefined || typeof tree === "boolean" ? [] : [tree]);
  const keyOf = (one) => (one.props.key === undefined ? null : one.props.key);
  const known = new WeakMap(); // elements with what was written into them

  /** Is this the node of a component or text, as it was written before? */
  function fits(node, one) {
    if (typeof one !== "object") return node.nodeType === 3;
    const mine = known.get(node);
    return Boolean(mine) && mine.type === one.type && mine.key === keyOf(one);
  }

  /** Make an element's children those of a tree. What stays the same stays the same node, with its focus and what is open in it. */
  function patch(parent, tree, document) {
    const old = [...parent.childNodes];
    const wanted = listed(tree).map((one) => {
      const at = old.findIndex((node) => node && fits(node, one));
      const node = at < 0 ? fresh(one, document) : old[at];
      old[at] = null;
      if (typeof one === "object") dress(node, one, document);
      else if (node.data !== String(one)) node.data = String(one);
      return node;
    });
    old.filter(Boolean).forEach((node) => parent.removeChild(node));
    wanted.forEach((node, i) => { if (parent.childNodes[i] !== node) parent.insertBefore(node, parent.childNodes[i] || null); });
  }

  const fresh = (one, document) => (typeof one === "object" ? document.createElement(one.type.toLowerCase()) : document.createTextNode(String(one)));

  function dress(node, one, document) {
    const before = known.get(node) || { attributes: {}, filled: false }, now = Object.fromEntries(attributes(one.props));
    for (const name of Object.keys(before.attributes)) if (!(name in now)) node.removeAttribute(name);
    for (const [name, value] of Object.entries(now)) if (before.attributes[name] !== value) node.setAttribute(name, value);
    const filled = listed(one.props.children).length > 0;
    if (filled || before.filled) patch(node, one.props.children, document); // an icon that was put into an empty one stays
    known.set(node, { type: one.type, key: keyOf(one), attributes: now, filled });
  }

  /** Write a property of a component into its element. */
  function put(element, name, value) {
    if (name === "children") patch(element, value, root.document);
    else if (name === "style") Object.assign(element.style, value);
    else if (name === "hidden") element.hidden = Boolean(value);
    else if (element.getAttribute(name) !== String(value)) element.setAttribute(name, value);
  }

  /** Dash: what is recorded for the selected area or place. */
  function details(tree) {
    const made = nodes(tree, root.document);
    root.document.getElementById("details").replaceChildren(...made);
    return made.length ? "sec details" : "details";
  }

  if (root.document) {
    root.dash_clientside = root.dash_clientside || {};
    root.dash_clientside.atlas_tree = { details };
  }
  (root.atlas = root.atlas || {}).tree = { put };
  if (typeof module !== "undefined") module.exports = { attributes, nodes, patch };
})(typeof window !== "undefined" ? window : globalThis);
