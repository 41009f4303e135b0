/* The few parts of Dash's component libraries that the page uses, under the names by which its layout asks for them.
 *
 * Dash's own bundles (core components, html) weigh 100 kB compressed, for dozens of components that are not here;
 * these are native elements with the same properties. tests/dashboard/test_parts.py holds the layout against them. */
(function (root) {
  "use strict";

  // ---------------------------------------------------------------- pure part

  /** The element of a Dash html component: "Div" is a div. */
  const tagOf = (type) => type.replace(/El$/, "").toLowerCase();

  const OWN = new Set(["setProps", "n_clicks", "n_clicks_timestamp", "disable_n_clicks", "componentPath", "dashRenderType", "loading_state", "id", "children"]);

  /** Properties for the element itself, without those that are Dash's. */
  function attributes(props) {
    return Object.fromEntries(Object.entries(props).filter(([name, value]) => !OWN.has(name) && value !== undefined));
  }

  /** An id may be a pattern: written as Dash writes it, with its keys in order. */
  function idText(id) {
    if (id === null || typeof id !== "object") return id;
    return "{" + Object.keys(id).sort().map((key) => JSON.stringify(key) + ":" + JSON.stringify(id[key])).join(",") + "}";
  }

  /** Values of a list of check boxes after one was used. */
  const toggled = (values, value) => (values.includes(value) ? values.filter((other) => other !== value) : [...values, value]);

  /** What an input holds, as its kind says it; null while a number is none. */
  function read(type, text) {
    if (type !== "number" && type !== "range") return text;
    return text === "" || Number.isNaN(Number(text)) ? null : Number(text);
  }

  const pure = { tagOf, attributes, idText, toggled, read };
  if (typeof module !== "undefined") module.exports = pure;
  if (!root.React) return;

  // ---------------------------------------------------------------- html

  const { React } = root;
  const e = React.createElement;

  function element(type) {
    const tag = tagOf(type);
    return function Element(props) { // React gives the same element again as long as this function is the same
      const { id, children, n_clicks: clicks, setProps, disable_n_clicks: mute } = props;
      const on = mute || id === undefined ? undefined : () => setProps({ n_clicks: (clicks || 0) + 1, n_clicks_timestamp: Date.now() });
      const own = { ...attributes(props), id: idText(id), onClick: on };
      if (own.href) own.href = root.dash_clientside.clean_url(own.href); // no address that is a script
      return Array.isArray(children) ? e(tag, own, ...children) : children === undefined || children === null ? e(tag, own) : e(tag, own, children);
    };
  }

  const REFUSED = ["Script", "Iframe", "Embed", "ObjectEl", "Base", "Link"];
  const made = new Map();
  const html = new Proxy({}, {
    get(_, type) {
      if (typeof type !== "string" || REFUSED.includes(type)) return undefined;
      if (!made.has(type)) made.set(type, element(type));
      return made.get(type);
    },
  });

  // ---------------------------------------------------------------- core components

  function option(kind, name, { label, value }, checked, use) {
    return e("label", { key: value },
      e("input", { type: kind, name, value, checked, onChange: () => use(value) }),
      e("span", null, label));
  }

  function RadioItems({ id, options, value, className, setProps }) {
    const use = (next) => setProps({ value: next });
    return e("div", { id: idText(id), className }, options.map((one) => option("radio", idText(id), one, one.value === value, use)));
  }

  function Checklist({ id, options, value, className, setProps }) {
    const now = value || [];
    const use = (next) => setProps({ value: toggled(now, next) });
    return e("div", { id: idText(id), className }, options.map((one) => option("checkbox", idText(id), one, now.includes(one.value), use)));
  }

  /** The element keeps its text itself; a value that comes from Dash is written into it. */
  function Input({ id, value, debounce, className, setProps, componentPath, dashRenderType, ...rest }) {
    const ref = React.useRef(null);
    React.useEffect(() => {
      const text = value === undefined || value === null ? "" : String(value);
      if (value !== undefined && ref.current.value !== text) ref.current.value = text;
    }, [value]);
    const tell = (event) => {
      const next = read(rest.type, event.target.value);
      if (next !== value) setProps({ value: next });
    };
    const heard = debounce ? { onBlur: tell, onKeyDown: (event) => { if (event.key === "Enter") tell(event); } } : { onInput: tell };
    return e("div", { className: ["dash-input-container", className].filter(Boolean).join(" ") },
      e("input", { ...attributes(rest), ...heard, ref, id: idText(id), defaultValue: value, className: "dash-input-element" }));
  }

  /** Elements that never change, as plain data: see dashboard/still.py. */
  function drawn(node) {
    if (!Array.isArray(node)) return node;
    const [type, props, children] = node;
    return e(tagOf(type), { ...attributes(props), id: props.id }, ...children.map(drawn));
  }

  const Still = React.memo(({ tree }) => e(React.Fragment, null, ...tree.map(drawn)), () => true);

  const Store = () => null;

  function Interval({ interval, disabled, n_intervals: ticks, setProps }) {
    const count = React.useRef(ticks || 0);
    React.useEffect(() => {
      if (disabled) return undefined;
      const timer = root.setInterval(() => { count.current += 1; setProps({ n_intervals: count.current }); }, interval);
      return () => root.clearInterval(timer);
    }, [interval, disabled]);
    return null;
  }

  root.dash_html_components = html;
  root.dash_core_components = { RadioItems, Checklist, Input, Still, Store, Interval };
})(typeof window !== "undefined" ? window : globalThis);
