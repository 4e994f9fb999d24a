"""The week day by day, in two ways: as a reader of the article could know it, and as it was held.

A preview knows what is announced; it does not know who will come, and it knows no meeting that nobody
announced. So the same day looks otherwise on the two sides of a switch. Who has a seat, and what the article
leaves out, opens on asking: before that neither stands on the page.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import htpy as h

from lessons.activities.week import told
from lessons.content import Content
from lessons.content.records import Meeting
from lessons.content.records.dates import day_text
from lessons.ui.activity import NOT_RUNNING, Entry, Event, Step, Still
from lessons.ui.choice import choices
from lessons.ui.shown import LEFT
from lessons.ui.sources import sources_fold
from lessons.ui.week import HAPPENED, Sitting, week

KNOWN, HELD = "known", "held"
MOVES = ("day", "side", "open")
SEATS, ARTICLE = "seats", "article"
OPENS = (SEATS, ARTICLE)
COLUMNS = ("Day", "Meeting", "Place", "In the article")
TITLE = "The week, day by day"


@dataclass(frozen=True)
class WeekState:
    """Which day, which side of the switch, and what is open: pairs of meeting and what of it."""

    day: date
    side: str = KNOWN
    opened: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Week:
    """The meetings of the week of this content."""

    content: Content = field(repr=False)
    name: str = "week"
    key: str = "week"
    parts: tuple[str, ...] = ("choose", "day")
    ground: str = ""

    @property
    def meetings(self) -> tuple[Meeting, ...]:
        """All of the week, in the order of time."""
        return tuple(one.meeting for one in self.sittings(HELD))

    @property
    def days(self) -> tuple[date, ...]:
        """Every day from the first meeting to the end of the week."""
        first = min(one.held_on.last for one in self.meetings)
        last = self.content.course.week_ends
        return tuple(first + timedelta(days=one) for one in range((last - first).days + 1))

    def sittings(self, side: str) -> tuple[Sitting, ...]:
        """The week on one side of the switch."""
        if side == KNOWN:
            return week(self.content, self.content.course.article.day)
        return week(self.content, self.content.course.week_ends, clock=HAPPENED)

    def empty(self) -> WeekState:
        """The first day, as a reader could know it."""
        return WeekState(self.days[0])

    def restore(self, entries: Sequence[Entry]) -> WeekState:
        return self.empty()

    def step(self, state: WeekState, event: Event) -> Step[WeekState]:
        """One of the moves of ``MOVES``; ``ValueError`` where it is not allowed. Nothing is kept."""
        match event.move:
            case "day":
                days = {one.isoformat(): one for one in self.days}
                day = _one_of(event.one("day"), days, "day")
                return Step(replace(state, day=days[day]), focus="day-title")
            case "side":
                return Step(replace(state, side=_one_of(event.one("side"), (KNOWN, HELD), "side")))
            case "open":
                meetings = [one.id for one in self.meetings]
                pair = (
                    _one_of(event.one("meeting"), meetings, "meeting"),
                    _one_of(event.one("what"), OPENS, "what"),
                )
                others = tuple(one for one in state.opened if one != pair)
                return Step(
                    replace(state, opened=others if len(others) < len(state.opened) else (*others, pair))
                )
        raise ValueError(f"{event.move} is no move here: {', '.join(MOVES)} are.")

    def view(self, state: WeekState) -> dict[str, str]:
        return {"choose": str(self._choose(state)), "day": str(self._day(state))}

    def still(self, state: WeekState) -> Still:
        """The week as a reader of the article could know it, without seats."""
        sittings = self.sittings(KNOWN)
        title = f"{TITLE}, as a reader of {self._article_day} could know it"
        title += f" (edition {told.edition(self.content, self.meetings)})"
        rows = [
            (
                told.day_name(one.meeting),
                one.meeting.format,
                told.place_text(self.content, one.meeting),
                told.article_text(one.meeting),
            )
            for one in sittings
        ]
        html = h.div[
            h.p[h.em[NOT_RUNNING], " and you can go through the days, as announced and as held."],
            h.table[
                h.caption(style=LEFT)[title],
                h.thead[h.tr[(h.th(scope="col", style=LEFT)[one] for one in COLUMNS)]],
                h.tbody[
                    (
                        h.tr[
                            h.th(scope="row", style=LEFT)[day],
                            (h.td(style=LEFT)[cell] for cell in rest),
                        ]
                        for day, *rest in rows
                    )
                ],
            ],
        ]
        return Still(str(html), "\n".join([NOT_RUNNING, title, *("; ".join(row) for row in rows)]))

    @property
    def _article_day(self) -> str:
        return day_text(self.content.course.article.day)

    @property
    def sides(self) -> tuple[tuple[str, str], ...]:
        """The two sides of the switch, in words."""
        return (
            (KNOWN, f"as a reader of {self._article_day} could know it"),
            (HELD, "as it was held"),
        )

    def _choose(self, state: WeekState) -> h.Element:
        days = [
            h.button(
                {"data-move": "day", "data-with-day": one.isoformat()},
                type="button",
                id=f"day-{number}",
                aria_pressed="true" if one == state.day else "false",
            )[f"{told.WEEKDAYS[one.weekday()]} {one.day}"]
            for number, one in enumerate(self.days)
        ]
        return h.div[
            h.strong[TITLE],
            choices(
                "Show the week",
                self.sides,
                name="side",
                chosen=(state.side,),
                prefix="week",
                sends={"data-move": "side"},
            ),
            h.div(".lesson-row", role="group", aria_label="Day")[days],
        ]

    def _day(self, state: WeekState) -> h.Element:
        here = [one for one in self.sittings(state.side) if one.meeting.held_on.last == state.day]
        name = f"{told.WEEKDAYS[state.day.weekday()]}, {day_text(state.day)}"
        return h.div(data_key=f"{state.day.isoformat()}-{state.side}")[
            h.h3(id="day-title", tabindex="-1")[name],
            h.p(role="status")[self._how_many(state, here)],
            (self._meeting(state, one) for one in here),
        ]

    def _how_many(self, state: WeekState, here: Sequence[Sitting]) -> str:
        known = state.side == KNOWN
        if not here:
            return (
                f"A reader of {self._article_day} could know of no meeting on this day."
                if known
                else "We found no meeting on this day."
            )
        meetings = f"{len(here)} {'meeting' if len(here) == 1 else 'meetings'}"
        what = "announced" if any(one.announced for one in here) else "held"
        return f"{meetings} {what}{', as far as a reader could know' if known else ''}."

    def _meeting(self, state: WeekState, one: Sitting) -> h.Element:
        meeting, held = one.meeting, not one.announced
        seats = "Who has a seat here?" if held else "Who would have a seat here?"
        facts = (
            ("When", told.time_text(meeting) if held else "announced for this day, without a time"),
            ("Where" if held else "Where, by our sources", told.place_text(self.content, meeting)),
            ("Who came", meeting.participants if held else ""),
            ("In the article", told.article_text(meeting)),
        )
        left_out = state.side == HELD and meeting.article_note
        return h.section(".lesson-meeting", aria_labelledby=f"{meeting.id}-title")[
            h.h4(id=f"{meeting.id}-title")[meeting.format],
            h.dl(".lesson-facts")[([h.dt[term], h.dd[says]] for term, says in facts if says)],
            sources_fold(self.content, told.source_ids(meeting), about=meeting.format)
            if held
            else h.p(".lesson-soft")["The article does not always name the body and the place."],
            h.div(".lesson-row")[
                self._opener(state, meeting, SEATS, seats),
                left_out and self._opener(state, meeting, ARTICLE, "What does the article leave out?"),
            ],
            left_out and (meeting.id, ARTICLE) in state.opened and h.p(".lesson-box.lesson-note")[left_out],
            (meeting.id, SEATS) in state.opened
            and h.div(".lesson-scroll", tabindex="0", role="region", aria_label=f"Seats: {meeting.format}")[
                (told.seats_table if held else told.seats_to_come)(self.content, meeting)
            ],
        ]

    def _opener(self, state: WeekState, meeting: Meeting, what: str, words: str) -> h.Element:
        return h.button(
            {"data-move": "open", "data-with-meeting": meeting.id, "data-with-what": what},
            type="button",
            id=f"{meeting.id}-{what}",
            aria_expanded="true" if (meeting.id, what) in state.opened else "false",
        )[words, h.span(".lesson-hidden")[f" {meeting.format}"]]


def _one_of(came: str, allowed: Sequence[str] | dict[str, date], name: str) -> str:
    if came not in allowed:
        raise ValueError(f"{name}: {came!r} came; allowed: {', '.join(allowed)}")
    return came
