"""The progress page in plain words: a small function for each part."""

from collections.abc import Iterator, Sequence

import htpy as h

from lessons.activities.overview.state import (
    Asked,
    Counts,
    OverviewState,
    Tried,
    counts,
    open_questions,
    originals,
)
from lessons.content.records.lessons import Lesson, Objective
from lessons.ui.listed import counted
from lessons.ui.sureness import WORDS
from lessons.ui.term_places import title_of

AT_MOST = 8
ENOUGH = 3
"""Answers from which on something is said about an objective; fewer say next to nothing."""


def lessons_table(lessons: Sequence[Lesson], asked: Sequence[Asked], state: OverviewState) -> h.Element:
    """Each lesson that is there: what for, how long, and how its quiz went."""
    return h.div(".lesson-scroll")[
        h.table[
            h.caption["The lessons and your progress"],
            h.thead[h.tr[(h.th(scope="col")[name] for name in ("Lesson", "What for", "Minutes", "Quiz"))]],
            h.tbody[
                (
                    h.tr[
                        h.th(scope="row")[title_of(lesson)],
                        h.td[lesson.aim],
                        h.td[str(lesson.minutes)],
                        h.td[_quiz(lesson, counts(_of(asked, lesson.slug), state))],
                    ]
                    for lesson in lessons
                    if lesson.ready
                )
            ],
        ]
    ]


def _of(asked: Sequence[Asked], lesson: str) -> list[Asked]:
    return [one for one in asked if one.lesson == lesson]


def _quiz(lesson: Lesson, count: Counts) -> str:
    if not count.questions:
        return "closed until you open it there" if lesson.opens_spoilers else "no quiz"
    if not count.answered:
        return f"{counted(count.questions, 'question')}, not begun"
    told = f"{count.first} right at the first try, {count.solved} solved"
    return f"{count.answered} of {count.questions} answered, {told}"


def review(lessons: Sequence[Lesson], asked: Sequence[Asked], state: OverviewState) -> h.Element:
    """What to look at next: open questions, cards that have come back, lessons that go on."""
    begun, missed = bool(state.tried), open_questions(asked, state)
    by_slug = {lesson.slug: lesson for lesson in lessons}
    return h.div[
        h.h3["What to look at next"],
        not begun and h.p["Nothing yet. When you have answered questions, it stands here."],
        bool(missed)
        and h.fragment[
            h.p[f"{counted(len(missed), 'question')} you answered and have not solved yet:"],
            h.ol[(_missed(one, by_slug[one.lesson], state) for one in missed[:AT_MOST])],
        ],
        len(missed) > AT_MOST and h.p[f"And {len(missed) - AT_MOST} more, in the same lessons."],
        begun and not missed and h.p["No question is open: all that you answered is solved."],
        _going_on(lessons, asked, state),
        (cards := _cards(state)) and h.p[cards],
        (sure := _sureness(asked, state)) and h.p[sure],
    ]


def _missed(asked: Asked, lesson: Lesson, state: OverviewState) -> h.Element:
    told = state.of(asked.id)
    return h.li(data_key=asked.id)[
        told is not None and told.surely_wrong and h.strong["You were sure of a wrong answer here. "],
        f"{asked.stem} ",
        h.span(".lesson-soft")[f"(question {asked.number} of “{title_of(lesson)}”)"],
    ]


def _going_on(lessons: Sequence[Lesson], asked: Sequence[Asked], state: OverviewState) -> h.Element | None:
    """The first lesson that was begun and not finished, else the first that was not begun."""
    left = [
        (lesson, count)
        for lesson in lessons
        if lesson.ready and (count := counts(_of(asked, lesson.slug), state)).answered < count.questions
    ]
    if not left:
        return None
    lesson, count = next((one for one in left if one[1].answered), left[0])
    rest = counted(count.questions - count.answered, "question")
    how = f": {rest} not answered yet." if count.answered else f": {rest}, not begun."
    return h.p[f"Go on with “{title_of(lesson)}”{how} “Ways on”, at the end of this page, leads there."]


