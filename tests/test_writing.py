"""One's own words: kept while they are typed, never marked, never in the still."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from lessons.activities.writing import Writing, WritingState
from lessons.content import load_content
from lessons.content.records import Ask
from lessons.content.records import Writing as Task
from lessons.course import Course
from lessons.progress import Log, open_log
from lessons.ui.activity import NOT_RUNNING, Event
from lessons.ui.own_words import LONGEST

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
TASK = Task(
    id="own-words",
    title="In <your> words",
    asks=(Ask(id="who", text="Who talks?"), Ask(id="why", text="Why & how?")),
)
WRITING = Writing("a-lesson", TASK)


def write(ask: str, text: str) -> Event:
    return Event("write", {"ask": (ask,), "text": (text,)}, NOON)


def test_a_text_is_kept_in_place_of_an_earlier_one():
    one = WRITING.step(WRITING.empty(), write("who", "Two."))
    assert one.state == WritingState((("who", "Two."),))
    assert one.entries == ({"kind": "wrote", "ask": "who", "text": "Two."},)
    two = WRITING.step(one.state, write("who", "Two.\r\nOr three."))
    assert two.state.of("who") == "Two.\nOr three."
    assert WRITING.restore([*one.entries, *two.entries]) == two.state
    assert WRITING.step(two.state, write("who", "")).state == WRITING.empty()


def test_the_same_text_is_not_written_again():
    state = WritingState((("who", "Two."),))
    assert WRITING.step(state, write("who", "Two.")).entries == ()


def test_a_text_on_what_is_no_longer_asked_is_passed_over():
    assert WRITING.restore([{"kind": "wrote", "ask": "when", "text": "x"}]) == WRITING.empty()


@pytest.mark.parametrize(
    ("event", "message"),
    [
        (write("when", "x"), "ask: 'when' came, allowed are who, why"),
        (write("who", "x" * (LONGEST + 1)), "Not saved yet: at most 2000 letters are kept; this has 2001."),
        (Event("erase", {}, NOON), "erase is no move here: write is."),
    ],
)
def test_a_bad_move_says_what_is_allowed(event: Event, message: str):
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        WRITING.step(WRITING.empty(), event)


def test_what_is_kept_in_one_field_repaints_that_field_alone():
    before, now = WRITING.view(WRITING.empty()), WRITING.view(WritingState((("why", "<i>"),)))
    assert tuple(before) == WRITING.parts == ("task", "ask_0", "ask_1")
    assert [name for name in before if before[name] != now[name]] == ["ask_1"]
    assert "&lt;i&gt;</textarea>" in now["ask_1"]
    assert "Kept." in now["ask_1"]
    assert "Kept." not in before["ask_1"]


def test_the_still_asks_and_has_nothing_of_what_was_written():
    still = WRITING.still(WritingState((("who", "A SECRET"),)))
    assert still == WRITING.still(WRITING.empty())
    assert still.text.startswith(NOT_RUNNING)
    assert "1. Who talks?" in still.text
    assert not re.search("<(form|textarea|button|input)|SECRET", still.html)


def test_a_course_opens_the_tasks_of_its_lesson_and_brings_them_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("LESSONS_HOME", str(tmp_path))
    content = load_content()
    lesson = content.lesson("the-text")
    course = Course(content, lesson, open_log())
    course.write("own-words").act("write", ask="who", text="Two sides.")
    assert course.write("warm-up").state == WritingState()
    assert Course(content, lesson, open_log()).write("own-words").state.of("who") == "Two sides."
    assert course.write().activity.key == "the-text/warm-up"
    with pytest.raises(ValueError, match="there is no task 'own-word'; did you mean own-words"):
        course.write("own-word")
    with pytest.raises(ValueError, match=r"start: this lesson has no task to write; .* in: the-text, "):
        Course(content, content.lesson("start"), Log(None)).write()


def test_drafts_belong_to_the_learner_who_types(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("LESSONS_HOME", str(tmp_path))
    content = load_content()
    course = Course(content, content.lesson("the-text"), open_log())
    panel = course.write("own-words")
    assert panel.drafts == "nobody/writing/the-text/own-words"
    panel.act("write", ask="who", text="Two.")
    assert panel.drafts == f"{course.learner.id}/writing/the-text/own-words"
    course.welcome().act("other")
    course.welcome().act("start", nickname="Ali")
    assert panel.drafts == f"{course.learner.id}/writing/the-text/own-words"
    assert panel.state == WritingState()
