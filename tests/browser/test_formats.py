"""Every format answered by mouse and by keyboard, wrong and then right, how sure one is, and all of it back.

One page for all of them: the quiz of the lesson that has all ten formats, in a notebook of its own. The tests
go through it from front to back; the last one saves, loads the page again, ends the kernel and runs it: one
reload for all.
"""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, expect

from lessons.activities.quiz import Basis
from lessons.content import load_content
from lessons.content.finish import FORMATS
from lessons.content.marking import pair, pairs_of, prompts_of, right_response
from lessons.content.records.items import (
    Cloze,
    MapLocation,
    Matching,
    MultipleResponse,
    Numeric,
    Ordering,
    TrueFalseReason,
)

from .conftest import Lab, Learner

CONTENT = load_content(Path(__file__).resolve().parents[2] / "data")
LESSON = "the-build-up"
ITEMS = CONTENT.quiz(LESSON)
NOTEBOOK = "98-formats.ipynb"
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}}
FOCUSED = "node => node === document.activeElement"


def asked(form: str) -> list[Any]:
    """The questions of this format, in the order of the quiz."""
    return [one for one in ITEMS if one.format == form]


# In the order of the quiz: each question is gone to once.
ONE_OF_EACH: list[Any] = sorted(
    (asked(form)[0] for form in FORMATS if form != "guess"), key=lambda one: ITEMS.index(one)
)
SECOND: list[Any] = [
    asked(form)[-1] for form in ("single_choice", "multiple_response", "true_false_reason", "matching")
]
UNTOUCHED: list[Any] = [asked("single_choice")[2], asked("multiple_response")[1], asked("map_location")[2]]
MISSED: Any = next(
    one for one in ITEMS if CONTENT.parallels(one.id) and one not in (*ONE_OF_EACH, *UNTOUCHED)
)
PARALLEL: Any = CONTENT.parallels(MISSED.id)[0]
# One format of each kind of control; the map, which has most colours, in both themes.
BY_AXE = ("single_choice", "matching", "ordering", "cloze", "numeric", "map_location")
seen: dict[str, list[str]] = {}  # the order of the options on the page, by item


@pytest.fixture(scope="module")
def learner(lab: Lab, module_learner: Callable[..., Learner]) -> Iterator[Learner]:
    lab.forget("00-start.ipynb")
    source = f'from lessons import open_course\ncourse = open_course("{LESSON}")\ncourse.quiz()'
    notebook = nbformat.read(lab.notebooks / "00-start.ipynb", as_version=4)  # for its kernel
    notebook.cells = [nbformat.v4.new_code_cell(source)]
    nbformat.write(notebook, lab.notebooks / NOTEBOOK)
    yield module_learner(lab, height=1100).open(NOTEBOOK, fresh=False)
    (lab.notebooks / NOTEBOOK).unlink()


# The place that is chosen in the list is the one that is pressed on the map.
SAME = """() => {
    const pressed = document.querySelector(".lesson-spots [aria-pressed=true]");
    const ticked = document.querySelector("[data-part='question'] input[name$='choice']:checked");
    return pressed && ticked && pressed.dataset.withChoice === ticked.value;
}"""


def go_to(learner: Learner, item: Any) -> Locator:
    """The quiz, opened at this question; the order of its options is noted."""
    quiz = learner.panel("question")
    number = ITEMS.index(item) + 1
    heading = quiz.get_by_role("heading", name="uestion")
    while (now := int(heading.inner_text().split()[-1])) != number:
        quiz.get_by_role("button", name="Next question" if now < number else "Previous question").click()
        expect(quiz.get_by_role("heading", name=f"Question {now}", exact=True)).to_have_count(0)
    expect(quiz).to_contain_text(item.stem.split("[1]")[0].strip())
    return quiz


def shown_order(quiz: Locator, item: Any) -> list[str]:
    """The ids of the options as they stand on the page, before the question is solved."""
    match item:
        case Ordering():
            texts = {option.text: option.id for option in item.options}
            return [texts[text] for text in order_now(quiz)]
        case Matching() | Cloze():
            values = (
                quiz.locator("form select")
                .first.locator("option")
                .evaluate_all("all => all.map(one => one.value)")
            )
            return [value.partition("=")[2] for value in values if value]
        case _:
            values = quiz.locator("form input[name$='choice']").evaluate_all(
                "all => all.map(one => one.value)"
            )
            return list(values)


