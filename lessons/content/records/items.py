"""Quiz items: one class for each format, told apart by the field `format`.

The words are the assessment literature's: an item has a stem and options; the key is the right answer, the
other options are distractors; a rationale says for EVERY option why it is right or wrong; a distractor may
rest on a misconception. Each class adds one thing only: the shape its key must have.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any, Literal

from pydantic import Field

from .base import Broken, FrozenMap, Id, Ids, Lat, Lon, ParagraphNumbers, Record, Slug, Text
from .text import CLAIM_KINDS

Need = Literal["article", "glossary", "map", "timeline", "meetings", "positions", "check_sheet"]
Bloom = Literal["remember", "understand", "apply", "analyse", "evaluate", "create"]


Number = Annotated[float, Field(allow_inf_nan=False)]


class Option(Record):
    """One answer to choose. misconception_id: the wrong belief behind it; never on a key."""

    id: Id
    text: Text
    rationale: Text
    misconception_id: Id | None = None


class NumberOption(Option):
    """An answer that is a number, in the unit of the key."""

    value: Number


class PlaceOption(Option):
    """An answer that is a point on the map: degrees north and east."""

    lat: Lat
    lon: Lon


class GuessOption(Option):
    """An answer of a guess; it may lie on the map."""

    lat: Lat | None = None
    lon: Lon | None = None


class Prompt(Record):
    """The left side of a pair in a matching item."""

    id: Id
    text: Text


class _Item(Record):
    """What all formats share.

    lesson      slug of the lesson it belongs to; objective_id: what it assesses
    paragraphs  the paragraphs it asks about; needs: what a learner must have at hand
    spoiler     true: it tells what came after the week
    difficulty  1 easy, 2 middling, 3 hard; bloom: the level of Bloom's taxonomy (revised, 2001)
    """

    id: Id
    lesson: Slug
    objective_id: Id
    paragraphs: ParagraphNumbers = ()
    needs: tuple[Need, ...] = ()
    spoiler: bool = False
    difficulty: Literal[1, 2, 3]
    bloom: Bloom
    stem: Text
    source_ids: Ids

    def _options(self) -> Sequence[Option]:
        options: Sequence[Option] = getattr(self, "options")  # noqa: B009  # each format narrows the type of its options
        return options

    @property
    def right(self) -> frozenset[str]:
        """The ids of the options that are part of the right answer."""
        return self._right()

    def _right(self) -> frozenset[str]:
        raise NotImplementedError

    def _key_rules(self) -> Iterator[Broken]:
        """What this format asks of its key."""
        key = getattr(self, "key", None)
        if isinstance(key, str) and key not in self._ids():
            yield Broken(("key",), f"{key!r} is not among the options; allowed: {', '.join(self._ids())}")

    def _ids(self) -> list[str]:
        return [option.id for option in self._options()]

    @property
    def version(self) -> str:
        """8 hex digits that change when the question changes: format, stem, options, prompts or key."""
        asked = {
            "format": getattr(self, "format"),  # noqa: B009  # the tag stands in each format's class
            "stem": self.stem,
            "options": [[option.id, option.text] for option in self._options()],
            "prompts": [[prompt.id, prompt.text] for prompt in getattr(self, "prompts", ())],
            "key": _as_json(getattr(self, "key", None)),
        }
        text = json.dumps(asked, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode("ascii")).hexdigest()[:8]

    def _rules(self) -> Iterator[Broken]:
        options = self._options()
        if len(options) < 2:
            yield Broken(("options",), f"has {len(options)}; at least 2 are needed")
        for name in ("id", "text"):
            seen: set[str] = set()
            for number, option in enumerate(options):
                value = getattr(option, name)
                if value in seen:
                    yield Broken(
                        ("options", number, name), f"{value!r} is there twice; each option needs its own"
                    )
                seen.add(value)
        broken = tuple(self._key_rules())
        yield from broken
        if not broken:
            right = self._right()
            for number, option in enumerate(options):
                if option.misconception_id and option.id in right:
                    yield Broken(
                        ("options", number, "misconception_id"), "stands on a right answer; leave it out"
                    )
        if not self.source_ids:
            yield Broken(("source_ids",), "is empty; every item names at least one source")


def _as_json(key: Any) -> Any:
    """The key as plain lists, dicts and numbers."""
    if isinstance(key, Record):
        return {name: _as_json(value) for name, value in key}
    if isinstance(key, Mapping):
        return dict(key)
    return list(key) if isinstance(key, tuple) else key


class _OneRight(_Item):
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
    """Which point on the map? Every option has lat and lon."""

    format: Literal["map_location"]
    options: tuple[PlaceOption, ...]


class MultipleResponse(_Item):
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


class TrueFalseReason(_Item):
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


class Matching(_Item):
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


class Ordering(_Item):
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


class Cloze(_Item):
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


class Numeric(_Item):
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


class Guess(_Item):
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
