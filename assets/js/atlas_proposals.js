/* Where next: one answer of the server as a list, a progress bar and numbered rings on the map. */
(function (root) {
  "use strict";
  const atlas = (root.atlas = root.atlas || {});
  const P = { layer: null, rows: [] };
  const h = (...args) => atlas.panel.h(...args);

  function ring(row, rank) {
    const element = root.document.createElement("div");
    element.textContent = String(rank);
    const icon = root.L.divIcon({ className: "point proposed", html: element, iconSize: [26, 26], iconAnchor: [13, 13] });
    return root.L.marker([row.lat, row.lon], { icon, pane: "proposed", keyboard: false, title: `${rank}. ${row.name}` })
      .on("click", () => atlas.dispatch({ type: "candidate", add: row.key }));
  }

  /** Rings belong to the scenario they were made for; they go with the list. */
  function mark(rows) {
    if (P.layer) P.layer.remove();
    P.layer = null;
    P.rows = rows;
    const { map } = atlas.map.state;
    if (map && rows.length) P.layer = root.L.layerGroup(rows.map((row, i) => ring(row, i + 1))).addTo(map);
  }

  function item(row, rank, words) {
    return h("Li", { key: row.key, className: "site-row" },
      h("Span", { className: "site-letter" }, String(rank)),
      h("Span", {}, `${row.name} (${row.landkreis})`, h("Small", {}, row.text)),
      h("Button", { type: "button", className: "link", "data-candidate": row.key, "aria-label": `${words["gaps.add"]}: ${row.name}` }, words["gaps.add"]));
  }

  function list(found, words) {
    const parts = [h("P", { key: "text", className: "note" }, found.text, found.note ? " " + found.note : "")];
    if (!found.rows.length) return parts;
    parts.unshift(h("Ol", { key: "list", className: "site-list" }, ...found.rows.map((row, i) => item(row, i + 1, words))));
    parts.push(h("Button", { key: "all", type: "button", className: "btn small", "data-action": "take-proposals" }, words["gaps.take_all"]));
    return parts;
  }

  function progress(found) {
    if (!found.said) return "";
    const running = found.state === "running";
    return [
      running ? h("Progress", { key: "bar", value: String(found.share), max: "1", "aria-label": found.said }) : "",
      h("Span", { key: "said", className: "note" }, found.said),
    ];
  }

  /** Dash: the answer in all its places. */
  function draw(found) {
    mark(found ? found.rows : []);
    if (!found) return ["", "", true, true];
    const words = atlas.boot().words, running = found.state === "running";
    return [list(found, words), progress(found), !running, !running];
  }

  /** All proposals become sites on trial, in their order. */
  function take() {
    atlas.dispatch({ type: "candidate", all: P.rows.map((row) => row.key) });
  }

  if (root.document) {
    root.dash_clientside = root.dash_clientside || {};
    root.dash_clientside.atlas_proposals = { draw };
  }
  atlas.proposals = { take };
})(typeof window !== "undefined" ? window : globalThis);