def check(quiz: Locator, *, by_key: bool = False) -> None:
    button = quiz.get_by_role("button", name="Check my answer")
    if by_key:
        button.focus()
        button.press("Enter")
    else:
        button.click()


def sure(learner: Learner, quiz: Locator, words: str, *, by_key: bool) -> None:
    """Say how sure one is; the answer that is being put together stays."""
    group = quiz.get_by_role("group", name="How sure are you?")
    wanted = group.get_by_role("radio", name=words, exact=True)
    if by_key:
        group.get_by_role("radio").first.focus()
        learner.page.keyboard.press("Space")
        arrows_to(learner, wanted)
        assert wanted.evaluate(FOCUSED)
    else:
        wanted.check()
    expect(wanted).to_be_checked()


def arrows_to(learner: Learner, radio: Locator) -> None:
    for _ in range(8):
        if radio.is_checked():
            return
        learner.page.keyboard.press("ArrowDown")
        if learner.page.locator(
            ".lesson-spots [role=button]"
        ).count():  # each choice is shown on the map first
            learner.page.wait_for_function(SAME)
    raise AssertionError(f"the arrows did not reach {radio}")


def give(learner: Learner, quiz: Locator, item: Any, response: tuple[str, ...], *, by_key: bool) -> None:
    """Put an answer together, with the mouse or with keys alone."""
    page = learner.page
    texts = {option.id: option.text for option in item.options}

    def radio(group: Locator, name: str) -> None:
        wanted = group.get_by_role("radio", name=name, exact=True)
        if by_key:
            group.locator("input:checked").or_(group.get_by_role("radio").first).last.focus()
            page.keyboard.press("Space")
            arrows_to(learner, wanted)
        else:
            wanted.check()

    match item:
        case TrueFalseReason():
            radio(quiz.get_by_role("group", name=item.stem), response[0].capitalize())
            radio(quiz.get_by_role("group", name="Because …"), texts[response[1]])
        case MultipleResponse():
            for option in item.options:
                box = quiz.get_by_role("checkbox", name=option.text, exact=True)
                if box.is_checked() is not (option.id in response):
                    if by_key:
                        box.focus()
                        page.keyboard.press("Space")
                    else:
                        box.click()
        case Matching() | Cloze():
            for prompt, text in prompts_of(item).items():
                name = text if isinstance(item, Matching) else f"gap ({prompt})"
                box = quiz.get_by_label(name, exact=True)
                value = pair(prompt, pairs_of(response)[prompt])
                if by_key:
                    box.select_option("")
                    pull_down(learner, box, value)
                else:
                    box.select_option(value)
        case Ordering():
            put_in_order(learner, quiz, [texts[one] for one in response], by_key=by_key)
        case Numeric():
            field = quiz.get_by_label(f"Your answer ({item.key.unit})")
            if by_key:
                field.focus()
                page.keyboard.press("Control+A")
                page.keyboard.type(response[0])
            else:
                field.fill(response[0])
        case MapLocation():
            number = shown_order(quiz, item).index(response[0]) + 1
            radio(quiz.get_by_role("group", name=item.stem), f"{number}. {texts[response[0]]}")
            pressed = quiz.get_by_role("button", name=f"{number}: ")
            expect(pressed).to_have_attribute("aria-pressed", "true")
        case _:
            radio(quiz.get_by_role("group", name=item.stem), texts[response[0]])


def put_in_order(learner: Learner, quiz: Locator, texts: list[str], *, by_key: bool) -> None:
    for place, text in enumerate(texts):
        up = quiz.get_by_role("button", name=f"Up: {text}")
        while (now := order_now(quiz).index(text)) > place:
            if by_key:
                up.focus()
                learner.page.keyboard.press("Enter")
            else:
                up.click()
            expect(quiz.locator(".lesson-order-text").nth(now - 1)).to_have_text(text)
            assert up.evaluate(FOCUSED)  # the button went up with its line, and kept the focus
            expect(quiz.locator("form [role=status]")).to_have_text(f"{text}: now {now} of {len(texts)}.")
    assert order_now(quiz) == texts
    expect(quiz.get_by_role("button", name=f"Up: {texts[0]}")).to_have_attribute("aria-disabled", "true")


