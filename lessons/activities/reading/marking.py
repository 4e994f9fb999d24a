"""Marks: from a form to a mark, from a mark to the log, and back.

To point at the sentence that an answer rests on is what distinguishes reading from guessing (evidence in
the text: Raphael's question-answer relationships, 1982). So a mark is a sentence, a question, and perhaps a
note; nobody scores it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from lessons.activities.reading.state import Mark
from lessons.content.records import Item, Paragraph
from lessons.ui.activity import Entry, Event
from lessons.ui.paragraphs import LEVELS, sentences_of

LONGEST_NOTE = 280
_SHOWN = 100


@dataclass(frozen=True)
class Ask:
    """A question that a sentence may be evidence for; ``item`` where it is one of the quiz."""

    value: str
    text: str
    item: str = ""

    @property
    def label(self) -> str:
        """As it stands in a list of choices: in one line, and not too long."""
        text = " ".join(self.text.split())
        return text if len(text) <= _SHOWN else text[: _SHOWN - 1].rstrip() + "…"


def asked_of(paragraph: Paragraph, items: Sequence[Item], *, questions: bool) -> tuple[Ask, ...]:
    """What can be asked of a paragraph: a careful reader's questions, then those of the quiz about it."""
    careful = paragraph.questions if questions else ()
    return (
        *(Ask(f"reader-{number}", text) for number, text in enumerate(careful)),
        *(Ask(item.id, item.stem, item.id) for item in items if paragraph.number in item.paragraphs),
    )


def mark_of(event: Event, paragraph: Paragraph, asks: Sequence[Ask]) -> Mark:
    """The mark that a form asks for; ``ValueError`` where something is left out or too long."""
    choices = {
        f"{level}-{number}": (level, words)
        for level in LEVELS
        for number, words in enumerate(sentences_of(paragraph, level))
    }
    chosen = event.all("sentence")
    if len(chosen) != 1:
        raise ValueError("Not saved yet: choose the sentence that you want to mark.")
    if chosen[0] not in choices:
        raise ValueError(f"sentence: {chosen[0]!r} came, allowed are {', '.join(choices)}")
    known, value = {ask.value: ask for ask in asks}, "".join(event.all("question"))
    if value and value not in known:
        raise ValueError(f"question: {value!r} came, allowed are {', '.join(known) or 'none'}")
    note = " ".join("".join(event.all("note")).split())
    if len(note) > LONGEST_NOTE:
        raise ValueError(f"Not saved yet: a note has at most {LONGEST_NOTE} letters; this has {len(note)}.")
    ask, (level, words) = known.get(value), choices[chosen[0]]
    return Mark(level, words, " ".join(ask.text.split()) if ask else "", ask.item if ask else "", note)


def entry_of(number: int, mark: Mark) -> Entry:
    """A mark as the log keeps it: readable by itself, also in an exported file."""
    told = {"level": mark.level, "words": mark.words, "question": mark.question, "item": mark.item}
    return {"kind": "mark", "mark": mark.id, "paragraph": number, **told, "note": mark.note}


def mark_from(entry: Entry) -> Mark | None:
    """The mark of an entry; None where it is not whole."""
    level = entry.get("level")
    texts = [entry.get(name, "") for name in ("words", "question", "item", "note")]
    if level not in LEVELS or not texts[0] or not all(isinstance(text, str) for text in texts):
        return None
    return Mark("plain" if level == "plain" else "standard", *texts)
