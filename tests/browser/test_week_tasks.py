"""Lesson 05 by keyboard alone: find the garbled name, decide, give out the seats, go through the days."""

from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from lessons.activities.week import Seats
from lessons.content import load_content

from .conftest import Learner

CONTENT = load_content(Path(__file__).resolve().parents[2] / "data").for_lesson("the-week")


def press(page: Page, node: Locator, key: str = "Enter") -> None:
    """Go to a control and press a key there, as after Tab."""
    node.focus()
    page.keyboard.press(key)


def test_a_learner_does_the_lesson_by_keyboard(learner: Learner):
    page = learner.open("05-the-week.ipynb").page

    # Find, look at a clue, decide with sureness and a reason, read the doubt.
    misprint = next(iter(CONTENT.misprints.values()))
    city = page.locator(".lesson-panel:has(> [data-part='find'])")
    for one in misprint.printed:
        if one.odd:
            press(page, city.get_by_role("checkbox", name=one.words), "Space")
    press(page, city.get_by_role("button", name="Check"))
    expect(city.get_by_role("heading", name="5 of 5")).to_be_focused()
    clue = city.get_by_role("button", name=misprint.clues[1].title)
    press(page, clue)
    expect(clue).to_have_attribute("aria-expanded", "true")
    expect(clue).to_be_focused()
    wrong = next(one for one in misprint.options if one.id != misprint.key)
    press(page, city.get_by_role("radio", name=wrong.text), "Space")
    press(page, city.get_by_role("radio", name="Fairly sure"), "Space")
    city.get_by_label("Which clue decided it?").focus()
    page.keyboard.type("The letters.")
    press(page, city.get_by_role("button", name="Keep my decision"))
    expect(city.get_by_role("heading", name="Documented: ")).to_be_focused()
    for text in (wrong.rationale, "The letters.", "You were fairly sure.", misprint.doubt):
        expect(city.get_by_role("status").last).to_contain_text(text)

    # The seats of the first table: one right, one wrong, each with its reason.
    table = Seats(CONTENT).tables[0]
    seats = page.locator(".lesson-panel:has(> [data-part='so_far'])")
    for party in (table.parties[0], table.not_at_table[0]):
        name = CONTENT.parties[party].name
        press(page, seats.get_by_role("checkbox", name=name, exact=True), "Space")
    press(page, seats.get_by_role("button", name="Check the seats"))
    expect(seats.get_by_role("heading", name="of 6 parties as documented")).to_be_focused()
    for seat in CONTENT.seats_at(table.id).values():
        expect(seats.locator("[data-part='said']")).to_contain_text(seat.reason)
    press(page, seats.get_by_role("button", name="Next table"))
    expect(seats.get_by_role("heading", name="Table 2")).to_be_focused()

    # A day on both sides of the switch.
    days = page.locator(".lesson-panel:has(> [data-part='day'])")
    press(page, days.get_by_role("button", name="Tuesday"))
    expect(days.get_by_role("status")).to_contain_text("no meeting on this day")
    press(page, days.get_by_role("radio").first, "ArrowDown")
    expect(days.get_by_role("status")).to_have_text("2 meetings held.")
    opener = days.get_by_role("button", name="Who has a seat here?").first
    press(page, opener)
    expect(days.get_by_role("table")).to_be_visible()
    expect(opener).to_be_focused()

    # All of it is there again in a kernel that starts anew; the clues are closed.
    page.evaluate("jupyterapp.shell.currentWidget.sessionContext.restartKernel()")
    learner.settle()
    learner.run_all()
    expect(seats.get_by_text("1 of 3 tables done")).to_be_visible()
    expect(city.get_by_text(misprint.doubt)).to_be_visible()
    expect(city.get_by_text("The letters.")).to_be_visible()
