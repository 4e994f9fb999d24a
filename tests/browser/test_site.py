"""The plain pages in a real browser, opened from a folder: as from a stick, with no server and no network."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from lessons.commands.site import notebooks_folder
from lessons.content import data_folder, load_content
from lessons.site import edition
from lessons.site.folder import write

# preload: axe would ask for the style sheet by a request of its own, which a file may not.
QUICK = {"preload": False, "resultTypes": ["violations"]}
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}, **QUICK}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}, **QUICK}
PAPER = {"A4": (210, 297), "Letter": (216, 279)}
READY = [one.notebook for one in load_content(data_folder()).lessons.values() if one.ready]
NAMES = ["index.html", "glossary.html", "sources.html", *(one.replace(".ipynb", ".html") for one in READY)]
# Each page takes some seconds; the ones left to --long are made of the same pieces.
FEWER = [
    name if number % 2 == 0 else pytest.param(name, marks=pytest.mark.long)
    for number, name in enumerate(NAMES)
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An edition in a folder whose name has a space, as on many a stick."""
    folder = tmp_path_factory.mktemp("stick") / "three tables"
    write(folder, edition(load_content(data_folder()), notebooks_folder()))
    return folder


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[Page]:
    """One window for all; at the end nothing but files was ever asked for, and nothing has failed."""
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    page = context.new_page()
    asked: list[str] = []
    failed: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    # A picture that was on its way when the next page was opened is no failure.
    page.on(
        "requestfailed",
        lambda request: failed.append(request.url) if request.failure != "net::ERR_ABORTED" else None,
    )
    page.on("console", lambda message: failed.append(message.text) if message.type == "error" else None)
    yield page
    context.close()
    assert asked
    assert [url for url in asked if not re.match(r"file:|data:", url)] == []
    assert failed == []


def visit(window: Page, folder: Path, name: str, *, unfold: bool = False, **size: int) -> Page:
    """Open a page; every picture is drawn, also those that wait to be scrolled to."""
    window.set_viewport_size({"width": size.get("width", 1366), "height": size.get("height", 768)})
    window.goto((folder / name).as_uri())
    if unfold:
        window.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    return window


def violations(page: Page, rules: dict[str, Any]) -> list[Any]:
    found = Axe().run(page, options=rules).response["violations"]
    return [
        (rule["id"], node["html"][:160], node.get("failureSummary", "")[:300])
        for rule in found
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize("name", FEWER)
def test_axe_finds_nothing_in_light_and_dark_with_everything_open(window: Page, folder: Path, name: str):
    window.emulate_media(color_scheme="light")
    visit(window, folder, name, unfold=True)
    assert violations(window, RULES) == []
    window.emulate_media(color_scheme="dark")
    assert window.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(22, 25, 28)"
    assert violations(window, COLOURS) == []
    window.emulate_media(color_scheme="light")


@pytest.mark.parametrize("name", FEWER)
def test_nothing_sticks_out_at_320_pixels_and_every_picture_is_there(window: Page, folder: Path, name: str):
    visit(window, folder, name, unfold=True, width=320, height=640)
    wide = window.evaluate(
        """() => [...document.querySelectorAll('body *')]
            .filter(node => !node.parentElement.closest('.scroll'))
            .filter(node => node.getBoundingClientRect().right > 321)
            .map(node => node.outerHTML.slice(0, 120))"""
    )
    assert wide == []
    assert window.evaluate("document.documentElement.scrollWidth") == 320
    window.evaluate("document.querySelectorAll('img').forEach(one => { one.loading = 'eager'; })")
    window.wait_for_function("[...document.images].every(one => one.complete)")
    assert window.evaluate("[...document.images].filter(one => !one.naturalWidth).map(one => one.src)") == []


def test_targets_outside_running_text_are_24_pixels_high(window: Page, folder: Path):
    for name in NAMES:
        visit(window, folder, name, width=390)
        small = window.locator("a:visible, summary:visible").evaluate_all(
            """nodes => nodes.filter(node => !node.closest('p, dd, li:not(nav li), figcaption, th, .skip'))
                .map(node => [node, node.getBoundingClientRect()])
                .filter(([_, box]) => Math.min(box.height, box.width) < 23.5)
                .map(([node]) => node.outerHTML.slice(0, 120))"""
        )
        assert small == [], name


def test_the_keyboard_skips_to_the_text_opens_an_answer_and_follows_a_word_there_and_back(
    window: Page, folder: Path
):
    visit(window, folder, "01-the-text.html")
    window.keyboard.press("Tab")
    expect(window.get_by_role("link", name="Skip to the text")).to_be_focused()
    expect(window.get_by_role("link", name="Skip to the text")).to_be_in_viewport()
    window.keyboard.press("Enter")
    expect(window.locator("main")).to_be_focused()
    window.keyboard.press("Tab")
    expect(window.locator("main :focus")).to_have_count(1)

    answer = window.locator("details.answer").first
    inside = answer.locator(".inside")
    expect(inside).to_be_hidden()
    answer.locator("summary").focus()
    window.keyboard.press("Enter")
    expect(inside).to_be_visible()
    expect(inside.locator("strong")).to_have_text(re.compile(r"^(Fits|Does not fit)\.$"))
    window.keyboard.press("Space")
    expect(inside).to_be_hidden()

    word = window.get_by_role("article", name="Paragraph 2").locator("a.term").first
    word.focus()
    window.keyboard.press("Enter")
    expect(window).to_have_url(re.compile(r"glossary\.html#term-"))
    entry = window.locator(":target")
    expect(entry).to_be_in_viewport()
    entry.get_by_role("link", name="paragraph 2", exact=True).focus()
    window.keyboard.press("Enter")
    expect(window).to_have_url(re.compile(r"01-the-text\.html#paragraph-2"))
    expect(window.get_by_role("article", name="Paragraph 2")).to_be_in_viewport()


def test_without_a_mouse_a_reader_gets_from_the_first_page_through_all_lessons(window: Page, folder: Path):
    visit(window, folder, "index.html")
    window.get_by_role("link", name=re.compile("^Begin: ")).press("Enter")
    for notebook in READY[1:]:
        on = window.get_by_role("navigation", name="Lessons before and after").get_by_role("link")
        on.last.press("Enter")
        expect(window).to_have_url(re.compile(re.escape(notebook.replace(".ipynb", ".html"))))
    window.get_by_role("link", name="All lessons").press("Enter")
    expect(window.get_by_role("heading", level=1)).to_be_visible()


@pytest.mark.parametrize("paper", ["A4", pytest.param("Letter", marks=pytest.mark.long)])
def test_on_paper_nothing_is_cut_off_texts_are_open_and_answers_closed(
    window: Page, folder: Path, paper: str
):
    """Laid out as the printer does, at the width of the paper between its margins (16 mm on each side)."""
    width = round((PAPER[paper][0] - 32) * 96 / 25.4)
    window.emulate_media(media="print")
    for name in NAMES:
        visit(window, folder, name, width=width, height=1000)
        cut = window.evaluate(
            """width => [...document.querySelectorAll('body *')]
                .filter(node => node.getClientRects().length)
                .filter(node => node.getBoundingClientRect().right > width + 1)
                .map(node => node.outerHTML.slice(0, 120))""",
            width,
        )
        assert cut == [], name
        for inside in window.locator("details.more > .inside").all():
            expect(inside).to_be_visible()
        for inside in window.locator("details.answer > .inside").all():
            expect(inside).to_be_hidden()
        assert window.pdf(format=paper)[:5] == b"%PDF-", name
    window.emulate_media(media="screen")
