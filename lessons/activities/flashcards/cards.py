"""The deck: what stands on the front and on the back of each card.

A term gives a card from the word to its meaning, one from the meaning to the word, and one for each of its
short forms. A question of a quiz that was missed gives a card as well. Cards about the same thing are
*siblings*: one would give the answer to another away, so a session has only one of them.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from lessons.content.records import Item, Term
from lessons.content.records.items import (
    Cloze,
    Guess,
    MapLocation,
    Matching,
    Numeric,
    Ordering,
    TrueFalseReason,
)

Kind = Literal["meaning", "word", "short", "missed"]
ASKS: Mapping[Kind, str] = {
    "meaning": "What does it mean?",
    "word": "Which word is it?",
    "short": "What is it short for?",
    "missed": "A question you missed",
}
HIDDEN = "…"


@dataclass(frozen=True)
class Card:
    """One card. ``about`` is what siblings share: the id of the term or of the item.

    ``choices`` stand under the front, ``more`` and the sources under the answer.
    """

    id: str
    kind: Kind
    about: str
    front: str
    answer: tuple[str, ...]
    choices: tuple[str, ...] = ()
    more: tuple[str, ...] = ()
    source_ids: tuple[str, ...] = ()

    @property
    def version(self) -> str:
        """8 hex digits that change with the wording: which card somebody rated."""
        text = "\n".join((self.front, *self.choices, "", *self.answer))
        return hashlib.sha256(text.encode()).hexdigest()[:8]


def term_cards(term: Term) -> Iterator[Card]:
    """The cards of a term: meaning, word, short forms."""
    name = f"{term.headword} ({term.expansion})" if term.expansion else term.headword
    cards = [
        Card(f"meaning:{term.id}", "meaning", term.id, term.headword, (term.plain,), more=(term.why_here,)),
        Card(f"word:{term.id}", "word", term.id, _without_the_word(term), (name,), more=(term.standard,)),
    ]
    cards += [
        Card(f"short:{term.id}:{one.short}", "short", term.id, one.short, (one.full,), more=(term.plain,))
        for one in term.abbreviations
    ]
    yield from (replace(card, source_ids=(term.source_id,)) for card in cards)


def item_card(item: Item) -> Card:
    """The card of a missed question: its stem, the right answer, and why it is right."""
    texts = () if isinstance(item, Numeric | MapLocation) else tuple(option.text for option in item.options)
    options = {option.id: option for option in item.options}
    shown: tuple[str, ...]
    right = [option.id for option in item.options if option.id in item.right]
    match item:
        case Guess():
            raise ValueError(f"{item.id}: a guess has no right answer, so it is no card")
        case TrueFalseReason():
            reason = options[item.key.reason].text
            shown = (f"{item.key.answer}. {reason}",)
        case Matching():
            prompts = {prompt.id: prompt.text for prompt in item.prompts}
            right = [item.key[prompt] for prompt in prompts]
            shown = tuple(f"{text}: {options[item.key[prompt]].text}" for prompt, text in prompts.items())
        case Cloze():
            right = [item.key[gap] for gap in item.gaps]
            shown = tuple(f"[{gap}] {options[item.key[gap]].text}" for gap in item.gaps)
        case Ordering():
            right = list(item.key)
            shown = tuple(f"{place}. {options[one].text}" for place, one in enumerate(item.key, 1))
        case _:
            shown = tuple(options[one].text for one in right)
    why = tuple(dict.fromkeys(options[one].rationale for one in right))
    return Card(
        f"missed:{item.id}",
        "missed",
        item.id,
        item.stem,
        shown,
        choices=texts,
        more=why,
        source_ids=item.source_ids,
    )


def _without_the_word(term: Term) -> str:
    """The plain meaning with the word itself hidden, where its own definition names it."""
    forms = [term.headword, *term.aliases]
    forms += [form for one in term.abbreviations for form in (one.short, one.full)]
    by_length = sorted(forms, key=len, reverse=True)
    words = "|".join(re.escape(form) for form in by_length)
    return re.sub(rf"(?<!\w)(?:{words})s?(?!\w)", HIDDEN, term.plain, flags=re.IGNORECASE)
