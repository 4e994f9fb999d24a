"""axe-core finds nothing on any panel, in light and dark, at a laptop's and at a phone's width."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from .conftest import Lab, Learner

NOTEBOOKS = [
    *("01-the-text.ipynb", "02-the-build-up.ipynb"),
    # Their parts are made of the same controls; each takes half a minute.
    *(
        pytest.param(name, marks=pytest.mark.long)
        for name in (
            *("00-start.ipynb", "03-the-parties.ipynb", "04-the-institutions.ipynb", "05-the-week.ipynb"),
            *("06-check-the-article.ipynb", "07-what-happened-next.ipynb"),
        )
    ),
]
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}}


def violations(page: Page) -> list[Any]:
    """What axe finds in the panels; JupyterLab's own page around them is not ours to mend."""
    found = Axe().run(page, context=".lesson-panel", options=RULES).response["violations"]
    return [
        (rule["id"], node["html"][:160], node.get("failureSummary", "")[:300])
        for rule in found
        for node in rule["nodes"]
    ]


@pytest.fixture(scope="module", params=NOTEBOOKS)
def used(request: pytest.FixtureRequest, lab: Lab, module_learner: Callable[..., Learner]) -> Learner:
    """A notebook with everything open that can be opened, so that axe sees more than the first state."""
    learner = module_learner(lab, height=2000).open(request.param)
    use(learner.page, request.param)
    return learner


def use(page: Page, notebook: str) -> None:
    """Open a word, a list of statements, a place."""
    if notebook.startswith("01"):
        page.get_by_role("article", name="Paragraph 3").get_by_role("button", name="Who says what").click()
        page.get_by_role("article", name="Paragraph 2").get_by_role("button", name="build-up").first.click()
        expect(page.get_by_role("button", name="Close").first).to_be_visible()
        page.get_by_role("article", name="Paragraph 1").get_by_text("Mark a sentence").click()
        page.get_by_text("Do you hold the article itself?").click()
        page.locator("[data-part='results']").get_by_role("button").first.click()
    if notebook.startswith("02"):
        map_panel = page.locator(".lesson-panel:has(> [data-part='picture'])").first
        map_panel.get_by_role("radio", name="what had happened").check()
        map_panel.get_by_role("button", name="Previous date").click()
        map_panel.get_by_role("checkbox", name="Shade").check()
        expect(map_panel.locator("[data-part='switches']")).to_contain_text("Estonia")
        map_panel.get_by_label("Evidence").select_option("imagery")
        map_panel.locator("[data-part='week'] summary").click()
        expect(map_panel.locator("[data-part='filtered']")).to_contain_text("imagery")
        marks = page.locator("[data-arrows]").first.get_by_role("button")
        marks.first.focus()
        page.keyboard.press("Enter")
        expect(page.locator("[data-part='details']").get_by_role("heading").first).to_be_visible()
    if notebook.startswith("03"):
        pairs = page.locator(".lesson-panel").filter(has_text="Do they overlap?")
        pairs.get_by_role("radio").first.check()
        pairs.get_by_role("button", name="Keep my decision").click()
        expect(pairs.get_by_role("table", name="Decided so far")).to_be_visible()
        for fold in pairs.locator(".lesson-source-fold summary").all():
            fold.click()
        page.get_by_role("button", name="What we found").first.click()
        sentences = page.locator(".lesson-panel:has(> [data-part='versions'])")
        sentences.get_by_role("button", name="Show possible versions").click()
        expect(sentences.get_by_role("heading", name="Possible versions")).to_be_visible()
        page.locator("[data-part='quotations'] summary").first.click()
    if notebook.startswith("06"):
        claims = page.locator(".lesson-panel:has(> [data-part='note'])").first
        claims.get_by_text("Paragraph 3, retold").click()
        claims.get_by_role("radio").first.check()
        claims.get_by_label("Why? A few words").fill("The census asked how people see themselves.")
        claims.get_by_role("button", name="Give my verdict").click()
        claims.get_by_text("how we know").click()
        claims.get_by_role("group", name="Source").get_by_role("radio").first.check()
        expect(claims.get_by_role("table", name="Checked so far")).to_be_visible()
    if notebook.startswith("05"):
        city = page.locator(".lesson-panel:has(> [data-part='find'])")
        city.get_by_role("checkbox").first.check()
        city.get_by_role("button", name="Check").click()
        expect(city.get_by_role("heading", name="Clues")).to_be_visible()
        for clue in city.locator("[data-part='clues']").get_by_role("button").all():
            clue.click()
        expect(city.locator("[data-part='clues'] .lesson-box")).to_have_count(3)
        tables = page.locator(".lesson-panel:has(> [data-part='so_far'])")
        tables.get_by_role("checkbox").first.check()
        tables.get_by_role("button", name="Check the seats").click()
        expect(tables.get_by_role("table")).to_have_count(2)
        days = page.locator(".lesson-panel:has(> [data-part='day'])")
        days.get_by_role("radio").last.check()
        expect(days.get_by_role("status")).to_have_text("1 meeting held.")
        for opener in days.locator("[data-part='day'] [data-move='open']").all():
            opener.click()
        expect(days.get_by_role("table")).to_be_visible()
    if notebook.startswith("04"):
        page.locator("[data-part='line']").get_by_role("button").first.click()
        expect(page.locator("[data-part='event']").get_by_role("heading")).to_be_visible()
        page.get_by_role("button", name="Check my order").click()
        expect(page.locator("[data-part='checked']").get_by_text("Not yet.")).to_be_visible()
        page.locator("[data-part='text']").get_by_role("radio").first.check()
        page.get_by_role("button", name="Check my choice").click()
        expect(page.get_by_role("table", name="Sorted so far")).to_be_visible()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing(used: Learner, dark: bool):
    used.dark(dark)
    assert violations(used.page) == []


def test_panels_wrap_at_320_pixels(used: Learner):
    # The panel is made as narrow as a phone leaves it; JupyterLab's own frame does not shrink that far.
    narrow = used.page.add_style_tag(content=".lesson-panel { width: 320px !important; }")
    wide = used.page.locator(".lesson-panel").evaluate_all(
        """panels => panels.flatMap(panel => [...panel.querySelectorAll('*')]
            .filter(node => !node.closest('.lesson-scroll') && !node.closest('svg'))
            .filter(node => node.getBoundingClientRect().right - 1 > panel.getBoundingClientRect().right)
            .map(node => node.outerHTML.slice(0, 120)))"""
    )
    narrow.evaluate("node => node.remove()")
    assert wide == []


def test_every_target_is_24_pixels_high_and_wide(used: Learner):
    # Words in running text are exempt (WCAG 2.5.8, inline); marks on the map have buttons in the table.
    small = used.page.locator(".lesson-panel :is(button, select, a[href], input):visible").evaluate_all(
        """nodes => nodes.map(node => [node.closest('label') ?? node])
            .filter(([node]) => !node.closest('p, li, dd'))
            .map(([node]) => [node, node.getBoundingClientRect()])
            .filter(([_, box]) => Math.min(box.height, box.width) < 23.5)
            .map(([node]) => node.outerHTML.slice(0, 120))"""
    )
    assert small == []
