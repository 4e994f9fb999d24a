"""Every format that is more than a list of options, answered by keyboard and by mouse, wrong and then right.

One page for all of them: the quiz of the lesson on evidence, in a notebook of its own. The tests go through
it from front to back.
"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, expect

from lessons.content import load_content
from lessons.content.marking import pair, prompts_of

from .conftest import Lab, Learner

CONTENT = load_content(Path(__file__).resolve().parents[2] / "data")
LESSON = "the-build-up"
NOTEBOOK = "98-formats.ipynb"
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}}
FOCUSED = "node => node === document.activeElement"


def asked(form: str) -> list[Any]:
    """The questions of this format, in the order of the quiz."""
    return [one for one in CONTENT.quiz(LESSON) if one.format == form]


@pytest.fixture(scope="module")
def learner(lab: Lab, module_learner: Callable[..., Learner]) -> Iterator[Learner]:
    lab.forget("00-start.ipynb")
    source = f'from lessons import open_course\ncourse = open_course("{LESSON}")\ncourse.quiz()'
    notebook = nbformat.read(lab.notebooks / "00-start.ipynb", as_version=4)  # for its kernel
    notebook.cells = [nbformat.v4.new_code_cell(source)]
    nbformat.write(notebook, lab.notebooks / NOTEBOOK)
    yield module_learner(lab, height=1100).open(NOTEBOOK, fresh=False)
    (lab.notebooks / NOTEBOOK).unlink()


def go_to(learner: Learner, item: Any) -> Locator:
    """The quiz, opened at this question."""
    quiz = learner.panel("question")
    number = CONTENT.quiz(LESSON).index(item) + 1
    while not quiz.get_by_role("heading", name=f"Question {number}", exact=True).count():
        now = int(quiz.get_by_role("heading", name="Question").inner_text().split()[1])
        way = "Next question" if now < number else "Previous question"
        quiz.get_by_role("button", name=way).click()
        expect(quiz.get_by_role("heading", name=f"Question {now}", exact=True)).to_have_count(0)
    expect(quiz).to_contain_text(item.stem.split("[1]")[0].strip())
    return quiz


def check(quiz: Locator, *, by_key: bool = False) -> None:
    button = quiz.get_by_role("button", name="Check my answer")
    if by_key:
        button.focus()
        button.press("Enter")
    else:
        button.click()


def wrong(learner: Learner, quiz: Locator, *said: str) -> None:
    """It says what is off, at once; and nothing of it is in anybody's way, in light and in dark."""
    expect(quiz.get_by_text("Have another look.")).to_be_visible()
    for text in said:
        expect(quiz).to_contain_text(text)
    # One change of theme each time: two in a row trip over JupyterLab's own splash screen.
    light = learner.page.evaluate("document.body.dataset.jpThemeLight") == "true"
    for dark in (not light, light):
        learner.dark(dark)
        found = Axe().run(learner.page, context=".lesson-panel", options=RULES).response["violations"]
        assert [(rule["id"], node["html"][:200]) for rule in found for node in rule["nodes"]] == []


def right(learner: Learner, quiz: Locator, item: Any, *response: str) -> None:
    """It fits, the way on has the focus, and the log has the answer."""
    expect(quiz.get_by_text("Yes, that fits.")).to_be_visible()
    expect(
        quiz.get_by_role("button", name="Next question").or_(quiz.get_by_role("button", name="See how"))
    ).to_be_focused()
    lines = [
        json.loads(line)["entry"]
        for file in (learner.lab.home / "learner" / "log").glob("*.jsonl")
        for line in file.read_text("utf-8").splitlines()
    ]
    (first, second) = (one for one in lines if one.get("item") == item.id)
    assert (first["score"] < 1, second["score"], second["response"]) == (True, 1, list(response))


def text_of(item: Any, name: str) -> str:
    return next(str(option.text) for option in item.options if option.id == name)


def order_now(quiz: Locator) -> list[str]:
    return quiz.locator(".lesson-order-text").all_inner_texts()


