"""One JupyterLab for all browser tests, started as the course starts it, on a copy of the course.

The browser is an installed Chromium, Chrome or Edge. Every request and every complaint of the page's console
is noted: a test that ends with a request that left this machine, or with a complaint, has failed.
"""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, expect, sync_playwright

from lessons.commands.browser import installed_browser

ROOT = Path(__file__).resolve().parents[2]
AT_HOME = re.compile(r"(https?|wss?)://127\.0\.0\.1[:/]|data:|blob:|about:")
TOKEN = "for-tests-only"  # noqa: S105  guards a server that lives as long as the tests
FLAGS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
LONG_MS = 90_000
# What JupyterLab itself says on a quiet day; anything else is a fault.
USUAL = re.compile(
    r"favicon|Failed to load resource.*(api/contents|workspaces|api/settings)|404 \(Not Found\)"
    r"|restore the debugger state"  # after a restart
    r"|Canceled future for create_subshell_request"  # a restart before the kernel has its second channel
    # A window asks for a kernel that is just ending.
    r"|500 \(Internal Server Error\) \S+/api/(kernels|sessions)"
)

expect.set_options(timeout=20_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in Path(item.fspath).parents:
            item.add_marker("browser")


@dataclass
class Lab:
    """A running JupyterLab over a copy of the course."""

    course: Path
    home: Path
    process: subprocess.Popen[bytes] | None = None
    port: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def notebooks(self) -> Path:
        return self.course / "notebooks"

    def start(self) -> None:
        """Start it the way ``python3 -m lessons`` does, after its set-up."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        environment = os.environ | {
            "HOME": str(self.home),
            "LESSONS_HOME": str(self.home / "learner"),
            "PYTHONPATH": str(self.course),
            "JUPYTER_CONFIG_DIR": str(self.home / "config"),
            "JUPYTER_DATA_DIR": str(self.home / "data"),
            "JUPYTER_RUNTIME_DIR": str(self.home / "runtime"),
            "IPYTHONDIR": str(self.home / "ipython"),
        }
        options = [
            "--no-browser",
            "--ip=127.0.0.1",
            f"--port={self.port}",
            "--ServerApp.port_retries=0",
            f"--IdentityProvider.token={TOKEN}",
            "--LabApp.expose_app_in_browser=True",
        ]
        with (self.home / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "lessons.commands.lab", *options],
                cwd=self.course,
                env=environment,
                stdout=log,
                stderr=log,
            )
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                self.ask("api/status")
            except (urllib.error.URLError, OSError):
                assert self.process.poll() is None, (self.home / "server.log").read_text()[-2000:]
                time.sleep(0.2)
            else:
                return
        raise AssertionError("JupyterLab did not answer: " + (self.home / "server.log").read_text()[-2000:])

    def forget(self, notebook: str) -> None:
        """Put a notebook back as it was, end all kernels and empty the learner's folder."""
        for session in json.loads(self.ask("api/sessions")):
            self.ask(f"api/sessions/{session['id']}", method="DELETE")
        shutil.rmtree(self.home / "learner", ignore_errors=True)
        shutil.copy(ROOT / "notebooks" / notebook, self.notebooks / notebook)

    def ask(self, path: str, *, method: str = "GET") -> bytes:
        """Ask the server itself."""
        headers = {"Authorization": f"token {TOKEN}"}
        request = urllib.request.Request(f"{self.url}/{path}", headers=headers, method=method)  # noqa: S310  ours
        with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310
            content: bytes = answer.read()
        return content

    def stop(self) -> None:
        """End the server and its kernels, as Ctrl+C twice would."""
        if self.process is not None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(timeout=30)
            self.process = None


@pytest.fixture(scope="session")
def new_lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], Lab]]:
    """Make a JupyterLab of one's own, for a test that stops it or spoils its files."""
    made = []

    def make() -> Lab:
        folder = tmp_path_factory.mktemp("course")
        for name in ("lessons", "data", "notebooks"):
            ignored = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints", "node_modules")
            shutil.copytree(ROOT / name, folder / name, ignore=ignored)
        lab = Lab(folder, tmp_path_factory.mktemp("home"))
        made.append(lab)
        lab.start()
        return lab

    yield make
    for lab in made:
        lab.stop()


