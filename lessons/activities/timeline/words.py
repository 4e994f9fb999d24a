"""What the timeline says in words: dates with their precision, counts, a name for every mark."""

from collections.abc import Sequence

from lessons.activities.timeline.rows import Row, Side, is_open
from lessons.content import Content
from lessons.content.records import PartialDate, Period
from lessons.content.records.dates import day_text as day_text

_ROUGH = {"month": " (month only)", "year": " (year only)"}


def when(row: Row) -> str:
    """The date as exactly as it is known, in words; a meeting still to come is announced, not held."""
    text = row.event.happened_on.text + _ROUGH.get(row.event.happened_on.precision, "")
    return f"announced for {text}" if row.side is Side.ANNOUNCED else text


def short_date(when: PartialDate) -> str:
    """10 Jan 2022, Jan 2022 or 2022: as exact as the date and no more."""
    day, *rest = when.text.rsplit(" ", 2)
    if when.precision == "year":
        return day
    month = day if when.precision == "month" else rest[0]
    return when.text.replace(month, month[:3])


def mark_name(row: Row) -> str:
    """What a screen reader hears at a mark."""
    return f"{row.event.label}, {when(row)}, {row.event.category}"


def sentence(period: Period, shown: Sequence[Row], kinds: Sequence[str]) -> str:
    """One sentence that sums up the picture."""
    events = "1 event" if len(shown) == 1 else f"{len(shown)} events"
    return f"{period.label}: {events} {'of ' + ' and '.join(kinds) if kinds else 'of all kinds'}."


def heading(content: Content, side: Side) -> str:
    """What stands above the events of one side."""
    day = day_text(content.course.article.day)
    return {
        Side.BEFORE: f"Up to the day of the article, {day}",
        Side.ANNOUNCED: f"After {day}: announced by the article",
        Side.AFTER: f"After the article, from {day} on",
    }[side]


def closed(content: Content) -> str:
    """That the rest comes later, and where; empty where nothing is closed."""
    opening = next((one.title for one in content.lessons.values() if one.opens_spoilers), "")
    if is_open(content) or not opening:
        return ""
    end = day_text(content.course.week_ends)
    return f"What came after {end} is closed until the lesson “{opening}”."
