"""A quiz in a course: the order is the learner's own, and what it opens is at the level that they read."""

from pathlib import Path
from typing import Any

import pytest

from lessons.activities.quiz.shuffled import shuffled
from lessons.content import Content, load_content
from lessons.content.marking import right_response
from lessons.course import Course
from lessons.progress import open_log

QUIZ = "the-build-up"


@pytest.fixture(scope="module")
def content() -> Content:
    return load_content()


@pytest.fixture
def kernel(content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("LESSONS_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("BINDER_SERVICE_HOST", raising=False)

    def start(slug: str = QUIZ) -> Course:
        return Course(content, content.lesson(slug), open_log())

    return start


def shown(course: Course) -> list[str]:
    """The texts of the first question's options, in the order of the page."""
    view = course.quiz().trait_values()["part_question"]
    texts = [option.text for option in first(course).options]
    return sorted(texts, key=view.index)


def first(course: Course) -> Any:
    return course.quiz().activity.items[0]  # type: ignore[attr-defined]  # a quiz


def own(course: Course) -> list[str]:
    return [option.text for option in shuffled(first(course), course.learner.id).options]


def test_the_order_is_the_learner_s_own_before_and_after_they_are_known(kernel):
    course = kernel()
    before = shown(course)
    assert before == own(course)
    course.quiz().act("next")
    course.quiz().act("answer", item=course.quiz().activity.items[1].id, choice=["a"], sureness="2")
    course.quiz().act("previous")
    assert shown(course) == before
    later = kernel()
    assert later.learner.id == course.learner.id
    assert shown(later) == before
    assert later.quiz().state.attempts[0].sureness == 2


def test_whoever_sits_down_next_has_an_order_of_their_own(kernel):
    course = kernel()
    seen = set()
    for name in ("Ann", "Ben", "Cem", "Dot", "Eve", "Fay"):
        course.welcome().act("start", nickname=name)
        assert shown(course) == own(course)
        seen.add(tuple(shown(course)))
    assert len(seen) > 1
    last = shown(course)
    course.welcome().act("start", nickname="Ann")  # who is known already, and is asked
    course.welcome().act("continue")
    assert shown(course) == own(course)
    course.welcome().act("start", nickname="Fay")
    course.welcome().act("continue")
    assert shown(course) == last


def test_what_a_question_rests_on_follows_the_level_of_the_reading(kernel, content):
    course = kernel("the-text")
    items: Any = course.quiz().activity.items
    item = next(one for one in items if one.paragraphs and one.format == "single_choice")
    course.quiz().act("answer", item=item.id, choice=right_response(item))
    paragraph = content.paragraphs[item.paragraphs[0]]

    def opened() -> str:
        return str(course.quiz().trait_values()["part_basis"])

    plain, standard = (text[:25].split("'")[0] for text in (paragraph.plain, paragraph.standard))
    assert plain in opened()
    assert standard not in opened()
    course.read().act("level", level="standard")
    assert standard in opened()
    assert course.quiz().state.level == "standard"
