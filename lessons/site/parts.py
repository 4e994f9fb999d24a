"""What a cell shows, as a piece of a page: one function for each kind of activity, and a way for all others.

An activity that is new here need not wait: it is shown by its own ``page(state)`` if it has one, else by its
still. What cannot be shown at all is an error that names the cell, and not a hole in the page.
"""

from typing import Any

import htpy as h

from lessons.activities.binding import Sorting
from lessons.activities.chronology import Chronology
from lessons.activities.claims import Claims
from lessons.activities.forecasts import Forecasts
from lessons.activities.glossary import Glossary
from lessons.activities.guess import Guess
from lessons.activities.map import Map
from lessons.activities.overview import Overview
from lessons.activities.positions import Overlaps, Statements, Wordings
from lessons.activities.quiz import Quiz
from lessons.activities.reading import Reading
from lessons.activities.week import Garbled, Seats, Week
from lessons.site.chart import figure_piece
from lessons.site.claims import claims_piece
from lessons.site.forecasts import behind_the_gate, forecasts_piece
from lessons.site.glossary import words_piece
from lessons.site.picture import map_piece
from lessons.site.piece import Page, Piece, SiteError, page_of, scroller
from lessons.site.positions import overlaps_piece, statements_piece, wordings_piece
from lessons.site.questions import quiz_piece
from lessons.site.reading import reading_piece
from lessons.site.running import Shown
from lessons.site.sources import entries_by_address
from lessons.site.stills import still_piece
from lessons.site.tables import table_piece
from lessons.site.tasks import binding_piece, order_piece
from lessons.site.week import misprint_piece, seats_piece, week_piece
from lessons.ui.panel import Panel

KEPT = (
    "These plain pages keep nothing: no name, no answer. What you want to keep, write on paper or in a file "
    "of your own. Nothing is sent anywhere."
)

CARDS = (
    "These pages cannot remember when a card is due. Take the glossary instead: cover the meanings, say them "
    "aloud, and look."
)
NOT_HERE = {"welcome": KEPT, "original": "", "saving": "", "flashcards": CARDS}
"""Activities that a plain page has no use for, by name, and what it says in their place."""


def piece(page: Page, shown: Shown, *, heading: str, read: tuple[int, ...] = ()) -> Piece:
    """What the cell shows on this page, under ``heading``; ``read``: paragraphs that stand above it."""
    try:
        made = _piece(page, shown, heading, read)
    except SiteError:
        raise
    except Exception as error:
        raise SiteError(f"{shown.where} cannot be shown: {type(error).__name__}: {error}") from error
    if not shown.printed:
        return made
    return Piece(h.fragment[h.pre[shown.printed.rstrip()], made.html], made.pictures, made.paragraphs)


def _piece(page: Page, shown: Shown, heading: str, read: tuple[int, ...]) -> Piece:
    value: Any = shown.value
    if value is None:
        return Piece(h.fragment[()])
    if isinstance(value, Panel):
        made = activity_piece(page, value.activity, read)
        return behind_the_gate(made) if value.gate else made
    if isinstance(value, str | int | float | bool):
        return Piece(h.p[str(value)])
    if hasattr(value, "to_plotly_json"):
        return figure_piece(value)
    if hasattr(value, "itertuples"):
        return table_piece(value, heading)
    if hasattr(value, "to_frame"):
        return table_piece(value.to_frame(), heading)
    if html := _html(value):
        return still_piece(html, entries_by_address(page))
    raise SiteError(
        f"{shown.where} shows a {type(value).__name__}; a plain page can show an activity of the course, "
        "a table, a figure, a text or a number."
    )


def _html(value: Any) -> str:
    """What a value shows of itself as HTML, as IPython asks it; an empty text where it has nothing."""
    if hasattr(value, "_repr_mimebundle_"):
        return str(value._repr_mimebundle_().get("text/html", ""))
    return str(value._repr_html_() or "") if hasattr(value, "_repr_html_") else ""


def activity_piece(page: Page, activity: Any, read: tuple[int, ...]) -> Piece:
    """An activity in the state of a learner who has done nothing."""
    state = activity.empty()
    if activity.name in NOT_HERE:
        words = NOT_HERE[activity.name]
        return Piece(h.fragment[words and h.p[words]], instead=bool(words))
    if hasattr(activity, "page"):
        return still_piece(activity.page(state), entries_by_address(page))
    match activity:
        case Reading():
            layers = getattr(activity, "layers", ())
            return reading_piece(page, activity.paragraphs, read=read, layers=layers)
        case Glossary():
            return words_piece(page)
        case Map():
            return map_piece(activity, entries_by_address(page))
        case Quiz() | Guess():
            return quiz_piece(page, activity.items, read)
        case Overview():
            return overview_piece(page)
        case Chronology():
            return order_piece(page, activity)
        case Sorting():
            return binding_piece(page, activity)
        case Claims():
            return claims_piece(page, activity)
        case Overlaps():
            return overlaps_piece(page, activity)
        case Statements():
            return statements_piece(page, activity)
        case Wordings():
            return wordings_piece(page, activity)
        case Week():
            return week_piece(page, activity)
        case Seats():
            return seats_piece(page, activity)
        case Garbled():
            return misprint_piece(page, activity)
        case Forecasts():
            return forecasts_piece(page, activity)
    return still_piece(activity.still(state).html, entries_by_address(page))


def overview_piece(page: Page) -> Piece:
    """The lessons; how far somebody is, a plain page does not know."""
    columns = ("Lesson", "What for", "Minutes")
    table = h.table[
        h.caption["The lessons"],
        h.thead[h.tr[(h.th(scope="col")[name] for name in columns)]],
        h.tbody[
            (
                h.tr[
                    h.th(scope="row")[h.a(href=page_of(one.notebook))[one.title]],
                    h.td[one.aim],
                    h.td[str(one.minutes)],
                ]
                for one in page.lessons
            )
        ],
    ]
    intro = h.p[
        "These pages do not know how far you are. You can do the lessons in any order; this one is ours."
    ]
    return Piece(h.fragment[intro, scroller("The lessons", table)], instead=True)
