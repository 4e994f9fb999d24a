"""From learners' files to the class report, from the command to its last line; and whether it stays linear.

``python3 -m lessons report`` is started as a teacher starts it, on files as a school's system hands them out
(one zip file). The class is made by ``tests/made_class.py``: answers to all questions of the course.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from lessons.content import load_content
from tests.benchmarks.measure import Row, Sample, options, report, wait_for_quiet
from tests.browser.conftest import ROOT
from tests.made_class import as_moodle_zip, learners_files, questions

AIM_S = {30: 5.0, 1000: 20.0}
LEARNERS = (30, 250, 500, 1000)


def seconds(archive: Path) -> tuple[float, float]:
    """One run of the command on this zip file: by the clock, and of the processor (0 on Windows)."""
    began, before = time.perf_counter(), os.times()
    command = [sys.executable, "-m", "lessons", "report", str(archive), "--out", str(archive.parent / "out")]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    took, after = time.perf_counter() - began, os.times()
    return took, sum(after[2:4]) - sum(before[2:4])


def main() -> None:
    given = options("report_files", "From files to the class report.", repetitions=3)
    content = load_content()
    asked = len(questions(content))
    rows, medians = [], {}
    for learners in LEARNERS:
        with tempfile.TemporaryDirectory(prefix="three-tables-report-") as place:
            archive = Path(place, "hand-ins.zip")
            archive.write_bytes(as_moodle_zip(learners_files(content, learners)))
            seconds(archive)
            took = []
            for _ in range(given.repetitions):
                wait_for_quiet(patience=20)
                took.append(seconds(archive))
            page = Path(place, "out", "report.html").stat().st_size
        sample = Sample(tuple(one for one, _ in took), "s")
        medians[learners] = statistics.median(one for _, one in took)
        processor = Sample(tuple(one for _, one in took), "s")
        beside = f"processor {processor.text}; page of {page / 1e6:.1f} MB"
        rows.append(
            Row(f"{learners:,} files, {asked} questions, to the report", sample, AIM_S.get(learners), beside)
        )
        print(rows[-1].cells, flush=True)
    least, most = LEARNERS[1], LEARNERS[-1]
    times = medians[most] / medians[least]
    rows.append(
        Row(
            f"{most // least} times as many learners take, in processor time",
            Sample((times,), "x"),
            float(most / least),
        )
    )
    report("report_files", rows, write=given.write)


if __name__ == "__main__":
    main()
