"""What is typed after `python3 -m lessons` is understood, or answered in one line."""

import json
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from lessons.commands import browser, menu, tests
from lessons.commands.environment import Environment
from lessons.commands.machine import CannotStart
from lessons.commands.menu import HELP, main


def test_the_help_names_every_command_and_every_command_is_in_the_help(capsys):
    for words in (["--help"], ["-h"], ["help"], ["check", "--help"], ["test", "-h"]):
        assert main(words) == 0
        assert capsys.readouterr() == (HELP, "")
    main(["nonsense"])
    names = capsys.readouterr().err.split("There are: ")[1].split(";")[0].split(", ")
    assert [name for name in names if f"lessons {name}" not in HELP] == ["help"]


def test_an_unknown_command_is_one_line(capsys):
    assert main(["tset"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("There is no command 'tset'.")
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize(
    ("error", "says", "code"),
    [
        (CannotStart("the way out"), "the way out\n", 1),
        (
            PermissionError(13, "Permission denied", "/x"),
            "The machine refused something (Permission denied: /x).",
            1,
        ),
        (KeyboardInterrupt(), "\nStopped.", 130),
    ],
)
def test_whatever_is_in_the_way_is_one_line_and_no_traceback(monkeypatch, capsys, error, says, code):
    def fail(_arguments):
        raise error

    monkeypatch.setattr(menu, "command", fail)
    assert main([]) == code
    assert capsys.readouterr().err.startswith(says)


@pytest.mark.parametrize(
    ("words", "started"),
    [
        ([], ("lab", [])),
        (["--no-browser", "--ip=127.0.0.1"], ("lab", ["--no-browser", "--ip=127.0.0.1"])),
        (["check"], ("check", [])),
        (["check", "other data"], ("check", ["other data"])),
        (["refresh"], ("refresh", [])),
        (["report", "class", "--out", "pages"], ("report", ["class", "--out", "pages"])),
        (["teacher"], ("teacher", [])),
        (["pack", "stick"], ("pack", ["stick"])),
    ],
)
def test_a_command_starts_its_file_in_the_environment(monkeypatch, tmp_path, words, started):
    (tmp_path / "notebooks").mkdir()
    monkeypatch.setattr(menu, "ROOT", tmp_path)
    monkeypatch.setattr(
        "lessons.commands.environment.ready", lambda *_, **__: SimpleNamespace(python="the python")
    )
    calls = []

    def inside(*call):
        calls.append(call)
        return 0

    monkeypatch.setattr(menu, "inside", inside)
    assert menu.command(words) == 0
    assert calls == [("the python", *started)]


def test_where_the_course_is_installed_as_a_package_its_own_python_is_enough(monkeypatch, tmp_path):
    (tmp_path / "lessons/_content").mkdir(parents=True)
    monkeypatch.setattr(menu, "ROOT", tmp_path)
    calls = []

    def inside(*call):
        calls.append(call)
        return 0

    monkeypatch.setattr(menu, "inside", inside)
    for name in ("handout", "report", "teacher"):
        assert menu.command([name]) == 0
    assert calls == [(Path(sys.executable), name, []) for name in ("handout", "report", "teacher")]


def test_what_only_reads_leaves_an_environment_that_another_python_made(monkeypatch, tmp_path):
    """Seen in a terminal of JupyterLab: its other python3 began to make .venv again under the open course."""
    monkeypatch.setattr(menu, "ROOT", tmp_path)
    (tmp_path / "binder").mkdir()
    (tmp_path / "binder/requirements.txt").write_text("", encoding="utf-8")
    environment = Environment(tmp_path.resolve())
    environment.python.parent.mkdir(parents=True)
    environment.python.touch()
    stamp = environment.wanted(tests=False) | {"python": "3.11.0"}
    environment.stamp.write_text(json.dumps(stamp), encoding="utf-8")
    calls = []

    def inside(*call):
        calls.append(call)
        return 0

    monkeypatch.setattr(menu, "inside", inside)
    assert menu.command(["handout", "01"]) == 0
    assert calls == [(environment.python, "handout", ["01"])]


def test_a_missing_notebooks_folder_is_told_so(monkeypatch, tmp_path):
    monkeypatch.setattr(menu, "ROOT", tmp_path)
    with pytest.raises(CannotStart, match="notebooks is missing"):
        menu.command([])


@pytest.fixture
def pytest_call(monkeypatch, root):
    """What `test` would start: its words after `-m pytest`, without the two that say where the project is."""
    calls: list[list[str]] = []

    def note(command, **_):
        calls.append(command[command.index("pytest") + 4 :])
        return SimpleNamespace(returncode=5)

    monkeypatch.setattr(tests, "ready", lambda *_, **__: SimpleNamespace(python=sys.executable))
    monkeypatch.setattr(tests, "installed_browser", lambda: "/usr/bin/chromium")
    monkeypatch.setattr(subprocess, "run", note)

    def call(*options):
        assert tests.run_tests(root, list(options)) == 5
        return calls[-1]

    return call


def test_test_runs_everything_unless_files_are_named(pytest_call, root):
    everything = [str(root / name) for name in ("tests", "notebooks") if (root / name).is_dir()]
    two = ["-n", "2", "--dist", "loadscope", "--no-loadscope-reorder"]
    assert pytest_call() == [*two, *everything]
    assert pytest_call("--long", "-k", "quiz") == ["--long", "-k", "quiz", *two, *everything]
    assert pytest_call("--pdb") == ["--pdb", *everything]
    assert pytest_call("-n0") == ["-n0", *everything]
    here = "tests/test_commands_menu.py"
    assert pytest_call("-x", f"{here}::test_x") == ["-x", f"{here}::test_x"]
    assert pytest_call(here) == [here]


def test_no_browser_is_a_failure_for_ci(monkeypatch, capsys, root):
    monkeypatch.setattr(tests, "installed_browser", lambda: None)
    monkeypatch.setenv("CI", "true")
    assert tests.run_tests(root, []) == 1
    assert capsys.readouterr().err.startswith(
        "Browser tests skipped: no Chromium, Chrome or Edge is installed"
    )


def test_the_browser_is_the_one_named_or_found(monkeypatch, tmp_path):
    program = tmp_path / ("msedge.exe" if sys.platform == "win32" else "msedge")
    program.touch(0o755)
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(browser, "elsewhere", lambda: [tmp_path / "not there", program])
    monkeypatch.delenv("LESSONS_BROWSER", raising=False)
    assert browser.installed_browser() == str(program)
    monkeypatch.setenv("LESSONS_BROWSER", str(program))
    assert browser.installed_browser() == str(program)
    monkeypatch.setenv("LESSONS_BROWSER", str(tmp_path / "not there"))
    assert browser.installed_browser() is None
