"""How sure could one be, and what came: the learner's step first, nothing of the end before the button."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from lessons.activities.forecasts import RANGES, Forecasts, ForecastsState, how_sure, what_came
from lessons.content import Content, load_content
from lessons.content.records import STEPS, Forecast
from lessons.course import Course
from lessons.progress import Log
from lessons.ui.activity import NOT_RUNNING, Event, Step
from lessons.ui.gate import CLOSED

EVERYTHING = load_content()
SLUG = next(one.slug for one in EVERYTHING.lessons.values() if one.opens_spoilers)
TASK = Forecasts(EVERYTHING.for_lesson(SLUG))
FIRST, SECOND = TASK.forecasts[:2]
SMALL = Forecasts(load_content(Path(__file__).parent / "small_course"))
AT = datetime(2026, 11, 28, 12, tzinfo=UTC)


def event(move: str, **form: str) -> Event:
    return Event(move, {name: (value,) for name, value in form.items()}, AT)


def judged(
    step: str = "likely", forecast: Forecast = FIRST, state: ForecastsState | None = None
) -> Step[ForecastsState]:
    return TASK.step(state or TASK.empty(), event("judge", forecast=forecast.id, step=step, reason=""))


def text(html: str) -> str:
    return " ".join(BeautifulSoup(html, "html.parser").get_text(" ").split())


def page(state: ForecastsState, task: Forecasts = TASK) -> str:
    return text(" ".join(task.view(state).values()))


def later_texts(content: Content) -> list[str]:
    """All that a statement tells of what came, as it stands in the data."""
    found = []
    for one in content.forecasts.values():
        found += [one.happened, one.test, one.sure, one.doubt]
        found += [text for _, text, _ in what_came(content, one)]
    return found


def test_a_step_is_kept_and_may_be_changed_before_the_end_is_open():
    step = judged("likely")
    assert step.state == ForecastsState(said=((FIRST.id, "likely"),))
    assert step.entries == (
        {
            "kind": "judged",
            "item": FIRST.id,
            "item_version": TASK.version(FIRST),
            "step": "likely",
            "afterwards": False,
        },
    )
    assert step.focus == "forward"
    assert judged("unlikely", state=step.state).state.said == ((FIRST.id, "unlikely"),)
    assert TASK.empty() == ForecastsState()


def test_words_are_kept_with_the_step_and_come_back():
    step = TASK.step(TASK.empty(), event("judge", forecast=FIRST.id, step="likely", reason=" They met. "))
    assert step.entries[1] == {"kind": "wrote", "ask": FIRST.id, "text": "They met."}
    again = TASK.restore(step.entries)
    assert again == replace(step.state, position=1)  # the first one that is not judged
    # Words that changed are words about another statement.
    assert TASK.restore([{**step.entries[0], "item_version": "00000000"}]) == TASK.empty()


def test_after_the_end_is_open_what_was_said_stays_and_what_was_not_is_marked():
    opened = TASK.step(judged().state, event("open"))
    assert opened.entries == ({"kind": "opened_later"},)
    assert (opened.state.opened, opened.state.position, opened.focus) == (True, 0, "later-title")
    with pytest.raises(ValueError, match="stays as it is"):
        judged("unlikely", state=opened.state)
    late = judged("very likely", SECOND, opened.state)
    assert late.entries[0]["afterwards"] is True
    assert late.state.afterwards == (SECOND.id,)
    # Said with the end in view, it may be changed: it is no foresight any more.
    assert judged("likely", SECOND, late.state).state.of(SECOND.id) == "likely"
    entries = [*judged().entries, *opened.entries, *late.entries]
    assert TASK.restore(entries) == replace(late.state, position=0)
    assert TASK.restore([*entries, {"kind": "closed_later"}]).opened is False


def test_the_page_says_what_comes_next_when_enough_are_judged_and_when_all_are():
    said, state = [], TASK.empty()
    for forecast in TASK.forecasts:
        state = judged("likely", forecast, state).state
        said.append(text(TASK.view(state)["on"]).partition("Next statement")[2].strip())
    on = "On: the word of care, just below."
    assert said == ["", "", "", *[f"Enough for one lesson. {on}"] * 3, f"All are judged. {on}"]
    # "Just below" is so: the word of care stands under the buttons, and the table after it.
    assert TASK.parts[TASK.parts.index("on") + 1] == "gate"
    opened = TASK.step(state, event("open")).state
    assert "Go through the statements once more" in text(TASK.view(opened)["head"])
    assert "Judge first" not in text(TASK.view(opened)["head"])
    last = replace(opened, position=len(said) - 1)
    assert text(TASK.view(last)["on"]).endswith("This was the last one.")


def test_a_step_that_is_not_kept_yet_outlives_a_reload_and_is_called_so():
    form = BeautifulSoup(TASK.view(TASK.empty())["statement"], "html.parser").form
    assert form is not None
    assert form["data-draft"] == f"judge-{FIRST.id}"
    assert form.select(".lesson-unsaved")


def test_moves_that_are_none_are_refused_in_a_line():
    for wrong, message in (
        (event("guess"), "guess is no move here: judge, next, previous, open, close are."),
        (event("judge", forecast="x", step="likely"), "'x' is not one of these statements: "),
        (event("judge", forecast=FIRST.id, step="perhaps"), "Choose one step. None of them is marked."),
        (Event("judge", {"forecast": (FIRST.id,)}, AT), "Choose one step. None of them is marked."),
    ):
        with pytest.raises(ValueError, match=f"^{message}"):
            TASK.step(TASK.empty(), wrong)


def test_the_ways_end_at_the_ends_and_opening_twice_is_once():
    last = len(TASK.forecasts) - 1
    state = replace(TASK.empty(), position=last)
    assert TASK.step(state, event("next")).state == state
    assert TASK.step(TASK.empty(), event("previous")).state == TASK.empty()
    opened = TASK.step(state, event("open")).state
    assert TASK.step(opened, event("open")).entries == ()
    assert TASK.step(TASK.empty(), event("close")).entries == ()


@pytest.mark.parametrize("task", [TASK, SMALL], ids=["course", "small"])
def test_nothing_of_the_end_stands_in_a_view_or_a_still_before_it_is_opened(task: Forecasts):
    later = later_texts(task.content)
    assert later
    for position, one in enumerate(task.forecasts):
        for said in ((), ((one.id, "likely"),)):
            shown = page(ForecastsState(position=position, said=said), task)
            assert [words for words in later if words in shown] == []
            assert one.statement in shown
            assert one.question in shown
    still = task.still(task.empty())
    assert [words for words in later if words in text(still.html) or words in still.text] == []
    assert still.text.startswith(NOT_RUNNING)
    assert task.content.course.opening.comes in still.text
    assert task.content.course.opening.talks in text(still.html)


def test_opened_it_tells_all_of_it_and_closed_again_nothing():
    told = " ".join(
        page(ForecastsState(position=position, opened=True)) for position in range(len(TASK.forecasts))
    )
    assert [words for words in later_texts(TASK.content) if words not in told] == []
    assert "Our reading" in told
    closed = TASK.step(ForecastsState(opened=True), event("close"))
    assert (closed.state, closed.focus) == (TASK.empty(), "gate-title")


def test_the_table_tells_nothing_of_a_statement_that_is_not_judged():
    table = text(TASK.view(replace(judged().state, opened=True))["collected"])
    assert FIRST.statement in table
    assert "It came about in part." in table
    assert not any(one.statement in table for one in TASK.forecasts[1:])


def test_what_happened_stands_in_the_order_of_time():
    for one in TASK.forecasts:
        days = [TASK.content.events[name].happened_on for name in one.event_ids]
        days += [TASK.content.meetings[name].held_on for name in one.meeting_ids]
        assert [day for day, _, _ in what_came(TASK.content, one)] == [day.text for day in sorted(days)]


def test_the_scale_is_that_of_the_data_and_one_step_more():
    assert tuple(RANGES)[:-1] == STEPS
    assert how_sure(TASK.content.forecasts["new-round"]) == "Likely to very likely."
    assert how_sure(TASK.content.forecasts["the-guest"]) == "Very likely."
    assert how_sure(TASK.content.forecasts["resolutely"]) == "No step of the scale fits."


def test_well_founded_and_come_true_are_two_things():
    """One that was well founded and came otherwise; one that nobody could test; each look at least once."""
    ones = TASK.forecasts
    assert any(one.low == "very likely" and one.outcome == "otherwise" for one in ones)
    assert any(one.testable == "no" for one in ones)
    assert {one.look for one in ones} == {"forecast", "worry", "plan", "condition"}
    assert {"came", "partly", "otherwise", "open"} == {one.outcome for one in ones}


def test_no_score_is_given():
    state = judged().state
    for shown in (page(state), page(replace(state, opened=True))):
        assert not {"✓", "✗", "points"} & set(shown.split())
        assert "right" not in shown.lower().split()


# The gate of the lesson


@pytest.fixture
def course() -> Course:
    return Course(EVERYTHING, EVERYTHING.lesson(SLUG), Log(None))


def painted(show: Callable[[], object]) -> str:
    panel = show()
    return text(" ".join(getattr(panel, f"part_{name}") for name in panel.part_names))  # type: ignore[attr-defined]


def test_the_quiz_and_the_timeline_wait_for_the_same_button(course: Course):
    events = [one.statement for one in EVERYTHING.events.values() if one.spoiler]
    for show in (course.quiz, course.timeline, course.map, course.positions):
        assert painted(show).startswith(CLOSED)
    with pytest.raises(ValueError, match="Still closed"):
        course.timeline().act("period", period="after-the-week")
    course.forecasts().act("open")
    assert CLOSED not in painted(course.quiz)
    assert course.content.quiz(SLUG)[0].stem in painted(course.quiz)
    course.timeline().act("period", period="after-the-week")
    assert any(one in painted(course.timeline) for one in events)
    course.forecasts().act("close")
    for show in (course.quiz, course.timeline):
        assert painted(show).startswith(CLOSED)
        assert not any(one in painted(show) for one in events)


def test_somebody_else_finds_it_closed(course: Course):
    course.welcome().act("start", nickname="Kim")
    course.forecasts().act("open")
    assert CLOSED not in painted(course.quiz)
    course.welcome().act("start", nickname="Alex")
    assert painted(course.quiz).startswith(CLOSED)
    course.welcome().act("start", nickname="Kim")
    course.welcome().act("continue")
    assert CLOSED not in painted(course.quiz)


def test_the_still_is_closed_for_ever_and_shows_that_something_changed(course: Course):
    course.forecasts().act("open")
    told = course.quiz()._repr_mimebundle_()
    assert CLOSED in told["text/html"]
    assert course.content.quiz(SLUG)[0].stem not in told["text/html"]
    changed = dict(EVERYTHING.events)
    late = next(one for one in changed.values() if one.spoiler)
    changed[late.id] = late.model_copy(update={"statement": "Something else."})
    other = Course(replace(EVERYTHING, events=changed), EVERYTHING.lesson(SLUG), Log(None))
    assert (
        other.timeline()._repr_mimebundle_()["text/html"]
        != course.timeline()._repr_mimebundle_()["text/html"]
    )
    assert other.quiz()._repr_mimebundle_()["text/html"] == told["text/html"]


def test_a_lesson_that_opens_nothing_has_no_gate():
    other = Course(EVERYTHING, EVERYTHING.lesson("the-text"), Log(None))
    assert other.quiz().gate is None
    with pytest.raises(ValueError, match=f"^the-text: this lesson does not tell what came; {SLUG} does$"):
        other.forecasts()
