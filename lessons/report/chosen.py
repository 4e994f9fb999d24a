"""What a class chose in an item, for all ten formats: counts of whatever can be chosen in it.

Formats with options count these. True or false with a reason counts the verdict, too. Matching and cloze
count the pairs of a prompt (or gap) and an option; ordering counts neighbours, because its marking rule does:
the right ones first, then those that learners made in their place; a number counts by its value, however it
was written. What nobody chose is listed where it could have been chosen alone (an option, a right pair, a
right neighbour) and left out where there are too many of them (wrong pairs, wrong neighbours, numbers).
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from lessons.content.marking import (
    FALSE,
    TRUE,
    Markable,
    Paired,
    chosen_options,
    mark,
    pair,
    pairs_of,
    prompts_of,
)
from lessons.content.numbers import readings
from lessons.content.records.items import Cloze, Matching, Numeric, Ordering, TrueFalseReason
from lessons.report.model import OptionCount

THEN = ">"  # between two neighbours of an ordering item

Response = tuple[str, ...]


@dataclass(frozen=True)
class _Choosable:
    """Something that can be chosen, before it is counted."""

    option_id: str
    text: str
    right: bool
    misconception_id: str | None = None
    prompt_id: str = ""
    prompt: str = ""


def counted(item: Markable, responses: Mapping[Response, int]) -> tuple[OptionCount, ...]:
    """Count what was chosen, in the order of the item.

    ``responses`` gives for each different response how many learners gave it; all of them must be such that
    ``mark`` takes them.
    """
    n = sum(responses.values())
    counts: Counter[str] = Counter()
    for response, learners in responses.items():
        for one in picks(item, response):
            counts[one] += learners
    return tuple(
        OptionCount(
            one.option_id,
            one.text,
            counts[one.option_id],
            counts[one.option_id] / n if n else 0.0,
            one.right,
            one.misconception_id,
            one.prompt_id,
            one.prompt,
        )
        for one in _choosable(item, counts, responses)
    )


def picks(item: Markable, response: Response) -> tuple[str, ...]:
    """The ids of all that a response chose, each once, as :class:`OptionCount` names them."""
    match item:
        case TrueFalseReason():
            return tuple(dict.fromkeys(response))
        case Matching() | Cloze():
            return tuple(pair(prompt, option) for prompt, option in pairs_of(response).items())
        case Ordering():
            return tuple(f"{one}{THEN}{after}" for one, after in pairwise(response))
        case Numeric():
            return (_number(item, response),)
        case _:
            return tuple(dict.fromkeys(chosen_options(item, response)))


def _choosable(
    item: Markable, counts: Mapping[str, int], responses: Iterable[Response]
) -> Iterable[_Choosable]:
    match item:
        case Matching() | Cloze():
            yield from _pairs(item, counts)
        case Ordering():
            yield from _neighbours(item, counts)
        case Numeric():
            yield from _numbers(item, counts, responses)
        case _:
            if isinstance(item, TrueFalseReason):
                yield _Choosable(TRUE, "True", item.key.answer)
                yield _Choosable(FALSE, "False", not item.key.answer)
            for option in item.options:
                yield _Choosable(option.id, option.text, option.id in item.right, option.misconception_id)


def _pairs(item: Paired, counts: Mapping[str, int]) -> Iterable[_Choosable]:
    for prompt, text in prompts_of(item).items():
        for option in item.options:
            name, right = pair(prompt, option.id), item.key[prompt] == option.id
            if right or counts.get(name):
                yield _Choosable(name, option.text, right, option.misconception_id, prompt, text)


def _neighbours(item: Ordering, counts: Mapping[str, int]) -> Iterable[_Choosable]:
    texts = {option.id: option.text for option in item.options}
    right = [f"{one}{THEN}{after}" for one, after in pairwise(item.key)]
    for name in [*right, *_most_first(counts, without=right)]:
        one, _, after = name.partition(THEN)
        yield _Choosable(name, f"“{texts[one]}”, then “{texts[after]}”", name in right)


def _numbers(item: Numeric, counts: Mapping[str, int], responses: Iterable[Response]) -> Iterable[_Choosable]:
    for option in item.options:
        yield _Choosable(option.id, option.text, option.id in item.right, option.misconception_id)
    right = {_number(item, response) for response in responses if mark(item, response).right}
    for name in _most_first(counts, without=[option.id for option in item.options]):
        yield _Choosable(name, name, name in right)


def _number(item: Numeric, response: Response) -> str:
    """The id of the option with this number, else the number itself.

    Where characters may mean two numbers, a learner has the benefit of the doubt, as in marking.
    """
    chosen = chosen_options(item, response)
    fitting = [one for one in chosen if one in item.right] or list(chosen)
    if fitting and (fitting[0] in item.right or not mark(item, response).right):
        return fitting[0]
    # What stands after the last digit is the unit: marking has let nothing else pass.
    numbers = readings(re.sub(r"\D+$", "", response[0]))
    near = [one for one in numbers if abs(one - item.key.value) <= item.key.tolerance]
    return f"{(near or numbers)[0]:.15g}"


def _most_first(counts: Mapping[str, int], *, without: Iterable[str]) -> list[str]:
    left_out = set(without)
    return sorted(
        (name for name, count in counts.items() if count and name not in left_out),
        key=lambda name: (-counts[name], name),
    )
