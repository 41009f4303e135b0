/* Steps on their way to the one writer of the view: what they change is painted before its turn. */
(function (root) {
  "use strict";
  const atlas = (root.atlas = root.atlas || {});

  let begun = false, steps = [], letters = {};

  /** Steps since the reducer's last turn; its first one is with the start of Dash.
   *
   * Dash is told that there are some, not which: of two of its messages in one turn it keeps the last. */
  atlas.waiting = function () {
    if (!begun) root.setTimeout(deliver, 0);
    begun = true;
    return steps.splice(0);
  };

  function deliver() {
    Object.entries(letters).forEach(([id, props]) => root.dash_clientside.set_props(id, props));
    letters = {};
  }

  /** Properties for a component of Dash, once there is one. */
  atlas.put = function (id, props) {
    if (!begun) letters[id] = props;
    else root.dash_clientside.set_props(id, props);
  };

  const SEEN_AT_ONCE = ["layer", "layer-opacity", "area", "set"];

  /** Draw a step before Dash has heard of it: its way to the reducer takes longer than a frame. */
  atlas.preview = function (event) {
    const view = atlas.wanted || atlas.boot().view;
    if (atlas.view.subject(view) === "gaps") return view.mode === "gaps" ? foresee(view, event) : null;
    return SEEN_AT_ONCE.includes(event.type) ? show(view, event) : null;
  };

  /** Map and first chart change before the next frame, names and the other charts after it. */
  function show(view, event) {
    const after = atlas.view.next(view, event, atlas.boot().codec);
    atlas.wanted = after; // a second step before Dash's turn goes on from here
    if (event.field === "map") atlas.strayed = null;
    atlas.map.show(after, null, true);
    if (event.type === "area") atlas.charts.follow(after);
    return Promise.resolve();
  }

  /** In gaps the server is asked first for what is seen at once; null where nothing of it changes. */
  function foresee(view, event) {
    const back = event.type === "undo";
    const after = back || event.type === "redo" ? atlas.view.retrace(atlas.steps, view, back)[0] : atlas.view.next(view, event, atlas.boot().codec);
    if (atlas.view.same(atlas.view.sceneQuery(view), atlas.view.sceneQuery(after))) return null;
    atlas.wanted = after; // a second step before Dash's turn goes on from here
    return atlas.glimpse.ahead(after);
  }

  const PATIENCE = 250;

  /** Dash takes the renderer for tens of frames: what is seen at once is painted before its turn. */
  atlas.dispatch = function (event) {
    atlas.page.expect();
    const tell = () => {
      steps.push(event);
      if (begun) root.dash_clientside.set_props("view-event", { data: Date.now() + Math.random() });
    };
    const seen = atlas.preview(event);
    if (!seen) { tell(); return; }
    let told = false;
    const once = () => { if (!told) { told = true; tell(); } };
    root.setTimeout(once, PATIENCE);
    seen.finally(() => root.requestAnimationFrame(() => root.setTimeout(once, 0)));
  };

  /** A moved map changes the address alone; Dash hears of it with the next step, for nothing that it draws depends on it. */
  atlas.stray = function (map) {
    const view = { ...(atlas.wanted || atlas.map.state.view), map };
    atlas.strayed = { map };
    atlas.wanted = view;
    atlas.map.state.view = view;
    atlas.page.links(view);
    root.clearTimeout(resting);
    resting = root.setTimeout(atlas.rest, REST);
  };

  const REST = 150; // ms
  let resting = 0;

  /** The map has come to rest: its address is written. To write one takes as long as a frame of a zoom. */
  atlas.rest = function () {
    root.clearTimeout(resting);
    if (atlas.strayed) atlas.view.write(atlas.map.state.view);
  };

  root.addEventListener("pagehide", atlas.rest);
})(typeof window !== "undefined" ? window : globalThis);
