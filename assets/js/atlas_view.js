/* The view: one store with one writer. The pure part knows fields and events, the Dash part wires them.
 *
 * encode() follows the table of layers/view.py (codec()); tests/golden/queries.json proves both equal. */
(function (root) {
  "use strict";

  // ---------------------------------------------------------------- pure part

  const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

  /** Drawn layers of a level when the view names none; the level's own is lowest. */
  function defaultLayers(level, codec) {
    const base = codec.layers.base;
    const ids = base.includes(level) ? base : [level, ...base];
    return ids.map((id) => ({ id, opacity: 100 }));
  }

  function drawn(view, codec) {
    return view.layers || defaultLayers(view.level, codec);
  }

  function numberText(value, decimals) {
    const scale = 10 ** decimals;
    const fixed = (Math.floor(value * scale + 0.5) / scale + 0).toFixed(decimals);
    return fixed.includes(".") ? fixed.replace(/0+$/, "").replace(/\.$/, "") : fixed;
  }

  const WRITE = {
    integer: (value) => String(value),
    choice: (value) => value,
    sorted: (value, codec) => [...value].sort().join(codec.separators.list),
    keys: (value, codec) => value.join(codec.separators.list),
    years: (value, codec) => (value[0] === value[1] ? String(value[0]) : value.join(codec.separators.range)),
    numbers: (value, codec, view, field) => value.map((n, i) => numberText(n, field.decimals[i])).join(codec.separators.list),
    token: (value) => value,
    text: (value) => encodeURIComponent(value),
    layers: (value, codec, view) => {
      const { opacity, off, list } = codec.separators;
      const parts = value.map((ref) => (ref.opacity === 100 ? ref.id : ref.id + opacity + ref.opacity));
      if (!value.some((ref) => ref.id === view.level)) parts.unshift(off + view.level);
      return parts.join(list);
    },
  };

  WRITE.tokens = WRITE.keys;
  WRITE["sorted-tokens"] = WRITE.sorted;

  /** The address query of a view; only what differs from the default, "" for the default view. */
  function encode(view, codec) {
    const parts = [];
    for (const field of codec.fields) {
      const value = view[field.name];
      if (value === null || value === undefined || same(value, field.default)) continue;
      if (field.name === "layers" && same(value, defaultLayers(view.level, codec))) continue;
      const text = WRITE[field.kind](value, codec, view, field) || field.empty || "";
      if (text !== "") parts.push(field.param + "=" + text);
    }
    return parts.join("&");
  }

  function settle(view, codec) {
    return view.layers && same(view.layers, defaultLayers(view.level, codec)) ? { ...view, layers: null } : view;
  }

  const COARSE = ["landkreise", "aerl"];

  /** Another level: its layer is drawn, a finer one that only carried the fill goes. */
  function withLevel(view, level, codec) {
    if (level === view.level) return view;
    let layers = null;
    if (view.layers) {
      layers = view.layers.filter((ref) => ref.id !== level && (COARSE.includes(ref.id) || ref.id !== view.level));
      layers = [{ id: level, opacity: 100 }, ...layers];
    }
    return { ...view, level, layers, area: [] };
  }

  function withLayer(view, id, codec) {
    const layers = drawn(view, codec);
    if (layers.some((ref) => ref.id === id)) return { ...view, layers: layers.filter((ref) => ref.id !== id) };
    return { ...view, layers: inserted(layers, { id, opacity: 100 }, defaultLayers(view.level, codec)) };
  }

  /** A layer that belongs to the default goes back to its place in it, any other on top. */
  function inserted(layers, ref, base) {
    const rank = (id) => base.findIndex((other) => other.id === id);
    const at = rank(ref.id) < 0 ? -1 : layers.findIndex((other) => rank(other.id) > rank(ref.id));
    return at < 0 ? [...layers, ref] : [...layers.slice(0, at), ref, ...layers.slice(at)];
  }

  function moved(layers, id, by) {
    const from = layers.findIndex((ref) => ref.id === id);
    const to = from + by;
    if (from < 0 || to < 0 || to >= layers.length) return layers;
    const next = [...layers];
    [next[from], next[to]] = [next[to], next[from]];
    return next;
  }

  function withArea(view, key, add) {
    if (!key) return { ...view, area: [] };
    const on = view.area.includes(key);
    if (add) return { ...view, area: on ? view.area.filter((k) => k !== key) : [...view.area, key] };
    return { ...view, area: on && view.area.length === 1 ? [] : [key] };
  }

  /** The figures of the gaps that the map can show besides the way to a site end with the mode. */
  function withoutGaps(view, codec) {
    const { default: usual } = codec.fields.find((field) => field.name === "metric");
    return { ...view, group: "", metric: GAP_METRICS.includes(view.metric) ? usual : view.metric };
  }

  /** What a view shows: a picture for the press is of another mode's map. */
  const subject = (view) => (view.mode === "press" ? view.of : view.mode);

  /** Gaps are shown for places where people live: by municipality unless a level was chosen. */
  function withMode(view, mode, codec) {
    const from = subject(view);
    if (mode === view.mode) return view;
    if (mode === "press") {
      const of = from === "gaps" ? "gaps" : "explore";
      return { ...view, mode, of, chart: of === view.of ? view.chart : "" };
    }
    if (mode === from) return { ...view, mode };
    const next = { ...withoutGaps(view, codec), mode };
    if (mode === "explore") return { ...next, layers: null };
    if (mode !== "gaps") return next;
    const level = view.level === "aerl" ? "aerl" : "gemeinden";
    // What is served is the picture here: of the points only the supply stays
    const layers = defaultLayers(level, codec).filter((ref) => !["jobmessen", "zukunftsraeume"].includes(ref.id));
    return { ...next, level, layers, area: level === view.level ? view.area : [] };
  }

  const GAP_METRICS = ["need"];
  const MOST = 200;

  /** Sites on trial: add at the end, move in place, take away. */
  function withCandidate(list, { add, remove, to, all }) {
    if (all) return [...new Set([...list, ...all])].slice(0, MOST);
    if (add) return list.includes(add) || list.length >= MOST ? list : [...list, add];
    if (to) return list.includes(to) ? list : list.map((item) => (item === remove ? to : item));
    return list.filter((item) => item !== remove);
  }

  /** Other facilities serve: closed ones were of the former; the layer that serves is drawn. */
  function withSupply(view, supply, codec) {
    if (supply === view.supply) return view;
    const rest = drawn(view, codec).filter((ref) => ref.id !== view.supply && ref.id !== supply);
    const layers = supply.startsWith("list-") ? rest : [...rest, { id: supply, opacity: 100 }];
    return { ...view, supply, closed: [], layers };
  }

  const REDUCE = {
    set: (view, event) => ({ ...view, [event.field]: event.value }),
    level: (view, event, codec) => withLevel(view, event.value, codec),
    layer: (view, event, codec) => withLayer(view, event.id, codec),
    "layer-move": (view, event, codec) => ({ ...view, layers: moved(drawn(view, codec), event.id, event.by) }),
    "layer-opacity": (view, event, codec) => ({
      ...view,
      layers: drawn(view, codec).map((ref) => (ref.id === event.id ? { ...ref, opacity: event.value } : ref)),
    }),
    // Another indicator keeps the year if it has it, and the level if it has values there
    indicator: (view, event, codec) => {
      const years = event.years || {}, levels = Object.keys(years);
      const { level } = view, there = !levels.length || levels.includes(level) ? view : withLevel(view, levels[0], codec);
      const kept = (years[there.level] || []).includes(Number(view.year)) ? view.year : "";
      return { ...there, metric: event.value, year: kept };
    },
    "indicator-year": (view, event) => ({ ...view, year: event.value }),
    // Need by an indicator is shown where it has values, on the map of need and funding
    need: (view, event, codec) => {
      const levels = Object.keys(event.years || {});
      const there = !levels.length || levels.includes(view.level) ? view : withLevel(view, levels[0], codec);
      return { ...there, need: event.value, metric: event.value ? "need" : view.metric, group: "" };
    },
    area: (view, event) => withArea(view, event.key, event.add),
    show: (view, event, codec) => ({ ...withLevel(withoutGaps(view, codec), event.level || view.level, codec), area: event.key ? [event.key] : [], mode: "explore" }),
    goto: (view, event, codec) => ({ ...withLevel(view, event.level, codec), area: [event.key] }),
    group: (view, event) => ({ ...view, group: view.group === event.value ? "" : event.value, area: [] }),
    years: (view, event) => {
      const years = view.years || event.range;
      const next = event.end === "from" ? [event.value ?? event.range[0], years[1]] : [years[0], event.value ?? event.range[1]];
      if (next[0] > next[1]) next[event.end === "from" ? 1 : 0] = event.value;
      return { ...view, years: same(next, event.range) ? null : next };
    },
    unfilter: (view, event) => {
      if (event.field === "programme" || event.field === "aerl")
        return { ...view, [event.field]: event.value ? view[event.field].filter((v) => v !== event.value) : [] };
      return { ...view, [event.field]: event.field === "kind" ? "award" : null };
    },
    mode: (view, event, codec) => withMode(view, event.value, codec),
    candidate: (view, event) => ({ ...view, candidates: withCandidate(view.candidates, event) }),
    close: (view, event) => ({ ...view, closed: (view.closed.includes(event.id) ? view.closed.filter((id) => id !== event.id) : [...view.closed, event.id]).sort() }),
    supply: (view, event, codec) => withSupply(view, event.value, codec),
    restore: (view, event) => event.view,
    reset: (view, event, codec) => {
      const next = {};
      for (const field of codec.fields) next[field.name] = field.default;
      return { ...next, lang: view.lang, theme: view.theme };
    },
  };

  /** The next view after an event; the same object when nothing changes. */
  function next(view, event, codec) {
    const reduce = event && REDUCE[event.type];
    if (!reduce) return view;
    const result = settle(reduce(view, event, codec), codec);
    return same(result, view) ? view : result;
  }

  const CONTROLS = {
    metric: (value) => (isIndicator(value) ? { type: "indicator", value } : { type: "set", field: "metric", value }),
    level: (value) => ({ type: "level", value }),
    programme: (value) => ({ type: "set", field: "programme", value: [...(value || [])].sort() }),
    kind: (value) => ({ type: "set", field: "kind", value }),
    aerl: (value) => ({ type: "set", field: "aerl", value: [...(value || [])].sort() }),
    sites: (value) => ({ type: "set", field: "sites", value: [...(value || [])].sort() }),
    "press-show": (value, view) => ({ type: "set", field: "show", value: atlas.press.withParts(view, value || []) }),
    "press-clean": (value, view) => ({ type: "set", field: "show", value: atlas.press.withClean(view, (value || []).length > 0) }),
    "press-format": (value) => ({ type: "set", field: "format", value }),
    "press-stamp": (value) => ({ type: "set", field: "stamp", value: value === "none" ? "" : value }),
  };
  const THEMES = ["light", "dark", "contrast"];

  /** What a changed Dash property means. `prop` is "id.property" as Dash names it. */
  function eventOf(prop, value, view, range) {
    const cut = prop.lastIndexOf(".");
    const id = prop.slice(0, cut);
    if (value === undefined || value === null) {
      if (!id.startsWith("year-")) return null;
    }
    if (CONTROLS[id]) return CONTROLS[id](value, view);
    if (id.startsWith("year-")) return { type: "years", end: id.slice(5), value: value ?? null, range };
    return null;
  }

  /** What a button means, by its id and data. */
  function stepOf({ id, dataset }, view) {
    if (dataset.move) return { type: "layer-move", id: dataset.move, by: Number(dataset.by) };
    if (id.startsWith("layer-")) return { type: "layer", id: id.slice(6) };
    if (id.startsWith("mode-")) return { type: "mode", value: id.slice(5) };
    if (id === "theme") return { type: "set", field: "theme", value: THEMES[(THEMES.indexOf(view.theme) + 1) % THEMES.length] };
    return { type: "reset" };
  }

  const SCENARIO = ["norm", "measure", "supply", "sites", "candidates", "closed", "travel", "versus"];

  const isIndicator = (metric) => metric.startsWith("i-");

  /** What the server has to say of indicators: nothing is asked while none is shown. */
  function indicated({ metric, year, columns }) {
    const shown = isIndicator(metric) || columns.length > 0;
    return { metric: isIndicator(metric) ? metric : "", year: shown ? year : "", columns };
  }

  /** Fields on which the server's figures depend; the rest switches without it. */
  function sceneQuery(view) {
    const { level, programme, kind, years, aerl, lang } = view;
    const query = { level, programme, kind, years, aerl, lang };
    if (subject(view) !== "gaps") return { ...query, ...indicated(view) };
    query.mode = "gaps";
    SCENARIO.forEach((field) => { query[field] = view[field]; });
    ["since", "year", "columns", "need", "weight"].forEach((field) => { query[field] = view[field]; });
    return query;
  }

  /** The figure that colours the areas. */
  const metricOf = (view) => (subject(view) !== "gaps" || GAP_METRICS.includes(view.metric) ? view.metric : "gap");

  /** Is the area at a position in the selected group of need and funding? All are, if none is selected. */
  function grouped(view, scene, at) {
    const { need } = scene.metrics;
    return subject(view) !== "gaps" || !view.group || !need || need.classes[at] === need.groups.indexOf(view.group);
  }

  /** Can this view be drawn with this scene, at least until its own arrives? */
  const fits = (view, scene) => Boolean(scene) && scene.query.level === view.level && metricOf(view) in scene.metrics;

  /** Scenario steps that can be taken back; `stack` holds what stood before each. */
  function remember(stack, before, after) {
    const part = (view) => Object.fromEntries(SCENARIO.map((field) => [field, view[field]]));
    if (same(part(before), part(after))) return stack;
    return { past: [...stack.past.slice(-99), part(before)], future: [] };
  }

  /** Take back (or again) one step: the view and the stack after it. */
  function retrace(stack, view, back) {
    const from = back ? stack.past : stack.future;
    if (!from.length) return [view, stack];
    const part = Object.fromEntries(SCENARIO.map((field) => [field, view[field]]));
    const next = { ...view, ...from[from.length - 1] };
    const rest = from.slice(0, -1);
    return [next, back ? { past: rest, future: [...stack.future, part] } : { past: [...stack.past, part], future: rest }];
  }

  const pure = { encode, next, subject, isIndicator, eventOf, stepOf, drawn, defaultLayers, sceneQuery, metricOf, grouped, fits, remember, retrace, same };

  // ---------------------------------------------------------------- Dash part

  const atlas = (root.atlas = root.atlas || {});
  let boot = null;

  /** What the server put into the page: view, scene, codec, addresses, words. */
  atlas.boot = function () {
    if (!boot) boot = JSON.parse(root.document.getElementById("boot").textContent);
    return boot;
  };

  const seen = new Map();

  /** Did one of the parts change since this name asked last? Scenes are compared as objects. */
  atlas.fresh = function (name, ...parts) {
    const before = seen.get(name);
    seen.set(name, parts);
    return !before || parts.some((part, i) => part !== before[i] && (part === null || typeof part !== "object" || part.areas || !same(part, before[i])));
  };

  atlas.steps = { past: [], future: [] };

  function controlValues(view) {
    return [
      view.level, view.programme, view.kind, view.aerl, view.sites,
      atlas.press.shown(view), atlas.press.clean(view), view.format, view.stamp || "none",
    ];
  }

  let latest = null;

  /** The only writer of the view store; it reads every control and sets them all.
   *
   * Dash drops an answer when the same is asked again meanwhile, so each turn goes on from the last answer, not from what is stored. */
  function reduce(...args) {
    const context = root.dash_clientside.callback_context;
    const { codec, years, view: first } = atlas.boot();
    const stored = args[args.length - 1], before = latest || stored || first;
    let view = atlas.strayed ? { ...before, map: atlas.strayed.map } : before;
    atlas.strayed = null;
    const read = ({ prop_id: prop, value }) => eventOf(prop, value, view, years);
    for (const one of [...(context.triggered || []), ...atlas.waiting()]) {
      const event = one.type ? one : read(one);
      if (!event) continue;
      if (event.type === "undo" || event.type === "redo") [view, atlas.steps] = retrace(atlas.steps, view, event.type === "undo");
      else {
        const after = next(view, event, codec);
        if (event.type !== "restore") atlas.steps = remember(atlas.steps, view, after);
        view = after;
      }
      if (event.type === "restore") atlas.restoring = true;
    }
    const changed = !stored || !same(view, stored);
    latest = view;
    atlas.wanted = view;
    atlas.page.heard();
    if (changed) atlas.page.loading();
    const { no_update: keep } = root.dash_clientside;
    const values = controlValues(view);
    // What a control shows already is not written again: Dash would render it anew
    const controls = values.map((value, i) => (same(value, args[i] === undefined ? null : args[i]) ? keep : value));
    return [changed ? view : keep, ...controls];
  }

  function queryChanged(view, current, scene) {
    const query = sceneQuery(view || atlas.boot().view);
    const known = current ? atlas.scene.bare(current) : sceneQuery(atlas.boot().view);
    return same(query, known) ? root.dash_clientside.no_update : atlas.scene.asked(query, scene || atlas.boot().scene);
  }

  const DISCRETE = ["mode", "level", "metric", "year", "columns", "need", "weight", "programme", "kind", "years", "aerl", "area", "norm", "measure", "supply", "sites", "candidates", "closed", "travel", "versus", "name", "group", "since", "of", "format", "size", "show", "chart", "stamp"];

  /** Keep the address in step: a step worth going back to gets an entry of its own. */
  function address(view) {
    if (view) write(view);
    return root.dash_clientside.no_update;
  }

  function write(view) {
    const { codec } = atlas.boot();
    const query = encode(view, codec);
    const url = "/" + (query ? "?" + query : "");
    const { view: first } = atlas.boot(), old = atlas.shown || first;
    if (!atlas.shown) root.history.replaceState({ view: first }, ""); // a step taken before Dash has an entry to go back to
    const step = DISCRETE.some((name) => !same(old[name], view[name]));
    if (step && !atlas.restoring && view.embed !== "on") root.history.pushState({ view }, "", url);
    else root.history.replaceState({ view }, "", url);
    atlas.shown = view;
    atlas.restoring = false;
  }

  if (root.document) {
    root.addEventListener("popstate", (e) => {
      if (e.state && e.state.view) atlas.dispatch({ type: "restore", view: e.state.view });
      else root.location.reload();
    });
    root.dash_clientside = root.dash_clientside || {};
    root.dash_clientside.atlas_view = { reduce, queryChanged, address };
  }
  atlas.view = { ...pure, write };
  if (typeof module !== "undefined") module.exports = pure;
})(typeof window !== "undefined" ? window : globalThis);
