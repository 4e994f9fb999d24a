"""Paragraphs of the article on a page: both wordings, its words as links, who says what, the questions."""

from collections.abc import Collection, Sequence

import htpy as h

from lessons.content.records import Paragraph
from lessons.site.piece import Page, Piece, fold, term_link
from lessons.site.sources import citations
from lessons.ui.paragraphs import heading_of, retold
from lessons.ui.terms import Mention, find_mentions, running_text

ERRORS = "errors"
LATER = "What came later"


def reading_piece(
    page: Page, numbers: Sequence[int], *, read: Sequence[int] = (), layers: Collection[str] = ()
) -> Piece:
    """The paragraphs with these numbers, each with everything that this lesson may say of it.

    ``read``: those that stand on the page already; links lead to the first. ``layers``: what the lesson
    lays over the text; the errors of the article are shown only where they are one of these.
    """
    paragraphs = [page.content.paragraphs[number] for number in numbers]
    html = h.fragment[
        h.p(class_="soft")[
            retold(page.content),
            " Words with a dotted line lead to the glossary; “Back” brings you here again.",
        ],
        [_paragraph(page, one, again=read.count(one.number), errors=ERRORS in layers) for one in paragraphs],
    ]
    return Piece(html, paragraphs=tuple(numbers))


def _paragraph(page: Page, paragraph: Paragraph, *, again: int, errors: bool) -> h.Element:
    name, anchor = heading_of(paragraph), f"paragraph-{paragraph.number}" + (f"-{again + 1}" if again else "")
    called = name[:1].lower() + name[1:]
    others = [term for term in paragraph.term_ids if term not in _named(page, paragraph)]
    terms = [
        [", " if n else "", term_link(one, page.content.terms[one].headword)] for n, one in enumerate(others)
    ]
    return h.article(class_="paragraph", id=anchor, aria_labelledby=f"{anchor}-title")[
        h.h3(id=f"{anchor}-title")[name],
        h.p(class_="retelling")[_linked(page, paragraph.plain)],
        fold(
            f"Standard wording: {called}",
            h.p(class_="retelling")[_linked(page, paragraph.standard)],
            kind="more",
        ),
        fold(f"Who says what: {called}", _statements(page, paragraph), kind="more"),
        errors and _errors(page, paragraph, called),
        paragraph.later
        and fold(f"{LATER}: {called}", h.p[_linked(page, paragraph.later)], kind="more later"),
        others and h.p[h.strong["More words for this paragraph: "], terms, "."],
        paragraph.questions
        and h.fragment[
            h.h4["Questions a careful reader asks"],
            h.ul[(h.li[running_text(question)] for question in paragraph.questions)],
        ],
        fold(f"Where this comes from: {called}", citations(page, paragraph.source_ids), kind="more source"),
    ]


def _linked(page: Page, text: str) -> list[h.Node]:
    """The text, each term a link where it first stands."""

    def link(mention: Mention, words: str) -> h.Node:
        return term_link(mention.term_id, words)

    return running_text(text, find_mentions(text, page.content.terms.values()), link)


def _named(page: Page, paragraph: Paragraph) -> set[str]:
    """The terms that can be opened in the plain wording itself."""
    return {mention.term_id for mention in find_mentions(paragraph.plain, page.content.terms.values())}


def _statements(page: Page, paragraph: Paragraph) -> h.Fragment:
    claims = page.content.claims_in(paragraph.number)
    quoted = [speaker for speaker in paragraph.speakers if speaker.words]
    kinds = dict.fromkeys(claim.kind for claim in claims)
    return h.fragment[
        h.ul(class_="claims")[
            (
                h.li[
                    h.p[running_text(claim.statement)],
                    h.p(class_="soft")["Who says it: ", claim.claimant],
                    h.p[h.span(class_="kind")[claim.kind]],
                ]
                for claim in claims
            )
        ],
        quoted and h.p["Quoted: ", [[h.q[speaker.words], f" ({speaker.name}). "] for speaker in quoted]],
        h.p[h.strong["What the labels mean"]],
        h.dl(class_="facts")[
            [[h.dt[kind], h.dd[page.content.course.wording.get(kind, "")]] for kind in kinds]
        ],
    ]


def _errors(page: Page, paragraph: Paragraph, called: str) -> h.Element | None:
    """What a check found wrong, garbled or left out, with how sure we are."""
    found = page.content.discrepancies_in(paragraph.number)
    if not found:
        return None
    return fold(
        f"Errors and omissions: {called}",
        h.ul[
            (
                h.li[
                    h.p[h.strong[one.printed], " ", one.problem],
                    h.p[one.evidence, f" (confidence: {one.confidence})"],
                    citations(page, [one.source_id]),
                ]
                for one in found
            )
        ],
        kind="more",
    )
