// What a mouse opens by resting on it. data-hover (milliseconds) on a button sends its move after that pause, with hover=yes; the
// element round it with data-hover-place names the move that closes it again. What opened stays while the place is pointed at, goes when
// the pointer has left it, and Escape dismisses it wherever the focus is (WCAG 2.2, 1.4.13). Fingers and keys press the button itself.
const LEAVE_MS = 400;

function openOnHover(root, { send, fieldsOf }) {
  let resting = 0, leaving = 0, place = null;
  function close() {
    clearTimeout(leaving);
    document.removeEventListener("keydown", dismiss, true);
    if (place?.isConnected) send(place.dataset.hoverPlace, { ...fieldsOf(place), hover: ["yes"] });
    place = null;
  }
  function dismiss(event) { if (event.key === "Escape") close(); }
  function open(node) {
    if (!node.isConnected || node.getAttribute("aria-expanded") === "true") return;
    const next = node.closest("[data-hover-place]");
    if (place && place !== next) close();
    place = next;
    document.addEventListener("keydown", dismiss, true);
    send(node.dataset.move, { ...fieldsOf(node), hover: ["yes"] });
  }
  root.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "mouse") return;
    if (place?.contains(event.target)) clearTimeout(leaving);
    const node = event.target.closest("[data-hover]");
    if (!node || node.contains(event.relatedTarget)) return;
    clearTimeout(resting);
    resting = setTimeout(() => open(node), Number(node.dataset.hover));
  });
  root.addEventListener("pointerout", (event) => {
    if (event.target.closest("[data-hover]")?.contains(event.relatedTarget) === false) clearTimeout(resting);
    if (place?.contains(event.target) && !place.contains(event.relatedTarget)) { clearTimeout(leaving); leaving = setTimeout(close, LEAVE_MS); }
  });
  root.addEventListener("pointerdown", () => clearTimeout(resting)); // a press says more than a pause
  return () => { clearTimeout(resting); clearTimeout(leaving); document.removeEventListener("keydown", dismiss, true); };
}
