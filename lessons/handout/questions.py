"""Questions with room for the answer: boxes to tick, dots to join, gaps to fill, a number line.

They stand in the order of the data, and nothing of them hangs on the key. The answers are in
`lessons.handout.answers`.
"""

import math
from collections.abc import Sequence

import htpy as h
from markupsafe import Markup

from lessons.activities.quiz import Places
from lessons.content.records.items import (
    Cloze,
    Guess,
    Item,
    MapLocation,
    Matching,
    MultipleResponse,
    Numeric,
    Ordering,
    TrueFalseReason,
)
from lessons.handout.apart import Material, More
from lessons.handout.part import Paper, marks, tick
from lessons.handout.pictures import printed
from lessons.handout.tables import Table
from lessons.site.piece import paragraph_name
from lessons.site.questions import stem_with_gaps
from lessons.ui.listed import listed

ENOUGH = "This is enough for one lesson. The other questions stand further back, for whoever likes more."
_GAP = "____________"
_TICKS = 6
_WIDTHS = {"three": 19, "two": 33}  # letters that fit
# The picture was drawn for a page of twice this width, with room around its numbers and names to grow.
LARGER = ".lesson-spot>g>*,.lesson-country>g>*{transform:scale(1.7)}"


def questions(
    paper: Paper, items: Sequence[Item], places: Places | None
) -> list[h.Node | Table | Material | More]:
    """All questions of a quiz, numbered from 1; those that the lesson has no time for stand apart."""
    made = [question(paper, item, number, places) for number, item in enumerate(items, 1)]
    asked = paper.page.lesson.asked
    if not 0 < asked < len(made):
        return [*made]
    return [*made[:asked], h.p(class_="enough")[ENOUGH], More(h.fragment[made[asked:]])]


def question(paper: Paper, item: Item, number: int, places: Places | None = None) -> h.Element:
    """One question; it is never split between two pages."""
    return h.section(class_="question")[
        h.h3[str(number)],
        h.div[
            h.p(class_="stem")[stem_with_gaps(item, _GAP)],
            h.p(class_="how")[how(item), _where(paper, item)],
            _answer(item, places),
        ],
    ]


def how(item: Item) -> str:
    """What to do with the pencil."""
    match item:
        case Guess():
            return "Guess, and tick one. A guess cannot be wrong."
        case MultipleResponse():
            return "Several answers fit. Tick all of them."
        case TrueFalseReason():
            return "Tick true or false, and the reason for it."
        case Matching():
            over = len(item.options) > len(item.prompts)
            return f"Draw a line from each to its partner.{' Not all are needed.' if over else ''}"
        case Ordering():
            return "Put in order: write 1 into the first box, 2 into the next, and so on."
        case Cloze():
            over = len(item.options) > len(item.gaps)
            return f"Write a word, or its letter, into each gap.{' Not all are needed.' if over else ''}"
        case Numeric():
            return "Mark the number on the line, and write it down."
        case MapLocation():
            return "Tick one place."
    return "Tick one answer."


def _where(paper: Paper, item: Item) -> str:
    """Where to look: the lines of the paragraphs, if they stand on this sheet."""
    there = [number for number in item.paragraphs if number in (paper.lines or {})]
    return f" Look in {listed([_named(paper, number) for number in there])}." if there else ""


def _named(paper: Paper, number: int) -> str:
    first, last = (paper.lines or {})[number]
    told = f"line {first}" if first == last else f"lines {first} to {last}"
    return f"{paragraph_name(number)} ({told})"


def _answer(item: Item, places: Places | None) -> h.Node:
    named = list(zip(marks(item).values(), item.options, strict=True))
    columns = _columns([option.text for option in item.options])
    options = h.ul(class_=f"options {columns}")[[tick(mark, option.text) for mark, option in named]]
    match item:
        case TrueFalseReason():
            return h.fragment[
                h.ul(class_="options verdict")[tick("", "true"), tick("", "false"), h.li["because"]],
                options,
            ]
        case Matching():
            return _pairs(item)
        case Cloze():
            return h.ul(class_="bank")[[h.li[h.b[mark], " ", option.text] for mark, option in named]]
        case Numeric():
            return h.fragment[
                number_line([option.value for option in item.options]),
                h.p(class_="number")["Your number: ", h.span(class_="blank"), f" {item.key.unit}"],
            ]
        case MapLocation() if places:
            options = h.ul(class_="options one")[[tick(mark, option.text) for mark, option in named]]
            picture = places.spots(item)
            said = " ".join(places.says(picture))
            return h.div(class_="beside")[
                h.div[options, h.p(class_="how")[said]],
                printed(picture.alone, f"Map of the places to choose from. {said}", LARGER),
            ]
        case Ordering():
            return h.div(class_="order")[options]
    return options


def _columns(texts: Sequence[str]) -> str:
    """Short options stand side by side, in the same order: a page less to copy."""
    longest = max(map(len, texts))
    return next((name for name, most in _WIDTHS.items() if longest <= most), "one")


def _pairs(item: Matching) -> h.Element:
    """Two columns with a dot at each end of the line to draw."""
    dot = h.span(class_="dot", aria_hidden="true")
    return h.div(class_="pairs")[
        h.ol[(h.li[h.b[str(n)], h.span[one.text], dot] for n, one in enumerate(item.prompts, 1))],
        h.ul[
            (
                h.li[dot, h.b[mark], h.span[option.text]]
                for mark, option in zip(marks(item).values(), item.options, strict=True)
            )
        ],
    ]


def number_line(values: Sequence[float]) -> Markup:
    """A line with round numbers at its ticks, long enough for every value; it marks none of them."""
    low, high, step = scale(values)
    count = round((high - low) / step)
    parts = ['<path d="M20 20H620" stroke="#000" stroke-width="2"/>']
    for number in range(count + 1):
        x = 20 + 600 * number / count
        parts.append(f'<path d="M{x:.0f} 12V28" stroke="#000" stroke-width="2"/>')
        parts.append(f'<text x="{x:.0f}" y="48" text-anchor="middle">{_digits(low + number * step)}</text>')
    said = f"A number line from {_digits(low)} to {_digits(high)}"
    return Markup(  # noqa: S704  numbers alone
        f'<svg class="line" viewBox="-20 0 680 54" role="img" aria-label="{said}" font-size="17">'
        f"{''.join(parts)}</svg>"
    )


def scale(values: Sequence[float]) -> tuple[float, float, float]:
    """First tick, last tick and step of a line that holds these values, none of them at its very end.

    >>> scale([10, 40, 55])
    (0, 60, 10)
    """
    least, most = min(values), max(values)
    rough = (most - least or abs(most) or 1) / (_TICKS - 1)
    ten = 10 ** math.floor(math.log10(rough))
    step = next(size * ten for size in (1, 2, 5, 10) if size * ten >= rough)
    low, high = math.floor(least / step) * step, math.ceil(most / step) * step
    if low == least and low != 0:
        low -= step
    return low, high + (step if high == most else 0), step


def _digits(value: float) -> str:
    """12,000 with a comma; a year, and any number of four digits, without one."""
    return f"{value:,.0f}" if abs(value) >= 10_000 else f"{value:g}"
