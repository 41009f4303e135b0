/* Tooltips of the map: an area with its figures, a place with its records. Texts only, never markup. */
(function (root) {
  "use strict";
  const atlas = (root.atlas = root.atlas || {});
  const M = () => atlas.map.state;
  const T = { tip: null };

  function tipContent(title, sub, rows, more) {
    const box = root.document.createElement("div");
    const add = (tag, text, className, parent = box) => {
      const element = root.document.createElement(tag);
      element.textContent = text;
      if (className) element.className = className;
      parent.append(element);
      return element;
    };
    add("b", title);
    if (sub) add("div", sub, "sub");
    if (rows && rows.length) {
      const list = add("dl", "");
      rows.forEach(([name, value]) => { add("dt", name, "", list); add("dd", value, "", list); });
    }
    if (more) add("div", more, "more");
    return box;
  }

  function openTip(content, latlng) {
    closeTip();
    T.tip = root.L.tooltip({ className: "tip", direction: "auto", offset: [14, 0], opacity: 1 }).setContent(content).setLatLng(latlng);
    T.tip.addTo(M().map);
  }

  function closeTip() {
    if (T.tip) T.tip.remove();
    T.tip = null;
  }

  function area(id, key, e) {
    if (id !== M().view.level || !root.matchMedia("(hover: hover)").matches) return;
    const at = atlas.map.position(M().scene, key);
    if (at === undefined) return;
    const { areas, cards, card_notes: notes } = M().scene;
    const other = atlas.versus.said(key, e.containerPoint);
    openTip(tipContent(areas.labels[at], other || areas.sub[at], other ? [] : cards[at], other ? "" : notes[at]), e.latlng);
    e.target.off("mousemove").on("mousemove", (move) => T.tip && T.tip.setLatLng(move.latlng));
  }

  const NAMED = 5; // records that are named

  const points = {
    pick(layer, group) { atlas.panel.records(group.ids); atlas.points.mark(group.ids); },
    over(layer, group, e) {
      const count = atlas.signs.countOf(group), records = atlas.signs.firstOf(group, NAMED).map((id) => atlas.points.state.byId.get(id));
      const words = atlas.boot().words;
      const title = count === 1 ? records[0].title : `${count} × ${words["layer." + layer]}`;
      const box = tipContent(title, records[0].where, null, null);
      for (const r of records) box.append(tipContent(count === 1 ? "" : r.title, r.line));
      if (count > NAMED) box.append(tipContent("", words["map.more"].replace("{n}", count - NAMED)));
      openTip(box, e.latlng);
    },
    out: closeTip,
  };

  atlas.tips = { area, points, close: closeTip };
})(typeof window !== "undefined" ? window : globalThis);
