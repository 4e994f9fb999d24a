"""Before a class: every look says what it found, and only what has to be done makes the command fail."""

import json
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from lessons.commands import before_class, menu
from lessons.commands.before_class import NOTE, READY, TO_DO, Line, Look
from lessons.commands.first_lesson import Session
from lessons.commands.installed import Differs, differing
from lessons.commands.menu import main
from lessons.commands.unchanged import Change, changes
from lessons.content import ContentError, Problem
from lessons.progress import Learner, Log, Record
from lessons.progress.records import new_id
from tests.made_class import BEGAN

BROKEN = ContentError([Problem("terms.toml", 3, "plain", "is empty")])


@pytest.mark.parametrize(
    ("line", "sign", "says"),
    [
        (before_class.python((3, 12)), READY, "Python 3.12."),
        (before_class.packages(()), READY, "complete"),
        (
            before_class.packages((Differs("pandas", "", "3.1.1"),)),
            TO_DO,
            "without pandas. To mend it, delete the",
        ),
        (
            before_class.packages((Differs("pandas", "2.3.0", "3.1.1"),)),
            NOTE,
            "pandas 2.3.0 in place of 3.1.1",
        ),
        (before_class.packages((Differs("a", "", "1"),) * 6), TO_DO, "a, a, a, a and 2 more."),
        (before_class.port(8888), READY, "Port 8888 is free."),
        (before_class.port(8890), NOTE, "the next start takes 8890"),
        (before_class.port(None), TO_DO, "Restart"),
        (before_class.browser("/usr/bin/chromium"), READY, "A browser: chromium."),
        (before_class.browser(None), NOTE, "Firefox or Safari"),
        (before_class.first_lesson("", BROKEN), READY, "opens"),
        (before_class.first_lesson("No answer.", BROKEN), TO_DO, "cannot be read (see above)."),
        (before_class.told(0, (), ["00.ipynb"]), TO_DO, "no notebooks"),
        (before_class.told(6, None, []), READY, "Without git"),
        (before_class.told(6, (), []), READY, "all as they came"),
        (
            before_class.told(6, (Change("01.ipynb", "used", "kim", "2026-11-28 09:10 UTC"),), []),
            NOTE,
            "01.ipynb used (kim, 2026-11-28 09:10 UTC)",
        ),
        (before_class.told(6, (Change("01.ipynb", "damaged", "kim", ""),), []), TO_DO, "Damaged: 01.ipynb."),
        (before_class.told(5, None, ["02.ipynb"]), TO_DO, "Missing: 02.ipynb. Take a fresh copy"),
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
    line = str(before_class.kept(Log(tmp_path), tmp_path))
    assert "2 learners so far" in line
    assert "Fox" not in line


def test_a_full_disk_and_a_home_that_cannot_be_written_are_to_do(tmp_path, monkeypatch):
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=90_000_000))
    assert str(before_class.kept(Log(tmp_path), tmp_path)).startswith(
        f"{TO_DO}  Answers are kept in {tmp_path}"
    )
    assert before_class.kept(Log(None, notice="Nothing can be kept."), tmp_path).sign == TO_DO


class Settled(Session):
    """A session that needs no kernel."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def __exit__(self, *_):
        pass

    def trouble(self) -> str:
        return ""


def test_only_what_is_to_do_makes_it_fail_and_a_look_that_breaks_stops_no_other(
    monkeypatch, capsys, tmp_path
):
    monkeypatch.setattr(before_class, "Session", Settled)
    fine = [Look("", lambda: Line(READY, "a.")), Look("", lambda: Line(NOTE, "b."))]
    monkeypatch.setattr(before_class, "looks", lambda *_: iter(fine))
    assert before_class.main(tmp_path) == 0
    assert capsys.readouterr().out.splitlines()[:2] == ["✓ ready  a.", "· note   b."]

    def broken() -> Line:
        raise RuntimeError("boom")

    monkeypatch.setattr(before_class, "looks", lambda *_: iter([Look("", broken), *fine]))
    assert before_class.main(tmp_path) == 1
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith(f"{TO_DO}  A look failed: RuntimeError: boom.")
    assert said[1:3] == ["✓ ready  a.", "· note   b."]


def test_everything_is_looked_at_and_damaged_data_and_a_missing_page_are_told(monkeypatch, root, tmp_path):
    data = shutil.copytree(root / "data", tmp_path / "data")
    (data / "terms.toml").write_text("[[terms]", encoding="utf-8")
    monkeypatch.setattr(before_class, "data_folder", lambda: data)
    lines = [look.line() for look in before_class.looks(tmp_path, Settled(tmp_path))]
    assert len(lines) == 9
    assert [line.sign for line in lines[1:4]] == [TO_DO] * 3  # no .venv, no data, no notebooks there
    assert "in what is taught, the first: terms.toml:" in lines[2].found
    monkeypatch.undo()
    (tmp_path / "notebooks").mkdir()
    shutil.copy2(root / "notebooks/00-start.ipynb", tmp_path / "notebooks")
    content = before_class.what_is_taught()
    found = before_class.notebooks(tmp_path, content)
    assert (found.sign, found.found[:29]) == (TO_DO, "Missing: 01-the-text.ipynb, 0")
    assert "No answer. To mend it, delete the folder .venv" in str(
        before_class.first_lesson("No answer.", content)
    )


def test_what_is_looked_at_stands_on_a_terminal_until_it_is_found(monkeypatch, capsys):
    before_class.meanwhile("A port …")
    assert capsys.readouterr().out == ""
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    before_class.meanwhile("A port …")
    before_class.meanwhile("", over="A port …")
    assert capsys.readouterr().out == "         A port …\r" + " " * 17 + "\r"


def test_what_was_taken_out_or_exchanged_after_the_set_up_is_found(root, tmp_path):
    lock = "".join(
        f"{line} \\\n    --hash=sha256:aa\n"
        for line in ("alpha==1.0", "Be.ta==2.0 ; os_name != 'amiga'", "gamma==3.0 ; os_name == 'amiga'")
    )
    (tmp_path / "be_ta-2.1.dist-info").mkdir()
    assert differing(lock, tmp_path) == (Differs("alpha", "", "1.0"), Differs("be-ta", "2.1", "2.0"))
    (tmp_path / "Alpha-1.0.dist-info").mkdir()
    assert [one.name for one in differing(lock, tmp_path)] == ["be-ta"]
    real = (root / "binder/requirements.txt").read_text(encoding="utf-8")
    assert differing(real, Path(sysconfig.get_path("purelib"))) == ()


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
    (tmp_path / "notebooks").mkdir()
    with Session(root) as there, Session(tmp_path / "notebooks") as nowhere:
        assert there.trouble() == ""
        assert nowhere.trouble().startswith("no kernel starts"), "there is no folder notebooks to start in"
    with Session(tmp_path) as left:
        pass
    assert left._process.poll() is not None, "whoever stops waiting leaves nothing behind"
