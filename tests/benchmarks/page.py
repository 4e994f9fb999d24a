"""A JupyterLab with the course and the notebooks to compare with, and a page that tells times by itself.

All times are taken inside the page, by its own clock: what the measuring program adds does not count.
"""

import base64
import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from lessons.commands.browser import installed_browser
from tests.benchmarks import scratch
from tests.benchmarks.measure import wait_for_quiet
from tests.browser.conftest import FLAGS, LONG_MS, ROOT, Lab, Learner

AS_SHIPPED = "jupyter_server.services.kernels.connection.channels.ZMQChannelsWebsocketConnection"
# From the event (its own time stamp: when the browser had the key or the click) to the change of the page,
# and to the end of the next frame, when the change has been laid out and painted.
_STOPWATCH = """
window.stopwatch = (kind, selector, attributes) => {
    const place = document.querySelector(selector);
    window.stopped = new Promise((resolve, reject) => {
        if (!place) { reject(new Error("nothing here is " + selector)); return; }
        setTimeout(() => reject(new Error("nothing changed in " + selector)), 20000);
        let began = null;
        addEventListener(kind, (event) => { began = event.timeStamp; }, { capture: true, once: true });
        const watch = new MutationObserver(() => {
            if (began === null) return;
            watch.disconnect();
            const changed = performance.now() - began;
            requestAnimationFrame(() => {
                const next = new MessageChannel();
                next.port1.onmessage = () => resolve([changed, performance.now() - began]);
                next.port2.postMessage(0);
            });
        });
        watch.observe(place, { subtree: true, childList: true, characterData: true, attributes });
    });
};
"""


@contextmanager
def laboratory(*, prompter: bool = True, data: Path = ROOT / "data") -> Iterator[Lab]:
    """JupyterLab on a temporary copy of the course, with its own data or others.

    Without ``prompter`` it has Jupyter Server's own websocket, as JupyterLab ships.
    """
    ignored = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints", "node_modules")
    with tempfile.TemporaryDirectory(prefix="three-tables-benchmark-", ignore_cleanup_errors=True) as place:
        course, home = Path(place, "course"), Path(place, "home")
        for name in ("lessons", "data", "notebooks"):
            shutil.copytree(data if name == "data" else ROOT / name, course / name, ignore=ignored)
        scratch.write(course / "notebooks")
        home.mkdir()
        # This path comes before the environment's own settings.
        os.environ["JUPYTER_CONFIG_PATH"] = str(home / "first")
        if not prompter:
            (home / "first").mkdir()
            settings = json.dumps({"ServerApp": {"kernel_websocket_connection_class": AS_SHIPPED}})
            (home / "first" / "jupyter_server_config.json").write_text(settings, encoding="utf-8")
        lab = Lab(course, home)
        try:
            lab.start()
            yield lab
        finally:
            lab.stop()
            del os.environ["JUPYTER_CONFIG_PATH"]


@contextmanager
def browsing() -> Iterator[Browser]:
    """The installed browser, without a window."""
    program = installed_browser()
    if not program:
        raise SystemExit("This is measured in a browser: install Chromium, Chrome or Edge.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS, headless=True)
        yield browser
        browser.close()


@contextmanager
def learner(browser: Browser, lab: Lab, notebook: str, *, run: bool = True) -> Iterator[Learner]:
    """A new window on a notebook with a new kernel, which ends with the window."""
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    someone = Learner(context.new_page(), lab)
    someone.page.add_init_script(_STOPWATCH)
    someone.open(notebook, run=False, fresh=False)
    someone.page.wait_for_timeout(500)
    wait_for_quiet()  # JupyterLab itself goes on loading after the notebook is drawn
    if run:
        run_all(someone.page)
    yield someone
    someone.page.evaluate("jupyterapp.shell.currentWidget.sessionContext.shutdown()")
    context.close()


def run_all(page: Page) -> None:
    """Run > Run All Cells, and wait until all is done and still."""
    page.evaluate("jupyterapp.commands.execute('notebook:run-all-cells')")
    page.wait_for_function(
        """() => {
            const panel = jupyterapp.shell.currentWidget;
            const cells = panel.content.widgets.map(cell => cell.model)
                .filter(cell => cell.type === 'code' && cell.sharedModel.source.trim());
            return cells.every(cell => cell.executionCount && cell.executionState !== 'running')
                && panel.sessionContext.session.kernel.status === 'idle';
        }""",
        timeout=LONG_MS,
    )
    page.wait_for_timeout(1500)


def frame_size(response: Mapping[str, Any]) -> int:
    """Bytes of a websocket frame's payload, as the browser's protocol reports it (binary in base64)."""
    return len(frame_bytes(response))


def frame_bytes(response: Mapping[str, Any]) -> bytes:
    """The payload of a websocket frame."""
    data = str(response["payloadData"])
    return data.encode("utf-8") if response["opcode"] == 1 else base64.b64decode(data)


def message_kind(frame: bytes) -> str:
    """``msg_type`` of a frame in Jupyter's v1 websocket protocol: offsets first, the header second."""
    try:
        count = int.from_bytes(frame[:8], "little")
        at = [int.from_bytes(frame[8 * n : 8 * n + 8], "little") for n in range(1, count + 1)]
        return str(json.loads(frame[at[1] : at[2]])["msg_type"])
    except (IndexError, ValueError, KeyError):
        return "other"
