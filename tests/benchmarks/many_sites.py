"""How does the map bear 10 and 100 times as many sites?

A temporary copy of the data gets more sites, all of them with reports that are public by the day of the
article, so that all of them are on the map. One date step is measured in a real page, as in ``steps.py``, and
in Python alone (the move, and painting all parts), where no browser and no websocket takes part.
"""

import csv
import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import count, cycle, islice
from pathlib import Path

from lessons.activities.map import Map
from lessons.content import Content, load_content
from lessons.content.records.places import distance_km
from lessons.ui.panel import Panel
from tests.benchmarks.measure import Row, Sample, options, report, wait_for_quiet
from tests.benchmarks.page import browsing, laboratory, learner
from tests.benchmarks.scratch import MAP_ALONE
from tests.benchmarks.steps import Times, date_steps
from tests.browser.conftest import ROOT

DATA = ROOT / "data"
TIMES = (1, 10, 100)
AIM_MS = {10: 100.0}
_APART_KM = 1.1
_PLACES = ("sites.csv", "observations.csv")


def site_count(content: Content) -> int:
    """Sites with a place, whatever was published about them: what "so many times" is counted from."""
    return sum(1 for site in content.sites.values() if site.point)


def write_many(folder: Path, times: int) -> None:
    """The course's data with ``times`` as many sites, of which each can be drawn by the day of the article.

    Copies of the sites that are on the map lie anywhere in the same region, with copies of their reports.
    """
    shutil.copytree(DATA, folder, ignore=shutil.ignore_patterns("node_modules"))
    if times == 1:
        return
    content = load_content(DATA)
    opened = content.without_spoilers()
    shown = {one.site_id for one in opened.observations.values() if one.place_known}
    models = [site for site in opened.sites.values() if site.id in shown and site.point]
    boxes = {region.name: region.bbox for region in content.course.map.regions}
    taken = [site.point for site in content.sites.values() if site.point]
    places = {name: _places(box, taken) for name, box in boxes.items()}
    rows = {name: list(_read(DATA / name)) for name in _PLACES}
    site_rows = {row["id"]: row for row in rows["sites.csv"]}
    reports = [row for row in rows["observations.csv"] if row["spoiler"] == "false"]
    wanted = site_count(content) * times - len(models)
    for number, model in enumerate(islice(cycle(models), wanted)):
        lat, lon = next(places[model.region])
        copy = {
            "id": f"{model.id}-{number}",
            "name": f"{model.name} {number}",
            "lat": f"{lat:.4f}",
            "lon": f"{lon:.4f}",
        }
        rows["sites.csv"].append(site_rows[model.id] | copy)
        for row in reports:
            if row["site_id"] == model.id:
                twin = f"{row['same_picture_as']}-{number}" if row["same_picture_as"] else ""
                ids = {"id": f"{row['id']}-{number}", "site_id": copy["id"], "same_picture_as": twin}
                rows["observations.csv"].append(row | ids)
    for name, some in rows.items():
        _write(folder / name, some)


def _places(box: Sequence[float], taken: list[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    """Points all over a box (a Halton sequence), each apart from all that were handed out."""
    west, south, east, north = box
    for number in count(1):
        point = south + (north - south) * _halton(number, 2), west + (east - west) * _halton(number, 3)
        near = (one for one in taken if abs(one[0] - point[0]) < 0.02 and abs(one[1] - point[1]) < 0.03)
        if all(distance_km(one, point) > _APART_KM for one in near):
            taken.append(point)
            yield point


def _halton(number: int, base: int) -> float:
    found, part = 0.0, 1.0
    while number:
        part /= base
        found += part * (number % base)
        number //= base
    return found


def _read(file: Path) -> Iterator[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as rows:
        yield from csv.DictReader(rows)


def _write(file: Path, rows: Sequence[dict[str, str]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def in_python(folder: Path, repetitions: int) -> tuple[Sample, int]:
    """Milliseconds of one step in Python alone, and how many sites the last date has."""
    activity = Map(load_content(folder).without_spoilers())
    panel = Panel(activity)
    last = len(activity.steps) - 1
    times = []
    for number in range(-2, repetitions):
        step = last - 1 - number % 2  # to and fro between the two dates before the last
        began = time.perf_counter()
        panel.act("step", step=str(step))
        if number >= 0:
            times.append(1000 * (time.perf_counter() - began))
    return Sample(tuple(times), "ms"), len(activity.known[-1].sites)


def in_page(folder: Path, repetitions: int) -> Times:
    """The same step in a page, as ``steps.py`` measures it."""
    times = Times()
    with laboratory(data=folder) as lab, browsing() as browser, learner(browser, lab, MAP_ALONE) as someone:
        wait_for_quiet()
        date_steps(someone.page, times, repetitions)
    return times


def main() -> None:
    given = options("many_sites", "A date step with 10 and 100 times as many sites.", repetitions=20)
    rows = []
    for times in TIMES:
        with tempfile.TemporaryDirectory(prefix="three-tables-many-") as place:
            folder = Path(place, "data")
            write_many(folder, times)
            python, sites = in_python(folder, given.repetitions)
            page = in_page(folder, given.repetitions)
        changed, painted = Sample(tuple(page.changed), "ms"), Sample(tuple(page.painted), "ms")
        beside = f"painted {painted.text}; in Python alone {python.text}"
        rows.append(Row(f"one date step with {sites} sites: changed", changed, AIM_MS.get(times), beside))
        print(rows[-1].cells, flush=True)
    report("many_sites", rows, write=given.write)


if __name__ == "__main__":
    main()
