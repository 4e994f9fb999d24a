"""What an item rests on: the wrong belief behind an option, paragraphs, words of the glossary, its sources.

A sentence that says "look it up in paragraph 4" is followed by few; a fold that holds the paragraph is opened
in place, by keyboard too, and nobody loses the question. It is shown with the feedback, never before.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

import htpy as h

from lessons.content import Content
from lessons.content.records import Misconception, Paragraph, Term
from lessons.content.records.items import Option
from lessons.content.records.question import Question
from lessons.ui.paragraphs import Level, heading_of, wording
from lessons.ui.sources import sources_fold
from lessons.ui.terms import find_mentions, name_of, running_text

MOST_TERMS = 5  # more words than that are a glossary, and there is one

# What an item needs, and the word that goes before it where one looks it up.
_NEEDS = {
    "glossary": ("in", "the glossary"),
    "map": ("on", "the map"),
    "timeline": ("on", "the timeline"),
    "meetings": ("among", "the meetings of the week"),
    "positions": ("among", "the positions of the parties"),
    "check_sheet": ("on", "the check sheet"),
}
# What came after the week stands in no list of the week, and the map of the evidence ends with the article.
_LATER_NEEDS = {"timeline": _NEEDS["timeline"], "meetings": ("under", "“What came”")}


@dataclass(frozen=True)
class Basis:
    """What the items of a quiz rest on, as far as the lesson may show it."""

    content: Content = field(repr=False)

    def belief(self, option: Option) -> Misconception | None:
        """The wrong belief behind an option; None for a right answer and for a slip without one."""
        return self.content.misconceptions.get(option.misconception_id or "")

    def terms(self, item: Question) -> tuple[Term, ...]:
        """The terms that an item names, in its order: in the question, and where it is about words in the
        options too."""
        texts = [item.stem, *(prompt.text for prompt in getattr(item, "prompts", ()))]
        if "glossary" in item.needs:
            texts += [option.text for option in getattr(item, "options", ())]
        known = self.content.terms
        found = [one.term_id for text in texts for one in find_mentions(text, known.values())]
        return tuple(known[one] for one in dict.fromkeys(found))[:MOST_TERMS]

    def folds(self, item: Question, level: Level) -> str:
        """The paragraphs and terms of an item to open in place, in the wording of this level; HTML.

        Made once: it does not change from answer to answer.
        """
        if (item.id, level) not in self._made:
            self._made[item.id, level] = str(h.fragment[self._drawn(item, level)])
        return self._made[item.id, level]

    @cached_property
    def _made(self) -> dict[tuple[str, Level], str]:
        return {}

    def _drawn(self, item: Question, level: Level) -> h.Node:
        numbers = [one for one in item.paragraphs if one in self.content.paragraphs]
        paragraphs = [_paragraph(item.id, self.content.paragraphs[one], level) for one in numbers]
        terms = [_term(item.id, term, level) for term in self.terms(item)]
        return h.div(".lesson-basis", data_key=f"{item.id}-basis")[
            h.p(".lesson-label")["Open it here"],
            paragraphs,
            terms,
            h.div(data_key=f"{item.id}-sources")[
                sources_fold(self.content, item.source_ids, "this question and its answers")
            ],
        ]


def where(item: Question) -> Iterator[tuple[str, str]]:
    """What an item rests on, in words: ("in", "paragraph 2"), ("on", "the map")."""
    for number in item.paragraphs:
        yield "in", f"paragraph {number}" if number else "the headline"
    known = _LATER_NEEDS if item.spoiler else _NEEDS
    for need in item.needs:
        if need in known:
            yield known[need]


def _paragraph(item: str, paragraph: Paragraph, level: Level) -> h.Element:
    return h.details(data_key=f"{item}-paragraph-{paragraph.number}")[
        h.summary[heading_of(paragraph)], h.p[running_text(wording(paragraph, level))]
    ]


def _term(item: str, term: Term, level: Level) -> h.Element:
    return h.details(data_key=f"{item}-term-{term.id}")[
        h.summary[f"What is meant by: {name_of(term)}"],
        h.p[running_text(term.plain if level == "plain" else term.standard)],
    ]
