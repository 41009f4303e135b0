/* What the measuring needs inside a page: when things were painted, and how long frames took. */
(() => {
  if (window.top !== window || window.bench) return;
  const painted = (use) => { const { port1, port2 } = new MessageChannel(); port1.onmessage = () => use(performance.now()); port2.postMessage(0); };
  const holds = (test) => { try { return Boolean(test()); } catch { return false; } };
  const bench = (window.bench = { at: {}, began: 0, long: [] });

  /** Note the end of the first frame in which a test holds. */
  bench.watch = (name, test) => {
    const look = () => { if (holds(test)) painted((now) => { bench.at[name] = now; }); else requestAnimationFrame(look); };
    requestAnimationFrame(look);
  };

  /** Resolves once all of these were painted, or with what is missing. */
  bench.all = (names, patience) => new Promise((resolve) => {
    const since = performance.now();
    const look = () => {
      const missing = names.filter((name) => !(bench.at[name] > 0));
      if (!missing.length || performance.now() - since > patience) resolve(missing);
      else setTimeout(look, 20);
    };
    look();
  });

  const begin = (e) => { if (bench.armed && !bench.began) bench.began = e.timeStamp; };
  for (const kind of ["pointerup", "change"]) window.addEventListener(kind, begin, true);

  /** After the next click or choice: milliseconds until the end of the first frame in which the test holds. */
  bench.arm = (test, patience) => {
    bench.began = 0;
    bench.armed = true;
    const since = performance.now();
    bench.taken = new Promise((resolve) => {
      const look = () => {
        if (bench.began && holds(test)) painted((now) => { bench.armed = false; resolve(now - bench.began); });
        else if (performance.now() - since > patience) { bench.armed = false; resolve(null); }
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
  };

  /** Intervals of frames from now until told to stop. */
  bench.frames = () => {
    const found = [];
    let last = performance.now(), going = true;
    const step = () => { const now = performance.now(); found.push(now - last); last = now; if (going) requestAnimationFrame(step); };
    requestAnimationFrame(step);
    bench.stop = () => { going = false; return found.slice(1); };
  };

  /** Places on two different large shapes of the map, clear of points: [[x, y], …]. */
  bench.spots = (selector, most) => {
    const box = document.querySelector(selector).getBoundingClientRect(), found = [], seen = new Set();
    for (let y = 0.3; y < 0.75; y += 0.03) {
      for (let x = 0.3; x < 0.75; x += 0.03) {
        const at = [box.left + x * box.width, box.top + y * box.height], hit = document.elementFromPoint(...at);
        if (!hit || hit.tagName !== "path" || seen.has(hit)) continue;
        const size = hit.getBoundingClientRect();
        if (size.width < 60 || size.width > box.width / 2) continue;
        seen.add(hit);
        found.push(at);
        if (found.length === most) return found;
      }
    }
    return found;
  };

  try { new PerformanceObserver((list) => list.getEntries().forEach((e) => bench.long.push(e.duration))).observe({ type: "longtask", buffered: true }); } catch { /* older browser */ }
})();
