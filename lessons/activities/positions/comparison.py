"""Positions side by side: one issue, two parties or more, a table with a row for each kind of statement.

The state holds where the learner looks and nothing else: there is no answer to remember. What is told after
the week is not in the content that a lesson gets, so it cannot be shown.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import get_args

import htpy as h

from lessons.activities.positions.said import KEY, day, doubt, sources_fold
from lessons.content import Content
from lessons.content.records import Issue, Position
from lessons.content.records.positions import PositionKind
from lessons.ui.activity import NOT_RUNNING, Entry, Event, Step, Still
from lessons.ui.shown import LEFT, OWN_KEYS
from lessons.ui.sources import source_line

KINDS: tuple[str, ...] = get_args(PositionKind)
FEWEST, AT_FIRST = 2, 4


@dataclass(frozen=True)
class ComparisonState:
    """The id of the issue, and the ids of the parties in the order of the data."""

    issue: str
    parties: tuple[str, ...]


@dataclass(frozen=True)
class Comparison:
    """The positions of this content."""

    content: Content = field(repr=False)
    name: str = "positions"
    key: str = "positions"
    parts: tuple[str, ...] = ("choose", "said", "table")
    ground: str = ""

    def speaking(self, issue: str) -> tuple[str, ...]:
        """The parties that say something on an issue, in the order of the data."""
        there = {one.party_id for one in self.content.positions_on(issue)}
        return tuple(one for one in self.content.parties if one in there)

    def empty(self) -> ComparisonState:
        """The first issue, and the first parties that have something to say on it."""
        first = next(iter(self.content.issues))
        return ComparisonState(first, self.speaking(first)[:AT_FIRST])

    def restore(self, entries: Sequence[Entry]) -> ComparisonState:
        """The same for everybody: whoever looks leaves nothing to remember."""
        return self.empty()

    def step(self, state: ComparisonState, event: Event) -> Step[ComparisonState]:
        """Another issue, or one party more or less; ``ValueError`` where it is not allowed."""
        match event.move:
            case "issue":
                issue = event.one("issue")
                if issue not in self.content.issues:
                    raise ValueError(f"{issue!r} is no issue here; allowed: {', '.join(self.content.issues)}")
                return Step(ComparisonState(issue, self.speaking(issue)[:AT_FIRST]))
            case "party":
                return Step(self._toggled(state, event.one("party")))
        raise ValueError(f"{event.move} is no move here: issue, party are.")

    def _toggled(self, state: ComparisonState, party: str) -> ComparisonState:
        if party not in self.content.parties:
            raise ValueError(f"{party!r} is no party here; allowed: {', '.join(self.content.parties)}")
        now = {*state.parties} ^ {party}
        return replace(state, parties=tuple(one for one in self.content.parties if one in now))

    def view(self, state: ComparisonState) -> dict[str, str]:
        """The choice, a sentence that says what is compared, and the table."""
        return {
            "choose": str(self._choose(state)),
            "said": str(h.p(role="status")[self._said(state)]),
            "table": str(self._shown(state)),
        }

    def still(self, state: ComparisonState) -> Still:
        """Every issue with all that was said on it, in a fold of its own."""
        title = "What each party said, issue by issue"
        issues = self.content.issues.values()
        html = h.div[
            h.p[h.em[NOT_RUNNING], " and you can choose an issue and the parties here."],
            h.p[h.strong[title]],
            h.p[KEY],
            (self._fold(issue) for issue in issues),
        ]
        lines = [NOT_RUNNING, title]
        for issue in issues:
            lines.append(f"{issue.title} {issue.question}")
            for one in self.content.positions_on(issue.id):
                party, unsure = self.content.parties[one.party_id].name, doubt(one)
                lines.append(f"   {party}, {one.kind}: {one.statement} {unsure}".rstrip())
        return Still(str(html), "\n".join(lines))

    def _choose(self, state: ComparisonState) -> h.Element:
        silent = {*self.content.parties} - {*self.speaking(state.issue)}
        return h.div[
            h.p(".lesson-row")[
                h.label(for_="issue")[h.strong["Issue"]],
                h.select({"data-move": "issue"}, id="issue", name="issue")[
                    (
                        h.option(value=one.id, selected=one.id == state.issue)[one.title]
                        for one in self.content.issues.values()
                    )
                ],
            ],
            h.fieldset(".lesson-row")[
                h.legend["Parties"],
                (
                    h.label(".lesson-party")[
                        h.input(
                            {"data-move": "party", "data-with-party": one.id},
                            type="checkbox",
                            id=f"party-{one.id}",
                            checked=one.id in state.parties,
                        ),
                        h.span[one.name, one.id in silent and h.span(".lesson-soft")[" (nothing found)"]],
                    ]
                    for one in self.content.parties.values()
                ),
            ],
        ]

    def _said(self, state: ComparisonState) -> str:
        if len(state.parties) < FEWEST:
            return "Tick two parties or more, to compare them."
        issue = self.content.issues[state.issue]
        return f"{issue.question} {len(state.parties)} parties side by side."

    def _shown(self, state: ComparisonState) -> h.Node:
        """A table that stacks on a phone: its roles are written out, so that it stays a table there."""
        if len(state.parties) < FEWEST:
            return ""
        content = self.content
        found = content.positions_on(state.issue)
        kinds = [kind for kind in KINDS if any(p.kind == kind and p.party_id in state.parties for p in found)]
        names = [content.parties[one].name for one in state.parties]
        return h.div(".lesson-scroll", tabindex="0", role="region", aria_label="Table of positions")[
            h.table(".lesson-compared", role="table")[
                h.caption[content.issues[state.issue].title],
                h.thead(role="rowgroup")[
                    h.tr(role="row")[
                        h.th(scope="col", role="columnheader")["Kind"],
                        (h.th(scope="col", role="columnheader")[name] for name in names),
                    ]
                ],
                h.tbody(role="rowgroup")[
                    (
                        h.tr(role="row")[
                            h.th(scope="row", role="rowheader")[
                                kind.capitalize(),
                                h.div(".lesson-soft")[content.course.wording.get(kind, "")],
                            ],
                            (
                                self._cell(name, [p for p in found if (p.kind, p.party_id) == (kind, party)])
                                for party, name in zip(state.parties, names, strict=True)
                            ),
                        ]
                        for kind in kinds
                    )
                ],
            ],
            h.p(".lesson-soft")[KEY],
        ]

    def _cell(self, party: str, positions: Sequence[Position]) -> h.Element:
        """What a party said of this kind; on a phone, where the columns stack, with its name above."""
        name = h.span(".lesson-stacked", aria_hidden="true")[party]
        if not positions:
            nothing = h.span(".lesson-soft")["–", h.span(".lesson-hidden")[" nothing found"]]
            return h.td(".lesson-empty", role="cell")[name, nothing]
        return h.td(role="cell")[name, (self._statement(one) for one in positions)]

    def _statement(self, one: Position) -> h.Element:
        return h.div(".lesson-position")[
            h.div[one.statement],
            h.div(".lesson-soft")[day(self.content, one), doubt(one) and f". {doubt(one)}"],
            sources_fold(self.content, [one.source_id], one.statement),
        ]

    def _fold(self, issue: Issue) -> h.Element:
        columns = ("Party", "Kind", "Statement", "Day", "Source")
        content = self.content
        found = sorted(content.positions_on(issue.id), key=lambda one: [*content.parties].index(one.party_id))
        return h.details[
            h.summary(OWN_KEYS)[issue.title],
            h.p[issue.question],
            h.table[
                h.caption(style=LEFT)[issue.title],
                h.thead[h.tr[(h.th(scope="col", style=LEFT)[one] for one in columns)]],
                h.tbody[
                    (
                        h.tr[
                            h.th(scope="row", style=LEFT)[content.parties[one.party_id].name],
                            h.td(style=LEFT)[one.kind],
                            h.td(style=LEFT)[one.statement, doubt(one) and f" {doubt(one)}"],
                            h.td(style=LEFT)[day(content, one)],
                            h.td(style=LEFT)[source_line(content.sources[one.source_id])],
                        ]
                        for one in found
                    )
                ],
            ],
        ]
