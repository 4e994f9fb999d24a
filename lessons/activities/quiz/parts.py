"""What a quiz shows around its questions: the parts of its view, a small function for each."""

from collections.abc import Sequence

import htpy as h

from lessons.activities.quiz.controls import controls, picture
from lessons.activities.quiz.feedback import stem
from lessons.activities.quiz.places import Places
from lessons.activities.quiz.state import QuizState
from lessons.content.marking import Markable
from lessons.content.records.items import MapLocation


def head(title: str, items: Sequence[Markable], state: QuizState) -> h.Element:
    """The quiz's name and how far the learner is."""
    tried = [item for item in items if state.of(item.id)]
    first = sum(state.first_right(item.id) for item in tried)
    return h.div(".lesson-row")[
        h.strong[f"Quiz: {title}"],
        h.span(".lesson-soft")[f"{len(tried)} of {len(items)} answered, {first} right at the first try"],
    ]


def question(item: Markable, state: QuizState, number: int, places: Places | None = None) -> h.Element:
    """The question as a form, or as text once it is solved."""
    # One key for all of an item's markup: another question is another form, with nothing ticked.
    heading = h.h3(id="question-title", tabindex="-1")[f"Question {number}"]
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
        h.div(".lesson-row")[h.button(".lesson-primary", type="submit")["Check my answer"]],
    ]


def way(last: int, position: int) -> h.Element:
    """The way back and on; ``last`` is the position of the summary."""
    to = "See how it went" if position == last - 1 else "Next question"
    return h.div(".lesson-row")[
        h.button(
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


def summary(items: Sequence[Markable], state: QuizState) -> h.Element:
    """How it went, question by question, with a way back to each."""
    first = sum(state.first_right(item.id) for item in items)
    now = sum(state.solved(item.id) for item in items)
    return h.div(data_key="summary")[
        h.h3(id="question-title", tabindex="-1")["How it went"],
        h.p[f"{first} of {len(items)} right at the first try; {now} of {len(items)} solved by now."],
        h.div(".lesson-scroll")[
            h.table[
                h.caption["All questions of this quiz"],
                h.thead[
                    h.tr[(h.th(scope="col")[name] for name in ("Question", "First try", "Now", "Go there"))]
                ],
                h.tbody[(_row(item, state, number) for number, item in enumerate(items, 1))],
            ]
        ],
    ]


def _row(item: Markable, state: QuizState, number: int) -> h.Element:
    tried = state.of(item.id)
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
        h.th(scope="row")[f"{number}. {item.stem}"],
        h.td[first],
        h.td[now],
        h.td[
            h.button(
                {"data-move": "go", "data-with-item": item.id},
                type="button",
                aria_label=f"Go to question {number}",
            )["Go"]
        ],
    ]
