"""Searching that forgives what a learner cannot know: how a word is written.

Capitals, accents, hyphens, spaces and full stops do not count ("cooperation" finds "Co-operation", "n.a.t.o."
finds "NATO"). A hit begins where a word begins, so that "art" finds "Article 5" and not "start". What a
learner most likely means comes first: a headword that begins with the query, then a short form, an expansion
or another form that does, then names whose words begin with the words of the query in any order, then (from
three letters on) the text of a definition.

Only where no name fits, one typing error is forgiven in a query of four letters or more: a letter too many,
too few or wrong, or two that changed places (the distance of Damerau, 1964, at most 1). "sovreign" finds
"Sovereignty" while it is typed, since the query is held against the beginning of each word. With shorter
queries nearly everything would be near.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from lessons.content.records import Term
from lessons.ui.letters import apart

SHORTEST_IN_TEXT = 3
SHORTEST_WITH_ERROR = 4
IN_TEXT = 3


@dataclass(frozen=True)
class Squeezed:
    """A text without capitals, accents and signs, and the places in it where a word begins."""

    text: str
    begins: tuple[int, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """Its words."""
        ends = (*self.begins[1:], len(self.text))
        return tuple(self.text[start:end] for start, end in zip(self.begins, ends, strict=False))

    def word_begins(self, wanted: str) -> bool:
        """Whether the wanted letters stand in it from the beginning of a word on."""
        return any(self.text.startswith(wanted, start) for start in self.begins)

    def nearly_begins(self, wanted: str, *, starts: Iterable[int]) -> bool:
        """Whether the text from one of these places on is what is wanted, but for one typing error."""
        sizes = (len(wanted), len(wanted) - 1, len(wanted) + 1)
        return any(one_error(wanted, self.text[start : start + size]) for start in starts for size in sizes)


@lru_cache(maxsize=4096)
def squeeze(text: str) -> Squeezed:
    """The letters and digits of a text that count."""
    letters: list[str] = []
    begins: list[int] = []
    before = " "
    for character in apart(text):
        if character.isalnum():
            if not before.isalnum():
                begins.append(len(letters))
            letters.append(character)
        if not unicodedata.combining(character):
            before = character
    return Squeezed("".join(letters), tuple(begins))


def one_error(a: str, b: str) -> bool:
    """Whether one typing error at most lies between two words."""
    if len(a) > len(b):
        a, b = b, a
    if len(b) - len(a) > 1:
        return False
    same = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), len(a))
    if len(a) < len(b):
        return a[same:] == b[same + 1 :]
    rest_a, rest_b = a[same:], b[same:]
    swapped = rest_a[1::-1] == rest_b[:2] and rest_a[2:] == rest_b[2:]
    return rest_a[1:] == rest_b[1:] or swapped


def rank(term: Term, query: str) -> int | None:
    """How well a term fits a query: 0 is best, None is no fit. An empty query fits every term alike."""
    asked = squeeze(query)
    wanted = asked.text
    if not wanted:
        return 0 if not query.strip() else None
    names = [squeeze(form) for form in _names(term)]
    if names[0].text.startswith(wanted):
        return 0
    if any(name.text.startswith(wanted) for name in names):
        return 1
    starts = [word for name in names for word in name.words]
    if any(name.word_begins(wanted) for name in names) or all(
        any(word.startswith(one) for word in starts) for one in asked.words
    ):
        return 2
    if len(wanted) >= SHORTEST_IN_TEXT and any(squeeze(text).word_begins(wanted) for text in _texts(term)):
        return IN_TEXT
    return None


def near(term: Term, query: str) -> int | None:
    """The same with one typing error: 0 where the headword begins so, 1 where a word of a name does."""
    wanted = squeeze(query).text
    if len(wanted) < SHORTEST_WITH_ERROR:
        return None
    names = [squeeze(name) for name in _names(term)]
    if any(name.nearly_begins(wanted, starts=name.begins[:1]) for name in names[:1]):
        return 0
    return 1 if any(name.nearly_begins(wanted, starts=name.begins) for name in names) else None


def find(terms: Iterable[Term], query: str) -> tuple[list[Term], bool]:
    """The terms that fit, the likeliest first; and whether a typing error had to be forgiven."""
    by_name = sorted(terms, key=lambda term: order(term.headword))
    found = _ranked(by_name, query, rank)
    if any(place < IN_TEXT for place, _ in found):
        return [term for _, term in found], False
    close = _ranked(by_name, query, near)
    both = dict.fromkeys(term.id for _, term in (*close, *found))
    terms_by_id = {term.id: term for term in by_name}
    return [terms_by_id[one] for one in both], bool(close)


def _ranked(
    terms: Iterable[Term], query: str, how: Callable[[Term, str], int | None]
) -> list[tuple[int, Term]]:
    rows = [(place, term) for term in terms if (place := how(term, query)) is not None]
    return sorted(rows, key=lambda row: row[0])


def order(headword: str) -> tuple[tuple[int, str], ...]:
    """A to Z, with numbers by their value: "Article 5" before "Article 10"."""
    pieces = re.findall(r"[0-9]+|[^0-9]+", squeeze(headword).text)
    return tuple((int(piece), "") if piece.isascii() and piece.isdigit() else (-1, piece) for piece in pieces)


def _names(term: Term) -> Iterator[str]:
    yield from filter(None, (term.headword, term.expansion, *term.aliases))
    for one in term.abbreviations:
        yield from (one.short, one.full)


def _texts(term: Term) -> tuple[str, ...]:
    return (term.plain, term.standard, term.why_here, term.misconception)
