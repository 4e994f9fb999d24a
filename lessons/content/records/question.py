"""What a quiz item is, before it has a format: stem, options, and what a learner needs for it.

The words are the assessment literature's: the key is the right answer, the other options are distractors; a
rationale says for EVERY option why it is right or wrong; a distractor may rest on a misconception.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any, Literal

from pydantic import Field

from .base import Broken, Id, Ids, Lat, Lon, ParagraphNumbers, Record, Slug, Text

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
    """An answer that lies on the map: a site, which says where it is and how well that is known, or a point.

    lat, lon    degrees north and east
    """

    site_id: Id | None = None
    lat: Lat | None = None
    lon: Lon | None = None

    def _rules(self) -> Iterator[Broken]:
        for name in ("lat", "lon"):
            given = getattr(self, name) is not None
            if self.site_id and given:
                yield Broken((name,), "must be left out: the site of site_id has its own place")
            if not self.site_id and not given:
                yield Broken((name,), "is missing; give lat and lon, or the site_id of a site")


class GuessOption(Option):
    """An answer of a guess; it may lie on the map."""

    lat: Lat | None = None
    lon: Lon | None = None


class Prompt(Record):
    """The left side of a pair in a matching item."""

    id: Id
    text: Text


class Question(Record):
    """What all formats share.

    lesson      slug of the lesson it belongs to; objective_id: what it assesses
    paragraphs  the paragraphs it asks about; needs: what a learner must have at hand
    spoiler     true: it tells what came after the week
    difficulty  1 easy, 2 middling, 3 hard; bloom: the level of Bloom's taxonomy (revised, 2001)
    parallel_of the item that this one is another try for: it asks for the same in another way
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
    parallel_of: Id | None = None

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
