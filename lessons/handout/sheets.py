"""A lesson as two files: the sheet for learners, and the key for whoever teaches."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

import htpy as h

from lessons.content import Content
from lessons.content.records import Lesson
from lessons.handout.frame import PARTS, document
from lessons.handout.part import Paper
from lessons.handout.sections import Section, laid_out, sections
from lessons.site.edition import ready_lessons
from lessons.site.piece import Page, SiteError
from lessons.site.running import run
from lessons.site.sources import by_publisher, entry
from lessons.ui.paragraphs import Level

LEVELS: tuple[Level, ...] = get_args(Level)
FOR_TEACHERS = (
    "For the teacher: this file holds the answers. Do not hand it out. The handout is another file, and "
    "holds none of them. (Whoever looks in the folder “data” of the course finds them, too. The questions "
    "are for learning, and not for marks.)"
)
_MARK = "⚠ "


@dataclass(frozen=True)
class Sheet:
    """Both files of a lesson by their names."""

    name: str
    html: bytes
    key_name: str
    key: bytes


def which_lessons(content: Content, notebooks: Path, word: str | None) -> tuple[Lesson, ...]:
    """All ready lessons, or the one that the word names: "the-text", "01", "01-the-text.ipynb".

    ``SiteError`` says what there is where the word names none, and where a notebook is missing.
    """
    ready = ready_lessons(content, notebooks)
    if word is None:
        return ready
    asked = word.strip().casefold()
    found = [one for one in content.lessons.values() if asked in _names(one)]
    if found and found[0] in ready:
        return (found[0],)
    there = ", ".join(f"{_number(one)} ({one.slug})" for one in ready)
    if found:
        raise SiteError(f"The lesson {word!r} is not ready yet. There are: {there}.")
    raise SiteError(f"There is no lesson {word!r}. There are: {there}.")


def _number(lesson: Lesson) -> str:
    return lesson.notebook.partition("-")[0]


def _names(lesson: Lesson) -> set[str]:
    """What a lesson may be called: 01, 1, 01-the-text, 01-the-text.ipynb, the-text, and its title."""
    stem, number = lesson.notebook.removesuffix(".ipynb"), _number(lesson)
    names = (lesson.slug, lesson.title, lesson.notebook, stem, number, number.lstrip("0") or "0")
    return {one.casefold() for one in names}


def sheet(content: Content, notebooks: Path, lesson: Lesson, level: Level) -> Sheet:
    """Both files of a lesson; the level is in the name where the lesson has a text to read."""
    later = frozenset(content.sources) - frozenset(content.without_spoilers().sources)
    lessons = ready_lessons(content, notebooks)
    page = Page(lesson, content.for_lesson(lesson.slug), lessons, later)
    made = sections(Paper(page, level), list(run(notebooks / lesson.notebook, lesson, content)))
    laid = laid_out(made)
    course, stem = content.course.title, lesson.notebook.removesuffix(".ipynb")
    html = document(
        title=lesson.title,
        kind="Handout",
        course=course,
        head=_head(lesson),
        body=[
            laid.first,
            laid.later and _apart("later", laid.later),
            laid.more and _apart("more", laid.more),
            _material(laid.material),
            _sources(page.content, made),
        ],
    )
    key = document(
        title=lesson.title,
        kind="Key",
        course=course,
        head=h.p(class_="warning")[_MARK, FOR_TEACHERS],
        body=_key(made),
    )
    ending = f"-{level}" if lesson.paragraphs else ""
    return Sheet(f"{stem}-handout{ending}.html", html, f"{stem}-key.html", key)


def _head(lesson: Lesson) -> h.Fragment:
    """The aim, and where a name may stand."""
    return h.fragment[
        h.p[h.b["Aim: "], lesson.aim[:1].lower() + lesson.aim[1:], f" {lesson.minutes} minutes."],
        _who(),
    ]


def _who() -> h.Element:
    return h.p(class_="who")["Nickname ", h.span(class_="blank"), " Date ", h.span(class_="blank")]


def _apart(part: Literal["later", "more"], told: list[h.Element]) -> h.Element:
    """Pages that are handed out alone: they say what they are, and have room for a name."""
    return h.div(class_=part)[h.p(class_="kind")[h.b[PARTS[part][0]], " ", PARTS[part][1]], _who(), told]


def _key(made: Iterable[Section]) -> h.Node:
    """The answers, section by section."""
    told = [h.section(class_="part")[h.h2[one.title], one.key] for one in made if one.key]
    return told or h.p["This lesson asks nothing that has a right answer."]


def _material(listed: list[h.Node]) -> h.Element | None:
    """What is looked up: on pages of its own, so that one copy may serve several learners."""
    title, what = PARTS["material"]
    return h.section(class_="part material")[h.h2[title], h.p[what], listed] if listed else None


def _sources(content: Content, made: Iterable[Section]) -> h.Element | None:
    """Everything that the sheet rests on, by publisher."""
    ids = dict.fromkeys(one for section in made for one in section.source_ids)
    listed = by_publisher(content.sources[one] for one in ids if one in content.sources)
    return (
        h.section(class_="part sources")[
            h.h2["Where it comes from"], h.ul[(h.li[entry(one, linked=False)] for one in listed)]
        ]
        if listed
        else None
    )
