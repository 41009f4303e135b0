/* From views to a story: scenes are kept in this browser, checked by the server, taken away as a file. */
(function (root) {
  "use strict";
  const KEPT = "atlas-story";
  const FIELDS = ["eyebrow", "headline", "figure", "sentence", "note"];
  const USUAL = { eyebrow: "", headline: "{titel}", figure: "{zahl}", sentence: "{satz}", note: "", seconds: 30, chart: "none" };
  const LEAST = 5, MOST = 600;

  /** A text as TOML writes it; JSON's escapes are valid there. */
  function quoted(text) {
    return JSON.stringify(String(text)).replace(/\u007f/g, "\\u007F");
  }

  function seconds(value) {
    return Math.min(MOST, Math.max(LEAST, Math.round(Number(value)) || USUAL.seconds));
  }

  /** The story as a file: what the server reads and a person can edit. */
  function toml(story) {
    const lines = ["title = " + quoted(story.title)];
    story.scenes.forEach((scene, at) => {
      lines.push("", "[[scene]]", `id = "szene-${at + 1}"`, "view = " + quoted(scene.view));
      FIELDS.filter((name) => scene[name]).forEach((name) => lines.push(`${name} = ${quoted(scene[name])}`));
      lines.push("seconds = " + seconds(scene.seconds), "chart = " + quoted(scene.chart));
    });
    return lines.join("\n") + "\n";
  }

  function slug(title) {
    const plain = title.toLowerCase().replace(/ä/g, "ae").replace(/ö/g, "oe").replace(/ü/g, "ue").replace(/ß/g, "ss");
    return plain.replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 50) || "story";
  }

  /** Order changes and removals, as a new list. */
  function moved(scenes, at, by) {
    const list = [...scenes], to = at + by;
    if (to < 0 || to >= list.length) return list;
    list.splice(to, 0, ...list.splice(at, 1));
    return list;
  }

  if (typeof module !== "undefined") module.exports = { toml, slug, moved, quoted, seconds, USUAL };
  if (!root.document) return;

  // ---------------------------------------------------------------- in the page

  const atlas = (root.atlas = root.atlas || {});
  const { document } = root;
  let D = null;

  function word(name) {
    return atlas.boot().words["story." + name];
  }

  function load() {
    try {
      const kept = JSON.parse(root.localStorage.getItem(KEPT));
      if (kept && Array.isArray(kept.scenes)) return kept;
    } catch { /* nothing kept, or not by us */ }
    return { title: word("title"), scenes: [] };
  }

  function save(story) {
    try { root.localStorage.setItem(KEPT, JSON.stringify(story)); } catch { /* a browser without storage keeps them while the page is open */ }
  }

  function make(tag, parent, text, className) {
    const element = document.createElement(tag);
    if (text) element.textContent = text;
    if (className) element.className = className;
    if (parent) parent.append(element);
    return element;
  }

  function button(parent, text, act, className) {
    const element = make("button", parent, text, className || "btn");
    element.type = "button";
    element.addEventListener("click", act);
    return element;
  }

  function field(parent, name, tag) {
    const label = make("label", parent, word(name));
    const input = make(tag || "input", label);
    input.id = "story-" + name;
    input.value = USUAL[name] === undefined ? "" : USUAL[name];
    return input;
  }

  function charts(parent) {
    const label = make("label", parent, word("chart"));
    const select = make("select", label);
    select.id = "story-chart";
    document.getElementById("story-add").dataset.charts.split("|").forEach((pair) => {
      const [id, said] = pair.split("=");
      make("option", select, said).value = id;
    });
    return select;
  }

  function form(parent) {
    make("h3", parent, word("scene"));
    const inputs = {};
    for (const name of FIELDS) inputs[name] = field(parent, name, name === "sentence" || name === "note" ? "textarea" : "input");
    const pair = make("div", parent, "", "pair");
    inputs.seconds = field(pair, "seconds");
    inputs.seconds.type = "number";
    inputs.seconds.min = LEAST;
    inputs.seconds.max = MOST;
    inputs.chart = charts(pair);
    make("p", parent, word("hint"), "hint");
    button(parent, word("add"), add, "btn primary").id = "story-save";
    return inputs;
  }

  function add() {
    const { view } = atlas.map.state, { codec } = atlas.boot();
    const defaults = Object.fromEntries(codec.fields.filter((f) => ["theme", "lang"].includes(f.name)).map((f) => [f.name, f.default]));
    const scene = { view: atlas.view.encode({ ...view, ...defaults }, codec) };
    for (const [name, input] of Object.entries(D.inputs)) scene[name] = input.value.trim();
    D.story.scenes.push(scene);
    changed();
  }

  function changed() {
    D.story.title = D.title.value.trim() || word("title");
    save(D.story);
    list();
    check();
  }

  function list() {
    D.list.replaceChildren();
    if (!D.story.scenes.length) make("p", D.list, word("empty"), "hint");
    D.story.scenes.forEach((scene, at) => {
      const item = make("li", D.list);
      make("span", item, `${scene.headline} (${scene.view || "Niedersachsen"})`);
      const up = button(item, "↑", () => { D.story.scenes = moved(D.story.scenes, at, -1); changed(); }, "btn small square");
      up.setAttribute("aria-label", word("up"));
      up.disabled = at === 0;
      const off = button(item, "×", () => { D.story.scenes.splice(at, 1); changed(); }, "btn small square");
      off.setAttribute("aria-label", word("remove"));
    });
    D.download.disabled = D.clear.disabled = !D.story.scenes.length;
  }

  /** The server says what `stories check` would say. */
  async function check() {
    D.checked.textContent = "";
    D.checked.className = "checked";
    if (!D.story.scenes.length) return;
    const text = toml(D.story);
    let lines = null;
    try {
      const query = document.documentElement.lang === "en" ? "?lang=en" : "";
      const answer = await root.fetch("/briefing/check" + query, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ text }) });
      if (answer.ok) lines = (await answer.json()).lines;
    } catch { /* told below */ }
    if (!D || text !== toml(D.story)) return;
    D.checked.textContent = lines ? lines.join("\n") || word("fine") : word("unchecked");
    D.checked.classList.toggle("bad", !lines || lines.length > 0);
  }

  function download() {
    changed();
    const link = document.createElement("a");
    link.href = root.URL.createObjectURL(new root.Blob([toml(D.story)], { type: "application/toml" }));
    link.download = slug(D.story.title) + ".toml";
    link.click();
    root.setTimeout(() => root.URL.revokeObjectURL(link.href), 1000);
  }

  /** The sheet of the dialog comes with its script: most visitors never need either. */
  function dressed() {
    if (document.getElementById("story-style")) return;
    const link = make("link", document.head);
    link.id = "story-style";
    link.rel = "stylesheet";
    link.href = document.getElementById("story-add").dataset.sheet;
  }

  function open() {
    const { view } = atlas.map.state;
    if (!["explore", "gaps"].includes(view.mode)) { atlas.page.toast(word("map_only")); return; }
    dressed();
    const dialog = make("dialog", document.body, "", "story-dialog");
    dialog.id = "story-dialog";
    dialog.setAttribute("aria-label", word("title"));
    const box = make("div", dialog);
    make("h2", box, word("title"));
    D = { story: load() };
    D.inputs = form(make("section", box));
    const right = make("section", box);
    D.title = field(right, "name");
    D.title.value = D.story.title;
    D.title.addEventListener("change", changed);
    make("h3", right, word("list"));
    D.list = make("ol", right);
    D.checked = make("p", right, "", "checked");
    D.checked.id = "story-checked";
    D.checked.setAttribute("role", "status");
    const row = make("div", right, "", "row");
    D.download = button(row, word("download"), download);
    D.download.id = "story-download";
    D.clear = button(row, word("clear"), () => { D.story.scenes = []; changed(); });
    make("p", right, word("how"), "hint");
    button(make("div", box, "", "foot"), word("close"), () => dialog.close()).id = "story-close";
    dialog.addEventListener("close", () => { dialog.remove(); D = null; });
    list();
    check();
    dialog.showModal();
    D.inputs.headline.focus();
  }

  atlas.story = { open };
})(typeof window !== "undefined" ? window : globalThis);
