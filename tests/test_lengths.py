"""A lesson fits into its 45 minutes: reading, questions and doing take at most 40, and the rest is for talk.

Counted are the words of the notebook and of the paragraphs it reads at the plain level (150 a minute), the
questions it asks (45 seconds each) and the minutes of doing that data/lessons.toml gives. What a notebook
keeps "for whoever likes" more stands apart and is not counted.
"""

import re
from pathlib import Path

import pytest

from lessons.content import load_content
from lessons.content.records import Lesson
from lessons.content.records.base import words
from lessons.teacher.timing import texts_of

ROOT = Path(__file__).resolve().parents[1]
CONTENT = load_content(ROOT / "data")
READY = [lesson for lesson in CONTENT.lessons.values() if lesson.ready]
WORDS_A_MINUTE, MINUTES_AN_ITEM, AT_MOST = 150, 0.75, 40
STEP = re.compile(r"^\| (?!Step)[^|]+ \| (\d+) \|$", re.MULTILINE)
PRINTED = re.compile(
    r"\*\*Time:\*\* (\d+) minutes; .*?(\w+) (?:questions|guesses) fill (?:about (\d+)|all) of them\."
)
NUMBERS = ["three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen"]


def texts(lesson: Lesson) -> list[str]:
    """What stands in the notebook to be read, section by section, without what is for more time."""
    return texts_of(ROOT / "notebooks" / lesson.notebook)


def length(lesson: Lesson) -> float:
    """Minutes."""
    paragraphs = (CONTENT.paragraphs[number].plain for number in lesson.paragraphs)
    reading = sum(map(words, (*texts(lesson), *paragraphs))) / WORDS_A_MINUTE
    items = len(lesson.asked_ids) + len(lesson.guess_ids)
    return reading + items * MINUTES_AN_ITEM + lesson.activity_minutes


@pytest.mark.parametrize("lesson", READY, ids=lambda one: one.slug)
def test_a_lesson_leaves_time_to_talk(lesson: Lesson) -> None:
    assert lesson.activity_minutes > 0, "no minutes of doing in lessons.toml"
    assert length(lesson) <= min(AT_MOST, lesson.minutes), f"{length(lesson):.1f} minutes"


@pytest.mark.parametrize("lesson", READY, ids=lambda one: one.slug)
def test_each_notebook_prints_its_length_and_it_is_so(lesson: Lesson) -> None:
    text = "\n".join(texts(lesson))
    printed = PRINTED.search(text)
    assert printed, "no printed length: **Time:** 45 minutes; …, eight questions fill about 39 of them."
    minutes, questions, filled = printed.groups()
    assert int(minutes) == lesson.minutes
    assert int(filled or minutes) == round(length(lesson)), f"{length(lesson):.1f} minutes"
    assert NUMBERS.index(questions) + 3 == len(lesson.asked_ids) + len(lesson.guess_ids)
    steps = [int(minutes) for minutes in STEP.findall(text)]
    assert sum(steps) in (0, lesson.minutes)


def test_lengths_are_counted_and_not_only_claimed() -> None:
    lesson = CONTENT.lesson("the-parties")
    longer = lesson.model_copy(update={"activity_minutes": lesson.activity_minutes + 2})
    assert length(longer) == length(lesson) + 2
    assert length(lesson.model_copy(update={"asked": lesson.asked + 4})) == length(lesson) + 3
    assert any("## Quiz" in text for text in texts(lesson))
    assert not any("per_month" in text for text in texts(CONTENT.lesson("the-build-up")))
