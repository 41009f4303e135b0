/* The gaps on the map: doubtful and newly served areas, sites on trial, placing one by a click. */
(function (root) {
  "use strict";
  const atlas = (root.atlas = root.atlas || {});
  const G = { layer: null, armed: "", dragging: false };
  const LISTED = 200;
  const on = () => atlas.map.state.view && atlas.view.subject(atlas.map.state.view) === "gaps";

  /** "52.8123~9.5432": four decimals are 11 m. */
  const written = ({ lat, lng }) => `${Number(lat.toFixed(4))}~${Number(lng.toFixed(4))}`;

  function outlines(M, keys, className, pane = "gaps") {
    const paths = atlas.map.level(M.view.level);
    return keys.map((key) => paths.get(key)).filter(Boolean).map((path) => atlas.borders.copy(path, pane, className));
  }

  /** While a site is dragged the map follows: one small question at a time. */
  function drag(marker, place) {
    marker.on("dragstart", () => { G.dragging = true; atlas.tips.close(); });
    marker.on("drag", () => atlas.glimpse.calmly(async () => {
      if (!G.dragging) return;
      const found = await atlas.glimpse.ahead(atlas.view.next(atlas.wanted, { type: "candidate", remove: place.id, to: written(marker.getLatLng()) }, atlas.boot().codec));
      const gain = found && found.sites.filter((one) => one.state === "candidate")[place.rank];
      if (gain && G.dragging) marker.bindTooltip(gain.gain_text, { permanent: true, direction: "right", offset: [18, -18], className: "tip here" }).openTooltip();
    }));
    marker.on("dragend", () => {
      G.dragging = false;
      atlas.glimpse.forget();
      atlas.dispatch({ type: "candidate", remove: place.id, to: written(marker.getLatLng()) });
    });
  }

  function site(place, M, pane = "sites") {
    const element = root.document.createElement("div");
    const trial = place.state === "candidate", mine = pane === "sites";
    const own = !trial && atlas.map.state.scene.supply.own;
    if (!own) element.append(atlas.signs.symbol(trial ? "sym-candidate" : `sym-rvz-${place.state}`));
    if (trial) {
      const letter = root.document.createElement("span");
      letter.className = "letter";
      letter.textContent = place.letter;
      element.append(letter);
    }
    const size = trial ? [38, 38] : [20, 20];
    const icon = root.L.divIcon({ className: `point site ${own ? "own" : ""} ${place.closed ? "closed" : ""}`, html: element, iconSize: size, iconAnchor: trial ? [19, 36] : [10, 10] });
    const marker = root.L.marker([place.lat, place.lon], { icon, pane, keyboard: false, draggable: trial && mine, title: place.name });
    if (trial && mine) drag(marker, place);
    marker.on("add", () => {
      const node = marker.getElement();
      node.dataset.id = place.id;
      node.dataset.layer = trial ? "candidates" : "rvz";
      node.setAttribute("role", "button");
      node.setAttribute("tabindex", "-1");
      node.setAttribute("aria-label", place.note ? `${place.name}. ${place.note}` : place.name);
    });
    return marker;
  }

  /** Sites that are drawn here: those on trial, closed ones, and all of a list of one's own. */
  function drawn(scene) {
    let rank = -1;
    return scene.sites.map((place) => (place.state === "candidate" ? { ...place, rank: (rank += 1) } : place))
      .filter((place) => place.state === "candidate" || place.closed || scene.supply.own);
  }

  /** Everything of this mode that lies over the areas. */
  function draw(M) {
    if (G.layer && !G.dragging) { atlas.keys.hold(); G.layer.remove(); }
    if (G.marks) G.marks.remove();
    if (!G.dragging) G.layer = null;
    G.marks = null;
    atlas.versus.draw(M);
    if (!on() || !M.scene || !M.scene.sites || !atlas.view.fits(M.view, M.scene)) return;
    const { flips, gained } = M.scene;
    if (atlas.view.metricOf(M.view) === "gap") G.marks = root.L.layerGroup([...outlines(M, flips, "flip"), ...outlines(M, gained, "gained-case"), ...outlines(M, gained, "gained")]).addTo(M.map);
    // A marker under the pointer must not be made anew
    if (!G.dragging) G.layer = root.L.layerGroup(drawn(M.scene).map((place) => site(place, M, place.state === "candidate" || place.closed ? "sites" : "supply"))).addTo(M.map);
  }

  /** Next click on the map places a site; again: no. */
  function arm() {
    G.armed = G.armed ? "" : "add";
    root.document.body.dataset.armed = G.armed ? "on" : "off";
    const button = root.document.querySelector('[data-action="set-site"]');
    if (button) button.setAttribute("aria-pressed", String(Boolean(G.armed)));
    if (!G.armed) atlas.glimpse.forget();
  }

  const GEMEINDE = /^\d{8}$/;

  /** Returns true when the click was used up. A municipality chosen by key gets the site in its main place. */
  function clicked(latlng, key = "") {
    if (!on() || !G.armed) return false;
    arm();
    atlas.dispatch({ type: "candidate", add: GEMEINDE.test(key) ? key : written(latlng) });
    return true;
  }

  /** Before a click: what a site under the pointer would add. */
  function moved(latlng) {
    if (on() && G.armed) atlas.glimpse.here(latlng);
  }

  // ---------------------------------------------------------------- Dash part: the panel

  const h = (...args) => atlas.panel.h(...args);

  function scenes(view, scene) {
    const boot = atlas.boot();
    const now = view || boot.view, s = scene || boot.scene;
    return atlas.view.subject(now) === "gaps" && s.sites && atlas.view.fits(now, s) ? { view: now, scene: s, words: boot.words } : null;
  }

  function button(attributes, text, className = "link") {
    return h("Button", { type: "button", className, ...attributes }, text);
  }

  function siteRow(place, words) {
    const trial = place.state === "candidate";
    const act = trial
      ? button({ "data-candidate": place.id, "data-step": "remove", "aria-label": `${words["gaps.remove"]}: ${place.name}` }, words["gaps.remove"])
      : button({ "data-close-site": place.id, "aria-pressed": String(place.closed), "aria-label": `${words[place.closed ? "gaps.reopen" : "gaps.close"]}: ${place.name}` }, words[place.closed ? "gaps.reopen" : "gaps.close"]);
    return h("Li", { key: place.id, className: "site-row" + (place.closed ? " closed" : "") },
      h("Span", { className: "site-letter" }, trial ? place.letter : ""),
      h("Span", {}, place.name, h("Small", {}, place.note || "")), act);
  }

  /** Lists of sites, the norm in words, the formula, the doubtful areas, notices. */
  function panel(v, s) {
    const now = scenes(v, s);
    if (!now) return Array(7).fill(root.dash_clientside.no_update);
    const { scene, words } = now;
    if (!atlas.fresh("gap-panel", scene)) return Array(7).fill(root.dash_clientside.no_update);
    const trial = scene.sites.filter((place) => place.state === "candidate");
    const standing = scene.sites.filter((place) => place.state !== "candidate");
    const { norm } = scene;
    return [
      trial.length ? trial.map((place) => siteRow(place, words)) : h("Li", { className: "note" }, words["gaps.none"]),
      standing.slice(0, LISTED).map((place) => siteRow(place, words)),
      [h("B", { key: "w" }, norm.words), " ", norm.secondary ? h("Em", { key: "s", className: "secondary" }, words["gaps.secondary"]) : "", " ",
        norm.url ? h("A", { key: "a", href: norm.url, target: "_blank", rel: "noopener noreferrer" }, norm.source) : norm.source, norm.note ? h("Div", { key: "n" }, norm.note) : ""],
      scene.method_line, scene.flip_text || "",
      (scene.problems || []).map((p, i) => h("Div", { key: "p" + i, className: "problem" }, `${p.text} ${p.hint || ""}`)),
      String(standing.length),
    ];
  }

  function controls() {
    const { view } = atlas.map.state;
    if (!view) return;
    const { past, future } = atlas.steps;
    const set = (id, value) => { const node = root.document.getElementById(id); if (node && root.document.activeElement !== node && node.value !== String(value)) node.value = String(value); };
    set("norm", view.norm); set("measure", view.measure); set("scenario-name", view.name);
    atlas.versus.controls(view);
    atlas.supply.controls(view);
    ["detour", "speed", "start"].forEach((id, i) => set(id, view.travel[i]));
    const disable = (action, off) => { const node = root.document.querySelector(`[data-action="${action}"]`); if (node) node.disabled = off; };
    disable("undo", !past.length); disable("redo", !future.length);
  }

  function changed(e) {
    const { id, value } = e.target;
    const { view } = atlas.map.state;
    if (id === "supply") atlas.dispatch({ type: "supply", value });
    else if (id === "norm" || id === "measure") atlas.dispatch({ type: "set", field: id, value });
    else if (id === "scenario-name") atlas.dispatch({ type: "set", field: "name", value: value.trim().slice(0, 60) });
    else if (id === "free-norm" && value.trim()) atlas.dispatch({ type: "set", field: "norm", value: value.trim().toLowerCase().replace(/\s+/g, "") });
    else if (["detour", "speed", "start"].includes(id)) {
      const at = ["detour", "speed", "start"].indexOf(id), number = Number(String(value).replace(",", "."));
      const [low, high] = [[1, 3], [5, 130], [0, 30]][at];
      if (number >= low && number <= high) atlas.dispatch({ type: "set", field: "travel", value: view.travel.map((n, i) => (i === at ? number : n)) });
      else atlas.page.notice(atlas.boot().words["gaps.range"].replace("{low}", low).replace("{high}", high));
    } else if (id === "candidate-place") place(value);
  }

  /** The form's way to a site: a municipality by its name. */
  async function place(text) {
    const field = root.document.getElementById("candidate-place");
    const hit = await atlas.search.municipality(text);
    if (hit) { atlas.dispatch({ type: "candidate", add: hit.key }); field.value = ""; }
    else if (text.trim()) atlas.page.notice(atlas.boot().words["gaps.no_place"].replace("{text}", text));
  }

  if (root.document) {
    root.document.addEventListener("change", (e) => changed(e));
    root.dash_clientside = root.dash_clientside || {};
    root.dash_clientside.atlas_gaps = { panel };
  }
  atlas.gaps = { draw, arm, clicked, moved, controls, written, outlines, site };
  if (typeof module !== "undefined") module.exports = { written };
})(typeof window !== "undefined" ? window : globalThis);
