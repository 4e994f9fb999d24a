"""How long do all notebooks take through nbval, from the command to its last line?"""

import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.measure import Row, Sample, options, report, wait_for_quiet
from tests.browser.conftest import ROOT

AIM_S = 45
OWN = ("LESSONS_HOME", "IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR")


def main() -> None:
    given = options("notebooks", "All notebooks through nbval.", repetitions=3)
    took, processor, last = [], [], ""
    for turn in range(given.repetitions + 1):
        with tempfile.TemporaryDirectory() as home:
            own = {name: str(Path(home, name.lower())) for name in OWN}
            wait_for_quiet()
            began, before = time.perf_counter(), os.times()
            done = subprocess.run(
                [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "notebooks"],
                cwd=ROOT,
                env=os.environ | own,
                capture_output=True,
                text=True,
                check=False,
            )
            seconds, after = time.perf_counter() - began, os.times()
        last = re.sub(r" in [0-9.]+s", "", done.stdout.strip().splitlines()[-1]).strip("= ")
        print(f"{seconds:.1f} s: {last}", flush=True)
        if turn:
            took.append(seconds)
            processor.append(sum(after[2:4]) - sum(before[2:4]))  # of pytest and its kernels; 0 on Windows
    beside = f"processor {Sample(tuple(processor), 's').text}; {last}"
    row = Row("all notebooks through nbval", Sample(tuple(took), "s"), AIM_S, beside)
    report("notebooks", [row], write=given.write)


if __name__ == "__main__":
    main()
