"""Who sits where: a learner ticks, table by table, who has a seat, and reads for each party why.

All parties are ticked at once, so that the ones without a seat are a decision too. One look at the answer
opens it: the reasons of one table would tell a second try.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import htpy as h

from lessons.activities.week import told
from lessons.content import Content
from lessons.content.records import Meeting
from lessons.ui.activity import NOT_RUNNING, Entry, Event, Step, Still
from lessons.ui.choice import choices
from lessons.ui.leafing import leafing
from lessons.ui.week import city_of, seats_sentence, week

MOVES = ("seat", "next", "previous")
TITLE = "Who sits where?"
TASK = "Tick everybody who has a seat at this table"


@dataclass(frozen=True)
class SeatsState:
    """Which table, and what was ticked: pairs of a meeting and the parties with a seat."""

    position: int = 0
    ticked: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def of(self, meeting: str) -> tuple[str, ...] | None:
        """The parties that were given a seat, None where nothing was decided."""
        return dict(self.ticked).get(meeting)


@dataclass(frozen=True)
class Seats:
    """The tables that the course is about."""

    content: Content = field(repr=False)
    name: str = "seats"
    key: str = "seats"
    parts: tuple[str, ...] = ("head", "table", "said", "on", "so_far")
    ground: str = ""

    @property
    def tables(self) -> tuple[Meeting, ...]:
        """In the order of time."""
        sittings = week(self.content, self.content.course.week_ends)
        return tuple(one.meeting for one in sittings if one.meeting.is_table)

    def empty(self) -> SeatsState:
        return SeatsState()

    def restore(self, entries: Sequence[Entry]) -> SeatsState:
        """What was ticked at each table comes back, and the first table that is left.

        An answer to another edition of a table is none to this one.
        """
        versions = {one.id: told.version(self.content, one) for one in self.tables}
        state = self.empty()
        for entry in entries:
            meeting = str(entry.get("item"))
            if entry["kind"] == "attempt" and versions.get(meeting) == entry.get("item_version"):
                state = replace(state, ticked=(*state.ticked, (meeting, tuple(entry["response"]))))
        left = (n for n, one in enumerate(self.tables) if state.of(one.id) is None)
        return replace(state, position=next(left, len(self.tables)))

    def step(self, state: SeatsState, event: Event) -> Step[SeatsState]:
        """One of the moves of ``MOVES``; ``ValueError`` where it is not allowed."""
        match event.move:
            case "seat":
                return self._seat(state, event)
            case "next":
                position = min(state.position + 1, len(self.tables))
                return Step(replace(state, position=position), focus="table-title")
            case "previous":
                return Step(replace(state, position=max(state.position - 1, 0)), focus="table-title")
        raise ValueError(f"{event.move} is no move here: {', '.join(MOVES)} are.")

    def _seat(self, state: SeatsState, event: Event) -> Step[SeatsState]:
        tables = {one.id: one for one in self.tables}
        meeting = tables.get(event.one("meeting"))
        if meeting is None:
            raise ValueError(f"{event.one('meeting')} is none of these tables: {', '.join(tables)}.")
        if state.of(meeting.id) is not None:
            return Step(state, focus="forward")
        allowed, came = told.parties_of(self.content, meeting), event.all("party")
        strange = [one for one in came if one not in allowed]
        if strange:
            raise ValueError(f"{strange[0]!r} is no party here; allowed: {', '.join(allowed)}")
        if not came:
            raise ValueError("Tick who has a seat: at every table somebody has one.")
        ticked = tuple(one for one in allowed if one in came)
        entry: Entry = {
            "kind": "attempt",
            "item": meeting.id,
            "item_version": told.version(self.content, meeting),
            "response": list(ticked),
            "sureness": None,
            "attempt": 1,
            "score": round(len(self.fitting(meeting, ticked)) / len(allowed), 4),
        }
        after = replace(state, ticked=(*state.ticked, (meeting.id, ticked)))
        return Step(after, (entry,), focus="said-title")

    def fitting(self, meeting: Meeting, ticked: Sequence[str]) -> list[str]:
        """The parties of which the learner said what is documented."""
        parties = told.parties_of(self.content, meeting)
        return [one for one in parties if (one in ticked) == (one in meeting.parties)]

    def view(self, state: SeatsState) -> dict[str, str]:
        table = self.tables[state.position] if state.position < len(self.tables) else None
        return {
            "head": str(self._head(state)),
            "table": str(self._table(state, table)),
            "said": str(self._said(state, table)),
            "on": str(self._on(state)),
            "so_far": str(self._so_far(state)),
        }

    def still(self, state: SeatsState) -> Still:
        """The tables and the parties, to be ticked on paper; no seat is told."""
        title = f"{TITLE} ({len(self.tables)} tables, edition {told.edition(self.content, self.tables)})"
        parties = [one.name for one in self.content.parties.values()]
        tables = [self.heading(one) for one in self.tables]
        html = h.div[
            h.p[h.em[NOT_RUNNING], " and you can give out the seats here."],
            h.p[h.strong[title]],
            h.p[f"{TASK}. {told.SEAT}"],
            h.ol[(h.li[one] for one in tables)],
            h.p["The parties:"],
            h.ul[(h.li[one] for one in parties)],
        ]
        lines = [NOT_RUNNING, title, f"{TASK}. {told.SEAT}"]
        lines += [f"{number}. {one}" for number, one in enumerate(tables, 1)]
        return Still(str(html), "\n".join([*lines, "The parties: " + "; ".join(parties)]))

    def heading(self, meeting: Meeting) -> str:
        """City, day and body: "Westby, Monday, 6 June 2022: a meeting"."""
        city = city_of(self.content.venues[meeting.venue_id])
        return f"{city}, {told.day_name(meeting)}: {meeting.format}"

    def _head(self, state: SeatsState) -> h.Element:
        done = f"{len(state.ticked)} of {len(self.tables)} tables done"
        return h.div[
            h.div(".lesson-row")[h.strong[TITLE], h.span(".lesson-soft")[done]],
            h.p[told.SEAT],
        ]

    def _table(self, state: SeatsState, table: Meeting | None) -> h.Element:
        if table is None:
            return h.div(data_key="end")[
                h.h3(id="table-title", tabindex="-1")["All tables"],
                h.p[self._sentence(state)],
            ]
        title = h.h3(id="table-title", tabindex="-1")[f"Table {state.position + 1}: {self.heading(table)}"]
        if state.of(table.id) is not None:
            return h.div(data_key=f"done-{table.id}")[title]
        parties = [(one, self.content.parties[one].name) for one in told.parties_of(self.content, table)]
        return h.form({"data-move": "seat", "data-with-meeting": table.id, "data-key": f"form-{table.id}"})[
            title,
            choices(TASK, parties, name="party", many=True, prefix=table.id),
            h.div(".lesson-row")[h.button(".lesson-primary", type="submit")["Check the seats"]],
        ]

    def _sentence(self, state: SeatsState) -> str:
        """What the tables say together; only for whoever has decided about all of them."""
        if len(state.ticked) < len(self.tables):
            left = [self.heading(one) for one in self.tables if state.of(one.id) is None]
            return f"Still to do: {'; '.join(left)}."
        sittings = week(self.content, self.content.course.week_ends)
        return seats_sentence(self.content, sittings)

    def _said(self, state: SeatsState, table: Meeting | None) -> h.Element:
        """What is documented, party by party; the live region is always there, so that it is spoken."""
        ticked = state.of(table.id) if table else None
        if table is None or ticked is None:
            return h.div(role="status")
        fit, every = len(self.fitting(table, ticked)), len(told.parties_of(self.content, table))
        return h.div[
            h.div(role="status")[
                h.h4(id="said-title", tabindex="-1")[f"{fit} of {every} parties as documented"]
            ],
            h.div(".lesson-scroll", tabindex="0", role="region", aria_label=f"Seats: {table.format}")[
                told.seats_table(self.content, table, ticked=ticked)
            ],
            table.table_note and h.p(".lesson-soft")[table.table_note],
        ]

    def _on(self, state: SeatsState) -> h.Element:
        first, last = state.position == 0, state.position == len(self.tables)
        return leafing("The table before", "Next table", first=first, last=last)

    def _so_far(self, state: SeatsState) -> h.Element:
        """The tables side by side, as far as they are done."""
        done = [one for one in self.tables if state.of(one.id) is not None]
        if not done:
            return h.p(".lesson-soft")["The tables that you have done stand side by side here."]
        return h.div(".lesson-scroll", tabindex="0", role="region", aria_label="The tables side by side")[
            h.table(".lesson-seats-so-far")[
                h.caption[h.span["The seats as documented, so far"]],
                h.thead[
                    h.tr[
                        h.th(scope="col")["Party"],
                        (
                            h.th(scope="col")[
                                f"{city_of(self.content.venues[one.venue_id])}, {one.held_on.text}"
                            ]
                            for one in done
                        ),
                    ]
                ],
                h.tbody[
                    (
                        h.tr[
                            h.th(scope="row")[party.name],
                            (h.td[told.HAS if party.id in one.parties else told.HAS_NOT] for one in done),
                        ]
                        for party in self.content.parties.values()
                    )
                ],
            ]
        ]
