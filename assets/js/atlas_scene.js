/* The scene in the browser: the server sends it whole, or only what a chosen indicator adds to the one that is here. */
(function (root) {
  "use strict";

  // ---------------------------------------------------------------- pure part

  const INDICATED = ["metric", "year", "columns"];
  const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

  /** A question without what is only said on its way. */
  function bare(query) {
    const { have, again, ...rest } = query;
    return rest;
  }

  /** What a scene depends on besides the indicators it shows. */
  function base(query) {
    return Object.fromEntries(Object.entries(bare(query)).filter(([name]) => query.mode || !INDICATED.includes(name)));
  }

  /** The question for a view: with the version of the scene that is here, if only indicators differ. */
  function asked(query, scene) {
    return !query.mode && scene && same(base(query), base(scene.query)) ? { ...query, have: scene.version } : query;
  }

  const own = (all, mark) => Object.fromEntries(Object.entries(all).filter(([id]) => !mark.test(id)));

  /** The scene with what a part adds, in place of what was added before; null if it is of another scene. */
  function merge(scene, answer) {
    if (!answer.part) return answer;
    if (!scene || scene.version !== answer.version || !same(base(scene.query), base(answer.query))) return null;
    return {
      ...scene, query: answer.query, indicated: answer.indicated,
      metrics: { ...own(scene.metrics, /^i-/), ...answer.metrics },
      charts: { ...own(scene.charts, /^indicator_/), ...answer.charts },
      attribution: { ...own(scene.attribution, /^metric:i-/), ...answer.attribution },
    };
  }

  /** A table with the columns of indicators right behind the names; sums have none of them. */
  function columned(table, indicated) {
    if (!indicated) return table;
    const more = indicated.columns;
    const put = (row, cells) => (row ? [row[0], ...cells, ...row.slice(1)] : row);
    const blank = (row) => put(row, more.map(() => ""));
    return {
      ...table,
      columns: put(table.columns, more.map(({ id, title }) => ({ id, title, align: "right" }))),
      rows: table.rows.map(([texts, values], i) => [put(texts, more.map((c) => c.texts[i])), put(values, more.map((c) => c.values[i]))]),
      none: blank(table.none),
      total: blank(table.total),
      totals: table.totals && Object.fromEntries(Object.entries(table.totals).map(([name, row]) => [name, blank(row)])),
      note: [table.note, indicated.note].filter(Boolean).join(" "),
    };
  }

  const pure = { asked, bare, base, merge, columned };

  // ---------------------------------------------------------------- Dash part

  const atlas = (root.atlas = root.atlas || {});

  /** Dash: the scene after an answer; the whole is asked for where a part does not fit. */
  function merged(answer, scene) {
    const { no_update: keep, set_props: put } = root.dash_clientside;
    if (!answer) return keep;
    const made = merge(scene || atlas.boot().scene, answer);
    if (made) return made;
    put("scene-query", { data: { ...bare(answer.query), again: Date.now() } });
    return keep;
  }

  if (root.document) {
    root.dash_clientside = root.dash_clientside || {};
    root.dash_clientside.atlas_scene = { merged };
  }
  atlas.scene = pure;
  if (typeof module !== "undefined") module.exports = pure;
})(typeof window !== "undefined" ? window : globalThis);
