"""Claims to check: the sources first, and the documented verdict in a fold."""

import htpy as h

from lessons.activities.claims import STEPS, Claims, when
from lessons.activities.claims.cards import claims_of, evidence_of, kinds, paragraph, speaker, took_place
from lessons.content.records import SourceCard, Verdict
from lessons.site.piece import Page, Piece, fold, meanings
from lessons.site.sources import citations, cite

DECIDE = "Read the cards, decide, and write down why. Then open the fold."
CRITERIA = "Hold what you wrote against these criteria. It is for you alone, and no mark."


def claims_piece(page: Page, activity: Claims) -> Piece:
    """The four steps, every claim of the task, and the criteria for one's own notes."""
    wording = page.content.course.wording
    return Piece(
        h.fragment[
            activity.explained(),
            h.ol[(h.li[h.strong[f"{one.capitalize()}: "], wording.get(one, "")] for one in STEPS)],
            meanings(page, activity.kinds),
            h.p(class_="soft")[DECIDE],
            [claim(page, activity, one) for one in activity.texts],
            fold("How far does your note go? Levels from 0 to 3", h.p[CRITERIA], _criteria(page)),
        ]
    )


def claim(page: Page, activity: Claims, text: Verdict) -> h.Element:
    """One claim with its cards; the verdict, its doubt and its evidence are folded."""
    content = page.content
    printed = [content.discrepancies[one].printed for one in text.printed_ids]
    found = [content.discrepancies[one] for one in text.discrepancy_ids]
    where = content.paragraphs[claims_of(content, text)[0].paragraph]
    return h.section(class_="question")[
        h.p(class_="stem")[text.claim],
        printed and h.p["Printed: ", [["; " if n else "", h.q[one]] for n, one in enumerate(printed)], "."],
        h.p(class_="soft")[f"{paragraph(content, text)}. {speaker(content, text)}: {kinds(content, text)}."],
        fold(f"{paragraph(content, text)}, retold", h.p[where.plain], kind="source"),
        h.ul[(h.li[card(page, one)] for one in content.cards_of(text.id))],
        h.p(class_="soft")[" / ".join(activity.kinds.values())],
        fold(
            "What we came to, and how sure we are",
            h.p[h.strong[f"{activity.kinds[activity.documented(text)]}. "], text.why],
            text.meeting_id and h.p[h.strong["What took place: "], took_place(content, text)],
            found and h.ul[(h.li[h.q[one.printed], ". ", one.problem, " ", one.evidence] for one in found)],
            h.p[h.strong["How sure we are: "], f"{text.confidence}. ", text.doubt],
            citations(page, evidence_of(content, text)),
        ),
    ]


def card(page: Page, one: SourceCard) -> h.Fragment:
    """One source card."""
    source = page.content.sources[one.source_id]
    label = f" ({source.link_label})" if source.link_label else ""
    return h.fragment[
        h.strong[f"{one.speaker}: "],
        one.summary,
        h.p(class_="soft")[
            f"{when(source, page.content.course.article.day)}; {source.kind}; we read: {one.read_as}. ",
            cite(source, page.later),
            label,
        ],
    ]


def _criteria(page: Page) -> h.Element:
    return h.ul[
        (
            h.li[h.strong[one.title], h.ol(start="0")[(h.li[words] for words in one.levels)]]
            for one in page.content.criteria.values()
        )
    ]
