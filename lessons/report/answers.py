"""From the log's records to answers: what is an attempt, whose it is, and what cannot be read.

A learner's file was on other computers and may have been opened in an editor. So nothing in an attempt is
believed before it was looked at, and an attempt that means nothing is kept as :class:`Unreadable` with the
reason: it is said in the report, and the rest of the file counts.
"""

from collections.abc import Iterable, Mapping

from lessons.progress.records import Record
from lessons.report.model import GUESSING, SURE, Attempt, LearnerAnswers, Unreadable

NO_NAMES: Mapping[str, str] = {}


def answers(records: Iterable[Record], nicknames: Mapping[str, str] = NO_NAMES) -> tuple[LearnerAnswers, ...]:
    """The answers of every learner in these records, learners in the order they come in.

    A record that is there twice (the same id: two files of one learner) counts once. ``nicknames`` gives the
    label for a learner's id; for the others it is the one last given in the records, or empty.
    """
    seen: set[str] = set()
    attempts: dict[str, list[Attempt]] = {}
    unreadable: dict[str, list[Unreadable]] = {}
    labels: dict[str, str] = {}
    for record in records:
        if record.id in seen:
            continue
        seen.add(record.id)
        theirs = attempts.setdefault(record.learner, [])
        match record.entry.get("kind"):
            case "sits":
                labels[record.learner] = str(record.entry.get("nickname", ""))
            case "attempt":
                read = attempt(record)
                if isinstance(read, Attempt):
                    theirs.append(read)
                else:
                    unreadable.setdefault(record.learner, []).append(read)
    labels.update(nicknames)
    return tuple(
        LearnerAnswers(
            learner,
            labels.get(learner, ""),
            tuple(sorted(made, key=lambda one: one.at)),
            tuple(unreadable.get(learner, ())),
        )
        for learner, made in attempts.items()
    )


def attempt(record: Record) -> Attempt | Unreadable:
    """Read one record of kind "attempt"; never raises."""
    entry = record.entry
    item = entry.get("item")
    if not isinstance(item, str) or not item:
        return Unreadable("", "no item is named")
    version = entry.get("item_version")
    if not isinstance(version, str) or not version:
        return Unreadable(item, "the version of the item is missing")
    response = entry.get("response")
    if not isinstance(response, list | tuple) or not all(isinstance(one, str) for one in response):
        return Unreadable(item, "the response is not a list of words")
    score = entry.get("score")
    if isinstance(score, bool) or not isinstance(score, int | float) or not 0 <= score <= 1:  # nor NaN
        return Unreadable(item, "the score is not a number from 0 to 1")
    number = entry.get("attempt")
    if not isinstance(number, int) or isinstance(number, bool) or number < 1:
        return Unreadable(item, "the number of the attempt is not 1 or more")
    sureness = entry.get("sureness")
    sure = isinstance(sureness, int) and not isinstance(sureness, bool) and GUESSING <= sureness <= SURE
    if sureness is not None and not sure:
        return Unreadable(item, f"sureness is not {GUESSING} to {SURE}")
    return Attempt(item, version, tuple(response), float(score), sureness, number, record.at)
