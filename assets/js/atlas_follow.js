/* All that follows view and scene alone, called as one: dashboard/followers.py says why. */
(function (root) {
  "use strict";

  /** What each function answers, side by side; one that fails changes nothing and does not stop the others. */
  function answers(functions, call, keep, complain) {
    return functions.flatMap(([space, name, count]) => {
      let found = keep;
      try { found = call(space, name); } catch (error) { complain(error); }
      if (count === 1) return [found];
      return Array.isArray(found) ? found : Array(count).fill(found);
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

  function all(view, scene) {
    const spaces = root.dash_clientside;
    const seen = view && atlas.strayed ? { ...view, map: atlas.strayed.map } : view;
    const found = answers(atlas.boot().followers, (space, name) => spaces[space][name](seen, scene), spaces.no_update, (error) => root.console.error(error));
    return news(found, last, spaces.no_update);
  }

  if (root.document) {
    root.dash_clientside = root.dash_clientside || {};
    root.dash_clientside.atlas_follow = { all };
  }
  if (typeof module !== "undefined") module.exports = { answers, news };
})(typeof window !== "undefined" ? window : globalThis);
