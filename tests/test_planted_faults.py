"""The notebooks as a net: one fault in a copy of the data, and nbval has to fail and to show it.

A comparison that compares nothing passes for ever (a widget without its still does). So each kind of fault is
planted once, in the data and nowhere else, and the notebook that teaches the thing must notice.
"""

import csv
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

TEXT, MAP, LINE = "01-the-text.ipynb", "02-the-build-up.ipynb", "04-the-institutions.ipynb"
PARTIES, WEEK, CHECK = "03-the-parties.ipynb", "05-the-week.ipynb", "06-check-the-article.ipynb"
AFTER = "07-what-happened-next.ipynb"


@dataclass(frozen=True)
class Fault:
    """``plant`` changes the copy; the failure of ``notebook`` must print every text of ``shown``."""

    plant: Callable[[Path], None]
    notebook: str
    shown: tuple[str, ...]


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
        cells("venues.csv", "us-mission-geneva", lat="46.6830"), MAP, ("46.233 N", "46.683 N")
    ),
    "site-moved": Fault(cells("sites.csv", "yelnya", lat="54.155"), MAP, ("54.605 N", "54.155 N")),
    "site-dropped": Fault(drop_site("ostrogozhsk"), MAP, ("Ostrogozhsk",)),
    "date-changed": Fault(
        cells("observations.csv", "o022", published_on="2021-11-19"),
        MAP,
        ("17 November", "19 November"),
    ),
    "key-changed": Fault(
        line("items/the-text.toml", 'id = "Q02"', "answer = false", "answer = true"), TEXT, ("edition ",)
    ),
    "definition-shortened": Fault(
        line("terms.toml", 'id = "nato"', r'^(plain = "[^.]*\.).*"$', r'\1"'),
        TEXT,
        ("They promise to defend each other if one of them is attacked.",),
    ),
    "definition-emptied": Fault(
        line("terms.toml", 'id = "nato"', '^plain = ".*"$', 'plain = ""'),
        TEXT,
        ("terms.toml:", "plain: is empty"),
    ),
    "event-moved": Fault(
        cells("events.csv", "T05", happened_on="1994-12-06"), LINE, ("5 December", "6 December")
    ),
    "binding-changed": Fault(
        line("agreements.toml", 'id = "vienna-document"', '^binding = "politics"$', 'binding = "law"'),
        LINE,
        (", edition ",),
    ),
    "position-given-to-another": Fault(
        cells("positions.csv", "russia-fixed-1", party_id="nato"),
        PARTIES,
        (
            "Russian Federation: Ukraine and Georgia must never",
            "NATO (30 Allies): Ukraine and Georgia must never",
        ),
    ),
    "verdict-changed": Fault(cells("verdicts.csv", "s15", verdict="imprecise"), CHECK, (", edition ",)),
    "card-changed": Fault(
        cells("source_cards.csv", "c07-1", summary="Russia has land borders with ten countries."),
        CHECK,
        ("with fourteen countries", "with ten countries"),
    ),
    "seat-taken-away": Fault(
        cells("meetings.csv", "M09", parties="osce_poland; russia; us", not_at_table="nato; eu; ukraine"),
        WEEK,
        (", edition ",),
    ),
    "spoiler-opened": Fault(
        cells("events.csv", "T66", spoiler="false"),
        LINE,
        ("events.csv:", "spoiler: is false, but happened_on"),
    ),
    "what-came-changed": Fault(  # it stands behind the gate: the still shows that it changed, and not what
        line("forecasts.toml", 'id = "the-guest"', '^outcome = "otherwise"$', 'outcome = "partly"'),
        AFTER,
        (", edition ",),
    ),
    "retelling-changed": Fault(
        line("paragraphs.toml", "number = 0", r"neither side gives way\.", "both sides give way."),
        TEXT,
        ("neither side gives way", "both sides give way"),
    ),
}


# The others cover each kind of fault; these are of a kind that is there already.
LONG = {
    *("site-moved", "site-dropped", "retelling-changed", "card-changed", "definition-emptied"),
    *("binding-changed", "event-moved", "date-changed", "verdict-changed", "seat-taken-away"),
}
UNCHANGED = {"01": TEXT, "02": MAP, "03": PARTIES, "04": LINE, "05": WEEK, "06": CHECK, "07": AFTER}


@dataclass(frozen=True)
class Result:
    """How many cells of a notebook ran, and what nbval said of those that failed."""

    cells: int
    failures: tuple[str, ...]


def lay(root: Path, folder: Path, notebook: str, plant: Callable[[Path], None] | None = None) -> None:
    """A folder with the notebook and its own copy of the data."""
    shutil.copytree(root / "data", folder / "data")
    shutil.copy2(root / "notebooks" / notebook, folder)
    if plant:
        plant(folder / "data")


def run(root: Path, folder: Path, names: Sequence[str]) -> dict[str, Result]:
    """One pytest with nbval over the notebooks of these folders.

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
    found = {}
    for name in names:
        mine = [case for case in cases if case.get("classname", "").startswith(f"{name}.")]
        said = [failure.text or "" for case in mine for failure in case.iter("failure")]
        found[name] = Result(len(mine), tuple(said))
    return found


@pytest.fixture(scope="module")
def results(
    request: pytest.FixtureRequest, root: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Result]:
    """The results of the tests that are asked for, in two runs side by side."""
    folder = tmp_path_factory.mktemp("faults")
    tests = [item for item in request.session.items if isinstance(item, pytest.Function)]
    names = [str(item.callspec.params["name"]) for item in tests if item.path == request.path]
    for name in names:
        if name in UNCHANGED:
            lay(root, folder / name, UNCHANGED[name])
        else:
            lay(root, folder / name, FAULTS[name].notebook, FAULTS[name].plant)
    halves = [half for half in (names[::2], names[1::2]) if half]
    with ThreadPoolExecutor(len(halves)) as pool:
        runs = pool.map(lambda half: run(root, folder, half), halves)
        return {name: result for found in runs for name, result in found.items()}


@pytest.mark.parametrize(
    "name", [one if one in ("01", "07") else pytest.param(one, marks=pytest.mark.long) for one in UNCHANGED]
)
def test_an_unchanged_copy_passes(name: str, results: dict[str, Result]):
    assert results[name].failures == ()
    assert results[name].cells > 3


@pytest.mark.parametrize(
    "name",
    [pytest.param(one, marks=pytest.mark.long if one in LONG else ()) for one in FAULTS],
)
def test_a_planted_fault_is_caught_and_shown(name: str, results: dict[str, Result]):
    said = "\n".join(results[name].failures)
    assert said, "nbval noticed nothing"
    missing = [text for text in FAULTS[name].shown if text not in said]
    assert not missing, said[-6000:]
