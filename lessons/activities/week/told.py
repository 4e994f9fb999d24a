"""How a meeting is told: its day, its place, what the article says of it, who has a seat and why."""

import hashlib
from collections.abc import Collection, Sequence

import htpy as h

from lessons.content import Content
from lessons.content.records import Meeting
from lessons.content.records.dates import day_text
from lessons.ui.shown import LEFT
from lessons.ui.sources import sources_fold
from lessons.ui.week import place_known

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NO_TIME = "no source that we read gives the time"
SEAT = "A seat says who takes part in its own name. It does not say whose matter is talked about."
HAS, HAS_NOT = "✓ has a seat", "– has none"
COLUMNS = ("Party", "Seat", "Why", "Source")
_YOU = h.span(".lesson-stacked", aria_hidden="true")["You"]  # where the columns stack, their heads are gone


def day_name(meeting: Meeting) -> str:
    """Its day with the day of the week: "Monday, 6 June 2022"."""
    day = meeting.held_on.last
    return f"{WEEKDAYS[day.weekday()]}, {day_text(day)}"


def time_text(meeting: Meeting) -> str:
    """Its local time, as far as it is known: an hour, or a part of the day in words."""
    time = meeting.local_time
    return f"{time}, local time" if time[:1].isdigit() else time or NO_TIME


def place_text(content: Content, meeting: Meeting) -> str:
    """City and building, and how sure the place is."""
    venue = content.venues[meeting.venue_id]
    note = f" {venue.note}" if venue.note else ""
    return f"{venue.city}: {venue.name} ({place_known(venue)}).{note}"


def article_text(meeting: Meeting) -> str:
    """Whether the article speaks of it, and where."""
    if not meeting.in_article:
        return "not mentioned"
    numbers = " and ".join(map(str, meeting.paragraphs))
    return f"in paragraph{'s' if len(meeting.paragraphs) > 1 else ''} {numbers}"


def source_ids(meeting: Meeting) -> list[str]:
    """All sources of a meeting, each once."""
    return list(dict.fromkeys((meeting.source_id, *meeting.extra_source_ids)))


def named(meeting: Meeting) -> tuple[str, ...]:
    """The parties of which the meeting says whether they have a seat."""
    return (*meeting.parties, *meeting.not_at_table)


def parties_of(content: Content, meeting: Meeting) -> tuple[str, ...]:
    """The same in the order of all parties, so that the order tells nothing."""
    return tuple(one for one in content.parties if one in named(meeting))


def version(content: Content, meeting: Meeting) -> str:
    """Eight hex digits that change with the meeting, with a seat or with the reason for it."""
    reasons = (f"{one.party_id}: {one.by}. {one.reason}" for one in content.seats_at(meeting.id).values())
    told = (meeting.format, meeting.held_on.iso, ", ".join(meeting.parties), *reasons)
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:8]


def edition(content: Content, meetings: Collection[Meeting]) -> str:
    """The same for several meetings at once."""
    return hashlib.sha256("".join(version(content, one) for one in meetings).encode()).hexdigest()[:8]


def seats_table(content: Content, meeting: Meeting, *, ticked: Collection[str] | None = None) -> h.Element:
    """Each party with its seat, the membership that decides, the reason and the source.

    ``ticked``: the parties that a learner gave a seat, beside the documented ones; None: nobody was asked.
    """
    columns: tuple[str, ...] = COLUMNS
    caption = f"Who has a seat: {meeting.format}"
    if ticked is not None:
        columns, caption = (COLUMNS[0], "You", *COLUMNS[1:]), "Party by party, with the reason"
    reasons = content.seats_at(meeting.id)

    def row(party: str) -> h.Element:
        seat, name, has = reasons.get(party), content.parties[party].name, party in meeting.parties
        mine = [] if ticked is None else [h.fragment[_YOU, _compared(has, party in ticked)]]
        return _row(
            name,
            *mine,
            HAS if has else HAS_NOT,
            seat and [h.strong[f"{capital(seat.by)}. "], seat.reason],
            seat and sources_fold(content, seat.source_ids, about=name),
        )

    return _table(caption, columns, [row(one) for one in parties_of(content, meeting)])


def seats_to_come(content: Content, meeting: Meeting) -> h.Element:
    """The same of a meeting that is only announced: memberships, and nothing that was reported later."""
    reasons = content.seats_at(meeting.id)
    rows = [
        _row(
            content.parties[party].name,
            HAS if party in meeting.parties else HAS_NOT,
            capital(reasons[party].by) if party in reasons else "",
        )
        for party in parties_of(content, meeting)
    ]
    return _table(f"Who would have a seat: {meeting.format}", COLUMNS[:3], rows)


def capital(text: str) -> str:
    """The text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def _table(caption: str, columns: Sequence[str], rows: Sequence[h.Element]) -> h.Element:
    """A table that stacks on a phone: its roles are written out, so that it stays a table there."""
    return h.table(".lesson-who-sits", role="table")[
        h.caption(style=LEFT)[h.span[caption]],
        h.thead(role="rowgroup")[
            h.tr(role="row")[(h.th(scope="col", role="columnheader", style=LEFT)[one] for one in columns)]
        ],
        h.tbody(role="rowgroup")[rows],
    ]


def _row(name: str, *cells: h.Node) -> h.Element:
    return h.tr(role="row")[
        h.th(scope="row", role="rowheader", style=LEFT)[name],
        (h.td(role="cell", style=LEFT)[one] for one in cells),
    ]


def _compared(has: bool, ticked: bool) -> str:
    said = "a seat" if ticked else "no seat"
    return f"✓ {said}: as documented" if has == ticked else f"✗ {said}: documented otherwise"
