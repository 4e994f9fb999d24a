"""The notebooks as a net: one fault in a copy of the data, and nbval has to fail and to show it.

A comparison that compares nothing passes for ever (a widget without its still does). So each kind of fault is
planted once, in the data and nowhere else, and the notebook that teaches the thing must notice.

Kernels cost the most time. So those cells that have to notice something are joined into one notebook, which
runs once, with all faults planted at once: each has to show in its own cell, and "Save my progress" beside
them, which shows nothing that is taught, has to pass. With --long each fault stands alone, before the whole
notebook.
"""

import csv
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import pytest

from lessons.commands.saved import course_notebooks
from tests.conftest import ROOT

TEXT, MAP, LINE = "01-the-text.ipynb", "02-the-build-up.ipynb", "04-the-institutions.ipynb"
PARTIES, WEEK, CHECK = "03-the-parties.ipynb", "05-the-week.ipynb", "06-check-the-article.ipynb"
AFTER, START, TEACHER = "07-what-happened-next.ipynb", "00-start.ipynb", "90-teacher.ipynb"
OPEN, PASSES = "open_course", ("course.save()", "pack.for_all()")
NOTEBOOKS = (START, TEXT, MAP, PARTIES, LINE, WEEK, CHECK, AFTER, TEACHER)


@dataclass(frozen=True)
class Fault:
    """``plant`` changes the copy; ``cell`` of ``notebook`` must fail and print every text of ``shown``."""

    plant: Callable[[Path], None]
    notebook: str
    cell: str
    shown: tuple[str, ...]

    @property
    def stops(self) -> bool:
        """Whether the loader refuses it, so that no cell of any notebook runs."""
        return self.cell == OPEN


def cells(name: str, row_id: str, **changed: str) -> Callable[[Path], None]:
    """Other cells in one row of a CSV file."""

    def plant(data: Path) -> None:
        with (data / name).open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        (row,) = (row for row in rows if row["id"] == row_id)
        assert changed.keys() <= row.keys()
        row.update(changed)
        write(data / name, rows)

    return plant


