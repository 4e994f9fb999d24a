"""Tasks that are no quiz: events to put in order, and texts to sort by how they bind.

As with questions, nothing outside the folds tells what is right, and each choice says for itself why it fits
or does not.
"""

from string import ascii_uppercase

import htpy as h

from lessons.activities.binding import KINDS, Sorting
from lessons.activities.chronology import Chronology
from lessons.content.records import Agreement, EventSet
from lessons.site.piece import Page, Piece, fold, meanings
from lessons.site.questions import DOES_NOT_FIT, FITS
from lessons.site.sources import citations


def order_piece(page: Page, activity: Chronology) -> Piece:
    """Every set of five events as it is printed, and the order of time in a fold."""
    return Piece(
        h.fragment[
            h.p(class_="soft")[
                "Write the letters in the order of time, the earliest first. Then open the order."
            ],
            [event_set(page, activity, one) for one in activity.sets],
        ]
    )


def event_set(page: Page, activity: Chronology, one: EventSet) -> h.Element:
    """One set of events."""
    events = page.content.events
    letters = dict(zip(one.event_ids, ascii_uppercase, strict=False))
    return h.section(class_="question")[
        h.h3[one.title],
        h.ul(class_="options")[
            (h.li[f"{letter}. {events[which].label}"] for which, letter in letters.items())
        ],
        fold(
            "The order, and what each event was",
            h.ol[
                (
                    h.li[
                        h.strong[
                            f"{letters[which]}. {events[which].label}, {events[which].happened_on.text}: "
                        ],
                        events[which].statement,
                    ]
                    for which in activity.right(one.id)
                )
            ],
            citations(page, dict.fromkeys(events[which].source_id for which in one.event_ids)),
        ),
    ]


def binding_piece(page: Page, activity: Sorting) -> Piece:
    """What the choices mean, and every text with a fold for each choice."""
    return Piece(
        h.fragment[
            meanings(page, KINDS),
            h.p(class_="soft")["Decide first. Then open your choice and read whether it fits."],
            [agreement(page, one) for one in activity.texts],
        ]
    )


def agreement(page: Page, text: Agreement) -> h.Element:
    """One text to sort."""
    return h.section(class_="question")[
        h.h3[text.name],
        h.p[h.strong[text.agreed_on.text], ". ", text.about],
        h.ul(class_="options")[
            (
                h.li[
                    fold(
                        words,
                        h.p[h.strong[_verdict(text, kind)], " ", text.feedback(kind)],
                        kind="answer",
                    )
                ]
                for kind, words in KINDS.items()
            )
        ],
        fold(
            "Who says what about it, and where this comes from",
            text.opinions
            and h.ul[
                (
                    h.li[
                        h.strong["By law: " if one.side == "law" else "Politically: "],
                        f"{one.holder}: {one.says}",
                        citations(page, [one.source_id]),
                    ]
                    for one in text.opinions
                )
            ],
            citations(page, [text.source_id]),
            kind="source",
        ),
    ]


def _verdict(text: Agreement, kind: str) -> str:
    """One side of what is argued about is half of the truth."""
    if kind == text.binding:
        return FITS
    return "Partly." if text.binding == "argued" else DOES_NOT_FIT
