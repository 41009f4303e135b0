/* The link between windows and to the server: letters to other windows, news of the data. */
(function (root) {
  "use strict";
  const POLL = 900, BEAT = 2500, STATUS = 5000, TIMEOUT = 4000, LATE = 12000;

  async function ask(address, options) {
    const control = new root.AbortController();
    const timer = root.setTimeout(() => control.abort(), TIMEOUT);
    try {
      const answer = await root.fetch(address, { cache: "no-store", ...options, signal: control.signal });
      const body = answer.status === 204 || !answer.ok ? null : await answer.json();
      return { status: answer.status, ok: answer.ok, body };
    } finally {
      root.clearTimeout(timer);
    }
  }

  /** Letters between the windows of one story: within the browser, and by code through the server. */
  class Link {
    constructor(story, hear) {
      this.name = Math.random().toString(36).slice(2, 10);
      this.hear = hear;
      this.code = "";
      this.after = -1;
      this.leader = -Infinity;
      this.channel = root.BroadcastChannel ? new root.BroadcastChannel("atlas-briefing-" + story) : null;
      if (this.channel) this.channel.onmessage = (e) => this.got(e.data);
    }

    got(message) {
      if (!message || message.from === this.name) return;
      if (String(message.from).startsWith("lead-")) this.leader = root.performance.now();
      this.hear(message);
    }

    /** Whether a presenter's window was heard lately: it leads, the wall follows. */
    led() {
      return root.performance.now() - this.leader < 3 * BEAT;
    }

    /** Tell the others; a regular beat gives way to what somebody did since. */
    send(message, beat) {
      const signed = { ...message, from: this.name };
      if (this.channel) this.channel.postMessage(signed);
      if (this.code) this.post(signed, beat ? "?after=" + this.after : "");
    }

    async post(message, query) {
      try {
        const { body } = await ask(`/briefing/remote/${this.code}${query}`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(message) });
        if (!body || body.number <= this.after) return;
        this.after = body.number;
        if (body.state && body.state.story) this.got(body.state);
      } catch { /* the next beat tries again */ }
    }

    async open() {
      const { body } = await ask("/briefing/remote", { method: "POST" });
      if (body) this.join(body.code);
      return this.code;
    }

    async known(code) {
      return (await ask("/briefing/remote/" + encodeURIComponent(code))).ok;
    }

    join(code) {
      const first = !this.code;
      this.code = code;
      this.after = -1;
      if (first) this.poll();
    }

    async poll() {
      try {
        const { body } = await ask(`/briefing/remote/${this.code}?after=${this.after}`);
        if (body && body.number > this.after) {
          this.after = body.number;
          if (body.state.story) this.got(body.state);
        }
      } catch { /* the server is away: both go on by themselves */ }
      root.setTimeout(() => this.poll(), POLL);
    }
  }

  /** News of the server: is it there, and does it have a newer deck? */
  class News {
    constructor(query, deck, tell) {
      Object.assign(this, { query, tag: deck.tag, tell, ok: root.performance.now(), fetching: false });
    }

    async watch() {
      try {
        const { ok, body } = await ask("/briefing/status?" + this.query);
        if (ok) {
          this.ok = root.performance.now();
          if (body.tag && body.tag !== this.tag) await this.fetch();
        }
      } catch { /* told by late() */ }
      root.setTimeout(() => this.watch(), STATUS);
    }

    async fetch() {
      const answer = await root.fetch("/briefing/deck?" + this.query, { cache: "no-store" });
      const deck = answer.ok ? await answer.json() : null;
      if (!deck || !deck.scenes.length) return;
      this.tag = deck.tag;
      this.tell(deck);
    }

    late() {
      const ms = root.performance.now() - this.ok;
      return ms > LATE ? ms : 0;
    }
  }

  Object.assign(root.briefing, { Link, News, BEAT });
})(window);