def _cards(state: OverviewState) -> str:
    if state.due is None:
        return ""
    if not state.due:
        return "Cards: none of those you know has come back yet."
    came = "1 has come back. Ask for it" if state.due == 1 else f"{state.due} have come back. Ask for them"
    return f"Cards: {came} under “Words and questions that are due”, on this page."


def _sureness(asked: Sequence[Asked], state: OverviewState) -> str:
    """How often somebody who felt sure was right, and how often somebody who guessed."""
    firsts = [one for question in asked if (one := state.of(question.id)) and one.sureness]
    told = [
        f"{word}: {sum(one.first for one in said)} of {len(said)} right"
        for level, word in reversed(WORDS.items())
        if (said := [one for one in firsts if one.sureness == level])
    ]
    return f"How sure you were at the first try, and how it was: {'; '.join(told)}." if told else ""


def objectives_table(
    lessons: Sequence[Lesson], objectives: Sequence[Objective], asked: Sequence[Asked], state: OverviewState
) -> h.Element | h.Fragment:
    """What somebody can do afterwards, how it went so far, and which questions say so."""
    titles = {lesson.slug: title_of(lesson) for lesson in lessons}
    rows = [(one, [q for q in asked if q.objective == one.id]) for one in objectives]
    return h.fragment[
        h.h3["What you practise"],
        h.div(".lesson-scroll")[
            h.table[
                h.caption["Each aim of the course, and how it went so far"],
                h.thead[h.tr[(h.th(scope="col")[name] for name in ("What you learn to do", "So far"))]],
                h.tbody[
                    (
                        h.tr(data_key=one.id)[
                            h.th(scope="row")[one.statement], h.td[_objective(questions, titles, state)]
                        ]
                        for one, questions in rows
                        if questions
                    )
                ],
            ]
        ],
    ]


def _objective(questions: Sequence[Asked], titles: dict[str, str], state: OverviewState) -> h.Node:
    count = counts(questions, state)
    again = [one for q in questions if q.parallel_of and (one := state.of(q.id))]
    if not count.answered:
        return f"Not begun. {counted(count.questions, 'question asks', 'questions ask')} for it."
    return h.fragment[
        h.strong[f"{_verdict(count, again)}."],
        f" {count.answered} of {counted(count.questions, 'question')} answered: ",
        ", ".join(_how(count)),
        ".",
        bool(again)
        and f" Asked in another way: {sum(one.first for one in again)} of {len(again)} right at once.",
        h.details[
            h.summary["Which questions"],
            h.ul[
                (
                    h.li[f"{titles[q.lesson]}, question {q.number}{_other(q)}: {_went(one)}"]
                    for q in questions
                    if (one := state.of(q.id))
                )
            ],
            _not_yet(questions, state),
        ],
    ]


def _verdict(count: Counts, again: Sequence[Tried]) -> str:
    if count.answered + len(again) < ENOUGH:
        return "Too early to say"
    if count.open:
        return "Something to look at again"
    return "You got there, some of it with more tries" if count.later else "Going well"


def _how(count: Counts) -> Iterator[str]:
    yield f"{count.first} right at the first try"
    if count.later:
        yield f"{count.later} after more tries"
    if count.open:
        yield f"{count.open} still open"


def _other(asked: Asked) -> str:
    return ", asked in another way" if asked.parallel_of else ""


def _went(tried: Tried) -> str:
    if tried.first:
        return "right at the first try"
    tries = counted(tried.tries, "try", "tries")
    return f"right after {tries}" if tried.solved else f"not right yet after {tries}"


def _not_yet(questions: Sequence[Asked], state: OverviewState) -> h.Element | None:
    rest = sum(state.of(one.id) is None for one in originals(questions))
    return h.p(".lesson-soft")[f"{counted(rest, 'question')} not answered yet."] if rest else None
