"""Each format of the course as a question of Moodle, with marks as in `lessons.content.marking`.

What GIFT holds, what it holds nearly, and what it does not:

- Single choice, classify the claim, who said what: as they are.
- Choose the place: a single choice of the names, without the map.
- Multiple response: each right option is worth 1/n, and each wrong one takes away what it does in the course.
- True or false with a reason: one choice among all pairs of verdict and reason. The marks are exactly the
  course's: half for the right verdict with another reason, nothing for the wrong verdict. Two questions, or a
  matching question, would give half for a good reason with the wrong verdict.
- Matching: as it is. GIFT has no feedback for a pair, so all of it is said after the answer.
- Cloze: a matching question, since GIFT has one gap a question at most: the gaps keep their numbers in the
  text, and a list for each stands below. The marks are the same. With one gap only: a single choice.
- Numeric: value and tolerance; the numbers that learners choose most earn 0 and keep their feedback. The unit
  stands in the stem, because Moodle takes no unit with a number of this kind.
- Ordering and guesses: left out, see `cannot`.
"""

import textwrap
from collections.abc import Iterable

from lessons.content.marking import FALSE, TRUE, Markable, mark, pair, penalty_parts, prompts_of
from lessons.content.records.items import (
    Cloze,
    Guess,
    Item,
    Matching,
    MultipleResponse,
    Numeric,
    Option,
    Ordering,
    TrueFalseReason,
)
from lessons.exports.gift_text import ALLOWED_PARTS, Answer, block, choices, numbers, pairs

LONGEST_ANSWER = 255  # Moodle keeps the right side of a pair in a column of this length
GAP = "_____"


def cannot(item: Item) -> str:
    """Why a question cannot be held, or nothing."""
    match item:
        case Guess():
            return "a guess has no right answer, and Moodle marks every question it imports"
        case Ordering():
            return "GIFT has no question that puts things in order"
        case MultipleResponse():
            rest = len(item.options) - len(item.key)
            if len(item.key) not in ALLOWED_PARTS or penalty_parts(item) not in ALLOWED_PARTS:
                return f"Moodle has no weight for {len(item.key)} right and {rest} wrong options"
        case Matching() | Cloze() if len(prompts_of(item)) > 1 or isinstance(item, Matching):
            if len(prompts_of(item)) < 2 or len(item.options) < 3:
                return "Moodle's matching question needs two lines and three answers at least"
            if any(len(option.text) > LONGEST_ANSWER for option in item.options):
                return f"Moodle cuts an answer of a matching question after {LONGEST_ANSWER} characters"
    return ""


def question(item: Markable, comment: str) -> str:
    """The item as a block of a GIFT file; ``ValueError`` where it cannot be held."""
    if reason := cannot(item):
        raise ValueError(f"{item.id}: {reason}")
    general = ""
    match item:
        case MultipleResponse():
            lines = choices(_weighted(item), several=True)
        case TrueFalseReason():
            lines = choices(_verdicts(item))
        case Numeric():
            lines = numbers(_numbers(item))
        case Matching() | Cloze() if len(prompts_of(item)) > 1:
            texts = {option.id: option.text for option in item.options}
            left_over = [("", option.text) for option in item.options if option.id not in item.right]
            lines = pairs([*((left, texts[item.key[one]]) for one, left in _lefts(item)), *left_over])
            general = _all_feedback(item.options)
        case _:
            lines = choices(_single(item))
    return block(comment, name_of(item), stem_of(item), lines, general)


def name_of(item: Item) -> str:
    """How the question is called in Moodle's question bank: its id and how it begins."""
    return f"{item.id} {textwrap.shorten(item.stem, 70, placeholder=' …')}"


def stem_of(item: Item) -> str:
    """What is asked, with what the form said in the course: the unit, or where the gap is."""
    if isinstance(item, Numeric) and item.key.unit:
        return f"{item.stem} (Unit: {item.key.unit}. Write the number alone.)"
    if isinstance(item, Cloze) and len(item.gaps) == 1:
        return item.stem.replace(f"[{item.gaps[0]}]", GAP)
    return item.stem


def verdict_text(verdict: str, reason: str) -> str:
    """A pair of verdict and reason as one answer."""
    return f"{verdict.capitalize()}, because: {reason}"


def _weighted(item: MultipleResponse) -> Iterable[Answer]:
    for option in item.options:
        part = 1 / len(item.key) if option.id in item.right else -1 / penalty_parts(item)
        yield Answer(option.text, part * 100, option.rationale)


def _single(item: Markable) -> Iterable[Answer]:
    for option in item.options:
        response = [pair(item.gaps[0], option.id)] if isinstance(item, Cloze) else [option.id]
        yield Answer(option.text, mark(item, response).score * 100, option.rationale)


def _verdicts(item: TrueFalseReason) -> Iterable[Answer]:
    fact = f"The statement is {TRUE if item.key.answer else FALSE}."
    for verdict in (TRUE, FALSE):
        for option in item.options:
            score = mark(item, [verdict, option.id]).score
            about = "" if score else "About the reason you chose: "
            yield Answer(verdict_text(verdict, option.text), score * 100, f"{fact} {about}{option.rationale}")


def _numbers(item: Numeric) -> Iterable[tuple[float, float, Answer]]:
    """Other numbers that are near enough first, for their feedback; then the key with its tolerance."""
    key = item.key
    near = [option for option in item.options if option.id in item.right]
    exact = next(option for option in near if option.value == key.value)
    for option in near:
        if option.value != key.value:
            yield option.value, 0, Answer(option.text, 100, option.rationale)
    yield key.value, key.tolerance, Answer(exact.text, 100, exact.rationale)
    for option in item.options:
        if option not in near:
            yield option.value, 0, Answer(option.text, 0, option.rationale)


def _lefts(item: Matching | Cloze) -> list[tuple[str, str]]:
    """What gets an answer, with its id: the prompts, or the gaps as they stand in the text."""
    if isinstance(item, Matching):
        return [(prompt.id, prompt.text) for prompt in item.prompts]
    return [(gap, f"[{gap}]") for gap in item.gaps]


def _all_feedback(options: Iterable[Option]) -> str:
    return "\n".join(f"{option.text}: {option.rationale}" for option in options)
