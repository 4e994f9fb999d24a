"""The data with many more sites keep all rules, and all of them are on the map. Nothing is timed here."""

from pathlib import Path

import pytest

from lessons.activities.map import Map
from lessons.content import load_content
from tests.benchmarks.many_sites import DATA, in_python, site_count, write_many


@pytest.fixture(scope="module")
def thrice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("many") / "data"
    write_many(folder, 3)
    return folder


def test_three_times_as_many_sites_are_on_the_map(thrice: Path):
    sites = Map(load_content(thrice).without_spoilers()).known[-1].sites
    assert len(sites) == 3 * site_count(load_content(DATA))
    assert len({row.site.point for row in sites}) == len(sites)


def test_once_is_the_course_itself(tmp_path: Path):
    write_many(tmp_path / "data", 1)
    assert load_content(tmp_path / "data") == load_content(DATA)


def test_a_step_in_python_is_measured_and_is_one(thrice: Path):
    sample, sites = in_python(thrice, 3)
    assert len(sample.values) == 3
    assert min(sample.values) > 0
    assert sites == 3 * site_count(load_content(DATA))
