"""Words on the page: searching with a typing error, narrowing by lesson, and a session of cards by keyboard.

Things are found by their role and name, as a screen reader tells them.
"""

import json
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from lessons.content import load_content

from .conftest import Lab, Learner

CONTENT = load_content(Path(__file__).resolve().parents[2] / "data").for_lesson("the-text")
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}}
NOTEBOOK = "words.ipynb"
CELLS = (
    "from lessons import open_course\ncourse = open_course('the-text')",
    "course.glossary()",
    "course.flashcards()",
)


@pytest.fixture(scope="module")
def words(lab: Lab, module_learner: Callable[..., Learner]) -> Learner:
    """A page with the glossary and the cards, opened once for this file."""
    lab.forget("01-the-text.ipynb")
    cells = [nbformat.v4.new_code_cell(cell) for cell in CELLS]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})
    nbformat.write(notebook, lab.notebooks / NOTEBOOK)
    return module_learner(lab, height=1200).open(NOTEBOOK, fresh=False)


def test_a_search_with_a_typing_error_finds_the_word_and_can_be_reset(words: Learner):
    page = words.page
    glossary = words.panel("results")
    field = glossary.get_by_role("searchbox")
    field.focus()
    page.keyboard.type("sovreignty", delay=30)
    expect(glossary.get_by_role("status")).to_have_text("No term is written “sovreignty”. 1 term comes near.")
    expect(field).to_have_value("sovreignty")
    page.keyboard.type("qq")
    expect(glossary.get_by_text("Nothing fits.")).to_be_visible()
    glossary.get_by_role("button", name="Show all terms").press("Enter")
    expect(field).to_be_focused()
    expect(field).to_have_value("")
    expect(glossary.get_by_role("status")).to_have_text(f"{len(CONTENT.terms)} terms.")


def test_the_list_narrows_to_a_lesson_and_a_term_shows_its_paragraphs(words: Learner):
    page = words.page
    glossary = words.panel("results")
    lesson = glossary.get_by_label("Used in lesson")
    lesson.select_option("the-build-up")
    expect(glossary.get_by_role("status")).to_contain_text("in lesson 02 The build-up")
    expect(glossary.get_by_role("button", name="Garrison")).to_be_visible()
    expect(glossary.get_by_role("button", name="Helsinki Final Act")).to_have_count(0)
    word = glossary.get_by_role("button", name="Satellite image")
    word.press("Enter")
    expect(glossary.get_by_role("heading", name="Satellite image")).to_be_focused()
    passage = glossary.locator("details").filter(has_text="Paragraph 2")
    passage.locator("summary").press("Enter")
    expect(passage.locator("mark")).to_have_text("satellite images")
    page.keyboard.press("Escape")
    expect(word).to_be_focused()
    glossary.get_by_label("Used in lesson").select_option("")


@pytest.mark.long
def test_a_session_of_cards_by_keyboard_alone(words: Learner):
    page = words.page
    cards = words.panel("cards")
    cards.get_by_role("button", name="What is due?").focus()
    page.keyboard.press("Enter")
    expect(cards.get_by_role("status")).to_contain_text("Nothing is due;")
    page.keyboard.press("Tab")
    expect(cards.get_by_role("button", name="Start with 10 cards")).to_be_focused()
    page.keyboard.press("Enter")
    for number in range(1, 11):
        expect(cards.get_by_role("heading", name=f"Card {number} of 10")).to_be_visible()
        show = cards.get_by_role("button", name="Show the answer")
        expect(show).to_be_focused()
        expect(show).to_have_accessible_description(cards.locator("[id$='front']").inner_text().strip())
        page.keyboard.press("3")  # nothing: there is no answer yet
        page.keyboard.press("Enter" if number % 2 else "Space")
        expect(cards.get_by_role("group", name="Answer")).to_be_focused()
        if number == 1:
            # Tab goes to the ratings in their order; a key does the same.
            for rating in ("not at all", "with difficulty", "well"):
                page.keyboard.press("Tab")
                expect(cards.get_by_role("button", name=rating)).to_be_focused()
            page.keyboard.press("Enter")
        else:
            page.keyboard.press(str(1 + number % 4))
    expect(cards.get_by_role("heading", name="How it went")).to_be_focused()
    assert words.cells() == len(CELLS)  # JupyterLab took none of the keys
    rows = cards.get_by_role("row")
    expect(rows).to_have_count(11)
    expect(rows.nth(1)).to_contain_text("well")
    files = (words.lab.home / "learner/log").glob("*.jsonl")
    kept = [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines()]
    ratings = [record["entry"]["rating"] for record in kept if record["entry"]["kind"] == "review"]
    by_key = ("not at all", "with difficulty", "well", "at once")
    assert ratings == ["well", *(by_key[number % 4] for number in range(2, 11))]


@pytest.mark.long
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_on_a_card_and_on_a_term(words: Learner, dark: bool):
    cards, glossary = words.panel("cards"), words.panel("results")
    words.dark(dark)
    cards.get_by_role("button", name="What is due?").click()
    expect(cards.get_by_role("status")).to_contain_text("new to you")
    assert violations(words.page) == []
    cards.get_by_role("button", name="Start with").click()
    cards.get_by_role("button", name="Show the answer").click()
    glossary.get_by_role("button", name="NATO", exact=True).click()
    expect(cards.get_by_role("group", name="Answer")).to_be_visible()
    expect(glossary.get_by_role("heading", name="NATO")).to_be_visible()
    assert violations(words.page) == []
    assert too_wide(words.page) == []
    glossary.get_by_role("button", name="Back to the list").click()
    cards.get_by_role("button", name="Stop here").click()
    expect(cards.get_by_role("heading", name="How it went")).to_be_focused()
    assert violations(words.page) == []


def violations(page: Page) -> list[tuple[str, str]]:
    """What axe finds in the panels."""
    found = Axe().run(page, context=".lesson-panel", options=RULES).response["violations"]
    return [(rule["id"], node["html"][:160]) for rule in found for node in rule["nodes"]]


def too_wide(page: Page) -> list[str]:
    """What does not fit into a panel of 320 pixels."""
    narrow = page.add_style_tag(content=".lesson-panel { width: 320px !important; }")
    wide = page.locator(".lesson-panel").evaluate_all(
        """panels => panels.flatMap(panel => [...panel.querySelectorAll('*')]
            .filter(node => !node.closest('.lesson-scroll'))
            .filter(node => node.getBoundingClientRect().right - 1 > panel.getBoundingClientRect().right)
            .map(node => node.outerHTML.slice(0, 120)))"""
    )
    narrow.evaluate("node => node.remove()")
    return list(wide)
