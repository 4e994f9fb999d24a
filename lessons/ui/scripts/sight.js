// What an answer led to may stand out of sight: below the edge of the screen, or above it where the focus has gone on. It is shown, as far
// as what has the focus stays in sight.
const NEAR = 0.7; // of a screen: farther apart, the two cannot both be seen
function showAnswer(root) {
  const held = document.activeElement;
  if (!root.contains(held)) return;
  const told = [...root.querySelectorAll("[role=status]")].filter((node) => node.textContent.trim() && !node.contains(held));
  const after = told.find((node) => held.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING);
  const before = told.findLast((node) => held.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_PRECEDING);
  const [above, below] = [before, after].map((node) => node?.getBoundingClientRect());
  const { top, bottom } = held.getBoundingClientRect(), room = NEAR * innerHeight;
  const came = held.matches("[type=submit],.lesson-primary") && below && below.top - bottom < room ? after : above && top - above.bottom < room ? before : null;
  came?.scrollIntoView({ block: "nearest" });
  held.scrollIntoView({ block: "nearest" });
}
