"""`python3 -m lessons report`: the files are there, or one line says why not. Nothing is lost."""

import csv
import os
import re
import sys
from pathlib import Path

import pytest

from lessons.commands import report as command
from lessons.content import Content, load_content
from lessons.progress import open_log
from lessons.progress.transfer import unpack
from lessons.report.folder import LIST
from lessons.report.in_notebook import NotebookReport
from lessons.report.parts import NO_MARK
from lessons.report.written import NAMES, report_folder
from lessons.ui.shown import Shown
from tests.made_class import as_moodle_zip, learners_files

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def content() -> Content:
    return load_content(ROOT / "data")


@pytest.fixture(scope="module")
def files(content: Content) -> dict[str, bytes]:
    return learners_files(content, 3)


@pytest.fixture(autouse=True)
def read_once(content: Content, monkeypatch: pytest.MonkeyPatch) -> None:
    """The course's data is read once for all tests of this file: it is the same each time."""
    monkeypatch.setattr(command, "load_content", lambda _: content)


@pytest.fixture
def handed_in(tmp_path: Path, files: dict[str, bytes]) -> Path:
    """What a school's system hands out."""
    (tmp_path / "hand-ins.zip").write_bytes(as_moodle_zip(files))
    return tmp_path / "hand-ins.zip"


def test_from_a_zip_file_to_the_report_beside_it(handed_in, capsys):
    assert command.main([str(handed_in)]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    place = handed_in.parent / "hand-ins-report"
    assert sorted(one.name for one in place.iterdir()) == sorted([*NAMES, LIST])
    first, *_, last = out.splitlines()
    assert first == "3 of 3 learners answered at least one question."
    assert last == (
        f"Open {place / 'report.html'} in a web browser. "
        "Beside it: questions.csv and learners.csv for a spreadsheet."
    )
    with (place / "learners.csv").open(encoding="utf-8-sig", newline="") as rows:
        assert [row["learner"] for row in csv.DictReader(rows)] == ["Fox", "Heron", "Otter"]


def test_a_report_made_again_takes_the_place_of_the_last(handed_in, files, capsys):
    place = handed_in.parent / "out"
    assert command.main([str(handed_in), "--out", str(place)]) == 0
    assert command.main(["--out", str(place), str(handed_in)]) == 0
    handed_in.write_bytes(as_moodle_zip(dict(list(files.items())[:1])))
    assert command.main([f"--out={place}", str(handed_in)]) == 0
    assert capsys.readouterr().out.count("Open ") == 3
    assert (place / "learners.csv").read_bytes().count(b"\r\n") == 2
    assert sorted(one.name for one in place.iterdir()) == sorted([*NAMES, LIST])


def test_what_a_teacher_changed_or_had_there_is_never_written_over(handed_in, capsys):
    place = handed_in.parent / "out"
    place.mkdir()
    (place / "learners.csv").write_text("my own list", encoding="utf-8")
    assert command.main([str(handed_in), "--out", str(place)]) == 1
    assert capsys.readouterr().err == (
        f"No report: {place / 'learners.csv'} was not made by this command. "
        "Move it, or name another folder with --out.\n"
    )
    (place / "learners.csv").unlink()
    (place / "mine.txt").write_text("stays", encoding="utf-8")
    assert command.main([str(handed_in), "--out", str(place)]) == 0
    (place / "questions.csv").write_text("with my remarks", encoding="utf-8")
    before = {one.name: one.read_bytes() for one in place.iterdir()}
    assert command.main([str(handed_in), "--out", str(place)]) == 1
    assert "questions.csv was changed since it was made." in capsys.readouterr().err
    assert {one.name: one.read_bytes() for one in place.iterdir()} == before


def test_a_disk_that_fills_up_leaves_the_last_report_whole(handed_in, monkeypatch, capsys):
    place = handed_in.parent / "out"
    assert command.main([str(handed_in), "--out", str(place)]) == 0
    before = {one.name: one.read_bytes() for one in place.iterdir()}
    write_bytes = Path.write_bytes

    def full(path, data):
        if path.name.startswith("learners.csv"):
            write_bytes(path, data[:10])
            raise OSError(28, "No space left on device", str(path))
        return write_bytes(path, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    assert command.main([str(handed_in), "--out", str(place)]) == 1
    assert capsys.readouterr().err.startswith("The report cannot be written (No space left on device: ")
    assert {one.name: one.read_bytes() for one in place.iterdir()} == before


@pytest.mark.skipif(sys.platform == "win32" or os.getuid() == 0, reason="this person may write everywhere")
def test_a_folder_that_may_not_be_written_to_is_told_so(handed_in, capsys):
    handed_in.parent.chmod(0o500)
    try:
        assert command.main([str(handed_in)]) == 1
    finally:
        handed_in.parent.chmod(0o700)
    assert capsys.readouterr().err.endswith("Name a folder that you may write to with --out.\n")


def test_what_could_not_be_read_is_named_and_the_report_is_there(handed_in, capsys):
    (handed_in.parent / "three-tables-Owl.jsonl").write_bytes(b"?")
    (handed_in.parent / "notes.docx").write_bytes(b"PK")
    assert command.main([str(handed_in.parent), "--out", str(handed_in.parent / "out")]) == 0
    out, err = capsys.readouterr()
    assert err.startswith("Not read: three-tables-Owl.jsonl: this is not a progress file")
    assert "see Files" not in out, "a terminal has no such part, and names them"


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        ([], 2, "report takes a folder"),
        (["--out", "x"], 2, "report takes a folder"),
        (["class", "--out"], 2, "report takes a folder"),
        (["class", "--format", "pdf"], 2, "report takes a folder"),
        ([""], 2, "report takes a folder"),
        (["nowhere"], 1, "There is no folder or file nowhere."),
        (["empty"], 1, "No learner's file in empty. Looked for: files whose names begin with three-tables"),
        (["empty", "--out", "a file"], 1, "No report: a file is a file. Name a folder with --out."),
    ],
)
def test_whatever_is_wrong_is_one_line(tmp_path, monkeypatch, capsys, words, code, says):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    (tmp_path / "a file").write_bytes(b"")
    assert command.main(words) == code
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(says)
    assert len(err.splitlines()) == 1
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a file", "empty"]


