/* The briefing's pure part: what a key means, where a camera goes, how old the data are, who leads. */
(function (root) {
  "use strict";

  const STEPS = { ArrowRight: 1, ArrowDown: 1, PageDown: 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1 };
  const ENDS = { Home: "first", End: "last" };
  const OWN = { f: "full", p: "present", c: "code" };
  const SILENT = ["Shift", "Control", "Alt", "Meta", "AltGraph", "CapsLock", "Tab", "Escape", "NumLock", "Dead", "Unidentified"];

  /** What a key does: go to a scene, a step, an own action, or hold and go on. */
  function keyed(e, n) {
    if (e.ctrlKey || e.metaKey || e.altKey || SILENT.includes(e.key) || /^F\d+$/.test(e.key)) return null;
    if (e.key in STEPS) return { type: "step", by: STEPS[e.key] };
    if (e.key in ENDS) return { type: "go", to: ENDS[e.key] === "first" ? 0 : n - 1 };
    if (/^[1-9]$/.test(e.key)) return Number(e.key) <= n ? { type: "go", to: Number(e.key) - 1 } : null;
    const own = OWN[e.key.toLowerCase()];
    return own ? { type: own } : { type: "toggle" };
  }

  /** What a touch does: a swipe or a tap on a side is a step, a tap in the middle holds. */
  function touched(from, to, width) {
    const dx = to.x - from.x, dy = to.y - from.y;
    if (Math.abs(dx) > 60 && Math.abs(dx) > 1.5 * Math.abs(dy)) return { type: "step", by: dx < 0 ? 1 : -1 };
    if (Math.hypot(dx, dy) > 30) return null;
    if (to.x < width / 4) return { type: "step", by: -1 };
    return to.x > (width * 3) / 4 ? { type: "step", by: 1 } : { type: "toggle" };
  }

  function wrapped(at, n) {
    return ((at % n) + n) % n;
  }

  /** How the map of one camera has to lie so as to look like that of another; both in widths of the map. */
  function seenAs(own, other) {
    const kx = other[2] / own[2], ky = other[3] / own[3];
    return { x: other[0] - own[0] * kx, y: other[1] - own[1] * ky, kx, ky };
  }

  function css(t) {
    return `translate(${(t.x * 100).toFixed(4)}%, ${(t.y * 100).toFixed(4)}%) scale(${t.kx.toFixed(6)}, ${t.ky.toFixed(6)})`;
  }

  const STILL = "translate(0%, 0%) scale(1, 1)";

  /** The four ends of a move: where the old map goes, from where the new one comes. */
  function move(from, to) {
    if (!from || !to) return { away: STILL, near: STILL };
    return { away: css(seenAs(from, to)), near: css(seenAs(to, from)) };
  }

  /** Milliseconds that a scene has been shown. */
  function elapsed(state, now) {
    return state.paused ? state.held : state.held + now - state.since;
  }

  function due(state, now, seconds) {
    return !state.paused && elapsed(state, now) >= seconds * 1000;
  }

  function held(state, now) {
    return { ...state, held: elapsed(state, now), since: now, paused: true };
  }

  function goneOn(state, now) {
    return { ...state, since: now, paused: false };
  }

  function shown(state, at, now) {
    return { ...state, at, held: 0, since: now };
  }

  /** What is told to other windows. */
  function letter(state, scenes, story, now, from) {
    return { story, id: scenes[state.at].id, paused: state.paused, elapsed: Math.max(0, Math.round(elapsed(state, now))), from };
  }

  /** The state after a letter of another window; null if it says nothing new for this story. */
  function heard(state, message, scenes, story, now) {
    if (!message || message.story !== story) return null;
    const at = scenes.findIndex((scene) => scene.id === message.id);
    if (at < 0) return null;
    return { at, paused: Boolean(message.paused), held: Math.max(0, Number(message.elapsed) || 0), since: now };
  }

  function filled(text, values) {
    return text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  }

  /** How long something lasts, in words. */
  function age(ms, words) {
    const minutes = Math.floor(ms / 60000);
    if (minutes < 1) return words.moments;
    if (minutes < 60) return filled(words.minutes, { n: minutes });
    if (minutes < 48 * 60) return filled(words.hours, { n: Math.floor(minutes / 60) });
    return filled(words.days, { n: Math.floor(minutes / 1440) });
  }

  function clock(ms) {
    const s = Math.max(0, Math.floor(ms / 1000)), two = (n) => String(n).padStart(2, "0");
    return s >= 3600 ? `${Math.floor(s / 3600)}:${two(Math.floor(s / 60) % 60)}:${two(s % 60)}` : `${Math.floor(s / 60)}:${two(s % 60)}`;
  }

  /** Where all stands, in units: a slow round against burn-in, to the right and up only, where the
      map leaves the stage; the edges it comes away from are faded. */
  function drift(step) {
    const round = [[0, 0], [2, -1], [4, -1], [6, -2], [6, -4], [4, -5], [2, -4], [0, -2]];
    return round[wrapped(step, round.length)];
  }

  const api = { keyed, touched, wrapped, seenAs, move, elapsed, due, held, goneOn, shown, letter, heard, filled, age, clock, drift, STILL };
  root.briefing = Object.assign(root.briefing || {}, api);
  if (typeof module !== "undefined") module.exports = api;
})(typeof window !== "undefined" ? window : globalThis);
