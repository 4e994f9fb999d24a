"""One paragraph as a reader meets it: its name, its two wordings, its words, its statements, and its still.

Nothing here knows what a learner has opened; the reading activity adds that. A check, an error or what came
later is never shown here: those belong to later lessons.
"""

from collections.abc import Sequence
from typing import Literal, get_args

import htpy as h

from lessons.content import Content
from lessons.content.records import Paragraph, PartialDate, Term
from lessons.ui.terms import definition_still, definition_text, find_mentions, press, running_text

Level = Literal["plain", "standard"]
LEVELS: tuple[Level, ...] = get_args(Level)
QUESTIONS = "Questions a careful reader asks"


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


def kind_explained(content: Content, kind: str) -> str:
    """One line on what a kind of statement is, in the course's own wording."""
    return content.course.wording.get(kind, "")


def claims_list(content: Content, paragraph: Paragraph) -> h.Fragment:
    """Each statement with who says it and its kind; then the words quoted; then what the kinds mean."""
    claims = content.claims_in(paragraph.number)
    quoted = [speaker for speaker in paragraph.speakers if speaker.words]
    kinds = dict.fromkeys(claim.kind for claim in claims)
    return h.fragment[
        h.ul(class_="lesson-claims")[
            [
                h.li[
                    h.p[running_text(claim.statement)],
                    h.p(class_="lesson-soft")["Who says it: ", claim.claimant],
                    h.p[h.span(class_="lesson-kind")[claim.kind]],
                ]
                for claim in claims
            ]
        ],
        quoted and h.p["Quoted: ", [[h.q[speaker.words], f" ({speaker.name}). "] for speaker in quoted]],
        h.p(class_="lesson-label")["What the labels mean"],
        h.dl(class_="lesson-facts")[[[h.dt[kind], h.dd[kind_explained(content, kind)]] for kind in kinds]],
    ]


def term_button(number: int, term: str, words: str, *, expanded: bool, style: str) -> h.Element:
    """A term as a button in paragraph ``number``; while the definition it opened is shown, it closes it."""
    return press(
        "close" if expanded else "term",
        words,
        {"data-with-paragraph": str(number), "data-with-term": term},
        class_=style,
        id=f"term-{number}-{term}",
        aria_expanded="true" if expanded else "false",
        aria_controls=f"meaning-{number}",
    )


def switches(paragraph: Paragraph, *, level: Level, claims: bool) -> h.Element:
    """The buttons of one paragraph: its other wording, and its statements shown or not."""
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
        press(
            "claims",
            "Who says what",
            {**given, "data-with-show": "no" if claims else "yes"},
            aria_label=f"Who says what: {name}",
            aria_expanded="true" if claims else "false",
            aria_controls=f"claims-{number}",
        ),
    ]


def questions_list(paragraph: Paragraph, *, heading: h.Element) -> h.Fragment | None:
    """What a careful reader asks of a paragraph, under ``heading``."""
    if not paragraph.questions:
        return None
    return h.fragment[
        heading[QUESTIONS],
        h.ul(class_="lesson-questions")[[h.li[running_text(question)] for question in paragraph.questions]],
    ]


def paragraph_still(
    content: Content, paragraph: Paragraph, *, new: Sequence[Term], again: Sequence[str]
) -> h.Fragment:
    """Both wordings, the words, the statements and the questions, folded as ``details``.

    ``new`` are the terms to explain here, ``again`` says of the others where they are explained.
    """
    name = heading_of(paragraph)
    entries = [definition_still(term, terms=content.terms, sources=content.sources) for term in new]
    rows = [
        h.tr[h.td[running_text(claim.statement)], h.td[claim.claimant], h.td[claim.kind]]
        for claim in content.claims_in(paragraph.number)
    ]
    columns = [h.th(scope="col")[title] for title in ("Statement", "Who says it", "Kind of statement")]
    return h.fragment[
        h.h3[name],
        h.p[running_text(paragraph.plain)],
        h.details[h.summary[f"Standard wording of: {name}"], h.p[running_text(paragraph.standard)]],
        h.details[
            h.summary[f"Words of: {name}"],
            entries and h.dl[entries],
            again and h.p["Explained above: ", ", ".join(again), "."],
        ],
        h.details[
            h.summary[f"Who says what: {name}"],
            h.table[h.caption[f"Statements of: {name}"], h.thead[h.tr[columns]], h.tbody[rows]],
        ],
        questions_list(paragraph, heading=h.p),
    ]


def paragraph_text(
    content: Content, paragraph: Paragraph, *, new: Sequence[Term], again: Sequence[str]
) -> str:
    """The same as plain text."""
    entries = [definition_text(term, terms=content.terms, sources=content.sources) for term in new]
    said = [
        f"- {claim.statement} ({claim.claimant}; {claim.kind})"
        for claim in content.claims_in(paragraph.number)
    ]
    return "\n".join(
        [
            heading_of(paragraph),
            paragraph.plain,
            f"Standard wording: {paragraph.standard}",
            *(["Words:", *entries] if entries else []),
            *([f"Explained above: {', '.join(again)}."] if again else []),
            "Who says what:",
            *said,
            *([f"{QUESTIONS}:"] if paragraph.questions else []),
            *(f"- {question}" for question in paragraph.questions),
        ]
    )
