"""What is wrong with the data, in a teacher's words, with the place to mend it.

Rules know nothing of files; whoever reads a file adds its name, the row and the field. All problems are
collected and reported together: whoever edits twenty rows wants twenty lines, not the first of them twenty
times.
"""

import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic_core import ErrorDetails

Path = tuple[str | int, ...]

LONGEST_SAID = 800
"""Letters of a message: a field may hold a whole page where an id should be."""


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to mend. `row` is the line in the file, 0 for the file as a whole; `field` may be empty."""

    file: str
    row: int
    field: str
    message: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.row}" if self.row else self.file
        field = shortened(self.field)  # a field that does not exist may be named by anything
        said = self.message
        if len(said) > LONGEST_SAID:  # what came stands at its beginning, what is allowed at its end
            said = f"{said[: LONGEST_SAID // 2]} … {said[-LONGEST_SAID // 2 :]}"
        line = f"{place} {field}: {said}" if field else f"{place}: {said}"
        # An id may hold anything before it is right; one problem stays one line that can be read.
        return "".join(sign if sign.isprintable() else repr(sign)[1:-1] for sign in line)


class ContentError(Exception):
    """The data cannot be taught from as it is. `problems` holds every one; the text has one line for each."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))


LONGEST_SHOWN = 120
"""Letters of a value that a message repeats: enough to find it."""


def shortened(text: str) -> str:
    """A text that is not too long for a line."""
    return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + "…"


class _Long:
    """A value that is too long to be repeated whole: a table where a text should be."""

    def __init__(self, value: object) -> None:
        self.value = value

    def __repr__(self) -> str:
        return shortened(repr(self.value))

    def __str__(self) -> str:
        return shortened(str(self.value))


def nearest(word: str, allowed: Iterable[str]) -> str:
    """`; did you mean X?` for the most similar allowed word, or nothing.

    >>> nearest("yelna", ["yelnya", "kursk"])
    '; did you mean yelnya?'
    """
    close = difflib.get_close_matches(word, sorted(allowed), n=1, cutoff=0.6)
    return f"; did you mean {close[0]}?" if close else ""


def what_is(word: str, allowed: Sequence[str]) -> str:
    """The nearest allowed word, if there is one, and all of them.

    >>> what_is("yelna", ["yelnya", "kursk"]), what_is("x", ["yelnya", "kursk"])
    ('; did you mean yelnya? Allowed: yelnya, kursk', '; allowed: yelnya, kursk')
    """
    near = nearest(word, allowed)
    return f"{near} Allowed: {', '.join(allowed)}" if near else f"; allowed: {', '.join(allowed)}"


def not_one_of(value: object, allowed: Sequence[str]) -> str:
    """Say what came and what is allowed, with the nearest allowed word if there is one."""
    return f"{shortened(repr(value))} is not allowed{what_is(str(value), allowed)}"


_WORDED: Mapping[str, Callable[[Any, Mapping[str, Any]], str]] = {
    "missing": lambda _v, _c: "is missing; a value is needed",
    "string_too_short": lambda _v, _c: "is empty; a text is needed",
    "string_pattern_mismatch": lambda v, c: (
        f"{v!r} is not a name for this; {_pattern_in_words(c['pattern'])}"
    ),
    "string_type": lambda v, _c: f"{v!r} is not a text; put it in quotation marks",
    "bool_type": lambda v, _c: f"{v!r} is neither true nor false",
    "bool_parsing": lambda v, _c: f"{v!r} is neither true nor false",
    "int_type": lambda v, _c: f"{v!r} is not a whole number",
    "int_parsing": lambda v, _c: f"{v!r} is not a whole number",
    "int_parsing_size": lambda _v, _c: "is a number with too many digits",
    "int_from_float": lambda v, _c: f"{v!r} is not a whole number",
    "float_type": lambda v, _c: f"{v!r} is not a number",
    "float_parsing": lambda v, _c: f"{v!r} is not a number; write 51.5 (with a point, without a unit)",
    "finite_number": lambda v, _c: f"{v!r} is not a number",
    "greater_than": lambda v, c: f"{v!r} is too small; more than {c['gt']:g} is allowed",
    "greater_than_equal": lambda v, c: f"{v!r} is too small; {c['ge']:g} or more is allowed",
    "less_than_equal": lambda v, c: f"{v!r} is too large; {c['le']:g} or less is allowed",
    "literal_error": lambda v, c: not_one_of(v, _listed(c["expected"])),
    "tuple_type": lambda v, _c: f"{v!r} is not a list; write [ … ]",
    "too_long": lambda _v, c: f"has {c['actual_length']} values; {c['max_length']} are needed",
    "model_type": lambda v, _c: f"{v!r} is not a group of fields",
    "mapping_type": lambda v, _c: f"{v!r} is not a group of fields",
    "date_type": lambda v, _c: f"{v!r} is not a date; write 2024-12-31",
    "date_parsing": lambda v, _c: f"{v!r} is not a date; write 2024-12-31",
    "date_from_datetime_parsing": lambda v, _c: f"{v!r} is not a date; write 2024-12-31",
    "date_from_datetime_inexact": lambda v, _c: f"{v!s} has a time; write the date alone, 2024-12-31",
    "union_tag_not_found": lambda _v, _c: "is missing; a value is needed",
    "union_tag_invalid": lambda _v, c: not_one_of(c["tag"], _listed(c["expected_tags"])),
    "value_error": lambda _v, c: str(c["error"]),
}


def _pattern_in_words(pattern: str) -> str:
    if "A-Z" in pattern:
        return "letters, digits, - and _ are allowed, no space"
    return "small letters, digits and - are allowed, no space"


def _listed(expected: str) -> list[str]:
    """The allowed words of pydantic's "'a', 'b' or 'c'", where a word may hold an apostrophe."""
    found: list[str] = []
    for single, double, number in re.findall(r"'([^']*)'|\"([^\"]*)\"|([0-9]+)", expected):
        found.append(single or double or number)
    return found


def in_words(details: ErrorDetails, allowed: Callable[[Path], Sequence[str]]) -> Iterator[tuple[Path, str]]:
    """Turn one of pydantic's errors into (path of the field, what is wrong and what is allowed).

    `allowed` gives the names of the fields at a path: an unknown field is answered with the nearest of them.
    """
    path, kind, context = details["loc"], details["type"], details.get("ctx", {})
    value = details["input"] if len(repr(details["input"])) <= LONGEST_SHOWN else _Long(details["input"])
    if kind == "rules":
        for broken in context["broken"]:
            yield (*path, *broken.path), broken.message
    elif kind == "extra_forbidden":
        names = allowed(path[:-1])
        yield path, f"is not a field of this{what_is(str(path[-1]), names)}"
    elif kind in ("union_tag_not_found", "union_tag_invalid"):
        yield (*path, "format"), _WORDED[kind](value, context)
    elif kind in _WORDED:
        yield path, _WORDED[kind](value, context)
    else:
        message = details["msg"]
        yield path, f"{value!r} does not fit: {message[:1].lower()}{message[1:]}"
