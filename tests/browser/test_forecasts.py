"""Lesson 07 by keyboard alone: judge, meet the gate, open what came, and close it again."""

from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from lessons.content import load_content
from lessons.ui.gate import CLOSED

from .conftest import Learner

CONTENT = load_content(Path(__file__).resolve().parents[2] / "data").for_lesson("what-happened-next")
LATER = [one.happened for one in CONTENT.forecasts.values()]
LATER += [one.statement for one in CONTENT.events.values() if one.spoiler]
LATER += [one.stem for one in CONTENT.quiz("what-happened-next")]


def press(page: Page, node: Locator, key: str = "Enter") -> None:
    node.focus()
    page.keyboard.press(key)


def told(page: Page) -> list[str]:
    """What came later, anywhere in the document, shown or not."""
    document = page.evaluate("document.documentElement.textContent")
    return [one for one in LATER if one in document]


def test_a_learner_opens_what_came_and_closes_it_by_keyboard(learner: Learner):
    page = learner.open("07-what-happened-next.ipynb").page
    task = page.locator(".lesson-panel:has(> [data-part='gate'])")
    first = next(iter(CONTENT.forecasts.values()))

    # Nothing of what came is on the page, and what tells it says how to open it.
    expect(page.get_by_text(CLOSED)).to_have_count(2)
    assert told(page) == []

    # Judge as on the day; the focus goes to what comes next.
    press(page, task.get_by_role("radio").first, "ArrowDown")
    task.get_by_label("What makes you say so").focus()
    page.keyboard.type("They have just met.")
    press(page, task.get_by_role("button", name="Keep this"))
    expect(task.get_by_role("status")).to_contain_text("Kept: unlikely.")
    expect(task.get_by_role("button", name="Next statement")).to_be_focused()
    assert told(page) == []

    # Open it: the first statement again, with what was said of it, and the panels below as well.
    press(page, task.get_by_role("button", name="Open what came after"))
    expect(task.get_by_role("heading", name="What came", exact=True)).to_be_focused()
    expect(task.get_by_text("You said before you opened it: unlikely")).to_be_visible()
    expect(task.get_by_text(first.happened)).to_be_visible()
    expect(task.get_by_role("radio")).to_have_count(0)
    expect(page.get_by_text(CLOSED)).to_have_count(0)
    period = page.get_by_role("button", name="After the week")
    press(page, period)
    expect(period).to_have_attribute("aria-pressed", "true")

    # A second statement is judged with the end in view, and that is noted.
    press(page, task.get_by_role("button", name="Next statement"))
    press(page, task.get_by_role("radio").first, "Space")
    press(page, task.get_by_role("button", name="Keep this"))
    expect(task.get_by_role("table")).to_contain_text("very unlikely (afterwards)")

    # Closed again, it is gone from the document; and so it is for a kernel that starts anew.
    press(page, task.get_by_role("button", name="Close what came after"))
    expect(task.get_by_role("heading", name="A word of care")).to_be_focused()
    expect(page.get_by_text(CLOSED)).to_have_count(2)
    assert told(page) == []
    page.evaluate("jupyterapp.shell.currentWidget.sessionContext.restartKernel()")
    learner.settle()
    learner.run_all()
    expect(task.get_by_text("2 of 7 judged")).to_be_visible()
    expect(page.get_by_text(CLOSED)).to_have_count(2)
