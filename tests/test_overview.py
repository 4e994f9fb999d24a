"""The progress page: counted as the log tells it, in words, with what each number is out of."""

import re
from datetime import UTC, datetime

import pytest

from lessons.activities.overview import Asked, Overview, OverviewState, Tried
from lessons.activities.overview.parts import AT_MOST
from lessons.content.records.lessons import Lesson, Objective
from lessons.ui.activity import NOT_RUNNING, Entry, Event

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)


def lesson(slug: str, title: str, *, ready: bool = True) -> Lesson:
    fields = {"notebook": f"{slug}.ipynb", "minutes": 45, "aim": f"Aim of {title}", "opens_spoilers": False}
    return Lesson(slug=slug, title=title, ready=ready, **fields)


def objective(name: str) -> Objective:
    return Objective(id=name, statement=f"Do <{name}>.", bloom="apply")


LESSONS = (
    lesson("start", "Start"),
    lesson("a-text", "<A text>"),
    lesson("b-text", "Another"),
    lesson("later", "Later", ready=False),
)
ASKED = (
    Asked("Q1", "v1", "a-text", "O1", "Why one?", 1),
    Asked("P1", "v1", "a-text", "O1", "Why one, again?", 1, parallel_of="Q1"),
    Asked("Q2", "v2", "a-text", "O1", "Why two?", 2),
    Asked("Q3", "v3", "a-text", "O1", "Why three?", 3),
    Asked("Q4", "v4", "b-text", "O2", "Why four?", 1),
)
OVERVIEW = Overview(LESSONS, ASKED, (objective("O1"), objective("O2"), objective("O3")))


def attempt(item: str, score: float, *, version: str = "", sureness: int | None = None) -> Entry:
    number = version or f"v{item[1:]}"
    told = {"item": item, "item_version": number, "score": score, "sureness": sureness}
    return {"kind": "attempt", **told}


def part(name: str, *entries: Entry) -> str:
    """A part as it is read: tags out, spaces in one."""
    html = OVERVIEW.view(OVERVIEW.restore(entries))[name]
    text = re.sub(r"<[^>]+>", " ", "".join([html]))
    return re.sub(r" ([.,:)]|; )", r"\1", " ".join(text.split())).replace("( ", "(")


def test_nothing_done_is_nothing_counted():
    assert OVERVIEW.restore([]) == OVERVIEW.empty() == OverviewState()
    assert "3 questions, not begun" in part("lessons")
    assert "Nothing yet." in part("review")
    assert "Go on with “&lt;A text&gt;”: 3 questions, not begun." in part("review")
    assert "Not begun. 3 questions ask for it." in part("objectives")
    assert "Not begun. 1 question asks for it." in part("objectives")


def test_the_first_try_counts_and_later_ones_solve():
    entries = [attempt("Q1", 1), attempt("Q2", 0.5), attempt("Q2", 1), attempt("Q3", 0), attempt("Q3", 0.5)]
    assert OVERVIEW.restore(entries).tried == (
        Tried("Q1", 1, first=True, solved=True),
        Tried("Q2", 2, first=False, solved=True),
        Tried("Q3", 2, first=False, solved=False),
    )
    assert "3 of 3 answered, 1 right at the first try, 2 solved" in part("lessons", *entries)
    assert "1 question you answered and have not solved yet:" in part("review", *entries)
    assert "Why three? (question 3 of “&lt;A text&gt;”)" in part("review", *entries)
    told = part("objectives", *entries)
    assert (
        "Something to look at again. 3 of 3 questions answered: "
        "1 right at the first try, 1 after more tries, 1 still open."
    ) in told
    assert "&lt;A text&gt;, question 1: right at the first try" in told
    assert "&lt;A text&gt;, question 2: right after 2 tries" in told
    assert "&lt;A text&gt;, question 3: not right yet after 2 tries" in told


def test_answers_to_an_earlier_wording_to_other_quizzes_and_other_kinds_do_not_count():
    entries: list[Entry] = [
        attempt("Q1", 1, version="old"),
        attempt("Q9", 1),
        {"kind": "guess", "item": "Q1"},
    ]
    assert OVERVIEW.restore(entries) == OVERVIEW.empty()


def test_a_question_asked_in_another_way_adds_to_the_objective_and_not_to_the_quiz():
    entries = [attempt("Q1", 0), attempt("P1", 1)]
    assert "1 of 3 answered, 0 right at the first try, 0 solved" in part("lessons", *entries)
    told = part("objectives", *entries)
    assert "Too early to say. 1 of 3 questions answered: 0 right at the first try." in told
    assert "Asked in another way: 1 of 1 right at once." in told
    assert "&lt;A text&gt;, question 1, asked in another way: right at the first try" in told
    assert "No question is open" in part("review", *entries)


