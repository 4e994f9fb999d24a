"""Words on a map that do not run into each other.

Each word stands beside its point, on the first side that is free: the greedy way of Christensen, Marks and
Shieber, "An empirical study of algorithms for point-feature label placement" (1995). It is not the densest
way, but it is quick, and the same words always come to the same places. What finds no free side is left out,
unless it must stand; every mark has its name in the table as well.

Lengths are pixels of the wide picture. The width of a text is estimated, because nobody draws it here; the
estimate errs on the wide side.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from lessons.ui.map_frame import Box

LINE_HEIGHT = 1.12
_ASCENT = 0.8
_BOLDER = 1.1
_FURTHER = (1, 2, 3, 4, 6, 8, 11)
_NARROW, _WIDE = frozenset("ijltfrI.,;:'|!()[] -"), frozenset("mwMW—")

AROUND = ("E", "W", "NE", "SE", "NW", "SW", "N", "S")
"""The sides of a point, the best for reading first."""


@lru_cache(maxsize=4096)
def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """An estimate in the unit of ``size``, for the usual sans-serif faces."""
    ems = (
        0.34 if one in _NARROW else 0.88 if one in _WIDE else 0.7 if one.isupper() else 0.57 for one in text
    )
    return size * sum(ems) * (_BOLDER if bold else 1)


def wrap(text: str, longest: int) -> tuple[str, ...]:
    """The text in as few lines as ``longest`` characters allow, of about equal length; no word is cut."""
    words = text.split()
    fewest = _fill(words, longest)
    evenly = (_fill(words, limit) for limit in range(1, longest))
    return next((lines for lines in evenly if len(lines) == len(fewest)), fewest)


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
    """Words that want to stand at a point.

    They want to be ``gap`` away from it, on one of ``sides``, the best first ("C" is on the point itself).
    ``dot`` is the radius of a dot that is drawn at the point if, and only if, the words find room.
    """

    key: str
    lines: tuple[str, ...]
    x: float
    y: float
    size: float = 12
    gap: float = 10
    sides: tuple[str, ...] = AROUND
    must: bool = False
    bold: bool = False
    dot: float = 0

    def enlarged(self, factor: float) -> "Label":
        """The same label with everything but its point larger."""
        return replace(self, size=self.size * factor, gap=self.gap * factor, dot=self.dot * factor)

    def offset(self, side: str) -> tuple[float, float, str]:
        """Where the first line begins, seen from the point: x, y of its baseline, and the SVG text-anchor."""
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
        wide = max(text_width(line, self.size, bold=self.bold) for line in self.lines)
        left = self.x + x - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
        top = self.y + baseline - self.size * _ASCENT - self.size * (LINE_HEIGHT - 1) / 2
        return Box(left, top, left + wide, top + len(self.lines) * self.size * LINE_HEIGHT)

    @property
    def point(self) -> Box:
        """What its dot covers."""
        return Box(self.x - self.dot, self.y - self.dot, self.x + self.dot, self.y + self.dot)


@dataclass(frozen=True)
class Placed:
    """A label that found room, and its side."""

    label: Label
    side: str

    @property
    def box(self) -> Box:
        """The rectangle it covers."""
        return self.label.box(self.side)


def place(labels: Iterable[Label], *, taken: Iterable[Box], inside: Box) -> dict[str, Placed]:
    """Where each label found room, by key, in the order of the labels: earlier ones choose first.

    One that must stand may go further from its point; if there is no room at all, it takes its first side,
    over whatever is there.
    """
    full = list(taken)
    found: dict[str, Placed] = {}
    for label in labels:
        if label.dot and any(label.point.touches(other) for other in full):
            continue
        best = next((one for one in _tries(label) if _is_free(one.box, full, inside)), None)
        if best is None and label.must:
            best = Placed(label, label.sides[0])
        if best:
            found[label.key] = best
            full.append(best.box)
            if label.dot:
                full.append(label.point)
    return found


def _tries(label: Label) -> Iterator[Placed]:
    for times in _FURTHER if label.must else (1,):
        for side in label.sides:
            yield Placed(replace(label, gap=label.gap * times) if times > 1 else label, side)


def _is_free(box: Box, full: Iterable[Box], inside: Box) -> bool:
    return inside.holds(box) and not any(box.touches(other) for other in full)
