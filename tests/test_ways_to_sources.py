"""Every fact has a source that is there, and whoever reads the fact can get to it.

A *way* is a link, a fold or a list that names the source, on the same page: in a panel after the answer, in a
still, below a table, at the end of a handout. Plain pages and handouts are looked at where they are made:
tests/test_site.py, tests/test_handout.py. Cards of the round: tests/test_teacher.py.
"""

import re
from datetime import UTC, datetime
from typing import Any

import pytest

from lessons.activities.flashcards import Flashcards
from lessons.activities.quiz import Quiz
from lessons.content import load_content
from lessons.content.shape import COLLECTIONS
from lessons.course import Course
from lessons.course.quizzes import quiz_of
from lessons.progress import Log
from lessons.ui.activity import Event
from tests.shown_facts import (
    NO_FACTS,
    ONLY_PLACES,
    STATES,
    facts_of,
    named_in,
    source_ids,
    squeezed,
    without_a_way,
    words_of,
)
from tests.test_wording import pages

CONTENT = load_content()
FACTS = facts_of(CONTENT)
LESSONS = [one for one in CONTENT.lessons.values() if one.ready]


def test_every_kind_of_record_is_known_here() -> None:
    assert {*STATES, *NO_FACTS, *ONLY_PLACES, "sources"} == {*COLLECTIONS}


@pytest.mark.parametrize("name", sorted({*STATES, *ONLY_PLACES}))
def test_every_record_that_states_a_fact_names_a_source_that_is_there(name: str) -> None:
    records = getattr(CONTENT, name)
    for record in records.values() if hasattr(records, "values") else records:
        ids = set(source_ids(record))
        assert ids, f"{name} {record.id}"
        assert ids <= {*CONTENT.sources}, f"{name} {record.id}"


def test_what_has_no_source_of_its_own_points_to_what_has() -> None:
    assert all(one.position_ids for one in CONTENT.statements.values())
    assert all(one.event_ids for one in CONTENT.event_sets.values())
    assert all(one.meeting_id for one in CONTENT.delegations.values())


# Panels and stills


def links_in(html: str) -> set[str]:
    """The sources that a panel or still links or names."""
    linked = {
        one.id for one in CONTENT.sources.values() if one.link and f'href="{_address(one.link)}"' in html
    }
    return linked | named_in(words_of(html), CONTENT)


def _address(link: str) -> str:
    return link.replace("&", "&amp;")


# All lessons before the last show the same.
@pytest.mark.parametrize("lesson", [LESSONS[1], LESSONS[-1]], ids=lambda one: one.slug)
def test_every_fact_in_a_still_has_a_way_to_its_source(lesson: Any) -> None:
    course = Course(CONTENT, lesson, Log(None))
    shows = (course.glossary, course.map, course.timeline, course.membership, course.positions, course.week)
    for show in (*shows, *([course.forecasts] if lesson.opens_spoilers else [])):
        html = show()._repr_mimebundle_()["text/html"]
        assert without_a_way(words_of(html), links_in(html), FACTS) == [], show.__name__
    drafts = course.drafts().html
    assert without_a_way(words_of(drafts), links_in(drafts), FACTS) == []


def test_a_fact_without_a_way_would_be_found() -> None:
    course = Course(CONTENT, CONTENT.lesson("the-institutions"), Log(None))
    html = course.timeline()._repr_mimebundle_()["text/html"]
    bare = re.sub(r"<a [^>]+>|“[^”]+”", "", html)
    assert len(without_a_way(words_of(bare), links_in(bare), FACTS)) > 10


@pytest.mark.parametrize("lesson", [one for one in LESSONS if one.item_ids], ids=lambda one: one.slug)
def test_what_opens_after_an_answer_leads_to_the_sources_of_the_question(lesson: Any) -> None:
    quiz: Quiz = quiz_of(CONTENT.for_lesson(lesson.slug), lesson.slug, "nobody")
    assert quiz.basis
    for item in (*quiz.items, *quiz.parallels):
        assert {*item.source_ids} <= links_in(quiz.basis.folds(item, "plain")), item.id


def test_the_sources_open_with_the_first_answer_and_not_before() -> None:
    quiz: Quiz = quiz_of(CONTENT.for_lesson("the-text"), "the-text", "nobody")
    state = quiz.empty()
    assert quiz.view(state)["basis"] == ""
    event = Event("answer", {"item": ("Q01",), "choice": ("a",)}, datetime(2022, 1, 10, tzinfo=UTC))
    basis = quiz.view(quiz.step(state, event).state)["basis"]
    assert "this question and its answers" in basis


def test_every_card_leads_to_its_source() -> None:
    cards = Flashcards(CONTENT.without_spoilers(), "the-text")
    assert all(set(one.source_ids) <= {*CONTENT.sources} and one.source_ids for one in cards.words.values())


# The notebooks' own text


def test_the_sources_that_a_notebook_names_are_those_of_the_course() -> None:
    known = {
        (squeezed(one.publisher), one.published_on.text)
        for one in CONTENT.sources.values()
        if one.published_on
    }
    lines = [found[1] for _, text in pages() for found in re.finditer(r"\*Sources?: (.+?)\.\*", text)]
    assert lines
    for line in lines:
        for named in line.split("; "):
            publisher, _, day = named.rpartition(", ")
            assert (squeezed(publisher), day) in known, named


def test_a_section_of_a_notebook_that_dates_what_somebody_said_names_its_sources() -> None:
    """Where the text itself reports, and no cell below it does: two days in brackets are a report."""
    reports = [
        (where, text)
        for where, text in pages()
        if len(re.findall(r"\((?:\d+ )?[A-Z][a-z]+\)|On \d+ [A-Z][a-z]+ it said", text)) > 1
    ]
    assert reports
    assert [where for where, text in reports if "*Sources: " not in text] == []
