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
    numbers: (value, codec) => value.map((n, i) => numberText(n, codec.decimals[i])).join(codec.separators.list),
    layers: (value, codec, view) => {
      const { opacity, off, list } = codec.separators;
      const parts = value.map((ref) => (ref.opacity === 100 ? ref.id : ref.id + opacity + ref.opacity));
      if (!value.some((ref) => ref.id === view.level)) parts.unshift(off + view.level);
      return parts.join(list);
    },
  };

  /** The address query of a view; only what differs from the default, "" for the default view. */
  function encode(view, codec) {
    const parts = [];
    for (const field of codec.fields) {
      const value = view[field.name];
      if (value === null || value === undefined || same(value, field.default)) continue;
      if (field.name === "layers" && same(value, defaultLayers(view.level, codec))) continue;
      const text = WRITE[field.kind](value, codec, view);
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

  const REDUCE = {
    set: (view, event) => ({ ...view, [event.field]: event.value }),
    level: (view, event, codec) => withLevel(view, event.value, codec),
    layer: (view, event, codec) => withLayer(view, event.id, codec),
    "layer-move": (view, event, codec) => ({ ...view, layers: moved(drawn(view, codec), event.id, event.by) }),
    "layer-opacity": (view, event, codec) => ({
      ...view,
      layers: drawn(view, codec).map((ref) => (ref.id === event.id ? { ...ref, opacity: event.value } : ref)),
    }),
    area: (view, event) => withArea(view, event.key, event.add),
    show: (view, event, codec) => ({ ...withLevel(view, event.level || view.level, codec), area: event.key ? [event.key] : [], mode: "explore" }),
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
    metric: (value) => ({ type: "set", field: "metric", value }),
    level: (value) => ({ type: "level", value }),
    programme: (value) => ({ type: "set", field: "programme", value: [...(value || [])].sort() }),
    kind: (value) => ({ type: "set", field: "kind", value }),
    aerl: (value) => ({ type: "set", field: "aerl", value: [...(value || [])].sort() }),
  };
  const THEMES = ["light", "dark", "contrast"];

  /** What a changed Dash property means. `prop` is "id.property" as Dash names it. */
  function eventOf(prop, value, view, range) {
    if (prop === "view-event.data") return value;
    const cut = prop.lastIndexOf(".");
    const id = prop.slice(0, cut);
    if (value === undefined || value === null) {
      if (!id.startsWith("year-")) return null;
    }
    if (CONTROLS[id]) return CONTROLS[id](value);
    if (id.startsWith("year-")) return { type: "years", end: id.slice(5), value: value ?? null, range };
    if (id.startsWith("layer-")) return value ? { type: "layer", id: id.slice(6) } : null;
    if (id.startsWith("mode-")) return value ? { type: "set", field: "mode", value: id.slice(5) } : null;
    if (id === "reset") return value ? { type: "reset" } : null;
    if (id === "theme") {
      return value ? { type: "set", field: "theme", value: THEMES[(THEMES.indexOf(view.theme) + 1) % THEMES.length] } : null;
    }
    if (id.startsWith("{")) {
      const part = JSON.parse(id);
      if (part.type === "layer-move") return value ? { type: "layer-move", id: part.layer, by: part.by } : null;
      if (part.type === "layer-opacity") return { type: "layer-opacity", id: part.layer, value: Number(value) };
    }
    return null;
  }

  /** Fields on which the server's figures depend; the rest switches without it. */
  function sceneQuery(view) {
    const { level, programme, kind, years, aerl, lang } = view;
    return { level, programme, kind, years, aerl, lang };
  }

  const pure = { encode, next, eventOf, drawn, defaultLayers, sceneQuery, same };

  // ---------------------------------------------------------------- Dash part

  const atlas = (root.atlas = root.atlas || {});
  let boot = null;

  /** What the server put into the page: view, scene, codec, addresses, words. */
  atlas.boot = function () {
    if (!boot) boot = JSON.parse(root.document.getElementById("boot").textContent);
    return boot;
  };

  atlas.dispatch = function (event) {
    atlas.page.expect();
    root.dash_clientside.set_props("view-event", { data: { ...event, at: Date.now() + Math.random() } });
  };

  function controlValues(view, opacityIds) {
    const { codec } = atlas.boot();
    const layers = drawn(view, codec);
    return [
      view.level, view.programme, view.kind, view.aerl,
      opacityIds.map((id) => (layers.find((ref) => ref.id === id.layer) || { opacity: 100 }).opacity),
    ];
  }

  /** The only writer of the view store; it reads every control and sets them all. */
  function reduce(...args) {
    const context = root.dash_clientside.callback_context;
    const { codec, years, view: first } = atlas.boot();
    const opacityIds = args[args.length - 1];
    const before = args[args.length - 2] || first;
    let view = before;
    for (const { prop_id: prop, value } of context.triggered || []) {
      const event = eventOf(prop, value, view, years);
      if (event) view = next(view, event, codec);
      if (event && event.type === "restore") atlas.restoring = true;
    }
    const changed = view !== before || !args[args.length - 2];
    atlas.wanted = view;
    atlas.page.heard();
    if (changed) atlas.page.loading();
    return [changed ? view : root.dash_clientside.no_update, ...controlValues(view, opacityIds)];
  }

  function queryChanged(view, current) {
    const query = sceneQuery(view || atlas.boot().view);
    const known = current || sceneQuery(atlas.boot().view);
    return same(query, known) ? root.dash_clientside.no_update : query;
  }

  const DISCRETE = ["mode", "level", "metric", "programme", "kind", "years", "aerl", "area"];

  /** Keep the address in step: a step worth going back to gets an entry of its own. */
  function address(view) {
    if (view) write(view);
    return root.dash_clientside.no_update;
  }

  function write(view) {
    const { codec } = atlas.boot();
    const query = encode(view, codec);
    const url = "/" + (query ? "?" + query : "");
    const old = atlas.shown || view;
    const step = DISCRETE.some((name) => !same(old[name], view[name]));
    if (step && !atlas.restoring) root.history.pushState({ view }, "", url);
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
  atlas.view = pure;
  if (typeof module !== "undefined") module.exports = pure;
})(typeof window !== "undefined" ? window : globalThis);
