/* The practical limit: plain Leaflet, areas as SVG (municipalities on canvas), points on one canvas of their own. */
(function () {
  "use strict";
  const data = JSON.parse(document.getElementById("data").textContent);
  const { colours, none, metrics, breaks, topology, areas, points, layers, land } = data;
  const many = areas.length > 200;
  const map = L.map("map", { zoomSnap: 0.25, attributionControl: false, zoomAnimation: true }).fitBounds(land);
  const pageState = { drawn: 0, painted: 0, metric: Object.keys(metrics)[0], chosen: "", shown: new Set(layers) };
  window.plain = pageState;

  // ---------------------------------------------------------------- areas

  const arcs = topology.arcs.map((steps) => {
    const line = [];
    for (let i = 0, x = 0, y = 0; i < steps.length; i += 2) line.push([(y += steps[i + 1]) / topology.scale, (x += steps[i]) / topology.scale]);
    return line;
  });
  const ringOf = (numbers) => numbers.flatMap((n) => (n < 0 ? arcs[~n].slice().reverse() : arcs[n]).slice(0, -1));
  const canvas = many ? L.canvas({ padding: 0.3 }) : undefined;
  const colourOf = (value, limits) => {
    if (value === null) return none;
    let at = 0;
    while (at < limits.length && value > limits[at]) at += 1;
    return colours[at];
  };
  const paths = areas.map((area, i) => {
    const path = L.polygon(topology.areas[i].map((part) => part.map(ringOf)), { weight: 0.7, color: "#fff", fillOpacity: 1, renderer: canvas });
    path.on("click", () => choose(area[0]));
    path.bindTooltip(() => `${area[1]}: ${area[2][pageState.metric]}`, { sticky: true });
    return path;
  });

  function paint() {
    const limits = breaks[pageState.metric];
    paths.forEach((path, i) => path.setStyle({ fillColor: colourOf(areas[i][2][pageState.metric], limits) }));
    pageState.painted += 1;
  }

  // ---------------------------------------------------------------- points: one canvas, redrawn after each move

  const Dots = L.Layer.extend({
    onAdd() {
      this.canvas = L.DomUtil.create("canvas", "leaflet-zoom-hide dots", map.getPane("markerPane"));
      this.canvas.style.pointerEvents = "none";
      map.on("moveend resize", this.draw, this);
      this.draw();
    },
    draw() {
      const size = map.getSize();
      const corner = map.containerPointToLayerPoint([0, 0]);
      const { canvas: sheet } = this;
      sheet.width = size.x;
      sheet.height = size.y;
      L.DomUtil.setPosition(sheet, corner);
      const pen = sheet.getContext("2d"), zoom = map.getZoom();
      const scale = 256 * 2 ** zoom, origin = map.getPixelBounds().min;
      pageState.drawn = 0;
      for (const [layer, group] of this.groups) {
        if (!pageState.shown.has(layer)) continue;
        pen.fillStyle = group.colour;
        for (let i = 0; i < group.x.length; i++) {
          const x = group.x[i] * scale - origin.x, y = group.y[i] * scale - origin.y;
          if (x < -4 || y < -4 || x > size.x + 4 || y > size.y + 4) continue;
          pen.beginPath();
          pen.arc(x, y, 4, 0, 7);
          pen.fill();
          pageState.drawn += 1;
        }
      }
    },
  });

  const dots = new Dots();
  dots.groups = new Map(layers.map((layer, i) => [layer, { x: [], y: [], rows: [], colour: ["#b3123b", "#dd6b10", "#2c7ead", "#203495", "#7c9885", "#c566ee"][i % 6] }]));
  for (const row of points) {
    const { x, y } = L.CRS.EPSG3857.latLngToPoint(L.latLng(row[1], row[2]), 0), group = dots.groups.get(row[0]);
    group.x.push(x / 256);
    group.y.push(y / 256);
    group.rows.push(row);
  }
  for (const group of dots.groups.values()) {
    group.x = Float64Array.from(group.x);
    group.y = Float64Array.from(group.y);
  }
  const tip = L.tooltip({ direction: "top" });
  map.on("mousemove", (e) => {
    const here = map.project(e.latlng), scale = 256 * 2 ** map.getZoom();
    for (const [layer, group] of dots.groups) {
      if (!pageState.shown.has(layer)) continue;
      for (let i = 0; i < group.x.length; i++) {
        if (Math.abs(group.x[i] * scale - here.x) > 5 || Math.abs(group.y[i] * scale - here.y) > 5) continue;
        const [, lat, lon, title] = group.rows[i], text = document.createElement("span");
        text.textContent = title;
        tip.setLatLng([lat, lon]).setContent(text).addTo(map);
        return;
      }
    }
    tip.remove();
  });

  // ---------------------------------------------------------------- controls and chart

  function chart() {
    const { metric, chosen } = pageState, known = areas.filter((a) => a[2][metric] !== null).sort((a, b) => b[2][metric] - a[2][metric]);
    const top = known.slice(0, 10), mine = known.find((a) => a[0] === chosen);
    if (mine && !top.includes(mine)) top.push(mine);
    document.getElementById("chart").replaceChildren(...top.map((area) => {
      const bar = document.createElement("div"), fill = document.createElement("i"), name = document.createElement("span"), value = document.createElement("b");
      bar.className = area[0] === chosen ? "bar on" : "bar";
      fill.style.width = (100 * area[2][metric]) / top[0][2][metric] + "%";
      name.textContent = area[1];
      value.textContent = area[2][metric].toLocaleString("de-DE");
      bar.append(name, fill, value);
      return bar;
    }));
  }

  function choose(key) {
    pageState.chosen = key;
    chart();
  }

  const metric = document.getElementById("metric");
  metric.append(...Object.entries(metrics).map(([id, title]) => new Option(title, id)));
  metric.addEventListener("change", () => { pageState.metric = metric.value; paint(); chart(); });
  for (const layer of layers) {
    const label = document.createElement("label"), box = document.createElement("input");
    box.type = "checkbox";
    box.checked = true;
    box.id = "layer-" + layer;
    box.addEventListener("change", () => { if (box.checked) pageState.shown.add(layer); else pageState.shown.delete(layer); dots.draw(); });
    label.append(box, " " + layer);
    document.getElementById("switches").append(label);
  }
  paint();
  L.layerGroup(paths).addTo(map);
  dots.addTo(map);
  chart();
  pageState.ready = true;
})();
