r"""Text and numbers as GIFT writes them.

GIFT is Moodle's text format for questions (MoodleDocs, "GIFT format"; the importer is Moodle's
``question/format/gift/format.php``). A question is a block without a blank line::

    // [id:Q1] [tag:a-lesson]      a comment; Moodle 3.6 and later read the id number and the tags in it
    ::the name::[plain]the stem{
        =the right answer#its feedback
        ~%50%an answer that earns half#its feedback
        ####feedback for everybody
    }

``~ = # { } :`` and the backslash have a meaning, so they are written with a backslash before them, and a new
line as ``\n``. There is no such way out for ``->`` between the two sides of a pair, for a text that begins as
a format does (``[html]``) and for one that begins as a weight does (``%50%``): the first becomes an arrow,
the other two get their format, ``[plain]``, in front.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

ALLOWED_PARTS = (*range(1, 11), 20)
"""The n for which Moodle takes 1/n as a weight; any other weight makes it refuse the whole file."""

_SPECIAL = str.maketrans({**{sign: f"\\{sign}" for sign in "\\~=#{}:"}, "\n": "\\n"})


@dataclass(frozen=True)
class Answer:
    """One answer with what it earns, in percent (-100 to 100), and what is said to whoever chose it."""

    text: str
    weight: float
    feedback: str = ""


def escaped(text: str) -> str:
    """The text in one line, each special sign with a backslash before it."""
    return re.sub("\r\n?", "\n", text).translate(_SPECIAL)


def plain(text: str) -> str:
    """A text where a format or a weight could stand."""
    return f"[plain]{escaped(text)}" if text.startswith(("[", "%")) else escaped(text)


def left_side(text: str) -> str:
    """A text before ``->``, which it cannot hold itself."""
    return plain(text.replace("->", "→"))


def percent(weight: float) -> str:
    """33.33333, 50, -100: five places are what Moodle compares."""
    return f"{weight:.5f}".rstrip("0").rstrip(".")


def number(value: float) -> str:
    """A number in digits with a point: 97, 0.25, never 1e+20."""
    text = format(Decimal(repr(value)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def block(comment: str, name: str, stem: str, lines: Iterable[str], general: str = "") -> str:
    """A whole question."""
    head = f"::{escaped(name)}::[plain]{escaped(stem)}{{"
    last = [f"####{plain(general)}"] if general else []
    return "\n".join([f"// {comment}", head, *(f"\t{line}" for line in (*lines, *last)), "}"])


def choices(answers: Iterable[Answer], *, several: bool = False) -> list[str]:
    """The lines of a choice; where only one may be ticked, the whole mark is written as ``=``."""
    lines = []
    for one in answers:
        sign = (
            "=" if one.weight == 100 and not several else f"~%{percent(one.weight)}%" if one.weight else "~"
        )
        lines.append(f"{sign}{plain(one.text)}{_feedback(one.feedback)}")
    return lines


def numbers(answers: Iterable[tuple[float, float, Answer]]) -> list[str]:
    """The lines of a number: value, tolerance and the answer they belong to. Moodle takes the first that
    fits.
    """
    lines = [
        f"=%{percent(one.weight)}%{number(value)}:{number(tolerance)}{_feedback(one.feedback)}"
        for value, tolerance, one in answers
    ]
    return ["#", *lines]


def pairs(rows: Iterable[tuple[str, str]]) -> list[str]:
    """The lines of a matching question; a pair without a left side is an answer that is left over."""
    return [f"={left_side(left)} -> {escaped(right)}" for left, right in rows]


def _feedback(text: str) -> str:
    return f"#{plain(text)}" if text else ""
