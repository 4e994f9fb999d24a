"""The box of words: the terms that a lesson needs, each in one plain sentence or two."""

from collections.abc import Iterator, Sequence

import htpy as h

from lessons.content.records import Term
from lessons.content.records.items import Item
from lessons.handout.apart import Material
from lessons.handout.part import Paper, Part
from lessons.site.glossary import by_letter, own_words
from lessons.ui.terms import find_mentions, name_of

LARGE = 9
"""Terms. A box with more of them is as long as a page."""


def words_of(paper: Paper, items: Sequence[Item]) -> list[Term]:
    """The terms of the lesson's paragraphs; where it reads none, those that its text and questions name."""
    content = paper.page.content
    if paper.page.lesson.paragraphs:
        return own_words(paper.page)
    named = {
        mention.term_id
        for text in (paper.prose, *_texts(items))
        for mention in find_mentions(text, content.terms.values())
    }
    return [one for one in by_letter(content) if one.id in named]


def _texts(items: Sequence[Item]) -> Iterator[str]:
    return (item.stem for item in items)


def word_box(terms: Sequence[Term]) -> Part:
    """The box: headword and plain definition. A large one is material."""
    title = "Words of this lesson"
    listed = h.dl[(h.div[h.dt[name_of(one)], h.dd[one.plain]] for one in terms)]
    box: h.Node | Material = (
        Material(title, h.div(class_="words")[listed])
        if len(terms) > LARGE
        else h.div(class_="words")[h.h3[title], listed]
    )
    return Part([box], source_ids=tuple(one.source_id for one in terms))
