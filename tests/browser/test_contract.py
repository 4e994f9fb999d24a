"""What a panel must get right in a real page; each of these failed in a naive version."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from .conftest import Lab, Learner

FOCUSED = "document.activeElement"


@pytest.fixture(scope="module")
def build_up(lab: Lab, module_learner: Callable[..., Learner]) -> Learner:
    return module_learner(lab).open("02-the-build-up.ipynb")


@pytest.fixture(scope="module")
def text(lab: Lab, module_learner: Callable[..., Learner]) -> Learner:
    return module_learner(lab).open("01-the-text.ipynb")


def slider(page: Page) -> object:
    return page.get_by_role("slider", name="Published by")


def steps(learner: Learner) -> int:
    return int(learner.page.get_by_role("slider").first.get_attribute("max") or 0)


def test_a_drag_over_all_steps_never_lets_go(build_up: Learner):
    page = build_up.page
    handle = page.get_by_role("slider").first
    handle.hover()  # waits until the page has come to rest
    box = handle.bounding_box()
    assert box
    y = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] - 8, y)
    page.mouse.down()
    seen = []
    for hundredth in range(100, -1, -4):
        page.mouse.move(box["x"] + 8 + (box["width"] - 16) * hundredth / 100, y)
        page.wait_for_timeout(30)
        seen.append(int(handle.input_value()))
    page.mouse.up()
    assert seen[-1] == 0
    assert set(seen) == set(range(steps(build_up) + 1))
    expect(page.locator("[data-part='dates']")).to_contain_text("2021")
    expect(page.get_by_role("button", name="Previous date")).to_have_attribute("aria-disabled", "true")
    assert page.evaluate(f"{FOCUSED}.type") == "range"


def test_fast_arrows_on_the_slider_all_count(build_up: Learner):
    page = build_up.page
    handle = page.get_by_role("slider").first
    handle.focus()
    page.keyboard.press("Home")
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    expect(handle).to_have_attribute("value", "4")
    expect(handle).to_have_js_property("value", "4")
    assert page.evaluate(f"{FOCUSED}.type") == "range"


def test_next_to_the_end_keeps_the_focus_and_says_so(build_up: Learner):
    page = build_up.page
    page.get_by_role("slider").first.focus()
    page.keyboard.press("Home")
    following = page.get_by_role("button", name="Next date")
    expect(following).to_have_attribute("aria-disabled", "false")
    following.focus()
    for step in range(steps(build_up)):
        page.keyboard.press("Enter")
        expect(page.get_by_role("slider").first).to_have_js_property("value", str(step + 1))
    expect(following).to_have_attribute("aria-disabled", "true")
    expect(following).to_be_focused()
    page.keyboard.press("Enter")
    expect(following).to_be_focused()


def test_marks_are_one_tab_stop_and_arrows_walk_among_them(build_up: Learner):
    page = build_up.page
    marks = page.locator("[data-arrows]").first.get_by_role("button")
    stops = marks.evaluate_all("nodes => nodes.filter(node => node.tabIndex === 0).length")
    assert stops == 1
    marks.first.focus()
    names = {page.evaluate(f"{FOCUSED}.getAttribute('aria-label')")}
    for key in ["ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp", "Home", "End"] * 2:
        page.keyboard.press(key)
        names.add(page.evaluate(f"{FOCUSED}.getAttribute('aria-label')"))
    assert len(names) > 3
    assert marks.evaluate_all("nodes => nodes.filter(node => node.tabIndex === 0).length") == 1


@pytest.mark.parametrize("key", ["Enter", " "])
def test_a_drawn_mark_answers_to_the_keyboard(build_up: Learner, key: str):
    page = build_up.page
    mark = page.locator("[data-arrows]").first.get_by_role("button").first
    mark.focus()
    page.keyboard.press(key)
    expect(mark).to_have_attribute("aria-pressed", "true")
    title = page.locator("[data-part='details']").get_by_role("heading").first
    expect(title).to_be_focused()
    page.keyboard.press("Escape")
    expect(mark).to_have_attribute("aria-pressed", "false")
    expect(mark).to_be_focused()


def test_the_base_map_is_drawn_once_and_follows_the_view(build_up: Learner):
    page = build_up.page
    ground = page.locator("[data-ground] > svg").first
    ground.evaluate("node => { node.dataset.same = 'yes' }")
    before = ground.get_attribute("viewBox")
    page.get_by_role("group", name="View").get_by_role("button", name="All of Europe").click()
    expect(ground).not_to_have_attribute("viewBox", before or "")
    page.get_by_role("group", name="View").get_by_role("button").first.click()
    expect(ground).to_have_attribute("viewBox", before or "")
    expect(ground).to_have_attribute("data-same", "yes")


def test_typed_letters_come_in_order_and_the_caret_stays(text: Learner):
    page = text.page
    box = page.get_by_role("searchbox")
    box.click()
    words = "north atlantic treat"
    page.keyboard.type(words, delay=30)
    expect(box).to_have_value(words)
    expect(box).to_be_focused()
    expect(page.locator("[data-part='results']")).to_contain_text("NATO")
    for _ in words:
        page.keyboard.press("Backspace")
    expect(box).to_have_value("")
    expect(page.locator("[data-part='status']").first).to_contain_text("terms")


def test_keys_typed_into_a_panel_never_reach_the_notebook(text: Learner):
    page, cells = text.page, text.cells()
    for control in (
        page.get_by_role("searchbox"),
        page.get_by_role("button", name="Who says what: Paragraph 2"),
        page.get_by_role("radio", name="Standard"),
        page.get_by_role("button", name="Next question"),
        page.get_by_role("button", name="build-up").first,
    ):
        control.focus()
        for key in ("a", "b", "d", "d", "x", "m", "j", "k", "0", "0", "Escape", "Shift+L"):
            page.keyboard.press(key)
    assert text.cells() == cells
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_role("searchbox").fill("")


def test_every_focusable_element_keeps_jupyterlabs_keys_away(text: Learner):
    bare = text.page.locator(
        ".lesson-panel :is(a[href],button,input,select,textarea,summary,[tabindex])"
        ":not([data-lm-suppress-shortcuts])"
    )
    expect(bare).to_have_count(0)


def test_two_views_of_one_panel_have_ids_of_their_own(text: Learner):
    page = text.page
    # The learner's own scratch cell at the end: the same quiz once more.
    page.evaluate(
        """() => {
            const notebook = jupyterapp.shell.currentWidget.content;
            notebook.model.sharedModel.insertCell(notebook.widgets.length,
                {cell_type: 'code', source: 'course.quiz("the-text")', metadata: {}});
            notebook.activeCellIndex = notebook.widgets.length - 1;
        }"""
    )
    page.evaluate("jupyterapp.commands.execute('notebook:run-cell')")
    panels = page.locator(".lesson-panel:has(> [data-part='question'])")
    expect(panels).to_have_count(2)
    ids = page.locator(".lesson-panel [id]").evaluate_all("nodes => nodes.map(node => node.id)")
    assert len(ids) == len(set(ids))
    first, second = panels.nth(0), panels.nth(1)
    second.get_by_role("radio").nth(1).check()
    expect(second.get_by_role("radio").nth(1)).to_be_checked()
    expect(first.get_by_role("radio").nth(1)).not_to_be_checked()
    # What one view does, both show.
    second.get_by_role("button", name="Next question").click()
    for panel in (first, second):
        expect(panel.get_by_role("heading", name="Question 2")).to_be_visible()
    second.get_by_role("button", name="Previous question").click()
    expect(first.get_by_role("heading", name="Question 1")).to_be_visible()
    page.evaluate("jupyterapp.commands.execute('notebook:delete-cell')")
    expect(panels).to_have_count(1)


def test_an_unsent_choice_survives_moves_in_other_panels(text: Learner):
    page = text.page
    quiz = text.panel("question")
    quiz.get_by_role("radio").nth(2).check()
    page.get_by_role("button", name="Who says what: Paragraph 1").click()
    page.get_by_role("button", name="Who says what: Paragraph 1").click()
    expect(quiz.get_by_role("radio").nth(2)).to_be_checked()


def test_what_happens_while_a_cell_runs_is_not_lost(text: Learner):
    page = text.page
    quiz = text.panel("question")
    page.evaluate(
        """() => { window.slow = jupyterapp.shell.currentWidget.sessionContext.session.kernel
            .requestExecute({code: 'import time; time.sleep(4)'}).done; }"""
    )
    quiz.get_by_role("button", name="Next question").click()
    quiz.get_by_role("button", name="Next question").click()
    expect(quiz.get_by_role("heading", name="Question 3")).to_be_visible()
    page.evaluate("window.slow")
    for _ in range(2):
        quiz.get_by_role("button", name="Previous question").click()
    expect(quiz.get_by_role("heading", name="Question 1")).to_be_visible()
    expect(page.locator(".lesson-alert:not(:empty)")).to_have_count(0)
