"""Before a class: every look says what it found, and only what has to be done makes the command fail."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from lessons.commands import before_class, menu
from lessons.commands.before_class import NOTE, READY, TO_DO, Line
from lessons.commands.first_lesson import opens
from lessons.commands.menu import main
from lessons.commands.unchanged import Change, changes
from lessons.progress import Learner, Log, Record
from lessons.progress.records import new_id
from tests.made_class import BEGAN


@pytest.mark.parametrize(
    ("line", "sign", "says"),
    [
        (before_class.python((3, 12)), READY, "Python 3.12."),
        (before_class.environment([], []), READY, "complete"),
        (before_class.environment([".venv"], []), TO_DO, "then: python3 -m lessons."),
        (before_class.environment([], ["pandas"]), TO_DO, "without pandas. Delete the folder .venv"),
        (before_class.port(8888), READY, "Port 8888 is free."),
        (before_class.port(8890), NOTE, "the next start takes 8890"),
        (before_class.port(None), TO_DO, "Restart"),
        (before_class.browser("/usr/bin/chromium"), READY, "A browser: chromium."),
        (before_class.browser(None), NOTE, "Firefox or Safari"),
        (before_class.first_lesson(""), READY, "opens"),
        (before_class.first_lesson("no answer within 60 s."), TO_DO, "no answer within 60 s. Delete .venv"),
        (before_class.told(0, ()), TO_DO, "no notebooks"),
        (before_class.told(6, None), READY, "Without git"),
        (before_class.told(6, ()), READY, "all as they came"),
        (
            before_class.told(6, (Change("01.ipynb", "used", "kim", "2026-11-28 09:10 UTC"),)),
            NOTE,
            "01.ipynb used (kim, 2026-11-28 09:10 UTC)",
        ),
        (before_class.told(6, (Change("01.ipynb", "damaged", "kim", ""),)), TO_DO, "Damaged: 01.ipynb."),
    ],
)
def test_what_is_found_is_told_in_words_with_the_way_out(line, sign, says):
    assert line.sign == sign
    assert says in str(line)
    assert "\n" not in str(line)


def test_how_many_are_kept_is_told_and_never_who(tmp_path):
    log = Log(tmp_path)
    for nickname in ("Fox", "Otter"):
        learner = Learner(new_id(), nickname)
        entry = {"kind": "sits", "seat": "s", "nickname": nickname}
        log.append([Record(new_id(), learner.id, BEGAN, "welcome", "", entry)])
    line = str(before_class.kept(Log(tmp_path)))
    assert "2 learners so far" in line
    assert "Fox" not in line


def test_a_full_disk_and_a_home_that_cannot_be_written_are_to_do(tmp_path, monkeypatch):
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=90_000_000))
    assert str(before_class.kept(Log(tmp_path))).startswith(f"{TO_DO}  Answers are kept in {tmp_path}")
    assert before_class.kept(Log(None, notice="Nothing can be kept.")).sign == TO_DO


def test_only_what_is_to_do_makes_it_fail_and_a_look_that_breaks_stops_no_other(
    monkeypatch, capsys, tmp_path
):
    monkeypatch.setattr(before_class, "lines", lambda _: iter([Line(READY, "a."), Line(NOTE, "b.")]))
    assert before_class.main(tmp_path) == 0
    assert capsys.readouterr().out.splitlines()[:2] == ["✓ ready  a.", "· note   b."]
    monkeypatch.undo()

    def broken() -> Line:
        raise RuntimeError("boom")

    monkeypatch.setattr(before_class, "taught", broken)
    monkeypatch.setattr(before_class, "opens", lambda _: "")
    signs = [line.sign for line in before_class.lines(tmp_path)]
    assert signs.count(TO_DO) >= 2  # the broken look, and an empty folder has no notebooks
    assert len(signs) == 9


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A small clone with three notebooks."""
    folder = tmp_path / "notebooks"
    folder.mkdir()
    for name in ("01-a", "02-b", "03-c"):
        cells = [
            {"cell_type": "markdown", "source": [f"# {name}"]},
            {"cell_type": "code", "source": ["1"], "outputs": []},
        ]
        (folder / f"{name}.ipynb").write_text(json.dumps({"cells": cells}), encoding="utf-8")
    for words in (
        ["init", "-q"],
        ["add", "-A"],
        ["-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "-qm", "a"],
    ):
        subprocess.run(["git", "-C", str(tmp_path), *words], check=True)
    return tmp_path


def test_pages_that_were_used_edited_or_damaged_are_told_apart(clone):
    files = sorted((clone / "notebooks").glob("*.ipynb"))
    assert changes(clone, files) == ()
    for file, old, new in (
        (files[0], '"outputs": []', '"outputs": [1]'),
        (files[1], "# 02-b", "# mine"),
        (files[2], "{", ""),
    ):
        file.write_text(file.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    found = changes(clone, files)
    assert found is not None
    assert [(one.name, one.kind) for one in found] == [
        ("01-a.ipynb", "used"),
        ("02-b.ipynb", "edited"),
        ("03-c.ipynb", "damaged"),
    ]


def test_without_git_nobody_can_tell_but_damage_shows(clone):
    shutil.rmtree(clone / ".git")
    files = sorted((clone / "notebooks").glob("*.ipynb"))
    assert changes(clone, files) is None
    files[0].write_text("{", encoding="utf-8")
    assert [one.kind for one in changes(clone, files) or ()] == ["damaged"]


def test_a_course_that_is_not_set_up_is_told_so_and_not_set_up(monkeypatch, tmp_path, capsys):
    (tmp_path / "binder").mkdir()
    (tmp_path / "binder/requirements.txt").touch()
    monkeypatch.setattr(menu, "ROOT", tmp_path)
    assert main(["check", "--class"]) == 1
    assert "not set up here" in capsys.readouterr().err
    assert not (tmp_path / ".venv").exists()


def test_the_first_lesson_opens_in_a_session_of_its_own(root, tmp_path):
    assert opens(root) == ""
    (tmp_path / "notebooks").mkdir()
    assert opens(tmp_path / "notebooks") != "", "there is no folder notebooks to start in"
