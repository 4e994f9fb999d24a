"""The words of the field: one entry of the glossary for each, at two levels."""

from collections.abc import Iterator

from .base import Broken, Id, Ids, ParagraphNumbers, Record, Text, words

PLAIN_WORDS = 25
STANDARD_WORDS = 60


class Term(Record):
    """One entry.

    headword, expansion   the word, and what an abbreviation stands for
    aliases               word forms that occur in the retellings and become a button there (whole words,
                          capitals apart)
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
