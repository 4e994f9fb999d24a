"""The words of the field: one entry of the glossary for each, at two levels."""

import re
from collections.abc import Iterator

from .base import Broken, Id, Ids, ParagraphNumbers, Record, Text, words

PLAIN_WORDS = 25
STANDARD_WORDS = 60


_SHORT = re.compile(r"(?=(?:[a-z]*[A-Z]){2})[A-Za-z]{2,8}")


class Abbreviation(Record):
    """A short form of two capitals or more, and its words in full."""

    short: Text
    full: Text

    @property
    def text(self) -> str:
        """Both in one line."""
        return f"{self.short}: {self.full}"

    def _rules(self) -> Iterator[Broken]:
        if not _SHORT.fullmatch(self.short):
            yield Broken(("short",), f"{self.short!r} is no short form; 2 to 8 letters, two of them capitals")


class Term(Record):
    """One entry.

    headword, expansion   the word, and what stands in brackets after it: what it is short for, its own short
                          form, or its date
    abbreviations         every short form of it that a text of the course uses
    aliases               word forms that occur in the texts of the course; in a retelling they become a
                          button (whole words, capitals apart)
    plain, standard       the definition in at most 25 and at most 60 words
    why_here              what it has to do with this article
    see_also              ids of other terms
    paragraphs            where the article names it; empty: the idea is needed but not named
    article_wordings      the words the article uses for it
    misconception         the true statement that corrects a common misunderstanding
    """

    id: Id
    headword: Text
    expansion: str = ""
    abbreviations: tuple[Abbreviation, ...] = ()
    aliases: tuple[Text, ...] = ()
    category: Text
    plain: Text
    standard: Text
    why_here: Text
    see_also: Ids = ()
    paragraphs: ParagraphNumbers = ()
    article_wordings: tuple[Text, ...] = ()
    misconception: str = ""
    source_id: Id

    def _rules(self) -> Iterator[Broken]:
        for name, text, most in (
            ("plain", self.plain, PLAIN_WORDS),
            ("standard", self.standard, STANDARD_WORDS),
        ):
            if words(text) > most:
                yield Broken((name,), f"has {words(text)} words; at most {most} are allowed")
        if self.id in self.see_also:
            yield Broken(("see_also",), "names the term itself; name other terms")
        seen: set[str] = set()
        for number, alias in enumerate(self.aliases):
            if alias.lower() in seen:
                yield Broken(("aliases", number), f"{alias!r} stands there twice; once is enough")
            seen.add(alias.lower())
