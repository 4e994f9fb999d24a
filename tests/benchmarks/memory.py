"""How much memory does a kernel take after lesson 01 has run?

PSS (proportional set size: what is shared with other processes counts by its share), from the kernel's own
account in /proc. Other systems have no such figure: there it is not measured. RSS beside it counts all that
is shared in full. Each kernel runs alone beside the server; other Pythons on the machine lower the PSS a
little. The first run of each does not count.
"""

from pathlib import Path

import psutil
from playwright.sync_api import Browser

from tests.benchmarks.measure import Row, Sample, options, report
from tests.benchmarks.page import browsing, laboratory, learner
from tests.benchmarks.scratch import BARE, FIGURE
from tests.browser.conftest import Lab

AIM_MB = 100
TEXT, MAP = "01-the-text.ipynb", "02-the-build-up.ipynb"
NAMES = {
    TEXT: "after lesson 01",
    MAP: "after lesson 02, with pandas and plotly",
    FIGURE: "with one FigureWidget",
    BARE: "bare",
}


def megabytes(process: int) -> tuple[float, float]:
    """PSS and RSS of a process, in units of a million bytes."""
    account = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii")
    sizes = dict(line.split()[:2] for line in account.splitlines()[1:])
    return tuple(int(sizes[name]) * 1024 / 1e6 for name in ("Pss:", "Rss:"))  # type: ignore[return-value]  # two of them


def kernel_size(browser: Browser, lab: Lab, notebook: str) -> tuple[float, float]:
    """Run the notebook with a new kernel, and weigh that kernel."""
    with learner(browser, lab, notebook) as someone:
        kernel = someone.page.evaluate("jupyterapp.shell.currentWidget.sessionContext.session.kernel.id")
        assert lab.process is not None
        children = psutil.Process(lab.process.pid).children(recursive=True)
        (process,) = [child.pid for child in children if any(kernel in word for word in child.cmdline())]
        return megabytes(process)


def main() -> None:
    given = options("memory", "Memory of a kernel after a lesson.", repetitions=3)
    if not Path("/proc/self/smaps_rollup").exists():
        raise SystemExit("Not measured: this system does not tell the PSS of a process (Linux does).")
    sizes: dict[str, list[tuple[float, float]]] = {name: [] for name in NAMES}
    with laboratory() as lab, browsing() as browser:
        for turn in range(given.repetitions + 1):
            for name, told in sizes.items():
                pss, rss = kernel_size(browser, lab, name)
                print(f"{name} PSS {pss:.1f} MB, RSS {rss:.1f} MB", flush=True)
                if turn:
                    told.append((pss, rss))
    rows = []
    for name, what in NAMES.items():
        proportional, resident = (Sample(values, "MB") for values in zip(*sizes[name], strict=True))
        aim = AIM_MB if name == TEXT else None
        rows.append(Row(f"kernel {what}, PSS", proportional, aim, f"RSS {resident.text}"))
    report("memory", rows, write=given.write)


if __name__ == "__main__":
    main()
