/* The stage: all scenes of a deck stand on it at once; one is seen, the next is prepared. */
(function (root) {
  "use strict";
  const { document } = root;
  const core = root.briefing;
  const MOVE = 1100;

  function element(tag, className, parent) {
    const made = document.createElement(tag);
    if (className) made.className = className;
    if (parent) parent.append(made);
    return made;
  }

  /** Markup that our own server drew; inert, for it has no scripts and a policy forbids them. */
  function drawn(markup, name) {
    const own = markup.replace(/(id="|#)(s\d+-)/g, `$1${name}$2`);
    const parsed = new root.DOMParser().parseFromString(own, "image/svg+xml").documentElement;
    return document.importNode(parsed, true);
  }

  function calm() {
    return root.matchMedia("(prefers-reduced-motion: reduce)").matches;
  }

  /** A stage with all scenes of a deck. */
  class Stage {
    constructor(host, deck, words, name) {
      this.host = host;
      this.name = name;
      this.filled = 0;
      this.words = words;
      this.animations = [];
      this.drifting = element("div", "drifting", host);
      this.foot(this.drifting);
      this.fill(deck);
    }

    fill(deck) {
      const old = this.deckElement;
      this.deck = deck;
      this.at = -1;
      this.prefix = this.name + (this.filled += 1); // a hidden pattern of the same name would paint nothing
      this.deckElement = element("div", "deck");
      this.map = element("div", "map empty", this.deckElement);
      const [left, top, width, height] = deck.map;
      this.map.style.cssText = `left:${(left / 1920) * 100}%;top:${(top / 1080) * 100}%;width:${(width / 1920) * 100}%;height:${(height / 1080) * 100}%`;
      this.parts = deck.scenes.map((scene, at) => this.scene(scene, at));
      this.drifting.append(this.deckElement);
      this.host.style.setProperty("--type", deck.type);
      this.marks();
      if (old) root.setTimeout(() => old.remove(), 0);
    }

    scene(scene, at) {
      const over = element("section", "over", this.deckElement);
      over.dataset.at = at;
      over.dataset.scene = scene.id;
      over.setAttribute("aria-label", scene.spoken);
      over.setAttribute("aria-hidden", "true");
      over.append(drawn(scene.over, this.prefix));
      let map = null;
      if (scene.map) {
        map = element("div", "", this.map);
        map.dataset.at = at;
        map.dataset.scene = scene.id;
        map.append(drawn(scene.map, this.prefix));
      }
      return { over, map };
    }

    foot(host) {
      const foot = element("div", "foot", host);
      this.held = element("span", "held", foot);
      this.held.textContent = this.words.pause;
      this.dots = element("span", "dots", foot);
      this.count = element("span", "count", foot);
      this.banner = element("div", "banner", this.host);
      this.banner.hidden = true;
      this.banner.setAttribute("role", "status");
    }

    marks() {
      this.dots.replaceChildren(...this.deck.scenes.map(() => { const mark = element("i"); element("b", "", mark); return mark; }));
    }

    /** Make the next scene ready to be seen, so that the change is one smooth move. */
    prepare(at) {
      if (at === this.at) return;
      const { over, map } = this.parts[at];
      for (const part of [over, map]) if (part) part.classList.add("next");
    }

    show(at) {
      if (at === this.at) return;
      const from = this.at < 0 ? null : this.parts[this.at], to = this.parts[at];
      const before = this.at < 0 ? null : this.deck.scenes[this.at].camera, after = this.deck.scenes[at].camera;
      this.settle();
      this.at = at;
      this.map.classList.toggle("empty", !to.map && !(from && from.map));
      for (const part of [to.over, to.map]) if (part) { part.classList.remove("next"); part.classList.add("on"); }
      to.over.setAttribute("aria-hidden", "false");
      if (from) from.over.setAttribute("aria-hidden", "true");
      if (!from || calm()) { this.leave(from); return; }
      this.animate(from, to, core.move(before, after));
    }

    animate(from, to, ends) {
      const how = { duration: MOVE, easing: "cubic-bezier(.3,.1,.2,1)" };
      const run = (part, frames, options) => { if (part) this.animations.push(part.animate(frames, { ...how, ...options })); };
      run(from.over, [{ opacity: 1 }, { opacity: 0, offset: 0.55 }, { opacity: 0 }], { fill: "forwards" });
      run(to.over, [{ opacity: 0 }, { opacity: 0, offset: 0.1 }, { opacity: 1, offset: 0.65 }, { opacity: 1 }]);
      if (from.map && to.map) {
        this.map.append(to.map); // above, so that the old one is covered, never the ground seen
        run(from.map, [{ transform: core.STILL }, { transform: ends.away }], { fill: "forwards" });
        run(to.map, [{ transform: ends.near, opacity: 0 }, { opacity: 1, offset: 0.7 }, { transform: core.STILL, opacity: 1 }]);
      } else {
        run(from.map, [{ opacity: 1 }, { opacity: 0 }], { fill: "forwards" });
        run(to.map, [{ opacity: 0 }, { opacity: 1 }]);
      }
      const ticket = (this.ticket = {});
      root.setTimeout(() => { if (ticket === this.ticket) this.leave(from); }, MOVE + 60);
    }

    /** End a move at once. */
    settle() {
      this.ticket = null;
      this.parts.forEach((part, at) => { if (at !== this.at) this.leave(part); });
      this.cancel();
    }

    cancel() {
      this.animations.forEach((animation) => animation.cancel());
      this.animations = [];
    }

    leave(part) {
      this.cancel();
      if (part) for (const one of [part.over, part.map]) if (one) one.classList.remove("on", "next");
      if (this.at >= 0) this.map.classList.toggle("empty", !this.parts[this.at].map);
    }

    progress(state, now) {
      const scene = this.deck.scenes[state.at];
      const share = Math.min(1, core.elapsed(state, now) / (scene.seconds * 1000));
      this.host.dataset.paused = String(state.paused);
      [...this.dots.children].forEach((mark, at) => {
        mark.className = at < state.at ? "done" : "";
        mark.firstChild.style.transform = at === state.at ? `scaleX(${share.toFixed(3)})` : "";
      });
      const text = core.filled(this.words.of, { n: state.at + 1, all: this.deck.scenes.length });
      if (this.count.textContent !== text) this.count.textContent = text;
    }

    drift(step) {
      const [x, y] = core.drift(step);
      this.drifting.style.transform = `translate(calc(${x} * var(--u)), calc(${y} * var(--u)))`;
    }

    say(text) {
      this.banner.hidden = !text;
      if (this.banner.textContent !== text) this.banner.textContent = text;
    }
  }

  root.briefing.Stage = Stage;
  root.briefing.element = element;
})(window);
