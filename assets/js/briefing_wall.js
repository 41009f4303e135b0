/* The wall: goes on by itself, for days, whether or not there is a server. */
(function (root) {
  "use strict";
  const { document } = root;
  const core = root.briefing;
  const boot = JSON.parse(document.getElementById("boot").textContent);
  const AHEAD = 3000, TICK = 250;
  const W = { deck: boot.deck, pending: null, changes: 0, link: null, news: null };

  function now() {
    return root.performance.now();
  }

  function fit() {
    const u = Math.min(root.innerWidth / 1920, root.innerHeight / 1080);
    document.documentElement.style.setProperty("--u", u + "px");
  }

  function index(id) {
    return Math.max(0, W.deck.scenes.findIndex((scene) => scene.id === id));
  }

  /** Newer data are taken over at a change of scene, never in the middle of one. */
  function renew(at) {
    const { id } = W.deck.scenes[at];
    W.deck = W.pending;
    W.pending = null;
    delete document.body.dataset.pending;
    W.stage.cancel();
    W.stage.fill(W.deck);
    return index(id);
  }

  function show(at, quiet) {
    if (W.pending) at = renew(at);
    W.state = core.shown(W.state, at, now());
    W.stage.show(at);
    W.stage.drift((W.changes += 1));
    remember();
    paint();
    if (!quiet) tell();
  }

  /** The address names the scene, so that a reload comes back to it. */
  function remember() {
    if (!boot.live) return;
    const url = new root.URL(root.location.href);
    url.searchParams.set("scene", W.deck.scenes[W.state.at].id);
    root.history.replaceState(null, "", url);
  }

  function tell() {
    if (W.link) W.link.send(core.letter(W.state, W.deck.scenes, W.deck.story, now()));
  }

  function hear(message) {
    const next = core.heard(W.state, message, W.deck.scenes, W.deck.story, now());
    if (!next) return;
    if (next.at !== W.state.at) show(next.at, true);
    W.state = { ...W.state, paused: next.paused, held: next.held, since: next.since };
    paint();
  }

  function paint() {
    W.stage.progress(W.state, now());
    const late = W.news ? W.news.late() : 0;
    W.stage.say(late ? core.filled(boot.words.offline, { age: core.age(late, boot.words), since: clockOf(Date.now() - late) }) : "");
    document.body.dataset.scene = W.deck.scenes[W.state.at].id;
    document.body.dataset.paused = String(W.state.paused);
  }

  function clockOf(ms) {
    const time = new Date(ms), today = new Date();
    const hour = time.toLocaleTimeString(W.deck.lang, { hour: "2-digit", minute: "2-digit" });
    return time.toDateString() === today.toDateString() ? hour : `${time.toLocaleDateString(W.deck.lang)}, ${hour}`;
  }

  function tick() {
    const n = W.deck.scenes.length, t = now(), { seconds } = W.deck.scenes[W.state.at];
    const follows = W.link && W.link.led();
    if (seconds * 1000 - core.elapsed(W.state, t) < AHEAD) W.stage.prepare(core.wrapped(W.state.at + 1, n));
    if (core.due(W.state, t, seconds) && !follows) show(core.wrapped(W.state.at + 1, n));
    paint();
  }

  // ---------------------------------------------------------------- keys, touch

  const ACTIONS = {
    step: ({ by }) => show(core.wrapped(W.state.at + by, W.deck.scenes.length)),
    go: ({ to }) => show(to),
    toggle: () => {
      W.state = W.state.paused ? core.goneOn(W.state, now()) : core.held(W.state, now());
      paint();
      tell();
    },
    full: () => {
      if (document.fullscreenElement) document.exitFullscreen();
      else if (document.documentElement.requestFullscreen) document.documentElement.requestFullscreen().catch(() => {});
    },
    present: () => {
      if (!boot.live) return;
      const code = W.link.code ? "&code=" + W.link.code : "";
      root.open("/?" + boot.query + "&window=presenter" + code, "atlas-presenter", "popup,width=1280,height=800");
    },
    code: () => { if (boot.live) askCode(); },
  };

  function act(action) {
    if (action) ACTIONS[action.type](action);
  }

  function listen() {
    document.addEventListener("keydown", (e) => {
      if (document.querySelector("dialog[open]")) return;
      const action = core.keyed(e, W.deck.scenes.length);
      if (!action || (e.repeat && action.type === "toggle")) return;
      e.preventDefault();
      act(action);
    });
    let from = null;
    document.addEventListener("pointerdown", (e) => { from = { x: e.clientX, y: e.clientY }; });
    document.addEventListener("pointerup", (e) => {
      if (!from || document.querySelector("dialog[open]")) return;
      act(core.touched(from, { x: e.clientX, y: e.clientY }, root.innerWidth));
      from = null;
    });
    root.addEventListener("resize", fit);
  }

  /** Ask for the code of another device, by which both keep in step. */
  function askCode() {
    const dialog = core.element("dialog", "ask", document.body);
    const form = core.element("form", "", dialog);
    form.method = "dialog";
    const label = core.element("label", "", form);
    label.textContent = boot.words.code_ask;
    const input = core.element("input", "", label);
    input.id = "code";
    input.maxLength = 6;
    input.autocomplete = "off";
    const bad = core.element("p", "bad", form);
    bad.setAttribute("role", "alert");
    for (const value of ["connect", "cancel"]) {
      const button = core.element("button", "", form);
      button.value = value;
      button.textContent = boot.words[value];
      if (value === "cancel") button.formNoValidate = true;
    }
    form.addEventListener("submit", async (e) => {
      e.preventDefault();
      if (e.submitter && e.submitter.value === "cancel") { dialog.close(); return; }
      const code = input.value.trim().toUpperCase();
      const known = await W.link.known(code).catch(() => false);
      if (!known) { bad.textContent = boot.words.code_bad; return; }
      W.link.join(code);
      dialog.close();
    });
    dialog.addEventListener("close", () => { document.body.classList.remove("asking"); dialog.remove(); });
    document.body.classList.add("asking");
    dialog.showModal();
  }

  /** Keep the screen on where the browser can; a lost lock is asked for again. */
  function wake() {
    if (!root.navigator.wakeLock) return;
    const ask = () => { if (document.visibilityState === "visible") root.navigator.wakeLock.request("screen").catch(() => {}); };
    document.addEventListener("visibilitychange", ask);
    ask();
  }

  function start() {
    fit();
    W.stage = new core.Stage(document.getElementById("stage"), W.deck, boot.words, "w");
    W.state = { at: index(boot.scene), held: 0, since: now(), paused: false };
    if (boot.live) {
      W.link = new core.Link(W.deck.story, hear);
      W.news = new core.News(boot.query, W.deck, (deck) => { W.pending = deck; document.body.dataset.pending = deck.tag; });
      if (boot.code) W.link.join(boot.code);
      W.news.watch();
    }
    listen();
    wake();
    W.stage.show(W.state.at);
    remember();
    paint();
    root.setInterval(tick, TICK);
    document.fonts.ready.then(() => root.requestAnimationFrame(() => root.requestAnimationFrame(() => { document.body.dataset.state = "ready"; })));
  }

  core.wall = W;
  start();
})(window);
