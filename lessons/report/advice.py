"""Advice on an item, in words for teachers: what the answers of a class may mean, and what to look at.

Each rule is a bound that was tried on simulated classes of 30 with faults planted in them; how often it finds
them, and how often it is wrong about a sound item, stands in tests/benchmarks/README.md. An advice never says
more than "may", and says how many answers it stands on.

- *Wrong key*: an option that is not the key was chosen at least as often as the key, and fits the learners'
  other answers better by ``fit_ahead`` or more. Fit is the correlation of choosing an option with the rest
  score, as in `statistics.py`; of the key it is the discrimination. (A distractor that tells the able from
  the others better than the key does is the textbooks' sign of a wrong key: Crocker & Algina, 1986, ch. 14;
  Haladyna & Rodriguez, 2013, "Developing and Validating Test Items".) Or, in any format, the discrimination
  is ``fit_against`` or less.
- *Dead distractor*: ``hardly`` of the learners or fewer chose it, though there were ``wrong_each`` wrong
  answers or more for each wrong option. Where few answers are wrong, an option without any says nothing.
  Not in formats whose options are not seen (numbers), always the same (kinds of statement), or all used
  (pairs, gaps, orders).
- *Too easy*, *too hard*: the share that had all of it right, or the mean score, reaches a bound.
- *Popular error*: the same wrong answer came from a third of the learners or more.
- *Confident errors*: several were sure, and not right. These are worth the time in class: errors made with
  confidence are corrected best once they are noticed (Butterfield & Metcalfe, 2001, "Errors committed with
  high confidence are hypercorrected", Journal of Experimental Psychology: Learning, Memory, and Cognition).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lessons.content.marking import Markable
from lessons.content.records import Misconception
from lessons.content.records.items import (
    ClassifyClaim,
    Cloze,
    MapLocation,
    Matching,
    MultipleResponse,
    Numeric,
    Ordering,
    SingleChoice,
    TrueFalseReason,
    WhoSaidWhat,
)
from lessons.report.chosen import THEN
from lessons.report.model import Advice, ItemAnalysis, OptionCount
from lessons.report.statistics import LEAST_LEARNERS


@dataclass(frozen=True)
class Rules:
    """The bounds; those of the report are the defaults, and others are for trying out.

    fit_ahead    how much better than the key another option fits, as a difference of two correlations
    fit_against  the item-rest correlation from which an item runs against the others
    hardly       the share of learners up to which a wrong option counts as chosen by hardly anybody
    wrong_each   wrong answers that there must be for each wrong option before one is called dead
    few, wrong_each_of_few  in fewer answers than that, as many must there be: chance is larger
    easy, hard   share of learners who had all of it right; mean score
    popular      the share of learners that makes a wrong answer a popular one
    sure_share, sure_least  share and number of learners who were sure and wrong
    least        learners below whom too easy and too hard are not said
    """

    fit_ahead: float = 0.2
    fit_against: float = -0.2
    hardly: float = 0.02
    wrong_each: int = 2
    few: int = 28
    wrong_each_of_few: int = 3
    easy: float = 0.9
    hard: float = 0.1
    popular: float = 1 / 3
    sure_share: float = 0.15
    sure_least: int = 3
    least: int = 10


RULES = Rules()


def advise(
    analysed: ItemAnalysis, misconceptions: Mapping[str, Misconception], rules: Rules = RULES
) -> tuple[Advice, ...]:
    """All advice on this item, the most urgent first."""
    key = tuple(_wrong_key(analysed, rules))
    return (
        *key,
        # What the key's doubt explains is not called the learners' error.
        *(() if key else _popular_errors(analysed, misconceptions, rules)),
        *_confident_errors(analysed, rules),
        *(() if key else _too_hard(analysed, rules)),
        *_dead_distractors(analysed, rules),
        *_too_easy(analysed, rules),
    )


def _wrong_key(analysed: ItemAnalysis, rules: Rules) -> Iterator[Advice]:
    pairs = [
        (other, right)
        for right in analysed.options
        for other in analysed.options
        if right.right and not other.right and _instead(analysed.item, other, right)
    ]
    better = [
        (ahead, other, right)
        for other, right in pairs
        if other.count >= max(right.count, 1)
        and (ahead := (other.fit or 0.0) - (right.fit or 0.0)) >= rules.fit_ahead
    ]
    if better:
        _, other, right = max(better, key=lambda one: one[0])
        those = f"For “{right.prompt}”, those" if right.prompt else "Those"
        yield Advice(
            "wrong_key",
            f"The key may be wrong, or the question misleads. {those} who did well in the other "
            f"questions chose {_name(analysed.item, other)} ({other.count} of {analysed.n}) rather than the "
            f"key, {_name(analysed.item, right)} ({right.count} of {analysed.n}). Read both again.",
            other.option_id,
        )
    elif (
        analysed.discrimination is not None
        and analysed.discrimination <= rules.fit_against
        and not _is_easy(analysed, rules)
    ):
        # (Where almost all are right, the correlation hangs on two or three learners.)
        yield Advice(
            "wrong_key",
            "The key may be wrong, or the question misleads: those who did well in the other questions did "
            f"worse here than those who did not ({analysed.n} answers). Read the question and its key again.",
        )


def _popular_errors(
    analysed: ItemAnalysis, misconceptions: Mapping[str, Misconception], rules: Rules
) -> Iterator[Advice]:
    wrong = [
        one for one in analysed.options if not one.right and one.count >= max(2, rules.popular * analysed.n)
    ]
    for one in sorted(wrong, key=lambda option: -option.count):
        yield Advice(
            "popular_error",
            f"{_how_many(one, analysed)} {_did(analysed.item, one)}."
            + _why(analysed.item, one, misconceptions),
            one.option_id,
        )


def _confident_errors(analysed: ItemAnalysis, rules: Rules) -> Iterator[Advice]:
    if analysed.confident_errors >= max(rules.sure_least, rules.sure_share * analysed.n):
        yield Advice(
            "confident_errors",
            f"{analysed.confident_errors} of {analysed.n} were sure and did not have it right. They may not "
            "look it up by themselves: begin with this question when you talk about the quiz.",
        )


def _too_hard(analysed: ItemAnalysis, rules: Rules) -> Iterator[Advice]:
    if analysed.n >= rules.least and analysed.facility <= rules.hard:
        yield Advice(
            "too_hard",
            f"Almost nobody had it right ({analysed.right} of {analysed.n}): it may ask for something that "
            "was not read or not taught yet, or its wording may be hard.",
        )


def _too_easy(analysed: ItemAnalysis, rules: Rules) -> Iterator[Advice]:
    if _is_easy(analysed, rules):
        who = "Everybody" if analysed.right == analysed.n else "Almost everybody"
        yield Advice(
            "too_easy",
            f"{who} had it right at once ({analysed.right} of {analysed.n}): it may be learned well, or the "
            "question may give its answer away. It tells little about who knows more.",
        )


def _is_easy(analysed: ItemAnalysis, rules: Rules) -> bool:
    return analysed.n >= rules.least and analysed.right >= rules.easy * analysed.n


def _dead_distractors(analysed: ItemAnalysis, rules: Rules) -> Iterator[Advice]:
    item = analysed.item
    if analysed.n < LEAST_LEARNERS or isinstance(item, Numeric | ClassifyClaim | Matching | Cloze | Ordering):
        return
    shown = {option.id for option in item.options}
    wrong = [one for one in analysed.options if one.option_id in shown and not one.right]
    each = rules.wrong_each if analysed.n >= rules.few else rules.wrong_each_of_few
    if sum(one.count for one in wrong) < each * len(wrong):
        return
    for one in wrong:
        if one.count <= rules.hardly * analysed.n:
            chose = f"Only {one.count}" if one.count else "Nobody"
            yield Advice(
                "dead_distractor",
                f"{chose} chose {_name(item, one)} ({analysed.n} answers): it may be too easy to rule out, "
                "or this is chance. Something that learners really say may do better.",
                one.option_id,
            )


def _instead(item: Markable, other: OptionCount, right: OptionCount) -> bool:
    """Whether somebody who chooses the one cannot have chosen the other one."""
    match item:
        case SingleChoice() | WhoSaidWhat() | ClassifyClaim() | MapLocation() | Numeric():
            return True
        case TrueFalseReason():
            reasons = {option.id for option in item.options}
            return (other.option_id in reasons) == (right.option_id in reasons)
        case Matching() | Cloze():
            return other.prompt_id == right.prompt_id
        case Ordering():
            return other.option_id.split(THEN)[0] == right.option_id.split(THEN)[0]
        case MultipleResponse():
            return False


def _how_many(one: OptionCount, analysed: ItemAnalysis) -> str:
    if 2 * one.count > analysed.n:
        return f"Most ({one.count} of {analysed.n})"
    return f"{one.count} of {analysed.n}"


def _did(item: Markable, one: OptionCount) -> str:
    if isinstance(item, Ordering):
        before, after = (_text(item, name) for name in one.option_id.split(THEN))
        return f"put “{before}” directly before “{after}”"
    if isinstance(item, Numeric):
        return f"wrote {one.text}"
    if one.prompt:
        return f"chose “{one.text}” for “{one.prompt}”"
    return f"chose {_name(item, one)}"


def _name(item: Markable, one: OptionCount) -> str:
    """An option as a teacher finds it: its letter where it has one, and its words."""
    lettered = any(option.id == one.option_id for option in item.options)
    if isinstance(item, Ordering):
        return one.text
    return f"{one.option_id} (“{one.text}”)" if lettered else f"“{one.text}”"


def _text(item: Markable, identifier: str) -> str:
    return next(option.text for option in item.options if option.id == identifier)


def _why(item: Markable, one: OptionCount, misconceptions: Mapping[str, Misconception]) -> str:
    belief = misconceptions.get(one.misconception_id or "")
    if belief is not None:
        return f" They may believe: “{belief.belief}” What helps: {belief.correction}"
    rationale = next((option.rationale for option in item.options if option.id == one.option_id), "")
    return f" What the explanation says: {rationale}" if rationale else ""
