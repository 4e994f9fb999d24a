"""Lesson 01 from the first word to the last question with Tab, arrows, Enter and Space alone.

Things are found by their role and name, as a screen reader tells them; no id, no CSS selector, no mouse.
"""

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from lessons.activities.quiz import playable
from lessons.content import load_content
from lessons.content.marking import pair
from lessons.content.records.items import Cloze, MultipleResponse, TrueFalseReason

from .conftest import Learner

CONTENT = load_content(Path(__file__).resolve().parents[2] / "data")
FARTHEST = 400


def tab_to(page: Page, wanted: Locator, *, back: bool = False) -> int:
    """Press Tab until the wanted thing has the focus; how often."""
    for presses in range(FARTHEST):
        if wanted.count() and wanted.first.evaluate("node => node === document.activeElement"):
            return presses
        page.keyboard.press("Shift+Tab" if back else "Tab")
    raise AssertionError(f"{FARTHEST} Tabs did not reach {wanted}")


def choose(page: Page, option: Locator) -> None:
    """Walk a group of radios with the arrows until this one is chosen."""
    for _ in range(8):
        if option.is_checked():
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"the arrows did not reach {option}")


def pull_down(page: Page, words: Locator, value: str) -> None:
    """Walk down a list with the arrows until this value is chosen."""
    for _ in range(12):
        if words.input_value() == value:
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"the arrows did not reach {value}")


@pytest.mark.long  # more than a minute
def test_lesson_01_by_keyboard_alone(learner: Learner):
    page = learner.open("01-the-text.ipynb").page
    # Begin where a learner who has just run the page may be: anywhere in it.
    standard = page.get_by_role("radio", name="Standard")
    plain = page.get_by_role("radio", name="Plain")
    page.get_by_role("radio", name="Plain").focus()
    page.keyboard.press("ArrowDown")
    expect(standard).to_be_checked()
    page.keyboard.press("ArrowUp")
    expect(plain).to_be_checked()

    paragraph = page.get_by_role("article", name="Paragraph 2")
    word = paragraph.get_by_role("button", name="build-up", exact=True)
    tab_to(page, word)
    page.keyboard.press("Enter")
    expect(paragraph).to_contain_text(CONTENT.terms["buildup"].plain)
    page.keyboard.press("Escape")
    expect(word).to_be_focused()

    claims = page.get_by_role("button", name="Who says what: Paragraph 3")
    tab_to(page, claims)
    page.keyboard.press("Space")
    expect(claims).to_have_attribute("aria-expanded", "true")

    tab_to(page, page.get_by_role("searchbox"))
    page.keyboard.type("sovereign")
    expect(page.get_by_role("button", name=CONTENT.terms["sovereignty"].headword).first).to_be_visible()

    asked = playable(CONTENT.quiz("the-text"))
    check = page.get_by_role("button", name="Check my answer")
    forward = page.get_by_role("button", name="Next question").or_(
        page.get_by_role("button", name="See how it went")
    )
    for number, item in enumerate(asked, 1):
        heading = page.get_by_role("heading", name=f"Question {number}", exact=True)
        expect(heading).to_be_visible()
        texts = {option.id: option.text for option in item.options}
        solved = check.count() == 0
        if not solved:
            if isinstance(item, TrueFalseReason):
                verdict = page.get_by_role("group", name=item.stem).get_by_role(
                    "radio", name=str(item.key.answer), exact=True
                )
                go_to_group(page, page.get_by_role("group", name=item.stem))
                choose(page, verdict)
                page.keyboard.press("Tab")
                reason = page.get_by_role("radio", name=texts[item.key.reason], exact=True)
                page.keyboard.press("Space")
                choose(page, reason)
            elif isinstance(item, MultipleResponse):
                boxes = page.get_by_role("group", name=item.stem).get_by_role("checkbox")
                for value in boxes.evaluate_all(
                    "all => all.map(one => one.value)"
                ):  # as this learner has them
                    if value in item.key:
                        tab_to(page, page.get_by_role("checkbox", name=texts[value], exact=True))
                        page.keyboard.press("Space")
            elif isinstance(item, Cloze):
                for gap in item.gaps:
                    words = page.get_by_label(f"gap ({gap})", exact=True)
                    tab_to(page, words)
                    pull_down(page, words, pair(gap, item.key[gap]))
            else:
                assert isinstance(item.key, str)
                go_to_group(page, page.get_by_role("group", name=item.stem))
                page.keyboard.press("Space")
                choose(page, page.get_by_role("radio", name=texts[item.key], exact=True))
            stops = tab_to(page, check)
            # How sure one is lies between, one stop; and boxes are a stop each.
            assert stops <= (2 if item.format != "multiple_response" else 1 + len(item.options))
            page.keyboard.press("Enter")
            expect(page.get_by_text("Yes, that fits.")).to_be_visible()
        if not forward.evaluate("node => node === document.activeElement"):
            tab_to(page, forward)
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="How it went")).to_be_visible()
    expect(page.get_by_text(f"{len(asked)} of {len(asked)} solved by now.")).to_be_visible()


def go_to_group(page: Page, group: Locator) -> None:
    """Tab into a group of radios: one stop, on the chosen or the first one."""
    for _ in range(FARTHEST):
        if group.evaluate("node => node.contains(document.activeElement)"):
            return
        page.keyboard.press("Tab")
    raise AssertionError("the group of answers cannot be reached")


def test_a_choice_question_is_two_tab_stops(learner: Learner):
    page = learner.open("00-start.ipynb").page
    guess = CONTENT.guesses("start")[0]
    group = page.get_by_role("group", name=guess.stem)
    group.get_by_role("radio").first.focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="my guess").first).to_be_focused()
    page.keyboard.press("Tab")
    following = page.get_by_role("group", name=CONTENT.guesses("start")[1].stem)
    assert following.evaluate("node => node.contains(document.activeElement)")
