"""The sections of a sheet: the notebook's headings, its text, and what each cell gives on paper."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import htpy as h
from bs4 import BeautifulSoup, Tag
from markupsafe import Markup

from lessons.activities.chronology import Chronology
from lessons.activities.claims import Claims
from lessons.activities.exercise import Checked
from lessons.activities.forecasts import Forecasts
from lessons.activities.glossary import Glossary
from lessons.activities.guess import Guess
from lessons.activities.map import Map
from lessons.activities.positions import Comparison, Wordings
from lessons.activities.quiz import Quiz
from lessons.activities.reading import Reading
from lessons.activities.timeline import Timeline
from lessons.activities.week import Garbled, Seats, Week
from lessons.activities.writing import Writing
from lessons.content.records.items import Item
from lessons.handout import forecasts
from lessons.handout.answers import answers
from lessons.handout.apart import Material, More, enough, lines_asked
from lessons.handout.claims import claims
from lessons.handout.maps import the_map
from lessons.handout.others import on_paper
from lessons.handout.part import Paper, Part, room
from lessons.handout.periods import periods
from lessons.handout.positions import comparison
from lessons.handout.prose import leads_on, paper_blocks
from lessons.handout.questions import questions
from lessons.handout.reading import reading
from lessons.handout.sorting import sorting
from lessons.handout.tables import Table, sentence
from lessons.handout.tasks import chronology, wordings, writing
from lessons.handout.week import days, misprint, seating
from lessons.handout.words import word_box, words_of
from lessons.site.chart import IN_WORDS
from lessons.site.parts import piece
from lessons.site.prose import Block
from lessons.site.running import Prose, Shown
from lessons.ui.panel import Panel
from lessons.ui.sorting import OneByOne

_TAG = re.compile(r"<[^>]+>")
_ROOM = re.compile(r'class="(?:room|box|blank|fill|dot|words)\b|<dt>')
ONLY_SCREEN = ("welcome", "overview", "flashcards", "saving")
"""Activities by name that paper has no use for. A section that is about nothing else is left out."""


@dataclass
class Section:
    """What stands under one heading; ``said``: the notebook's words there.

    ``screen``: all of it is for a screen, and paper leaves it out. ``later``: it stands on the second sheet.
    """

    title: str
    later: bool = False
    said: str = ""
    sheet: list[h.Node | Table | Material | More] = field(default_factory=list)
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
            made[-1].screen |= leads_on(cell.source) and not made[-1].parts
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
        elif isinstance(activity, Forecasts):
            _forecasts(paper, made, activity)
        else:
            _show(paper, made[-1], cell, activity)
    kept = [one for one in made if one.sheet and not one.screen]
    if not boxed and any(one.title for one in kept) and (terms := words_of(paper, items)):
        kept.append(Section("Words to look up", later=kept[-1].later))
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
            made.append(Section(block.title, later=made[-1].later))
        elif block.level > 2:
            made[-1].sheet.append(h.h3[inside])
        elif not block.level and (made[-1].title or block.html.startswith("<p><em>")):
            made[-1].sheet.append(inside)
            made[-1].said += _TAG.sub("", block.html)


def _unlined(node: h.Node) -> Markup:
    """The same without lines to write on: a list of questions before a task is there to check it by."""
    soup = BeautifulSoup(str(h.fragment[node]), "html.parser")
    for lines in soup.select("li > .room"):
        lines.decompose()
    return Markup(str(soup))  # noqa: S704  made and escaped before


def _forecasts(paper: Paper, made: list[Section], activity: Forecasts) -> None:
    """What is judged, and on the second sheet, with all that follows, what came.

    What the notebook says in advance about the time after the gate, under a heading of its own, stands there.
    """
    section = made[-1]
    heads = [n for n, node in enumerate(section.sheet) if str(node).startswith("<h3>")]
    at = heads[-1] if heads else len(section.sheet)
    moved, section.sheet = section.sheet[at:], section.sheet[:at]
    section.add(forecasts.before(paper, activity))
    title = BeautifulSoup(str(moved[0]), "html.parser").get_text() if moved else forecasts.TITLE
    made.append(Section(title, later=True))
    told = [_unlined(one) for one in moved[1:] if not isinstance(one, Table | Material | More)]
    made[-1].add(forecasts.afterwards(paper, activity, told))


def _show(paper: Paper, section: Section, cell: Shown, activity: Any) -> None:
    """What a cell shows, by what it is; an activity that is new here is shown as the plain pages show it."""
    content = paper.page.content
    match activity:
        case Quiz():
            sheet = questions(paper, activity.items, activity.places)
            sources = tuple(one for item in activity.items for one in item.source_ids)
            section.add(Part(sheet, answers(content, activity.items), sources))
        case Guess():
            section.add(Part(questions(paper, activity.items, None)))
        case Writing():
            section.sheet = [
                one if isinstance(one, Table | Material | More) else _unlined(one) for one in section.sheet
            ]
            section.add(writing(activity, section.title, lines_asked(section.said)))
        case Map():
            section.add(the_map(paper, activity))
        case Chronology():
            section.add(chronology(paper, activity, enough(section.said)))
        case Claims():
            section.add(claims(paper, activity, enough(section.said)))
        case OneByOne():
            section.add(sorting(paper, activity, enough(section.said)))
        case Seats():
            section.add(seating(paper, activity))
        case Week():
            section.add(days(paper, activity))
        case Garbled():
            section.add(misprint(activity))
        case Timeline():
            section.add(periods(paper, activity, later=section.later))
        case Wordings():
            section.add(wordings(activity))
        case Comparison():
            section.add(comparison(paper, activity))
        case _ if getattr(activity, "name", "") in ONLY_SCREEN:
            section.screen = section.screen or not section.parts
        case _:
            part = on_paper(piece(paper.page, cell, heading=section.title), instead_of=IN_WORDS)
            section.add(_chart(part) if hasattr(cell.value, "to_plotly_json") else part)


def _chart(part: Part) -> Part:
    """A chart and its words as material."""
    kept = [one for one in part.sheet if isinstance(one, Table | Material | More)]
    drawn = [one for one in part.sheet if not isinstance(one, Table | Material | More)]
    words = BeautifulSoup(str(h.fragment[drawn]), "html.parser").find("figcaption")
    if not isinstance(words, Tag):
        return part
    return replace(part, sheet=(Material(words.get_text(" ", strip=True), drawn), *kept))


@dataclass
class Laid:
    """The parts of a sheet in their order: for each learner, second sheet, for more time, material."""

    first: list[h.Element] = field(default_factory=list)
    later: list[h.Element] = field(default_factory=list)
    more: list[h.Element] = field(default_factory=list)
    material: list[h.Node] = field(default_factory=list)


def laid_out(made: Iterable[Section]) -> Laid:
    """The sections with their headings, what is for more time, and the numbered material."""
    laid = Laid()
    for one in made:
        nodes: list[h.Node] = []
        more: list[h.Node] = []
        for node in one.sheet:
            match node:
                case Table() | Material():
                    number = len(laid.material) + 1
                    laid.material.append(node.numbered(number))
                    told = sentence(node.caption.partition(". ")[0])
                    nodes.append(h.p(class_="see")[h.b[f"M{number}"], f" in the material: {told}"])
                case More():
                    more.append(node.node)
                case _:
                    nodes.append(Markup(str(h.fragment[node])))  # noqa: S704  escaped there; read again below
        if "?" in one.said and not _ROOM.search("".join(map(str, nodes))):
            nodes.append(room(2))
        (laid.later if one.later else laid.first).append(_section(one.title, nodes))
        if more:
            laid.more.append(_section(one.title, more))
    return laid


def _section(title: str, nodes: list[h.Node]) -> h.Element:
    return h.section(class_="part")[title and h.h2[title], nodes]
