/* The mode press: the preview is the answer of /export itself, drawn anew after each change; the picture
 * before stays in sight until the next one is decoded. Words, id and files come with it from /caption. */
(function (root) {
  "use strict";

  // ---------------------------------------------------------------- pure part

  const OWN = ["of", "format", "embed"];
  const OPTIONS = ["size", "title", "subtitle", "show", "chart", "stamp", "until"];
  const CLEAN = "clean", NONE = "none";
  const PARTS = ["legend", "chart", "labels", "scale", "headline", "table"];
  const USUAL = ["legend", "chart", "labels", "scale", "headline"];

  const usual = (view, codec, names) => ({ ...view, ...Object.fromEntries(codec.fields.filter((f) => names.includes(f.name)).map((f) => [f.name, f.default])) });

  /** What a view shows, without the options of a picture: for the tables of any mode. */
  function plain(view, codec, encode) {
    const mode = view.mode === "press" ? view.of : view.mode;
    return encode({ ...usual(view, codec, [...OWN, ...OPTIONS]), mode }, codec);
  }

  /** The query of the picture of a view, as /export and /caption take it. */
  function query(view, codec, encode) {
    const mode = view.mode === "press" ? view.of : view.mode;
    return encode({ ...usual(view, codec, OWN), mode }, codec);
  }

  /** The query of the view in a frame: without controls and without what only a file has. */
  function framed(view, codec, encode) {
    const mode = view.mode === "press" ? view.of : view.mode;
    const kept = usual(view, codec, [...OWN, ...OPTIONS].filter((name) => !["title", "subtitle"].includes(name)));
    return encode({ ...kept, mode, embed: "on" }, codec);
  }

  /** The parts of a picture in their order; the map alone may bear names only. */
  function parts(values) {
    if (values.includes(CLEAN)) return values.includes("labels") ? [CLEAN, "labels"] : [CLEAN];
    const found = PARTS.filter((part) => values.includes(part));
    return found.length ? found : [NONE];
  }

  const shown = (view) => view.show.filter((part) => PARTS.includes(part));
  const clean = (view) => (view.show.includes(CLEAN) ? [CLEAN] : []);
  const withParts = (view, values) => parts(view.show.includes(CLEAN) ? [CLEAN, ...values] : values);
  const withClean = (view, on) => (on ? parts([CLEAN, ...view.show]) : USUAL);

  /** The kind of file that a browser can show of what will be downloaded. */
  const visible = (format) => (format === "pdf" ? "svg" : format);

  const escaped = (text) => text.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;");

  function frame(address, title) {
    return `<iframe src="${escaped(address)}" title="${escaped(title)}" width="100%" height="640" loading="lazy" style="border:0"></iframe>`;
  }

  const pure = { plain, query, framed, parts, shown, clean, withParts, withClean, visible, frame };

  // ---------------------------------------------------------------- Dash part

  const atlas = (root.atlas = root.atlas || {});
  const P = { wanted: "", done: "", busy: false, timer: 0, ask: null, object: "", words: null, lang: "", file: null };
  const QUIET = 300, AGAIN = 4000;
  const byId = (id) => root.document.getElementById(id);
  const put = (id, children) => atlas.follow.write(id, "children", children);
  const said = (key, values = {}) => Object.entries(values).reduce((text, [name, value]) => text.replace(`{${name}}`, value), atlas.boot().words["press." + key]);
  const on = () => atlas.map.state.view && atlas.map.state.view.mode === "press";
  const number = (value) => Number(value).toLocaleString(root.document.documentElement.lang || "de");

  function address(view, kind) {
    const text = query(view, atlas.boot().codec, atlas.view.encode);
    return `/export.${kind}` + (text ? "?" + text : "");
  }

  /** Dash: a view has come; ask for its picture once the hand is still. */
  function render(v) {
    const view = v || atlas.boot().view;
    if (view.mode !== "press") { stop(); return root.dash_clientside.no_update; }
    const wanted = address(view, visible(view.format));
    if (wanted !== P.wanted || !P.done) {
      const first = !P.wanted;
      P.wanted = wanted;
      P.busy = true;
      root.clearTimeout(P.timer);
      P.timer = root.setTimeout(draw, first ? 0 : QUIET);
    }
    P.lang = P.lang || view.lang;
    controls(view);
    return root.dash_clientside.no_update;
  }

  function stop() {
    root.clearTimeout(P.timer);
    if (P.ask) P.ask.abort();
    P.wanted = P.done = "";
    P.busy = false;
  }

  /** Ask for picture and words; a newer wish ends an older one. */
  async function draw() {
    if (!byId("press-preview")) { P.timer = root.setTimeout(draw, 30); return; }
    if (P.ask) P.ask.abort();
    const { signal } = (P.ask = new root.AbortController());
    const wanted = P.wanted;
    root.document.body.dataset.drawing = "on";
    try {
      const words = "/caption" + wanted.slice(wanted.indexOf("?") < 0 ? wanted.length : wanted.indexOf("?"));
      const [picture, told] = await Promise.all([root.fetch(wanted, { signal }), root.fetch(words, { signal })]);
      const bad = [picture, told].find((answer) => !answer.ok);
      if (bad && bad.status !== 503) refuse(await bad.text());
      else if (bad) throw new Error("busy");
      else await show(await picture.blob(), await told.json(), signal);
      if (signal.aborted) return;
      P.done = wanted;
      P.busy = false;
      root.document.body.dataset.drawing = "off";
      atlas.page.check();
    } catch (error) {
      if (signal.aborted || error.name === "AbortError") return;
      byId("press-status").textContent = said("failed");
      P.timer = root.setTimeout(draw, AGAIN);
    }
  }

  /** Put a picture in the place of the one before when it can be painted at once. */
  async function show(blob, words, signal) {
    const source = root.URL.createObjectURL(blob);
    const ahead = new root.Image();
    ahead.src = source;
    await ahead.decode();
    if (signal.aborted) { root.URL.revokeObjectURL(source); return; }
    // The decoded element itself takes the place: another address on the old one may show nothing
    const before = byId("press-preview");
    ahead.id = before.id;
    ahead.alt = words[words.lang].alt;
    before.replaceWith(ahead);
    if (P.object) root.URL.revokeObjectURL(P.object);
    P.object = source;
    P.words = words;
    P.file = blob;
    byId("press-refusal").textContent = "";
    root.document.body.dataset.refused = "off";
    fill();
  }

  /** Say in place of the picture why there is none; no file is offered then. */
  function refuse(text) {
    byId("press-refusal").textContent = text.trim();
    byId("press-status").textContent = "";
    root.document.body.dataset.refused = "on";
  }

  // ---------------------------------------------------------------- words, files, controls

  function size(words) {
    const pixels = said("pixels", { width: number(words.width), height: number(words.height) });
    return words.mm ? `${pixels} · ${said("paper", { wide: number(words.mm[0]), high: number(words.mm[1]), dpi: words.dpi })}` : pixels;
  }

  function fill() {
    const { words } = P, { view } = atlas.map.state, texts = words[P.lang];
    ["caption", "alt", "source"].forEach((name) => {
      put("press-" + name, texts[name]);
      byId("press-" + name).lang = P.lang;
    });
    put("press-id", words.id);
    put("press-address", root.location.host + words.address);
    put("press-embed", embed(view, words));
    byId("press-address").href = words.address;
    byId("press-status").textContent = [size(words), said("kilobytes", { n: number(Math.ceil(P.file.size / 1000)) }), view.format === "pdf" ? said("as_svg") : view.format.toUpperCase()].join(" · ");
    for (const name of ["title", "subtitle"]) byId("press-" + name).placeholder = words[words.lang].usual[name];
    root.document.querySelectorAll("[data-file]").forEach((a) => { a.href = `/export.${a.dataset.file}?id=${words.id}`; });
    root.document.querySelectorAll("[data-press-lang]").forEach((b) => b.setAttribute("aria-pressed", String(b.dataset.pressLang === P.lang)));
  }

  function embed(view, words) {
    const { origin } = root.location;
    return frame(`${origin}/?${framed(view, atlas.boot().codec, atlas.view.encode)}`, words[words.lang].title);
  }

  /** Native controls show what the view says, except the one that is being used. */
  function controls(view) {
    const select = byId("press-size");
    if (!select) { root.setTimeout(() => controls(atlas.map.state.view || view), 30); return; }
    const set = (id, value) => { const node = byId(id); if (node && root.document.activeElement !== node && node.value !== value) node.value = value; };
    const preset = [...select.options].some((option) => option.value === view.size);
    if (preset || root.document.activeElement !== select) set("press-size", preset ? view.size : "own");
    byId("press-own").hidden = select.value !== "own";
    set("press-own-size", preset ? "" : view.size);
    set("press-chart", view.chart); set("press-title", view.title); set("press-subtitle", view.subtitle);
    const { body } = root.document;
    body.dataset.clean = view.show.includes(CLEAN) ? "on" : "off";
    body.dataset.section = view.map ? "on" : "off";
    root.document.querySelectorAll("[data-file]").forEach((a) => a.classList.toggle("primary", a.dataset.file === view.format));
    until(view);
  }

  /** The browser's own choice of date and time, which Dash does not know. */
  function until(view) {
    const holder = byId("press-until-field");
    if (!byId("press-until")) {
      const label = root.document.createElement("label"), input = root.document.createElement("input"), name = root.document.createElement("span");
      label.className = "gap-field";
      name.textContent = holder.dataset.label;
      Object.assign(input, { id: "press-until", type: "datetime-local", className: "text-field" });
      label.append(name, input);
      holder.append(label);
    }
    holder.hidden = view.stamp !== "embargo";
    const input = byId("press-until");
    const value = view.until.length === 10 ? view.until + "T00:00" : view.until;
    if (root.document.activeElement !== input && input.value !== value) input.value = value;
  }

  const set = (field, value) => atlas.dispatch({ type: "set", field, value });

  function changed({ target: { id, value } }) {
    if (!on()) return;
    if (id === "press-size" && value === "own") { byId("press-own").hidden = false; byId("press-own-size").focus(); }
    else if (id === "press-size") set("size", value);
    else if (id === "press-own-size" && value.trim()) set("size", value.trim().toLowerCase().replace(/[\s]/g, "").replace(/×/g, "x"));
    else if (id === "press-chart") set("chart", value);
    else if (id === "press-until") set("until", value);
  }

  const typing = {};

  /** Own texts are followed while they are typed, with a breath between. */
  function typed({ target: { id, value } }) {
    const name = { "press-title": "title", "press-subtitle": "subtitle" }[id];
    if (!name || !on()) return;
    atlas.page.loading();
    root.clearTimeout(typing[name]);
    typing[name] = root.setTimeout(() => { delete typing[name]; set(name, value.replace(/\s+/g, " ").trim()); atlas.page.check(); }, QUIET);
  }

  async function copy(what) {
    const text = what === "address" ? root.location.origin + P.words.address : byId("press-" + what).textContent;
    try {
      if (!root.isSecureContext) throw new Error("no clipboard");
      await root.navigator.clipboard.writeText(text);
    } catch {
      const field = root.document.createElement("textarea");
      field.value = text;
      root.document.body.append(field);
      field.select();
      root.document.execCommand("copy");
      field.remove();
    }
    atlas.page.toast(said("copied", { what: text.length > 60 ? text.slice(0, 60) + "…" : text }));
  }

  function clicked(e) {
    const hit = e.target.closest && e.target.closest("[data-copy], [data-press-lang], button[data-press]");
    if (!hit) return;
    if (hit.dataset.copy && P.words) copy(hit.dataset.copy);
    else if (hit.dataset.pressLang && P.words) { P.lang = hit.dataset.pressLang; fill(); }
    else if (hit.dataset.press === "whole") set("map", null);
    else if (hit.dataset.press === "actual") {
      const actual = byId("press-stage").classList.toggle("actual");
      hit.setAttribute("aria-pressed", String(actual));
    }
  }

  /** Is the picture of this view on the screen (or said why there is none)? */
  function ready(view) {
    return !Object.keys(typing).length && Boolean(P.done) && P.done === address(view, visible(view.format));
  }

  if (root.document) {
    root.document.addEventListener("change", changed);
    root.document.addEventListener("input", typed);
    root.document.addEventListener("click", clicked);
    root.dash_clientside = root.dash_clientside || {};
    root.dash_clientside.atlas_press = { render };
  }
  atlas.press = { ...pure, ready, busy: () => P.busy, file: () => P.file, address };
  if (typeof module !== "undefined") module.exports = pure;
})(typeof window !== "undefined" ? window : globalThis);
