// A view may ask for time to pass: data-tick names a move, data-after says in how many milliseconds. Each tick is asked for anew by what the
// view shows then, so that it stops with the view. Where less motion is asked for no time passes at all.
function keepTime(root, { send, fieldsOf }) {
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  let timer = 0, asked = null;
  function met() {
    const node = root.querySelector("[data-tick]");
    const asks = node && !calm.matches ? JSON.stringify(node.dataset) : null;
    if (asks === asked) return;
    clearTimeout(timer);
    asked = asks;
    if (!asks) return;
    timer = setTimeout(() => { asked = null; if (node.isConnected) send(node.dataset.tick, fieldsOf(node)); }, Number(node.dataset.after));
  }
  return { met, leave: () => clearTimeout(timer) };
}
