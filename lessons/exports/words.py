"""What was answered, and what is right, in words: for a table or a card, where no form shows it."""

from collections.abc import Sequence

from lessons.content.marking import FALSE, TRUE, Markable, pairs_of, prompts_of, right_response
from lessons.content.records.items import Cloze, Item, Matching, Numeric, Ordering, TrueFalseReason


def parts(item: Item, response: Sequence[str]) -> tuple[str, ...]:
    """A response as `lessons.content.marking` describes it, piece by piece in words.

    What is no option of this item stays as it is: an answer is never made to say something else.
    """
    texts = {option.id: option.text for option in item.options}
    match item:
        case Numeric():
            return tuple(response)
        case Matching() | Cloze():
            lefts = prompts_of(item) if isinstance(item, Matching) else {gap: f"[{gap}]" for gap in item.gaps}
            given = pairs_of(response)
            named = [f"{lefts.get(one, one)} → {texts.get(given[one], given[one])}" for one in given]
            return (*named, *(one for one in response if "=" not in one))
        case TrueFalseReason():
            verdicts = [one for one in response if one in (TRUE, FALSE)]
            reasons = [texts.get(one, one) for one in response if one not in (TRUE, FALSE)]
            return (*verdicts, *(f"because: {one}" for one in reasons))
        case Ordering():
            return tuple(f"{number}. {texts.get(one, one)}" for number, one in enumerate(response, 1))
    return tuple(texts.get(one, one) for one in response)


def in_words(item: Item, response: Sequence[str]) -> str:
    """The response in one line."""
    return "; ".join(parts(item, response))


def key_in_words(item: Item) -> str:
    """What is right, in one line; nothing for a guess."""
    if not isinstance(item, Markable):
        return ""
    line = in_words(item, right_response(item))
    if isinstance(item, Numeric):
        line = f"{line} {item.key.unit}".rstrip()
        return f"{line} (give or take {item.key.tolerance:g})" if item.key.tolerance else line
    return line
