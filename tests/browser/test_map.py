"""The map in a real page: clocks, zoom and drag, filters, shading, play; by mouse and by keyboard alone."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from lessons.content import load_content

from .conftest import ROOT, Lab, Learner
from .test_keyboard import tab_to

NOTEBOOK = "02-the-build-up.ipynb"
CONTENT = load_content(ROOT / "data").without_spoilers()


@pytest.fixture(scope="module")
def opened(lab: Lab, module_learner: Callable[..., Learner]) -> Learner:
    return module_learner(lab).open(NOTEBOOK)


@pytest.fixture
def panel(opened: Learner) -> Locator:
    """The map as it opens: the whole first view, on the last day, nothing filtered."""
    panel = opened.panel("picture")
    panel.get_by_role("button", name="Border region").click()
    panel.get_by_role("radio", name="what had been published").check()
    return panel


def box(panel: Locator) -> list[float]:
    """The part of the map that every layer of the picture shows."""
    boxes = panel.locator(".lesson-map svg[viewBox]").evaluate_all(
        "nodes => [...new Set(nodes.map(node => node.getAttribute('viewBox')))]"
    )
    assert len(boxes) == 1, boxes
    return [float(one) for one in boxes[0].split()]


def settled(panel: Locator, before: list[float]) -> list[float]:
    """The box after a move, when the kernel has said where the picture is."""
    text = " ".join(f"{one:g}" for one in before)
    expect(panel.locator("[data-viewbox]")).not_to_have_attribute("data-viewbox", text)
    shown = panel.locator("[data-viewbox]").get_attribute("data-viewbox") or ""
    expect(panel.locator(".lesson-marks").first).to_have_attribute("viewBox", shown)
    return box(panel)


def test_zoom_by_button_wheel_and_drag_and_back(opened: Learner, panel: Locator):
    page, whole = opened.page, box(panel)
    panel.get_by_role("button", name="Zoom in").click()
    near = settled(panel, whole)
    assert near[2] == pytest.approx(whole[2] / 1.5, abs=6)
    panel.get_by_role("button", name="Move east").click()
    east = settled(panel, near)
    assert (east[0] > near[0], east[2]) == (True, near[2])
    picture = panel.locator(".lesson-map")
    picture.scroll_into_view_if_needed()
    frame = picture.bounding_box()
    assert frame
    middle = (frame["x"] + frame["width"] / 2, frame["y"] + frame["height"] / 2)
    page.mouse.move(*middle)
    page.mouse.down()
    page.mouse.move(middle[0] + 120, middle[1] + 60, steps=6)
    page.mouse.up()
    dragged = settled(panel, east)
    assert dragged[0] == pytest.approx(east[0] - 120 * east[2] / frame["width"], abs=8)
    assert dragged[1] == pytest.approx(east[1] - 60 * east[2] / frame["width"], abs=8)
    # A drag is no press: nothing was chosen by it.
    expect(panel.locator("[data-part='details'] section")).to_have_count(0)
    page.keyboard.down("Control")
    page.mouse.wheel(0, -300)
    page.keyboard.up("Control")
    assert settled(panel, dragged)[2] < dragged[2]
    panel.get_by_role("button", name="Reset the view").click()
    expect(panel.get_by_role("button", name="Border region")).to_have_attribute("aria-pressed", "true")
    assert box(panel) == whole


def test_a_wheel_without_the_key_scrolls_the_page(opened: Learner, panel: Locator):
    whole = box(panel)
    panel.locator(".lesson-map").hover()
    opened.page.mouse.wheel(0, 40)
    opened.page.wait_for_timeout(300)
    assert box(panel) == whole


@pytest.mark.long
def test_the_other_clock_by_arrow_keys_shows_what_no_reader_could_know(opened: Learner, panel: Locator):
    page = opened.page
    panel.get_by_role("radio", name="what had been published").focus()
    page.keyboard.press("ArrowDown")
    expect(panel.get_by_role("radio", name="what had happened")).to_be_checked()
    handle = panel.get_by_role("slider")
    handle.focus()
    for _ in range(5):
        page.keyboard.press("ArrowLeft")
    expect(panel.locator("[data-part='sentence']")).to_contain_text("No reader could know")
    expect(panel.locator(".lesson-later").first).to_be_attached()
    expect(panel.locator("[data-part='legend']")).to_contain_text("slash")
    handle.focus()
    page.keyboard.press("End")
    expect(panel.locator("[data-part='dates']")).to_contain_text("10 January 2022")


@pytest.mark.long
def test_filters_by_keyboard_alone_down_to_nothing_and_back(opened: Learner, panel: Locator):
    page = opened.page
    kind = panel.get_by_label("Kind of place")
    panel.get_by_role("slider").focus()
    tab_to(page, kind)
    page.keyboard.type("garr")
    said = panel.locator("[data-part='filtered']")
    expect(said).to_contain_text("kind of place: garrison")
    rows = panel.locator("[data-part='table'] tbody tr")
    garrisons = sum(1 for one in CONTENT.sites.values() if one.kind == "garrison")
    expect(panel.locator("[data-stop]")).to_have_count(rows.count())
    assert 0 < rows.count() <= garrisons
    tab_to(page, panel.get_by_label("Search"))
    page.keyboard.type("no such place", delay=20)
    expect(said).to_contain_text("No place fits.")
    expect(panel.locator("[data-stop]")).to_have_count(0)
    tab_to(page, panel.get_by_role("button", name="Show all places"))
    page.keyboard.press("Enter")
    expect(said).to_contain_text("No filter is set")
    expect(panel.get_by_label("Search")).to_be_focused()
    expect(panel.get_by_label("Search")).to_have_value("")
    expect(kind).to_have_value("")


@pytest.mark.long
def test_the_shading_answers_which_members_border_on_russia(opened: Learner, panel: Locator):
    page = opened.page
    switch = panel.get_by_role("checkbox", name="Shade: NATO members")
    panel.get_by_role("button", name="All of Europe").focus()
    page.keyboard.press("Enter")
    tab_to(page, switch)
    page.keyboard.press("Space")
    said = panel.locator("[data-part='switches']")
    expect(said).to_contain_text("Norway, Estonia, Latvia, Lithuania and Poland")
    estonia, finland = (
        panel.locator(f"[data-ground] .lesson-land path{which}").first.evaluate(
            "node => [getComputedStyle(node).fill, getComputedStyle(node).strokeWidth]"
        )
        for which in (".lesson-in-1", ":not(.lesson-in-1)")
    )
    assert estonia[0] != finland[0]
    assert estonia[1] != finland[1]
    page.keyboard.press("Space")
    expect(said).not_to_contain_text("Norway")


@pytest.mark.long
def test_play_steps_on_and_stops_by_itself(opened: Learner, panel: Locator):
    panel.get_by_role("slider").focus()
    opened.page.keyboard.press("End")
    opened.page.keyboard.press("ArrowLeft")
    expect(panel.locator("[data-part='dates']")).to_contain_text("31 December 2021")
    panel.get_by_role("button", name="Play the dates").click()
    expect(panel.get_by_role("button", name="Stop the dates")).to_be_visible()
    expect(panel.locator("[data-part='dates']")).to_contain_text("10 January 2022")
    expect(panel.get_by_role("button", name="Play the dates")).to_be_visible()
    # Pressed again it begins at the first day; a press stops it there.
    panel.get_by_role("button", name="Play the dates").click()
    expect(panel.locator("[data-part='sentence']")).to_contain_text("This is the first step.")
    panel.get_by_role("button", name="Stop the dates").click()
    expect(panel.get_by_role("button", name="Play the dates")).to_be_visible()
    opened.page.wait_for_timeout(3000)
    expect(panel.locator("[data-part='sentence']")).to_contain_text("This is the first step.")
    panel.get_by_role("slider").focus()
    opened.page.keyboard.press("End")


@pytest.mark.long
def test_the_sentence_of_a_step_is_announced_politely(panel: Locator):
    said = panel.locator("[data-part='sentence'] [role='status']")
    expect(said).to_have_count(1)
    said.evaluate("node => { window.saidHere = node }")
    panel.get_by_role("button", name="Previous date").click()
    expect(said).to_contain_text("By 31 December 2021")
    assert said.evaluate("node => node === window.saidHere")  # one node: a screen reader hears it change
    panel.get_by_role("button", name="Next date").click()


@pytest.mark.long
def test_names_on_the_map_do_not_run_into_each_other(panel: Locator):
    """As the browser measures them, in every view."""
    for name in ("Border region", "All of Europe", "Belarus", "Crimea"):
        view = panel.get_by_role("group", name="View", exact=True).get_by_role("button", name=name)
        view.click()
        expect(view).to_have_attribute("aria-pressed", "true")
        clashes = panel.locator(".lesson-map").evaluate(
            """map => {
                const seen = [...map.querySelectorAll('text')]
                    .filter(one => one.getBoundingClientRect().width)
                    .map(one => [one.textContent, one.getBoundingClientRect()]);
                const frame = map.getBoundingClientRect(), found = [];
                seen.forEach(([words, a], at) => {
                    if (a.left < frame.left - 1 || a.right > frame.right + 1) found.push(words + ' is cut');
                    for (const [others, b] of seen.slice(at + 1)) {
                        const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
                        const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
                        if (wide > 2 && high > 4) found.push(words + ' / ' + others);
                    }
                });
                return found;
            }"""
        )
        assert clashes == [], name
    panel.get_by_role("button", name="Border region").click()


@pytest.mark.long
def test_marks_walk_by_position_and_enter_opens_and_escape_returns(opened: Learner, panel: Locator):
    page: Page = opened.page
    marks = panel.locator("[data-stop]")
    west = marks.evaluate_all(
        """nodes => nodes.map(node => [node.querySelector('.lesson-hit').getBoundingClientRect().x, node.id])
            .sort((a, b) => a[0] - b[0])[0][1]"""
    )
    panel.locator(f"[id='{west}']").focus()
    xs = [panel.locator(f"[id='{west}'] .lesson-hit").evaluate("node => node.getBoundingClientRect().x")]
    for _ in range(3):
        page.keyboard.press("ArrowRight")
        xs.append(
            page.evaluate("document.activeElement.querySelector('.lesson-hit').getBoundingClientRect().x")
        )
    assert xs == sorted(set(xs))
    name = page.evaluate("document.activeElement.id")
    page.keyboard.press("Enter")
    expect(panel.locator("[data-part='details']").get_by_role("heading").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(panel.locator(f"[id='{name}']")).to_be_focused()


@pytest.mark.long
def test_the_week_is_folded_away_and_opens(panel: Locator):
    fold = panel.locator("[data-part='week'] summary")
    fold.focus()
    fold.press("Enter")
    table = panel.get_by_role("table", name=re.compile("The meetings of the week"))
    expect(table).to_contain_text("NATO-Russia Council")
    # It stays open while the date moves.
    panel.get_by_role("button", name="Previous date").click()
    expect(panel.locator("[data-part='dates']")).to_contain_text("31 December 2021")
    expect(panel.locator("[data-part='week'] details")).to_have_attribute("open", "")
    panel.get_by_role("button", name="Next date").click()
    fold.press("Enter")


@pytest.mark.long
def test_nothing_moves_for_who_wants_no_motion(lab: Lab, new_learner: Callable[..., Learner]):
    # The last one here: a window of its own ends the kernel of the others.
    learner = new_learner(lab, reduced_motion="reduce").open(NOTEBOOK)
    panel = learner.panel("picture")
    expect(panel.get_by_role("slider")).to_be_visible()
    expect(panel.get_by_role("button", name="Play the dates")).to_have_count(0)
    # Even a map that was told to play stands still there.
    learner.page.evaluate(
        """() => { window.told = jupyterapp.shell.currentWidget.sessionContext.session.kernel
            .requestExecute({code: 'course.map().act("play")'}).done; }"""
    )
    learner.page.evaluate("window.told")
    expect(panel.locator("[data-part='sentence']")).to_contain_text("This is the first step.")
    learner.page.wait_for_timeout(3500)
    expect(panel.locator("[data-part='sentence']")).to_contain_text("This is the first step.")
