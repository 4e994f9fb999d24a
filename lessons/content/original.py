"""The article itself, where a teacher or a learner holds it: found paragraph by paragraph by fingerprints.

The course never carries the article: it belongs to its publisher. What the course has is a fingerprint of
each paragraph, from which no word can be read back: enough to say which paragraphs of a pasted text are the
article's. Only letters and digits count, so another browser's quotation marks, dashes or line ends change
nothing. A wrong or partial text is not refused: it is shown, and what is not of the article is said.
"""

import hashlib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from .records import Paragraph

FILE = "article.txt"
LONGEST = 60_000
"""Letters of a text that is taken: many times the article, and nobody pastes a book by mistake."""


@dataclass(frozen=True)
class Original:
    """A copy of the article as it was found: (number, text) of each paragraph.

    wrong    numbers of paragraphs whose text is not the article's
    missing  numbers of paragraphs that the text does not have
    """

    paragraphs: tuple[tuple[int, str], ...]
    wrong: tuple[int, ...] = ()
    missing: tuple[int, ...] = ()

    def of(self, number: int) -> str:
        """The text of a paragraph, or an empty string."""
        return dict(self.paragraphs).get(number, "")

    @property
    def found(self) -> int:
        """How many paragraphs are the article's."""
        return len(self.paragraphs) - len(self.wrong)


def fingerprint(text: str) -> str:
    """32 hex digits of the letters and digits of a text, in small letters."""
    letters = "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())
    return hashlib.sha256(letters.encode("utf-8")).hexdigest()[:32]


def read_original(folder: Path) -> str:
    """The text of a teacher's own copy in the data folder, or an empty string."""
    try:
        return (folder / FILE).read_bytes().decode("utf-8", errors="replace")[:LONGEST]
    except OSError:
        return ""


def find_original(text: str, paragraphs: Mapping[int, Paragraph]) -> Original | None:
    """Which paragraphs of the article a text has; None for a text without any letter."""
    known = {one.fingerprint: number for number, one in paragraphs.items() if one.fingerprint}
    cuts = (_blocks(text, r"\n[^\S\n]*\n"), _blocks(text, r"\n"))
    # Pages put an empty line between paragraphs or none; the cut that fits more paragraphs is the right one.
    blocks = max(cuts, key=lambda cut: len({known.get(fingerprint(block)) for block in cut} - {None}))
    if not any(c.isalnum() for c in text):
        return None
    places = [known.get(fingerprint(block)) for block in blocks]
    numbers, at = list(paragraphs), dict[int, str]()
    for block, number in zip(blocks, places, strict=True):
        if number is not None:
            at.setdefault(number, block)
    right = set(at)
    _between(blocks, places, numbers, at)
    return Original(
        tuple(sorted(at.items())),
        wrong=tuple(sorted(set(at) - right)),
        missing=tuple(number for number in numbers if number not in at),
    )


def _blocks(text: str, cut: str) -> list[str]:
    """The pieces of a text, each in one line."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return [" ".join(part.split()) for part in re.split(cut, lines) if part.strip()]


def _between(
    blocks: Sequence[str], places: Sequence[int | None], numbers: Sequence[int], at: dict[int, str]
) -> None:
    """Give a strange block the place it stands at: between two paragraphs that were found.

    What does not fit into the gap is left out: a page brings its menu and its advertisements along.
    """
    free = [number for number in numbers if number not in at]
    before = numbers[0] - 1
    for index, place in enumerate(places):
        if place is not None:
            before = max(before, place)
            continue
        after = next((one for one in places[index + 1 :] if one is not None), numbers[-1] + 1)
        fitting = [number for number in free if before < number < after]
        if fitting:
            at[fitting[0]] = blocks[index]
            free.remove(fitting[0])
            before = fitting[0]


def said_of(original: Original) -> str:
    """What a reader should know of the copy, in one or two sentences."""
    count = len(original.paragraphs) + len(original.missing)
    if not original.wrong and not original.missing:
        return "This is the whole article."
    if not original.found:
        return "No paragraph of this text is one of the article."
    told = [f"{original.found} of {count} paragraphs are those of the article."]
    if original.wrong:
        verb = "is" if len(original.wrong) == 1 else "are"
        told.append(f"{_named(original.wrong)} {verb} not: the words differ.")
    if original.missing:
        verb = "is" if len(original.missing) == 1 else "are"
        told.append(f"{_named(original.missing)} {verb} missing.")
    return " ".join(told)


def _named(numbers: Sequence[int]) -> str:
    """ "Paragraphs 3 and 7"; number 0 is the headline."""
    names = [str(number) for number in numbers if number]
    body = ", ".join(names[:-1]) + (" and " if len(names) > 1 else "") + names[-1] if names else ""
    body = f"paragraph{'s' if len(names) > 1 else ''} {body}" if body else ""
    told = " and ".join(part for part in ("the headline" if 0 in numbers else "", body) if part)
    return told[:1].upper() + told[1:]
