/* All that follows view and scene alone, called as one and written without Dash: dashboard/followers.py says why. */
(function (root) {
  "use strict";

  const OWN = ["data"]; // a property of components; all others are those of an element

  /** What each function answers for which property, side by side; one that fails changes nothing and does not stop the others. */
  function answers(functions, call, keep, complain) {
    return functions.flatMap(([space, name, places]) => {
      let found = keep;
      try { found = call(space, name); } catch (error) { complain(error); }
      const several = places.length > 1 && Array.isArray(found);
      return places.map((place, i) => [...place, several ? found[i] : places.length > 1 ? keep : found]);
    });
  }

  /** Words and numbers that were answered before are not written again; `last` remembers them. */
  function news(values, last, keep) {
    return values.map((value, i) => {
      if (value === keep || (value === last[i] && (value === null || typeof value !== "object"))) return keep;
      last[i] = value;
      return value;
    });
  }

  const last = [];
  const atlas = (root.atlas = root.atlas || {});
  const late = new Map();

  /** Write into an element; one that is not there yet gets it when it is. */
  function write(id, name, value) {
    const element = root.document.getElementById(id);
    if (!element) {
      if (!late.size) root.requestAnimationFrame(again);
      late.set(id + "." + name, [id, name, value]);
    } else atlas.tree.put(element, name, value);
  }

  function again() {
    const waiting = [...late.values()];
    late.clear();
    waiting.forEach((one) => write(...one));
  }

  function all(view, scene) {
    const spaces = root.dash_clientside;
    const seen = view && atlas.strayed ? { ...view, map: atlas.strayed.map } : view;
    const found = answers(atlas.boot().followers, (space, name) => spaces[space][name](seen, scene), spaces.no_update, (error) => root.console.error(error));
    const values = news(found.map(([, , value]) => value), last, spaces.no_update);
    found.forEach(([id, name], i) => { if (!OWN.includes(name) && values[i] !== spaces.no_update) write(id, name, values[i]); });
    return values.filter((_, i) => OWN.includes(found[i][1]));
  }

  atlas.follow = { write };

  if (root.document) {
    root.dash_clientside = root.dash_clientside || {};
    root.dash_clientside.atlas_follow = { all };
  }
  if (typeof module !== "undefined") module.exports = { answers, news };
})(typeof window !== "undefined" ? window : globalThis);
