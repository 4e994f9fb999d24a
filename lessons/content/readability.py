"""How hard a text is to read: the Flesch-Kincaid grade, counted here, without a download.

J. P. Kincaid, R. P. Fishburne, R. L. Rogers and B. S. Chissom, "Derivation of New Readability Formulas for
Navy Enlisted Personnel" (1975): 0.39 x words a sentence + 11.8 x syllables a word - 15.59, a school grade of
the United States. A rough measure: it sees length, not sense. Proper names count as one syllable, because
nobody reads a long name letter by letter a second time; else a text would be hard for whom it is about.
"""

import re
from collections.abc import Collection, Iterable

from .content import Content
from .records.text import sentences

HARDEST = {"plain": 8.0, "standard": 12.0}
"""The grade that a lesson's text may have at each level."""

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_VOWELS = re.compile(r"[aeiouy]+")
# Two vowels that are two syllables ("radio", "area", "quiet", "create") …
_SPLIT = re.compile(r"i(?=[aou])|u(?=[ao])|e(?=o)(?!op)|y(?=i)|e(?=as?$)|i(?=et|enc)|(?<=cr)e(?=at)")
_ONE = re.compile(r"[tcsx]i(?=[aou])|g[iu](?=[aoeu])|q(?=u)")  # … and some that are one: "nation", "region"


def syllables(word: str) -> int:
    """How many syllables an English word has, by its letters: right for most words, near for the others."""
    letters = word.lower().replace("’", "'").split("'")[0]
    if letters.endswith(("es", "ed")) and not re.search(
        r"([sxz]|[cs]h|[cg])es$|[td]ed$|[aeiouy]e[sd]$|[^aeiouyl]les$", letters
    ):
        letters = letters[:-2]
    elif letters.endswith("e") and not re.search(r"[^aeiouyl]le$|[aeiouy]e$", letters):
        letters = letters[:-1]
    apart = len(_SPLIT.findall(_ONE.sub("x", letters)))
    return max(1, len(_VOWELS.findall(letters)) + apart)


def grade(text: str, *, names: Collection[str] = ()) -> float:
    """The Flesch-Kincaid grade; a word in ``names`` (as it is written), or in capitals, is one syllable."""
    words = _WORD.findall(text)
    count = sum(
        1 if word.isupper() or re.split("['’]", word)[0] in names else sum(map(syllables, word.split("-")))
        for word in words
    )
    return 0.39 * len(words) / len(sentences(text)) + 11.8 * count / len(words) - 15.59


def names_of(content: Content) -> frozenset[str]:
    """Every word of a proper name in the data: people, countries, cities, places, parties."""
    told: Iterable[str] = (
        *(name for one in content.people.values() for name in (one.name, one.name_in_article, one.country)),
        *(one.name for one in content.places.values()),
        *(one.city for one in content.venues.values()),
        *(one.name for one in content.parties.values()),
        *(str(country["name"]) for country in content.basemap["countries"]),
    )
    return frozenset(word for text in told for word in _WORD.findall(text) if word[0].isupper())


def report(content: Content) -> list[str]:
    """A line for each paragraph: its number and its grade at both levels."""
    names, lines = names_of(content), []
    for number, one in content.paragraphs.items():
        plain, standard = (grade(text, names=names) for text in (one.plain, one.standard))
        lines.append(f"{number}: plain {plain:.1f}, standard {standard:.1f}")
    return lines
