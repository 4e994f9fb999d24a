"""Where a reader is: levels, layers, what stands open, and the marks made so far."""

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from lessons.content.records import LAYERS, Layer
from lessons.ui.paragraphs import Level

AT_FIRST: tuple[Layer, ...] = ("terms", "questions")
"""The layers that are on until a learner switches them: help, and nothing that answers a question."""


@dataclass(frozen=True)
class Opened:
    """The definition that stands open under a paragraph.

    ``origin`` is the term whose button opened it: the focus goes back there, also after a walk along
    "see also". ``hovered``: it came because a pointer rested on the word, and goes when the pointer goes.
    """

    term: str
    origin: str
    more: bool = False
    hovered: bool = False


@dataclass(frozen=True)
class Mark:
    """A sentence that a learner marked: its words at a level, what it is evidence for, and a note.

    The words themselves are kept, not their place: a mark outlives a change of the retelling. ``item`` is
    the id of the quiz question, where it is one.
    """

    level: Level
    words: str
    question: str = ""
    item: str = ""
    note: str = ""

    @property
    def id(self) -> str:
        """Eight hex digits: one sentence is evidence for one question once."""
        told = "\n".join((self.level, self.words, self.question))
        return hashlib.sha256(told.encode("utf-8")).hexdigest()[:8]


@dataclass(frozen=True)
class Unit:
    """What a learner has done to one paragraph.

    ``level`` None follows the level chosen for all, ``claims`` None the layers chosen for all.
    """

    level: Level | None = None
    opened: Opened | None = None
    claims: bool | None = None
    looked_up: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True)
class ReadingState:
    """What holds for all paragraphs, and by number what differs from an untouched one."""

    level: Level = "plain"
    shown: tuple[Layer, ...] = AT_FIRST
    larger: bool = False
    units: Mapping[int, Unit] = field(default_factory=dict)

    def unit(self, number: int) -> Unit:
        """What was done in a paragraph."""
        return self.units.get(number, Unit())

    def level_of(self, number: int) -> Level:
        """The level a paragraph is shown at."""
        return self.unit(number).level or self.level

    def at(self, level: Level, number: int | None = None) -> "ReadingState":
        """One paragraph at a level, or all of them, those that were changed singly included."""
        if number is not None:
            return self.change(number, level=None if level == self.level else level)
        return replace(self._each(level=None), level=level)

    def show(self, layer: Layer, on: bool) -> "ReadingState":
        """A layer shown or not, in all paragraphs."""
        wanted = {*self.shown, layer} if on else set(self.shown) - {layer}
        changed = self._each(claims=None) if layer in ("speakers", "kinds") else self
        return replace(changed, shown=tuple(one for one in LAYERS if one in wanted))

    def open(self, number: int, term: str, *, origin: str, hovered: bool = False) -> "ReadingState":
        """The definition of a term, in place of any other that stands open in the paragraph.

        What a pointer opened in passing does not count as looked up.
        """
        seen = self.unit(number).looked_up
        looked_up = seen if term in seen or hovered else (*seen, term)
        return self.change(number, opened=Opened(term, origin, hovered=hovered), looked_up=looked_up)

    def close(self, number: int) -> "ReadingState":
        """No definition open in the paragraph."""
        return self.change(number, opened=None)

    def mark(self, number: int, mark: Mark) -> "ReadingState":
        """With this mark; the same sentence for the same question keeps its place and gets the new note."""
        marks = {one.id: one for one in self.unit(number).marks} | {mark.id: mark}
        return self.change(number, marks=tuple(marks.values()))

    def unmark(self, number: int, gone: str) -> "ReadingState":
        """Without the mark of this id."""
        return self.change(number, marks=tuple(one for one in self.unit(number).marks if one.id != gone))

    def change(self, number: int, **changes: Any) -> "ReadingState":
        """Fields of one unit changed."""
        units = {**self.units, number: replace(self.unit(number), **changes)}
        return replace(self, units=_touched(units))

    def _each(self, **changes: Any) -> "ReadingState":
        units = {number: replace(unit, **changes) for number, unit in self.units.items()}
        return replace(self, units=_touched(units))


def first_shown(allowed: Collection[Layer]) -> tuple[Layer, ...]:
    """What is on at first in a lesson that allows these layers."""
    return tuple(layer for layer in AT_FIRST if layer in allowed)


def _touched(units: Mapping[int, Unit]) -> Mapping[int, Unit]:
    """Without the untouched paragraphs, so that states that mean the same are equal."""
    return {number: unit for number, unit in units.items() if unit != Unit()}