@pytest.mark.parametrize(
    ("scores", "verdict"),
    [
        ((1, 1), "Too early to say."),
        ((1, 1, 1), "Going well."),
        ((0, 1, 1), "Something to look at again."),
        ((0.5, 0, 0), "Something to look at again."),
    ],
)
def test_an_objective_is_judged_from_three_answers_on(scores: tuple[float, ...], verdict: str):
    assert verdict in part("objectives", *(attempt(f"Q{n}", score) for n, score in enumerate(scores, 1)))


def test_what_took_more_tries_is_got_all_the_same():
    entries = [attempt("Q1", 0), *(attempt(f"Q{n}", 1) for n in (1, 2, 3))]
    assert "You got there, some of it with more tries." in part("objectives", *entries)
    assert "No question is open" in part("review", *entries)


def test_surely_wrong_comes_first():
    entries = [attempt("Q1", 0, sureness=1), attempt("Q2", 0, sureness=3), attempt("Q3", 1, sureness=3)]
    told = part("review", *entries)
    assert told.index("You were sure of a wrong answer here. Why two?") < told.index("Why one?")
    assert "sure: 1 of 2 right; guessing: 0 of 1 right." in told


def test_without_sureness_nothing_is_said_of_it():
    assert "How sure" not in part("review", attempt("Q1", 1))


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (None, ""),
        (0, "Cards: none of those you know has come back yet."),
        (1, "Cards: 1 has come back. Ask for it under"),
        (4, "Cards: 4 have come back."),
    ],
)
def test_cards_that_have_come_back_are_counted(due: int | None, words: str):
    told = OVERVIEW.view(OverviewState(due=due))["review"]
    assert words in told
    assert ("Cards" in told) == bool(words)


def test_a_lesson_that_was_begun_is_gone_on_with():
    assert "Go on with “&lt;A text&gt;”: 2 questions not answered yet." in part("review", attempt("Q1", 1))
    done = [attempt(f"Q{n}", 1) for n in (1, 2, 3)]
    assert "Go on with “Another”: 1 question, not begun." in part("review", *done)
    assert "Go on with" not in part("review", *done, attempt("Q4", 1))


def test_of_many_open_questions_some_are_named_and_the_rest_counted():
    many = tuple(Asked(f"Q{n}", f"v{n}", "a-text", "O1", f"Why {n}?", n) for n in range(AT_MOST + 2))
    page = Overview(LESSONS, many)
    state = page.restore([attempt(one.id, 0) for one in many])
    told = page.view(state)["review"]
    assert told.count("<li") == AT_MOST
    assert "And 2 more, in the same lessons." in told


def test_only_lessons_that_are_there_are_listed_and_each_says_what_for():
    html = OVERVIEW.view(OVERVIEW.empty())["lessons"]
    assert "Later" not in html
    assert html.count('<th scope="row">') == 3
    assert "&lt;A text&gt;" in html
    assert "Aim of Start</td><td>45</td><td>no quiz" in html
    assert "<caption>The lessons and your progress</caption>" in html
    assert html.count('<th scope="col">') == 4


def test_lessons_bear_their_numbers_and_a_closed_quiz_is_not_called_none():
    closed = lesson("the-end", "The end").model_copy(
        update={"opens_spoilers": True, "notebook": "09-end.ipynb"}
    )
    html = Overview((closed,), ()).view(OVERVIEW.empty())["lessons"]
    assert '<th scope="row">09 The end</th>' in html
    assert "<td>closed until you open it there</td>" in html
    assert "no quiz" not in html


def test_objectives_that_no_question_asks_for_are_not_listed():
    html = OVERVIEW.view(OVERVIEW.empty())["objectives"]
    assert html.count('<th scope="row">') == 2
    assert "Do &lt;O1&gt;." in html
    assert "O3" not in html


def test_no_percentage_looks_like_a_mark():
    shown = "".join(OVERVIEW.view(OVERVIEW.restore([attempt("Q1", 1), attempt("Q2", 0)])).values())
    assert "%" not in shown
    assert "per cent" not in shown


def test_it_only_shows():
    with pytest.raises(ValueError, match="answer is no move here: look is; this page only shows"):
        OVERVIEW.step(OVERVIEW.empty(), Event("answer", {}, NOON))
    assert OVERVIEW.step(OVERVIEW.empty(), Event("look", {}, NOON)).entries == ({"kind": "look"},)


def test_the_still_lists_the_lessons_without_controls():
    still = OVERVIEW.still(OVERVIEW.restore([attempt("Q1", 1)]))
    assert still == OVERVIEW.still(OVERVIEW.empty())
    assert still.text.splitlines() == [
        NOT_RUNNING,
        "Start: Aim of Start",
        "<A text>: Aim of <A text>",
        "Another: Aim of Another",
    ]
    assert not any(tag in still.html for tag in ("<form", "<input", "<button", "<script", " id="))
    assert "not begun" in still.html
