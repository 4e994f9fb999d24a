"""The meetings of the week: when and where, how well the place is known, who has a seat and who has none.

The map and the lesson about the week tell the same from here. A meeting that the article speaks of as still
to come is told as it was announced: with the parties that would sit there, without names of those who came,
and with the article as its source. No outcome is told here at all: a reader of that week could not know it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import htpy as h

from lessons.content import Content
from lessons.content.records import Meeting, Party, Venue
from lessons.content.records.dates import day_text as day_text
from lessons.ui.listed import listed
from lessons.ui.shown import LEFT
from lessons.ui.sources import source_line, source_text

PUBLISHED, HAPPENED = "published", "happened"
CLOCKS = (PUBLISHED, HAPPENED)
"""What a day means: what was public by then, or what had happened by then."""

COLUMNS = ("Day", "Meeting", "Place", "At the table", "Not at the table", "Source")


@dataclass(frozen=True)
class Sitting:
    """A meeting as it is told on a day; ``announced``: it is still to come."""

    meeting: Meeting
    venue: Venue
    announced: bool
    at_table: tuple[Party, ...]
    not_at_table: tuple[Party, ...]

    @property
    def city(self) -> str:
        """A district stands in brackets behind its city, and is left out."""
        return city_of(self.venue)

    @property
    def when(self) -> str:
        """Its day, and whether that day was only announced."""
        day = self.meeting.held_on.text
        return f"announced for {day}" if self.announced else day

    @property
    def came(self) -> str:
        """Who came, in words; empty as long as nobody can have come."""
        return "" if self.announced else self.meeting.participants

    @property
    def told_in(self) -> str:
        """Where the article announces it; empty for a meeting that has a source of its own."""
        numbers = [str(one) for one in self.meeting.paragraphs]
        paragraphs = "paragraph" if len(numbers) == 1 else "paragraphs"
        return f"the article, {paragraphs} {listed(numbers)}" if self.announced else ""


def city_of(venue: Venue) -> str:
    """The city alone: "Westby (Lakeside)" is Westby."""
    return venue.city.split(" (")[0]


def is_announced(meeting: Meeting, content: Content) -> bool:
    """Whether the article, on its day, speaks of this meeting as still to come."""
    return meeting.in_article and meeting.held_on.last >= content.course.article.day


def sitting(content: Content, meeting: Meeting, day: date, *, clock: str = PUBLISHED) -> Sitting:
    """How a meeting is told on a day.

    On the day of the article a meeting of the same day is announced by the one clock and held by the other.
    """
    if checked(clock) == PUBLISHED and day <= content.course.article.day:
        announced = is_announced(meeting, content)
    else:
        announced = not meeting.held_on.by(day)
    return Sitting(
        meeting,
        content.venues[meeting.venue_id],
        announced,
        tuple(content.parties[one] for one in meeting.parties),
        tuple(content.parties[one] for one in meeting.not_at_table),
    )


def checked(clock: str) -> str:
    """The clock, if there is such a one."""
    if clock not in CLOCKS:
        raise ValueError(f"clock: {clock!r} is not allowed; allowed: {', '.join(CLOCKS)}")
    return clock


def week(content: Content, day: date, *, clock: str = PUBLISHED) -> tuple[Sitting, ...]:
    """The meetings of the week that are known on a day, in the order of time.

    By "published" those that were held before and, from the day of the article on, those that it announces;
    by "happened" those that had been held.
    """

    def known(one: Sitting) -> bool:
        if one.announced:
            return (
                clock == PUBLISHED
                and is_announced(one.meeting, content)
                and day >= content.course.article.day
            )
        return one.meeting.held_on.by(day)

    meetings = sorted(
        (one for one in content.meetings.values() if one.phase == "week" and not one.spoiler),
        key=lambda one: (one.held_on.last, one.id),
    )
    told = (sitting(content, one, day, clock=clock) for one in meetings)
    return tuple(one for one in told if known(one))


def place_known(venue: Venue) -> str:
    """How exactly the place of a meeting is known, in words."""
    if venue.drawn_as == "none" or venue.precision_km is None:
        return "its address is not public"
    if venue.drawn_as == "city":
        return "only the city or the district is known"
    km = venue.precision_km
    return f"on the map to within about {f'{km:g} km' if km >= 1 else f'{km * 1000:.0f} m'}"


def week_sentence(rows: Sequence[Sitting], day: date, *, clock: str = PUBLISHED) -> str:
    """How many meetings there are by a day."""
    by = f"By {day_text(day)}"
    if not rows:
        return (
            f"{by} no meeting of the week {'was known' if checked(clock) == PUBLISHED else 'had been held'}."
        )
    held = sum(1 for one in rows if not one.announced)
    meetings = f"{len(rows)} {'meeting' if len(rows) == 1 else 'meetings'} of the week"
    if held in (0, len(rows)):
        what = "held" if held else "announced"
        return f"{by}: {meetings}, {what if len(rows) == 1 else f'all {what}'}."
    return f"{by}: {meetings}, {held} held and {len(rows) - held} announced."


def seats_sentence(content: Content, rows: Sequence[Sitting]) -> str:
    """Which of the meetings are the tables that the course is about, and at which of them each party sits.

    Empty as long as one of them is missing: "in one place only" would say more than is known.
    """
    tables = [one for one in rows if one.meeting.is_table]
    if not tables or len(tables) < sum(1 for one in content.meetings.values() if one.is_table):
        return ""
    groups: dict[tuple[int, ...], list[str]] = {}
    for party in content.parties.values():
        places = tuple(number for number, one in enumerate(tables) if party in one.at_table)
        groups.setdefault(places, []).append(party.name)

    def where(places: tuple[int, ...]) -> str:
        if not places:
            return "At none"
        if len(places) == len(tables) > 1:
            return "At all of them"
        return f"In {listed([tables[one].city for one in places])}{' only' if len(places) == 1 else ''}"

    names = listed([f"{one.city} ({one.meeting.held_on.text})" for one in tables])
    seats = " ".join(
        f"{where(places)}: {', '.join(groups[places])}."
        for places in sorted(groups, key=lambda one: (-len(one), one))
    )
    return f"The tables that this course is named after: {names}. {seats}"


def week_rows(content: Content, day: date, *, clock: str = PUBLISHED) -> tuple[tuple[str, ...], ...]:
    """The week as plain text, a row for each meeting, in the columns of ``COLUMNS``."""
    return tuple(
        (
            one.when,
            one.meeting.format + (f" ({_TABLE})" if one.meeting.is_table else ""),
            f"{one.city}: {one.venue.name}, {place_known(one.venue)}",
            _text(_names(one.at_table), one.meeting.table_note, one.came and f"Came: {one.came}"),
            _names(one.not_at_table) or "nobody of those named here",
            one.told_in or source_text(content.sources[one.meeting.source_id]),
        )
        for one in week(content, day, clock=clock)
    )


def week_view(content: Content, day: date, *, clock: str = PUBLISHED) -> h.Element:
    """The week as a table, with two sentences above it."""
    rows = week(content, day, clock=clock)
    seats = seats_sentence(content, rows)
    return h.div(class_="lesson-week")[
        h.p[week_sentence(rows, day, clock=clock)],
        seats and h.p[seats],
        bool(rows)
        and h.div(class_="lesson-scroll", tabindex="0", role="region", aria_label="The meetings of the week")[
            h.table[
                h.caption[h.span[_caption(rows, day)]],
                h.thead[h.tr[(h.th(scope="col")[name] for name in COLUMNS)]],
                h.tbody[(_row(content, one) for one in rows)],
            ]
        ],
    ]


def week_still(content: Content, day: date, *, clock: str = PUBLISHED) -> h.Element:
    """The same without anything to press or to focus, for a page that is not running."""
    rows = week(content, day, clock=clock)
    seats = seats_sentence(content, rows)
    return h.div[
        h.p[week_sentence(rows, day, clock=clock)],
        seats and h.p[seats],
        bool(rows)
        and h.table[
            h.caption(style=LEFT)[_caption(rows, day)],
            h.thead[h.tr[(h.th(scope="col", style=LEFT)[name] for name in COLUMNS)]],
            h.tbody[
                (
                    h.tr[
                        h.td(style=LEFT)[when],
                        h.th(scope="row", style=LEFT)[meeting],
                        (h.td(style=LEFT)[cell] for cell in rest),
                    ]
                    for when, meeting, *rest in week_rows(content, day, clock=clock)
                )
            ],
        ],
    ]


_TABLE = "one of the tables of this course"


def _row(content: Content, one: Sitting) -> h.Element:
    return h.tr[
        h.td[one.when],
        h.th(scope="row")[one.meeting.format, one.meeting.is_table and h.div(class_="lesson-soft")[_TABLE]],
        h.td[
            h.strong[one.city],
            h.div[one.venue.name],
            h.div(class_="lesson-soft")[place_known(one.venue)],
        ],
        h.td[
            parties(one.at_table),
            one.meeting.table_note and h.div(class_="lesson-soft")[one.meeting.table_note],
            one.came and h.div(class_="lesson-soft")[f"Came: {one.came}"],
        ],
        h.td[parties(one.not_at_table)],
        h.td[one.told_in or source_line(content.sources[one.meeting.source_id])],
    ]


def parties(names: Sequence[Party]) -> h.Node:
    """Who sits, or does not sit, at a table, as a list."""
    return h.ul(class_="lesson-seats")[(h.li[one.name] for one in names)] if names else None


def _caption(rows: Sequence[Sitting], day: date) -> str:
    what = "held or announced" if any(one.announced for one in rows) else "held"
    return f"The meetings of the week, {what} by {day_text(day)}"


def _names(names: Sequence[Party]) -> str:
    return "; ".join(one.name for one in names)


def _text(*parts: str) -> str:
    """Several statements one after the other, each with its full stop."""
    return " ".join(part if part.endswith(".") else f"{part}." for part in parts if part)
