/* Print: map and charts keep the pixels they have on the screen, and are made as small as the sheet asks for. */
(function (root) {
  "use strict";

  // ---------------------------------------------------------------- pure part

  // What fits on A4, upright or across, within margins of 12 mm; two charts stand side by side
  const SHEET = { width: 700, height: 440, chart: 336 };

  /** What the sheet for paper asks for, by the sizes on the screen; null where nothing is seen. */
  function measures(map, plot) {
    if (!map.width || !map.height) return null;
    const zoom = Math.min(1, SHEET.width / map.width, SHEET.height / map.height);
    const chart = plot ? Math.min(1, SHEET.chart / plot) : 1;
    return {
      "--print-width": map.width + "px", "--print-height": map.height + "px", "--print-zoom": zoom.toFixed(4),
      "--print-plot": plot ? plot + "px" : "auto", "--print-chart": chart.toFixed(4),
    };
  }

  if (typeof module !== "undefined") module.exports = { measures };
  if (!root.document) return;

  // ---------------------------------------------------------------- browser part

  const { document } = root;

  function prepared() {
    const map = document.querySelector(".map-area .leaflet-container");
    const plot = [...document.querySelectorAll(".chart .dash-graph")].map((one) => one.clientWidth).find(Boolean);
    const found = map && measures({ width: map.clientWidth, height: map.clientHeight }, plot);
    Object.entries(found || {}).forEach(([name, value]) => document.body.style.setProperty(name, value));
  }

  root.addEventListener("beforeprint", prepared);
})(typeof window !== "undefined" ? window : globalThis);
