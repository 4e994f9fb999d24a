"""The cards of a round of delegations: what a party said, in its own words' order, each with day and source.

A card holds nothing that was said after the week, and no leverage: by the rules nobody plays a threat.
"""

from dataclasses import dataclass

from lessons.content import Content
from lessons.content.records import Meeting, Party, Position
from lessons.content.records.teaching import Delegation

# what stands on a card -> the kinds of positions.csv
SECTIONS = (
    ("What it wants", ("aim",)),
    ("What it asks for", ("demand",)),
    ("What it offers", ("offer",)),
    ("Where it says it stops", ("red line", "non-negotiable")),
    ("What limits it", ("limit",)),
)
NOTHING = "Nothing that we found, on these subjects. That does not mean that it had no opinion."


@dataclass(frozen=True)
class Card:
    """One party at one table; `sections`: heading and what was said."""

    table: Delegation
    party: Party
    sections: tuple[tuple[str, tuple[Position, ...]], ...]


@dataclass(frozen=True)
class Table:
    """One table of the round: its meeting, a card for each seat, and the parties without one."""

    delegation: Delegation
    meeting: Meeting
    city: str
    cards: tuple[Card, ...]
    absent: tuple[Party, ...]

    @property
    def title(self) -> str:
        """The city and the day."""
        return f"{self.city}, {self.meeting.held_on.text}"


def tables(content: Content) -> tuple[Table, ...]:
    """All tables of the round, in the order of the data. What a spoiler closes is on no card."""
    known = content.without_spoilers()
    return tuple(_table(known, one) for one in known.delegations.values())


def _table(content: Content, one: Delegation) -> Table:
    meeting = content.meetings[one.meeting_id]
    return Table(
        one,
        meeting,
        content.venues[meeting.venue_id].city,
        tuple(_card(content, one, content.parties[party]) for party in meeting.parties),
        tuple(content.parties[party] for party in meeting.not_at_table),
    )


def _card(content: Content, table: Delegation, party: Party) -> Card:
    """What it wants is told whole; the rest as far as it is on the subjects of this table."""
    said = [one for one in content.positions_of(party.id) if not one.spoiler]
    here = [one for one in said if set(one.issue_ids) & set(table.issue_ids)]
    return Card(
        table,
        party,
        tuple(
            (title, tuple(one for one in (said if "aim" in kinds else here) if one.kind in kinds))
            for title, kinds in SECTIONS
        ),
    )
