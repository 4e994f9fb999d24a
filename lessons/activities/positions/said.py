"""How one position is told: its kind, its day, its doubt, and a way to its source."""

from collections.abc import Iterable

import htpy as h

from lessons.content import Content
from lessons.content.records import Position
from lessons.ui.sources import sources_fold as sources_fold

KEY = (
    "The day is that on which it was said or written; “reported”: the source tells only when it was in the "
    "news. – means that we found nothing, not that a party had no opinion."
)
UNSURE = "We are less sure of this one."


def day(content: Content, position: Position) -> str:
    """The day it was said, else the day it was reported, else that no day is given."""
    if position.stated_on:
        return position.stated_on.text
    reported = content.sources[position.source_id].published_on
    return f"reported {reported.text}" if reported else "no day given"


def doubt(position: Position) -> str:
    """A sentence where the position is less sure, else nothing."""
    return "" if position.confidence == "high" else UNSURE


def told(content: Content, position: Position) -> h.Fragment:
    """The statement, with kind and day behind it."""
    return h.fragment[
        position.statement, " ", h.span(".lesson-soft")[f"({position.kind}, {day(content, position)})"]
    ]


def told_text(content: Content, position: Position) -> str:
    """The same as plain text, with the party before it."""
    party = content.parties[position.party_id].name
    return f"{party}: {position.statement} ({position.kind}, {day(content, position)})"


def by_party(content: Content, positions: Iterable[Position]) -> h.Element:
    """Each party once, with what it said; the order of the positions decides that of the parties."""
    parties: dict[str, list[Position]] = {}
    for one in positions:
        parties.setdefault(one.party_id, []).append(one)
    return h.dl(".lesson-facts")[
        [
            [
                h.dt[content.parties[party].name],
                h.dd[(h.div[told(content, one)] for one in ones)],
            ]
            for party, ones in parties.items()
        ]
    ]
