/* The page: its state (loading, ready, error), theme, panels, sharing, notices, icons. */
(function (root) {
  "use strict";
  if (!root.document) return;
  const atlas = (root.atlas = root.atlas || {});
  const { document } = root;
  const GIVE_UP = 20000;
  const S = { since: root.performance.now(), frame: 0, expect: 0, ticket: 0, charts: false, later: 0, symbols: 0 };

  // ---------------------------------------------------------------- state of the page

  /** Something was asked for: not ready until it is painted. */
  function loading() {
    S.since = root.performance.now();
    S.ticket += 1;
    document.body.dataset.state = "loading";
    check();
  }

  const WIRED = ".press-clean input, .segments input, .checks input";
  const STEPS = ".switch, [id^=mode-], #theme, #reset, [data-move]";

  /** A control of Dash's was used: Dash will call the reducer shortly; until then the page is not ready. */
  function expect() {
    S.expect = root.performance.now() + 1200;
    loading();
  }

  function used(e) {
    if (!e.target.closest) return;
    if (e.target.closest(WIRED)) expect();
    const button = e.type === "click" && e.target.closest(STEPS);
    if (!button) return;
    if (button.matches(".switch")) button.setAttribute("aria-checked", String(button.getAttribute("aria-checked") !== "true"));
    atlas.dispatch(atlas.view.stepOf(button, atlas.wanted || atlas.boot().view));
  }

  function slid({ target }) {
    if (target.matches("[id^=opacity-]")) atlas.dispatch({ type: "layer-opacity", id: target.id.slice(8), value: Number(target.value) });
  }

  function closeMenus(target) {
    document.querySelectorAll("details.menu[open]").forEach((menu) => { if (!menu.contains(target)) menu.open = false; });
  }

  function heard() {
    S.expect = 0;
  }

  function complete() {
    const { view, scene } = atlas.map.state;
    if (!view || !scene || root.performance.now() < S.expect || !atlas.wanted || !atlas.view.same(view, atlas.wanted)) return false;
    if (!atlas.first.gone()) return false;
    if (scene.glimpse || !atlas.view.same(atlas.view.sceneQuery(view), scene.query)) return false;
    if (view.mode === "press") return atlas.press.ready(view) && document.fonts.status === "loaded";
    if (!atlas.map.ready()) return false;
    const mapped = view.mode === "explore" || view.mode === "gaps";
    if (atlas.embed.framed(view)) return document.fonts.status === "loaded";
    if (mapped && !S.charts) { S.charts = true; root.setTimeout(() => atlas.charts.load().catch(() => fail()), 0); }
    if (!mapped) return document.querySelector(".page-body") !== null;
    return atlas.charts.ready() && document.fonts.status === "loaded";
  }

  /** Ready when all holds and two frames were painted since. */
  function check() {
    if (document.body.dataset.state !== "loading" || S.frame) return;
    const ticket = S.ticket;
    S.frame = root.requestAnimationFrame(() => {
      S.frame = 0;
      if (complete()) {
        root.requestAnimationFrame(() => root.requestAnimationFrame(() => {
          if (document.body.dataset.state !== "loading") return; // another look was quicker
          if (ticket === S.ticket && complete()) finish();
          else check();
        }));
      } else if (root.performance.now() - S.since > GIVE_UP && !atlas.press.busy()) fail();
      else { root.clearTimeout(S.later); S.later = root.setTimeout(check, 30); }
    });
  }

  function finish() {
    atlas.map.relabel();
    document.body.dataset.state = "ready";
    choices();
    atlas.gaps.controls();
    atlas.indicators.controls();
    atlas.data.refresh();
    symbols();
  }

  function fail() {
    document.body.dataset.state = "error";
    notice(atlas.boot().words["error.load"]);
  }

  // ---------------------------------------------------------------- notices, toast

  function notice(text, hint) {
    if (!document.getElementById("notices")) { root.setTimeout(() => notice(text, hint), 100); return; } // Dash has not begun
    const item = document.createElement("div");
    item.className = "notice";
    item.setAttribute("role", "status");
    const body = document.createElement("div");
    body.textContent = hint ? `${text} ${hint}` : text;
    const close = document.createElement("button");
    close.type = "button";
    close.textContent = "×";
    close.setAttribute("aria-label", atlas.boot().words["close"]);
    close.addEventListener("click", () => item.remove());
    item.append(body, close);
    document.getElementById("notices").append(item);
  }

  function toast(text) {
    const element = document.getElementById("toast");
    element.textContent = text;
    element.classList.add("on");
    root.clearTimeout(S.toast);
    S.toast = root.setTimeout(() => element.classList.remove("on"), 2600);
  }

  // ---------------------------------------------------------------- theme, language link, downloads

  function view(v) {
    const now = v || atlas.boot().view;
    document.documentElement.lang = now.lang;
    if (document.body.dataset.theme !== now.theme) document.body.dataset.theme = now.theme;
    const { codec } = atlas.boot();
    const other = atlas.view.encode({ ...now, lang: now.lang === "de" ? "en" : "de" }, codec);
    document.querySelectorAll("a[data-lang]").forEach((a) => { a.href = "/" + (other ? "?" + other : ""); });
    links(now);
    document.querySelectorAll(".brand").forEach((a) => { a.href = now.lang === "de" ? "/" : "/?lang=en"; });
    return root.dash_clientside.no_update;
  }

  /** Downloads are of the present view. */
  function links(now) {
    const query = atlas.press.plain(now, atlas.boot().codec, atlas.view.encode);
    document.querySelectorAll("a[data-export]").forEach((a) => {
      const picture = now.mode === "press" && ["png", "svg", "pdf"].includes(a.dataset.export);
      const parts = [query, a.dataset.options || ""].filter(Boolean);
      a.href = picture ? atlas.press.address(now, a.dataset.export) : "/export." + a.dataset.export + (parts.length ? "?" + parts.join("&") : "");
    });
  }

  /** Native choices show what the view says; Dash knows no value of theirs. */
  function choices() {
    const { view: now } = atlas.map.state;
    if (!now) return;
    const [from, to] = now.years || ["", ""], [first, last] = atlas.boot().years;
    const values = { metric: now.metric, "year-from": from === first ? "" : from, "year-to": to === last ? "" : to };
    for (const [id, value] of Object.entries(values)) {
      const select = document.getElementById(id);
      if (select && select.value !== String(value)) select.value = String(value);
    }
  }

  function chosen(e) {
    if (e.target.tagName !== "SELECT") return;
    const event = atlas.view.eventOf(e.target.id + ".value", e.target.value === "" ? null : Number(e.target.value) || e.target.value, atlas.map.state.view, atlas.boot().years);
    if (event) atlas.dispatch(event.type === "indicator" ? { ...event, ...atlas.indicators.about(event.value) } : event);
  }

  function share() {
    atlas.rest();
    const url = root.location.href;
    const words = atlas.boot().words;
    const done = () => toast(words["share.copied"]);
    if (root.navigator.clipboard && root.isSecureContext) root.navigator.clipboard.writeText(url).then(done, () => toast(url));
    else toast(url);
  }

  // ---------------------------------------------------------------- icons and symbols in the layout

  /** Fill the empty symbol and icon holders of the layout from the sprite of the page. */
  function symbols() {
    document.querySelectorAll("[data-symbol]:empty").forEach((e) => e.append(atlas.signs.symbol(e.dataset.symbol)));
    document.querySelectorAll("[data-icon]:empty").forEach((e) => {
      const svg = atlas.signs.symbol("icon-" + e.dataset.icon);
      svg.setAttribute("viewBox", "0 0 24 24");
      e.append(svg);
    });
  }

  // ---------------------------------------------------------------- clicks on plain buttons

  function toggle(side) {
    const body = document.body;
    body.dataset[side] = body.dataset[side] === "off" ? "on" : "off";
  }

  /** The dialog that makes stories is fetched when it is asked for. */
  function story(button) {
    button.closest("details").open = false;
    if (atlas.story) { atlas.story.open(); return; }
    const script = document.createElement("script");
    script.src = button.dataset.script;
    script.addEventListener("load", () => atlas.story.open());
    script.addEventListener("error", () => toast(atlas.boot().words["error.load"]));
    document.head.append(script);
  }

  const ACTIONS = {
    story,
    "zoom-in": () => atlas.map.zoomIn(),
    "zoom-out": () => atlas.map.zoomOut(),
    home: () => atlas.map.home(),
    share,
    "toggle-left": () => toggle("left"),
    "toggle-right": () => toggle("right"),
    undo: () => atlas.dispatch({ type: "undo" }),
    "take-proposals": () => atlas.proposals.take(),
    redo: () => atlas.dispatch({ type: "redo" }),
    "set-site": () => atlas.gaps.arm(),
    "versus-today": () => atlas.versus.today(),
    "versus-keep": () => atlas.versus.keep(),
    "load-supply": () => atlas.supply.choose(),
    "close-area": () => atlas.dispatch({ type: "area", key: "" }),
    "close-details": () => { atlas.panel.records([]); atlas.dispatch({ type: "area", key: "" }); },
  };

  document.addEventListener("click", (e) => {
    const hit = e.target.closest("[data-action], [data-unfilter], [data-close-area], [data-show-unplaced], [data-sheet-to], [data-zoom-area], [data-candidate], [data-close-site]");
    closeMenus(e.target);
    if (!hit) return;
    const { action, unfilter, value, closeArea, showUnplaced, sheetTo, zoomArea } = hit.dataset;
    if (action) ACTIONS[action](hit);
    else if (unfilter) atlas.dispatch({ type: "unfilter", field: unfilter, value: value || null });
    else if (closeArea) ACTIONS["close-area"]();
    else if (zoomArea) atlas.map.zoomToArea(atlas.map.state.view.level, zoomArea);
    else if (hit.dataset.candidate) atlas.dispatch({ type: "candidate", [hit.dataset.step || "add"]: hit.dataset.candidate });
    else if (hit.dataset.closeSite) atlas.dispatch({ type: "close", id: hit.dataset.closeSite });
    else if (showUnplaced) atlas.panel.records(atlas.map.state.scene.unplaced.map((r) => r.id), "unplaced");
    else if (sheetTo) {
      document.body.dataset.sheet = sheetTo;
      document.querySelectorAll("[data-sheet-to]").forEach((b) => b.setAttribute("aria-current", String(b === hit)));
      root.dispatchEvent(new Event("resize"));
    }
  });

  document.addEventListener("keydown", (e) => {
    if (e.key === "Escape" && !/INPUT|SELECT|TEXTAREA/.test(e.target.tagName)) {
      const open = document.querySelector("details.menu[open]");
      if (open) { open.open = false; open.querySelector("summary").focus(); }
      else ACTIONS["close-details"]();
    }
    if (e.key === "/" && !/INPUT|SELECT|TEXTAREA/.test(e.target.tagName)) {
      const search = document.getElementById("search");
      if (search) { e.preventDefault(); search.focus(); }
    }
  });

  /** Once a frame, and not for what the map draws anew with each move. */
  function changed(records) {
    if (S.symbols || records.every(({ target }) => target.closest && target.closest(".leaflet-pane"))) return;
    S.symbols = root.requestAnimationFrame(() => { S.symbols = 0; symbols(); });
  }

  /** Small texts in a legend or list may be re-made by Dash: fill their holders when they appear. */
  function watch() {
    symbols();
    new root.MutationObserver(changed).observe(document.body, { childList: true, subtree: true });
    for (const { text, hint } of atlas.boot().notices) notice(text, hint);
  }

  function begin() {
    if (!document.getElementById("notices")) { root.setTimeout(begin, 20); return; }
    watch();
    atlas.search.describe();
    check();
  }

  root.dash_clientside = root.dash_clientside || {};
  root.dash_clientside.atlas_page = { view };
  atlas.page = { loading, expect, heard, check, notice, toast, fail, links };
  document.addEventListener("click", used, true);
  document.addEventListener("change", used, true);
  document.addEventListener("input", slid);
  document.addEventListener("change", chosen);
  document.addEventListener("DOMContentLoaded", begin);
})(typeof window !== "undefined" ? window : globalThis);
