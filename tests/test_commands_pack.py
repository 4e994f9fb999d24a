"""A USB stick for a place without internet: what goes onto it, for whom, and the set-up from it."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from lessons.commands import pack, packed
from lessons.commands.install import explain
from lessons.commands.machine import CannotStart
from lessons.commands.pack import Asked, main, note, understood
from lessons.commands.packed import OUR_NAME, OURS, copy_course
from lessons.commands.platforms import NAMES, PYTHONS, Target, this_target
from lessons.commands.saved import course_notebooks
from lessons.commands.wheels import taken_from, wheels_in

LOCK = """\
# a lock
alpha==1.0 \\
    --hash=sha256:aa \\
    --hash=sha256:ab
    # via three-tables
beta==2.0 ; sys_platform == 'win32' \\
    --hash=sha256:bb
gamma==3.0 ; python_full_version < '3.11.5' \\
    --hash=sha256:ca
gamma==4.0 ; python_full_version >= '3.11.5' \\
    --hash=sha256:cb
delta==5.0 ; platform_machine == 'arm64' and sys_platform == 'darwin' \\
    --hash=sha256:dd
"""
ALPHA = "alpha==1.0 --hash=sha256:aa --hash=sha256:ab"


@pytest.mark.parametrize(
    ("target", "sets"),
    [
        (Target("linux", "3.12"), {0: [ALPHA, "gamma==4.0 --hash=sha256:cb"]}),
        (
            Target("windows", "3.13"),
            {0: [ALPHA, "beta==2.0 --hash=sha256:bb", "gamma==4.0 --hash=sha256:cb"]},
        ),
        (
            Target("mac", "3.11"),
            {
                0: [ALPHA, "gamma==3.0 --hash=sha256:ca", "delta==5.0 --hash=sha256:dd"],
                99: ["gamma==4.0 --hash=sha256:cb"],
            },
        ),
    ],
)
def test_the_lines_of_a_lock_are_those_for_the_computer(target, sets):
    assert target.sets(LOCK) == sets


def test_the_course_s_own_lock_has_lines_for_every_computer_and_python(root):
    lock = (root / "binder/requirements.txt").read_text(encoding="utf-8")
    for name in NAMES:
        for python in PYTHONS:
            first = Target(name, python).sets(lock)[0]
            names = [line.split("==")[0] for line in first]
            assert len(names) == len(set(names)) > 90
            assert ("pywinpty" in names) == (name == "windows")
            assert all("--hash=sha256:" in line and ";" not in line for line in first)


def test_pip_is_told_the_release_of_python_and_the_tags_of_old_systems():
    assert Target("windows", "3.10").options(0) == [
        *("--platform", "win_amd64", "--python-version", "3.10.0", "--implementation", "cp")
    ]
    assert "macosx_11_0_arm64" in Target("mac", "3.10").options(0)
    assert "manylinux2014_aarch64" in Target("linux-arm", "3.10").options(99)
    for name in NAMES:  # a newer one would be preferred to a wheel for all systems
        assert not any("2_3" in tag or "macosx_13" in tag for tag in Target(name, "3.13").options(0))


@pytest.mark.parametrize(
    ("words", "targets"),
    [
        (["stick"], (this_target(),)),
        (["--platform", "mac", "stick", "--python=3.12"], (Target("mac", "3.12"),)),
        (
            ["stick", "--platform=mac", "--platform", "windows", "--python", "3.13"],
            (Target("mac", "3.13"), Target("windows", "3.13")),
        ),
    ],
)
def test_what_is_typed_is_understood(words, targets):
    assert understood(words) == Asked(Path("stick"), targets)


@pytest.mark.parametrize(
    "words",
    [[], ["a", "b"], ["--platform", "amiga", "a"], ["a", "--python"], ["a", "--python=2.7"], ["-x", "a"]],
)
def test_other_words_are_one_line(words, capsys):
    assert main(words) == 2
    err = capsys.readouterr().err
    assert err.startswith("pack takes a folder")
    assert err.count("\n") == 1


def test_a_folder_of_somebody_and_one_inside_the_course_are_left_alone(tmp_path, root, capsys):
    (tmp_path / "thesis.txt").touch()
    assert main([str(tmp_path)]) == 1
    assert "no empty folder" in capsys.readouterr().err
    assert main([str(root / "stick")]) == 1
    assert "inside the course itself" in capsys.readouterr().err
    assert not (root / "stick").exists()


def page(*shown: str) -> str:
    """A notebook with one cell, and what it showed."""
    outputs = [{"output_type": "stream", "name": "stdout", "text": [text]} for text in shown]
    cell = {"cell_type": "code", "id": "a", "metadata": {}, "execution_count": 1, "source": ["1"]}
    return json.dumps({"cells": [{**cell, "outputs": outputs}], "metadata": {"widgets": {"state": shown}}})


@pytest.fixture
def used(tmp_path: Path) -> Path:
    """A course in which a class has worked: its files, and all that may lie beside them."""
    course = tmp_path / "course"
    for name in (
        *("lessons/commands/pack.py", "data/terms.toml", ".gitignore", "data/article.txt", "fox.jsonl"),
        *("notebooks/class/fox.jsonl", "notebooks/class-report/report.html", "fox-report/report.html"),
        *(".venv/x", ".git/x", "notebooks/.ipynb_checkpoints/00-a.ipynb", "lessons/__pycache__/a.pyc"),
        *("notebooks/Untitled.ipynb", "notebooks/00-a-Copy1.ipynb", "tests/class/fox.jsonl", "answers.csv"),
    ):
        (course / name).parent.mkdir(parents=True, exist_ok=True)
        (course / name).touch()
    for name in ("00-a", "90-b"):
        (course / f"notebooks/{name}.ipynb").write_text(page("as it came"), encoding="utf-8")
    return course


def contents(folder: Path) -> set[str]:
    return {one.relative_to(folder).as_posix() for one in folder.rglob("*") if one.is_file()}


PACKED = {
    *(".gitignore", "data/terms.toml", "lessons/commands/pack.py"),
    *("notebooks/00-a.ipynb", "notebooks/90-b.ipynb"),
}


def test_without_git_no_output_goes_along_and_the_notebooks_run_again(used, tmp_path, monkeypatch, capsys):
    (used / "notebooks/90-b.ipynb").write_text(page("25 learners: Fox, Otter"), encoding="utf-8")
    ran = []

    def run(command: list[str], *_: object, cwd: Path, **__: object) -> tuple[int, str]:
        ran.append((command[-1], cwd))
        return 0, ""

    monkeypatch.setattr(packed, "run", run)
    monkeypatch.setattr(pack, "__file__", str(used / "lessons/commands/pack.py"))
    monkeypatch.setattr(pack, "fetch", lambda *_: "")
    stick = tmp_path / "stick"
    assert main([str(stick), "--platform=windows", "--python=3.13"]) == 0
    assert contents(stick) == {"READ-ME.txt", *(f"three-tables/{name}" for name in PACKED)}
    assert ran == [("lessons.commands.refresh", stick / "three-tables")]
    for one in ("00-a", "90-b"):
        raw = (stick / f"three-tables/notebooks/{one}.ipynb").read_bytes()
        assert (b'"source"' in raw, b"Fox" in raw, b"as it came" in raw, b"widgets" in raw) == (
            True,
            *[False] * 3,
        )
    assert "Without git nobody can tell" in capsys.readouterr().out
    assert "  windows, Python 3.13\n" in note((Target("windows", "3.13"),))
    (used / "notebooks/00-a.ipynb").write_text("{", encoding="utf-8")
    assert main([str(stick)]) == 1
    assert capsys.readouterr().err == (
        "Not packed: 00-a.ipynb is damaged. Take a fresh copy from the course's ZIP.\n"
    )


def test_from_a_clone_every_notebook_goes_as_it_came_and_an_edit_is_told(used, tmp_path, capsys):
    shutil.rmtree(used / ".git")
    git = ["git", "-C", str(used), "-c", "user.name=t", "-c", "user.email=t@example.org"]
    for words in (
        ["init", "-q"],
        ["add", "notebooks/00-a.ipynb", "notebooks/90-b.ipynb"],
        ["commit", "-qm", "a"],
    ):
        subprocess.run([*git, *words], check=True)
    (used / "notebooks/00-a.ipynb").write_text(page("Fox"), encoding="utf-8")
    (used / "notebooks/90-b.ipynb").write_text(page("Fox").replace('"1"', '"2"'), encoding="utf-8")
    assert copy_course(used, tmp_path / "copy", tmp_path / "log") == ""
    assert contents(tmp_path / "copy") == PACKED
    for one in ("00-a", "90-b"):
        assert (tmp_path / f"copy/notebooks/{one}.ipynb").read_text(encoding="utf-8") == page("as it came")
    assert capsys.readouterr().out == (
        "  00-a.ipynb is used here: the stick gets it as it came.\n"
        "  90-b.ipynb is edited here: the stick gets it as it came. "
        "To take your change along, commit it first.\n"
    )


def test_the_names_of_what_is_the_course_are_those_in_git(root):
    listed = subprocess.run(["git", "ls-files"], cwd=root, capture_output=True, text=True, check=True).stdout
    assert {line.split("/")[0] for line in listed.splitlines()} == {*OURS, "notebooks"}
    ours = [line.split("/")[1] for line in listed.splitlines() if line.startswith("notebooks/")]
    assert all(OUR_NAME.fullmatch(name) for name in ours)


def test_from_names_a_folder_with_packages_or_is_told_what_it_wants(tmp_path):
    with pytest.raises(CannotStart, match="no packages are there"):
        wheels_in(str(tmp_path))
    for named in ("", "-x"):
        with pytest.raises(CannotStart, match="--from wants a folder"):
            wheels_in(named)
    (tmp_path / "wheels").mkdir()
    (tmp_path / "wheels/alpha-1.0-py3-none-any.whl").touch()
    assert wheels_in(str(tmp_path)) == tmp_path / "wheels"
    assert wheels_in(str(tmp_path / "wheels")) == tmp_path / "wheels"
    options = ["--no-browser", "--from", str(tmp_path), "--port=1"]
    assert taken_from(options) == (["--no-browser", "--port=1"], tmp_path / "wheels")
    assert taken_from(["--port=1", f"--from={tmp_path}"]) == (["--port=1"], tmp_path / "wheels")
    assert taken_from(["--port=1"]) == (["--port=1"], None)


def test_without_internet_the_line_names_the_stick_and_a_stick_that_lacks_something_says_so(tmp_path):
    log = tmp_path / "set-up.log"
    assert "--from DIR" in explain("dns error", log)
    lacking = explain("ERROR: Could not find a version (from versions: none)", log, tmp_path)
    assert lacking.startswith(f"{tmp_path} lacks a package for this computer")
    assert "The internet cannot" not in lacking


@pytest.mark.long
def test_a_packed_course_is_set_up_without_any_network(root, tree, tmp_path):
    """About three minutes: fetch, copy, set up in a path with spaces, and look whether a lesson opens."""
    course, stick = tree(tmp_path / "here"), tmp_path / "stick"
    start = course / "notebooks/00-start.ipynb"
    start.write_text(start.read_text(encoding="utf-8").replace("Not running yet", "Fox"), encoding="utf-8")
    run = [sys.executable, "-m", "lessons.commands.pack", str(stick)]
    subprocess.run(run, cwd=course, env={**os.environ, "PYTHONPATH": str(course)}, check=True)
    for file in course_notebooks(root / "notebooks"):
        assert (stick / "three-tables/notebooks" / file.name).read_bytes() == file.read_bytes(), file.name
    taken = shutil.copytree(stick / "three-tables", tmp_path / "my course")
    nowhere = "http://127.0.0.1:9"
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "UV_"))}
    environment |= {
        **dict.fromkeys(("PIP_INDEX_URL", "UV_INDEX_URL", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"), nowhere),
        "UV_CACHE_DIR": str(tmp_path / "cache"),
        "PIP_NO_CACHE_DIR": "1",
    }
    ready = (
        "from pathlib import Path; from lessons.commands.environment import ready; "
        f"from lessons.commands.wheels import wheels_in; ready(Path('.'), wheels=wheels_in({str(stick)!r}))"
    )
    # In a network of its own, with nobody in it, where the system allows that.
    alone = (
        ["unshare", "-rn"]
        if shutil.which("unshare") and not subprocess.call(["unshare", "-rn", "true"])
        else []
    )
    subprocess.run([*alone, sys.executable, "-c", ready], cwd=taken, env=environment, check=True)
    looked = subprocess.run(
        [sys.executable, "-m", "lessons", "check", "--class"],
        cwd=taken,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert "✓ ready  A session starts, and the first lesson opens in it." in looked.stdout, looked.stdout
    assert looked.returncode == 0
