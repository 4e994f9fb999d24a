"""What does it cost to begin: `import lessons`, the data, a lesson; and the second start of the course?

Each in a new Python, in pairs with what it is compared to, the order of a pair changing each time.
"""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from pathlib import Path

from lessons.commands.environment import Environment
from tests.benchmarks.measure import Row, Sample, differences, options, ratios, report, wait_for_quiet
from tests.browser.conftest import ROOT

TOKEN = "for-benchmarks-only"  # noqa: S105  guards a server that lives for seconds
_LOAD = """
import time
from lessons.content import load_content
began = time.perf_counter()
load_content()
print((time.perf_counter() - began) * 1000)
"""
_OPEN = """
import time
import ipykernel.ipkernel, ipykernel.zmqshell  # a kernel has these before the first cell runs
began = time.perf_counter()
from lessons import open_course
imported = time.perf_counter()
open_course("the-text")
print((time.perf_counter() - began) * 1000)
"""


def python(code: str) -> tuple[float, str]:
    """Milliseconds that a new Python takes for the code, and what it printed."""
    began = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return (time.perf_counter() - began) * 1000, done.stdout


def pairs(ours: str, theirs: str, count: int) -> tuple[list[float], list[float]]:
    """Both, again and again."""
    told: tuple[list[float], list[float]] = ([], [])
    wait_for_quiet()
    for number in range(-2, count):
        order = ((0, ours), (1, theirs)) if number % 2 else ((1, theirs), (0, ours))
        for which, code in order:
            took, _ = python(code)
            if number >= 0:
                told[which].append(took)
    return told


def printed(code: str, count: int) -> Sample:
    """Milliseconds that the code itself tells; the first run does not count."""
    wait_for_quiet()
    return Sample(tuple(float(python(code)[1]) for _ in range(count + 1))[1:], "ms")


def seconds_to_answer(command: Sequence[str], home: Path) -> float:
    """Seconds from the command until JupyterLab answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    given = [
        "--no-browser",
        "--ip=127.0.0.1",
        f"--port={port}",
        "--ServerApp.port_retries=0",
        f"--IdentityProvider.token={TOKEN}",
        f"--ServerApp.root_dir={ROOT / 'notebooks'}",
        *(["--allow-root"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []),
    ]
    own = {name: str(home / name.lower()) for name in ("JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR")}
    own |= {"HOME": str(home), "LESSONS_HOME": str(home / "me"), "JUPYTER_CONFIG_DIR": str(home / "config")}
    answer = f"http://127.0.0.1:{port}/api/status?token={TOKEN}"
    began = time.perf_counter()
    with (home / "log").open("ab") as log:
        server = subprocess.Popen(
            [*command, *given],
            cwd=ROOT,
            env=os.environ | own,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
        try:
            while True:
                try:
                    urllib.request.urlopen(answer, timeout=5).close()
                    return time.perf_counter() - began
                except (urllib.error.URLError, OSError):
                    if server.poll() is not None or time.perf_counter() - began > 120:
                        raise SystemExit(
                            "It did not start:\n" + (home / "log").read_text(encoding="utf-8")[-2000:]
                        ) from None
                    time.sleep(0.02)
        finally:
            server.terminate()
            server.wait(timeout=30)


def starts(count: int) -> tuple[list[float], list[float]]:
    """Seconds of the course's start and of JupyterLab's own, in pairs."""
    missing = Environment(ROOT).missing(tests=False)
    if missing:
        raise SystemExit(f"Set the course up first; not ready: {', '.join(missing)}")
    base = getattr(sys, "_base_executable", sys.executable)
    told: tuple[list[float], list[float]] = ([], [])
    commands = ([base, "-m", "lessons"], [sys.executable, "-m", "jupyterlab"])
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        for number in range(-1, count):
            for which in (0, 1) if number % 2 else (1, 0):
                wait_for_quiet()
                took = seconds_to_answer(commands[which], Path(home))
                print(" ".join(commands[which][1:]), f"{took:.2f} s", flush=True)
                if number >= 0:
                    told[which].append(took)
    return told


def main() -> None:
    given = options("start", "Imports, data, and the second start.", repetitions=21)
    count = given.repetitions
    ours, empty = pairs("import lessons", "pass", count)
    beside = f"empty Python {Sample(tuple(empty), 'ms').text}; with it {Sample(tuple(ours), 'ms').text}"
    rows = [Row("`import lessons` against an empty Python", ratios(ours, empty), 1.5, beside)]
    few = max(count // 2, 3)
    rows.append(Row("loading all data, once", printed(_LOAD, few)))
    rows.append(Row('in a kernel, `open_course("the-text")` with its imports', printed(_OPEN, few)))
    course, plain = starts(max(count // 4, 2))
    told = f"the course {Sample(tuple(course), 's').text}; JupyterLab {Sample(tuple(plain), 's').text}"
    rows.append(Row("second start, more than `jupyter lab`", differences(course, plain, "s"), 2, told))
    report("start", rows, write=given.write)


if __name__ == "__main__":
    main()
