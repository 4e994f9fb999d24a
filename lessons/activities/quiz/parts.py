"""What a quiz shows around its questions: the parts of its view, a small function for each."""

from collections.abc import Iterator, Sequence

import htpy as h

from lessons.activities.quiz.controls import controls, picture
from lessons.activities.quiz.feedback import stem
from lessons.activities.quiz.places import Places
from lessons.activities.quiz.state import QuizState
from lessons.content.marking import Markable
from lessons.content.records.items import MapLocation
from lessons.ui.listed import listed
from lessons.ui.sureness import SURE, WORDS
from lessons.ui.sureness import asked as how_sure

COLUMNS = ("Question", "First try", "How sure", "Now", "Go there")


def head(title: str, items: Sequence[Markable], state: QuizState) -> h.Element:
    """The quiz's name and how far the learner is."""
    tried = [item for item in items if state.of(item.id)]
    first = sum(state.first_right(item.id) for item in tried)
    return h.div(".lesson-row")[
        h.strong[f"Quiz: {title}"],
        h.span(".lesson-soft")[f"{len(tried)} of {len(items)} answered, {first} right at the first try"],
    ]


def question(item: Markable, state: QuizState, number: int, places: Places | None = None) -> h.Element:
    """The question as a form, or as text once it is solved; a parallel item goes by its original's number."""
    # One key for all of an item's markup: another question is another form, with nothing ticked.
    name = f"Another try at question {number}" if item.parallel_of else f"Question {number}"
    heading = h.h3(id="question-title", tabindex="-1")[name]
    tried = state.of(item.id)
    if tried and tried[-1].right:
        return h.div(data_key=f"solved-{item.id}")[
            heading,
            h.p[h.strong[stem(item)]],
            picture(item, places, chosen=item.key, live=False)
            if places and isinstance(item, MapLocation)
            else None,
        ]
    return h.form({"data-move": "answer", "data-with-item": item.id, "data-key": f"form-{item.id}"})[
        heading,
        controls(item, state.shown(item.id), places=places, said=state.said),
        how_sure(item.id, len(tried)),
        h.div(".lesson-row")[h.button(".lesson-primary", type="submit")["Check my answer"]],
    ]


def way(last: int, position: int, *, parallel: bool = False) -> h.Element:
    """The way back and on; ``last`` is the position of the summary.

    From a ``parallel`` item the way back leads to its original.
    """
    to = "See how it went" if position == last - 1 else "Next question"
    return h.div(".lesson-row", data_key="way-parallel" if parallel else "way")[
        h.button({"data-move": "original"}, id="original", type="button")[f"Back to question {position + 1}"]
        if parallel
        else h.button(
            {"data-move": "previous", "aria-disabled": "true" if position == 0 else None},
            id="previous",
            type="button",
        )["Previous question"],
        h.button(
            {"data-move": "next", "aria-disabled": "true" if position >= last else None},
            id="next",
            type="button",
        )[to],
        h.span(".lesson-soft")[f"Question {position + 1} of {last}" if position < last else "All questions"],
    ]


def summary(items: Sequence[Markable], state: QuizState, parallels: Sequence[Markable] = ()) -> h.Element:
    """How it went, question by question, with a way back to each.

    Parallels that were tried stand under their originals and are not counted.
    """
    first = sum(state.first_right(item.id) for item in items)
    now = sum(state.solved(item.id) for item in items)
    return h.div(data_key="summary")[
        h.h3(id="question-title", tabindex="-1")["How it went"],
        h.p[f"{first} of {len(items)} right at the first try; {now} of {len(items)} solved by now."],
        _second_look(items, state),
        h.div(".lesson-scroll")[
            h.table[
                h.caption["All questions of this quiz"],
                h.thead[h.tr[(h.th(scope="col")[name] for name in COLUMNS)]],
                h.tbody[(_rows(item, state, number, parallels) for number, item in enumerate(items, 1))],
            ]
        ],
    ]


def _second_look(items: Sequence[Markable], state: QuizState) -> h.Node:
    """Where somebody was sure at first and it did not fit: the most is to be learned there."""
    numbers = [
        str(number)
        for number, item in enumerate(items, 1)
        for first in state.of(item.id)[:1]
        if first.sureness == SURE and not first.right
    ]
    if not numbers:
        return None
    which = f"question{'s' if len(numbers) > 1 else ''} {listed(numbers)}"
    return h.p[f"Worth a second look: {which}. You were sure there, and the first try did not fit."]


def _rows(
    item: Markable, state: QuizState, number: int, parallels: Sequence[Markable]
) -> Iterator[h.Element]:
    yield _row(item, state, number)
    tried = [one for one in parallels if one.parallel_of == item.id and state.of(one.id)]
    yield from (_row(one, state, number) for one in tried)


def _row(item: Markable, state: QuizState, number: int) -> h.Element:
    tried = state.of(item.id)
    sure = tried[0].sureness if tried else None
    name = f"{number}, another try" if item.parallel_of else str(number)
    first = (
        "not answered"
        if not tried
        else "right"
        if tried[0].right
        else "partly"
        if tried[0].score
        else "not yet"
    )
    now = "solved" if state.solved(item.id) else "open"
    return h.tr[
        h.th(scope="row")[f"{name}. {item.stem}"],
        h.td[first],
        h.td[WORDS[sure] if sure else "not said" if tried else ""],
        h.td[now],
        h.td[
            h.button(
                {"data-move": "go", "data-with-item": item.id},
                type="button",
                aria_label=f"Go to question {name}",
            )["Go"]
        ],
    ]
