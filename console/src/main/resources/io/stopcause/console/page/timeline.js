// Looks closer at a timeline: zoom, a word on what lies under the pointer, a filter. Without it the picture is whole.
"use strict";
(() => {
  const SVG = "http://www.w3.org/2000/svg";
  const PARTS = 200;
  const LEAST = 5000;
  const CLOSEST = 2000;
  const TICKS = 8;
  const DAY = 86400;
  const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200,
    DAY, 2 * DAY, 7 * DAY, 14 * DAY, 28 * DAY, 91 * DAY, 364 * DAY];
  const KINDS = { incident: "Incidents", task: "Tasks", rate: "Log rate", deployment: "Deployments", health: "Health",
    service: "Service messages", instance: "Instances", api: "API calls", log: "Log lines", answer: "Checks",
    notification: "Notifications", acknowledgement: "People", other: "Other" };
  const kept = { view: null, words: "", trouble: false, off: new Set() };

  const html = (tag, props, ...children) => {
    const element = Object.assign(document.createElement(tag), props);
    element.append(...children);
    return element;
  };
  const svg = (tag, attributes, ...children) => {
    const element = document.createElementNS(SVG, tag);
    Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
    element.append(...children);
    return element;
  };
  const iso = (ms) => new Date(ms).toISOString();
  const clock = (ms, step) => iso(ms).slice(11, step < 60 ? 19 : 16);
  const date = (ms) => new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" }).format(ms);

  // Four numbers a mark: milliseconds since the one before, whether it is bad, its text and its link.
  const unpack = (numbers, data, from) => {
    const marks = [];
    let at = from;
    for (let i = 0; i < numbers.length; i += 4) {
      at += numbers[i];
      marks.push({ at, bad: numbers[i + 1] === 1, text: data.texts[numbers[i + 2]], link: data.links[numbers[i + 3]] });
    }
    return marks;
  };

  const begin = (figure) => {
    const picture = figure.querySelector(".picture");
    const whole = { from: Number(figure.dataset.from), to: Number(figure.dataset.to) };
    const length = whole.to - whole.from;
    const data = JSON.parse(figure.querySelector("script").textContent);
    const axis = picture.querySelector(".axis svg");
    const rule = figure.querySelector("#s-rule");
    const lanes = [...picture.querySelectorAll(".lane[data-kind]")];
    const dense = lanes.filter((lane) => lane.dataset.marks)
      .map((lane) => ({ lane, plot: lane.querySelector(".plot"), marks: unpack(data.lanes[Number(lane.dataset.marks)], data, whole.from),
        drawn: whole, near: false }));
    const tip = html("div", { className: "tip", hidden: true });
    const cursor = html("div", { className: "cursor", hidden: true });
    const brush = html("div", { className: "brush", hidden: true });
    let view = kept.view && kept.view.from < whole.to && kept.view.to > whole.from ? kept.view : whole;
    let drag = null;

    const percent = (ms) => ((ms - whole.from) / length * 100).toFixed(5) + "%";

    const drawAxis = () => {
      const seconds = (view.to - view.from) / 1000;
      const step = STEPS.find((each) => seconds / each < TICKS) || STEPS[STEPS.length - 1] * Math.ceil(seconds / STEPS[STEPS.length - 1] / TICKS);
      const ticks = [];
      for (let at = Math.ceil(view.from / 1000 / step) * step * 1000; at <= view.to; at += step * 1000) ticks.push(at);
      let day = "";
      axis.replaceChildren(...ticks.map((at, i) => {
        const share = (at - view.from) / (view.to - view.from);
        const edge = share < 0.04 ? "start" : share > 0.96 ? "end" : "";
        const group = svg("g", { class: i % 2 === 0 ? "major" : "minor" },
          svg("line", { class: "grid", x1: percent(at), x2: percent(at), y1: 29, y2: 34 }));
        const today = date(at);
        if (step < DAY && today !== day) group.append(svg("text", { class: "date " + edge, x: percent(at), y: 10 }, today));
        day = today;
        group.append(svg("text", { class: edge, x: percent(at), y: 24 }, step < DAY ? clock(at, step) : today));
        return group;
      }));
      rule.replaceChildren(...ticks.map((at) => svg("line", { x1: percent(at), x2: percent(at), y1: 0, y2: "100%" })));
    };

    // Marks that would lie upon each other become one; the same as the server does, for what is in sight.
    const drawMarks = (each) => {
      each.drawn = view;
      const parts = new Map();
      for (const mark of each.marks) {
        if (mark.at < view.from || mark.at > view.to || !wanted(mark.text, mark.bad)) continue;
        const part = Math.floor((mark.at - view.from) / (view.to - view.from) * PARTS);
        const there = parts.get(part);
        if (!there) parts.set(part, { mark, count: 1 });
        else {
          there.count++;
          if (mark.bad && !there.mark.bad) there.mark = mark;
        }
      }
      each.plot.replaceChildren(...[...parts.values()].map(({ mark, count }) => {
        const more = count === 1 ? "" : " (and " + (count - 1) + " more)";
        const link = svg("a", { class: mark.bad ? "point bad" : "point", href: mark.link, tabindex: -1 },
          svg("use", { href: "#s-" + each.lane.dataset.kind, x: percent(mark.at), y: 13 }));
        link.dataset.tip = mark.text + more;
        return link;
      }));
      return parts.size;
    };

    const show = (next) => {
      const span = Math.min(length, Math.max(next.to - next.from, LEAST, length / CLOSEST));
      const from = Math.min(whole.to - span, Math.max(whole.from, (next.from + next.to - span) / 2));
      view = span >= length ? whole : { from, to: from + span };
      kept.view = view === whole ? null : view;
      const zoom = length / (view.to - view.from);
      picture.classList.toggle("zoomed", view !== whole);
      picture.style.setProperty("--zoom", zoom);
      picture.style.setProperty("--start", (view.from - whole.from) / length);
      drawAxis();
      dense.filter((each) => each.near).forEach(drawMarks);
      range.textContent = iso(view.from).slice(0, 19).replace("T", " ") + " to " + iso(view.to).slice(0, 19).replace("T", " ");
      bar.classList.toggle("closer", view !== whole);
    };
    const zoom = (factor, at = (view.from + view.to) / 2) =>
      show({ from: at - (at - view.from) * factor, to: at + (view.to - at) * factor });
    const shift = (share) => {
      const by = (view.to - view.from) * share;
      show({ from: view.from + by, to: view.to + by });
    };

    const words = (element) => {
      if (element.dataset.tip === undefined) {
        const title = element.querySelector("title");
        element.dataset.tip = title ? title.textContent : "";
        if (title) title.remove();
      }
      return element.dataset.tip;
    };
    const wanted = (text, bad) => (!kept.trouble || bad) && text.toLowerCase().includes(kept.words);
    const filter = () => {
      const all = !kept.words && !kept.trouble;
      lanes.forEach((lane) => {
        let left = 0;
        const each = dense.find((one) => one.lane === lane);
        const things = [...lane.querySelectorAll(".plot > a, .plot > g")];
        if (each) left = drawMarks(each);
        else {
          things.forEach((thing) => {
            const bad = thing.matches(".bad, .task.failed, .stretch, .bucket");
            const on = all || wanted(words(thing), bad);
            thing.classList.toggle("off", !on);
            left += on ? 1 : 0;
          });
        }
        lane.hidden = kept.off.has(lane.dataset.kind) || (!all && left === 0);
      });
      picture.querySelectorAll(".group").forEach((group) => {
        group.hidden = [...group.querySelectorAll(".lane")].every((lane) => lane.hidden);
      });
    };

    const button = (text, label, action) => {
      const made = html("button", { type: "button", textContent: text, title: label });
      made.setAttribute("aria-label", label);
      made.addEventListener("click", action);
      return made;
    };
    const box = (text, on, action) => {
      const check = html("input", { type: "checkbox", checked: on });
      check.addEventListener("change", () => { action(check.checked); filter(); });
      return html("label", {}, check, " " + text);
    };
    const range = html("span", { className: "range" });
    const search = html("input", { type: "search", value: kept.words, placeholder: "Only what says \u2026" });
    search.setAttribute("aria-label", "Show only what holds these words");
    search.addEventListener("input", () => { kept.words = search.value.trim().toLowerCase(); filter(); });
    const kinds = [...new Set(lanes.map((lane) => lane.dataset.kind))];
    const bar = html("div", { className: "closer-bar" },
      html("div", { className: "zoom" }, button("\u2212", "Zoom out", () => zoom(2)), button("+", "Zoom in", () => zoom(0.5)),
        button("\u2190", "Earlier", () => shift(-0.5)), button("\u2192", "Later", () => shift(0.5)),
        button("All", "Show the whole time", () => show(whole)), range),
      search,
      html("details", {}, html("summary", { textContent: "Show" }), html("div", { className: "kinds" },
        box("only trouble", kept.trouble, (on) => { kept.trouble = on; }),
        ...kinds.map((kind) => box(KINDS[kind] || kind, !kept.off.has(kind),
          (on) => on ? kept.off.delete(kind) : kept.off.add(kind))))));
    picture.before(bar);
    picture.append(cursor, brush, tip);

    // Where the pointer is: its place in the picture, and the time there.
    const strip = picture.querySelector(".axis .strip");
    const place = (event) => {
      const edge = picture.getBoundingClientRect();
      const band = strip.getBoundingClientRect();
      const share = (event.clientX - band.left) / band.width;
      return { x: event.clientX - edge.left, y: event.clientY - edge.top, width: edge.width, inside: share >= 0 && share <= 1,
        time: view.from + Math.min(1, Math.max(0, share)) * (view.to - view.from) };
    };
    picture.addEventListener("pointermove", (event) => {
      const here = place(event);
      const thing = event.target.closest(".plot > a, .plot > g:not(.major):not(.minor)");
      cursor.hidden = !here.inside;
      cursor.style.left = here.x + "px";
      tip.hidden = !here.inside && !thing;
      tip.replaceChildren(html("b", { textContent: iso(here.time).slice(0, 19).replace("T", " ") }),
        ...(thing && words(thing) ? [html("span", { textContent: words(thing) })] : []));
      tip.style.top = here.y + 18 + "px";
      tip.style.left = Math.max(0, Math.min(here.x + 14, here.width - tip.offsetWidth - 8)) + "px";
      if (drag) {
        if (brush.hidden && Math.abs(here.x - drag.x) > 6) {
          brush.hidden = false;
          picture.setPointerCapture(event.pointerId);
        }
        brush.style.left = Math.min(here.x, drag.x) + "px";
        brush.style.width = Math.abs(here.x - drag.x) + "px";
      }
    });
    picture.addEventListener("pointerleave", () => { tip.hidden = true; cursor.hidden = true; });
    picture.addEventListener("dragstart", (event) => event.preventDefault());
    picture.addEventListener("pointerdown", (event) => {
      const here = place(event);
      if (event.pointerType === "mouse" && event.button === 0 && here.inside) drag = here;
    });
    // A click that ends a stretch is none on what lies under it.
    let stretched = false;
    picture.addEventListener("pointerup", (event) => {
      if (!drag) return;
      const from = drag;
      const here = place(event);
      drag = null;
      stretched = !brush.hidden;
      brush.hidden = true;
      if (stretched) show({ from: Math.min(from.time, here.time), to: Math.max(from.time, here.time) });
    });
    picture.addEventListener("click", (event) => {
      if (stretched) event.preventDefault();
      stretched = false;
    });
    picture.addEventListener("dblclick", () => show(whole));
    picture.addEventListener("wheel", (event) => {
      const sideways = event.shiftKey ? event.deltaY : event.deltaX;
      if (event.ctrlKey || event.metaKey) zoom(event.deltaY > 0 ? 1.25 : 0.8, place(event).time);
      else if (view !== whole && Math.abs(sideways) > Math.abs(event.shiftKey ? 0 : event.deltaY)) shift(sideways / 1000);
      else return;
      event.preventDefault();
    }, { passive: false });
    figure.addEventListener("whole", () => show(whole));

    const watch = new IntersectionObserver((changes) => changes.forEach((change) => {
      const each = dense.find((one) => one.lane === change.target);
      each.near = change.isIntersecting;
      if (each.near && each.drawn !== view) drawMarks(each);
    }), { rootMargin: "200px" });
    dense.forEach((each) => watch.observe(each.lane));
    if (kept.words || kept.trouble || kept.off.size > 0) filter();
    show(view);
  };

  const each = (action) => document.querySelectorAll(".timeline").forEach(action);
  document.addEventListener("shown", () => each(begin));
  addEventListener("beforeprint", () => each((figure) => figure.dispatchEvent(new Event("whole"))));
  each(begin);
})();