@pytest.fixture(scope="session")
def lab(new_lab: Callable[[], Lab]) -> Lab:
    """The JupyterLab that the tests share."""
    return new_lab()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = installed_browser()
    assert program, "no browser is installed"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS, headless=True)
        yield browser
        browser.close()


@dataclass
class Learner:
    """A learner's browser window with one notebook open."""

    page: Page
    lab: Lab
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(self, notebook: str, *, run: bool = True, fresh: bool = True) -> "Learner":
        """Open a notebook in a workspace of its own, and run all its cells.

        ``fresh``: as it lies in the repository, with no kernel running and nothing in the log.
        """
        if fresh:
            self.lab.forget(notebook)
        workspace = f"w{time.time_ns()}"
        self.page.goto(f"{self.lab.url}/lab/workspaces/{workspace}/tree/{notebook}?token={TOKEN}")
        self.settle()
        return self.run_all() if run else self

    def settle(self) -> None:
        """Wait until the notebook is drawn and its kernel has answered."""
        self.page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=LONG_MS)
        self.page.wait_for_function(
            "() => window.jupyterapp?.shell.currentWidget?.context?.isReady"
            " && jupyterapp.shell.currentWidget.sessionContext.session?.kernel?.status === 'idle'",
            timeout=LONG_MS,
        )

    def run_all(self) -> "Learner":
        """Run > Run All Cells, and wait for every panel and every count."""
        self.page.evaluate("jupyterapp.commands.execute('notebook:run-all-cells')")
        self.page.wait_for_function(
            """() => {
                const cells = jupyterapp.shell.currentWidget.content.widgets
                    .filter(cell => cell.model.type === 'code' && cell.model.sharedModel.source.trim());
                const ran = cell => cell.model.executionCount && cell.model.executionState !== 'running';
                return cells.every(ran)
                    && jupyterapp.shell.currentWidget.sessionContext.session.kernel.status === 'idle';
            }""",
            timeout=LONG_MS,
        )
        self.page.wait_for_selector(".lesson-panel", timeout=LONG_MS)
        return self

    def panel(self, part: str) -> Locator:
        """The panel that has a part of this name."""
        return self.page.locator(f".lesson-panel:has(> [data-part='{part}'])").first

    def dark(self, on: bool = True) -> None:
        """Switch JupyterLab's theme."""
        theme = "JupyterLab Dark" if on else "JupyterLab Light"
        self.page.evaluate("theme => jupyterapp.commands.execute('apputils:change-theme', {theme})", theme)
        self.page.wait_for_function(
            "light => document.body.dataset.jpThemeLight === light", arg=str(not on).lower()
        )

    def cells(self) -> int:
        return int(self.page.evaluate("jupyterapp.shell.currentWidget.content.widgets.length"))

    def save(self) -> None:
        self.page.evaluate("jupyterapp.commands.execute('docmanager:save')")
        self.page.wait_for_function("!jupyterapp.shell.currentWidget.context.model.dirty")


def complaint(message: ConsoleMessage) -> str:
    """What the console says, and of what address."""
    return f"{message.text} {message.location.get('url', '')}".strip()


def windows(browser: Browser) -> Iterator[Callable[..., Learner]]:
    """Open windows; at the end nothing has left this machine and no console has complained."""
    opened: list[Learner] = []

    def make(lab: Lab, *, width: int = 1366, height: int = 768, **options: Any) -> Learner:
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        learner = Learner(context.new_page(), lab)
        learner.page.on("request", lambda request: learner.requests.append(request.url))
        learner.page.on("websocket", lambda opening: learner.requests.append(opening.url))
        learner.page.on(
            "console",
            lambda message: (
                learner.complaints.append(complaint(message)) if message.type == "error" else None
            ),
        )
        learner.page.on("pageerror", lambda error: learner.complaints.append(str(error)))
        opened.append(learner)
        return learner

    yield make
    abroad = [url for learner in opened for url in learner.requests if not AT_HOME.match(url)]
    complaints = [text for learner in opened for text in learner.complaints if not USUAL.search(text)]
    for learner in opened:
        learner.page.context.close()
    assert abroad == []
    assert complaints == []


# A window for one test, or one that the tests of a file share because opening a notebook takes seconds.
new_learner = pytest.fixture(windows)
module_learner = pytest.fixture(scope="module")(windows)


@pytest.fixture
def learner(lab: Lab, new_learner: Callable[..., Learner]) -> Learner:
    """A learner at the shared JupyterLab."""
    return new_learner(lab)
