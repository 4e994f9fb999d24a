"""What every test needs: no learner's folder is touched, and the same tests run the same way everywhere."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

import hypothesis
import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from lessons.commands.browser import NONE_FOUND, installed_browser

ROOT = Path(__file__).resolve().parents[1]

# Set before any kernel starts: the tests read and write nobody's progress, history or Jupyter settings.
_OWN = tempfile.TemporaryDirectory(prefix="three-tables-tests-")
for _name in ("LESSONS_HOME", "IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR"):
    os.environ[_name] = str(Path(_OWN.name) / _name.lower())
# The learners' files of a teacher who runs the tests are not read, either.
os.environ["LESSONS_CLASS"] = str(Path(_OWN.name) / "class")

# No test fails for being slow. With CI=true hypothesis tries the same examples each time.
hypothesis.settings.register_profile("here", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True, database=None)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") == "true" else "here")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="the tests that take minutes, too")


# Browser tests of pages that stand alone: no JupyterLab has to answer in time.
PLAIN = {"tests/browser/test_site.py", "tests/browser/test_handouts.py"}


class TwoPiles(LoadScopeScheduling):  # type: ignore[misc]  # xdist leaves its schedulers untyped
    """With two workers all of a file stays with one, and so do all tests of JupyterLab in a browser.

    A notebook's cells share a kernel, and two browsers at once on a small machine are slow enough to look
    like faults.
    """

    def _split_scope(self, nodeid: str) -> str:
        """The pile of a test, by its name."""
        file = nodeid.partition("::")[0]
        return "browser" if file.startswith("tests/browser/") and file not in PLAIN else file


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> TwoPiles:
    """What xdist asks before it deals the tests out. The browser tests take longest and come first."""
    return TwoPiles(config, log)


@pytest.hookimpl(trylast=True)  # the markers of tests/browser/ are there by then
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the long tests unless they are asked for, and the browser tests where there is no browser."""
    ci = os.environ.get("CI") == "true"
    no_browser = installed_browser() is None and not ci  # with CI=true they stay, and fail
    kept: list[pytest.Item] = []
    left_out: list[pytest.Item] = []
    for item in items:
        mark = item.get_closest_marker("long")
        too_long = mark is not None and not config.getoption("--long") and not (ci and mark.kwargs.get("ci"))
        (left_out if too_long else kept).append(item)
        if no_browser and item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.skip(reason=NONE_FOUND))
    items[:] = kept
    config.hook.pytest_deselected(items=left_out)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say once, in one line, that the browser tests did not run."""
    skipped = terminalreporter.stats.get("skipped", [])
    if any("browser" in report.keywords for report in skipped):
        terminalreporter.write_line(NONE_FOUND)


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture
def tree() -> Callable[[Path], Path]:
    """Lay a copy of the repository's tree, as git would hand it out, into a folder."""

    def lay(folder: Path) -> Path:
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT,
            capture_output=True,
            check=True,
        )
        for name in listed.stdout.decode("utf-8").split("\0"):
            if name and (ROOT / name).is_file():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / name, folder / name)
        return folder

    return lay
