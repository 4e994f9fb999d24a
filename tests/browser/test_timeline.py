"""Lesson 04 as a learner uses it: through the timeline by keyboard, five events in order, texts to sort."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from lessons.activities.binding import KINDS
from lessons.activities.chronology import Chronology
from lessons.activities.timeline.rows import periods, rows
from lessons.activities.timeline.words import mark_name
from lessons.content import load_content

from .conftest import Lab, Learner

CONTENT = load_content(Path(__file__).resolve().parents[2] / "data").without_spoilers()
FIRST, SECOND, *_ = rows(CONTENT, next(iter(periods(CONTENT).values())))
FIVE = Chronology(CONTENT)
ARGUED = next(one for one in CONTENT.agreements.values() if one.binding == "argued")
FOCUSED = "node => node === document.activeElement"


@pytest.fixture(scope="module")
def institutions(lab: Lab, module_learner: Callable[..., Learner]) -> Learner:
    return module_learner(lab).open("04-the-institutions.ipynb")


def attempts(lab: Lab, activity: str) -> Iterator[dict[str, object]]:
    """What the log holds of one activity."""
    for path in (lab.home / "learner" / "log").glob("*.jsonl"):
        for record in map(json.loads, path.read_text().splitlines()):
            if record["activity"] == activity:
                yield record["entry"]


def tab_to(page: Page, wanted: Locator, *, at_most: int) -> None:
    for _ in range(at_most):
        if wanted.evaluate(FOCUSED):
            return
        page.keyboard.press("Tab")
    expect(wanted).to_be_focused()


def test_through_the_picture_by_keyboard_alone(institutions: Learner):
    page, panel = institutions.page, institutions.panel("line")
    marks = panel.locator("[data-arrows]").get_by_role("button")
    last_kind = panel.get_by_role("group", name="Kinds of events").get_by_role("button").last
    last_kind.focus()
    page.keyboard.press("Tab")  # one Tab stop, however many events
    first = panel.get_by_role("button", name=mark_name(FIRST), exact=True)
    second = panel.get_by_role("button", name=mark_name(SECOND), exact=True)
    expect(first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(second).to_be_focused()
    page.keyboard.press("End")
    expect(marks.last).to_be_focused()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    heading = panel.get_by_role("heading", name=SECOND.event.label)
    expect(heading).to_be_focused()
    expect(panel.locator("[data-part='event']")).to_contain_text(SECOND.event.happened_on.text)
    page.keyboard.press("Escape")
    expect(second).to_be_focused()
    page.keyboard.press("Tab")
    expect(panel.get_by_role("region", name="List of the events")).to_be_focused()


def test_kinds_and_periods_are_switched(institutions: Learner):
    panel = institutions.panel("line")
    kinds = panel.get_by_role("group", name="Kinds of events")
    kinds.get_by_role("button", name="OSCE").click()
    expect(panel.get_by_role("status")).to_contain_text("of OSCE.")
    panel.get_by_role("group", name="Period").get_by_role("button").last.click()
    kinds.get_by_role("button", name="All kinds").click()
    announced = panel.get_by_role("row", name="announced by the article")
    expect(announced).to_be_visible()
    expect(panel.get_by_text(f"{CONTENT.course.article.day.day} January 2022: the article")).to_be_visible()


@pytest.mark.long
def test_no_label_runs_into_another_at_320_pixels(institutions: Learner):
    page = institutions.page
    narrow = page.add_style_tag(content=".lesson-panel { width: 320px !important; }")
    panel = institutions.panel("line")
    wrong = panel.locator(".lesson-line").evaluate(
        """line => {
            const boxes = [...line.querySelectorAll('text')]
                .map(node => [node.textContent, node.getBoundingClientRect()])
                .filter(([, box]) => box.width);
            const edge = line.closest('.lesson-panel').getBoundingClientRect().right;
            const beside = (a, b) => a.left < b.right && b.left < a.right;
            const meet = (a, b) => beside(a, b) && a.top < b.bottom - 1 && b.top < a.bottom - 1;
            return boxes.flatMap(([text, box], at) => [
                ...(box.right > edge ? [text + ' is cut off'] : []),
                ...boxes.slice(at + 1)
                    .filter(([, other]) => meet(box, other))
                    .map(([other]) => text + ' meets ' + other),
            ]);
        }"""
    )
    narrow.evaluate("node => node.remove()")
    assert wrong == []


@pytest.mark.long
def test_five_events_wrong_then_right_by_keyboard(institutions: Learner):
    page, panel = institutions.page, institutions.panel("order")
    one = FIVE.sets[0]
    labels = {name: CONTENT.events[name].label for name in one.event_ids}
    check = panel.get_by_role("button", name="Check my order")
    check.focus()
    page.keyboard.press("Enter")
    expect(panel.get_by_text("the wrong way round.")).to_be_visible()
    assert list(attempts(institutions.lab, "chronology"))[-1]["response"] == list(one.event_ids)
    # The focus goes with the event that is moved, so that the next key moves it again.
    right = FIVE.right(one.id)
    low = panel.get_by_role("button", name=f"Move {labels[right[0]]} up")
    low.focus()
    # It does so at once, when the rows are painted, and not only when the kernel's answer names it.
    panel.locator("ol").first.evaluate(
        """list => {
            window.lost = 0;
            const look = () => { if (document.activeElement === document.body) window.lost += 1; };
            new MutationObserver(look).observe(list, {childList: true});
        }"""
    )
    for _ in range(one.event_ids.index(right[0])):
        page.keyboard.press("Enter")
        expect(low).to_be_focused()
    assert page.evaluate("window.lost") == 0
    expect(panel.get_by_role("listitem").first).to_contain_text(labels[right[0]])
    expect(low).to_have_attribute("aria-disabled", "true")
    for place, name in enumerate(right[1:], 2):
        number = panel.get_by_label(f"Number of {labels[name]}")
        number.select_option(str(place))
        expect(number).to_have_value(str(place))
        expect(panel.get_by_role("listitem").nth(place - 1)).to_contain_text(labels[name])
    check.focus()
    page.keyboard.press("Enter")
    expect(panel.get_by_text("Yes, that is the order of time.")).to_be_visible()
    expect(panel.get_by_role("button", name="Another five")).to_be_focused()
    assert list(attempts(institutions.lab, "chronology"))[-1]["score"] == 1


@pytest.mark.long
def test_a_text_that_is_argued_about_is_sorted_and_shows_both_views(institutions: Learner):
    page, panel = institutions.page, institutions.panel("sorted")
    for _ in range(list(CONTENT.agreements).index(ARGUED.id)):
        panel.get_by_role("button", name="Next text").click()
    expect(panel.get_by_role("heading", name=ARGUED.name)).to_be_focused()
    group = panel.get_by_role("group", name=ARGUED.name)
    tab_to(page, group.get_by_role("radio").first, at_most=2)
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(panel.get_by_text("Partly.")).to_be_visible()
    group.get_by_role("radio", name=KINDS["argued"]).check()
    panel.get_by_role("button", name="Check my choice").click()
    expect(panel.get_by_text("That fits.")).to_be_visible()
    for view in ARGUED.opinions:
        expect(panel.locator("[data-part='said']")).to_contain_text(view.says)
    expect(panel.get_by_role("table", name="Sorted so far")).to_contain_text(ARGUED.name)
    assert [entry["score"] for entry in attempts(institutions.lab, "binding")] == [0.5, 1.0]


@pytest.mark.long
def test_a_reload_and_a_new_session_keep_what_was_done(institutions: Learner):
    page = institutions.page
    institutions.save()
    page.reload()
    institutions.settle()
    expect(institutions.panel("order").get_by_text("Yes, that is the order of time.")).to_be_visible()
    page.evaluate("jupyterapp.shell.currentWidget.sessionContext.restartKernel()")
    institutions.settle()
    institutions.run_all()
    expect(institutions.panel("order")).to_contain_text(FIVE.sets[1].title)
    expect(institutions.panel("order")).to_contain_text("1 solved")
    expect(institutions.panel("sorted").get_by_role("table")).to_contain_text(ARGUED.name)
