// A picture that can be moved by hand: data-pan names the move. Drag it, or turn the wheel with Ctrl held. What the hand does is shown at
// once; where it ends is for the kernel to say, in the data-viewbox of the new picture. A finger scrolls the page: it has the buttons.
const STILL_PX = 5; // a press that trembles is no drag

function moveByHand(root, { send, within }) {
  let drag = null, dragged = false, wheel = 0;
  const boxOf = (place) => place.querySelector("svg[viewBox]").getAttribute("viewBox").split(" ").map(Number);
  const look = (place, box) => { for (const svg of place.querySelectorAll("svg[viewBox]")) svg.setAttribute("viewBox", box.join(" ")); };
  const arrive = (place) => {
    const [x, y, width, height] = boxOf(place);
    send(place.dataset.pan, { x: [String(x + width / 2)], y: [String(y + height / 2)], width: [String(width)] });
  };
  root.addEventListener("pointerdown", (event) => {
    const place = within(event, "[data-pan]");
    if (place && event.button === 0 && event.pointerType !== "touch") drag = { place, x: event.clientX, y: event.clientY, box: boxOf(place), moved: false };
  });
  root.addEventListener("pointermove", (event) => {
    if (!drag) return;
    const [x, y, width, height] = drag.box, unit = width / drag.place.clientWidth;
    const [across, down] = [event.clientX - drag.x, event.clientY - drag.y];
    if (!drag.moved && Math.hypot(across, down) < STILL_PX) return;
    if (!drag.moved) drag.place.setPointerCapture(event.pointerId);
    drag.moved = true;
    look(drag.place, [x - across * unit, y - down * unit, width, height]);
  });
  function drop(event) {
    if (!drag) return;
    if (drag.moved && event.type === "pointerup") { arrive(drag.place); dragged = true; setTimeout(() => { dragged = false; }); }
    else if (drag.moved) look(drag.place, drag.box);
    drag = null;
  }
  root.addEventListener("pointerup", drop);
  root.addEventListener("pointercancel", drop);
  root.addEventListener("wheel", (event) => {
    const place = event.ctrlKey && within(event, "[data-pan]");
    if (!place) return;
    event.preventDefault();
    const [x, y, width, height] = boxOf(place), frame = place.getBoundingClientRect();
    const factor = Math.min(2, Math.max(0.5, Math.exp(event.deltaY * 0.002)));
    const [atX, atY] = [(event.clientX - frame.x) / frame.width, (event.clientY - frame.y) / frame.height];
    // What is under the pointer stays there.
    look(place, [x + width * atX * (1 - factor), y + height * atY * (1 - factor), width * factor, height * factor]);
    clearTimeout(wheel);
    wheel = setTimeout(() => { wheel = 0; arrive(place); }, 150);
  }, { passive: false });
  // The kernel may have kept the picture where it was, or not quite where the hand left it.
  function answered() {
    if (drag || wheel) return;
    for (const place of root.querySelectorAll("[data-pan]")) {
      const box = place.querySelector("[data-viewbox]").dataset.viewbox;
      if (box !== boxOf(place).join(" ")) look(place, box.split(" "));
    }
  }
  return { justDragged: () => dragged, answered, leave: () => clearTimeout(wheel) };
}
