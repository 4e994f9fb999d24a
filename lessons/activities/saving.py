"""Save my progress, and continue from a file: one small file with everything a learner did.

Where the computer keeps nothing (Binder), or the learner goes on at another one, the file is what lasts. It
is made when the button is pressed, so it always holds the last answer. A file of another learner is asked
about and never mixed with the answers that are here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

import htpy as h

from lessons.ui.activity import NOT_RUNNING, Entry, Event, Step, Still

LARGEST = 5_000_000
"""Bytes that one choice of files may have."""

BEFORE_LEAVING = "Before you leave, save your progress to a file."
WHAT = (
    "One small file with all you have answered, marked and written, and your nickname. "
    "Keep it, take it to another computer, or hand it in."
)


@dataclass(frozen=True)
class ChosenFile:
    """A file as the page read it; without a text where it is none, or too much to send. ``size`` in bytes."""

    name: str
    size: int
    text: str


@dataclass(frozen=True)
class SavingState:
    """``saved``: the file that was handed out. ``said``: what came of reading files.

    ``files``: those that a question is open about; ``asked``: it.
    """

    said: str = ""
    asked: str = ""
    files: tuple[ChosenFile, ...] = ()
    whose: str = ""
    saved: str = ""


@dataclass(frozen=True)
class Saving:
    """``passing`` says why answers do not last here, or is empty."""

    passing: str = ""
    key: ClassVar[str] = ""
    name: ClassVar[str] = "saving"
    parts: ClassVar[tuple[str, ...]] = ("saving",)
    ground: ClassVar[str] = ""

    def empty(self) -> SavingState:
        """Nothing saved, nothing asked."""
        return SavingState()

    def restore(self, entries: Sequence[Entry]) -> SavingState:
        """The same as empty: a press is no part of what a learner did."""
        return self.empty()

    def step(self, state: SavingState, event: Event) -> Step[SavingState]:
        """Save, read files, and answer whose they are. What comes of it only the course can know."""
        match event.move:
            case "save":
                return Step(state, ({"kind": "save"},))
            case "read":
                return Step(state, ({"kind": "read", "files": _files(event), "sure": False},))
            case "yes" if state.files:
                return Step(state, ({"kind": "read", "files": state.files, "sure": True},))
            case "no" if state.files:
                return Step(SavingState("Nothing was changed."), focus="said")
        raise ValueError(f"{event.move} is no move here: save and read are, and yes and no to a question.")

    def view(self, state: SavingState) -> dict[str, str]:
        """The two ways, and what the last press led to; or the question."""
        return {"saving": str(_question(state) if state.files else _box(state, self.passing))}

    def still(self, state: SavingState) -> Still:  # it tells nothing of a learner
        """What can be done here."""
        say = "and you can save your progress to a file here, or continue from one."
        return Still(str(h.p[h.em[NOT_RUNNING], f" {say}"]), f"{NOT_RUNNING} {say}")


def saved(name: str, entries: Iterable[Entry]) -> SavingState:
    """After a file was handed out."""
    return SavingState(
        saved=f"Saved: {name}, with {counted(entries)}. Your browser keeps it with its downloads, or asks "
        "where. What you do from now on is not in it: save again before you leave."
    )


def ask_whose(files: Sequence[ChosenFile], *, whose: str, working: str) -> SavingState:
    """The file is another learner's; ``working``: the nickname of the one who sits here, or ""."""
    of = whose or "somebody without a nickname"
    who = f"You are working as {working}" if working else "You are working without a nickname"
    back = (
        f"The answers of {working} stay here, and nothing is mixed."
        if working
        else "What you have done here is not mixed with it. But without a nickname you cannot come back "
        "to it: save it to a file first if you want it."
    )
    return SavingState(asked=f"This file is of {of}. {who}. {back}", files=tuple(files), whose=whose)


def came(new: Sequence[Entry], *, nickname: str, same: bool, taken: str = "") -> SavingState:
    """After files were read.

    ``new``: what was not here yet. ``same``: the learner worked here before. ``taken``: the nickname wanted,
    where somebody else here has it.
    """
    told = f"New here: {counted(new)}." if new else "Everything in it was here already."
    who = f"You are working as {nickname} now. " if nickname else "You are working without a nickname now. "
    why = f"(Somebody else here is called {taken}.) " if taken else ""
    return SavingState(f"{'' if same else who}{why}{told} You can go on where you stopped.")


def counted(entries: Iterable[Entry]) -> str:
    """12 answers and 30 other things you did (words, marks, cards, settings)."""
    kinds = [entry["kind"] for entry in entries]
    answers = sum(kind in ("attempt", "guess", "wrote") for kind in kinds)
    other = len(kinds) - answers
    told = f"{answers} answer{'' if answers == 1 else 's'}"
    more = f"{other} other thing{'' if other == 1 else 's'} you did (words, marks, cards)"
    return f"{told} and {more}" if other else told


def _files(event: Event) -> tuple[ChosenFile, ...]:
    names, sizes, texts = (event.all(name) for name in ("name", "size", "text"))
    if not len(names) == len(sizes) == len(texts) or not all(size.isdecimal() for size in sizes):
        raise ValueError("The page sent something that is no list of files. Choose them again.")
    return tuple(
        ChosenFile(name, int(size), text) for name, size, text in zip(names, sizes, texts, strict=True)
    )


def _box(state: SavingState, passing: str) -> h.Element:
    return h.div(data_key="box")[
        passing and h.p(".lesson-box.lesson-note")[passing, " ", h.strong[BEFORE_LEAVING]],
        h.div(".lesson-row")[
            h.button(
                ".lesson-primary", {"data-move": "save"}, id="save", type="button", aria_describedby="what"
            )["Save my progress"]
        ],
        h.p(role="status")[state.saved and h.strong[state.saved]],
        h.p(".lesson-soft", id="what")[WHAT],
        h.p(".lesson-field")[
            h.label(for_="files")["Continue from a file"],
            h.input(
                {"data-move": "read", "data-largest": str(LARGEST)},
                type="file",
                id="files",
                multiple=True,
                accept=".jsonl,.json,.txt",
                aria_describedby="which",
            ),
        ],
        h.p(".lesson-soft", id="which")[
            "Choose a file that was saved with this button. If you have several, choose them together."
        ],
        h.p(id="said", tabindex="-1", role="status")[state.said and h.strong[state.said]],
    ]


def _question(state: SavingState) -> h.Element:
    way = f"work as {state.whose}" if state.whose else "go on with this file"
    return h.div(data_key="question")[
        h.p(id="asked", tabindex="-1", role="status")[
            state.asked, " ", h.strong[f"{way[0].upper()}{way[1:]} from now on?"]
        ],
        h.div(".lesson-row")[
            h.button({"data-move": "yes"}, id="yes", type="button")[f"Yes, {way}"],
            h.button(".lesson-primary", {"data-move": "no"}, id="no", type="button")["No, change nothing"],
        ],
    ]
