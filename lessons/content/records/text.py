"""The article, retold: paragraphs at two levels, the claims in them, the errors found, the verdicts.

Each retelling stands alone, so that every task can be done without the original. `key_facts` are short
strings that must stand word for word (capitals apart) in both levels: so the easy one cannot lose a fact.
"""

import re
from collections.abc import Iterator
from typing import Literal

from .base import Broken, Confidence, Id, Ids, ParagraphNumber, Record, Text, Verified, YesNo, words

ClaimKind = Literal["fact", "attributed claim", "forecast", "demand", "quotation", "author's framing"]
CLAIM_KINDS: tuple[ClaimKind, ...] = (
    "fact", "attributed claim", "forecast", "demand", "quotation", "author's framing",
)  # fmt: skip  # one line as in the type above

STANDARD_WORDS = (40, 110)
PLAIN_WORDS = (40, 80)
PLAIN_SENTENCE_WORDS = 25
QUOTATION_WORDS = 12
LEAST_KEY_FACTS = 4

_SENTENCE_END = re.compile(r"(?<=[.!?])['’]?\s+")
_QUOTATION = re.compile(r"(?<!\w)['‘“\"]([^'’”\"]+(?:['’]\w+[^'’”\"]*)?)['’”\"](?!\w)")


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text: it is cut after . ! ? and a space."""
    return tuple(part for part in _SENTENCE_END.split(text.strip()) if part)


def plain_quotes(text: str) -> str:
    """The text in one line, small letters, with typewriter quotation marks: how two wordings are compared."""
    table = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"'})
    return " ".join(text.translate(table).split()).lower()


class Speaker(Record):
    """Somebody whose words or view a paragraph reports; words: the words quoted from the article, if any."""

    name: Text
    words: str = ""
    note: str = ""


class Paragraph(Record):
    """One paragraph of the article, retold. `number` counts from 1; 0 is the headline.

    standard, plain  the two levels (40 to 110 words; 40 to 80 words, no sentence over 25)
    key_facts        at least four, in both levels
    term_ids         terms of the glossary that help here
    questions        for the reader
    later            what came afterwards (closed until the last lesson)
    fingerprint      tells whether a learner's own copy has this paragraph (lessons.content.original)
    """

    number: ParagraphNumber
    label: Text
    standard: Text
    plain: Text
    key_facts: tuple[Text, ...]
    term_ids: Ids = ()
    speakers: tuple[Speaker, ...] = ()
    questions: tuple[Text, ...] = ()
    later: str = ""
    fingerprint: str = ""
    source_ids: Ids

    @property
    def id(self) -> int:
        """Paragraphs are looked up by their number."""
        return self.number

    def _rules(self) -> Iterator[Broken]:
        if self.number == 0:
            if len(sentences(self.standard)) > 2:
                yield Broken(
                    ("standard",), f"has {len(sentences(self.standard))} sentences; a headline may have 2"
                )
        else:
            for name, text, (least, most) in (
                ("standard", self.standard, STANDARD_WORDS),
                ("plain", self.plain, PLAIN_WORDS),
            ):
                if not least <= words(text) <= most:
                    yield Broken((name,), f"has {words(text)} words; {least} to {most} are allowed")
        for sentence in sentences(self.plain):
            if words(sentence) > PLAIN_SENTENCE_WORDS:
                message = f"has a sentence of {words(sentence)} words ({sentence[:30]}…); "
                message += f"at most {PLAIN_SENTENCE_WORDS} are allowed"
                yield Broken(("plain",), message)
        for name, text in (("standard", self.standard), ("plain", self.plain)):
            for quotation in _QUOTATION.findall(text):
                if words(quotation) > QUOTATION_WORDS:
                    message = f"quotes {words(quotation)} words in a row ({quotation[:30]}…); "
                    message += f"at most {QUOTATION_WORDS} are allowed"
                    yield Broken((name,), message)
            for number, fact in enumerate(self.key_facts):
                if plain_quotes(fact) not in plain_quotes(text):
                    yield Broken(
                        ("key_facts", number),
                        f"{fact!r} does not stand in the {name} retelling; it must be in both",
                    )
        if len(self.key_facts) < LEAST_KEY_FACTS:
            yield Broken(("key_facts",), f"has {len(self.key_facts)}; at least {LEAST_KEY_FACTS} are needed")
        if self.fingerprint and not re.fullmatch("[0-9a-f]{32}", self.fingerprint):
            yield Broken(("fingerprint",), f"{self.fingerprint!r} is not one; it has 32 digits 0-9 and a-f")
        if not self.source_ids:
            yield Broken(("source_ids",), "is empty; every paragraph names at least one source")


class Claim(Record):
    """One statement of a paragraph: who makes it, of what kind it is, and what a check found."""

    id: Id
    paragraph: ParagraphNumber
    claimant: Text
    kind: ClaimKind
    statement: Text
    check: Text
    source_id: Id


class Discrepancy(Record):
    """Something printed that is wrong or garbled, or left out ("(omission)"), with the evidence."""

    id: Id
    paragraph: ParagraphNumber
    printed: Text
    problem: Text
    evidence: Text
    source_id: Id
    confidence: Confidence


class Verdict(Record):
    """A claim of the article and what became of it when checked.

    task         where a learner checks it: among the "claims", or under "plan" and event
    claim_ids    the rows of claims.csv that it is about: speaker, kind and paragraph
    discrepancy_ids  what was found in print; printed_ids: those whose words are part of the task
    meeting_id   the meeting that it is about, read with the verdict
    came         how a plan came; None where the task is not about a plan
    doubt        what is left open
    exercise     false: not to be used as a task
    """

    id: Id
    claim: Text
    task: Literal["claims", "plan"]
    claim_ids: Ids = ()
    verdict: Literal["accurate", "accurate but incomplete", "imprecise", "wrong"]
    why: Text
    discrepancy_ids: Ids = ()
    printed_ids: Ids = ()
    meeting_id: Id | None = None
    came: Literal["as planned", "and more", "otherwise", "not planned"] | None = None
    source_id: Id
    verified: Verified
    confidence: Confidence
    doubt: str = ""
    exercise: YesNo

    def _rules(self) -> Iterator[Broken]:
        if self.exercise and not self.claim_ids:
            yield Broken(("claim_ids",), "is empty, but exercise is true; name the rows of claims.csv")
        if self.exercise and self.task == "plan" and not self.came:
            message = (
                "is empty, but task is plan; say how it came: as planned, and more, otherwise, not planned"
            )
            yield Broken(("came",), message)
        if self.came and self.task != "plan":
            yield Broken(("came",), f"is {self.came}, but task is {self.task}; only a plan has it")
        if self.confidence != "high" and not self.doubt:
            yield Broken(("doubt",), f"is empty, but confidence is {self.confidence}; say what is doubtful")
