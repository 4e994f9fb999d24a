"""Statements without their speaker: whose are they?

Several parties may have said nearly the same. Then each of them is right, and the answer names them all: a
statement that fits two parties is what they could talk about.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import htpy as h

from lessons.activities.positions.said import by_party, sources_fold
from lessons.content.records import Position, Statement
from lessons.ui.choice import Choice
from lessons.ui.sorting import OneByOne, SortingState


@dataclass(frozen=True)
class Statements(OneByOne[Statement]):
    """The statements of this content, one at a time."""

    name: str = "statements"
    key: str = "statements"
    title: ClassVar[str] = "Who says it?"
    noun: ClassVar[str] = "statement"
    task: ClassVar[str] = "you can give each statement to a party here"

    @property
    def texts(self) -> tuple[Statement, ...]:
        """The statements, in the order of the data."""
        return tuple(self.content.statements.values())

    def positions(self, text: Statement) -> tuple[Position, ...]:
        """Where it was said."""
        return tuple(self.content.positions[one] for one in text.position_ids)

    def parties(self, text: Statement) -> tuple[str, ...]:
        """The parties that said it."""
        return tuple(dict.fromkeys(one.party_id for one in self.positions(text)))

    def asked(self, text: Statement) -> str:
        """The statement and its parties."""
        return "\n".join((text.statement, *self.parties(text)))

    def options(self, text: Statement) -> tuple[Choice, ...]:
        """Every party."""
        return tuple((one.id, one.name) for one in self.content.parties.values())

    def score(self, text: Statement, chosen: str) -> float:
        """Each of several parties is a whole answer."""
        return float(chosen in self.parties(text))

    def heading(self, text: Statement) -> str:
        return "who says this?"

    def about(self, text: Statement) -> h.Element:
        return h.p(".lesson-statement")[text.statement]

    def question(self, text: Statement) -> str:
        return "Choose a party"

    def verdict(self, text: Statement, chosen: str) -> str:
        """More than one party is said at once."""
        if not self.score(text, chosen):
            return f"✗ {self.content.parties[chosen].name}: not as far as our sources go."
        others = len(self.parties(text)) - 1
        more = f", and {others} more." if others else "."
        return f"✓ Yes: {self.content.parties[chosen].name}{more}"

    def said(self, text: Statement, chosen: str) -> str:
        return text.clue if self.score(text, chosen) else text.hint

    def behind(self, text: Statement) -> h.Fragment:
        """What each of them said, on which day, with the sources."""
        positions = self.positions(text)
        return h.fragment[
            by_party(self.content, positions),
            sources_fold(self.content, [one.source_id for one in positions]),
        ]

    def collected(self, texts: Sequence[Statement], state: SortingState) -> h.Element:
        """Each statement with its parties."""
        return h.table(".lesson-seats")[
            h.caption["Found so far"],
            h.thead[h.tr[h.th(scope="col")["Statement"], h.th(scope="col")["Who said it"]]],
            h.tbody[
                (
                    h.tr[
                        h.th(scope="row")[text.statement],
                        h.td[", ".join(self.content.parties[one].name for one in self.parties(text))],
                    ]
                    for text in texts
                )
            ],
        ]

    def line(self, text: Statement) -> h.Node:
        return text.statement

    def line_text(self, text: Statement) -> str:
        return text.statement
