"""`export`: what it writes, what it says, and that it never costs anybody a file."""

import io
import zipfile
from datetime import UTC, datetime

import pytest

from lessons.commands import export
from lessons.content import data_folder, load_content
from lessons.content.marking import Markable
from lessons.progress import Learner, Record
from lessons.progress.transfer import pack

CONTENT = load_content(data_folder())
AT = datetime(2026, 11, 28, 9, 0, tzinfo=UTC)
ASKED = next(item for item in CONTENT.items.values() if isinstance(item, Markable))


def learner_file(folder, name="Fox", learner="3c00000000000001"):
    entry = {"kind": "attempt", "item": ASKED.id, "item_version": ASKED.version, "response": ["a"]}
    record = Record(
        f"r-{name}", learner, AT, "quiz", ASKED.lesson, entry | {"score": 0.0, "attempt": 1, "sureness": 3}
    )
    named, data = pack([record], Learner(learner, name), AT)
    file = folder / named
    file.write_bytes(data)
    return file


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_gift_is_two_files_and_a_list_of_what_they_do_not_hold(tmp_path, capsys):
    assert export.main(["gift", "--out", str(tmp_path / "moodle")]) == 0
    assert names(tmp_path / "moodle") == [
        "three-tables-questions-spoilers.gift.txt",
        "three-tables-questions.gift.txt",
    ]
    out, err = capsys.readouterr()
    assert err == ""
    assert "GIFT has no question that puts things in order." in out
    assert str(tmp_path / "moodle" / "three-tables-questions.gift.txt") in out
    assert export.main(["gift", f"--out={tmp_path / 'q.txt'}"]) == 0
    assert {"q.txt", "q-spoilers.txt"} <= set(names(tmp_path))


def test_items_and_attempts_and_anki(tmp_path, capsys):
    zipped = tmp_path / "class.zip"
    with zipfile.ZipFile(zipped, "w") as archive:
        archive.write(learner_file(tmp_path), "Fox_1/three-tables-Fox.jsonl")
    assert export.main(["items", "--out", str(tmp_path)]) == 0
    assert export.main(["attempts", str(zipped), "--out", str(tmp_path)]) == 0
    assert export.main(["anki", str(zipped), "--out", str(tmp_path)]) == 0
    assert set(names(tmp_path)) >= {
        "three-tables-questions.csv",
        "three-tables-answers.csv",
        "three-tables-words.apkg",
    }
    out = capsys.readouterr().out
    assert "1 answer of 1 learner." in out
    assert f"{len(CONTENT.terms)} words and 1 missed question." in out
    assert ASKED.id.encode() in (tmp_path / "three-tables-answers.csv").read_bytes()
    made = zipfile.ZipFile(io.BytesIO((tmp_path / "three-tables-words.apkg").read_bytes()))
    assert made.testzip() is None


def test_without_files_the_log_of_this_computer_is_read(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("LESSONS_HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert export.main(["attempts"]) == 1
    assert capsys.readouterr().err.startswith("Nothing was written. There is no learner's file here")
    learner_file(tmp_path / "log")
    assert export.main(["attempts"]) == 0
    assert "three-tables-answers.csv" in names(tmp_path)


def test_nothing_is_written_over_without_being_told_to(tmp_path, capsys):
    file = tmp_path / "three-tables-questions.gift.txt"
    file.write_text("My own work.", encoding="utf-8")
    assert export.main(["gift", "--out", str(tmp_path)]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err == (
        f"Nothing was written. {file} is there already, and it is not the same. Name another place with "
        "--out, or write over it with --replace.\n"
    )
    assert file.read_text(encoding="utf-8") == "My own work."
    assert names(tmp_path) == [file.name]
    assert export.main(["gift", "--out", str(tmp_path), "--replace"]) == 0
    assert file.read_bytes().startswith(b"// ")
    assert export.main(["gift", "--out", str(tmp_path)]) == 0  # the same again costs nothing
    assert len(names(tmp_path)) == 2


def test_a_folder_in_the_place_of_a_file_is_left_alone(tmp_path, capsys):
    (tmp_path / "three-tables-questions.csv").mkdir()
    assert export.main(["items", "--out", str(tmp_path), "--replace"]) == 1
    assert "is a folder. Name a file, or another folder, with --out." in capsys.readouterr().err


def test_what_cannot_be_read_is_named_and_the_rest_goes_on(tmp_path, capsys):
    good = learner_file(tmp_path)
    (tmp_path / "three-tables-bad.jsonl").write_bytes(b"\x00\xff")
    (tmp_path / "notes.txt").write_text("hello", encoding="utf-8")
    assert export.main(["attempts", str(tmp_path), "--out", str(tmp_path / "a.csv")]) == 0
    out, err = capsys.readouterr()
    assert "1 answer of 1 learner." in out
    assert len(err.splitlines()) == 2
    assert err.splitlines()[0] == "Not read: notes.txt: this is no learner's file."
    assert err.splitlines()[1].startswith("Not read: three-tables-bad.jsonl: ")
    assert good.exists()


def test_a_package_is_for_one_learner(tmp_path, capsys):
    files = [learner_file(tmp_path), learner_file(tmp_path, "Owl", "3c00000000000002")]
    assert export.main(["anki", *map(str, files), "--out", str(tmp_path / "x.apkg")]) == 1
    err = capsys.readouterr().err
    assert "These files are of 2 learners (Fox, Owl). A package is for one; name one's." in err
    assert not (tmp_path / "x.apkg").exists()


@pytest.mark.parametrize(
    "words",
    [[], ["gifts"], ["gift", "a-file"], ["items", "--out"], ["anki", "--deck"], ["--replace"], ["gift", ""]],
)
def test_what_is_not_understood_is_one_line(words, capsys):
    assert export.main(words) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("export takes one of gift, items, attempts, anki and columns;")
    assert len(err.splitlines()) == 1


def test_a_file_that_is_not_there_and_a_disk_that_refuses(tmp_path, capsys):
    assert export.main(["attempts", str(tmp_path / "nobody")]) == 1
    assert "Not read: nobody: there is no such file or folder." in capsys.readouterr().err
    (tmp_path / "file").write_bytes(b"")
    assert export.main(["items", "--out", str(tmp_path / "file" / "x.csv")]) == 1
    err = capsys.readouterr().err
    assert err.startswith("The files cannot be written (")
    assert len(err.splitlines()) == 1


def test_the_columns_are_explained(capsys):
    assert export.main(["columns"]) == 0
    out = capsys.readouterr().out.splitlines()
    assert out[0] == "items:"
    assert "  sureness           1 guessing, 2 fairly sure, 3 sure; empty where nothing was said" in out
