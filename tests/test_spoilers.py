"""Nothing of what came after the week stands anywhere before lesson 07 opens it.

The text of every row that a closed lesson must not have, and a few words that no row can hide (days after
the week with their month, written out), are looked for in what is saved: notebooks with their outputs, the
stills, tables, plain pages.
"""

import json
import re
from collections.abc import Callable, Iterator
from functools import partial
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from lessons.commands.saved import course_notebooks
from lessons.content import Content, load_content
from lessons.content.records.base import Record
from lessons.content.shape import COLLECTIONS
from lessons.course import Course
from lessons.course.course import TABLES
from lessons.progress import Log
from lessons.site.lesson import lesson_page
from lessons.site.piece import Page
from lessons.site.running import run
from lessons.ui.panel import Panel

ROOT = Path(__file__).resolve().parents[1]
CONTENT = load_content(ROOT / "data")
LAST = next(one for one in CONTENT.lessons.values() if one.opens_spoilers)
LONGEST_WORD = 25  # letters; shorter texts are words that stand anywhere
# The end in any wording. Open texts of January may speak of an invasion: as a fear, a denial or an 'if'.
END = re.compile(r"full-scale", re.IGNORECASE)
# A day after the week; looked for in the notebooks' own text, for sources are later than what they tell.
DAY = re.compile(r"\b(?:1[4-9]|2\d|3[01]) January\b|\b\d{1,2} (?:February|March) 2022\b")


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Record):
        for _, one in value:
            yield from texts(one)
    elif isinstance(value, tuple):
        for one in value:
            yield from texts(one)
    elif hasattr(value, "values"):
        for one in value.values():
            yield from texts(one)


def said_in(content: Content) -> set[str]:
    """Every longer text of the data, but names of sources: a title may be later than its fact."""
    found = {one for name in COLLECTIONS if name != "sources" for one in texts(getattr(content, name))}
    return {squeezed(one) for one in found if len(one) > LONGEST_WORD}


def squeezed(text: str) -> str:
    return " ".join(unescape(text).split())


def plain(html: str) -> str:
    return squeezed(BeautifulSoup(html, "html.parser").get_text(" "))


CLOSED = CONTENT.without_spoilers()
# What the forecasts ask, and what could be known on the day, stands in the open: it is the task.
ASKED = {
    squeezed(text)
    for one in CONTENT.forecasts.values()
    for text in (one.statement, one.question, *(known.text for known in one.known))
}
LATER = said_in(CONTENT) - said_in(CLOSED) - ASKED
LESSONS = [one for one in CONTENT.lessons.values() if one.ready]


def told(text: str) -> list[str]:
    """What of the end stands in a text."""
    return sorted(one for one in LATER if one in text) + [found[0] for found in END.finditer(text)]


def test_there_is_something_to_look_for() -> None:
    assert len(EVERYWHERE) > 20
    assert len(LATER) > 250
    one = next(iter(CONTENT.forecasts.values()))
    assert squeezed(one.happened) in LATER
    assert told(f"And then: {squeezed(one.happened)}") == [squeezed(one.happened)]
    assert told("The full-scale invasion") == ["full-scale"]
    assert DAY.search("It began on 24 February 2022.")
    assert not DAY.search("The meetings are from 10 to 13 January 2022.")


@pytest.mark.parametrize("file", course_notebooks(ROOT / "notebooks"), ids=lambda file: file.name)
def test_no_notebook_tells_it_in_text_or_output(file: Path) -> None:
    """The last one neither: what it opens comes from the kernel, after the button."""
    for cell in json.loads(file.read_text(encoding="utf-8"))["cells"]:
        source = squeezed("".join(cell["source"]))
        assert DAY.search(source) is None, cell["id"]
        shown = [source]
        for output in cell.get("outputs", ()):
            parts = (words for words in output.get("data", {}).values() if isinstance(words, str | list))
            shown += ["".join(words) for words in parts]
            shown += ["".join(output.get("text", ()))]
        for text in shown:
            assert told(squeezed(text)) + told(plain(text)) == [], cell["id"]


# Every method of a course that makes a panel: a new one has to be looked at, too.
PANELS = {name for name, made in vars(Course).items() if "Panel" in str(getattr(made, "__annotations__", ""))}
EVERYWHERE = sorted(PANELS - {"_panel", "read", "write", "quiz", "guess", "forecasts", "found"})


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda one: one.slug)
def test_no_still_tells_it(lesson: Any) -> None:
    course = Course(CONTENT, lesson, Log(None))
    shows: dict[str, Callable[[], Panel]] = {
        **{f"write {task.id}": partial(course.write, task.id) for task in lesson.writings},
        **{f"found {place.id}": partial(course.found, place.id) for place in lesson.found},
        **({"quiz": course.quiz} if lesson.item_ids else {}),
        **({"guess": course.guess} if lesson.guess_ids else {}),
        **({"forecasts": course.forecasts} if lesson.opens_spoilers else {}),
    }
    if lesson in (LESSONS[0], LAST):  # the others show the same as the first
        shows |= {name: getattr(course, name) for name in EVERYWHERE}
    assert told(plain(course.drafts().html)) == []
    for name, show in shows.items():
        bundle = show()._repr_mimebundle_()
        assert told(plain(bundle["text/html"])) == [], name
        assert told(squeezed(bundle["text/plain"])) == [], name
    read = course.read(paragraphs=list(CONTENT.paragraphs))._repr_mimebundle_()
    assert told(plain(read["text/html"])) == []


def test_without_its_gate_a_still_would_tell_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lessons.course.panels.BEFORE_THE_GATE", ("timeline",))
    bundle = Course(CONTENT, LAST, Log(None)).timeline()._repr_mimebundle_()
    assert len(told(plain(bundle["text/html"]))) > 5


@pytest.mark.parametrize("name", TABLES)
def test_no_table_of_an_open_lesson_tells_it(name: str) -> None:
    table = Course(CONTENT, CONTENT.lesson("the-text"), Log(None)).table(name)
    if name == "sources":  # a source may be later than the fact that it is named for
        table = table.drop(columns=["title", "published_on"])
    rows = squeezed(table.to_csv())
    assert [one for one in LATER if one in rows] == []


def outside_folds(html: str) -> str:
    soup = BeautifulSoup(html, "html.parser")
    for inside in soup.select("details > .inside"):
        inside.decompose()
    return squeezed(soup.get_text(" "))


def test_the_last_page_folds_it_and_says_a_word_of_care_first() -> None:
    later = frozenset(CONTENT.sources) - frozenset(CLOSED.sources)
    page = Page(LAST, CONTENT, tuple(LESSONS), later)
    html = lesson_page(page, run(ROOT / "notebooks" / LAST.notebook, LAST, CONTENT)).html.decode()
    seen, whole = outside_folds(html), plain(html)
    assert told(seen) == []
    opening = CONTENT.course.opening
    assert seen.index(squeezed(opening.stops)) < seen.index(
        "What came after the week: open it only if you want to"
    )
    # It is all there for whoever opens the folds.
    assert [one.happened for one in CONTENT.forecasts.values() if squeezed(one.happened) not in whole] == []
    assert CONTENT.quiz(LAST.slug)[0].stem in whole
    # And on no other page: tests/test_site.py looks at each of them.
