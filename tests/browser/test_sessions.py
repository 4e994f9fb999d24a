"""When the kernel or the server is gone.

Nothing looks saved that is not, and every page still shows something.
"""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from .conftest import ROOT, Lab, Learner

FEW = ("01-the-text.ipynb",)
MORE = (
    *("00-start.ipynb", "02-the-build-up.ipynb"),
    *("03-the-parties.ipynb", "04-the-institutions.ipynb", "05-the-week.ipynb"),
    *("06-check-the-article.ipynb", "07-what-happened-next.ipynb"),
)
NOT_YET = "Not running yet: Run > Run All Cells"


def stills(path: Path) -> int:
    """How many outputs of the file say what to do to bring them to life."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    outputs = [output for cell in cells for output in cell.get("outputs", ())]
    return sum(NOT_YET in "".join(one.get("data", {}).get("text/plain", "")) for one in outputs)


def test_a_restarted_kernel_is_said_and_what_was_typed_stays(learner: Learner):
    page = learner.open("01-the-text.ipynb").page
    quiz = learner.panel("question")
    quiz.get_by_role("radio").nth(1).check()
    page.evaluate("jupyterapp.shell.currentWidget.sessionContext.restartKernel()")
    gone = quiz.get_by_role("alert")
    expect(gone).to_contain_text("Not saved: the session has stopped. Run > Run All Cells")
    expect(quiz.get_by_role("radio").nth(1)).to_be_checked()
    learner.settle()
    learner.run_all()
    expect(learner.panel("question").locator(".lesson-alert")).to_be_empty()


@pytest.mark.parametrize("notebooks", [FEW, pytest.param(MORE, marks=pytest.mark.long)], ids=["few", "more"])
def test_saved_stopped_and_started_again_every_still_shows(
    new_lab: Callable[[], Lab], new_learner: Callable[..., Learner], notebooks: tuple[str, ...]
):
    lab = new_lab()
    for notebook in notebooks:
        learner = new_learner(lab).open(notebook)
        learner.save()
        learner.page.close()  # or it would complain, rightly, that the server is gone
    assert "widget-view" in (lab.notebooks / notebooks[-1]).read_text()
    lab.stop()
    lab.start()
    for notebook in notebooks:
        learner = new_learner(lab).open(notebook, run=False, fresh=False)
        page, cells = learner.page, learner.cells()
        expect(page.get_by_text(NOT_YET)).to_have_count(stills(ROOT / "notebooks" / notebook))
        expect(page.get_by_text("model not found")).to_have_count(0)
        url = page.url
        # Click and type on every still: no navigation, no new cell, nothing lost.
        for output in page.locator(".jp-OutputArea-output").filter(has_text="Not running yet").all():
            output.scroll_into_view_if_needed()
            output.click(position={"x": 20, "y": 10})
            for key in ("Enter", "Escape"):
                page.keyboard.press(key)
            assert output.locator("input, button, form, select").count() == 0
        assert learner.cells() == cells
        assert page.url == url
        learner.run_all()
        expect(page.locator(".lesson-panel").first).to_be_visible()


@pytest.mark.long
def test_an_untrusted_notebook_still_shows_pictures_and_tables(
    new_lab: Callable[[], Lab], new_learner: Callable[..., Learner]
):
    lab = new_lab()
    lab.stop()
    path = lab.notebooks / "02-the-build-up.ipynb"
    # One changed letter, and JupyterLab trusts the file no more; it is not started by our command this time.
    path.write_text(path.read_text().replace("Two clocks", "Two Clocks", 1))
    lab.start()
    learner = new_learner(lab).open("02-the-build-up.ipynb", run=False, fresh=False)
    picture = learner.page.locator("img[src^='data:image/svg+xml']").first
    expect(picture).to_be_visible()
    assert picture.evaluate("node => node.complete && node.naturalWidth > 300")
    assert len(picture.get_attribute("alt") or "") > 60
