/* The presenter's desk: this scene, the next one, the note, the clock; it leads every wall that listens. */
(function (root) {
  "use strict";
  const { document } = root;
  const core = root.briefing;
  const { element } = core;
  const boot = JSON.parse(document.getElementById("boot").textContent);
  const { words } = boot;
  const P = { deck: boot.deck, began: root.performance.now(), beaten: -Infinity };

  function now() {
    return root.performance.now();
  }

  // ---------------------------------------------------------------- the desk

  function text(tag, className, parent, said) {
    const made = element(tag, className, parent);
    made.textContent = said;
    return made;
  }

  function button(parent, said, act, className) {
    const made = text("button", className || "", parent, said);
    made.type = "button";
    made.addEventListener("click", act);
    return made;
  }

  function clock(parent, id, label) {
    const box = element("div", "clock", parent);
    text("span", "", box, label);
    const value = element("b", "", box);
    value.id = id;
    return value;
  }

  function mini(parent, id) {
    const host = element("div", "stage", element("div", "mini", parent));
    host.id = id;
    return new core.Stage(host, P.deck, words, id);
  }

  function build() {
    const desk = document.getElementById("desk");
    const top = element("header", "top", desk);
    text("h1", "", top, P.deck.title);
    element("span", "room", top);
    P.left = clock(top, "left", words.scene_left);
    P.talk = clock(top, "talk", words.talk);
    P.time = clock(top, "time", words.clock);
    const code = element("div", "clock", top);
    code.title = words.code + ". " + words.code_how;
    text("span", "", code, words.code_short);
    P.code = text("b", "code", code, "······");
    P.code.id = "code";
    const left = element("section", "left", desk);
    P.now = mini(left, "now");
    text("h2", "", left, words.note);
    P.note = element("p", "note", left);
    P.note.id = "note";
    const right = element("section", "right", desk);
    P.nextHead = text("h2", "", right, words.next);
    P.next = mini(right, "next");
    text("h2", "", right, words.scenes);
    P.list = element("ol", "", right);
    listScenes();
    P.bad = element("div", "bad", right);
    P.bad.setAttribute("role", "status");
    P.skipped = element("div", "bad", right);
    P.skipped.id = "skipped";
    skipped();
    text("p", "sub", right, words.code + ": " + words.code_how);
    keys(element("footer", "keys", desk));
  }

  function keys(bar) {
    button(bar, "← " + words.back, () => step(-1)).id = "back";
    P.hold = button(bar, words.hold, toggle, "main");
    P.hold.id = "hold";
    button(bar, words.forward + " →", () => step(1)).id = "forward";
    button(bar, words.reset, () => { P.began = root.performance.now(); paint(); });
    const wall = text("a", "button", bar, words.open_wall);
    wall.href = "/?" + boot.query;
    wall.target = "_blank";
    wall.id = "open-wall";
    text("a", "button", bar, words.home).href = "/?mode=briefing" + (P.deck.lang === "en" ? "&lang=en" : "");
  }

  function listScenes() {
    P.list.replaceChildren();
    P.deck.scenes.forEach((scene, at) => button(element("li", "", P.list), scene.title, () => show(at)));
  }

  function skipped() {
    P.skipped.replaceChildren();
    if (!P.deck.skipped.length) return;
    text("b", "", P.skipped, words.skipped);
    const list = element("ul", "", P.skipped);
    P.deck.skipped.forEach((said) => text("li", "", list, said));
  }

  // ---------------------------------------------------------------- what happens

  function show(at, quiet) {
    P.state = core.shown(P.state, at, now());
    paintScene();
    if (!quiet) tell();
  }

  function step(by) {
    show(core.wrapped(P.state.at + by, P.deck.scenes.length));
  }

  function toggle() {
    P.state = P.state.paused ? core.goneOn(P.state, now()) : core.held(P.state, now());
    paint();
    tell();
  }

  function tell(beat) {
    P.beaten = root.performance.now();
    P.link.send(core.letter(P.state, P.deck.scenes, P.deck.story, now()), beat);
  }

  function hear(message) {
    const next = core.heard(P.state, message, P.deck.scenes, P.deck.story, now());
    if (!next || String(message.from).startsWith("lead-")) return; // two leaders: each keeps its own
    const moved = next.at !== P.state.at;
    P.state = { ...next };
    if (moved) paintScene(); else paint();
  }

  function paintScene() {
    const { at } = P.state, n = P.deck.scenes.length, after = core.wrapped(at + 1, n);
    P.now.show(at);
    P.next.show(after);
    P.nextHead.textContent = after === 0 ? words.end : words.next;
    P.note.textContent = P.deck.scenes[at].note || words.no_note;
    [...P.list.querySelectorAll("button")].forEach((b, i) => b.setAttribute("aria-current", String(i === at)));
    document.body.dataset.scene = P.deck.scenes[at].id;
    paint();
  }

  function paint() {
    const t = now(), { seconds } = P.deck.scenes[P.state.at];
    const rest = seconds * 1000 - core.elapsed(P.state, t);
    P.left.textContent = core.clock(rest + 999);
    P.talk.textContent = core.clock(root.performance.now() - P.began);
    P.time.textContent = new Date().toLocaleTimeString(P.deck.lang, { hour: "2-digit", minute: "2-digit" });
    const said = P.state.paused ? words.go_on : words.hold;
    if (P.hold.textContent !== said) P.hold.textContent = said;
    P.now.progress(P.state, t);
    const late = P.news.late();
    const bad = late ? core.filled(words.offline, { age: core.age(late, words), since: new Date(Date.now() - late).toLocaleTimeString(P.deck.lang, { hour: "2-digit", minute: "2-digit" }) }) : P.codeless || "";
    if (P.bad.textContent !== bad) P.bad.textContent = bad;
    document.body.dataset.paused = String(P.state.paused);
  }

  function tick() {
    const { seconds } = P.deck.scenes[P.state.at];
    if (core.due(P.state, now(), seconds)) step(1);
    else if (root.performance.now() - P.beaten > core.BEAT) tell(true);
    paint();
  }

  /** Newer data: the desk shows them at once, the wall at its next change of scene. */
  function renew(deck) {
    const { id } = P.deck.scenes[P.state.at];
    P.deck = deck;
    P.now.fill(deck);
    P.next.fill(deck);
    P.state = { ...P.state, at: Math.max(0, deck.scenes.findIndex((scene) => scene.id === id)) };
    listScenes();
    skipped();
    paintScene();
  }

  async function code() {
    if (boot.code && (await P.link.known(boot.code).catch(() => false))) P.link.join(boot.code);
    else await P.link.open().catch(() => "");
    if (P.link.code) {
      P.code.textContent = P.link.code;
      const url = new root.URL(root.location.href);
      url.searchParams.set("code", P.link.code);
      root.history.replaceState(null, "", url);
      document.getElementById("open-wall").href = "/?" + boot.query + "&code=" + P.link.code;
    } else P.codeless = words.code_none;
    document.body.dataset.state = "ready";
  }

  function listen() {
    document.addEventListener("keydown", (e) => {
      const action = core.keyed(e, P.deck.scenes.length);
      if (!action || (e.target.closest && e.target.closest("button, a") && [" ", "Enter"].includes(e.key))) return;
      if (action.type === "step") step(action.by);
      else if (action.type === "go") show(action.to);
      else if (e.key === " ") toggle();
      else return;
      e.preventDefault();
    });
  }

  function start() {
    P.link = new core.Link(P.deck.story, hear);
    P.link.name = "lead-" + P.link.name;
    P.news = new core.News(boot.query, P.deck, renew);
    P.state = { at: Math.max(0, P.deck.scenes.findIndex((scene) => scene.id === boot.scene)), held: 0, since: now(), paused: false };
    build();
    listen();
    paintScene();
    P.news.watch();
    root.setInterval(tick, 250);
    code();
  }

  core.presenter = P;
  start();
})(window);
