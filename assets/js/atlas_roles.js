/* Roles of Dash's option lists: it calls native radio buttons and check boxes options of a list box, which
 * screen readers then announce twice and assistive tools reject. The native ones say all that is needed. */
(function (root) {
  "use strict";
  if (!root.document) return;
  const { document } = root;

  function mend(element) {
    if (element.classList.contains("dash-options-list-option")) {
      element.removeAttribute("role");
      element.removeAttribute("aria-selected");
    } else if (element.classList.contains("dash-options-list") && element.getAttribute("role") !== "presentation") {
      element.setAttribute("role", "presentation");
    }
  }

  const LISTS = ".dash-options-list, .dash-options-list-option";

  function all(within) {
    if (within.matches && within.matches(LISTS)) mend(within);
    if (within.querySelectorAll) within.querySelectorAll(LISTS).forEach(mend);
  }

  function watch() {
    all(document.body);
    new root.MutationObserver((changes) => {
      for (const { type, target, addedNodes } of changes) {
        if (type === "attributes") { if (target.hasAttribute("role") || target.hasAttribute("aria-selected")) all(target); }
        else addedNodes.forEach(all);
      }
    }).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ["role", "aria-selected"] });
  }

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
  document.addEventListener("DOMContentLoaded", watch);
})(typeof window !== "undefined" ? window : globalThis);
