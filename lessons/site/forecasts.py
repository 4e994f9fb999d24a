"""What came later, on a plain page: behind a fold, with a word of care before it.

Nothing here can be kept, so a reader writes their step on paper before the fold is opened.
"""

from dataclasses import replace

import htpy as h

from lessons.activities.forecasts import LOOKS, OUTCOMES, RANGES, TESTABLE, Forecasts, how_sure, what_came
from lessons.content.records import Forecast
from lessons.site.piece import Page, Piece, fold
from lessons.site.sources import citations

BEHIND = (
    "What came after the week: open it only if you want to. A word of care stands further up on this page"
)
JUDGE = "Write your step for each statement on paper, as on the day of the article. Then open the folds."


def behind_the_gate(piece: Piece) -> Piece:
    """A piece that tells what came later, in a fold."""
    return replace(piece, html=fold(f"{BEHIND}.", piece.html, kind="later"))


def forecasts_piece(page: Page, activity: Forecasts) -> Piece:
    """The word of care, the scale, and every statement with what came of it in a fold."""
    opening = page.content.course.opening
    return Piece(
        h.fragment[
            h.h3["A word of care"],
            h.p[opening.comes.replace("Behind this button", "Behind the folds below")],
            h.p[opening.stops],
            h.p[opening.talks],
            opening.talks_source_ids and citations(page, opening.talks_source_ids),
            h.h3["The scale"],
            h.ul[(h.li[f"{step} ({range_})"] for step, range_ in RANGES.items())],
            h.p[opening.scale],
            opening.scale_source_ids and citations(page, opening.scale_source_ids),
            h.p(class_="soft")[JUDGE],
            [_statement(page, one) for one in activity.forecasts],
            h.h3["To judge afterwards"],
            h.p[opening.founded],
            h.p[opening.hindsight],
            opening.hindsight_source_ids and citations(page, opening.hindsight_source_ids),
        ]
    )


def _statement(page: Page, one: Forecast) -> h.Element:
    sides = {"for": "Speaks for it", "against": "Speaks against it", "open": "Leaves it open"}
    came = list(what_came(page.content, one))
    ids = [*one.source_ids, *(source for _, _, sources in came for source in sources)]
    return h.section(class_="question")[
        h.p(class_="stem")[one.statement],
        h.p(class_="soft")[LOOKS[one.look]],
        h.p[one.question],
        h.ul[(h.li[h.strong[f"{sides[told.speaks]}: "], told.text] for told in one.known)],
        fold(
            "Where this comes from",
            citations(page, dict.fromkeys(told.source_id for told in one.known)),
            kind="source",
        ),
        fold(
            f"{BEHIND}: {one.statement}",
            h.ul[(h.li[h.strong[f"{day}: "], text] for day, text, _ in came)],
            h.p[h.strong[f"{OUTCOMES[one.outcome]} "], one.happened],
            h.p[h.strong["Could it be tested? "], f"{TESTABLE[one.testable]} {one.test}"],
            h.p[h.strong["How sure could one be? Our reading: "], f"{how_sure(one)} {one.sure}"],
            h.p[h.strong["Doubt: "], one.doubt],
            citations(page, dict.fromkeys(ids)),
            kind="later",
        ),
    ]
