// The only script of the course. It paints named parts of HTML into the page, sends what a learner does to the kernel, and says so
// when nobody answers. It knows nothing of quizzes or maps: the views say by data-… attributes what an element does.
const LIMIT_MS = 3000; // an idle kernel that has not answered by then is taken to be gone
const GONE = "Not saved: the session has stopped. Run > Run All Cells, then do this step again. What you typed stays here.";
const FOCUSABLE = "a[href],button,input,select,textarea,summary,[tabindex]";
const REFERENCES = new Set(["id", "for", "name", "headers", "list", "form", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns"]);
// Every panel may get a copy of this module of its own, so the number of views in a page is counted on the page.
const nextView = () => (window.lessonViews = (window.lessonViews ?? 0) + 1);

// Ids in a view are local names. Two views of one panel stand in one page, so each rendering gets a prefix of its own.
function localise(fragment, prefix) {
  const own = (names) => names.split(/\s+/).map((name) => prefix + name).join(" ");
  for (const node of fragment.querySelectorAll("*")) {
    for (const { name, value } of [...node.attributes]) {
      // The name of a field outside a radio group is what the kernel reads: only radios must not meet across views.
      if (REFERENCES.has(name) && (name !== "name" || node.type === "radio")) node.setAttribute(name, own(value));
      if ((name === "href" || name === "xlink:href") && value.startsWith("#")) node.setAttribute(name, "#" + prefix + value.slice(1));
      if (value.includes("url(#")) node.setAttribute(name, value.replaceAll("url(#", "url(#" + prefix));
    }
  }
  return fragment;
}

const keyOf = (node) => (node.nodeType === 1 ? node.id || node.getAttribute("data-key") : null) || null;
const alike = (a, b) => a.nodeType === b.nodeType && a.nodeName === b.nodeName && keyOf(a) === keyOf(b);

// Bring a painted element to the new markup without replacing it: focus, a drag, the caret and an unsent choice survive.
function patch(live, next) {
  if (live.nodeType !== 1) {
    if (live.nodeValue !== next.nodeValue) live.nodeValue = next.nodeValue;
    return;
  }
  const mine = (name) => (name === "open" && live.nodeName === "DETAILS") || name === "data-lm-suppress-shortcuts" || name === "data-unsaved"
    || (name === "tabindex" && live.hasAttribute("data-stop"));
  const changed = new Set();
  for (const { name } of [...live.attributes]) if (!next.hasAttribute(name) && !mine(name)) { live.removeAttribute(name); changed.add(name); }
  for (const { name, value } of [...next.attributes]) {
    if (live.getAttribute(name) !== value && !mine(name)) { live.setAttribute(name, value); changed.add(name); }
  }
  // A property follows its attribute only where the view changed its mind, and never under the learner's hands.
  const focused = live === document.activeElement;
  if (changed.has("checked")) live.checked = next.hasAttribute("checked");
  if (changed.has("selected") && live.parentNode !== document.activeElement) live.selected = next.hasAttribute("selected");
  if (changed.has("value") && "value" in live && !focused) live.value = next.getAttribute("value") ?? "";
  // A text area's first value is its content; once somebody has typed, the two go apart. What is not saved yet is never overwritten.
  const rewrite = live.nodeName === "TEXTAREA" && live.defaultValue !== next.defaultValue && !focused && !live.form?.hasAttribute("data-unsaved");
  if (!live.hasAttribute("data-ground") && !live.hasAttribute("data-slot")) patchChildren(live, next);
  if (rewrite) live.value = live.defaultValue;
}

function patchChildren(live, next) {
  const keyed = new Map([...live.children].filter(keyOf).map((node) => [keyOf(node), node]));
  let at = live.firstChild;
  for (const want of [...next.childNodes]) {
    const have = keyOf(want) ? keyed.get(keyOf(want)) : at;
    if (!have || !alike(have, want)) { live.insertBefore(want, at); continue; }
    if (have === at) at = at.nextSibling;
    else live.insertBefore(have, at);
    patch(have, want);
  }
  while (at) { const rest = at.nextSibling; at.remove(); at = rest; }
}

function nearest(from, stops, key) {
  // A drawn mark is measured without its name, where it says which part of it that is.
  const middle = (node) => { const box = (node.querySelector(".lesson-hit") ?? node).getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2]; };
  const [x, y] = middle(from);
  let best = null, least = Infinity;
  for (const stop of stops) {
    const [dx, dy] = [middle(stop)[0] - x, middle(stop)[1] - y];
    const along = { ArrowRight: dx, ArrowLeft: -dx, ArrowDown: dy, ArrowUp: -dy }[key];
    const aside = Math.abs(key === "ArrowLeft" || key === "ArrowRight" ? dy : dx);
    if (stop !== from && along > 0 && along + 2 * aside < least) { best = stop; least = along + 2 * aside; }
  }
  return best;
}

function render({ model, el }) {
  const prefix = `v${nextView()}-`;
  const root = document.createElement("div");
  root.className = "lesson-panel";
  const alarm = document.createElement("div");
  alarm.setAttribute("role", "alert");
  alarm.className = "lesson-alert";
  const parts = new Map();
  for (const name of model.get("part_names")) {
    const part = document.createElement("div");
    part.dataset.part = name;
    root.append(part);
    parts.set(name, part);
  }
  root.append(alarm);
  el.append(root);

  // What has the focus already, and has moved with it, is not brought into sight by focus() alone.
  function focusOn(id) {
    const node = root.querySelector("#" + CSS.escape(prefix + id));
    node?.focus();
    node?.scrollIntoView({ block: "nearest" });
  }
  const lastStop = new Map(); // container's key -> key of the mark that has the Tab stop
  function settle() {
    for (const node of root.querySelectorAll(FOCUSABLE)) {
      if (!node.hasAttribute("data-lm-suppress-shortcuts")) node.setAttribute("data-lm-suppress-shortcuts", "true");
    }
    // A part may stand inside another: it is painted by itself, and moves in here.
    for (const place of root.querySelectorAll("[data-slot]")) {
      const part = parts.get(place.dataset.slot);
      if (part && part.parentNode !== place) place.append(part);
    }
    for (const place of root.querySelectorAll("[data-ground]")) {
      if (!place.firstElementChild) {
        const template = document.createElement("template");
        template.innerHTML = model.get("ground");
        place.append(localise(template.content, prefix));
      }
      const box = place.getAttribute("data-viewbox");
      const svg = place.firstElementChild;
      if (svg && box && svg.getAttribute("viewBox") !== box) svg.setAttribute("viewBox", box);
    }
    time.met();
    for (const [index, group] of [...root.querySelectorAll("[data-arrows]")].entries()) {
      const stops = [...group.querySelectorAll("[data-stop]")];
      const current = stops.find((stop) => keyOf(stop) && keyOf(stop) === lastStop.get(index))
        ?? stops.find((stop) => stop.getAttribute("aria-pressed") === "true") ?? stops[0];
      for (const stop of stops) {
        const place = stop === current ? "0" : "-1";
        if (stop.getAttribute("tabindex") !== place) stop.setAttribute("tabindex", place);
      }
    }
  }
  // Several parts change in one message: what concerns all of them is done once, after the last.
  let due = false;
  function soon() {
    if (due) return;
    due = true;
    queueMicrotask(() => { due = false; settle(); drafts.met(); });
  }
  // What is out of sight waits for the next frame: a step shows what the learner looks at first. A form is never kept waiting.
  const insight = new Set(parts.keys()), unseen = new Set();
  const eye = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) if (isIntersecting) insight.add(target.dataset.part); else insight.delete(target.dataset.part);
  }, { rootMargin: "100px" });
  for (const part of parts.values()) eye.observe(part);
  function catchUp() {
    const names = [...unseen];
    unseen.clear();
    for (const name of names) draw(name);
  }
  function paint(name) {
    if (insight.has(name) || parts.get(name).querySelector("form")) { draw(name); return; }
    if (!unseen.size) requestAnimationFrame(() => setTimeout(catchUp));
    unseen.add(name);
  }
  function draw(name) {
    const template = document.createElement("template");
    template.innerHTML = model.get("part_" + name);
    const held = document.activeElement, mine = parts.get(name).contains(held);
    patchChildren(parts.get(name), localise(template.content, prefix));
    // A node that is moved loses the focus, and the learner's next key with it; one that is made anew hands it on.
    if (mine && held !== document.activeElement) (held.isConnected ? held : document.getElementById(held.id))?.focus({ preventScroll: true });
    soon();
  }

  // Every event has a number; the kernel answers each. Continuous input (a drag, typing) waits for the answer before the next is sent.
  let sent = 0;
  const answers = new Set(); // numbers of forms and main buttons that somebody has sent: what comes of them is to be seen
  const waiting = new Map();
  const later = new Set();
  const kernel = () => model.widget_manager?.kernel;
  // The line stands under the part that was pressed, and comes into sight: a panel may be longer than a screen.
  let pressed = null;
  function say(text) {
    const part = text && [...parts.values()].find((one) => one.parentNode === root && one.contains(pressed));
    if (part && part.nextSibling !== alarm) part.after(alarm);
    if (alarm.textContent !== text) alarm.textContent = text;
    if (text && root.contains(document.activeElement)) alarm.scrollIntoView({ block: "nearest" });
  }
  function watch(number) {
    waiting.set(number, setTimeout(function check() {
      if (kernel()?.status === "busy") waiting.set(number, setTimeout(check, 1000));
      else { waiting.delete(number); later.clear(); say(GONE); }
    }, LIMIT_MS));
  }
  function send(move, form, node = root) {
    const number = ++sent;
    pressed = node;
    watch(number);
    drafts.sent(number, node);
    try { model.send({ move, form, number, view: prefix }); } catch { clearTimeout(waiting.get(number)); waiting.delete(number); say(GONE); }
  }
  const plainName = (name) => (name.startsWith(prefix) ? name.slice(prefix.length) : name);
  function fieldsOf(node, submitter) {
    const form = {};
    const add = (name, value) => { (form[name] ??= []).push(String(value)); };
    if (node.nodeName === "FORM") for (const name of new Set(new FormData(node, submitter).keys())) {
      for (const value of new FormData(node, submitter).getAll(name)) add(plainName(name), value);
    } else if (node.name && (node.type !== "checkbox" && node.type !== "radio" || node.checked)) add(plainName(node.name), node.value);
    for (const [name, value] of Object.entries(node.dataset)) if (name.startsWith("with")) add(name.slice(4, 5).toLowerCase() + name.slice(5), value);
    return form;
  }
  function act(node, { submitter = null, continuous = false } = {}) {
    if (node.getAttribute("aria-disabled") === "true") return;
    if (continuous && waiting.size) { later.add(node); return; }
    send(node.dataset.move, fieldsOf(node, submitter), node);
  }

  const drafts = keepDrafts(root, model, { fieldsOf, plainName, act });
  const leaveHover = openOnHover(root, { send, fieldsOf });
  const time = keepTime(root, { send, fieldsOf });

  const within = (event, selector) => { const node = event.target.closest(selector); return node && root.contains(node) ? node : null; };
  const pan = moveByHand(root, { send, within });
  const listen = (kind, handler) => root.addEventListener(kind, handler);
  listen("submit", (event) => {
    event.preventDefault();
    if (!event.target.dataset.move) return;
    if (!event.target.dataset.pause) answers.add(sent + 1);
    act(event.target, { submitter: event.submitter });
  });
  listen("click", (event) => {
    if (pan.justDragged()) return;
    const node = within(event, "[data-move]");
    if (!node || (node.nodeName !== "BUTTON" && node.getAttribute("role") !== "button")) return;
    if (node.matches(".lesson-primary")) answers.add(sent + 1);
    act(node);
  });
  const CONTINUOUS = new Set(["range", "search", "text"]);
  listen("input", (event) => { if (event.target.dataset.move && CONTINUOUS.has(event.target.type)) act(event.target, { continuous: true }); });
  listen("change", (event) => {
    if (event.target.dataset.move && event.target.type === "file") { sendFiles(event.target, send); return; }
    if (event.target.dataset.move && ["INPUT", "SELECT"].includes(event.target.nodeName) && !CONTINUOUS.has(event.target.type)) act(event.target);
  });
  listen("focusin", (event) => {
    const group = within(event, "[data-arrows]"), stop = within(event, "[data-stop]");
    if (group && stop) { lastStop.set([...root.querySelectorAll("[data-arrows]")].indexOf(group), keyOf(stop)); settle(); }
  });
  listen("keydown", (event) => {
    const drawn = within(event, "[role=button]:not(button)");
    if (drawn && (event.key === "Enter" || event.key === " ")) { event.preventDefault(); act(drawn); }
    // JupyterLab 4.6 cancels the line break that Enter asks for in a cell's text field, and with it the browser's own submit.
    const typed = event.key === "Enter" && within(event, "form[data-move]");
    if (typed && event.target.matches("input:not([type=radio],[type=checkbox],[type=range])")) { event.preventDefault(); typed.requestSubmit(); }
    // A sign presses its button while the focus is in the group that says so (WCAG 2.1.4), and never what is being typed.
    const typing = event.ctrlKey || event.altKey || event.metaKey || event.target.matches("input:not([type=radio],[type=checkbox]),select,textarea");
    const pressed = typing || event.repeat ? null : within(event, "[data-shortcuts]")?.querySelector(`[data-shortcut="${CSS.escape(event.key)}"]`);
    if (pressed) { event.preventDefault(); act(pressed); }
    if (event.key === "Enter" && event.target.nodeName === "TEXTAREA") { event.preventDefault(); document.execCommand("insertText", false, "\n"); }
    const closing = event.key === "Escape" && within(event, "[data-escape]");
    if (closing) { event.preventDefault(); event.stopPropagation(); send(closing.dataset.escape, fieldsOf(closing)); }
    const group = within(event, "[data-arrows]"), stop = within(event, "[data-stop]");
    if (!group || !stop) return;
    const stops = [...group.querySelectorAll("[data-stop]")];
    const to = { Home: stops[0], End: stops.at(-1) }[event.key] ?? (event.key.startsWith("Arrow") ? nearest(stop, stops, event.key) : null);
    if (event.key.startsWith("Arrow") || to) event.preventDefault();
    to?.focus();
  });

  const changes = [...parts.keys()].map((name) => ["change:part_" + name, () => paint(name)]);
  const answered = (message) => {
    if (message?.view !== prefix) return;
    clearTimeout(waiting.get(message.number));
    waiting.delete(message.number);
    pan.answered();
    say(message.alert || message.told || "");
    if (message.file) handOver(...message.file);
    if (message.focus) { catchUp(); focusOn(message.focus); }
    if (answers.delete(message.number) && !message.alert) { catchUp(); showAnswer(root); }
    drafts.answered(message.number, !message.alert);
    const [next] = later;
    if (next && !waiting.size) { later.delete(next); if (next.isConnected) act(next, { continuous: true }); }
  };
  const status = (_, now) => { if (["restarting", "autorestarting", "dead", "terminating"].includes(now)) say(GONE); };
  for (const [name, handler] of changes) model.on(name, handler);
  model.on("msg:custom", answered);
  const seen = kernel();
  seen?.statusChanged?.connect(status);
  for (const name of parts.keys()) draw(name);
  return () => {
    for (const [name, handler] of changes) model.off(name, handler);
    model.off("msg:custom", answered);
    seen?.statusChanged?.disconnect(status);
    for (const timer of waiting.values()) clearTimeout(timer);
    for (const script of [drafts, time, pan]) script.leave();
    eye.disconnect();
    leaveHover();
  };
}

export default { render };
