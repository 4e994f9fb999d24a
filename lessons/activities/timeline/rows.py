"""Which events stand where: up to the day of the article, announced by it, or after it.

A reader of the article knows what had happened by its day, and what it announces. What came later is there
only in a lesson that may tell it: any other gets a content without it, and cannot show it by mistake.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum

from lessons.content import Content
from lessons.content.records import Event, Period


class Side(Enum):
    """Where an event stands to the article."""

    BEFORE = "before"
    ANNOUNCED = "announced"
    AFTER = "after"


@dataclass(frozen=True)
class Row:
    """One event, with the sign of its kind (a place among the kinds, from 0)."""

    event: Event
    sign: int
    side: Side


def is_open(content: Content) -> bool:
    """Whether this content tells what came after the week."""
    return any(event.spoiler for event in content.events.values())


def rows(content: Content, period: Period, kinds: Collection[str] = ()) -> tuple[Row, ...]:
    """The events of a period in the order of time; of these kinds only, or of all where none is named."""
    shown = (
        event
        for event in content.events.values()
        if period.holds(event.happened_on) and (not kinds or event.category in kinds)
    )
    signs = {kind: number for number, kind in enumerate(content.course.timeline.categories)}
    found = (Row(event, signs[event.category], _side(content, event)) for event in shown)
    return tuple(sorted(found, key=lambda row: (row.event.happened_on, row.event.id)))


def _side(content: Content, event: Event) -> Side:
    if event.happened_on.by(content.course.article.day):
        return Side.BEFORE
    return Side.AFTER if is_open(content) else Side.ANNOUNCED


def periods(content: Content) -> dict[str, Period]:
    """The periods that hold an event of this content, by id."""
    return {one.id: one for one in content.course.timeline.periods if rows(content, one)}
