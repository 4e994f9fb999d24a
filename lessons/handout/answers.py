"""The key: for each question what is right, and for each answer why it is or is not, and a belief behind it.

For teachers. Nothing of this module is ever called for a handout.
"""

from collections.abc import Iterable, Mapping, Sequence

import htpy as h

from lessons.content import Content
from lessons.content.records import Option
from lessons.content.records.items import (
    Cloze,
    Guess,
    Item,
    Matching,
    MultipleResponse,
    Numeric,
    Ordering,
    TrueFalseReason,
)
from lessons.handout.part import marks
from lessons.ui.terms import running_text


def answers(content: Content, items: Sequence[Item]) -> h.Fragment:
    """The answers to all questions of a quiz, numbered as on the sheet."""
    return h.fragment[(answer(content, item, number) for number, item in enumerate(items, 1))]


def answer(content: Content, item: Item, number: int) -> h.Element:
    """One question with its answer, and every option with its reason."""
    said = right(item)
    named = marks(item)
    return h.section(class_="question answered")[
        h.h3[str(number)],
        h.div[
            h.p(class_="stem")[running_text(item.stem)],
            said and h.p(class_="right")[h.b["Right: "], said],
            h.ul(class_="why")[(h.li[_why(content, item, one, named[one.id])] for one in item.options)],
        ],
    ]


def right(item: Item) -> str:
    """What is right, in one line, by the letters of the sheet; nothing for a guess."""
    named = marks(item)
    texts = {one.id: one.text for one in item.options}

    def told(ids: Iterable[str]) -> str:
        return "; ".join(f"{named[one]} {texts[one]}" for one in ids)

    match item:
        case Guess():
            return ""
        case Numeric():
            near = f", give or take {item.key.tolerance:g}" if item.key.tolerance else ""
            return f"{item.key.value:g} {item.key.unit}".rstrip() + near
        case TrueFalseReason():
            return f"{'true' if item.key.answer else 'false'}, because {told([item.key.reason])}"
        case Matching():
            return _paired(item.key, [one.id for one in item.prompts], named)
        case Cloze():
            return _paired(item.key, item.gaps, {one: f"{named[one]} {texts[one]}" for one in named}, "[{}]")
        case Ordering():
            return ", ".join(named[one] for one in item.key)
        case MultipleResponse():
            return told(one.id for one in item.options if one.id in item.right)
    return told([item.key])


def _paired(key: Mapping[str, str], lefts: Sequence[str], named: Mapping[str, str], form: str = "{}") -> str:
    """1–C, 2–A; a gap keeps its own number and its brackets."""
    places = lefts if form != "{}" else [str(n) for n in range(1, len(lefts) + 1)]
    return ", ".join(
        f"{form.format(place)} {named[key[left]]}" for place, left in zip(places, lefts, strict=True)
    )


def _why(content: Content, item: Item, option: Option, mark: str) -> h.Node:
    belief = content.misconceptions.get(option.misconception_id or "")
    return [
        h.b[f"{mark}{_sign(item, option)} "],
        option.text if isinstance(item, Numeric) else _short(option.text),
        ": ",
        option.rationale,
        belief and h.div(class_="belief")[h.b["Belief behind it: "], belief.belief],
    ]


def _sign(item: Item, option: Option) -> str:
    """A sign, where an option by itself fits or does not."""
    if isinstance(item, Guess | Ordering):
        return ""
    return " ✓" if option.id in item.right else " ✗"


def _short(text: str) -> str:
    """The first words: the whole option stands on the sheet."""
    text = text.removesuffix(".")
    words = text.split()
    return text if len(words) <= 8 else f"{' '.join(words[:7])} …"
