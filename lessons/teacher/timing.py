"""How long each part of a lesson takes, read from its notebook: a plan that is written twice is wrong once.

A notebook with a table of its steps is taken at its word (``| Quiz | 6 |``). Where one has none, the minutes
are counted as tests/test_lengths.py counts them, from the same texts: 150 words a minute, 45 seconds a
question, the minutes of doing that lessons.toml gives, and what is left is for talking.
"""

import json
import re
from dataclasses import dataclass
from pathlib import Path

from lessons.content import Content
from lessons.content.records import Lesson
from lessons.content.records.base import words
from lessons.content.records.teaching import Teaching

WORDS_A_MINUTE, MINUTES_AN_ITEM = 150, 0.75
_STEP = re.compile(r"^\| (?!Step)([^|]+) \| (\d+) \|$", re.MULTILINE)
_MORE = re.compile(r"^## For whoever\b")


@dataclass(frozen=True)
class Step:
    """One row of a plan; minutes above 0. `said`: what happens, where it is no part of the notebook."""

    title: str
    minutes: int
    said: tuple[str, ...] = ()


def steps_of(content: Content, lesson: Lesson, notebook: Path) -> tuple[Step, ...]:
    """The lesson's steps; their minutes add up to ``lesson.minutes``.

    ``OSError`` or ``ValueError`` where the notebook cannot be read.
    """
    texts = texts_of(notebook)
    table = [Step(title.strip(), int(minutes)) for title, minutes in _STEP.findall("\n".join(texts))]
    return tuple(table) or _counted(content, lesson, texts)


def longer(content: Content, lesson: Lesson, steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """The same lesson with what 90 minutes add to it: what is first of these comes first, the rest last."""
    added = [_step(one) for one in _part(content, "longer") if not one.lessons or lesson.slug in one.lessons]
    return (*added[:1], *steps, *added[1:])


def round_steps(content: Content) -> tuple[Step, ...]:
    """The steps of the round of delegations."""
    return tuple(_step(one) for one in _part(content, "round"))


def _counted(content: Content, lesson: Lesson, texts: list[str]) -> tuple[Step, ...]:
    plain = [content.paragraphs[number].plain for number in lesson.paragraphs]
    asked = len(lesson.asked_ids) + len(lesson.guess_ids)
    counted = (
        ("Read the page", round(sum(map(words, (*texts, *plain))) / WORDS_A_MINUTE)),
        ("The tasks of the page", lesson.activity_minutes),
        (f"{asked} questions", round(asked * MINUTES_AN_ITEM)),
    )
    rest = lesson.minutes - sum(minutes for _, minutes in counted)
    return tuple(Step(*one) for one in (*counted, ("Arrive, and talk at the end", rest)) if one[1] > 0)


def texts_of(notebook: Path) -> list[str]:
    """The texts of a notebook, without what it keeps for more time."""
    found, wanted = [], True
    for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"]:
        text = "".join(cell["source"])
        if text.startswith("## "):
            wanted = not _MORE.match(text)
        if wanted and cell["cell_type"] == "markdown":
            found.append(text)
    return found


def _part(content: Content, part: str) -> list[Teaching]:
    return [one for one in content.teaching.values() if one.part == part]


def _step(one: Teaching) -> Step:
    return Step(one.title, one.minutes, one.lines)
