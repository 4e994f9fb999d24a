"""What can be shown with a text, layer by layer: words, who says what, questions, errors, what came later.

A reader of news asks more than "what does it say": who says it, what kind of statement it is, what is left
out (lateral reading: Wineburg and McGrew, 2019). Each of these is a layer of its own, so that nobody has to
look at all of them at once, and so that a lesson can keep back what would give its answers away.
"""

from collections.abc import Collection, Sequence

import htpy as h

from lessons.content import Content
from lessons.content.records import Discrepancy, Layer, Paragraph
from lessons.ui.sources import source_line, source_text
from lessons.ui.terms import running_text

OPEN: tuple[Layer, ...] = ("terms", "speakers", "kinds", "questions")
"""The layers that give nothing away."""

LABELS: dict[Layer, str] = {
    "terms": "Words explained",
    "speakers": "Who says it",
    "kinds": "Kind of statement",
    "questions": "A careful reader’s questions",
    "errors": "Errors and omissions",
    "later": "What later events showed",
}
QUESTIONS = "Questions a careful reader asks"
LEFT_OUT = "(omission)"  # as discrepancies.csv writes it


def kind_explained(content: Content, kind: str) -> str:
    """One line on what a kind of statement is, in the course's own wording."""
    return content.course.wording.get(kind, "")


def claims_list(content: Content, paragraph: Paragraph, *, speakers: bool, kinds: bool) -> h.Fragment:
    """Each statement with who says it, its kind, or both; then the words quoted, and what the kinds mean."""
    claims = content.claims_in(paragraph.number)
    quoted = [speaker for speaker in paragraph.speakers if speaker.words] if speakers else []
    named = dict.fromkeys(claim.kind for claim in claims) if kinds else {}
    return h.fragment[
        h.ul(class_="lesson-claims")[
            [
                h.li[
                    h.p[running_text(claim.statement)],
                    speakers and h.p(class_="lesson-soft")["Who says it: ", claim.claimant],
                    kinds and h.p[h.span(class_="lesson-kind")[claim.kind]],
                ]
                for claim in claims
            ]
        ],
        quoted and h.p["Quoted: ", [[h.q[speaker.words], f" ({speaker.name}). "] for speaker in quoted]],
        named and h.p(class_="lesson-label")["What the labels mean"],
        named
        and h.dl(class_="lesson-facts")[
            [[h.dt[kind], h.dd[kind_explained(content, kind)]] for kind in named]
        ],
    ]


def questions_list(paragraph: Paragraph, *, heading: h.Element) -> h.Fragment | None:
    """What a careful reader asks of a paragraph, under ``heading``."""
    if not paragraph.questions:
        return None
    return h.fragment[
        heading[QUESTIONS],
        h.ul(class_="lesson-questions")[[h.li[running_text(question)] for question in paragraph.questions]],
    ]


def errors_list(content: Content, paragraph: Paragraph, *, heading: h.Element) -> h.Fragment:
    """What is wrong, garbled or left out in the printed paragraph, with the evidence."""
    found = content.discrepancies_in(paragraph.number)
    return h.fragment[
        heading[LABELS["errors"]],
        h.ul(class_="lesson-errors")[[_error(content, one) for one in found]]
        if found
        else h.p["None was found in this paragraph."],
    ]


def _error(content: Content, one: Discrepancy) -> h.Element:
    left_out = one.printed == LEFT_OUT
    return h.li[
        h.p[h.strong["Left out. "] if left_out else ["Printed: ", h.q[one.printed]]],
        h.p[running_text(one.problem)],
        h.p(class_="lesson-soft")[
            "How we know: ", running_text(one.evidence), f" How sure we are: {one.confidence}."
        ],
        h.p(class_="lesson-soft")["Source: ", source_line(content.sources[one.source_id])],
    ]


def later_text(paragraph: Paragraph, *, heading: h.Element) -> h.Fragment | None:
    """What came after the week, where the content has it: a closed lesson's content has not."""
    return (
        h.fragment[heading[LABELS["later"]], h.p[running_text(paragraph.later)]] if paragraph.later else None
    )


def layers_still(
    content: Content, paragraph: Paragraph, name: str, layers: Collection[Layer]
) -> list[h.Node]:
    """The layers below the text, folded, for the still; ``name`` is that of the paragraph."""
    parts: list[h.Node] = []
    columns = ["Statement"]
    columns += ["Who says it"] if "speakers" in layers else []
    columns += ["Kind of statement"] if "kinds" in layers else []
    if len(columns) > 1:
        rows = [
            h.tr[
                h.td[running_text(claim.statement)],
                "speakers" in layers and h.td[claim.claimant],
                "kinds" in layers and h.td[claim.kind],
            ]
            for claim in content.claims_in(paragraph.number)
        ]
        head = h.thead[h.tr[[h.th(scope="col")[title] for title in columns]]]
        table = h.table[h.caption[f"Statements of: {name}"], head, h.tbody[rows]]
        parts.append(h.details[h.summary[f"Who says what: {name}"], table])
    if "questions" in layers:
        parts.append(questions_list(paragraph, heading=h.p))
    if "errors" in layers:
        summary = h.summary[f"{LABELS['errors']}: {name}"]
        parts.append(h.details[summary, errors_list(content, paragraph, heading=h.p)])
    if "later" in layers and paragraph.later:
        parts.append(h.details[h.summary[f"{LABELS['later']}: {name}"], h.p[paragraph.later]])
    return parts


def layers_text(content: Content, paragraph: Paragraph, layers: Collection[Layer]) -> Sequence[str]:
    """The same as lines of plain text."""
    lines: list[str] = []
    if {"speakers", "kinds"} & {*layers}:
        lines.append("Who says what:")
        for claim in content.claims_in(paragraph.number):
            told = [claim.claimant] if "speakers" in layers else []
            told += [claim.kind] if "kinds" in layers else []
            lines.append(f"- {claim.statement} ({'; '.join(told)})")
    if "questions" in layers and paragraph.questions:
        lines += [f"{QUESTIONS}:", *(f"- {question}" for question in paragraph.questions)]
    if "errors" in layers:
        lines.append(f"{LABELS['errors']}:")
        for one in content.discrepancies_in(paragraph.number):
            printed = "Left out." if one.printed == LEFT_OUT else f"Printed: {one.printed}."
            sure = f"How sure we are: {one.confidence}."
            lines.append(f"- {printed} {one.problem} {one.evidence} {sure}")
            lines.append(f"  Source: {source_text(content.sources[one.source_id])}")
    if "later" in layers and paragraph.later:
        lines.append(f"{LABELS['later']}: {paragraph.later}")
    return lines