def order_now(quiz: Locator) -> list[str]:
    return quiz.locator(".lesson-order-text").all_inner_texts()


def pull_down(learner: Learner, box: Locator, value: str) -> None:
    """Choose in a list by its arrows alone."""
    box.focus()
    for _ in range(12):
        if box.input_value() == value:
            return
        learner.page.keyboard.press("ArrowDown")
    raise AssertionError(f"the arrows did not reach {value}")


def off(item: Any) -> tuple[tuple[str, ...], list[Any]]:
    """A wrong answer, and the options whose rationales it should meet."""
    beliefs_first = sorted(item.options, key=lambda option: not option.misconception_id)
    wrong = next(
        option for option in beliefs_first if option.id not in item.right or item.format == "ordering"
    )
    right = right_response(item)
    match item:
        case TrueFalseReason():
            return (right[0], wrong.id), [wrong]
        case MultipleResponse():
            chosen = [one for one in item.options if one.id in (right[0], wrong.id)]
            return tuple(one.id for one in chosen), chosen  # as the log keeps it: in the order of the data
        case Matching() | Cloze():
            return (f"{right[0].partition('=')[0]}={wrong.id}", *right[1:]), [wrong]
        case Ordering():
            return tuple(reversed(item.key)), list(item.options)
        case Numeric():
            return (f"{wrong.value:g}",), [wrong]
        case _:
            return (wrong.id,), [wrong]


def wrong(quiz: Locator, chosen: list[Any]) -> None:
    """It says what is off, at once, and the belief behind it."""
    feedback = quiz.locator("[data-part='feedback']")
    box = feedback.get_by_role("status")
    expect(box).to_contain_text(re.compile(r"◐|✗"))
    expect(box).to_contain_text("You were sure. That makes this one worth a second look.")
    expect(quiz.locator(".lesson-sure input:checked")).to_have_count(0)  # it is open again
    for option in chosen:
        expect(box).to_contain_text(option.rationale)
        if option.misconception_id:
            belief = CONTENT.misconceptions[option.misconception_id]
            expect(box).to_contain_text(f"A common belief: {belief.belief} But: {belief.correction}")


def nothing_in_the_way(learner: Learner, item: Any) -> None:
    """Axe finds nothing, with the feedback on the page."""
    for dark in (True, False) if item.format == "map_location" else (False,):
        learner.dark(dark)
        found = Axe().run(learner.page, context=".lesson-panel", options=RULES).response["violations"]
        assert [(rule["id"], node["html"][:200]) for rule in found for node in rule["nodes"]] == []


def right(quiz: Locator) -> None:
    """It fits, and the way on has the focus."""
    expect(quiz.get_by_text("Yes, that fits.")).to_be_visible()
    expect(
        quiz.get_by_role("button", name="Next question").or_(quiz.get_by_role("button", name="See how"))
    ).to_be_focused()
    expect(quiz.get_by_role("group", name="How sure are you?")).to_have_count(0)


def kept(learner: Learner, item: str) -> list[Any]:
    """What the log has of an item: response, score and sureness, in order."""
    return [
        (entry["response"], entry["score"], entry["sureness"])
        for file in (learner.lab.home / "learner" / "log").glob("*.jsonl")
        for entry in (json.loads(line)["entry"] for line in file.read_text("utf-8").splitlines())
        if entry.get("item") == item
    ]


