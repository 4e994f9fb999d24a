"""The package for Anki, opened with Anki's own library."""

import io
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

from lessons.content import Content, data_folder, load_content
from lessons.content.marking import Markable
from lessons.exports import anki_cards as cards
from lessons.exports.anki import package
from lessons.progress import Record

CONTENT = load_content(data_folder())
AT = datetime(2026, 11, 28, 9, 0, tzinfo=UTC)
ASKED = [item for item in CONTENT.items.values() if isinstance(item, Markable)]
WRONG = [
    Record(
        item.id,
        "3c00000000000001",
        AT,
        "quiz",
        item.lesson,
        {"kind": "attempt", "item": item.id, "item_version": item.version, "response": [], "score": 0.0},
    )
    for item in ASKED
]


class Anki:
    """A collection of Anki's in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.collection = Collection(str(folder / "collection.anki2"))

    def take(self, data: bytes) -> Any:
        file = self.folder / "package.apkg"
        file.write_bytes(data)
        request = ImportAnkiPackageRequest(package_path=str(file), options=ImportAnkiPackageOptions())
        return self.collection.import_anki_package(request).log

    def notes(self, deck: str) -> dict[str, list[str]]:
        """The fields of a deck's notes, by id."""
        found = self.collection.find_notes(f'"deck:{deck}"')
        fields = [self.collection.get_note(one).fields for one in found]
        return {one[-1]: one for one in fields}


@pytest.fixture
def anki(tmp_path):
    opened = Anki(tmp_path)
    yield opened
    opened.collection.close()


WORDS, MISSED = "Three Tables::Words", "Three Tables::Missed questions"


def test_every_word_and_every_missed_question_is_there_field_by_field(anki):
    log = anki.take(package(CONTENT, WRONG, at=AT))
    told = [item for item in ASKED if not item.spoiler]
    assert (len(log.new), len(log.duplicate)) == (len(CONTENT.terms) + len(told), 0)
    assert anki.notes(WORDS) == {one.id: cards.word_fields(CONTENT, one) for one in CONTENT.terms.values()}
    assert anki.notes(MISSED) == {one.id: cards.question_fields(CONTENT, one) for one in told}
    assert anki.collection.card_count() == anki.collection.note_count()


def test_a_second_import_brings_no_doubles_and_a_changed_word_is_changed(anki):
    anki.take(package(CONTENT, WRONG[:3], at=AT))
    before = anki.collection.note_count()
    again = anki.take(package(CONTENT, WRONG[:3], at=AT))
    assert (len(again.new), len(again.updated), anki.collection.note_count()) == (0, 0, before)
    card = anki.collection.find_cards(f'"deck:{WORDS}"')[0]
    anki.collection.sched.set_due_date([card], "9")
    due = anki.collection.get_card(card).due
    word = anki.collection.get_card(card).note().fields[-1]

    terms = dict(CONTENT.terms)
    terms[word] = terms[word].model_copy(update={"plain": "Something else."})
    later = package(replace(CONTENT, terms=terms), WRONG[:5], at=AT + timedelta(days=1))
    log = anki.take(later)
    assert len(log.new) == 2  # the two questions that were missed since
    assert anki.collection.note_count() == before + 2
    fields = dict(zip(cards.WORD_FIELDS, anki.notes(WORDS)[word], strict=True))
    assert (fields["In short"], fields["Word"]) == ("Something else.", terms[word].headword)
    assert anki.collection.get_card(card).due == due  # when it comes back is the learner's


def test_a_card_asks_on_its_front_and_tells_on_its_back(anki):
    anki.take(package(CONTENT, WRONG, at=AT))
    for deck, fields in ((WORDS, cards.WORD_FIELDS), (MISSED, cards.QUESTION_FIELDS)):
        for one in anki.collection.find_cards(f'"deck:{deck}"'):
            card = anki.collection.get_card(one)
            named = dict(zip(fields, card.note().fields, strict=True))
            front, back = card.question(), card.answer()
            asked = ("Word",) if deck == WORDS else ("Question", "How", "Options")
            told = ("In short", "In more words", "Here") if deck == WORDS else ("Answer", "Why")
            assert all(named[name] in front for name in asked)
            assert not any(named[name] in front for name in told)
            assert all(named[name] in back for name in (*told, "Source"))
            assert "{{" not in front + back


