/* What serves people: a layer of points, or a list of one's own from a file. */
(function (root) {
  "use strict";
  if (!root.document) return;
  const atlas = (root.atlas = root.atlas || {});
  const S = { input: null };

  function line(parent, text, className) {
    const made = root.document.createElement("p");
    made.className = className;
    made.textContent = text;
    parent.append(made);
  }

  /** Say what of the file was taken, and row by row what was not. */
  function tell(found) {
    const words = atlas.boot().words, box = root.document.getElementById("supply-told");
    box.textContent = "";
    line(box, found.text, found.name ? "note" : "problem");
    for (const one of found.problems) {
      const where = [one.row && words["gaps.row"].replace("{n}", one.row), one.column].filter(Boolean).join(", ");
      line(box, [where, one.raw && `„${one.raw}“`, one.text, one.hint].filter(Boolean).join(" · "), one.severity === "notice" ? "note" : "problem");
    }
    if (found.more) line(box, words["gaps.more"].replace("{n}", found.more), "note");
  }

  async function load(file) {
    const body = new FormData();
    body.append("file", file);
    const { view } = atlas.map.state;
    try {
      const answer = await root.fetch("/gaps/supply?lang=" + view.lang, { method: "POST", body });
      const found = await answer.json();
      tell(found);
      if (found.name) atlas.dispatch({ type: "supply", value: found.name });
    } catch {
      atlas.page.notice(atlas.boot().words["gaps.failed"]);
    }
  }

  /** The button opens the browser's own file dialog. */
  function choose() {
    if (!S.input) {
      S.input = root.document.createElement("input");
      S.input.type = "file";
      S.input.id = "supply-file";
      S.input.hidden = true;
      S.input.accept = ".csv,.xlsx,.ods,.gpkg,.geojson,.json,.zip";
      S.input.addEventListener("change", () => { if (S.input.files.length) load(S.input.files[0]); S.input.value = ""; });
      root.document.body.append(S.input);
    }
    S.input.click();
  }

  /** The choice knows the layers; a list of one's own joins them by its title. */
  function controls(view) {
    const select = root.document.getElementById("supply"), { scene } = atlas.map.state;
    if (!select || !scene || !scene.supply) return;
    const { id, title, own } = scene.supply;
    if (own && ![...select.options].some((option) => option.value === id)) select.add(new Option(title, id));
    if (select.value !== id) select.value = id;
    root.document.body.dataset.supply = id === "rvz" ? "rvz" : "other";
  }

  atlas.supply = { choose, controls };
})(typeof window !== "undefined" ? window : globalThis);
