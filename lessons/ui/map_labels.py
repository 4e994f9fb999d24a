"""Words on a map that do not run into each other.

Each word stands beside its point, on the first side that is free: the greedy way of Christensen, Marks and Shieber, "An empirical study
of algorithms for point-feature label placement" (1995). It is not the densest way, but it is quick, and the same words always come to the same
places. What finds no free side is left out, unless it must stand; every mark has its name in the table as well.

Lengths are pixels of the wide picture. The width of a text is estimated, because nobody draws it here; the estimate errs on the wide side.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lessons.ui.map_frame import Box

LINE_HEIGHT = 1.12
_ASCENT = 0.8
_NARROW, _WIDE = frozenset("ijltfrI.,;:'|!()[] -"), frozenset("mwMW—")

AROUND = ("E", "W", "NE", "SE", "NW", "SW", "N", "S")
"""The sides of a point, the best for reading first."""


def text_width(text: str, size: float) -> float:
    """An estimate in the unit of ``size``, for the usual sans-serif faces."""
    ems = (
        0.34 if one in _NARROW else 0.88 if one in _WIDE else 0.7 if one.isupper() else 0.57 for one in text
    )
    return size * sum(ems)


def wrap(text: str, longest: int) -> tuple[str, ...]:
    """The text in lines of about equal length, none longer than ``longest`` characters unless a word is."""
    count = -(-len(text) // longest)
    while True:
        lines = _fill(text.split(), -(-len(text) // count) if count > 1 else longest)
        if len(lines) <= count:
            return lines
        # Words do not divide evenly: allow longer lines up to the limit, then one line more.
        lines = _fill(text.split(), longest)
        if len(lines) <= count:
            return lines
        count = len(lines)


def _fill(words: Sequence[str], longest: int) -> tuple[str, ...]:
    lines: list[str] = []
    for word in words:
        if lines and len(lines[-1]) + 1 + len(word) <= longest:
            lines[-1] += " " + word
        else:
            lines.append(word)
    return tuple(lines)


@dataclass(frozen=True)
class Label:
    """Words that want to stand at a point: ``gap`` away from it, on one of ``sides`` ("C" is on the point itself)."""

    key: str
    lines: tuple[str, ...]
    x: float
    y: float
    size: float = 12
    gap: float = 10
    sides: tuple[str, ...] = AROUND
    must: bool = False

    def enlarged(self, factor: float) -> "Label":
        """The same label with everything but its point larger."""
        return Label(self.key, self.lines, self.x, self.y, self.size * factor, self.gap * factor, self.sides, self.must)

    def offset(self, side: str) -> tuple[float, float, str]:
        """Where the first line begins, as seen from the point: x, y of its baseline, and the SVG text-anchor."""
        high = len(self.lines) * self.size * LINE_HEIGHT
        anchor = "start" if "E" in side else "end" if "W" in side else "middle"
        aslant = self.gap * (0.75 if len(side) == 2 else 1)
        x = {"start": aslant, "end": -aslant, "middle": 0.0}[anchor]
        top = -high / 2
        if "N" in side:
            top = -high - self.gap * (0.1 if len(side) == 2 else 1)
        if "S" in side:
            top = self.gap * (0.1 if len(side) == 2 else 1)
        return round(x, 1), round(top + self.size * _ASCENT + self.size * (LINE_HEIGHT - 1) / 2, 1), anchor

    def box(self, side: str) -> Box:
        """The rectangle it would cover there."""
        x, baseline, anchor = self.offset(side)
        wide = max(text_width(line, self.size) for line in self.lines)
        left = self.x + x - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
        top = self.y + baseline - self.size * _ASCENT - self.size * (LINE_HEIGHT - 1) / 2
        return Box(left, top, left + wide, top + len(self.lines) * self.size * LINE_HEIGHT)


def place(labels: Iterable[Label], *, taken: Iterable[Box], inside: Box) -> dict[str, str]:
    """The side of each label that found room, by key, in the order of the labels: earlier ones choose first.

    One that must stand takes its first side inside the picture that meets no other *label*, over marks if need be; if there is none,
    its first side.
    """
    marks = list(taken)
    words: list[Box] = []
    sides: dict[str, str] = {}
    for label in labels:
        within = [side for side in label.sides if inside.holds(label.box(side))]
        apart = [side for side in within if not any(label.box(side).touches(other) for other in words)]
        free = [side for side in apart if not any(label.box(side).touches(other) for other in marks)]
        found = free or (apart or within or list(label.sides) if label.must else [])
        if found:
            sides[label.key] = found[0]
            words.append(label.box(found[0]))
    return sides