@pytest.mark.parametrize("item", ONE_OF_EACH, ids=lambda one: one.format)
def test_wrong_by_mouse_then_right_by_keyboard(learner: Learner, item: Any):
    quiz = go_to(learner, item)
    seen[item.id] = shown_order(quiz, item)
    assert item.format == "numeric" or sorted(seen[item.id]) == sorted(one.id for one in item.options)
    response, chosen = off(item)
    give(learner, quiz, item, response, by_key=False)
    sure(learner, quiz, "Sure", by_key=False)
    check(quiz)
    wrong(quiz, chosen)
    if item.format in BY_AXE:
        nothing_in_the_way(learner, item)
    fits = right_response(item)
    give(learner, quiz, item, fits, by_key=True)
    sure(learner, quiz, "Fairly sure", by_key=True)
    check(quiz, by_key=True)
    right(quiz)
    first, second = kept(learner, item.id)
    assert first[0] == list(response)
    assert (first[1] < 1, first[2]) == (True, 3)
    assert second == (list(fits), 1, 2)


@pytest.mark.parametrize("item", SECOND, ids=lambda one: one.format)
def test_wrong_by_keyboard_then_right_by_mouse_without_a_word_on_sureness(learner: Learner, item: Any):
    quiz = go_to(learner, item)
    response, chosen = off(item)
    give(learner, quiz, item, response, by_key=True)
    sure(learner, quiz, "Fairly sure", by_key=True)
    learner.page.keyboard.press("Enter")  # the browser's own way to send a form
    expect(quiz.get_by_role("status").first).to_contain_text(chosen[0].rationale)
    step = quiz.get_by_role("radio", name="Fairly sure")
    expect(step).not_to_be_checked()  # it is open again, and the focus is where it was
    assert step.evaluate(FOCUSED)
    give(learner, quiz, item, right_response(item), by_key=False)
    check(quiz)
    right(quiz)
    assert [one[2] for one in kept(learner, item.id)] == [2, None]


def test_an_order_is_made_by_number_too(learner: Learner):
    item = asked("ordering")[1]
    quiz = go_to(learner, item)
    first = order_now(quiz)[0]
    number = quiz.get_by_label(f"Place of: {first}")
    number.focus()
    learner.page.keyboard.press("ArrowDown")
    expect(quiz.locator(".lesson-order-text").nth(1)).to_have_text(first)
    assert number.evaluate(FOCUSED)
    expect(number).to_have_value("2")
    give(learner, quiz, item, off(item)[0], by_key=True)
    check(quiz, by_key=True)
    expect(quiz.get_by_role("status").filter(has_text="another one should follow")).to_be_visible()
    texts = {option.id: option.text for option in item.options}
    for place, name in enumerate(item.key, 1):
        quiz.get_by_label(f"Place of: {texts[name]}").select_option(str(place))
        expect(quiz.locator(".lesson-order-text").nth(place - 1)).to_have_text(texts[name])
    values = [box.input_value() for box in quiz.locator(".lesson-order select").all()]
    assert values == [str(place) for place in range(1, len(item.key) + 1)]
    check(quiz)
    right(quiz)


def test_a_place_is_chosen_on_the_map_itself_by_mouse_and_by_arrows(learner: Learner):
    item = asked("map_location")[1]
    quiz = go_to(learner, item)
    marks = quiz.locator(".lesson-spots [role=button]")
    expect(marks).to_have_count(len(item.options))
    texts = {option.id: option.text for option in item.options}
    fits, off_it = item.key, next(one.id for one in item.options if one.id not in item.right)
    mark = quiz.get_by_role("button", name=f": {texts[off_it]}")
    mark.click()
    expect(mark).to_have_attribute("aria-pressed", "true")
    expect(quiz.get_by_role("radio", name=texts[off_it])).to_be_checked()
    check(quiz)
    rationale = next(one.rationale for one in item.options if one.id == off_it)
    expect(quiz.get_by_role("status").first).to_contain_text(rationale)
    # The marks are one Tab stop; the arrows walk among them by position.
    assert marks.evaluate_all("nodes => nodes.filter(node => node.tabIndex === 0).length") == 1
    wanted = quiz.get_by_role("button", name=f": {texts[fits]}")
    mark.focus()
    for key in ["ArrowUp", "ArrowRight", "ArrowDown", "ArrowLeft"] * len(item.options):
        if wanted.evaluate(FOCUSED):
            break
        learner.page.keyboard.press(key)
    learner.page.keyboard.press("Enter")
    expect(wanted).to_have_attribute("aria-pressed", "true")
    expect(mark).to_have_attribute("aria-pressed", "false")
    assert wanted.evaluate(FOCUSED)
    check(quiz, by_key=True)
    right(quiz)
    expect(quiz.get_by_role("img", name="Map of the places")).to_be_visible()


