"""``kill -9``, two kernels at once, a deletion in between, counted (tests/benchmarks/kills.py, writers.py).

Real processes, real files, through the real course. The few seconds here are the same programs with fewer
answers; with ``--long`` they do what the README promises.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a fork and kill -9, as POSIX has them")

BENCHMARKS = Path(__file__).parent / "benchmarks"


def measured(script: str, *options: str) -> dict[str, Any]:
    """What a benchmark prints."""
    done = subprocess.run(
        [sys.executable, str(BENCHMARKS / script), *options], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def no_answer_is_lost(answers: int, *options: str) -> dict[str, Any]:
    found = measured("kills.py", "--answers", str(answers), *options)
    assert found["confirmed"] >= answers
    assert found["kills"] >= 3
    wanted = {"lost": 0, "doubled": 0, "in order": True, "went on where it stopped": True, "learners": 1}
    assert {name: found[name] for name in wanted} == wanted
    assert found["kept, not yet confirmed"] <= found["kills"]
    return found


def test_kill_9_loses_no_answer_that_was_shown():
    no_answer_is_lost(30)


def test_kill_9_in_the_middle_of_a_line_loses_nothing_but_that_line():
    assert no_answer_is_lost(12, "--in-the-write")["torn lines"] > 0


@pytest.mark.long
def test_a_thousand_answers_and_kill_9_at_random_moments():
    no_answer_is_lost(1000)


def nothing_is_mixed(answers: int, learners: int) -> None:
    found = measured("writers.py", "--answers", str(answers), "--learners", str(learners))
    assert found["kept"] == {"one": answers, "two": answers}
    wanted = {"in order": True, "mixed": False, "broken reads": 0, "ended well": True}
    assert {name: found[name] for name in wanted} == wanted
    assert found["reads"] > 0


@pytest.mark.parametrize("learners", [1, 2])
def test_two_kernels_that_write_at_once_lose_and_mix_nothing(learners: int):
    nothing_is_mixed(40, learners)


@pytest.mark.long
@pytest.mark.parametrize("learners", [1, 2])
def test_two_kernels_that_write_five_hundred_answers_each(learners: int):
    nothing_is_mixed(500, learners)


def nothing_comes_back(deletions: int) -> None:
    found = measured("writers.py", "--deletions", str(deletions))
    wanted = {"deletions": deletions, "came back": 0, "lost": 0, "of nobody": 0, "ended well": True}
    assert {name: found[name] for name in wanted} == wanted
    assert found["confirmed"] > deletions


def test_what_is_deleted_while_another_kernel_writes_stays_deleted():
    nothing_comes_back(4)


@pytest.mark.long
def test_fifty_deletions_while_another_kernel_writes():
    nothing_comes_back(50)