def test_the_columns_are_told(capsys):
    assert command.main(["--columns"]) == 0
    out = capsys.readouterr().out
    assert "questions.csv\n  question " in out
    assert "\nlearners.csv\n  learner " in out
    assert "corrected item-rest correlation" in out


def test_where_a_report_goes(tmp_path, monkeypatch):
    (tmp_path / "class 9b").mkdir()
    monkeypatch.chdir(tmp_path / "class 9b")
    assert report_folder(Path("../class 9b")) == Path("../class 9b-report")
    assert report_folder(Path()) == tmp_path / "class 9b-report"
    assert report_folder(Path("x/hand-ins.zip")) == Path("x/hand-ins-report")


# In a notebook


@pytest.fixture
def notebook_report(handed_in, monkeypatch) -> NotebookReport:
    from lessons import open_course

    monkeypatch.setenv("LESSONS_CLASS", str(handed_in.parent))
    made = open_course().report()
    assert isinstance(made, NotebookReport)
    return made


def test_a_notebook_shows_the_same(notebook_report):
    shown = notebook_report._repr_mimebundle_()
    assert shown["text/plain"].startswith("Class report\n3 of 3 learners answered at least one question.")
    assert "<caption" in shown["text/html"]
    assert shown["text/plain"] == repr(notebook_report)
    assert list(notebook_report.table("learners")["learner"]) == ["Fox", "Heron", "Otter"]
    assert list(notebook_report.table("questions")["item_id"]) == [
        one.item.id for one in notebook_report.report.analysis.items
    ]


def test_a_notebook_says_what_to_talk_about_and_folds_the_rest(handed_in, monkeypatch):
    (handed_in.parent / "damaged.jsonl").write_bytes(b"{")
    monkeypatch.setenv("LESSONS_CLASS", str(handed_in.parent))
    from lessons import open_course

    html = open_course().report()._repr_mimebundle_()["text/html"]
    open_, folds = html[: html.index("<details")], html[html.index("<details") :]
    assert "Not read: damaged.jsonl" in open_
    assert "see Files" not in html, "the notebook has no such part"
    assert "<table" not in open_
    assert open_.count("Right: ") == open_.count("<li>") > 1
    assert [title.split(" (")[0] for title in re.findall(r"<strong>(.*?)</strong></summary>", folds)][
        -3:
    ] == [
        "Objective by objective",
        "Learner by learner",
        "Read with care",
    ]
    assert folds.index(NO_MARK) < folds.index("Learner by learner (nicknames)")


def test_what_one_shared_login_keeps_needs_no_file(tmp_path, monkeypatch, files):
    from lessons import open_course

    monkeypatch.setenv("LESSONS_HOME", str(tmp_path / "kept"))
    monkeypatch.setenv("LESSONS_CLASS", str(tmp_path / "class"))
    nobody = open_course().report(here=True)
    assert "No learner's answers are kept on this computer yet." in repr(nobody)
    assert nobody.write().text.startswith("Nothing was written.")
    for name, data in files.items():
        open_log().append(unpack(name, data).records)
    kept = open_course().report(here=True)
    assert "3 of 3 learners" in repr(kept)
    kept.write()
    # Beside the notebook, where a teacher looks, and not beside the answers.
    assert (tmp_path / "class-report/report.html").is_file()
    with pytest.raises(ValueError, match="not both"):
        open_course().report("class", here=True)


def test_the_figures_show_what_the_tables_say(notebook_report):
    figure = notebook_report.figure("questions")
    assert not isinstance(figure, Shown)
    drawn = figure.to_plotly_json()["data"]
    items = notebook_report.report.analysis.items
    assert list(drawn[0]["y"]) == [notebook_report.report.label(one.item.id) for one in items]
    assert [sum(counts) for counts in zip(*(trace["x"] for trace in drawn), strict=True)] == [
        one.n for one in items
    ]
    assert list(drawn[2]["x"]) == [one.confident_errors for one in items]
    assert "text/html" in figure.rows._repr_mimebundle_()
    assert not isinstance(notebook_report.figure("sureness"), Shown)
    assert not isinstance(notebook_report.figure("fit"), Shown)


def test_a_notebook_writes_the_files_beside_the_folder(notebook_report, handed_in):
    said = notebook_report.write()
    place = report_folder(handed_in.parent)
    assert said.text.splitlines()[0] == f"Written into the folder {place}: open report.html in a web browser."
    assert sorted(one.name for one in place.iterdir()) == sorted([*NAMES, LIST])


@pytest.mark.parametrize(("ask", "name"), [("figure", "pie"), ("table", "marks")])
def test_what_a_report_does_not_have_is_told(notebook_report, ask, name):
    with pytest.raises(ValueError, match=f"there is no {ask} '{name}'"):
        getattr(notebook_report, ask)(name)
