"""One paragraph as a reader meets it: its name, its two wordings, its sentences, its words, and its still.

Nothing here knows what a learner has opened; the reading activity adds that. What may stand below the text
is in `lessons.ui.layers`.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import Literal, get_args

import htpy as h

from lessons.content import Content
from lessons.content.records import Layer, Paragraph, PartialDate, Term
from lessons.content.records.base import words
from lessons.content.records.text import sentences
from lessons.ui.layers import OPEN, layers_still, layers_text
from lessons.ui.terms import (
    Mention,
    definition_still,
    definition_text,
    find_mentions,
    press,
    running_text,
)

Level = Literal["plain", "standard"]
LEVELS: tuple[Level, ...] = get_args(Level)
HOVER_MS = "500"  # long enough that a pointer on its way opens nothing
WORDS_A_MINUTE = 150  # of somebody who reads in a second language, and to understand


def retold(content: Content) -> str:
    """What the learner reads, and whose article it retells."""
    article = content.course.article
    day = PartialDate(article.day.isoformat()).text
    return f"Retold in our own words from the article “{article.title}”, {day}."


def heading_of(paragraph: Paragraph) -> str:
    """Paragraphs are called by their number; number 0 is the headline and goes by its label."""
    return f"Paragraph {paragraph.number}" if paragraph.number else paragraph.label.capitalize()


def wording(paragraph: Paragraph, level: Level) -> str:
    """The retelling at a level."""
    return paragraph.plain if level == "plain" else paragraph.standard


def terms_of(content: Content, paragraph: Paragraph) -> list[Term]:
    """Every term that can be opened in a paragraph: named in either wording, or offered below it."""
    texts = [wording(paragraph, level) for level in LEVELS]
    named = [mention.term_id for text in texts for mention in find_mentions(text, content.terms.values())]
    return [content.terms[term] for term in dict.fromkeys([*named, *paragraph.term_ids])]


def sentences_of(paragraph: Paragraph, level: Level) -> tuple[str, ...]:
    """The sentences of a wording, each with all its marks of punctuation."""
    text = wording(paragraph, level)
    return tuple(text[start:stop] for start, stop in _spans(text))


def _spans(text: str) -> list[tuple[int, int]]:
    """Where each sentence begins and ends."""
    starts: list[int] = []
    for sentence in sentences(text):
        starts.append(text.index(sentence, starts[-1] + 1 if starts else 0))
    ends = [*starts[1:], len(text)]
    return [(start, start + len(text[start:end].rstrip())) for start, end in zip(starts, ends, strict=True)]


def marked_text(
    text: str,
    mentions: Sequence[Mention],
    button: Callable[[Mention, str], h.Node],
    marked: Collection[str],
) -> list[h.Node]:
    """The running text, with the sentences that are in ``marked`` as ``<mark>``."""
    if not marked:
        return running_text(text, mentions, button)
    nodes: list[h.Node] = []
    at = 0
    for start, stop in _spans(text):
        inside = [
            replace(one, start=one.start - start, stop=one.stop - start)
            for one in mentions
            if start <= one.start < stop
        ]
        inner = running_text(text[start:stop], inside, button)
        nodes += [text[at:start], h.mark[inner] if text[start:stop] in marked else inner]
        at = stop
    return [*nodes, text[at:]]


def reading_minutes(texts: Sequence[str]) -> int:
    """How long these texts take at a learner's pace, in whole minutes, at least one."""
    return max(1, -(-sum(words(text) for text in texts) // WORDS_A_MINUTE))


def term_button(
    number: int, term: str, words: str, *, expanded: bool, style: str, hovered: bool = False
) -> h.Element:
    """A term as a button in paragraph ``number``; while the definition it opened is shown, it closes it.

    ``hovered``: a resting pointer opened it, and a press makes it stay.
    """
    return press(
        "close" if expanded and not hovered else "term",
        words,
        {"data-with-paragraph": str(number), "data-with-term": term, "data-hover": HOVER_MS},
        class_=style,
        id=f"term-{number}-{term}",
        aria_expanded="true" if expanded else "false",
        aria_controls=f"meaning-{number}",
    )


def switches(paragraph: Paragraph, *, level: Level, claims: bool | None) -> h.Element:
    """The buttons of one paragraph: its other wording, and its statements shown or not (None: no such)."""
    number, name = paragraph.number, heading_of(paragraph)
    other: Level = "plain" if level == "standard" else "standard"
    given = {"data-with-paragraph": str(number)}
    return h.div(class_="lesson-row")[
        press(
            "paragraph_level",
            f"Show {other} wording",
            {**given, "data-with-level": other},
            aria_label=f"Show {other} wording: {name}",
        ),
        claims is not None
        and press(
            "claims",
            "Who says what",
            {**given, "data-with-show": "no" if claims else "yes"},
            aria_label=f"Who says what: {name}",
            aria_expanded="true" if claims else "false",
            aria_controls=f"claims-{number}",
        ),
    ]


def paragraph_still(
    content: Content,
    paragraph: Paragraph,
    *,
    new: Sequence[Term],
    again: Sequence[str],
    layers: Collection[Layer] = OPEN,
) -> h.Fragment:
    """Both wordings, the words and the lesson's layers, folded as ``details``.

    ``new`` are the terms to explain here, ``again`` says of the others where they are explained.
    """
    name = heading_of(paragraph)
    entries = [definition_still(term, terms=content.terms, sources=content.sources) for term in new]
    return h.fragment[
        h.h3[name],
        h.p[running_text(paragraph.plain)],
        h.details[h.summary[f"Standard wording of: {name}"], h.p[running_text(paragraph.standard)]],
        (entries or again)
        and h.details[
            h.summary[f"Words of: {name}"],
            entries and h.dl[entries],
            again and h.p["Explained above: ", ", ".join(again), "."],
        ],
        layers_still(content, paragraph, name, layers),
    ]


def paragraph_text(
    content: Content,
    paragraph: Paragraph,
    *,
    new: Sequence[Term],
    again: Sequence[str],
    layers: Collection[Layer] = OPEN,
) -> str:
    """The same as plain text."""
    entries = [definition_text(term, terms=content.terms, sources=content.sources) for term in new]
    return "\n".join(
        [
            heading_of(paragraph),
            paragraph.plain,
            f"Standard wording: {paragraph.standard}",
            *(["Words:", *entries] if entries else []),
            *([f"Explained above: {', '.join(again)}."] if again else []),
            *layers_text(content, paragraph, layers),
        ]
    )
