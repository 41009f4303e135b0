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
      .filter(([name, value]) => name !== "children" && value !== null && value !== undefined && value !== false && !/^on/i.test(name) && name !== "n_clicks")
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
  if (typeof module !== "undefined") module.exports = { attributes, nodes };
})(typeof window !== "undefined" ? window : globalThis);
