"""Reading by keyboard and by mouse: words in place, levels, marks, what is typed, larger text, an own copy.

One page is opened for most of it. Things are found by role and name, as a screen reader tells them.
"""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from lessons.content import load_content

from .conftest import ROOT, Lab, Learner

CONTENT = load_content(ROOT / "data")
LESSON = "01-the-text.ipynb"
WORD, MEANING = "build-up", CONTENT.terms["buildup"].plain


@pytest.fixture(scope="module")
def opened(lab: Lab, module_learner: Callable[..., Learner]) -> Learner:
    return module_learner(lab, height=1400).open(LESSON)


@pytest.fixture
def page(opened: Learner) -> Iterator[Page]:
    opened.page.mouse.move(5, 5)
    yield opened.page
    opened.page.mouse.move(5, 5)


def paragraph(page: Page, number: int) -> Locator:
    return page.get_by_role("article", name=f"Paragraph {number}", exact=True)


def press(page: Page, wanted: Locator, key: str = "Enter") -> None:
    wanted.focus()
    page.keyboard.press(key)


def draft(page: Page) -> Locator:
    """The note of a mark that is not made yet."""
    form = paragraph(page, 1).locator("details")
    form.evaluate("node => { node.open = true }")
    return form.get_by_label("A short note")


def kept_drafts(page: Page) -> list[str]:
    """Under which names this tab keeps what is not saved."""
    names: list[str] = page.evaluate(
        "Object.keys(sessionStorage).filter(key => key.startsWith('lesson-draft'))"
    )
    return names


def test_what_was_typed_first_stays_when_the_learner_becomes_known(page: Page):
    """First in this file: nothing is kept of anybody yet."""
    draft(page).fill("my first note")
    assert kept_drafts(page) == ["lesson-draft/nobody/reading/0-1-2-3/mark-1"]
    press(page, page.get_by_role("checkbox", name="Larger text"), "Space")
    expect(paragraph(page, 3)).to_have_class("lesson-paragraph lesson-larger")
    press(page, page.get_by_role("checkbox", name="Larger text"), "Space")
    expect(paragraph(page, 3)).to_have_class("lesson-paragraph")
    (name,) = kept_drafts(page)
    assert re.fullmatch("lesson-draft/[0-9a-f]{16}/reading/0-1-2-3/mark-1", name)
    expect(draft(page)).to_have_value("my first note")
    paragraph(page, 1).locator("details").evaluate("node => { node.open = false }")


def test_a_word_opens_by_key_and_escape_gives_the_focus_back(page: Page):
    text = paragraph(page, 2)
    word = text.get_by_role("button", name=WORD, exact=True)
    press(page, word)
    expect(text).to_contain_text(MEANING)
    expect(word).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(text).not_to_contain_text(MEANING)
    expect(word).to_be_focused()


def test_one_paragraph_at_the_other_level_and_then_all(page: Page):
    two, three = CONTENT.paragraphs[2], CONTENT.paragraphs[3]
    press(page, page.get_by_role("button", name="Show standard wording: Paragraph 2"), "Space")
    expect(paragraph(page, 2)).to_contain_text(two.standard[-30:])
    expect(paragraph(page, 3)).to_contain_text(three.plain[-30:])
    expect(page.get_by_role("button", name="Show plain wording: Paragraph 2")).to_be_focused()
    page.get_by_role("radio", name="Standard").focus()
    page.keyboard.press("Space")
    expect(paragraph(page, 3)).to_contain_text(three.standard[-30:])
    page.keyboard.press("ArrowUp")
    expect(paragraph(page, 2)).to_contain_text(two.plain[-30:])


def test_layers_are_on_switches_and_only_those_of_the_lesson(page: Page):
    group = page.get_by_role("group", name="Show with the text")
    names = [box.strip() for box in group.locator("label").all_inner_texts()]
    assert names == [
        "Words explained",
        "Who says it",
        "Kind of statement",
        "A careful reader’s questions",
    ]
    claim = CONTENT.claims_in(2)[1]
    press(page, group.get_by_role("checkbox", name="Who says it"), "Space")
    expect(paragraph(page, 2)).to_contain_text(claim.claimant)
    expect(paragraph(page, 2).locator(".lesson-kind")).to_have_count(0)
    press(page, group.get_by_role("checkbox", name="Kind of statement"), "Space")
    expect(paragraph(page, 2).locator(".lesson-kind").first).to_be_visible()
    press(page, group.get_by_role("checkbox", name="Words explained"), "Space")
    expect(paragraph(page, 2).get_by_role("button", name=WORD, exact=True)).to_have_count(0)
    for name in ("Words explained", "Who says it", "Kind of statement"):
        press(page, group.get_by_role("checkbox", name=name), "Space")
    expect(paragraph(page, 2)).not_to_contain_text(claim.claimant)