def test_ordering_wrong_by_mouse_then_right_by_keyboard(learner: Learner):
    item = asked("ordering")[0]
    quiz = go_to(learner, item)
    texts = [text_of(item, one) for one in item.key]
    assert set(order_now(quiz)) == set(texts)
    quiz.get_by_role("button", name=f"Up: {order_now(quiz)[1]}").click()
    check(quiz)
    wrong(learner, quiz, *(option.rationale for option in item.options), "another one should follow")
    for place, text in enumerate(texts):
        up = quiz.get_by_role("button", name=f"Up: {text}")
        up.focus()
        while order_now(quiz).index(text) > place:
            before = order_now(quiz).index(text)
            learner.page.keyboard.press("Enter")
            expect(quiz.locator(".lesson-order-text").nth(before - 1)).to_have_text(text)
            assert up.evaluate(FOCUSED)  # the button went up with its line, and kept the focus
            expect(quiz.locator("form [role=status]")).to_have_text(f"{text}: now {before} of {len(texts)}.")
    assert order_now(quiz) == texts
    expect(quiz.get_by_role("button", name=f"Up: {texts[0]}")).to_have_attribute("aria-disabled", "true")
    check(quiz, by_key=True)
    right(learner, quiz, item, *item.key)


def test_ordering_by_number_wrong_by_keyboard_then_right_by_mouse(learner: Learner):
    item = asked("ordering")[1]
    quiz = go_to(learner, item)
    first = order_now(quiz)[0]
    number = quiz.get_by_label(f"Place of: {first}")
    number.focus()
    learner.page.keyboard.press("ArrowDown")
    expect(quiz.locator(".lesson-order-text").nth(1)).to_have_text(first)
    assert number.evaluate(FOCUSED)
    expect(number).to_have_value("2")
    check(quiz, by_key=True)
    wrong(learner, quiz, "another one should follow")
    for place, name in enumerate(item.key, 1):
        quiz.get_by_label(f"Place of: {text_of(item, name)}").select_option(str(place))
        expect(quiz.locator(".lesson-order-text").nth(place - 1)).to_have_text(text_of(item, name))
    values = [box.input_value() for box in quiz.locator(".lesson-order select").all()]
    assert values == [str(place) for place in range(1, len(item.key) + 1)]
    check(quiz)
    right(learner, quiz, item, *item.key)


def test_a_number_wrong_by_mouse_then_right_by_keyboard(learner: Learner):
    (item,) = asked("numeric")
    quiz = go_to(learner, item)
    field = quiz.get_by_label(f"Your answer ({item.key.unit})")
    field.click()
    learner.page.keyboard.type("about ten")
    check(quiz)
    expect(quiz.get_by_role("alert")).to_have_text(
        "“about ten” is not a number. Write it in digits, such as 40 or 12.5."
    )
    expect(field).to_have_value("about ten")
    off = next(option for option in item.options if option.id not in item.right)
    field.fill(f"{off.value:g}")
    check(quiz)
    wrong(learner, quiz, off.rationale)
    expect(quiz.get_by_role("alert")).to_have_count(0)
    field.focus()
    learner.page.keyboard.press("Control+A")
    learner.page.keyboard.type(f"{item.key.value:.1f}".replace(".", ","))
    learner.page.keyboard.press("Enter")
    right(learner, quiz, item, f"{item.key.value:.1f}".replace(".", ","))


def marks(quiz: Locator) -> Locator:
    return quiz.locator(".lesson-spots [role=button]")


