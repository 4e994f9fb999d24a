"""How long after Run All is the first map visible?

Each time with a new page, a new kernel and a JupyterLab that has been up for a while, as a learner has it
who opens the second notebook. Beside it, in turn: a FigureWidget, and a bare kernel that prints one word.
"""

from dataclasses import dataclass

from playwright.sync_api import Page

from tests.benchmarks.measure import Row, Sample, options, report
from tests.benchmarks.page import browsing, laboratory, learner
from tests.benchmarks.scratch import BARE, FIGURE

MAP = "02-the-build-up.ipynb"
# What has to be there, and to have a size, before it counts as visible.
SIGNS = {
    MAP: ".lesson-panel [data-ground] svg path, .lesson-panel [data-arrows] [data-stop]",
    FIGURE: ".js-plotly-plot .scatterlayer .points path",
    BARE: ".jp-OutputArea-output pre",
}
_RUN = """
async (sign) => {
    const kernel = jupyterapp.shell.currentWidget.sessionContext.session.kernel;
    const heard = [];
    const note = (_, { msg, direction }) => {
        if (direction !== "recv" || msg.channel !== "iopub") return;
        heard.push([msg.header.msg_type, performance.now()]);
    };
    kernel.anyMessage.connect(note);
    const visible = () => sign.split(", ").every((one) => {
        const box = document.querySelector(one)?.getBoundingClientRect();
        return box && box.width + box.height > 0;
    });
    if (visible()) throw new Error("it is there already");
    const began = performance.now();
    jupyterapp.commands.execute("notebook:run-all-cells");
    await new Promise((done) => {
        const look = () => (visible() ? done() : requestAnimationFrame(look));
        look();
    });
    const there = performance.now() - began;
    kernel.anyMessage.disconnect(note);
    const times = (kind) => heard.filter(([name]) => name === kind).map(([, at]) => at - began);
    return { there, inputs: times("execute_input"), results: times("execute_result") };
}
"""


@dataclass(frozen=True)
class Run:
    """Milliseconds from the command: the map is there; the cells began; their results came."""

    there: float
    inputs: tuple[float, ...]
    results: tuple[float, ...]

    @property
    def phases(self) -> tuple[float, float, float, float]:
        """To the first cell; the first cell (imports, data); the second (the map); in the page."""
        first, second, *_ = self.inputs
        shown = self.results[0]
        return first, second - first, shown - second, self.there - shown


def run(page: Page, sign: str) -> Run:
    """Run all cells and wait for the sign."""
    told = page.evaluate(_RUN, sign)
    return Run(told["there"], tuple(told["inputs"]), tuple(told["results"]))


def main() -> None:
    given = options("first_map", "Time from Run All to the first map.", repetitions=9)
    runs: dict[str, list[Run]] = {name: [] for name in SIGNS}
    with laboratory() as lab, browsing() as browser:
        for turn in range(given.repetitions + 1):
            for name, sign in SIGNS.items():
                with learner(browser, lab, name, run=False) as someone:
                    one = run(someone.page, sign)
                    print(name, round(one.there), flush=True)
                    if turn:  # the first fills the machine's file cache
                        runs[name].append(one)
    there = {name: Sample(tuple(one.there for one in some), "ms") for name, some in runs.items()}
    beside = f"FigureWidget {there[FIGURE].text}; one printed word {there[BARE].text}"
    rows = [Row("first map visible after Run All", there[MAP], 1000, beside)]
    names = (
        "… until the first cell begins",
        "… first cell: imports and data",
        "… second cell: the map in the kernel",
        "… from its result to the page",
    )
    for number, name in enumerate(names):
        rows.append(Row(name, Sample(tuple(one.phases[number] for one in runs[MAP]), "ms")))
    report("first_map", rows, write=given.write)


if __name__ == "__main__":
    main()
