// Asks for the page again each second and shows what changed, without losing the reader's place.
"use strict";
const EVERY = 1000;
let seen = null;

const remember = (main) => ({
  open: [...main.querySelectorAll("details")].map((details) => details.open),
  focus: document.activeElement && main.contains(document.activeElement)
    ? document.activeElement.getAttribute("href") || document.activeElement.id : null,
});

const recall = (main, kept) => {
  main.querySelectorAll("details").forEach((details, i) => { details.open = Boolean(kept.open[i]); });
  if (kept.focus) {
    const again = [...main.querySelectorAll("a, [id]")]
      .find((element) => (element.getAttribute("href") || element.id) === kept.focus);
    if (again) again.focus({ preventScroll: true });
  }
};

const show = (html) => {
  const page = new DOMParser().parseFromString(html, "text/html");
  const before = document.querySelector("main");
  const after = page.querySelector("main");
  if (!before || !after) return;
  const kept = remember(before);
  const fresh = document.adoptNode(after);
  before.replaceWith(fresh);
  recall(fresh, kept);
  document.title = page.title;
};

const refresh = async () => {
  if (!document.hidden) {
    try {
      const headers = seen ? { "If-None-Match": seen } : {};
      const answer = await fetch(location.pathname, { headers, cache: "no-store" });
      document.body.classList.remove("lost");
      if (answer.ok) {
        seen = answer.headers.get("ETag");
        show(await answer.text());
      }
    } catch (unreachable) {
      document.body.classList.add("lost");
    }
  }
  setTimeout(refresh, EVERY);
};

setTimeout(refresh, EVERY);
