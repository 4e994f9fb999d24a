"""Lesson 06 by keyboard alone: a claim, its sources, a verdict with a reason, the note, a level for it."""

from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from lessons.activities.claims import VERDICTS, Claims
from lessons.content import load_content

from .conftest import Learner

CONTENT = load_content(Path(__file__).resolve().parents[2] / "data").for_lesson("check-the-article")


def press(page: Page, node: Locator, key: str = "Enter") -> None:
    """Go to a control and press a key there, as after Tab."""
    node.focus()
    page.keyboard.press(key)


def test_a_learner_checks_a_claim_and_their_own_note_by_keyboard(learner: Learner):
    page = learner.open("06-check-the-article.ipynb").page
    activity = Claims(CONTENT)
    text = activity.texts[0]
    panel = page.locator(".lesson-panel:has(> [data-part='note'])").first

    # The cards are there, and nothing in the page tells what the check found.
    for card in CONTENT.cards_of(text.id):
        expect(panel.get_by_text(card.summary)).to_be_visible()
    assert text.why not in page.content()
    press(page, panel.get_by_text("retold", exact=False).first)
    paragraph = CONTENT.paragraphs[CONTENT.claims[text.claim_ids[0]].paragraph]
    expect(panel.get_by_text(paragraph.plain)).to_be_visible()

    # Without a verdict a line says what is missing, in sight although the panel is longer than the screen.
    button = panel.get_by_role("button", name="Give my verdict")
    press(page, button)
    expect(panel.get_by_role("alert")).to_have_text(f"Choose one: {', '.join(VERDICTS.values())}.")
    expect(panel.get_by_role("alert")).to_be_in_viewport(ratio=1)
    expect(button).to_be_in_viewport(ratio=1)
    expect(button).to_be_focused()

    # A verdict and a reason; then the documented one, in the focus, and the note below it.
    press(page, panel.get_by_role("radio").first, "Space")
    panel.get_by_label("Why? A few words").focus()
    page.keyboard.type("The census asked how people see themselves.")
    press(page, button)
    said = panel.get_by_role("status")
    expect(said).to_contain_text(f"You say: Right. We came to: {VERDICTS[text.verdict]}.")
    expect(said).to_contain_text(text.why)
    expect(said.locator("strong").first).to_be_focused()
    note = panel.get_by_label("Why, in your own words")
    expect(note).to_have_value("The census asked how people see themselves.")

    # A level for one's own note: chosen with the arrows, kept at once.
    levels = panel.get_by_role("group", name=next(iter(CONTENT.criteria.values())).title)
    press(page, levels.get_by_role("radio").first, "ArrowDown")
    expect(levels.get_by_role("radio").nth(1)).to_be_checked()
    expect(levels.get_by_role("radio").nth(1)).to_be_focused()
    press(page, panel.get_by_role("button", name="Next claim"))
    expect(panel.get_by_role("heading", name="Claim 2")).to_be_focused()
    panel.get_by_label("Why? A few words").focus()
    page.keyboard.type("Not sent yet.")

    # All of it is there again in a kernel that starts anew.
    page.evaluate("jupyterapp.shell.currentWidget.sessionContext.restartKernel()")
    learner.settle()
    learner.run_all()
    expect(panel.get_by_text(f"1 of {len(activity.texts)} checked")).to_be_visible()
    expect(panel.get_by_label("Why? A few words")).to_have_value("Not sent yet.")
    press(page, panel.get_by_role("button", name="The claim before"))
    expect(note).to_have_value("The census asked how people see themselves.")
    expect(levels.get_by_role("radio").nth(1)).to_be_checked()