def test_a_place_wrong_by_mouse_then_right_by_keyboard(learner: Learner):
    item = asked("map_location")[0]
    quiz = go_to(learner, item)
    expect(marks(quiz)).to_have_count(len(item.options))
    off = next(option for option in item.options if option.id not in item.right)
    mark = quiz.get_by_role("button", name=f": {off.text}")
    mark.click()
    expect(mark).to_have_attribute("aria-pressed", "true")
    radio = quiz.get_by_role("radio", name=off.text)
    expect(radio).to_be_checked()
    check(quiz)
    wrong(learner, quiz, off.rationale)
    # The marks are one Tab stop; the arrows walk among them by position.
    assert marks(quiz).evaluate_all("nodes => nodes.filter(node => node.tabIndex === 0).length") == 1
    fits = quiz.get_by_role("button", name=f": {text_of(item, item.key)}")
    mark.focus()
    for _ in item.options:  # the place wanted is the northernmost
        learner.page.keyboard.press("ArrowUp")
    assert fits.evaluate(FOCUSED)
    learner.page.keyboard.press("Enter")
    expect(fits).to_have_attribute("aria-pressed", "true")
    expect(mark).to_have_attribute("aria-pressed", "false")
    assert fits.evaluate(FOCUSED)
    check(quiz, by_key=True)
    right(learner, quiz, item, item.key)
    expect(quiz.get_by_role("img", name="Map of the places")).to_be_visible()


def test_a_place_from_the_list_wrong_by_keyboard_then_right_by_mouse(learner: Learner):
    item = asked("map_location")[1]
    quiz = go_to(learner, item)
    radios = quiz.get_by_role("radio")
    radios.first.focus()
    learner.page.keyboard.press("Space")
    expect(marks(quiz).and_(quiz.get_by_role("button", name="1: "))).to_have_attribute("aria-pressed", "true")
    learner.page.keyboard.press("ArrowDown")
    expect(radios.nth(1)).to_be_checked()
    assert radios.nth(1).evaluate(FOCUSED)
    expect(quiz.get_by_role("button", name="2: ")).to_have_attribute("aria-pressed", "true")
    assert item.options[1].id not in item.right
    learner.page.keyboard.press("Enter")  # the browser's own way to send a form
    wrong(learner, quiz, item.options[1].rationale)
    quiz.get_by_role("radio", name=text_of(item, item.key)).check()
    expect(quiz.get_by_role("button", name=f": {text_of(item, item.key)}")).to_have_attribute(
        "aria-pressed", "true"
    )
    check(quiz)
    right(learner, quiz, item, item.key)


def pull_down(learner: Learner, box: Locator, value: str) -> None:
    """Choose in a list by its arrows alone."""
    box.focus()
    for _ in range(12):
        if box.input_value() == value:
            return
        learner.page.keyboard.press("ArrowDown")
    raise AssertionError(f"the arrows did not reach {value}")


@pytest.mark.parametrize(("form", "which"), [("matching", 0), ("cloze", 0)])
def test_pairs_wrong_by_mouse_then_right_by_keyboard(learner: Learner, form: str, which: int):
    item = asked(form)[which]
    quiz = go_to(learner, item)
    names = [text if form == "matching" else f"gap ({prompt})" for prompt, text in prompts_of(item).items()]
    boxes = [quiz.get_by_label(name, exact=True) for name in names]
    for box, prompt in list(zip(boxes, prompts_of(item), strict=True))[:-1]:
        box.select_option(pair(prompt, item.options[0].id))
    check(quiz)
    last = list(prompts_of(item).values())[-1]
    expect(quiz.get_by_role("alert")).to_have_text(f"Choose one answer each. Still open: {last}.")
    boxes[-1].select_option(index=1)
    check(quiz)
    wrong(learner, quiz, "✗ does not fit", item.options[0].rationale)
    response = [pair(prompt, item.key[prompt]) for prompt in prompts_of(item)]
    for box, value in zip(boxes, response, strict=True):
        box.select_option("")
        pull_down(learner, box, value)
    check(quiz, by_key=True)
    right(learner, quiz, item, *response)


def test_a_speaker_wrong_by_mouse_then_right_by_keyboard(learner: Learner):
    (item,) = asked("who_said_what")
    quiz = go_to(learner, item)
    off = item.options[-1]
    quiz.get_by_role("radio", name=off.text).check()
    check(quiz)
    wrong(learner, quiz, off.rationale)
    quiz.get_by_role("radio", name=off.text).focus()
    fits = quiz.get_by_role("radio", name=text_of(item, item.key))
    for _ in item.options:
        if not fits.is_checked():
            learner.page.keyboard.press("ArrowUp")
    check(quiz, by_key=True)
    right(learner, quiz, item, item.key)
