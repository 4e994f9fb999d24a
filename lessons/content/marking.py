"""How an answer is marked: one rule a format, the same for the page, the log and a report.

- Single choice, who said what, classify the claim, choose the place: all or nothing (QTI 2.2,
  ``match_correct``; Moodle's "Multiple choice" with one answer).
- Multiple response: each right choice adds 1/n, n being the number of right options; each wrong one takes
  away 1 over the number of right options or of wrong ones, whichever is smaller; never below nought. So
  ticking everything earns nothing, and half an answer earns half (the "partial credit with a penalty" of
  Moodle's "Multiple choice" with several answers; QTI 2.2, ``map_response`` with a lower bound of 0).
- True or false with a reason: half for the verdict; the reason counts only together with the right verdict,
  since a good reason for the wrong verdict is a guess (two-tier items: Treagust, 1988).
- Matching and cloze: the share of prompts, or gaps, with the right option; each counts the same and a wrong
  one takes nothing away (Moodle's question types "Matching" and "Embedded answers"; QTI 2.2, ``map_response``
  with one point for each pair).
- Ordering: the share of right neighbours, that is of places where the next thing is the one that comes next
  in the key ("Relative to the next item, excluding last" of Moodle's question type "Ordering"). So one thing
  in the wrong place does not spoil all that follow, and the order read backwards earns nothing.
- Numeric: all or nothing, within the tolerance of the key (Moodle's "Numerical"; QTI 2.2, ``equal`` with an
  absolute tolerance). Where a comma may mean two things, the learner has the benefit of the doubt.

A response is a list of words, as it stands in the log: the ids of the chosen options; ``true`` or ``false``
and a reason's id; for matching and cloze ``L1=b`` for each prompt or gap; for ordering all ids in the order
given; for a number the characters that were typed. How sure somebody was earns and costs nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from lessons.content.numbers import LONGEST, readings
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

TRUE, FALSE = "true", "false"
_SIGNS = {"percent": "%"}  # how else a unit is written after a number

OneRight = SingleChoice | WhoSaidWhat | ClassifyClaim | MapLocation
Paired = Matching | Cloze
Markable = OneRight | MultipleResponse | TrueFalseReason | Paired | Ordering | Numeric
"""The formats that have a rule: all but the guess."""


@dataclass(frozen=True)
class Mark:
    """``score`` from 0 to 1.

    ``missing`` counts right options that were not chosen, ``wrong`` what does not fit: options, pairs,
    neighbours.
    """

    score: float
    missing: int = 0
    wrong: int = 0

    @property
    def right(self) -> bool:
        """Whether everything is right."""
        return self.score == 1


def pair(prompt: str, option: str) -> str:
    """One prompt or gap with its option, as a response holds it."""
    return f"{prompt}={option}"


def pairs_of(response: Sequence[str]) -> dict[str, str]:
    """The option of each prompt or gap in a response; what is no pair is left out."""
    parted = (one.partition("=") for one in response)
    return {prompt: option for prompt, sign, option in parted if sign}


def prompts_of(item: Paired) -> Mapping[str, str]:
    """What gets an option, by id: the prompts, or the gaps in the order of the text."""
    if isinstance(item, Matching):
        return {prompt.id: prompt.text for prompt in item.prompts}
    return {gap: f"gap {gap}" for gap in item.gaps}


def mark(item: Markable, response: Sequence[str]) -> Mark:
    """Mark a response of this format.

    ``ValueError`` names what is missing or unknown, in a learner's words.
    """
    options = [option.id for option in item.options]
    match item:
        case TrueFalseReason():
            verdicts = [value for value in response if value in (TRUE, FALSE)]
            reasons = [value for value in response if value in options]
            if len(verdicts) != 1 or len(reasons) != 1 or len(response) != 2:
                raise ValueError("Choose true or false, and one reason.")
            right = (verdicts[0] == TRUE) == item.key.answer
            return Mark((0.5 if right else 0) + (0.5 if right and reasons[0] == item.key.reason else 0))
        case MultipleResponse():
            chosen = _known(response, options)
            if not chosen:
                raise ValueError("Choose at least one answer.")
            hits = len(chosen & set(item.key))
            wrong = len(chosen - set(item.key))
            score = hits / len(item.key) - wrong / penalty_parts(item)
            return Mark(max(0.0, score), missing=len(item.key) - hits, wrong=wrong)
        case Matching() | Cloze():
            return _mark_pairs(item, response, options)
        case Ordering():
            if sorted(_known(response, options)) != sorted(options) or len(response) != len(options):
                raise ValueError(f"Put all {len(options)} in an order, each of them once.")
            hits = sum(right_neighbours(item, response))
            return Mark(hits / (len(options) - 1), wrong=len(options) - 1 - hits)
        case Numeric():
            numbers = _read(item, response)
            return Mark(float(any(abs(one - item.key.value) <= item.key.tolerance for one in numbers)))
        case SingleChoice() | WhoSaidWhat() | ClassifyClaim() | MapLocation():
            chosen = _known(response, options)
            if len(chosen) != 1:
                raise ValueError("Choose one answer.")
            return Mark(float(chosen == {item.key}))


def fits(item: Markable, response: Sequence[str]) -> bool:
    """Whether a response is one to this item: a log may hold anything under its name."""
    try:
        mark(item, response)
    except ValueError:
        return False
    return True


def penalty_parts(item: MultipleResponse) -> int:
    """A wrong choice takes away 1 over this: the right options or the wrong ones, whichever are fewer."""
    return min(len(item.key), len(item.options) - len(item.key))


def right_response(item: Markable) -> tuple[str, ...]:
    """A response that earns everything: what an answer sheet prints."""
    match item:
        case TrueFalseReason():
            return (TRUE if item.key.answer else FALSE, item.key.reason)
        case Matching() | Cloze():
            return tuple(pair(prompt, item.key[prompt]) for prompt in prompts_of(item))
        case MultipleResponse() | Ordering():
            return item.key
        case Numeric():
            return (f"{item.key.value:.15g}",)
        case SingleChoice() | WhoSaidWhat() | ClassifyClaim() | MapLocation():
            return (item.key,)


def right_neighbours(item: Ordering, response: Sequence[str]) -> tuple[bool, ...]:
    """For each thing but the last, whether the one after it is the one that comes next in the key."""
    following = dict(pairwise(item.key))
    return tuple(following.get(one) == after for one, after in pairwise(response))


def chosen_options(item: Markable, response: Sequence[str]) -> tuple[str, ...]:
    """The ids of the options that a response chose, in its order; of a number, the one with that value."""
    match item:
        case Matching() | Cloze():
            return tuple(pairs_of(response).values())
        case Numeric():
            numbers = _read(item, response)
            return tuple(option.id for option in item.options if option.value in numbers)
        case _:
            options = {option.id for option in item.options}
            return tuple(value for value in response if value in options)


def is_below(item: Numeric, response: Sequence[str]) -> bool:
    """Whether a number is smaller than the right one, in every reading."""
    return all(number < item.key.value for number in _read(item, response))


def _mark_pairs(item: Paired, response: Sequence[str], options: Sequence[str]) -> Mark:
    given, prompts = pairs_of(response), prompts_of(item)
    _known(list(given), list(prompts))
    _known(list(given.values()), options)
    open_ones = [text for prompt, text in prompts.items() if prompt not in given]
    if open_ones or len(response) != len(prompts):
        more = f", and {len(open_ones) - 1} more" if len(open_ones) > 1 else ""
        raise ValueError(f"Choose one answer each. Still open: {''.join(open_ones[:1])}{more}.")
    hits = sum(given[prompt] == item.key[prompt] for prompt in prompts)
    return Mark(hits / len(prompts), wrong=len(prompts) - hits)


def _read(item: Numeric, response: Sequence[str]) -> tuple[float, ...]:
    """The numbers that a response may mean; the unit may stand behind them."""
    typed = response[0].strip() if len(response) == 1 else ""
    for unit in filter(None, (item.key.unit, _SIGNS.get(item.key.unit))):
        if typed.casefold().endswith(unit.casefold()):
            typed = typed[: -len(unit)]
    found = readings(typed)
    if not found:
        example = "Write it in digits, such as 40 or 12.5."
        came = response[0].strip() if response else ""
        cut = came if len(came) <= LONGEST else f"{came[:LONGEST]}…"
        raise ValueError(f"“{cut}” is not a number. {example}" if came else f"Write a number. {example}")
    return found


def _known(response: Sequence[str], options: Sequence[str]) -> set[str]:
    unknown = [value for value in response if value not in options]
    if unknown:
        raise ValueError(f"{unknown[0]} is not an option here: {', '.join(options)} are.")
    return set(response)
