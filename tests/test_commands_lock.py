"""The locks: hashes for everything, no address in them, one resolution, and what pyproject.toml asks for."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from lessons.commands.lock import LOCKS, compile_locks
from lessons.commands.machine import CannotStart

PINS = re.compile(
    r"^(?P<pin>[a-z0-9][^ ]*==[^ ]+)( ; .*?)? \\\n(    --hash=sha256:[0-9a-f]{64}( \\)?\n)+", re.MULTILINE
)


def pinned(lock: Path) -> dict[str, set[str]]:
    """name -> the versions that the lock allows (more than one where Pythons differ)."""
    found: dict[str, set[str]] = {}
    for match in PINS.finditer(lock.read_text(encoding="utf-8")):
        name, version = match["pin"].split("==")
        found.setdefault(canonicalize_name(name.split("[")[0]), set()).add(version)
    return found


@pytest.mark.parametrize("lock", LOCKS)
def test_every_line_is_a_pin_a_hash_or_a_comment(root, lock):
    text = (root / lock).read_text(encoding="utf-8")
    rest = [line for line in PINS.sub("", text).splitlines() if line and not line.lstrip().startswith("#")]
    assert rest == []
    assert pinned(root / lock)


@pytest.mark.parametrize("lock", LOCKS)
def test_no_address_and_no_path_is_in_a_lock(root, lock):
    text = (root / lock).read_text(encoding="utf-8")
    assert not re.search(r"://|^-|^\s*--(?!hash=)|file:|/home/|/root/|/tmp/|[A-Z]:\\", text, re.MULTILINE)


def wanted(root: Path) -> dict[str, list[str]]:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    groups = project["dependency-groups"]
    lists = (project["project"]["dependencies"], groups["test"], groups["installer"])
    return dict(zip(LOCKS, lists, strict=True))


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_what_pyproject_asks_for(root, lock):
    have = pinned(root / lock)
    for line in wanted(root)[lock]:
        requirement = Requirement(line)
        versions = have[canonicalize_name(requirement.name)]
        assert all(requirement.specifier.contains(version) for version in versions), line


def test_the_tests_run_with_the_learners_versions(root):
    learner, tests = (pinned(root / lock) for lock in list(LOCKS)[:2])
    assert {name: tests[name] for name in tests.keys() & learner.keys()} == {
        name: learner[name] for name in tests.keys() & learner.keys()
    }


def test_the_package_has_few_dependencies_and_each_was_chosen(root):
    names = sorted(Requirement(line).name for line in wanted(root)["binder/requirements.txt"])
    assert names == [
        "anywidget",
        "beautifulsoup4",
        "fsrs",
        "genanki",
        "htpy",
        "ipykernel",
        "ipywidgets",
        "jupyterlab",
        "mistune",
        "notebook",
        "pandas",
        "platformdirs",
        "plotly",
        "pydantic",
    ]


def test_words_that_lock_does_not_take_are_one_line(root):
    with pytest.raises(CannotStart, match="lock takes one option, --upgrade, and got: --newest"):
        compile_locks(root, ["--newest"])
