"""What an answer earns, in words: for every option, pair or neighbour chosen, at once and unasked."""

from collections.abc import Iterator, Sequence

import htpy as h

from lessons.activities.quiz.basis import Basis, where
from lessons.activities.quiz.controls import in_gaps
from lessons.activities.quiz.state import Attempt
from lessons.content.marking import (
    Mark,
    Markable,
    Paired,
    chosen_options,
    is_below,
    mark,
    pairs_of,
    prompts_of,
    right_neighbours,
)
from lessons.content.records.items import (
    Cloze,
    Matching,
    MultipleResponse,
    Numeric,
    Ordering,
    TrueFalseReason,
)
from lessons.ui.listed import listed
from lessons.ui.sureness import answered_back


def feedback(
    item: Markable | None = None, tried: Sequence[Attempt] = (), basis: Basis | None = None
) -> h.Element:
    """What the last answer earns, in words; the live region is always there, so that its change is spoken."""
    if item is None or not tried:
        return h.div(role="status")
    last = tried[-1]
    result = mark(item, last.response)
    kind = ".lesson-good" if result.right else ".lesson-bad"
    said = answered_back(last.sureness, right=result.right)
    return h.div(role="status")[
        h.div(f".lesson-box{kind}", data_key=f"{item.id}-{len(tried)}")[
            h.strong[_verdict(item, result)],
            _why(item, last, result),
            _beliefs(item, last, basis) if basis else None,
            said and h.p[said],
            h.p(".lesson-soft")[_where(item, right=result.right)],
        ]
    ]


def explained(item: Markable, attempt: Attempt) -> h.Element:
    """Every option with its reason, once the question is solved."""
    match item:
        case Matching() | Cloze():
            return h.ul(".lesson-explained")[_explained_pairs(item)]
        case Ordering():
            options = {option.id: option for option in item.options}
            return h.ol(".lesson-explained.lesson-in-order")[
                (
                    h.li[options[one].text, h.br, h.span(".lesson-soft")[options[one].rationale]]
                    for one in item.key
                )
            ]
    verdict = (
        f"The statement is {str(item.key.answer).lower()}. " if isinstance(item, TrueFalseReason) else ""
    )
    chosen = chosen_options(item, attempt.response)
    return h.ul(".lesson-explained")[
        verdict and h.li[h.strong[verdict]],
        (
            h.li[
                h.strong["Fits: " if option.id in item.right else "Does not fit: "],
                option.text,
                " (your answer)" if option.id in chosen else "",
                h.br,
                h.span(".lesson-soft")[option.rationale],
            ]
            for option in item.options
        ),
    ]


def stem(item: Markable) -> h.Node:
    """The question as it is read once it is solved: with its gaps filled."""
    if isinstance(item, Cloze):
        texts = {option.id: option.text for option in item.options}
        return in_gaps(item.stem, {gap: h.u[texts[option]] for gap, option in item.key.items()})
    return item.stem


def _explained_pairs(item: Paired) -> Iterator[h.Element]:
    options = {option.id: option for option in item.options}
    for prompt, text in prompts_of(item).items():
        option = options[item.key[prompt]]
        yield h.li[
            h.strong["Fits: "],
            f"{text.removesuffix('.')} → {option.text}",
            h.br,
            h.span(".lesson-soft")[option.rationale],
        ]
    for option in item.options:
        if option.id not in item.right:
            yield h.li[
                h.strong["Fits nowhere: "], option.text, h.br, h.span(".lesson-soft")[option.rationale]
            ]


def _verdict(item: Markable, result: Mark) -> str:
    if result.right:
        return "✓ Yes, that fits."
    if isinstance(item, TrueFalseReason) and result.score:
        return "◐ The verdict fits, the reason does not."
    if isinstance(item, MultipleResponse) and result.missing < len(item.key):
        return "◐ Partly. Have another look."
    if isinstance(item, Matching | Cloze | Ordering) and result.score:
        return "◐ Partly. Have another look."
    return "✗ Not this one. Have another look."


def _why(item: Markable, last: Attempt, result: Mark) -> Iterator[h.Element]:
    match item:
        case Matching() | Cloze():
            yield h.ul(".lesson-why")[_why_pairs(item, last)]
        case Ordering():
            yield h.ol(".lesson-why")[_why_order(item, last)]
        case Numeric():
            yield h.p[_why_number(item, last, right=result.right)]
        case _:
            yield from (h.p[line] for line in _why_options(item, last, result))


def _why_options(item: Markable, last: Attempt, result: Mark) -> Iterator[h.Node]:
    options = {option.id: option for option in item.options}
    if isinstance(item, TrueFalseReason) and not result.score:
        yield "The statement itself is judged differently: read it again with the text."
    chosen = [options[value] for value in chosen_options(item, last.response)]
    for option in chosen:
        yield [h.q[option.text], ": ", option.rationale] if len(chosen) > 1 else option.rationale
    if result.missing and isinstance(item, MultipleResponse):
        yield (
            "There is one more that fits."
            if result.missing == 1
            else f"There are {result.missing} more that fit."
        )


def _why_pairs(item: Paired, last: Attempt) -> Iterator[h.Element]:
    options = {option.id: option for option in item.options}
    given = pairs_of(last.response)
    for prompt, text in prompts_of(item).items():
        option = options[given[prompt]]
        sign = "✓\u00a0fits" if item.key[prompt] == option.id else "✗\u00a0does not fit"
        yield h.li[f"{text.removesuffix('.')} → {option.text}: ", h.strong[sign], ". ", option.rationale]


def _why_order(item: Ordering, last: Attempt) -> Iterator[h.Element]:
    options = {option.id: option for option in item.options}
    follows = right_neighbours(item, last.response)
    for number, one in enumerate(last.response):
        sign = (
            h.strong[
                "✓\u00a0the right one follows" if follows[number] else "✗\u00a0another one should follow"
            ]
            if number < len(follows)
            else None
        )
        yield h.li[options[one].text, ". ", options[one].rationale, sign and " ", sign, sign and "."]


def _why_number(item: Numeric, last: Attempt, *, right: bool) -> str:
    options = {option.id: option for option in item.options}
    meant = [options[one] for one in chosen_options(item, last.response)]
    if right:
        exact = next(option for option in item.options if option.value == item.key.value)
        return next((option.rationale for option in meant if option.id in item.right), exact.rationale)
    if meant:
        return meant[0].rationale
    return f"The number is {'larger' if is_below(item, last.response) else 'smaller'} than yours."


def _beliefs(item: Markable, last: Attempt, basis: Basis) -> Iterator[h.Element]:
    """What many believe who choose as this learner did, and what is so; each belief once."""
    chosen = set(chosen_options(item, last.response)) - item.right
    found = [basis.belief(option) for option in item.options if option.id in chosen]
    for belief in {one.id: one for one in found if one}.values():
        yield h.p(".lesson-belief")[
            h.strong["A common belief: "], belief.belief, " ", h.strong["But: "], belief.correction
        ]


def _where(item: Markable, *, right: bool) -> str:
    places = list(where(item)) or [("in", "this lesson's map and tables")]
    if right:
        return f"It rests on {listed([place for _, place in places])}."
    # "in paragraph 2, paragraph 3 and on the map": a preposition that stays is said once.
    said = [
        place if number and places[number - 1][0] == how else f"{how} {place}"
        for number, (how, place) in enumerate(places)
    ]
    return f"Look it up {listed(said)}."
