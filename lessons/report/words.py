"""Words that came from outside, made harmless, and numbers in words.

A nickname, a file's name and an answer are written by learners or by other programs. HTML is escaped by htpy;
what is left are signs that no page and no table should hold: control signs, halves of signs (a lone surrogate
cannot be written as UTF-8), and those that turn the direction of a line.
"""

import re
import unicodedata

from lessons.exports.cells import safe

LONGEST = 200
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f]")


def clean(text: str, *, longest: int = LONGEST) -> str:
    """One line of visible signs, cut to a length: "Fo\x00x" becomes "Fo�x"."""
    shown = "".join("�" if unicodedata.category(one) in ("Cc", "Cs") else one for one in _TURNS.sub("", text))
    return shown if len(shown) <= longest else f"{shown[: longest - 1]}…"


def cell(value: object) -> str:
    """A cell of a table: nothing for None, yes and no, four places; a text so that no spreadsheet runs it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.4f}"
    if isinstance(value, int):
        return str(value)
    return safe(str(value))
