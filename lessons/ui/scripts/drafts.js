// Nothing typed is lost. What stands in a form with data-draft is kept by this browser tab, field by field, from the first letter until
// the kernel has kept it; after a reload or a restart it comes back with "Not saved yet". A form with data-pause (milliseconds) saves
// itself when the learner pauses or leaves it. The key holds whose panel it is, so that the next learner at this computer meets no draft.
function keepDrafts(root, model, { fieldsOf, plainName, act }) {
  let whose = model.get("drafts");
  const met = new WeakSet(), pauses = new Map(), asked = new Map();
  const key = (form, owner = whose) => `lesson-draft/${owner}/${form.dataset.draft}`;
  const forms = () => root.querySelectorAll("form[data-draft]");
  // A browser may refuse to store anything; then a draft lasts as long as the page.
  const stored = (work) => { try { return work(sessionStorage); } catch { return null; } };
  const snapshot = (form) => JSON.stringify(fieldsOf(form));
  function saveSoon(form, ms) {
    clearTimeout(pauses.get(form));
    pauses.set(form, setTimeout(() => { pauses.delete(form); if (form.isConnected) act(form, { continuous: true }); }, ms));
  }
  function changed(form) {
    form.setAttribute("data-unsaved", "");
    stored((storage) => storage.setItem(key(form), snapshot(form)));
    if (form.dataset.pause) saveSoon(form, Number(form.dataset.pause));
  }
  function bringBack(form) {
    const draft = stored((storage) => JSON.parse(storage.getItem(key(form))));
    if (!draft) return;
    for (const control of form.elements) {
      const values = draft[plainName(control.name)];
      if (!values || control.type === "submit") continue;
      if (["radio", "checkbox"].includes(control.type)) control.checked = values.includes(control.value);
      else control.value = values[0];
    }
    form.setAttribute("data-unsaved", "");
    form.closest("details")?.setAttribute("open", "");
    if (form.dataset.pause) saveSoon(form, 0);
  }
  root.addEventListener("input", (event) => { const form = event.target.closest("form[data-draft]"); if (form) changed(form); });
  root.addEventListener("focusout", (event) => { const form = event.target.closest("form[data-draft]"); if (form && pauses.has(form)) saveSoon(form, 0); });
  function ownerChanged() {
    const before = whose;
    whose = model.get("drafts");
    if (before === whose) return;
    // From somebody to nobody there is one way: everything was deleted, and with it what this tab holds of any page of theirs.
    if (whose.startsWith("nobody/")) stored((storage) => {
      const own = [before.split("/")[0], "nobody"].map((owner) => `lesson-draft/${owner}/`);
      for (const name of Object.keys(storage)) if (own.some((start) => name.startsWith(start))) storage.removeItem(name);
    });
    for (const form of forms()) {
      const draft = stored((storage) => storage.getItem(key(form, before)));
      stored((storage) => storage.removeItem(key(form, before)));
      // Whoever had nothing kept yet is the same person, who is known by now; anybody else begins with empty forms.
      if (before.startsWith("nobody/")) { if (draft) stored((storage) => storage.setItem(key(form), draft)); continue; }
      clearTimeout(pauses.get(form));
      pauses.delete(form);
      form.removeAttribute("data-unsaved");
      form.reset();
    }
  }
  model.on("change:drafts", ownerChanged);
  return {
    met() { for (const form of forms()) if (!met.has(form)) { met.add(form); bringBack(form); } },
    sent(number, node) { if (node.matches("form[data-draft]")) asked.set(number, [node, snapshot(node)]); },
    answered(number, kept) {
      const [form, as] = asked.get(number) ?? [];
      asked.delete(number);
      if (!form || !kept || snapshot(form) !== as) return; // more was typed meanwhile: it is still a draft
      form.removeAttribute("data-unsaved");
      stored((storage) => storage.removeItem(key(form)));
      if (!form.dataset.pause) form.reset();
    },
    leave() { model.off("change:drafts", ownerChanged); for (const timer of pauses.values()) clearTimeout(timer); },
  };
}
