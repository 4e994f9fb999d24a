"""The course's environment: what its stamp decides, how it is wired, and (long) that it is really made."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from lessons.commands.environment import LOCKS, Environment, make_folder, ready
from lessons.commands.machine import CannotStart
from lessons.commands.wiring import LAB_CONFIG, LAB_SETTINGS, SERVER_CONFIG, wire

BOTH = list(LOCKS)


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A folder that looks like the course, with an environment that looks whole."""
    for lock in LOCKS:
        (tmp_path / lock).parent.mkdir()
        (tmp_path / lock).write_text(f"# {lock}\n", encoding="utf-8")
    environment = Environment(tmp_path)
    environment.python.parent.mkdir(parents=True)
    environment.python.touch()
    environment.stamp.write_text(json.dumps(environment.wanted(tests=True)), encoding="utf-8")
    return tmp_path


def test_a_whole_environment_is_left_alone(course):
    assert Environment(course).missing(tests=False) == []
    assert Environment(course).missing(tests=True) == []


def test_ready_on_a_whole_environment_says_nothing_and_starts_nothing(course, capsys, monkeypatch):
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: pytest.fail("something was started"))
    environment = ready(course, tests=True)
    assert environment.python == course / (
        ".venv/Scripts/python.exe" if os.name == "nt" else ".venv/bin/python"
    )
    assert capsys.readouterr() == ("", "")


def test_a_new_lock_makes_everything_again(course):
    (course / "binder/requirements.txt").write_text("# other packages\n", encoding="utf-8")
    assert Environment(course).missing(tests=False) == [".venv", "binder/requirements.txt"]
    assert Environment(course).missing(tests=True) == [".venv", *BOTH]


def test_a_new_lock_of_the_tests_adds_to_what_is_there(course):
    (course / "tests/requirements.txt").write_text("# other tools\n", encoding="utf-8")
    assert Environment(course).missing(tests=False) == []
    assert Environment(course).missing(tests=True) == ["tests/requirements.txt"]


@pytest.mark.parametrize("name", ["place", "python"])
def test_a_moved_folder_or_another_python_makes_everything_again(course, name):
    stamp = Environment(course).stamp
    stamp.write_text(json.dumps(json.loads(stamp.read_text()) | {name: "elsewhere"}), encoding="utf-8")
    assert Environment(course).missing(tests=False) == [".venv", "binder/requirements.txt"]


@pytest.mark.parametrize("content", [None, "", "{", "[]", "\x00\x00"])
def test_a_half_made_environment_is_made_again(course, content):
    stamp = Environment(course).stamp
    stamp.unlink()
    if content is not None:
        stamp.write_text(content, encoding="utf-8")
    assert Environment(course).missing(tests=True) == [".venv", *BOTH]


def test_an_environment_whose_python_was_removed_is_made_again(course):
    Environment(course).python.unlink()
    assert Environment(course).missing(tests=False) == [".venv", "binder/requirements.txt"]


def test_a_folder_that_is_not_the_course_is_told_so(tmp_path):
    with pytest.raises(CannotStart, match="is not the course's folder"):
        ready(tmp_path)


def test_a_folder_that_cannot_be_written_is_told_so(tmp_path):
    file = tmp_path / "a file and no folder"
    file.touch()
    with pytest.raises(CannotStart, match=r"cannot be written .* Copy the course to a folder of your own"):
        make_folder(Environment(file))


def test_wiring_writes_its_files_once(tmp_path):
    prefix, root = tmp_path / "my course/.venv", tmp_path / "my course"
    site_packages = prefix / "lib/python3.11/site-packages"
    site_packages.mkdir(parents=True)
    wire(prefix, site_packages, root)
    files = {str(file.relative_to(prefix)): file for file in prefix.rglob("*") if file.is_file()}
    assert sorted(files) == [
        str(Path(name))
        for name in (
            "etc/ipython/ipython_kernel_config.json",
            "etc/jupyter/jupyter_lab_config.json",
            "etc/jupyter/jupyter_server_config.json",
            "lib/python3.11/site-packages/three_tables.pth",
            "share/jupyter/lab/settings/overrides.json",
        )
    ]
    assert (site_packages / "three_tables.pth").read_text().strip() == str(Path("../../../.."))
    overrides = json.loads(files[str(Path("share/jupyter/lab/settings/overrides.json"))].read_text())
    assert overrides["@jupyterlab/apputils-extension:notification"]["fetchNews"] == "false"
    for file in files.values():
        os.utime(file, (0, 0))
    files[str(Path("etc/jupyter/jupyter_lab_config.json"))].write_text("{}")
    wire(prefix, site_packages, root)
    assert [name for name, file in files.items() if file.stat().st_mtime] == [
        str(Path("etc/jupyter/jupyter_lab_config.json"))
    ]


def test_every_setting_we_make_is_one_that_jupyterlab_knows():
    schemas = Path(sys.prefix) / "share/jupyter/lab/schemas"
    for plugin, settings in LAB_SETTINGS.items():
        package, name = plugin.split(":")
        schema = json.loads((schemas / package / f"{name}.json").read_text(encoding="utf-8"))
        assert set(settings) <= set(schema["properties"]), plugin

    from jupyter_server.serverapp import ServerApp
    from jupyterlab.labapp import LabApp

    assert set(LAB_CONFIG["LabApp"]) <= set(LabApp.class_trait_names(config=True))
    assert set(SERVER_CONFIG["ServerApp"]) <= set(ServerApp.class_trait_names(config=True))


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def answers(port: int) -> bool:
    """Whether the server is up and lets our token in."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/status?token=t", timeout=5) as answer:
            return bool(json.load(answer)["started"])
    except OSError:
        return False


def start(course: Path, home: Path) -> str:
    """`python -m lessons` as a new user would type it, until the server answers: what it said."""
    port = free_port()
    ours = ("JUPYTER", "LESSONS")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    # The machine's own cache: the packages were downloaded a moment ago, for this very test run.
    uv = [sys.executable, "-m", "uv", "cache", "dir"]
    cache = subprocess.run(uv, capture_output=True, text=True, check=True).stdout.strip()
    environment |= {"HOME": str(home), "UV_CACHE_DIR": cache}
    options = ["--no-browser", f"--port={port}", "--IdentityProvider.token=t"]
    command = [sys.executable, "-m", "lessons", *options]
    said = home / "said.txt"
    with said.open("wb") as output:
        process = subprocess.Popen(command, cwd=course, env=environment, stdout=output, stderr=output)
        try:
            while not answers(port):
                assert process.poll() is None, said.read_text(encoding="utf-8")
                time.sleep(0.2)
        finally:
            process.terminate()
            process.wait(60)
    return said.read_text(encoding="utf-8")


@pytest.mark.long(ci=True)
def test_from_a_fresh_folder_to_jupyterlab_and_again_after_a_move(tree, tmp_path):
    """The whole way, in a path with spaces: set up, serve, serve again, and set up anew after a move."""
    home, course = tmp_path / "home", tmp_path / "my course"
    home.mkdir()
    tree(course)
    assert "Setting up Three Tables" in start(course, home)
    assert "Setting up" not in start(course, home)
    moved = course.rename(tmp_path / "moved")
    again = start(moved, home)
    assert "unfinished, moved or out of date" in again
    assert "Traceback" not in again
