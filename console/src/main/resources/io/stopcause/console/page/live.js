// Hears that something has changed, asks for the page again and shows it, without losing the reader's place.
"use strict";
const AGAIN = 5000;
let seen = null;
let source = null;
let asking = false;
let asked = false;

const nameOf = (element) => element.getAttribute("href") || element.id;

const remember = (main) => ({
  open: [...main.querySelectorAll("details")].map((details) => details.open),
  forms: [...main.querySelectorAll("form")],
  focus: main.contains(document.activeElement) ? document.activeElement : null,
});

// A form stays the same, with what was typed into it, while the page offers it; only its secret may be another.
const keep = (main, form) => {
  const again = [...main.querySelectorAll("form")].find((each) => each.action === form.action);
  if (!again) return;
  form.elements.form.value = again.elements.form.value;
  again.replaceWith(form);
};

const recall = (main, kept) => {
  main.querySelectorAll("details").forEach((details, i) => { details.open = Boolean(kept.open[i]); });
  kept.forms.forEach((form) => keep(main, form));
  if (kept.focus) {
    const again = kept.focus.isConnected
      ? kept.focus
      : [...main.querySelectorAll("a, [id]")].find((element) => nameOf(element) === nameOf(kept.focus));
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
  document.dispatchEvent(new Event("shown"));
};

const ask = async () => {
  try {
    const headers = seen ? { "If-None-Match": seen } : {};
    const answer = await fetch(location.pathname + location.search, { headers, cache: "no-store" });
    document.body.classList.remove("lost");
    if (answer.ok) {
      seen = answer.headers.get("ETag");
      show(await answer.text());
    }
  } catch (unreachable) {
    document.body.classList.add("lost");
  }
};

// What comes while an answer is under way is asked for once, after it.
const refresh = async () => {
  asked = true;
  if (asking) return;
  asking = true;
  while (asked) {
    asked = false;
    await ask();
  }
  asking = false;
};

const listen = () => {
  if (source || document.hidden) return;
  source = new EventSource("/events");
  source.onmessage = refresh;
  source.onerror = () => {
    document.body.classList.add("lost");
    if (source && source.readyState === EventSource.CLOSED) {
      source = null;
      refresh();
      setTimeout(listen, AGAIN);
    }
  };
};

// A browser has few connections to one server: pages that nobody looks at give theirs back.
document.addEventListener("visibilitychange", () => {
  if (document.hidden && source) {
    source.close();
    source = null;
  } else {
    listen();
  }
});
addEventListener("pagehide", () => source && source.close());
listen();
