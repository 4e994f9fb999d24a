"""What an entry of the log must hold, kind by kind: the one door that every entry passes when it is read.

A log is a file, and files are edited by hand, cut short, and written by versions of the course that do not
exist yet. What comes through here can be trusted by every activity and by the report: the fields that they
need are there and of their type. A kind that is not known here is passed on as it is: a later version may
have written it, and whoever does not know it passes over it.
"""

import math
import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

DEEPEST = 6  # an entry is flat, or nearly so; a tower of brackets is no answer
LARGEST = 2**53  # the largest number that every reader of JSON reads alike (RFC 8259, 6)
_SURROGATE = re.compile("[\ud800-\udfff]")


class Field(NamedTuple):
    """What a field may hold, in words and as a test."""

    words: str
    fits: Callable[[Any], bool]


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, str) for one in value)


def _is_share(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1


TEXT = Field("text", _is_text)
TEXTS = Field("a list of one text or more", _is_texts)
SHARE = Field("a number from 0 to 1", _is_share)
YES_NO = Field("true or false", lambda value: isinstance(value, bool))
COUNT = Field("a whole number from 1", lambda value: _is_whole(value) and value >= 1)
SURENESS = Field("null, 1, 2 or 3", lambda value: value is None or (_is_whole(value) and 1 <= value <= 3))
NUMBER = Field("the number of a paragraph or null", lambda value: value is None or _is_whole(value))

# kind -> the fields that must be there, and those that may be left out
KINDS: Mapping[str, tuple[Mapping[str, Field], Mapping[str, Field]]] = {
    "attempt": (
        {"item": TEXT, "item_version": TEXT, "response": TEXTS, "score": SHARE},
        {"sureness": SURENESS, "attempt": COUNT},
    ),
    "guess": ({"item": TEXT, "option": TEXT}, {"item_version": TEXT}),
    "review": ({"card": TEXT, "rating": TEXT}, {"version": TEXT}),
    "opened_term": ({"term": TEXT}, {"paragraph": NUMBER}),
    "level": ({"level": TEXT}, {"paragraph": NUMBER}),
    "layer": ({"layer": TEXT, "shown": YES_NO}, {}),
    "larger": ({"on": YES_NO}, {}),
    "mark": (
        {},
        {**dict.fromkeys(("mark", "level", "words", "question", "item", "note"), TEXT), "paragraph": NUMBER},
    ),
    "unmark": ({"mark": TEXT}, {"paragraph": NUMBER}),
    "wrote": ({"ask": TEXT, "text": TEXT}, {}),
    "sits": ({"seat": TEXT, "nickname": TEXT}, {}),
    "leaves": ({"seat": TEXT}, {}),
}


def check_entry(entry: Mapping[str, Any]) -> None:
    """``ValueError`` with the first field that does not fit: which one, and what is expected."""
    needed, allowed = KINDS.get(entry["kind"], ({}, {}))
    for name, field in needed.items():
        if name not in entry or not field.fits(entry[name]):
            raise ValueError(f"{entry['kind']}, {name}: {field.words} is expected")
    for name, field in allowed.items():
        if name in entry and not field.fits(entry[name]):
            raise ValueError(f"{entry['kind']}, {name}: {field.words} is expected")


def check_plain(value: Any, deep: int = 0) -> None:
    """``ValueError`` where a value could not be shown, saved or sent again: however it got into the file."""
    if isinstance(value, str):
        if _SURROGATE.search(value):
            raise ValueError("half a letter (a lone surrogate) is in a text")
    elif isinstance(value, float):
        if not math.isfinite(value):
            raise ValueError("a number that is too large, or none")
    elif isinstance(value, int):
        if abs(value) > LARGEST:
            raise ValueError("a number that is too large")
    elif isinstance(value, list | dict):
        if deep >= DEEPEST:
            raise ValueError("lists in lists in lists")
        for part in [*value, *value.values()] if isinstance(value, dict) else value:
            check_plain(part, deep + 1)
