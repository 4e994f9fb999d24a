"""Claims of the article, one at a time: read the sources, give a verdict and a reason, then compare.

The documented verdict is a reading of sources, with a confidence and a doubt. So another verdict is called
another one, and nothing of the documented one is in the page before the learner has given theirs.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

import htpy as h

from lessons.activities.claims.cards import (
    card_text,
    cards,
    claim_told,
    claims_of,
    evidence_of,
    kinds,
    paragraph,
    speaker,
    steps,
    took_place,
)
from lessons.activities.claims.note import own_note
from lessons.activities.claims.state import ClaimsState, claims_state
from lessons.content.records import Verdict
from lessons.ui.activity import Entry, Event, Step
from lessons.ui.choice import Choice
from lessons.ui.deciding import Deciding
from lessons.ui.own_words import kept_text
from lessons.ui.sorting import MOVES, SortingState
from lessons.ui.sources import source_line

VERDICTS = {
    "accurate": "Right",
    "accurate but incomplete": "Left out",
    "imprecise": "Imprecise",
    "wrong": "Wrong",
}
"""What a learner may say of a claim, by the word that verdicts.csv has for it."""

LEVELS = ("0", "1", "2", "3")


@dataclass(frozen=True)
class Claims(Deciding[Verdict]):
    """The claims of one task: ``key`` is its name in verdicts.csv. ``enough`` of them fill a lesson."""

    name: str = "claims"
    key: str = "claims"
    parts: tuple[str, ...] = ("head", "text", "said", "note", "on", "sorted")
    title: ClassVar[str] = "Check the claims"
    noun: ClassVar[str] = "claim"
    enough: ClassVar[int] = 4
    button: ClassVar[str] = "Give my verdict and read on"
    task: ClassVar[str] = "you can check the claims here. Until then, decide on paper"
    kinds: ClassVar[Mapping[str, str]] = VERDICTS
    alike: ClassVar[str] = "✓ We came to the same: {ours}."
    otherwise: ClassVar[str] = "◐ You say: {yours}. We came to: {ours}."
    done: ClassVar[str] = "checked"
    asks_reason: ClassVar[str] = "Why? A few words, if you like."
    asks_on_paper: ClassVar[str] = "Why? Which card, and which words of it?"
    repeats_reason: ClassVar[bool] = False

    @property
    def texts(self) -> tuple[Verdict, ...]:
        """The claims of this task, in the order of the data."""
        return tuple(one for one in self.content.verdicts.values() if one.exercise and one.task == self.key)

    def asked(self, text: Verdict) -> str:
        """The claim, what is held against it, and the verdict."""
        told = [one.summary for one in self.content.cards_of(text.id)]
        said = [one.statement for one in claims_of(self.content, text)]
        return "\n".join((text.claim, *said, *told, self.documented(text)))

    def options(self, text: Verdict) -> tuple[Choice, ...]:
        """The same four for every claim, with what each means."""
        wording = self.content.course.wording
        return tuple((kind, f"{words}. {wording.get(kind, '')}") for kind, words in self.kinds.items())

    def documented(self, text: Verdict) -> str:
        return text.verdict

    def tally(self, state: SortingState) -> str:
        """How many were checked, and whether a lesson asks for more."""
        done = sum(bool(state.of(text.id)) for text in self.texts)
        rest = ", enough for one lesson" if self.enough <= done < len(self.texts) else ""
        return f"{super().tally(state)}{rest}"

    def heading(self, text: Verdict) -> str:
        return paragraph(self.content, text)

    def about(self, text: Verdict) -> h.Fragment:
        return h.fragment[claim_told(self.content, text), steps(self.content), cards(self.content, text)]

    def question(self, text: Verdict) -> str:
        return "Your verdict on the claim"

    def said(self, text: Verdict, chosen: str) -> str:
        return text.why

    def behind(self, text: Verdict) -> h.Fragment:
        """What took place, how sure the verdict is, and what it rests on."""
        found = [self.content.discrepancies[one] for one in text.discrepancy_ids]
        return h.fragment[
            text.meeting_id and h.p[h.strong["What took place: "], took_place(self.content, text)],
            h.p[h.strong["How sure we are: "], f"{text.confidence}. ", text.doubt],
            h.details(".lesson-source-fold")[
                h.summary["In print, and how we know" if found else "How we know"],
                h.ul[
                    [h.li[h.q[one.printed], ". ", one.problem, " ", one.evidence] for one in found],
                    [h.li[source_line(self.content.sources[one])] for one in evidence_of(self.content, text)],
                ],
            ],
        ]

    def collected(self, texts: Sequence[Verdict], state: SortingState) -> h.Element:
        """Checked so far: one's own verdict beside the documented one."""
        columns = (self.noun.capitalize(), "You", "Documented")
        return h.table(".lesson-checked")[
            h.caption["Checked so far"],
            h.thead[h.tr[(h.th(scope="col")[one] for one in columns)]],
            h.tbody[
                (
                    h.tr[
                        h.th(scope="row")[text.claim],
                        h.td[self.kinds[state.of(text.id)[-1]]],
                        h.td[self.kinds[self.documented(text)]],
                    ]
                    for text in texts
                )
            ],
        ]

    def line(self, text: Verdict) -> h.Node:
        return [claim_told(self.content, text), cards(self.content, text)]

    def line_text(self, text: Verdict) -> str:
        about = f"{paragraph(self.content, text)}; {speaker(self.content, text)}; {kinds(self.content, text)}"
        told = [card_text(self.content, one) for one in self.content.cards_of(text.id)]
        return "\n".join((f"{text.claim} ({about})", *told))

    def empty(self) -> ClaimsState:
        return ClaimsState()

    def restore(self, entries: Sequence[Entry]) -> ClaimsState:
        """Verdicts, notes and levels; a level for an earlier wording of a claim is gone with its verdict."""
        state = claims_state(super().restore(entries))
        for entry in entries:
            if entry["kind"] == "rated" and state.of(entry["ask"]) and entry["criterion"] in self._criteria:
                state = state.rate(entry["ask"], entry["criterion"], int(entry["level"]))
        return state

    @property
    def _criteria(self) -> tuple[str, ...]:
        return tuple(self.content.criteria)

    def step(self, state: SortingState, event: Event) -> Step[SortingState]:
        """A verdict, a note after it, a level for the note, or on and back."""
        match event.move:
            case "write":
                return self._write(claims_state(state), event)
            case "rate":
                return self._rate(claims_state(state), event)
            case move if move in MOVES:
                return super().step(state, event)
        raise ValueError(f"{event.move} is no move here: {', '.join((*MOVES, 'write', 'rate'))} are.")

    def _write(self, state: ClaimsState, event: Event) -> Step[SortingState]:
        claim, text = self._checked(state, event.one("ask")), kept_text(event.one("text"))
        if text == state.reason(claim):
            return Step(state)
        return Step(state.write(claim, text), ({"kind": "wrote", "ask": claim, "text": text},))

    def _rate(self, state: ClaimsState, event: Event) -> Step[SortingState]:
        claim, criterion = self._checked(state, event.one("claim")), event.one("criterion")
        if criterion not in self._criteria:
            raise ValueError(f"criterion: {criterion!r} came, allowed are {', '.join(self._criteria)}")
        level = event.one(f"level-{criterion}")
        if level not in LEVELS:
            raise ValueError(f"level: {level!r} came, allowed are {', '.join(LEVELS)}")
        entry = {"kind": "rated", "ask": claim, "criterion": criterion, "level": int(level)}
        return Step(state.rate(claim, criterion, int(level)), (entry,))

    def _checked(self, state: ClaimsState, claim: str) -> str:
        done = [text.id for text in self.texts if state.of(text.id)]
        if claim not in done:
            raise ValueError(f"{claim!r} has no verdict of yours yet; {', '.join(done) or 'none'} has")
        return claim

    def view(self, state: SortingState) -> dict[str, str]:
        text = self.texts[state.position] if state.position < len(self.texts) else None
        solved = text if text and self.solved(state, text) else None
        note = own_note(self.content, solved, claims_state(state)) if solved else h.div
        return {**super().view(state), "note": str(note)}
