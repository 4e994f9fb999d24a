"""What the log tells of each question, and what follows from it for a lesson and for an objective."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from lessons.ui.activity import Entry
from lessons.ui.sureness import SURE


@dataclass(frozen=True)
class Asked:
    """A question that counts.

    ``number`` is its place in the quiz of ``lesson`` (a slug), from 1. One that asks for the same in another
    way has ``parallel_of``, the id of the other, and the other's number.
    """

    id: str
    version: str
    lesson: str
    objective: str
    stem: str
    number: int
    parallel_of: str = ""


@dataclass(frozen=True)
class Tried:
    """How a question went: tries, whether the first was right, whether any was.

    ``sureness`` is that of the first try; ``surely_wrong``: a wrong answer was given and called sure.
    """

    id: str
    tries: int
    first: bool
    solved: bool
    sureness: int | None = None
    surely_wrong: bool = False


@dataclass(frozen=True)
class OverviewState:
    """The questions that were tried, in the order of the first try; ``due``: cards that have come back.

    ``due`` is None where no card was ever rated.
    """

    tried: tuple[Tried, ...] = ()
    due: int | None = None

    def of(self, item: str) -> Tried | None:
        """How a question went; None where it was not tried."""
        return next((one for one in self.tried if one.id == item), None)


@dataclass(frozen=True)
class Counts:
    """Of some questions: how many there are, were tried, right at first, right later, and are open."""

    questions: int
    answered: int
    first: int
    later: int
    open: int

    @property
    def solved(self) -> int:
        """Right at the first try or later."""
        return self.first + self.later


def tried(asked: Iterable[Asked], entries: Iterable[Entry]) -> tuple[Tried, ...]:
    """What the attempts among the entries tell; those at another wording are no answers to these."""
    versions = {one.id: one.version for one in asked}
    found: dict[str, Tried] = {}
    for entry in entries:
        if entry["kind"] != "attempt" or versions.get(entry["item"]) != entry["item_version"]:
            continue
        item, right, sureness = entry["item"], entry["score"] == 1, entry.get("sureness")
        before = found.get(item)
        wrong = sureness == SURE and not right
        if before is None:
            found[item] = Tried(item, 1, right, right, sureness, wrong)
        else:
            found[item] = replace(
                before,
                tries=before.tries + 1,
                solved=before.solved or right,
                surely_wrong=before.surely_wrong or wrong,
            )
    return tuple(found.values())


def originals(asked: Iterable[Asked]) -> tuple[Asked, ...]:
    """The questions of the quizzes, without those that ask for the same in another way."""
    return tuple(one for one in asked if not one.parallel_of)


def counts(asked: Sequence[Asked], state: OverviewState) -> Counts:
    """The totals of these questions; a parallel one is no question more."""
    own = originals(asked)
    done = [one for question in own if (one := state.of(question.id))]
    first = sum(one.first for one in done)
    solved = sum(one.solved for one in done)
    still = len(open_questions(asked, state))
    return Counts(len(own), len(done), first, solved - first, still)


def open_questions(asked: Sequence[Asked], state: OverviewState) -> list[Asked]:
    """Answered, not right by now, and not shown to be understood by a parallel question either.

    Those that were called sure come first: a wrong belief that feels certain is the most worth a look, and
    is corrected best (hypercorrection: Butterfield & Metcalfe, 2001).
    """
    got = {one.parallel_of for one in asked if one.parallel_of and (t := state.of(one.id)) and t.solved}
    missed = [
        (one, told)
        for one in originals(asked)
        if (told := state.of(one.id)) and not told.solved and one.id not in got
    ]
    return [one for one, told in sorted(missed, key=lambda pair: not pair[1].surely_wrong)]