def test_an_answer_that_is_none_is_asked_for(learner: Learner):
    quiz = go_to(learner, UNTOUCHED[0])
    check(quiz)
    expect(quiz.get_by_role("alert")).to_have_text("Choose one answer.")


def test_a_parallel_question_is_tried_and_left_again(learner: Learner):
    quiz = go_to(learner, MISSED)
    give(learner, quiz, MISSED, off(MISSED)[0], by_key=False)
    check(quiz)
    quiz.get_by_role("button", name="Try a parallel question").press("Enter")
    heading = quiz.get_by_role("heading", name=f"Another try at question {ITEMS.index(MISSED) + 1}")
    expect(heading).to_be_focused()
    expect(quiz).to_contain_text(PARALLEL.stem)
    give(learner, quiz, PARALLEL, right_response(PARALLEL), by_key=True)
    check(quiz, by_key=True)
    back = quiz.get_by_role("button", name=f"Back to question {ITEMS.index(MISSED) + 1}")
    expect(back).to_be_focused()
    learner.page.keyboard.press("Enter")
    expect(
        quiz.get_by_role("heading", name=f"Question {ITEMS.index(MISSED) + 1}", exact=True)
    ).to_be_focused()
    expect(quiz.get_by_role("button", name="Try a parallel question")).to_have_count(0)
    assert [one[1:] for one in kept(learner, PARALLEL.id)] == [(1, None)]


def test_what_an_item_rests_on_opens_in_place_by_keyboard(learner: Learner):
    basis = Basis(CONTENT)
    item = next(one for one in ONE_OF_EACH if basis.terms(one))
    quiz, term = go_to(learner, item), basis.terms(item)[0]
    fold = (
        quiz.locator("[data-part='basis'] details").filter(has_text=f"What is meant by: {term.headword}").last
    )
    expect(fold.locator("p")).to_be_hidden()
    fold.locator("summary").focus()
    learner.page.keyboard.press("Enter")
    expect(fold.locator("p")).to_be_visible()
    assert fold.locator("summary").evaluate(FOCUSED)


def test_all_of_it_is_back_after_a_reload_and_a_new_kernel(learner: Learner):
    for item in sorted(UNTOUCHED, key=ITEMS.index, reverse=True):
        seen[item.id] = shown_order(go_to(learner, item), item)
    learner.save()
    learner.page.reload()
    learner.settle()
    expect(learner.panel("question")).to_be_visible()
    learner.page.evaluate("jupyterapp.shell.currentWidget.sessionContext.restartKernel()")
    learner.settle()
    learner.run_all()
    for item in sorted([*ONE_OF_EACH, *UNTOUCHED], key=ITEMS.index, reverse=True):
        quiz = go_to(learner, item)
        if item in UNTOUCHED:
            assert shown_order(quiz, item) == seen[item.id], item.id
            continue
        expect(quiz.get_by_text("Yes, that fits.")).to_be_visible()
        expect(quiz.get_by_role("status")).to_contain_text("You were fairly sure.")
        if isinstance(item, Matching | Cloze | Ordering | Numeric):
            continue  # they are explained in the order of their answer, and a number shows no options
        explained = quiz.locator("[data-part='explained'] li").all_inner_texts()
        texts = {option.id: option.text for option in item.options}
        places = [next(n for n, line in enumerate(explained) if texts[one] in line) for one in seen[item.id]]
        assert places == sorted(places), item.id


def test_the_summary_says_how_sure_somebody_was(learner: Learner):
    quiz = go_to(learner, ITEMS[-1])
    quiz.get_by_role("button", name="See how it went").click()
    table = quiz.get_by_role("table")
    expect(table.get_by_role("cell", name="sure", exact=True)).to_have_count(len(ONE_OF_EACH))
    expect(quiz).to_contain_text("Worth a second look: questions")
    expect(table.get_by_role("rowheader", name=f"another try. {PARALLEL.stem}")).to_be_visible()
    expect(quiz).to_contain_text(f"of {len(ITEMS)} answered")