def test_a_resting_pointer_opens_a_word_and_it_stays_while_pointed_at(page: Page):
    text = paragraph(page, 2)
    word = text.get_by_role("button", name=WORD, exact=True)
    word.scroll_into_view_if_needed()
    word.hover()
    page.wait_for_timeout(150)
    expect(word).to_have_attribute("aria-expanded", "false")  # a pointer on its way opens nothing
    expect(text).to_contain_text(MEANING)
    text.get_by_text(MEANING).hover()
    page.wait_for_timeout(700)
    expect(text).to_contain_text(MEANING)
    paragraph(page, 3).get_by_role("heading").first.hover()
    expect(text).not_to_contain_text(MEANING)
    expect(text).not_to_contain_text("You looked up here: Build-up, Build-up")


def test_escape_dismisses_what_hovering_opened_and_a_press_makes_it_stay(page: Page):
    text = paragraph(page, 2)
    word = text.get_by_role("button", name=WORD, exact=True)
    page.get_by_role("radio", name="Plain").focus()
    word.hover()
    expect(text).to_contain_text(MEANING)
    page.keyboard.press("Escape")
    expect(text).not_to_contain_text(MEANING)
    expect(page.get_by_role("radio", name="Plain")).to_be_focused()
    page.mouse.move(5, 5)
    word.hover()
    expect(text).to_contain_text(MEANING)
    word.click()
    page.mouse.move(5, 5)
    page.wait_for_timeout(900)
    expect(text).to_contain_text(MEANING)
    text.get_by_role("button", name="Close").click()
    expect(word).to_be_focused()


def test_larger_text_and_lines_that_are_not_too_long(page: Page):
    retelling = paragraph(page, 3).locator(".lesson-retelling")
    size = "node => parseFloat(getComputedStyle(node).fontSize)"
    before = retelling.evaluate(size)
    assert longest_line(retelling) <= 75
    assert float(retelling.evaluate(size.replace("fontSize", "lineHeight"))) >= 1.5 * before
    press(page, page.get_by_role("checkbox", name="Larger text"), "Space")
    expect(paragraph(page, 3)).to_have_class("lesson-paragraph lesson-larger")
    assert retelling.evaluate(size) >= 1.25 * before
    assert longest_line(retelling) <= 75
    press(page, page.get_by_role("checkbox", name="Larger text"), "Space")
    expect(paragraph(page, 3)).to_have_class("lesson-paragraph")


def longest_line(text: Locator) -> int:
    """Letters in the longest line, as the browser broke it."""
    lines = text.evaluate(
        """node => {
            const lines = new Map(), walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
            for (let part = walker.nextNode(); part; part = walker.nextNode()) {
                for (let at = 0; at < part.length; at += 1) {
                    const range = document.createRange();
                    range.setStart(part, at); range.setEnd(part, at + 1);
                    const box = range.getBoundingClientRect(), y = Math.round((box.top + box.bottom) / 2 / 8);
                    lines.set(y, (lines.get(y) ?? 0) + 1);
                }
            }
            return [...lines.values()];
        }"""
    )
    assert len(lines) > 2
    return int(max(lines))


def test_a_screen_reader_meets_the_paragraph_in_its_order(page: Page):
    expect(paragraph(page, 1)).to_match_aria_snapshot(
        """
        - article "Paragraph 1":
          - heading "Paragraph 1" [level=3]
          - paragraph: /This week, Western countries and Russia/
          - paragraph: More words for this paragraph
          - list "More words for this paragraph":
            - listitem:
              - button "NATO"
            - listitem:
              - button "OSCE"
          - 'button "Show standard wording: Paragraph 1"'
          - 'button "Who says what: Paragraph 1"'
          - heading "Questions a careful reader asks" [level=4]
          - list:
            - listitem: /Who is meant/
            - listitem: /Is Ukraine one/
          - group
        """
    )
    expect(page.locator("[data-part='top']")).to_match_aria_snapshot(
        """
        - paragraph: /Retold in our own words/
        - paragraph: /Reading time/
        - group "Wording of all paragraphs":
          - text: Wording of all paragraphs
          - radio "Plain" [checked]
          - radio "Standard"
        - group "Show with the text":
          - text: Show with the text
          - checkbox "Words explained" [checked]
          - checkbox "Who says it"
          - checkbox "Kind of statement"
          - checkbox "A careful reader’s questions" [checked]
        - checkbox "Larger text"
        """
    )


