"""What a reader of the report has to know before the figures: small numbers, and what is not counted."""

from collections.abc import Iterator, Sequence

from lessons.report.firsts import Firsts, Left
from lessons.report.model import ItemAnalysis
from lessons.report.statistics import LEAST_LEARNERS, LEAST_REST


def of_item(
    identifier: str, scores: Sequence[float], fit: float | None, usable: int, left: Left
) -> tuple[str, ...]:
    """For one item.

    ``scores`` are the first attempts; ``usable``: how many of these learners answered enough other items.
    """
    return (*_of_fit(scores, fit, usable), *_of_left(identifier, left))


def _of_fit(scores: Sequence[float], fit: float | None, usable: int) -> Iterator[str]:
    if len(scores) > 1 and max(scores) == min(scores):
        which = {1.0: "had it right", 0.0: "had nothing right"}.get(scores[0], f"earned {scores[0]:.2f}")
        yield f"All {len(scores)} {which}: there is no discrimination where all earn the same."
    elif fit is None and usable < LEAST_LEARNERS <= len(scores):
        yield (
            f"No discrimination: only {usable} of the {len(scores)} who answered this also answered "
            f"{LEAST_REST} other questions; {LEAST_LEARNERS} are needed."
        )
    elif fit is None and usable >= LEAST_LEARNERS:
        yield "No discrimination: all who answered this enough did equally well elsewhere."


def _of_left(identifier: str, left: Left) -> Iterator[str]:
    for counter, one, many in (
        (
            left.other_versions,
            "1 answer is to another wording of this question and is not counted.",
            "{} answers are to another wording of this question and are not counted.",
        ),
        (
            left.without_first,
            "1 learner's file holds a later try and not the first: not counted.",
            "{} learners' files hold a later try and not the first: not counted.",
        ),
        (left.unreadable, "1 answer could not be read.", "{} answers could not be read."),
        (
            left.marked_anew,
            "1 answer was marked anew: its file says another score.",
            "{} answers were marked anew: their files say another score.",
        ),
    ):
        count = counter[identifier]
        if count:
            yield one if count == 1 else many.format(count)


def of_class(learners: Sequence[Firsts], analysed: Sequence[ItemAnalysis], left: Left) -> tuple[str, ...]:
    """For the report as a whole, each said once."""
    return tuple(_of_class(learners, analysed, left))


def _of_class(learners: Sequence[Firsts], analysed: Sequence[ItemAnalysis], left: Left) -> Iterator[str]:
    silent = sum(not one.attempts for one in learners)
    if len(learners) == silent:
        yield "There are no answers to analyse."
    most = max((one.n for one in analysed), default=0)
    fewer = sum(one.n < LEAST_LEARNERS for one in analysed)
    if 0 < most < LEAST_LEARNERS:
        yield (
            f"No question was answered by {LEAST_LEARNERS} learners or more (the most is {most}), so no "
            "discrimination is given, and wrong keys and unused options are not looked for: with so few it "
            "would be chance. Facilities of few learners are rough, too."
        )
    elif fewer:
        yield (
            f"{_questions(fewer)} answered by fewer than {LEAST_LEARNERS} learners: no discrimination is "
            "given there."
        )
    if silent and silent < len(learners):
        yield f"{_learners(silent)} no answer that counts."
    for counter, what in (
        (left.other_versions, "to other wordings of a question"),
        (left.without_first, "from later tries whose first one is not in the file"),
        (left.foreign, "to questions that this course does not have"),
        (left.unreadable, "that could not be read"),
    ):
        count = counter.total()
        if count:
            yield f"Not counted: {count} {'answer' if count == 1 else 'answers'} {what}."


def _questions(count: int) -> str:
    return "1 question was" if count == 1 else f"{count} questions were"


def _learners(count: int) -> str:
    return "1 learner has" if count == 1 else f"{count} learners have"
