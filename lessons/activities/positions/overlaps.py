"""Where positions meet and where they exclude each other: decide first, then read what was documented.

What is read is a reading: it names its evidence and its doubt. So another decision is never called wrong. It
is called another one, and the learner has the reasons of both before them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

import htpy as h

from lessons.activities.positions.said import by_party, sources_fold, told_text
from lessons.content.records import Overlap, Position
from lessons.ui.choice import Choice
from lessons.ui.deciding import Deciding
from lessons.ui.sorting import SortingState

RELATIONS = {"overlap": "They overlap", "apart": "They exclude each other", "no contact": "No contact"}


@dataclass(frozen=True)
class Overlaps(Deciding[Overlap]):
    """The readings of this content, one at a time."""

    name: str = "overlaps"
    key: str = "overlaps"
    title: ClassVar[str] = "Do they overlap?"
    noun: ClassVar[str] = "point"
    button: ClassVar[str] = "Keep my decision and read on"
    task: ClassVar[str] = "you can decide here"
    kinds: ClassVar[Mapping[str, str]] = RELATIONS
    alike: ClassVar[str] = "✓ We read it as you do: {ours}."
    otherwise: ClassVar[str] = "◐ You decided: {yours}. We read: {ours}."
    done: ClassVar[str] = "decided"
    asks_reason: ClassVar[str] = "Why do you think so? A few words, if you like."

    @property
    def texts(self) -> tuple[Overlap, ...]:
        """Readings of different kinds by turns, so that the one before does not tell the next."""
        waiting = {
            relation: [one for one in self.content.overlaps.values() if one.relation == relation]
            for relation in RELATIONS
        }
        longest = max((len(ones) for ones in waiting.values()), default=0)
        turns = [
            ones[place] for place in range(longest) for ones in _turned(waiting, place) if place < len(ones)
        ]
        return tuple(turns)

    def positions(self, text: Overlap) -> tuple[Position, ...]:
        """What was read."""
        return tuple(self.content.positions[one] for one in text.position_ids)

    def asked(self, text: Overlap) -> str:
        """The issue, the statements and the relation."""
        words = [one.statement for one in self.positions(text)]
        return "\n".join((self.content.issues[text.issue_id].title, *words, text.relation))

    def options(self, text: Overlap) -> tuple[Choice, ...]:
        """The same three for every pair."""
        return tuple(RELATIONS.items())

    def documented(self, text: Overlap) -> str:
        return text.relation

    def explained(self) -> h.Element:
        """What the choices mean."""
        return self.meanings(RELATIONS)

    def heading(self, text: Overlap) -> str:
        return self.content.issues[text.issue_id].title

    def about(self, text: Overlap) -> h.Element:
        """What each party says, and where that can be looked up, before the decision as after it."""
        said = self.positions(text)
        return h.div[
            by_party(self.content, said),
            sources_fold(self.content, [one.source_id for one in said], about="what they say"),
        ]

    def question(self, text: Overlap) -> str:
        return "How do these statements stand to each other?"

    def said(self, text: Overlap, chosen: str) -> str:
        return text.statement

    def behind(self, text: Overlap) -> h.Fragment:
        """The doubt, what the drafts add, and the evidence."""
        drafts = self.in_drafts(text)
        adding = [self.content.draft_articles[one].source_id for one in text.draft_article_ids]
        return h.fragment[
            text.doubt and h.p[h.strong["Doubt: "], text.doubt],
            drafts and h.p[h.strong["In the drafts:"]],
            drafts,
            sources_fold(self.content, [text.source_id, *adding], about="our reading"),
        ]

    def in_drafts(self, text: Overlap) -> h.Element | None:
        """The articles of the drafts that say more; None where there are none."""
        drafts = [self.content.draft_articles[one] for one in text.draft_article_ids]
        if not drafts:
            return None
        return h.ul[(h.li[f"{one.document}, Article {one.article}: {one.brief}"] for one in drafts)]

    def source_ids(self, text: Overlap) -> list[str]:
        """The sources of the reading, of the statements and of the drafts; one may stand there twice."""
        drafts = [self.content.draft_articles[one] for one in text.draft_article_ids]
        said = [one.source_id for one in self.positions(text)]
        return [text.source_id, *said, *(one.source_id for one in drafts)]

    def collected(self, texts: Sequence[Overlap], state: SortingState) -> h.Element:
        """Decided so far: one's own decision beside ours."""
        columns = ("Issue", "Parties", "You", "Our reading")
        return h.table(".lesson-seats")[
            h.caption["Decided so far"],
            h.thead[h.tr[(h.th(scope="col")[one] for one in columns)]],
            h.tbody[
                (
                    h.tr[
                        h.th(scope="row")[self.heading(text)],
                        h.td[self._parties(text)],
                        h.td[RELATIONS[state.of(text.id)[-1]]],
                        h.td[RELATIONS[text.relation]],
                    ]
                    for text in texts
                )
            ],
        ]

    def line(self, text: Overlap) -> h.Node:
        said = [told_text(self.content, one) for one in self.positions(text)]
        return [h.strong[self.heading(text)], h.ul[(h.li[one] for one in said)]]  # no dl: see the traps

    def line_text(self, text: Overlap) -> str:
        said = "\n".join(f"   {told_text(self.content, one)}" for one in self.positions(text))
        return f"{self.heading(text)}\n{said}"

    def _parties(self, text: Overlap) -> str:
        names = dict.fromkeys(self.content.parties[one.party_id].name for one in self.positions(text))
        return ", ".join(names)


def _turned(waiting: dict[str, list[Overlap]], place: int) -> list[list[Overlap]]:
    """The kinds, each time beginning with another one."""
    kinds = list(waiting.values())
    turn = place % len(kinds)
    return [*kinds[turn:], *kinds[:turn]]