def test_no_id_stands_twice_in_the_page(page: Page):
    ids = page.locator(".lesson-panel [id]").evaluate_all("nodes => nodes.map(node => node.id)")
    assert len(ids) > 50
    assert sorted(ids) == sorted(set(ids))


def test_a_copy_of_the_article_stands_beside_and_goes_again(page: Page):
    page.get_by_text("Do you hold the article itself?").click()
    field = page.get_by_role("textbox", name="The text of the article")
    # The article is nowhere in the course, so a stranger's text stands in: it is said, and not refused.
    field.fill("The shores meet\n\nOne shore talks.\n\nThe other shore listens.")
    press(page, page.get_by_role("button", name="Keep this text on this computer"))
    said = page.get_by_text("No paragraph of this text is one of the article.")
    expect(said.first).to_be_visible()
    expect(paragraph(page, 1)).to_contain_text("One shore talks.")
    expect(paragraph(page, 1)).to_contain_text("This is not the paragraph of the article")
    expect(paragraph(page, 3)).not_to_contain_text("the words differ")
    press(page, page.get_by_role("button", name="Take it away again"))
    expect(paragraph(page, 1)).not_to_contain_text("One shore talks.")
    expect(said).to_have_count(0)


def test_the_next_learner_at_this_computer_meets_empty_forms(page: Page):
    note = draft(page)
    note.fill("for nobody else")
    expect(paragraph(page, 1).get_by_text("Not saved yet.")).to_be_visible()
    start(page, "Ali")
    expect(note).to_have_value("")
    expect(paragraph(page, 1).get_by_text("Not saved yet.")).to_be_hidden()
    assert kept_drafts(page) == []


def start(page: Page, nickname: str) -> None:
    """Sit down under a nickname, as the page that all lessons begin with does."""
    code = f"course.welcome().act('other'); course.welcome().act('start', nickname={nickname!r})"
    page.evaluate(
        """code => jupyterapp.shell.currentWidget.sessionContext.session.kernel
            .requestExecute({code, silent: true}).done""",
        code,
    )


def test_marks_and_words_survive_a_reload_and_a_restart(opened: Learner, page: Page):
    """Last in this file: it restarts the kernel under the page."""
    text, question = paragraph(page, 2), CONTENT.paragraphs[2].questions[1]
    sentence = "The report names satellite images as evidence."
    press(page, text.get_by_text("Mark a sentence"))
    text.get_by_role("radio", name=sentence).focus()
    page.keyboard.press("Space")
    text.get_by_label("It is evidence for").select_option(label=question)
    text.get_by_label("A short note").focus()
    page.keyboard.type("no date, no name")
    page.keyboard.press("Enter")
    mine = text.get_by_role("listitem").filter(has_text="Your note: no date, no name")
    expect(mine).to_contain_text(question)
    expect(mine).to_be_focused()
    expect(text.locator("mark")).to_have_text(sentence)
    expect(text.get_by_label("A short note")).to_have_value("")
    # A note that is typed and not kept, and words that keep themselves, two lines of them.
    paragraph(page, 3).get_by_text("Mark a sentence").click()
    paragraph(page, 3).get_by_label("A short note").fill("half a thou")
    words = page.get_by_role("textbox", name="1. Who is going to talk, and about what?", exact=True)
    words.focus()
    page.keyboard.type("Russia and NATO.")
    page.keyboard.press("Enter")
    page.keyboard.type("About troops.")
    field = page.locator(".lesson-panel form").filter(has=words)
    expect(field.get_by_text("Kept.")).to_be_visible()
    page.evaluate("jupyterapp.shell.currentWidget.sessionContext.restartKernel()")
    expect(page.get_by_text("Not saved: the session has stopped").first).to_be_visible()
    words.focus()
    page.keyboard.press("Control+End")
    page.keyboard.type(" And more.")
    page.reload()
    opened.settle()
    opened.run_all()
    expect(text.get_by_role("listitem").filter(has_text="Your note: no date, no name")).to_be_visible()
    expect(paragraph(page, 3).get_by_label("A short note")).to_have_value("half a thou")
    expect(paragraph(page, 3).get_by_text("Not saved yet.")).to_be_visible()
    expect(words).to_have_value("Russia and NATO.\nAbout troops. And more.")
    expect(field.get_by_text("Kept.")).to_be_visible()
    press(page, text.get_by_role("button", name="Delete this mark"))
    expect(text.locator("mark")).to_have_count(0)
    expect(text.locator("summary")).to_be_focused()
