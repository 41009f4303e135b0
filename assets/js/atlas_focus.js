/* Focus: where it goes when what had it is gone, and where skip links take it. */
(function (root) {
  "use strict";
  if (!root.document) return;
  const { document } = root;

  // ---------------------------------------------------------------- focus that would be lost

  let trail = [];

  /** What had the focus is gone (a chip, a closed panel): its place in the page gets it, not the page's start. */
  function rescue() {
    const { activeElement } = document;
    if (!trail.length || trail[0].isConnected || (activeElement && activeElement !== document.body)) return;
    const place = trail.find((element) => element.isConnected && element !== document.body && element.getClientRects().length);
    trail = [];
    if (!place) return;
    const first = place.querySelector("button:not([disabled]), a[href], input, select, summary");
    const target = first && first.getClientRects().length && !place.matches(".panel") ? first : place;
    if (target === place && !place.hasAttribute("tabindex")) place.setAttribute("tabindex", "-1");
    target.focus({ preventScroll: true });
  }

  /** Skip links move the focus and nothing else: a change of the address would be taken for another view. */
  document.addEventListener("click", (e) => {
    const link = e.target.closest && e.target.closest(".skip-link");
    const target = link && document.querySelector(link.getAttribute("href"));
    if (!target) return;
    e.preventDefault();
    target.focus();
  });

  document.addEventListener("focusin", (e) => {
    trail = [];
    for (let element = e.target; element && element !== document.body; element = element.parentElement) trail.push(element);
  });
  document.addEventListener("focusout", () => root.setTimeout(rescue, 60));
  document.addEventListener("click", () => root.setTimeout(rescue, 250));
})(typeof window !== "undefined" ? window : globalThis);
