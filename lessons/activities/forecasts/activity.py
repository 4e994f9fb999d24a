"""How sure could one be on the day of the article? Asked first; what came of it is opened by hand.

Hindsight changes a judgement and cannot be switched off (Fischhoff, 1975), so the learner's step is kept
before anything later is shown. What came stands in no part of the page until the learner has read a word of
care and pressed the button, and can be closed again. Nothing is scored: our reading of how sure one could be
stands beside the learner's, with its doubt.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from lessons.activities.forecasts import parts
from lessons.activities.forecasts.state import ForecastsState
from lessons.activities.forecasts.words import RANGES
from lessons.content import Content
from lessons.content.records import Forecast
from lessons.ui.activity import Entry, Event, Step, Still
from lessons.ui.own_words import kept_text

MOVES = ("judge", "next", "previous", "open", "close")
OPENED, CLOSED = "opened_later", "closed_later"


@dataclass(frozen=True)
class Forecasts:
    """The statements of this content."""

    content: Content = field(repr=False)
    name: str = "forecasts"
    key: str = "forecasts"
    parts: tuple[str, ...] = ("head", "statement", "later", "on", "gate", "collected")
    ground: str = ""

    @property
    def forecasts(self) -> tuple[Forecast, ...]:
        """The statements, in the order of the data."""
        return tuple(self.content.forecasts.values())

    def version(self, forecast: Forecast) -> str:
        """Eight hex digits that change with what is asked: a judgement of other words is none of these."""
        asked = [forecast.statement, forecast.question, *(one.text for one in forecast.known)]
        return hashlib.sha256("\n".join(asked).encode()).hexdigest()[:8]

    @property
    def edition(self) -> str:
        """Eight hex digits that change with anything, also with what stands behind the button."""
        told = [repr(one) + repr(list(parts.what_came(self.content, one))) for one in self.forecasts]
        return hashlib.sha256("\n".join(told).encode()).hexdigest()[:8]

    def empty(self) -> ForecastsState:
        return ForecastsState()

    def restore(self, entries: Sequence[Entry]) -> ForecastsState:
        """What was said of the same words, and whether the end was open when the learner left."""
        versions = {one.id: self.version(one) for one in self.forecasts}
        state = self.empty()
        for entry in entries:
            match entry["kind"]:
                case "judged" if versions.get(entry["item"]) == entry["item_version"]:
                    if entry["step"] in RANGES:
                        state = state.judge(
                            entry["item"], entry["step"], afterwards=bool(entry["afterwards"])
                        )
                case "wrote" if entry.get("ask") in versions:
                    state = state.write(str(entry["ask"]), str(entry.get("text", "")))
                case "opened_later" | "closed_later":
                    state = replace(state, opened=entry["kind"] == OPENED)
        left = (n for n, one in enumerate(self.forecasts) if not state.of(one.id))
        return replace(state, position=0 if state.opened else next(left, 0))

    def step(self, state: ForecastsState, event: Event) -> Step[ForecastsState]:
        """One of the moves of ``MOVES``; ``ValueError`` where it is not allowed."""
        match event.move:
            case "judge":
                return self._judge(state, event)
            case "next":
                last = len(self.forecasts) - 1
                return Step(replace(state, position=min(state.position + 1, last)), focus="statement-title")
            case "previous":
                return Step(replace(state, position=max(state.position - 1, 0)), focus="statement-title")
            case "open":
                opened = replace(state, opened=True, position=0)
                return Step(opened, () if state.opened else ({"kind": OPENED},), focus="later-title")
            case "close":
                closed = replace(state, opened=False)
                return Step(closed, ({"kind": CLOSED},) if state.opened else (), focus="gate-title")
        raise ValueError(f"{event.move} is no move here: {', '.join(MOVES)} are.")

    def _judge(self, state: ForecastsState, event: Event) -> Step[ForecastsState]:
        came = event.one("forecast")
        if came not in self.content.forecasts:
            allowed = ", ".join(self.content.forecasts)
            raise ValueError(f"{came!r} is not one of these statements: {allowed}")
        chosen = event.all("step")
        if len(chosen) != 1 or chosen[0] not in RANGES:
            raise ValueError("Choose one step. None of them is marked.")
        if state.opened and state.of(came) and came not in state.afterwards:
            raise ValueError("What you said before you knew stays as it is: that is its worth.")
        entries: list[Entry] = [
            {
                "kind": "judged",
                "item": came,
                "item_version": self.version(self.content.forecasts[came]),
                "step": chosen[0],
                "afterwards": state.opened,
            }
        ]
        after = state.judge(came, chosen[0], afterwards=state.opened)
        reason = kept_text("".join(event.all("reason"))).strip()
        if reason != state.reason(came):
            entries.append({"kind": "wrote", "ask": came, "text": reason})
            after = after.write(came, reason)
        return Step(after, tuple(entries), focus="forward")

    def view(self, state: ForecastsState) -> dict[str, str]:
        forecast = self.forecasts[state.position]
        return {
            "head": str(parts.head(self.content, state, len(self.forecasts))),
            "statement": str(parts.statement(self.content, state, forecast)),
            "later": str(parts.later(self.content, state, forecast)) if state.opened else "",
            "on": str(parts.on(state, len(self.forecasts))),
            "collected": str(parts.collected(self.content, state)),
            "gate": str(parts.gate(self.content, state)),
        }

    def still(self, state: ForecastsState) -> Still:
        """The statements and what was known; what came of them is for whoever opens it."""
        return parts.still(self.content, self.edition)
