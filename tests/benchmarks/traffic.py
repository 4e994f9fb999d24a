"""How many bytes come over the kernel's websocket until every panel of a notebook is shown?

Counted on the wire (wire.py), where the server sends compressed, and as the browser unpacks it
(Network.webSocketFrameReceived), by kind of message; from Run All until the page is still, and unpacked once
more when the page is loaded again with the kernel alive. One run differs from the next by a few bytes.
"""

from collections import Counter
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Browser

from tests.benchmarks.measure import Row, Sample, options, report
from tests.benchmarks.page import browsing, frame_bytes, laboratory, learner, message_kind, run_all
from tests.benchmarks.scratch import BARE, FIGURE, MAP_ALONE, SAME
from tests.benchmarks.wire import Wire, metered
from tests.browser.conftest import Lab

AIM_KB, MAP_AIM_KB = 300, 120
OTHERS = {
    MAP_ALONE: "the map alone",
    FIGURE: "one FigureWidget and a slider",
    SAME: "one FigureWidget that does the map's step",
    BARE: "bare kernel, one printed word",
}


class Counted:
    """Bytes by kind of message, of the kernels' websockets of a page."""

    def __init__(self) -> None:
        self.sockets: set[str] = set()
        self.bytes: Counter[str] = Counter()

    def opened(self, event: dict[str, Any]) -> None:
        """A websocket was opened; only kernels' count."""
        if "/api/kernels/" in event["url"]:
            self.sockets.add(event["requestId"])

    def received(self, event: dict[str, Any]) -> None:
        """A frame came in."""
        if event["requestId"] in self.sockets:
            frame = frame_bytes(event["response"])
            self.bytes[message_kind(frame)] += len(frame)

    @property
    def kilobytes(self) -> float:
        """All together, in units of 1000 bytes."""
        return self.bytes.total() / 1000


def count(browser: Browser, lab: Lab, notebook: str, wire: Wire) -> tuple[int, Counter[str], float, int]:
    """Bytes on the wire to show it, unpacked by kind, kB unpacked when loaded again, and how many panels."""
    with learner(browser, lab, notebook, run=False) as someone:
        page = someone.page
        # Attached before the page is loaded once more: then the kernel's websocket is seen opening.
        counted = Counted()
        session = page.context.new_cdp_session(page)
        handlers: dict[str, Callable[[dict[str, Any]], None]] = {
            "Network.webSocketCreated": counted.opened,
            "Network.webSocketFrameReceived": counted.received,
        }
        for event, handler in handlers.items():
            session.on(event, handler)
        session.send("Network.enable")
        page.reload()
        someone.settle()
        page.wait_for_timeout(1500)
        counted.bytes.clear()
        wire.clear()
        run_all(page)
        shown, carried = Counter(counted.bytes), wire.bytes
        panels = page.locator(".lesson-panel").count()
        page.evaluate("jupyterapp.commands.execute('docmanager:save')")
        page.wait_for_timeout(500)
        counted.bytes.clear()
        page.reload()
        someone.settle()
        page.wait_for_timeout(3000)
        return carried, shown, counted.kilobytes, panels


def main() -> None:
    given = options("traffic", "Websocket bytes to show the panels of each notebook.", repetitions=1)
    rows, seen = [], {}
    with laboratory() as lab, browsing() as browser, metered(lab) as wire:
        names = sorted(path.name for path in lab.notebooks.glob("*.ipynb"))
        for name in names:
            told = [count(browser, lab, name, wire) for _ in range(given.repetitions)]
            seen[name] = Sample(tuple(carried / 1000 for carried, *_ in told), "kB")
            _, shown, again, panels = told[0]
            kinds = ", ".join(f"{kind} {size / 1000:.1f}" for kind, size in shown.most_common(3))
            kinds = f"unpacked {shown.total() / 1000:.0f} kB: {kinds}"
            page_again = f"loaded again: {again:.0f} kB" if again else "loaded again: nothing"
            print(name, seen[name].text, f"{panels} panels", kinds, page_again, flush=True)
            what = OTHERS.get(name, f"{name.removesuffix('.ipynb')}: {panels} panels")
            aim = MAP_AIM_KB if name == MAP_ALONE else None
            rows.append((name, Row(what, seen[name], aim, f"{kinds}; {page_again}")))
    course = [name for name in names if name not in OTHERS]
    heaviest = max(course, key=lambda name: seen[name].median)
    beside = f"FigureWidget {seen[FIGURE].text}"
    first = Row(f"every panel of the heaviest notebook ({heaviest[:2]})", seen[heaviest], AIM_KB, beside)
    order = [*course, *OTHERS]
    report(
        "traffic",
        [first, *(row for name in order for place, row in rows if place == name)],
        write=given.write,
    )


if __name__ == "__main__":
    main()
