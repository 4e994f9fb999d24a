"""What a cell of a notebook gives on paper, and the few things that all parts are made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from string import ascii_uppercase

import htpy as h

from lessons.content.records.items import Item, MapLocation
from lessons.handout.apart import Material, More
from lessons.handout.tables import Table
from lessons.site.piece import Page
from lessons.ui.paragraphs import Level


@dataclass(frozen=True)
class Part:
    """What stands on the sheet, what stands in the key, and the ids of the sources behind both.

    A ``Table`` or ``Material`` stands at the end, and where it would have stood is a line that says so;
    ``More`` stands before that, under the heading of its section.
    """

    sheet: Sequence[h.Node | Table | Material | More] = ()
    key: h.Node = None
    source_ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class Paper:
    """What a part has to know: the lesson's page, the level of its text, and where a paragraph stands on it.

    ``lines`` are the first and the last line of each paragraph that was read so far; ``prose`` is the whole
    text of the notebook. A picture of a day that the notebook speaks of can then stand on the sheet.
    """

    page: Page
    level: Level
    prose: str = ""
    lines: Mapping[int, tuple[int, int]] | None = None


def marks(item: Item) -> dict[str, str]:
    """The letter of each option, in the order of the data; its number where there is a small map."""
    numbered = isinstance(item, MapLocation)
    return {
        option.id: str(place + 1) if numbered else ascii_uppercase[place]
        for place, option in enumerate(item.options)
    }


def room(lines: int) -> h.Element:
    """Lines to write on. They are borders: a background is not printed unless somebody asks for it."""
    return h.div(class_="room", aria_hidden="true")[(h.div for _ in range(lines))]


def tick(mark: str, text: h.Node) -> h.Element:
    """An option with a box to tick."""
    return h.li(class_="tick")[h.span(class_="box", aria_hidden="true"), h.b[mark], h.span[text]]
