"""Imports run one way: content <- ui <- activities <- course <- commands, and content <- progress <- course.

And nothing of the article stands in the code: whatever is taught comes from data/.
"""

import ast
import csv
import functools
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
MODULES = sorted((ROOT / "lessons").rglob("*.py"))

# layer -> the layers it may import from, beside itself. (An activity: beside its own file or folder.)
MAY_IMPORT: dict[str, set[str]] = {
    "content": set(),
    "ui": {"content"},
    "activities": {"content", "ui"},
    "progress": {"content"},
    "report": {"content", "progress", "ui", "exports"},  # what makes a cell safe stands once
    "exports": {"content", "progress"},
    # Beside the lessons: papers for the teacher, from the content and the notebooks.
    "teacher": {"content", "ui", "activities", "exports"},
    "course": {"content", "ui", "activities", "progress", "report", "exports", "teacher"},
    "server": set(),
    # The plain pages stand beside the course's own page, the notebook: they open a course and show it anew.
    "site": {"content", "ui", "activities", "progress", "report", "exports", "course"},
    # What is printed is made from the same pieces as the plain pages.
    "handout": {"content", "ui", "activities", "course", "site"},
    "commands": {
        *(
            "content",
            "ui",
            "activities",
            "progress",
            "report",
            "exports",
            "course",
            "site",
            "handout",
            "teacher",
        )
    },
    "__main__": {"commands"},
    "__init__": set(),
}


def imports(module: Path) -> Iterator[str]:
    """The names of ours that a module imports, also inside functions; not those for type checkers alone."""
    package = ["lessons", *module.relative_to(ROOT / "lessons").parent.parts]
    tree = ast.parse(module.read_text(encoding="utf-8"))
    for_types = {
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if node in for_types:
            continue
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names if name.name.split(".")[0] == "lessons")
        elif isinstance(node, ast.ImportFrom):
            start = package[: len(package) - node.level + 1] if node.level else []
            base = ".".join([*start, *filter(None, [node.module])])
            if base.split(".")[0] == "lessons":
                yield from (f"{base}.{name.name}" for name in node.names)


def part(parts: list[str]) -> tuple[str, str]:
    """("activities", "quiz") of lessons/activities/quiz.py or of lessons.activities.quiz.Quiz."""
    inner = [*parts, "", ""][1:3]
    return inner[0] or "__init__", inner[1]


@pytest.mark.parametrize("module", MODULES, ids=lambda module: str(module.relative_to(ROOT)))
def test_imports_run_one_way(module):
    layer, own = part(list(module.relative_to(ROOT).with_suffix("").parts))
    for name in imports(module):
        other, theirs = part(name.split("."))
        if other == layer:
            assert layer != "activities" or own in ("__init__", theirs), (
                f"an activity imports another one: {name}"
            )
        else:
            assert other in MAY_IMPORT[layer], f"{layer} must not import {name}"


def test_the_layers_are_those_that_exist():
    folder = ROOT / "lessons"
    there = {path.stem for path in folder.glob("*.py")} | {
        path.parent.name for path in folder.glob("*/__init__.py")
    }
    assert there == set(MAY_IMPORT)


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("from .activity import Still", ["lessons.ui.activity.Still"]),
        ("from ..progress import Log", ["lessons.progress.Log"]),
        ("def f():\n    import lessons.course", ["lessons.course"]),
        ("if TYPE_CHECKING:\n    from lessons.course import Course", []),
        ("import json, pandas.io", []),
    ],
)
def test_every_way_of_importing_is_seen(tmp_path, monkeypatch, source, names):
    monkeypatch.setitem(globals(), "ROOT", tmp_path)
    module = tmp_path / "lessons/ui/x.py"
    module.parent.mkdir(parents=True)
    module.write_text(source, encoding="utf-8")
    assert list(imports(module)) == names


def column(table: str, *names: str) -> Iterator[str]:
    file = ROOT / "data" / table
    if file.exists():  # a table that does not exist is another test's business
        with file.open(encoding="utf-8", newline="") as rows:
            for row in csv.DictReader(rows):
                yield from (row[name] for name in names if row.get(name))


def telling_ids() -> Iterator[str]:
    """Ids that can only mean one thing: `start` is a lesson and a thousand other things, `start-2` is not."""
    for table in sorted((ROOT / "data").glob("*.csv")):
        yield from column(table.name, "id")
    for file in sorted((ROOT / "data").rglob("*.toml")):
        for records in tomllib.loads(file.read_text(encoding="utf-8")).values():
            if isinstance(records, list):
                yield from (record["id"] for record in records if isinstance(record, dict) and "id" in record)


@functools.cache
def words() -> dict[str, str]:
    """What must not stand in the code -> what it is."""
    found = {identifier: "an id" for identifier in telling_ids() if re.search(r"[-_\d]", identifier)}
    for table, *names in (
        ("sites.csv", "name", "place_context"),
        ("venues.csv", "name", "city"),
        ("people.csv", "name", "name_in_article"),
        ("places.csv", "name"),
        ("contact_line.csv", "name"),
    ):
        for text in column(table, *names):
            found[text] = f"a name of {table}"
            if table == "people.csv":
                found[text.split()[-1]] = "somebody's family name"
    for table, name in (
        ("observations.csv", "observed_on"),
        ("meetings.csv", "held_on"),
        ("events.csv", "happened_on"),
    ):
        for day in column(table, name):
            if len(day) == len("2022-01-10"):
                year, month, number = day.split("-")
                found[day] = f"a date of {table}"
                found[f"{year}, {int(month)}, {int(number)}"] = f"a date of {table}"
    return {word: what for word, what in found.items() if len(word) >= 4}


def test_the_words_are_those_of_the_article():
    if not (ROOT / "data").is_dir():
        pytest.skip("no data yet")
    assert len(words()) > 100


@pytest.mark.parametrize("module", MODULES, ids=lambda module: str(module.relative_to(ROOT)))
def test_nothing_of_the_article_stands_in_the_code(module):
    source = module.read_text(encoding="utf-8")
    found = {
        word: what
        for word, what in words().items()
        if word in source and re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", source)
    }
    assert found == {}