def write(file: Path, rows: list[dict[str, str]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def line(name: str, start: str, old: str, new: str) -> Callable[[Path], None]:
    """Another text in one entry of a TOML file: the first match of ``old`` after the line ``start``."""

    def plant(data: Path) -> None:
        before, found, rest = (data / name).read_text(encoding="utf-8").partition(f"\n{start}\n")
        assert found, start
        after, count = re.subn(old, new, rest, count=1, flags=re.MULTILINE)
        assert count == 1
        (data / name).write_text(before + found + after, encoding="utf-8")

    return plant


def drop_site(site: str) -> Callable[[Path], None]:
    """The site and everything that was reported there."""

    def plant(data: Path) -> None:
        for name, column in (("sites.csv", "id"), ("observations.csv", "site_id")):
            with (data / name).open(encoding="utf-8", newline="") as file:
                rows = list(csv.DictReader(file))
            kept = [row for row in rows if row[column] != site]
            assert len(kept) < len(rows)
            write(data / name, kept)

    return plant


FAULTS = {
    "venue-moved": Fault(
        cells("venues.csv", "us-mission-geneva", lat="46.6830"), MAP, "course.map()", ("46.233 N", "46.683 N")
    ),
    "site-moved": Fault(
        cells("sites.csv", "yelnya", lat="54.155"), MAP, "course.map()", ("54.605 N", "54.155 N")
    ),
    "site-dropped": Fault(drop_site("ostrogozhsk"), MAP, "course.map()", ("Ostrogozhsk",)),
    "date-changed": Fault(
        cells("observations.csv", "o022", published_on="2021-11-19"),
        MAP,
        "course.map()",
        ("17 November", "19 November"),
    ),
    "key-changed": Fault(
        line("items/the-text.toml", 'id = "Q02"', "answer = false", "answer = true"),
        TEXT,
        'course.quiz("the-text")',
        (" edition ",),
    ),
    "definition-shortened": Fault(
        line("terms.toml", 'id = "nato"', r'^(plain = "[^.]*\.).*"$', r'\1"'),
        TEXT,
        "course.glossary()",
        ("They promise to defend each other if one of them is attacked.",),
    ),
    "definition-emptied": Fault(
        line("terms.toml", 'id = "nato"', '^plain = ".*"$', 'plain = ""'),
        TEXT,
        OPEN,
        ("terms.toml:", "plain: is empty"),
    ),
    "event-moved": Fault(
        cells("events.csv", "T05", happened_on="1994-12-06"),
        LINE,
        "course.timeline()",
        ("5 December", "6 December"),
    ),
    "binding-changed": Fault(
        line("agreements.toml", 'id = "vienna-document"', '^binding = "politics"$', 'binding = "law"'),
        LINE,
        "course.binding()",
        (" edition ",),
    ),
    "position-given-to-another": Fault(
        cells("positions.csv", "russia-fixed-1", party_id="nato"),
        PARTIES,
        "course.overlaps()",
        (
            "Russian Federation: Ukraine and Georgia must never",
            "NATO (30 Allies): Ukraine and Georgia must never",
        ),
    ),
    "verdict-changed": Fault(
        cells("verdicts.csv", "s15", verdict="imprecise"), CHECK, "course.claims()", (" edition ",)
    ),
    "card-changed": Fault(
        cells("source_cards.csv", "c07-1", summary="Russia has land borders with ten countries."),
        CHECK,
        "course.claims()",
        ("with fourteen countries", "with ten countries"),
    ),
    "seat-taken-away": Fault(
        cells("meetings.csv", "M09", parties="osce_poland; russia; us", not_at_table="nato; eu; ukraine"),
        WEEK,
        "course.seats()",
        (" edition ",),
    ),
    "spoiler-opened": Fault(
        cells("events.csv", "T66", spoiler="false"),
        LINE,
        OPEN,
        ("events.csv:", "spoiler: is false, but happened_on"),
    ),
    "what-came-changed": Fault(  # it stands behind the gate: the still shows that it changed, and not what
        line("forecasts.toml", 'id = "the-guest"', '^outcome = "otherwise"$', 'outcome = "partly"'),
        AFTER,
        "course.forecasts()",
        (" edition ",),
    ),
    "retelling-changed": Fault(
        line("paragraphs.toml", "number = 0", r"neither side gives way\.", "both sides give way."),
        TEXT,
        "course.read(",
        ("neither side gives way", "both sides give way"),
    ),
    "aim-changed": Fault(
        line("lessons.toml", 'slug = "the-week"', "put the right parties at each table", "count the tables"),
        START,
        "course.progress()",
        ("put the right parties at each table", "count the tables"),
    ),
    "plan-changed": Fault(
        line("teaching.toml", 'id = "longer-talk"', "two minutes alone with a pen", "two minutes of silence"),
        TEACHER,
        "pack = course.teaching()",
        ("minutes alone with a pen, then", "minutes of silence, then"),
    ),
}


def lay(root: Path, folder: Path, notebook: str, faults: Sequence[Fault] = ()) -> None:
    """A folder with the notebook and its own copy of the data."""
    shutil.copytree(root / "data", folder / "data")
    shutil.copy2(root / "notebooks" / notebook, folder)
    for fault in faults:
        fault.plant(folder / "data")


def code_cells(notebook: Path) -> list[str]:
    """What is written in each code cell."""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]


def join(root: Path, folder: Path, faults: Sequence[Fault]) -> list[str]:
    """A folder with the data and one notebook: of each notebook the first cell, those that the faults have to
    show in, and those that have to pass; whose each of them is.
    """
    lay(root, folder, START, faults)
    whose: list[str] = []
    kept: list[dict[str, object]] = []
    for name in NOTEBOOKS:
        notebook = json.loads((root / "notebooks" / name).read_text(encoding="utf-8"))
        mine = (*(fault.cell for fault in faults if fault.notebook == name), *PASSES, OPEN)
        for cell in notebook["cells"]:
            if cell["cell_type"] == "code" and any(one in "".join(cell["source"]) for one in mine):
                whose.append(name)
                kept.append({**cell, "id": f"cell-{len(kept)}"})
    first = json.loads((folder / START).read_text(encoding="utf-8"))
    (folder / START).unlink()
    (folder / "joined.ipynb").write_text(json.dumps({**first, "cells": kept}), encoding="utf-8")
    return whose


def run(root: Path, folder: Path, names: Sequence[str]) -> dict[str, list[str]]:
    """One pytest with nbval over the notebooks of these folders: for each, what it said of each code cell.

    A kernel starts in the folder of its notebook, so that a relative LESSONS_DATA gives each its own copy.
    """
    report = folder / f"{names[0]}.xml"
    command = [sys.executable, "-m", "pytest", "-c", str(root / "pyproject.toml"), f"--rootdir={folder}"]
    options = ["-p", "no:cacheprovider", "--color=no", f"--junitxml={report}"]
    done = subprocess.run(
        [*command, *options, *names],
        cwd=folder,
        env={**os.environ, "LESSONS_DATA": "data", "CI": "true"},  # CI: pytest leaves nothing out
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=480,  # nbval waits for ever for a kernel that has died
    )
    assert done.returncode in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED), done.stdout + done.stderr
    cases = list(ElementTree.parse(report).iter("testcase"))  # noqa: S314 - pytest wrote it just now
    said: dict[str, list[str]] = {name: [] for name in names}
    for case in cases:
        name = case.get("classname", "").partition(".")[0]
        said[name].append("".join(failure.text or "" for failure in case.iter("failure")))
    return said


