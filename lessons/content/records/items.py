"""Quiz items: one class for each format, told apart by the field `format`.

What all share stands in `question`. Each class here adds one thing only: the shape its key must have.
"""

import re
from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from .base import Broken, FrozenMap, Id, Record
from .question import Bloom, GuessOption, Number, NumberOption, Option, PlaceOption, Prompt, Question
from .text import CLAIM_KINDS

__all__ = [
    "Bloom",
    "ClassifyClaim",
    "Cloze",
    "Guess",
    "GuessOption",
    "Item",
    "MapLocation",
    "Matching",
    "MultipleResponse",
    "NumberKey",
    "NumberOption",
    "Numeric",
    "Option",
    "Ordering",
    "PlaceOption",
    "Prompt",
    "Question",
    "ReasonKey",
    "SingleChoice",
    "TrueFalseReason",
    "WhoSaidWhat",
]


class _OneRight(Question):
    """Formats whose key is one option."""

    key: Id

    def _right(self) -> frozenset[str]:
        return frozenset({self.key})


class SingleChoice(_OneRight):
    """One right answer among several."""

    format: Literal["single_choice"]
    options: tuple[Option, ...]


class WhoSaidWhat(_OneRight):
    """Whose words are these?"""

    format: Literal["who_said_what"]
    options: tuple[Option, ...]


class ClassifyClaim(_OneRight):
    """What type of statement is this? The options are exactly the six kinds of claims.csv."""

    format: Literal["classify_claim"]
    options: tuple[Option, ...]

    def _key_rules(self) -> Iterator[Broken]:
        yield from super()._key_rules()
        texts = {option.text for option in self.options}
        if texts != set(CLAIM_KINDS):
            yield Broken(("options",), f"must be the six kinds of statement: {', '.join(CLAIM_KINDS)}")


class MapLocation(_OneRight):
    """Which place on the map? Every option is a site or has lat and lon."""

    format: Literal["map_location"]
    options: tuple[PlaceOption, ...]


class MultipleResponse(Question):
    """Several right answers: at least two, and not all."""

    format: Literal["multiple_response"]
    options: tuple[Option, ...]
    key: tuple[Id, ...]

    def _right(self) -> frozenset[str]:
        return frozenset(self.key)

    def _key_rules(self) -> Iterator[Broken]:
        strange = [name for name in self.key if name not in self._ids()]
        if strange:
            yield Broken(
                ("key",), f"{strange[0]!r} is not among the options; allowed: {', '.join(self._ids())}"
            )
        elif len(set(self.key)) != len(self.key) or not 2 <= len(self.key) < len(self.options):
            yield Broken(
                ("key",), f"has {len(self.key)}; at least 2 different ones, and not all {len(self.options)}"
            )


class ReasonKey(Record):
    """True or false, and the id of the option that says why."""

    answer: bool
    reason: Id


class TrueFalseReason(Question):
    """True or false, and why? The options are the reasons."""

    format: Literal["true_false_reason"]
    options: tuple[Option, ...]
    key: ReasonKey

    def _right(self) -> frozenset[str]:
        return frozenset({self.key.reason})

    def _key_rules(self) -> Iterator[Broken]:
        if self.key.reason not in self._ids():
            message = f"{self.key.reason!r} is not among the options; allowed: {', '.join(self._ids())}"
            yield Broken(("key", "reason"), message)


class Matching(Question):
    """Pairs: each prompt gets one option, no option twice; options may be left over."""

    format: Literal["matching"]
    prompts: tuple[Prompt, ...]
    options: tuple[Option, ...]
    key: FrozenMap

    def _right(self) -> frozenset[str]:
        return frozenset(self.key.values())

    def _key_rules(self) -> Iterator[Broken]:
        prompts = [prompt.id for prompt in self.prompts]
        if len(set(prompts)) != len(prompts):
            yield Broken(("prompts",), "has an id twice; each prompt needs its own")
        elif set(self.key) != set(prompts):
            yield Broken(
                ("key",), f"answers {', '.join(self.key) or 'nothing'}; it must answer {', '.join(prompts)}"
            )
        for prompt, option in self.key.items():
            if option not in self._ids():
                yield Broken(
                    ("key", prompt), f"{option!r} is not among the options; allowed: {', '.join(self._ids())}"
                )
        if len(set(self.key.values())) != len(self.key):
            yield Broken(("key",), "gives one option to two prompts; each option may be used once")


class Ordering(Question):
    """All options in their right order; they must not be printed in it."""

    format: Literal["ordering"]
    options: tuple[Option, ...]
    key: tuple[Id, ...]

    def _right(self) -> frozenset[str]:
        return frozenset(self.key)

    def _key_rules(self) -> Iterator[Broken]:
        if sorted(self.key) != sorted(self._ids()):
            yield Broken(("key",), f"must hold every option once; the options are {', '.join(self._ids())}")
        elif list(self.key) == self._ids():
            yield Broken(
                ("key",), "is the order in which the options are printed; print them in another order"
            )


class Cloze(Question):
    """Gaps [1], [2] … in the stem; the key gives each gap its option."""

    format: Literal["cloze"]
    options: tuple[Option, ...]
    key: FrozenMap

    @property
    def gaps(self) -> tuple[str, ...]:
        """The numbers of the gaps, in the order of the stem."""
        return tuple(re.findall(r"\[([0-9]+)\]", self.stem))

    def _right(self) -> frozenset[str]:
        return frozenset(self.key.values())

    def _key_rules(self) -> Iterator[Broken]:
        if len(set(self.gaps)) != len(self.gaps):
            yield Broken(("stem",), "has a gap twice; number each gap anew")
        if not self.gaps or set(self.gaps) != set(self.key):
            gaps = ", ".join(self.gaps) or "none; write them as [1], [2]"
            yield Broken(("key",), f"fills the gaps {', '.join(self.key) or 'none'}; the stem has {gaps}")
        for gap, option in self.key.items():
            if option not in self._ids():
                yield Broken(
                    ("key", gap), f"{option!r} is not among the options; allowed: {', '.join(self._ids())}"
                )


class NumberKey(Record):
    """The right number, how far off is still right, and the unit in words."""

    value: Number
    tolerance: Number = Field(default=0, ge=0)
    unit: str = ""


class Numeric(Question):
    """A number; the options give the rationale for the numbers that learners choose most."""

    format: Literal["numeric"]
    options: tuple[NumberOption, ...]
    key: NumberKey

    def _right(self) -> frozenset[str]:
        near = self.key.tolerance
        return frozenset(option.id for option in self.options if abs(option.value - self.key.value) <= near)

    def _key_rules(self) -> Iterator[Broken]:
        values = [option.value for option in self.options]
        if self.key.value not in values:
            shown = ", ".join(f"{value:g}" for value in values)
            yield Broken(
                ("key", "value"), f"{self.key.value:g} is not the value of an option; allowed: {shown}"
            )


class Guess(Question):
    """Asked before the lesson: there is no key, and each rationale is neutral."""

    format: Literal["guess"]
    options: tuple[GuessOption, ...]

    def _right(self) -> frozenset[str]:
        return frozenset()


Item = Annotated[
    SingleChoice
    | MultipleResponse
    | TrueFalseReason
    | ClassifyClaim
    | WhoSaidWhat
    | Matching
    | Ordering
    | Cloze
    | Numeric
    | MapLocation
    | Guess,
    Field(discriminator="format"),
]
