"""From repeated times to a line of a table.

On a shared machine a mean tells what the neighbours did. So: medians with the range beside them, and where
two things are compared, pairs run one after the other, whose ratios and differences are taken before the
median. An aim is held against the median.
"""

import argparse
import atexit
import os
import platform
import statistics
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

README = Path(__file__).parent / "README.md"


@dataclass(frozen=True)
class Sample:
    """What was measured again and again, in one unit ("ms", "kB", "MB", "s", "x" for a ratio)."""

    values: tuple[float, ...]
    unit: str

    def __post_init__(self) -> None:
        if not self.values:
            raise ValueError("a sample of nothing came; at least one value is needed")

    @property
    def median(self) -> float:
        return statistics.median(self.values)

    @property
    def text(self) -> str:
        """Median, range and number: "21 ms (18 to 40, n = 30)"; one value stands alone."""
        shown = f"{number(self.median, self.unit)} {self.unit}"
        if len(self.values) == 1:
            return shown
        least, most = (number(value, self.unit) for value in (min(self.values), max(self.values)))
        return f"{shown} ({least} to {most}, n = {len(self.values)})"


def number(value: float, unit: str) -> str:
    """As many digits as the measurement deserves."""
    if unit in ("x", "s"):
        return f"{value:.2f}"
    return f"{value:.1f}" if abs(value) < 10 else f"{value:.0f}"


def ratios(ours: Sequence[float], theirs: Sequence[float]) -> Sample:
    """How many times as much as its partner each value is; pairs in the order of measuring."""
    return Sample(tuple(a / b for a, b in zip(ours, theirs, strict=True)), "x")


def differences(ours: Sequence[float], theirs: Sequence[float], unit: str) -> Sample:
    """How much more than its partner each value is; pairs in the order of measuring."""
    return Sample(tuple(a - b for a, b in zip(ours, theirs, strict=True)), unit)


@dataclass(frozen=True)
class Row:
    """One figure: what it is, how it came out, and the most it may be (None: for information)."""

    what: str
    measured: Sample
    aim: float | None = None
    beside: str = ""

    @property
    def met(self) -> bool | None:
        """Whether the median keeps to the aim; None where there is none."""
        return None if self.aim is None else self.measured.median <= self.aim

    @property
    def cells(self) -> tuple[str, str, str, str, str]:
        """The row as text, in the order of the table's columns."""
        aim = "" if self.aim is None else f"at most {self.aim:g} {self.measured.unit}"
        said = {None: "", True: "met", False: "**missed**"}[self.met]
        return self.what, aim, self.measured.text, said, self.beside


def table(rows: Sequence[Row]) -> str:
    """The rows as a Markdown table."""
    head = ("What", "Aim", "Measured: median (range)", "", "In the same run")
    lines = [head, ("---",) * len(head), *(row.cells for row in rows)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def put(page: str, name: str, text: str) -> str:
    """The page with the text between the two comments that carry the name."""
    begin, end = f"<!-- {name} -->", f"<!-- end of {name} -->"
    before, found, rest = page.partition(begin)
    _, closed, after = rest.partition(end)
    if not (found and closed):
        raise ValueError(f"the page has no place for {name}: it needs {begin} and below it {end}")
    return f"{before}{begin}\n{text}\n{end}{after}"


def options(name: str, does: str, *, repetitions: int) -> argparse.Namespace:
    """What every script understands on its command line; from here on Pythons start as a learner's do."""
    parser = argparse.ArgumentParser(prog=f"python tests/benchmarks/{name}.py", description=does)
    parser.add_argument(
        "-n",
        "--repetitions",
        type=int,
        default=repetitions,
        help=f"how often each thing is measured ({repetitions})",
    )
    parser.add_argument("--write", action="store_true", help="put the table into tests/benchmarks/README.md")
    given = parser.parse_args()
    keep_compiled()
    return given


def keep_compiled() -> None:
    """Let the Pythons that are started keep what they compile, in a folder that goes away with the script.

    Some machines forbid it (PYTHONDONTWRITEBYTECODE), most containers among them: then each kernel compiles
    hundreds of modules anew, which no learner's does. The first run of everything fills the folder and does
    not count.
    """
    folder = tempfile.TemporaryDirectory(prefix="three-tables-compiled-", ignore_cleanup_errors=True)
    atexit.register(folder.cleanup)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = folder.name


def wait_for_quiet(*, busy: float = 12, patience: float = 120) -> None:
    """Wait until other programs leave the processors alone (percent of all), but not for ever (seconds)."""
    deadline = time.monotonic() + patience
    while psutil.cpu_percent(interval=1) > busy:
        if time.monotonic() > deadline:
            print("  (other programs are busy: measured all the same)", flush=True)
            return


def report(name: str, rows: Sequence[Row], *, write: bool) -> None:
    """Print the table, and write it down if asked."""
    text = table(rows)
    print(f"\nPython {platform.python_version()} on {platform.system()}\n\n{text}")
    if write:
        README.write_text(put(README.read_text(encoding="utf-8"), name, text), encoding="utf-8")
