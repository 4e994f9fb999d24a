"""Guess first: what do you expect, before you know?

A guess makes the later answer stick, as long as nobody calls it wrong (learners lose heart when a
prediction is marked). So a guess has no key and no score: it is kept, and the reply says where in the
course the learner will find out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import htpy as h

from lessons.content.records.items import Guess as GuessItem
from lessons.ui.activity import NOT_RUNNING, Entry, Event, Step, Still
from lessons.ui.choice import choices, lettered


@dataclass(frozen=True)
class GuessState:
    """The guesses made: pairs of item and option, in the order of the items' first guess."""

    made: tuple[tuple[str, str], ...] = ()

    def of(self, item: str) -> str:
        """The option guessed for an item, or an empty string."""
        return dict(self.made).get(item, "")

    def guess(self, item: str, option: str) -> "GuessState":
        """The same with this guess made, or changed."""
        return replace(self, made=tuple({**dict(self.made), item: option}.items()))


@dataclass(frozen=True)
class Guess:
    """The guesses of one lesson."""

    key: str
    items: tuple[GuessItem, ...]
    name: str = "guess"
    ground: str = ""

    @property
    def parts(self) -> tuple[str, ...]:
        return tuple(f"guess_{item.id}" for item in self.items)

    def empty(self) -> GuessState:
        return GuessState()

    def restore(self, entries: Sequence[Entry]) -> GuessState:
        state = self.empty()
        options = {item.id: {option.id for option in item.options} for item in self.items}
        for entry in entries:
            if entry["kind"] == "guess" and entry["option"] in options.get(entry["item"], ()):
                state = state.guess(entry["item"], entry["option"])
        return state

    def step(self, state: GuessState, event: Event) -> Step[GuessState]:
        if event.move != "guess":
            raise ValueError(f"{event.move} is no move here: guess is.")
        item = next((item for item in self.items if item.id == event.one("item")), None)
        if item is None:
            raise ValueError(
                f"{event.one('item')} is not asked here: {', '.join(item.id for item in self.items)} are."
            )
        chosen = event.all("choice")
        if len(chosen) != 1 or chosen[0] not in {option.id for option in item.options}:
            raise ValueError("Choose one answer. A guess cannot be wrong.")
        entry = {"kind": "guess", "item": item.id, "item_version": item.version, "option": chosen[0]}
        return Step(state.guess(item.id, chosen[0]), (entry,))

    def view(self, state: GuessState) -> dict[str, str]:
        return {f"guess_{item.id}": str(_asked(item, state.of(item.id))) for item in self.items}

    def still(self, state: GuessState) -> Still:
        html = h.div[
            h.p[h.em[NOT_RUNNING], " and you can note your guesses here."],
            h.ol[
                (h.li[item.stem, lettered([option.text for option in item.options])] for item in self.items)
            ],
        ]
        lines = [NOT_RUNNING]
        for item in self.items:
            lines += [item.stem, *(f"   {option.text}" for option in item.options)]
        return Still(str(html), "\n".join(lines))


def _asked(item: GuessItem, made: str) -> h.Element:
    kept = next((option for option in item.options if option.id == made), None)
    return h.form({"data-move": "guess", "data-with-item": item.id})[
        choices(
            item.stem,
            [(option.id, option.text) for option in item.options],
            name="choice",
            chosen=(made,),
            prefix=item.id,
        ),
        h.div(".lesson-row")[h.button(type="submit")["Change my guess" if kept else "Keep my guess"]],
        h.div(role="status")[
            kept and h.div(".lesson-box.lesson-note")[h.strong["Your guess is kept. "], kept.rationale]
        ],
    ]
