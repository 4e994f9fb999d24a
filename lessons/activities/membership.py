"""Who belongs to what: one small table, to look things up in.

Signs and words say the same, so that nothing hangs on a colour or on a sign alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import htpy as h

from lessons.content import Content
from lessons.content.records import Body, Seat
from lessons.ui.activity import NOT_RUNNING, Entry, Event, Step, Still
from lessons.ui.shown import LEFT
from lessons.ui.sources import source_line

SIGNS = {"in": "●", "partner": "◐", "out": "○"}
KEY = "● has a seat, ◐ is a partner without one, ○ has none"


@dataclass(frozen=True)
class MembershipState:
    """Nothing to keep: the table is the same for everybody."""


@dataclass(frozen=True)
class Membership:
    """The bodies of this content, and the seats of the parties that it compares."""

    content: Content = field(repr=False)
    name: str = "membership"
    key: str = "membership"
    parts: tuple[str, ...] = ("seats",)
    ground: str = ""

    def empty(self) -> MembershipState:
        return MembershipState()

    def restore(self, entries: Sequence[Entry]) -> MembershipState:
        return self.empty()

    def step(self, state: MembershipState, event: Event) -> Step[MembershipState]:
        raise ValueError(f"{event.move} is no move here: this table only shows.")

    def view(self, state: MembershipState) -> dict[str, str]:
        return {
            "seats": str(
                h.div(".lesson-scroll", tabindex="0", role="region", aria_label="Who belonged to what")[
                    self._table()
                ]
            )
        }

    def still(self, state: MembershipState) -> Still:
        html = h.div[h.p[h.em[NOT_RUNNING]], self._table()]
        lines = [NOT_RUNNING, KEY]
        for body in self.content.bodies.values():
            seats = "; ".join(f"{self._party(seat)}: {_said(seat)}" for seat in body.seats)
            lines.append(f"{body.name} ({body.number} {body.counts}), {body.about}: {seats}")
        return Still(str(html), "\n".join(lines))

    def _party(self, seat: Seat) -> str:
        return self.content.parties[seat.party_id].name

    def _table(self) -> h.Element:
        bodies = tuple(self.content.bodies.values())
        names = [self._party(seat) for seat in bodies[0].seats]
        return h.table(".lesson-seats")[
            h.caption(style=LEFT)[f"Who belonged to what in the week of the article: {KEY}"],
            h.thead[h.tr[(h.th(scope="col", style=LEFT)[name] for name in ("Body", *names, "Source"))]],
            h.tbody[(self._row(body) for body in bodies)],
        ]

    def _row(self, body: Body) -> h.Element:
        return h.tr[
            h.th(scope="row", style=LEFT)[
                body.name, h.div(style="font-weight:normal")[f"{body.number} {body.counts}; {body.about}"]
            ],
            (h.td(style=LEFT)[_said(seat)] for seat in body.seats),
            h.td(style=LEFT)[source_line(self.content.sources[body.source_id])],
        ]


def _said(seat: Seat) -> str:
    return f"{SIGNS[seat.place]} {seat.said}"
