"""The sections of a sheet: the notebook's headings, its text, and what each cell gives on paper."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import htpy as h
from markupsafe import Markup

from lessons.activities.chronology import Chronology
from lessons.activities.exercise import Checked
from lessons.activities.glossary import Glossary
from lessons.activities.guess import Guess
from lessons.activities.map import Map
from lessons.activities.positions import Comparison, Wordings
from lessons.activities.quiz import Quiz
from lessons.activities.reading import Reading
from lessons.activities.timeline import Timeline
from lessons.activities.writing import Writing
from lessons.content.records.items import Item
from lessons.handout.answers import answers
from lessons.handout.maps import the_map
from lessons.handout.others import on_paper
from lessons.handout.part import Paper, Part
from lessons.handout.positions import comparison
from lessons.handout.prose import paper_blocks
from lessons.handout.questions import questions
from lessons.handout.reading import reading
from lessons.handout.sorting import sorting
from lessons.handout.tables import Table, sentence
from lessons.handout.tasks import chronology, wordings, writing
from lessons.handout.words import word_box, words_of
from lessons.site.chart import IN_WORDS
from lessons.site.parts import piece
from lessons.site.prose import Block
from lessons.site.running import Prose, Shown
from lessons.ui.panel import Panel
from lessons.ui.sorting import OneByOne

ONLY_SCREEN = ("welcome", "overview", "flashcards", "saving")
"""Activities by name that paper has no use for. A section that is about nothing else is left out."""


@dataclass
class Section:
    """What stands under one heading; ``screen``: all of it is for a screen, and paper leaves it out."""

    title: str
    sheet: list[h.Node | Table] = field(default_factory=list)
    key: list[h.Node] = field(default_factory=list)
    source_ids: list[str] = field(default_factory=list)
    screen: bool = False
    parts: int = 0

    def add(self, part: Part) -> None:
        """Put a part below what is there."""
        self.parts += 1
        self.sheet += part.sheet
        if part.key is not None:
            self.key.append(part.key)
        self.source_ids += part.source_ids


def sections(paper: Paper, cells: Sequence[Prose | Shown]) -> list[Section]:
    """The sections of a lesson, those left out that paper has no use for. The first has no title."""
    items = _items(cells)
    paper = replace(paper, prose="\n".join(one.source for one in cells if isinstance(one, Prose)), lines={})
    made = [Section("")]
    boxed = False
    for cell in cells:
        if isinstance(cell, Prose):
            _tell(made, paper_blocks(cell.source, paper.page.lessons))
            continue
        activity = cell.value.activity if isinstance(cell.value, Panel) else None
        if isinstance(cell.value, Checked):
            made[-1].screen = True
        elif isinstance(activity, Reading):
            part, placed = reading(paper, activity.paragraphs)
            paper = replace(paper, lines={**placed, **(paper.lines or {})})
            made[-1].add(part)
        elif isinstance(activity, Glossary):
            boxed = True
            made[-1].add(word_box(words_of(paper, items)))
        else:
            _show(paper, made[-1], cell, activity)
    kept = [one for one in made if one.sheet and not one.screen]
    if not boxed and any(one.title for one in kept) and (terms := words_of(paper, items)):
        kept.append(Section("Words to look up"))
        kept[-1].add(word_box(terms))
    return kept


def _items(cells: Iterable[Prose | Shown]) -> tuple[Item, ...]:
    """The questions that the notebook asks."""
    panels = (one.value.activity for one in cells if isinstance(one, Shown) and isinstance(one.value, Panel))
    return tuple(item for activity in panels if isinstance(activity, Quiz) for item in activity.items)


def _tell(made: list[Section], told: Iterable[Block]) -> None:
    """The notebook's own words. Of what stands above the first heading only a word of care is for paper."""
    for block in told:
        inside = Markup(block.html)  # noqa: S704  made by the Markdown renderer, which escapes
        if block.level == 2:
            made.append(Section(block.title))
        elif block.level > 2:
            made[-1].sheet.append(h.h3[inside])
        elif not block.level and (made[-1].title or block.html.startswith("<p><em>")):
            made[-1].sheet.append(inside)


def _show(paper: Paper, section: Section, cell: Shown, activity: Any) -> None:
    """What a cell shows, by what it is; an activity that is new here is shown as the plain pages show it."""
    content = paper.page.content
    match activity:
        case Quiz():
            sheet = questions(paper, activity.items, activity.places)
            sources = tuple(one for item in activity.items for one in item.source_ids)
            section.add(Part([sheet], answers(content, activity.items), sources))
        case Guess():
            section.add(Part([questions(paper, activity.items, None)]))
        case Writing():
            section.add(writing(activity, section.title))
        case Map():
            section.add(the_map(paper, activity))
        case Chronology():
            section.add(chronology(paper, activity))
        case OneByOne():
            section.add(sorting(paper, activity))
        case Wordings():
            section.add(wordings(activity))
        case Comparison():
            section.add(comparison(paper, activity))
        case _ if getattr(activity, "name", "") in ONLY_SCREEN:
            section.screen = section.screen or not section.parts
        case _:
            part = on_paper(piece(paper.page, cell, heading=section.title), instead_of=IN_WORDS)
            if isinstance(activity, Timeline):
                part = replace(part, source_ids=tuple(one.source_id for one in content.events.values()))
            section.add(part)


def laid_out(made: Iterable[Section]) -> tuple[list[h.Element], list[Markup]]:
    """The sections with their headings, and the tables that stand at the end, numbered in their order."""
    told: list[h.Element] = []
    tables: list[Markup] = []
    for one in made:
        nodes: list[h.Node] = []
        for node in one.sheet:
            if isinstance(node, Table):
                tables.append(node.numbered(len(tables) + 1))
                where = f" at the end: {sentence(node.caption)}"
                nodes.append(h.p(class_="see")[h.b[f"Table M{len(tables)}"], where])
            else:
                nodes.append(node)
        told.append(h.section(class_="part")[one.title and h.h2[one.title], nodes])
    return told, tables
