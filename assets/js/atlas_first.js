/* The first picture, drawn by the server: given up for the live page as soon as that shows the same. */
(function (root) {
  "use strict";
  const atlas = (root.atlas = root.atlas || {});

  // ---------------------------------------------------------------- pure part

  /** What may go: words once the live ones stand, the map once all that it shows is drawn. */
  function over(live) {
    if (live.gone || (live.words && live.map)) return "all";
    return live.words ? "words" : live.map ? "map" : "";
  }

  if (typeof module !== "undefined") module.exports = { over };
  if (!root.document) return;

  // ---------------------------------------------------------------- the page

  const { document } = root;
  const first = () => document.getElementById("first");

  function live() {
    const figure = document.getElementById("headline-figure"), legend = document.getElementById("legend");
    return {
      // As long as the live map lies in it, the picture cannot go
      gone: !atlas.start.early() && (document.body.dataset.state === "error" || document.body.dataset.page === "on" || document.body.dataset.press === "on"),
      words: Boolean(figure && figure.textContent && legend && legend.children.length),
      map: Boolean(atlas.map && atlas.map.ready() && atlas.map.state.named),
    };
  }

  /** Looked at in each frame: nothing of the live page tells when it has been painted. */
  function settle() {
    const element = first();
    if (!element) return;
    const part = over(live());
    if (part === "all" || part === "words") atlas.charts.settle();
    if (part === "all") {
      element.remove();
      if (atlas.page) atlas.page.check();
      return;
    }
    // Their places stay: the map between them must not move
    if (part === "words") element.classList.add("bare");
    if (part === "map") element.classList.add(atlas.start.early() ? "mapped" : "framed");
    root.requestAnimationFrame(settle);
  }

  atlas.first = { gone: () => !first() };
  root.requestAnimationFrame(settle);
})(typeof window !== "undefined" ? window : globalThis);
