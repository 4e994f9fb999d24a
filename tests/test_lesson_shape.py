"""Every lesson has the same shape: what it is for, something to begin with, tasks, a quiz, and a good end.

The order of the panels, the printed steps and the ways on are read from the notebooks as they stand. The page
before the lessons (no quiz of its own) only has an aim and the ways on.
"""

import json
import re
from itertools import pairwise
from pathlib import Path

import pytest

from lessons.content import load_content
from lessons.content.records import Lesson

ROOT = Path(__file__).resolve().parents[1]
CONTENT = load_content(ROOT / "data")
LESSONS = [lesson for lesson in CONTENT.lessons.values() if lesson.ready and lesson.item_ids]
CALL = re.compile(r"^course\.(\w+)\((?:\"([\w-]+)\")?", re.MULTILINE)
STEP = re.compile(r"^\| (?!Step)([^|]+) \| \d+ \|$", re.MULTILINE)
HEADING = re.compile(r"^#{2,3} (.+)$", re.MULTILINE)
LINK = re.compile(r"^- .*?\[(\d\d): [^\]]+\]\(([^)]+)\)", re.MULTILINE)
MORE = ("For whoever",)  # what is for more time, and what every page has, is no step of the lesson
AROUND = ("Save my progress", "Way on")


def cells(lesson: Lesson, kind: str) -> list[str]:
    notebook = json.loads((ROOT / "notebooks" / lesson.notebook).read_text(encoding="utf-8"))
    return ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == kind]


def panels(lesson: Lesson) -> list[str]:
    """What the lesson opens, in its order: "read", "quiz", and for a text to write its name."""
    calls = CALL.findall("\n".join(cells(lesson, "code")))
    return [name if call == "write" else call for call, name in calls]


@pytest.fixture(params=LESSONS, ids=lambda one: one.slug)
def lesson(request: pytest.FixtureRequest) -> Lesson:
    found: Lesson = request.param
    return found


def test_it_begins_with_one_line_on_its_aim(lesson: Lesson):
    aim = re.search(r"^\*\*Aim:\*\* ([^.\n]+)\. \*\*Time:\*\*", cells(lesson, "markdown")[0], re.MULTILINE)
    assert aim, "**Aim:** one sentence, then **Time:**"
    assert len(aim[1].split()) <= 40


def test_warm_up_tasks_quiz_own_words_exit_note_in_this_order(lesson: Lesson):
    opened = panels(lesson)
    assert opened[0] == "warm-up"
    order = [opened.index(one) for one in ("warm-up", "quiz", "own-words", "exit", "save")]
    assert order == sorted(order)
    tasks = [one for one in opened[1 : order[1]] if one not in ("glossary", "original", "figure")]
    assert len(tasks) >= 1, "nothing to do before the quiz"
    assert 8 <= len(lesson.asked_ids) <= len(lesson.item_ids)
    assert {"warm-up", "own-words", "exit"} <= {one.id for one in lesson.writings}
    assert {one.id for one in lesson.writings} <= set(opened)


def test_the_words_to_look_up_are_those_that_its_glossary_opens_with(lesson: Lesson):
    said = re.search(r"most useful ones: ([^.]+)\.", "\n".join(cells(lesson, "markdown")))
    words = said[1].lower().split(", ") if said else []
    heads = [CONTENT.terms[one].headword.lower() for one in lesson.word_ids]
    assert len(words) == len(heads)
    assert all(head.startswith(word) for word, head in zip(words, heads, strict=True))


def test_its_steps_are_the_headings_that_one_meets_in_their_order(lesson: Lesson):
    headings = [one for text in cells(lesson, "markdown") for one in HEADING.findall(text)]
    steps = STEP.findall(cells(lesson, "markdown")[0])
    places = [
        next((at for at, one in enumerate(headings) if step.lower().startswith(one.lower())), -1)
        for step in steps
    ]
    assert places[0] == 0
    assert -1 not in places, dict(zip(steps, places, strict=True))
    assert all(before < after for before, after in pairwise(places)), places


def test_it_ends_with_the_way_on_and_back(lesson: Lesson):
    last = cells(lesson, "markdown")[-1]
    assert last.startswith("## Way on\n")
    ready = [one.notebook for one in CONTENT.lessons.values() if one.ready]
    at = ready.index(lesson.notebook)
    links = {(number, file) for number, file in LINK.findall(last)}
    wanted = {ready[0], ready[at - 1], *ready[at + 1 : at + 2]}
    assert links == {(file[:2], file) for file in wanted}


def test_the_first_page_leads_to_every_lesson():
    first = next(iter(CONTENT.lessons.values()))
    links = LINK.findall(cells(first, "markdown")[-1])
    assert links == [(lesson.notebook[:2], lesson.notebook) for lesson in LESSONS]
