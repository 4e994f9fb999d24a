"""Words and missed questions as a package for Anki, the flashcard program: a file to import there.

A note is known by its guid, a deck and a kind of note by their numbers, all fixed here for good. So a second
package brings no doubles: what changed is changed, and when a card comes back stays as it was. (Anki changes
a note only if the package's is the newer one: the package carries the moment it was made.)

The file is a zip with an SQLite database (Anki's schema 11, which every Anki reads). It is put together in
memory: nothing of a learner is left in a temporary folder. The same content, answers and moment give the same
bytes, as long as SQLite itself is the same version. What tells the end never goes in.
"""

import io
import itertools
import re
import sqlite3
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from lessons.content import Content
from lessons.content.marking import Markable
from lessons.exports import anki_cards as cards
from lessons.exports.missed import missed
from lessons.progress import Record

if TYPE_CHECKING:
    import genanki

# Chosen at random once. Whoever changes one doubles the cards of everybody who imported a package before.
WORDS_DECK, MISSED_DECK = 1763950417, 1763950418
WORD_KIND, QUESTION_KIND = 1463902651, 1463902652
_SPACE = "three-tables"


def package(content: Content, records: Iterable[Record] = (), *, at: datetime) -> bytes:
    """A file ``.apkg``: every word of the glossary, and the questions that one learner missed.

    ``records`` are that learner's; ``at`` is the moment it is made. ``ValueError`` where they are of more
    than one learner.
    """
    kept = list(records)
    learners = {record.learner for record in kept}
    if len(learners) > 1:
        raise ValueError(f"these answers are of {len(learners)} learners; a package is for one")
    told = content.without_spoilers()
    decks = [_words(told)]
    if questions := missed(told, kept):
        decks.append(_missed(told, questions))
    return _zipped(_database(decks, at))


def _words(content: Content) -> "genanki.Deck":
    kind = _kind(
        WORD_KIND, f"{content.course.title}: word", cards.WORD_FIELDS, cards.WORD_FRONT, cards.WORD_BACK
    )
    fields = {term.id: cards.word_fields(content, term) for term in content.terms.values()}
    tags = {term.id: [_tag(term.category)] for term in content.terms.values()}
    return _deck(WORDS_DECK, f"{content.course.title}::Words", kind, "word", fields, tags)


def _missed(content: Content, items: Sequence[Markable]) -> "genanki.Deck":
    kind = _kind(
        QUESTION_KIND,
        f"{content.course.title}: question",
        cards.QUESTION_FIELDS,
        cards.QUESTION_FRONT,
        cards.QUESTION_BACK,
    )
    fields = {item.id: cards.question_fields(content, item) for item in items}
    tags = {item.id: [item.lesson, item.objective_id] for item in items}
    return _deck(MISSED_DECK, f"{content.course.title}::Missed questions", kind, "item", fields, tags)


def _deck(
    number: int,
    name: str,
    kind: "genanki.Model",
    what: str,
    fields: dict[str, list[str]],
    tags: dict[str, list[str]],
) -> "genanki.Deck":
    import genanki

    deck = genanki.Deck(number, name)
    for place, (one, filled) in enumerate(fields.items(), 1):
        guid = genanki.guid_for(_SPACE, what, one)
        deck.add_note(genanki.Note(model=kind, fields=filled, tags=tags[one], guid=guid, due=place))
    return deck


def _kind(number: int, name: str, fields: Iterable[str], front: str, back: str) -> "genanki.Model":
    """A kind of note. Genanki costs 50 ms, so it is imported only when somebody asks for a package."""
    import genanki

    return genanki.Model(
        number,
        name,
        fields=[{"name": field} for field in fields],
        templates=[{"name": "Card", "qfmt": front, "afmt": back}],
        css=cards.CSS,
    )


def _database(decks: "Sequence[genanki.Deck]", at: datetime) -> bytes:
    import genanki

    memory = sqlite3.connect(":memory:")
    try:
        moment = at.timestamp()
        genanki.Package(decks).write_to_db(memory.cursor(), moment, itertools.count(int(moment * 1000)))
        memory.commit()
        return memory.serialize()
    finally:
        memory.close()


def _zipped(database: bytes) -> bytes:
    """The zip that Anki reads; its entries carry no moment of their own."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in (("collection.anki2", database), ("media", b"{}")):
            archive.writestr(
                zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, compress_type=zipfile.ZIP_DEFLATED
            )
    return made.getvalue()


def _tag(name: str) -> str:
    """A tag has no space."""
    return re.sub(r"\s+", "-", name.strip())
