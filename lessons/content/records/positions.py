"""What each party said it wanted, offered and refused; reported, not judged.

And where two statements meet: that is a reading, so each has its evidence and says what is doubtful about it.
"""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from .base import Broken, Confidence, Id, Ids, ParagraphNumber, Record, Text, YesNo
from .dates import PartialDate

PositionKind = Literal["aim", "demand", "offer", "red line", "non-negotiable", "limit", "leverage"]
Relation = Literal["overlap", "apart", "no contact"]


class Party(Record):
    """Somebody with a position of their own."""

    id: Id
    name: Text


class Issue(Record):
    """Something on which parties have positions; question: what is at stake, without a side."""

    id: Id
    title: Text
    question: Text


class Position(Record):
    """One point of a party's position.

    issue_ids  what it is about
    stated_on  the day it was said or written, None where the sources do not give it
    spoiler    it was stated after the week
    """

    id: Id
    party_id: Id
    kind: PositionKind
    issue_ids: Ids = Field(min_length=1)
    statement: Text
    stated_on: PartialDate | None = None
    source_id: Id
    confidence: Confidence
    spoiler: YesNo


class DraftArticle(Record):
    """One article of a published draft, in brief."""

    id: Id
    document: Text
    published_on: PartialDate
    article: Text
    brief: Text
    source_id: Id


class Overlap(Record):
    """How positions on an issue stand to each other, as we read them.

    relation      "overlap", "apart" (they exclude each other) or "no contact"
    position_ids  the positions of two parties or more; draft_article_ids: what the drafts add
    statement     the reading; doubt: what speaks against it or is left open
    """

    id: Id
    relation: Relation
    issue_id: Id
    position_ids: Ids = Field(min_length=2)
    draft_article_ids: Ids = ()
    statement: Text
    doubt: str = ""
    source_id: Id
    confidence: Confidence
    spoiler: YesNo

    def _rules(self) -> Iterator[Broken]:
        if self.confidence != "high" and not self.doubt:
            yield Broken(("doubt",), f"is empty, but confidence is {self.confidence}; say what is doubtful")


class Statement(Record):
    """A statement without its speaker, to find out whose it is.

    position_ids  where it was said; each party of these is right, the first gave the words
    hint          for whoever chose another party; clue: what tells, read with the answer
    """

    id: Id
    statement: Text
    position_ids: Ids = Field(min_length=1)
    hint: Text
    clue: Text


class Quotation(Record):
    """Quoted words on their way through languages.

    printed       as the article has them; published: an English version nearer to the speaker
    way           through which languages, as far as it is known
    kept, lost    what the two have in common, and what the printed words lost; doubt: what is not known
    """

    id: Id
    paragraph: ParagraphNumber
    speaker: Text
    said_on: PartialDate
    printed: Text
    published: Text
    way: Text
    kept: Text
    lost: Text
    doubt: Text
    source_ids: Ids = Field(min_length=1)


class LoadedWord(Record):
    """A word of a sentence that judges, and how it does so."""

    word: Text
    why: Text


class Version(Record):
    """A neutral version of a sentence. It has no grade: it keeps something and loses something."""

    text: Text
    keeps: Text
    loses: Text


class Wording(Record):
    """A sentence that takes sides, made up for practice: its loaded words, two or three other versions."""

    id: Id
    sentence: Text
    words: tuple[LoadedWord, ...]
    versions: tuple[Version, ...]
    source_ids: Ids = Field(min_length=1)

    def _rules(self) -> Iterator[Broken]:
        if not self.words:
            yield Broken(("words",), "is empty; a sentence that takes sides has a word that judges")
        for number, one in enumerate(self.words):
            for part in one.word.split(", "):
                if part.lower() not in self.sentence.lower():
                    yield Broken(("words", number, "word"), f"{part!r} does not stand in the sentence")
        if len(self.versions) not in (2, 3):
            came = f"has {len(self.versions)}; two or three are needed, so that none is the right one"
            yield Broken(("versions",), came)
        for field in ("keeps", "loses"):
            texts = [getattr(one, field) for one in self.versions]
            for number, text in enumerate(texts):
                if text in texts[:number]:
                    message = "is that of another version; each needs its own"
                    yield Broken(("versions", number, field), message)
