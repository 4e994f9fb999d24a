"""What a part does not keep where it is made: material that several learners share, and tasks for later.

A copier is slow and paper is heavy. So the pages for each learner hold what is read and written in the
lesson. What is looked up stands at the end, once for several learners; what is more than enough, before it.
"""

import re
from dataclasses import dataclass

import htpy as h

_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight")
_ENOUGH = re.compile(rf"\b({'|'.join(_NUMBERS)})\b[^.:;]{{0,12}} (?:is|are) enough\b", re.IGNORECASE)
_LINES = re.compile(rf"\b({'|'.join(_NUMBERS)}) lines\b", re.IGNORECASE)


@dataclass(frozen=True)
class Material:
    """Something to look up that is no table: pictures, cards. It gets its number where it stands."""

    caption: str
    node: h.Node

    def numbered(self, number: int) -> h.Element:
        """The material under its number and its caption."""
        return h.section(class_="item")[h.h3[f"M{number}. {self.caption}"], self.node]


@dataclass(frozen=True)
class More:
    """Tasks beyond those that the lesson calls enough."""

    node: h.Node


def lines_asked(said: str) -> int | None:
    """How many lines a text asks for; None where it says nothing of it.

    >>> lines_asked("Two lines to take with you."), lines_asked("Write.")
    (2, None)
    """
    return _number(_LINES, said)


def enough(said: str) -> int | None:
    """How many tasks a text calls enough for a lesson; None where it says nothing of it.

    >>> enough("Decide. **Four are enough** for a lesson."), enough("One set is enough."), enough("Go on.")
    (4, 1, None)
    """
    return _number(_ENOUGH, said)


def _number(asks: re.Pattern[str], said: str) -> int | None:
    found = asks.search(said)
    return _NUMBERS.index(found[1].casefold()) + 1 if found else None
