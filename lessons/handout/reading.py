"""Paragraphs with a number at every line, so that a class can say where something stands.

A browser breaks lines where it likes, and does not number them. So the lines are broken here, to a length
that every common letter fits on A4 and on Letter; beside them stays room for notes.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import htpy as h

from lessons.content.records import Paragraph
from lessons.handout.part import Paper, Part
from lessons.ui.layers import QUESTIONS
from lessons.ui.paragraphs import heading_of, retold, wording
from lessons.ui.terms import Mention, curly, find_mentions, running_text

LETTERS = 66
"""The longest line, in letters: what typographers call a good measure, and 125 mm at the size of the text."""
EVERY = 5
_WORD = re.compile(r"\S+\s*")
_ROWS = 5


@dataclass(frozen=True)
class Line:
    """A line of a text: ``text[start:stop]``."""

    start: int
    stop: int


def lines_of(text: str, letters: int = LETTERS) -> Iterator[Line]:
    """The lines of a text; a word is never broken, and a longer word has a line of its own.

    >>> [(one.start, one.stop) for one in lines_of("to be or not", 6)]
    [(0, 5), (6, 12)]
    """
    start = stop = 0
    for word in _WORD.finditer(text):
        end = word.start() + len(word[0].rstrip())
        if end - start > letters and stop > start:
            yield Line(start, stop)
            start = word.start()
        stop = end
    if stop > start:
        yield Line(start, stop)


def reading(paper: Paper, numbers: Sequence[int]) -> tuple[Part, dict[int, tuple[int, int]]]:
    """The paragraphs with these numbers, and the first and last line of each; lines are counted on."""
    content = paper.page.content
    at = max((last for _, last in (paper.lines or {}).values()), default=0) + 1
    placed: dict[int, tuple[int, int]] = {}
    articles = []
    for number in numbers:
        paragraph = content.paragraphs[number]
        rows = list(_rows(paper, paragraph, at))
        placed[number] = (at, at + len(rows) - 1)
        at += len(rows)
        articles.append(_article(paragraph, rows))
    layers = paper.page.lesson.layers
    level = f"{paper.level.capitalize()} wording."
    sheet = h.fragment[
        h.p(class_="how")[f"{retold(content)} {level} Underlined words are explained in the box of words."],
        articles,
        "speakers" in layers and "errors" not in layers and _own_table(),  # what is read to check has its own
    ]
    sources = tuple(one for number in numbers for one in content.paragraphs[number].source_ids)
    return Part([sheet], _key(paper, numbers), sources), placed


def _article(paragraph: Paragraph, rows: Sequence[h.Element]) -> h.Element:
    name = heading_of(paragraph)
    return h.article(class_="paragraph", aria_label=name)[
        h.h3[name],
        h.div(class_="text")[h.div(class_="numbered")[rows], h.p(class_="notes")["Notes"]],
        paragraph.questions
        and h.p(class_="careful")[
            h.b[QUESTIONS, ":"], ((" ● ", running_text(one)) for one in paragraph.questions)
        ],
    ]


def _rows(paper: Paper, paragraph: Paragraph, first: int) -> Iterator[h.Element]:
    text = wording(paragraph, paper.level)
    mentions = find_mentions(text, paper.page.content.terms.values())
    text = curly(text)
    for number, line in enumerate(lines_of(text), first):
        shown = number == first or number % EVERY == 0
        yield h.div(class_="row")[
            h.span(class_="no")[str(number) if shown else ""], h.span[_marked(text, line, mentions)]
        ]


def _marked(text: str, line: Line, mentions: Sequence[Mention]) -> list[h.Node]:
    """A line with the terms underlined that stand in it, and the part of one that goes on in the next."""
    nodes: list[h.Node] = []
    at = line.start
    for one in mentions:
        start, stop = max(one.start, line.start), min(one.stop, line.stop)
        if start < stop:
            nodes += [text[at:start], h.u[text[start:stop]]]
            at = stop
    return [*nodes, text[at : line.stop]]


def _own_table() -> h.Element:
    """Who says what, to be filled in by the learner."""
    columns = ("Line", "Who says it?", "What kind of statement is it?")
    return h.table(class_="fill own")[
        h.caption["Who says what? Choose statements from the text, and fill in what you find."],
        h.thead[h.tr[(h.th(scope="col")[one] for one in columns)]],
        h.tbody[(h.tr[(h.td for _ in columns)] for _ in range(_ROWS))],
    ]


def _key(paper: Paper, numbers: Sequence[int]) -> h.Node:
    """Who says what, paragraph by paragraph."""
    content = paper.page.content
    columns = ("Statement", "Who says it", "Kind")
    return [
        h.table[
            h.caption[f"Who says what: {heading_of(content.paragraphs[number])}"],
            h.thead[h.tr[(h.th(scope="col")[one] for one in columns)]],
            h.tbody[
                (
                    h.tr[h.td[running_text(one.statement)], h.td[one.claimant], h.td[one.kind]]
                    for one in content.claims_in(number)
                )
            ],
        ]
        for number in numbers
        if content.claims_in(number)
    ]
