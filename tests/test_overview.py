"""The overview: first tries and solved questions counted as the log tells them."""

from datetime import UTC, datetime

import pytest

from lessons.activities.overview import LessonProgress, Overview, OverviewState
from lessons.content.records.lessons import Lesson
from lessons.ui.activity import NOT_RUNNING, Entry, Event

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)


def lesson(slug: str, title: str, *, ready: bool = True) -> Lesson:
    fields = {"notebook": f"{slug}.ipynb", "minutes": 45, "aim": f"Aim of {title}", "opens_spoilers": False}
    return Lesson(slug=slug, title=title, ready=ready, **fields)


LESSONS = (lesson("start", "Start"), lesson("a-text", "<A text>"), lesson("later", "Later", ready=False))
OVERVIEW = Overview(LESSONS, (("a-text", (("Q1", "v1"), ("Q2", "v2"), ("Q3", "v3"))),))


def attempt(item: str, score: float, *, version: str = "") -> Entry:
    number = version or f"v{item[1:]}"
    return {"kind": "attempt", "item": item, "item_version": number, "score": score}


def words(*entries: Entry) -> str:
    return OVERVIEW.view(OVERVIEW.restore(entries))["lessons"]


def test_nothing_done_is_nothing_counted():
    assert OVERVIEW.restore([]) == OVERVIEW.empty() == OverviewState((LessonProgress("a-text", 3),))
    assert "3 questions, not begun" in words()


def test_the_first_try_counts_and_later_ones_solve():
    entries = [attempt("Q1", 1), attempt("Q2", 0.5), attempt("Q2", 1), attempt("Q3", 0), attempt("Q3", 0.5)]
    assert OVERVIEW.restore(entries).lessons == (LessonProgress("a-text", 3, answered=3, first=1, solved=2),)
    assert "3 of 3 answered, 1 right at the first try, 2 solved" in words(*entries)


def test_answers_to_an_earlier_wording_to_other_quizzes_and_other_kinds_do_not_count():
    entries: list[Entry] = [
        attempt("Q1", 1, version="old"),
        attempt("Q9", 1),
        {"kind": "guess", "item": "Q1"},
    ]
    assert OVERVIEW.restore(entries) == OVERVIEW.empty()


def test_only_lessons_that_are_there_are_listed_and_each_says_what_for():
    text = words()
    assert "Later" not in text
    assert text.count('<th scope="row">') == 2
    assert "&lt;A text&gt;" in text
    assert "Aim of Start</td><td>45</td><td>no quiz" in text
    assert "<caption>The lessons and your progress</caption>" in text
    assert text.count('<th scope="col">') == 4


def test_it_only_shows():
    with pytest.raises(ValueError, match="answer is no move here: this page only shows"):
        OVERVIEW.step(OVERVIEW.empty(), Event("answer", {}, NOON))


def test_the_still_lists_the_lessons_without_controls():
    still = OVERVIEW.still(OVERVIEW.empty())
    assert still.text.splitlines() == [
        NOT_RUNNING,
        "Start: Aim of Start",
        "<A text>: Aim of <A text>",
    ]
    assert not any(tag in still.html for tag in ("<form", "<input", "<button", "<script", " id="))
    assert "not begun" in still.html
