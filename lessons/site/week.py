"""The week on a plain page: the meetings day by day, the seats to give out, and the garbled name.

As with questions, nothing outside the folds tells what is right.
"""

import htpy as h

from lessons.activities.week import Garbled, Seats, Week, told
from lessons.content.records import Meeting
from lessons.site.piece import Page, Piece, fold, scroller
from lessons.site.sources import citations
from lessons.ui.week import seats_sentence, week

DECIDE = "Decide first, on paper or with somebody. Then open the fold."


def week_piece(page: Page, activity: Week) -> Piece:
    """Every meeting with what a reader could know of it, and folded how it was held and who had a seat."""
    known = {one.meeting.id for one in activity.sittings("known")}
    return Piece(
        h.fragment[
            h.p(class_="soft")[
                "Which of these meetings could a reader of the article know of, and which not? "
                "Go through the days first."
            ],
            [meeting(page, one, known=one.id in known) for one in activity.meetings],
        ]
    )


def meeting(page: Page, one: Meeting, *, known: bool) -> h.Element:
    """One meeting."""
    says = "could know of it" if known else "could not know of it"
    return h.section(class_="question")[
        h.h3[f"{told.day_name(one)}: {one.format}"],
        h.dl(class_="facts")[
            [h.dt["Where"], h.dd[told.place_text(page.content, one)]],
            [h.dt["A reader of the article"], h.dd[says]],
            [h.dt["In the article"], h.dd[told.article_text(one)]],
        ],
        fold(
            "As it was held",
            h.dl(class_="facts")[
                [h.dt["When"], h.dd[told.time_text(one)]],
                [h.dt["Who came"], h.dd[one.participants]],
                one.article_note and [h.dt["What the article leaves out"], h.dd[one.article_note]],
            ],
            citations(page, told.source_ids(one)),
        ),
        fold("Who had a seat, and why", seats(page, one)),
    ]


def seats(page: Page, one: Meeting) -> h.Fragment:
    """Each party with its seat and the reason."""
    reasons = page.content.seats_at(one.id)
    rows = [(party, reasons.get(party)) for party in told.parties_of(page.content, one)]
    table = h.table[
        h.caption[f"Who has a seat: {one.format}"],
        h.thead[h.tr[(h.th(scope="col")[name] for name in told.COLUMNS[:3])]],
        h.tbody[
            (
                h.tr[
                    h.th(scope="row")[page.content.parties[party].name],
                    h.td[told.HAS if party in one.parties else told.HAS_NOT],
                    h.td[why and [h.strong[f"{told.capital(why.by)}. "], why.reason]],
                ]
                for party, why in rows
            )
        ],
    ]
    ids = dict.fromkeys(source for _, why in rows if why for source in why.source_ids)
    return h.fragment[scroller(f"Seats: {one.format}", table), citations(page, ids)]


def seats_piece(page: Page, activity: Seats) -> Piece:
    """Every table with the parties to tick, and the seats in a fold."""
    every = week(page.content, page.content.course.week_ends)
    return Piece(
        h.fragment[
            h.p[told.SEAT],
            h.p(class_="soft")[DECIDE],
            [
                h.section(class_="question")[
                    h.h3[activity.heading(one)],
                    h.ul(class_="options")[
                        (
                            h.li[page.content.parties[party].name]
                            for party in told.parties_of(page.content, one)
                        )
                    ],
                    fold("Who has a seat, and why", seats(page, one), h.p[one.table_note]),
                ]
                for one in activity.tables
            ],
            fold("The tables side by side", h.p[seats_sentence(page.content, every)]),
        ]
    )


def misprint_piece(page: Page, activity: Garbled) -> Piece:
    """The words, and in folds one after the other: which are odd, the clues, the choices, the answer."""
    one = activity.misprint
    return Piece(
        h.section(class_="question")[
            h.h3[one.title],
            h.p(class_="stem")[one.find],
            h.ul(class_="options")[
                (h.li[h.q[word.words], f" (paragraph {word.paragraph})"] for word in one.printed)
            ],
            fold(
                "Which of them name no place",
                h.ul[
                    (
                        h.li[h.q[word.words], f": {'no place' if word.odd else 'a place'}. {word.said}"]
                        for word in one.printed
                    )
                ],
            ),
            [
                fold(
                    f"A clue: {clue.title}",
                    h.p[clue.text],
                    clue.meeting_id and h.p[activity.meeting_text(clue)],
                    citations(page, clue.source_ids),
                )
                for clue in one.clues
            ],
            fold(
                f"{one.question} The choices",
                h.p["Decide, and say how sure you are: guessing, fairly sure or sure."],
                h.ul[
                    (h.li[fold(choice.text, h.p[choice.rationale], kind="answer")] for choice in one.options)
                ],
            ),
            fold(
                "What is documented, and what is doubtful",
                activity.answer(),
                citations(page, dict.fromkeys(activity.source_ids)),
            ),
        ]
    )