def with_source(notebook: Path, said: list[str]) -> list[tuple[str, str]]:
    """What is written in each code cell, and what was said of it."""
    return list(zip(code_cells(notebook), said, strict=True))


@pytest.fixture(scope="module")
def joined(root: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[str, str]]]:
    """What was said of the cells of each notebook, with all faults planted."""
    folder = tmp_path_factory.mktemp("joined")
    whose = join(root, folder / "all", [fault for fault in FAULTS.values() if not fault.stops])
    said = with_source(folder / "all/joined.ipynb", run(root, folder, ["all"])["all"])
    found: dict[str, list[tuple[str, str]]] = {name: [] for name in NOTEBOOKS}
    for name, one in zip(whose, said, strict=True):
        found[name].append(one)
    return found


@pytest.fixture(scope="module")
def alone(
    request: pytest.FixtureRequest, root: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, list[tuple[str, str]]]:
    """What was said where one fault is planted, or none, for the tests that are asked for: two runs."""
    folder = tmp_path_factory.mktemp("alone")
    tests = [item for item in request.session.items if isinstance(item, pytest.Function)]
    names = [str(item.callspec.params["name"]) for item in tests if "alone" in item.fixturenames]
    notebooks = {name: FAULTS[name].notebook if name in FAULTS else f"{name}.ipynb" for name in names}
    for name, notebook in notebooks.items():
        lay(root, folder / name, notebook, [FAULTS[name]] if name in FAULTS else [])
    halves = [half for half in (names[::2], names[1::2]) if half]
    with ThreadPoolExecutor(len(halves)) as pool:
        runs = list(pool.map(lambda half: run(root, folder, half), halves))
    said = {name: one for found in runs for name, one in found.items()}
    return {name: with_source(folder / name / notebooks[name], said[name]) for name in names}


def caught(fault: Fault, cells: list[tuple[str, str]]) -> None:
    """The cell fails and shows all that the fault must show."""
    (said,) = (said for source, said in cells if fault.cell in source)
    assert said, "nbval noticed nothing"
    missing = [text for text in fault.shown if text not in said]
    assert not missing, said[-6000:]


SHOWN = [name for name, fault in FAULTS.items() if not fault.stops]


def test_each_notebook_has_a_fault_to_find():
    assert {file.name for file in course_notebooks(ROOT / "notebooks")} == set(NOTEBOOKS)
    assert {FAULTS[name].notebook for name in SHOWN} == set(NOTEBOOKS)


@pytest.mark.parametrize("name", SHOWN)
def test_a_planted_fault_is_caught_and_shown(name: str, joined: dict[str, list[tuple[str, str]]]):
    caught(FAULTS[name], joined[FAULTS[name].notebook])


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_what_no_fault_touches_passes_beside_them(notebook: str, joined: dict[str, list[tuple[str, str]]]):
    (said,) = (said for source, said in joined[notebook] if source in PASSES)
    assert not said


@pytest.mark.long
@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_alone_is_caught(name: str, alone: dict[str, list[tuple[str, str]]]):
    caught(FAULTS[name], alone[name])


@pytest.mark.long
@pytest.mark.parametrize("name", [name.removesuffix(".ipynb") for name in NOTEBOOKS])
def test_an_unchanged_copy_passes(name: str, alone: dict[str, list[tuple[str, str]]]):
    assert len(alone[name]) > 3
    assert not any(said for _, said in alone[name])