def test_the_answers_of_each_format():
    def fields(kind: str) -> tuple[Any, dict[str, str]]:
        item: Any = next(one for one in ASKED if one.format == kind)
        return item, dict(zip(cards.QUESTION_FIELDS, cards.question_fields(CONTENT, item), strict=True))

    item, made = fields("single_choice")
    assert made["Options"].count("<li>") == len(item.options)
    letter = "ABCDE"[[option.id for option in item.options].index(item.key)]
    assert made["Answer"].startswith(f"<p>{letter}. ")
    item, made = fields("multiple_response")
    assert made["How"] == f"{len(item.key)} answers fit."
    assert made["Answer"].count("<li>") == len(item.key)
    item, made = fields("true_false_reason")
    assert made["Answer"].startswith(f"<p>{item.key.answer}, because: ")
    item, made = fields("matching")
    assert made["Options"].count("<li>") == len(item.prompts) + len(item.options)
    assert made["Answer"].count(" → ") == len(item.prompts)
    item, made = fields("ordering")
    texts = {option.id: option.text for option in item.options}
    assert [made["Answer"].index(cards.text(texts[one])) for one in item.key] == sorted(
        made["Answer"].index(cards.text(texts[one])) for one in item.key
    )
    item, made = fields("cloze")
    assert made["Answer"].startswith("<ul><li>[1] → ")
    item, made = fields("numeric")
    assert made["Options"] == ""
    assert made["Answer"].startswith(f"<p>{item.key.value:g} {item.key.unit}")


def database(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.namelist() == ["collection.anki2", "media"]
        return archive.read("collection.anki2")


def test_what_tells_the_end_never_goes_in():
    made = database(package(CONTENT, WRONG, at=AT))
    spoilers = [item for item in ASKED if item.spoiler]
    assert spoilers
    assert not any(cards.text(item.stem).encode() in made for item in spoilers)
    assert cards.text(ASKED[0].stem).encode() in made


def test_the_same_moment_gives_the_same_bytes_and_nothing_is_left_behind(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert package(CONTENT, WRONG, at=AT) == package(CONTENT, WRONG, at=AT)
    assert package(CONTENT, at=AT) != package(CONTENT, at=AT + timedelta(seconds=1))
    assert list(tmp_path.iterdir()) == []


def test_without_answers_there_are_words_alone(anki):
    anki.take(package(CONTENT, at=AT))
    assert set(anki.notes(WORDS)) == set(CONTENT.terms)
    assert anki.notes(MISSED) == {}


def test_two_learners_are_refused():
    other = replace(WRONG[0], learner="ff00000000000001")
    with pytest.raises(ValueError, match="these answers are of 2 learners; a package is for one"):
        package(CONTENT, [WRONG[0], other], at=AT)


def test_markup_in_a_text_is_shown_and_not_run(anki):
    word = next(iter(CONTENT.terms))
    nasty = "<script>alert(1)</script> {{Here}} & <b>"
    terms = {word: CONTENT.terms[word].model_copy(update={"plain": nasty})}
    odd: Content = replace(CONTENT, terms=terms)
    anki.take(package(odd, at=AT))
    back = anki.collection.get_card(anki.collection.find_cards("")[0]).answer()
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{Here}} &amp; &lt;b&gt;" in back
    assert "<script" not in back


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(one * 2 for one in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_both_modes_have_contrast():
    day, night = re.findall(r"\{[^{}]*--ink[^{}]*\}", cards.CSS)
    for mode in (day, night):
        ground = luminance(re.findall(r"background: (#\w+)", mode)[0])
        for name in ("ink", "soft", "link"):
            ink = luminance(re.findall(rf"--{name}: (#\w+)", mode)[0])
            assert (max(ink, ground) + 0.05) / (min(ink, ground) + 0.05) >= 7


def test_genanki_is_not_imported_before_somebody_asks_for_a_package(root):
    code = (
        "import sys, lessons.course, lessons.exports.anki, lessons.commands.export\n"
        "print([name for name in ('genanki', 'plotly', 'pandas') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.stderr) == ("[]", "")
