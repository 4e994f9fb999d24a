"""Lesson 03 by keyboard alone: compare, decide with a reason, give a statement away twice, write, open."""

from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from lessons.activities.positions import RELATIONS, Overlaps, Statements
from lessons.content import load_content

from .conftest import Learner

CONTENT = load_content(Path(__file__).resolve().parents[2] / "data").for_lesson("the-parties")


def press(page: Page, node: Locator, key: str = "Enter") -> None:
    """Go to a control and press a key there, as after Tab."""
    node.focus()
    page.keyboard.press(key)


def test_a_learner_does_the_lesson_by_keyboard(learner: Learner):
    page = learner.open("03-the-parties.ipynb").page

    # Side by side: another issue, one party less.
    compare = page.locator(".lesson-panel:has(select[id$='-issue'])")
    table = compare.get_by_role("table")
    second = list(CONTENT.issues.values())[2]
    compare.get_by_label("Issue").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(table.get_by_role("caption")).to_have_text(second.title)
    expect(compare.get_by_label("Issue")).to_be_focused()
    columns = table.get_by_role("columnheader")
    before = columns.count()
    press(page, compare.get_by_role("checkbox", checked=True).first, "Space")
    expect(columns).to_have_count(before - 1)
    press(page, table.locator("summary").first)
    expect(table.locator(".lesson-source").first).to_be_visible()

    # Decide with a reason, and read on; the focus goes to the answer.
    activity = Overlaps(CONTENT)
    text = activity.texts[0]
    points = page.locator(".lesson-panel").filter(has_text=activity.title)
    press(page, points.get_by_role("radio").first, "ArrowDown")
    expect(points.get_by_role("radio").nth(1)).to_be_checked()
    points.get_by_label("Why do you think so").focus()
    page.keyboard.type("Each wants the other to begin.")
    press(page, points.get_by_role("button", name="Keep my decision"))
    expect(points.get_by_role("status")).to_contain_text(f"We read: {RELATIONS[text.relation]}.")
    expect(points.get_by_role("status")).to_contain_text("Each wants the other to begin.")
    expect(points.get_by_text("◐ You decided")).to_be_focused()
    expect(points.get_by_text("◐ You decided")).to_be_in_viewport()
    press(page, points.get_by_role("button", name="Next point"))
    expect(points.get_by_role("heading", name="Point 2")).to_be_focused()

    # A statement, first to a party that did not say it.
    whose = Statements(CONTENT)
    first = whose.texts[0]
    wrong = next(one for one in CONTENT.parties if one not in whose.parties(first))
    for party, sign in ((wrong, "✗"), (whose.parties(first)[0], "✓")):
        statements = page.locator(".lesson-panel").filter(has_text=first.statement)
        press(page, statements.get_by_role("radio", name=CONTENT.parties[party].name, exact=True), "Space")
        press(page, statements.get_by_role("button", name="Check my choice"))
        expect(statements.get_by_role("status")).to_contain_text(sign)

    # A version of one's own, kept without a button; then those of others, and it stands beside them.
    sentences = page.locator(".lesson-panel:has(> [data-part='versions'])")
    sentences.get_by_label("Your neutral version").focus()
    page.keyboard.type("NATO has new members.")
    expect(sentences.get_by_text("Kept.", exact=True)).to_be_visible()
    press(page, sentences.get_by_role("button", name="Show possible versions"))
    expect(sentences.get_by_role("heading", name="The words that judge")).to_be_focused()
    expect(sentences.get_by_label("Your neutral version")).to_have_value("NATO has new members.")
