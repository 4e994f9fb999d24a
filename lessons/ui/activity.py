"""What every activity agrees on: a state, moves on it, a view and a still of it.

This is the Elm architecture (Czaplicki, 2012): a *state* is an immutable value, a *move* makes a new one, a
*view* is a pure function from a state to HTML. Here a view is a set of named parts, so that only what
changed is painted again, and each activity has a second pure function, the *still*: what a reader sees
without a kernel, in print, in a preview, and what nbval compares."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, Protocol, TypeVar

S = TypeVar("S")

Entry = Mapping[str, Any]
"""One thing the log keeps of a learner, JSON-ready.

``kind`` says what it is ("attempt", "opened_term", …).
"""

NOT_RUNNING = "Not running yet: Run > Run All Cells"
"""The first line of every still: what to do to bring it to life."""


@dataclass(frozen=True)
class Event:
    """One thing a learner did: the name of the move, every value of every field, and the time (UTC)."""

    move: str
    form: Mapping[str, tuple[str, ...]]
    at: datetime

    def one(self, name: str) -> str:
        """The single value of a field; ``ValueError`` where none or several came."""
        values = self.form.get(name, ())
        if len(values) != 1:
            came = "nothing" if not values else f"{len(values)} values"
            raise ValueError(f"{name}: {came} came, one value is expected")
        return values[0]

    def all(self, name: str) -> tuple[str, ...]:
        """All values of a field, in page order; empty where none is chosen."""
        return tuple(self.form.get(name, ()))


@dataclass(frozen=True)
class Step(Generic[S]):
    """The result of a move.

    The new state, what the log must hold before it shows, and where the focus goes (a local id).
    """

    state: S
    entries: tuple[Entry, ...] = ()
    focus: str = ""


@dataclass(frozen=True)
class Kept(Generic[S]):
    """What keeping a step led to, where only the keeper can know it.

    ``state`` and ``focus`` take the place of the step's; ``file`` (name, text) goes to the page that asked,
    which hands it to the learner as a download.
    """

    state: S
    focus: str = ""
    file: tuple[str, str] | None = None


@dataclass(frozen=True)
class Still:
    """The static twin of a view.

    HTML without form, input, button, id or script; and the same as plain text.
    """

    html: str
    text: str


class Activity(Protocol[S]):
    """What a panel needs of an activity.

    Activities are frozen dataclasses that hold the content they show, never the learner.
    """

    @property
    def name(self) -> str: ...
    @property
    def key(self) -> str:
        """What tells two panels of one activity apart in the log, e.g. the slug of a quiz."""

    @property
    def parts(self) -> tuple[str, ...]:
        """The names of the view's parts, in page order."""

    @property
    def ground(self) -> str:
        """Constant markup that is sent once (the base map), or an empty string."""

    def empty(self) -> S:
        """The state of a learner who has done nothing."""

    def restore(self, entries: Sequence[Entry]) -> S:
        """The state after these entries of one learner, in time order."""

    def step(self, state: S, event: Event) -> Step[S]:
        """The move the event asks for. ``ValueError`` in a learner's words where it is not allowed."""

    def view(self, state: S) -> dict[str, str]:
        """HTML by part. Pure: the same state gives the same bytes."""

    def still(self, state: S) -> Still: ...
