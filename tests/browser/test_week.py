"""The week and the details of a city: by keyboard in the map's panel, and under axe on a bare page."""

import re
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from lessons.content import load_content
from lessons.ui.panel import Panel
from lessons.ui.week import week_view

from .conftest import Learner

CONTENT = load_content(Path(__file__).resolve().parents[2] / "data").without_spoilers()
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}}
LAST = CONTENT.meetings["M09"]


def test_a_learner_finds_by_keyboard_who_sits_in_a_city_and_who_does_not(learner: Learner):
    page = learner.open("02-the-build-up.ipynb").page
    table = learner.panel("picture").get_by_role("table").first
    table.get_by_role("button", name="Vienna").focus()
    page.keyboard.press("Enter")
    details = learner.panel("picture").locator("[data-part='details']")
    expect(details.get_by_role("heading", name="Vienna")).to_be_focused()
    for label, ids in (("At the table", LAST.parties), ("Not at the table", LAST.not_at_table)):
        names = (
            details.locator("dt", has_text=re.compile(f"^{label}$")).locator("+ dd").get_by_role("listitem")
        )
        expect(names).to_have_text([CONTENT.parties[one].name for one in ids])
    expect(details).to_contain_text(f"announced for {LAST.held_on.text}")
    page.keyboard.press("Escape")
    expect(details.get_by_role("heading", name="Vienna")).to_have_count(0)


@pytest.mark.parametrize("light", ["true", "false"])
def test_the_week_passes_axe_and_fits_a_phone(browser: Browser, light: str):
    views = (
        week_view(CONTENT, CONTENT.course.article.day),
        week_view(CONTENT, CONTENT.course.week_ends),
    )
    page = browser.new_page(viewport={"width": 320, "height": 640})
    for view in views:
        page.set_content(
            f'<!doctype html><html lang="en"><title>The week</title><style>{Panel._css}</style>'
            f'<body data-jp-theme-light="{light}"><main><h1>The week</h1>'
            f'<div class="lesson-panel">{view}</div></main>'
        )
        found: list[Any] = Axe().run(page, options=RULES).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"][:160]) for one in found] == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        # The table is wider than the phone: its region takes the focus, and the arrows move it.
        page.keyboard.press("Tab")
        expect(page.get_by_role("region", name="The meetings of the week")).to_be_focused()
        page.keyboard.press("ArrowRight")
        page.wait_for_function("document.querySelector('.lesson-scroll').scrollLeft > 0")
    page.close()
