"""The tasks about positions: decide or write first, then open a fold.

As with questions, nothing outside the folds tells what is right, and a fold for each choice says for itself
why it fits or does not.
"""

import htpy as h

from lessons.activities.positions import RELATIONS, Overlaps, Statements, Wordings
from lessons.content.records import Overlap, Statement, Wording
from lessons.site.piece import Page, Piece, fold, meanings
from lessons.site.sources import citations

DECIDE = "Decide first, on paper or with somebody. Then open the fold."


def overlaps_piece(page: Page, activity: Overlaps) -> Piece:
    """What the choices mean, and every pair with our reading in a fold."""
    return Piece(
        h.fragment[
            meanings(page, RELATIONS),
            h.p(class_="soft")[DECIDE],
            [overlap(page, activity, one) for one in activity.texts],
        ]
    )


def overlap(page: Page, activity: Overlaps, one: Overlap) -> h.Element:
    """One pair: the statements, and folded the reading, its doubt and its evidence."""
    positions = activity.positions(one)
    return h.section(class_="question")[
        h.h3[activity.heading(one)],
        h.ul[(h.li[h.strong[page.content.parties[p.party_id].name], f": {p.statement}"] for p in positions)],
        h.p(class_="soft")[" / ".join(RELATIONS.values())],
        fold(
            "How we read it, and what is doubtful",
            h.p[h.strong[f"{RELATIONS[one.relation]}. "], one.statement],
            one.doubt and h.p[h.strong["Doubt: "], one.doubt],
            activity.in_drafts(one),
            citations(page, dict.fromkeys(activity.source_ids(one))),
        ),
    ]


def statements_piece(page: Page, activity: Statements) -> Piece:
    """Every statement, with a fold that says who said it."""
    return Piece(
        h.fragment[
            h.p(class_="soft")[
                "The parties: ", ", ".join(p.name for p in page.content.parties.values()), "."
            ],
            h.p(class_="soft")["Some statements fit more than one. ", DECIDE],
            [statement(page, activity, one) for one in activity.texts],
        ]
    )


def statement(page: Page, activity: Statements, one: Statement) -> h.Element:
    """One statement without its speaker."""
    positions = activity.positions(one)
    return h.section(class_="question")[
        h.p(class_="stem")[one.statement],
        fold("A hint", h.p[one.hint], kind="source"),
        fold(
            "Who said it",
            h.ul[
                (
                    h.li[h.strong[page.content.parties[p.party_id].name], f" ({p.kind}): {p.statement}"]
                    for p in positions
                )
            ],
            h.p[one.clue],
            citations(page, dict.fromkeys(p.source_id for p in positions)),
        ),
    ]


def wordings_piece(page: Page, activity: Wordings) -> Piece:
    """The three questions, and every sentence with its versions in a fold."""
    return Piece(
        h.fragment[
            h.p["Write a neutral version of a sentence on paper. Ask:"],
            h.ol[(h.li[one] for one in activity.checks)],
            h.p(class_="soft")["The sentences are made up for practice: nobody is quoted."],
            [wording(page, one) for one in activity.wordings],
        ]
    )


def wording(page: Page, one: Wording) -> h.Element:
    """One sentence that takes sides."""
    return h.section(class_="question")[
        h.p(class_="stem")[one.sentence],
        fold("The words that judge", h.ul[(h.li[h.strong[w.word], f": {w.why}"] for w in one.words)]),
        fold(
            "Possible versions: none is the right one",
            h.ul[(h.li[f"{v.text} ", h.em[f"Keeps {v.keeps}. Loses {v.loses}."]] for v in one.versions)],
            citations(page, one.source_ids),
        ),
    ]
