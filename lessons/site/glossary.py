"""The glossary as one page, and as a short list of words on the page of a lesson.

Links run both ways: a word in a paragraph leads to its entry, an entry leads to every paragraph that can be
read in the edition and to its neighbours.
"""

from collections.abc import Mapping, Sequence
from itertools import groupby

import htpy as h

from lessons.content import Content
from lessons.content.records import Term
from lessons.site.piece import GLOSSARY, Page, Piece, term_link
from lessons.site.sources import cite
from lessons.ui.terms import name_of


def words_piece(page: Page) -> Piece:
    """On a lesson's page: the words of its paragraphs, and the way to all others."""
    own = own_words(page)
    count = len(page.content.terms)
    return Piece(
        h.fragment[
            h.p[h.a(href=GLOSSARY)[f"The glossary: all {count} terms, A to Z"]],
            own and h.p["Words of this lesson's paragraphs:"],
            own and h.ul(class_="words")[(h.li[term_link(term.id, term.headword)] for term in own)],
        ]
    )


def own_words(page: Page) -> list[Term]:
    """The terms of the lesson's paragraphs, A to Z."""
    numbers = set(page.lesson.paragraphs)
    helpful = {term for number in numbers for term in page.content.paragraphs[number].term_ids}
    return [one for one in by_letter(page.content) if one.id in helpful or numbers & set(one.paragraphs)]


def by_letter(content: Content) -> list[Term]:
    """All terms, A to Z."""
    return sorted(content.terms.values(), key=lambda term: (term.headword.casefold(), term.id))


def glossary_body(content: Content, places: Mapping[int, str]) -> h.Fragment:
    """All terms; ``places`` says where a paragraph can be read."""
    groups = [(letter, tuple(terms)) for letter, terms in groupby(by_letter(content), key=_letter)]
    return h.fragment[
        h.p[
            f"{len(content.terms)} words of the course, each explained twice: briefly, and more exactly. "
            "Everything is said as of the week of the article."
        ],
        h.nav(class_="letters", aria_label="Letters")[
            h.ul[(h.li[h.a(href=f"#letter-{letter.lower()}")[letter]] for letter, _ in groups)]
        ],
        [
            h.section(aria_labelledby=f"letter-{letter.lower()}")[
                h.h2(id=f"letter-{letter.lower()}")[letter],
                [entry(term, content, places) for term in terms],
            ]
            for letter, terms in groups
        ],
    ]


def entry(term: Term, content: Content, places: Mapping[int, str]) -> h.Element:
    """One term with all that is said of it."""
    seen = [
        h.a(href=places[number])[_name(number)] if number in places else _name(number)
        for number in term.paragraphs
    ]
    others = [term_link(other, content.terms[other].headword) for other in term.see_also]
    rows: list[tuple[str, list[h.Node]]] = [
        ("Why it matters here", [term.why_here]),
        ("A common mistake, put right", [term.misconception] if term.misconception else []),
        ("In the article", _listed(seen)),
        ("See also", _listed(others)),
        ("Source", [cite(content.sources[term.source_id])]),
    ]
    return h.article(class_="entry", id=f"term-{term.id}", aria_labelledby=f"term-{term.id}-title")[
        h.h3(id=f"term-{term.id}-title")[name_of(term)],
        h.p[term.plain],
        h.p(class_="soft")[term.standard],
        h.dl(class_="facts")[[[h.dt[label], h.dd[said]] for label, said in rows if said]],
    ]


def _name(number: int) -> str:
    return f"paragraph {number}" if number else "headline"


def _listed(nodes: Sequence[h.Node]) -> list[h.Node]:
    """The same with commas between."""
    return [[", " if number else "", one] for number, one in enumerate(nodes)]


def _letter(term: Term) -> str:
    first = term.headword[:1].upper()
    return first if first.isalpha() else "0-9"
