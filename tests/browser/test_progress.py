"""Save my progress, delete everything, continue from the file: as a learner does it, and by keyboard alone.

One JupyterLab, one window, one notebook, and at the end a second window with a quiz: each test goes on where
the one before stopped.
"""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import nbformat
import pytest
from playwright.sync_api import Locator, expect

from lessons.content import load_content
from lessons.content.marking import right_response
from lessons.content.records.items import ClassifyClaim, SingleChoice
from lessons.progress import Learner as Somebody
from lessons.progress import Record, pack, unpack

from .conftest import Lab, Learner

CONTENT = load_content(Path(__file__).resolve().parents[2] / "data")
GUESS = CONTENT.guesses("start")[0]
QUESTION = CONTENT.quiz("the-text")[0]
CHOICES: list[Any] = [
    one
    for one in CONTENT.quiz("the-text")
    if isinstance(one, SingleChoice | ClassifyClaim) and one != QUESTION
]
LIMIT = """
import resource
_, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, ({}, hard))
"""


@pytest.fixture(scope="module")
def start(lab: Lab, module_learner: Callable[..., Learner]) -> Learner:
    """The start page of Fox, who has guessed once."""
    learner = module_learner(lab, height=1400).open("00-start.ipynb")
    # Or the first press after a dialogue may come before the browser is told to hand the next one over.
    learner.page.on("filechooser", lambda _chooser: None)
    welcome = learner.panel("who")
    welcome.get_by_label("Your nickname").fill("Fox")
    welcome.get_by_role("button", name="Start").click()
    expect(welcome.get_by_text("You are working as Fox.")).to_be_visible()
    form = learner.page.get_by_role("group", name=GUESS.stem)
    form.get_by_role("radio").nth(1).check()
    learner.page.get_by_role("button", name="Keep my guess").first.click()
    expect(learner.page.get_by_text("Your guess is kept.").first).to_be_visible()
    return learner


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("downloads")


def save_by_keyboard(learner: Learner, button: Locator, folder: Path) -> Path:
    """Press it with Enter, and keep what the browser downloads."""
    button.focus()
    with learner.page.expect_download() as caught:
        learner.page.keyboard.press("Enter")
    file = folder / caught.value.suggested_filename
    caught.value.save_as(file)
    return file


def choose_by_keyboard(learner: Learner, *files: Path) -> None:
    """Reach the field by Tab from the button before it, and open the browser's own dialogue with Space."""
    box = learner.panel("saving")
    box.get_by_role("button", name="Save my progress").focus()
    learner.page.keyboard.press("Tab")
    expect(box.get_by_label("Continue from a file")).to_be_focused()
    with learner.page.expect_file_chooser() as caught:
        learner.page.keyboard.press("Space")
    assert caught.value.is_multiple()
    caught.value.set_files([str(file) for file in files])


def log(lab: Lab) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in (lab.home / "learner" / "log").glob("*.jsonl")}


def guessed(learner: Learner) -> Locator:
    return learner.page.get_by_text("Your guess is kept.")


def test_one_press_downloads_one_small_file_and_the_next_has_what_came_after(start: Learner, folder: Path):
    box = start.panel("saving")
    button = box.get_by_role("button", name="Save my progress")
    file = save_by_keyboard(start, button, folder)
    assert re.fullmatch(r"three-tables-Fox-\d{4}-\d\d-\d\d\.jsonl", file.name)
    assert [one.entry["kind"] for one in unpack(file.name, file.read_bytes()).records] == ["guess"]
    expect(box.get_by_role("status").first).to_contain_text(f"Saved: {file.name}, with 1 answer.")
    expect(button).to_be_focused()
    second = start.page.get_by_role("group", name=CONTENT.guesses("start")[1].stem)
    second.get_by_role("radio").first.check()
    start.page.locator("form").filter(has=second).get_by_role("button", name="Keep my guess").click()
    expect(guessed(start)).to_have_count(2)
    again = save_by_keyboard(start, button, folder)
    assert len(unpack(again.name, again.read_bytes()).records) == 2
    expect(box.get_by_role("status").first).to_contain_text("with 2 answers.")
    again.rename(folder / "fox.jsonl")


def test_deleted_and_brought_back_from_the_file_by_keyboard(start: Learner, folder: Path):
    page, welcome = start.page, start.panel("who")
    page.evaluate("for (const who of ['nobody', 'x']) sessionStorage.setItem(`lesson-draft/${who}/a`, '1')")
    welcome.get_by_role("button", name="Delete everything").focus()
    page.keyboard.press("Enter")
    expect(welcome.get_by_role("button", name="Keep them")).to_be_focused()
    save_by_keyboard(start, welcome.get_by_role("button", name="Save a file first"), folder)
    expect(welcome.get_by_text("Saved: three-tables-Fox")).to_be_visible()
    welcome.get_by_role("button", name="Delete everything").focus()
    page.keyboard.press("Enter")
    expect(welcome.get_by_text("Deleted: nothing is kept of you")).to_be_visible()
    expect(welcome.locator("[id$='-deleted']")).to_be_focused()
    expect(guessed(start)).to_have_count(0)
    assert log(start.lab) == {}
    assert page.evaluate("sessionStorage.getItem('lesson-draft/nobody/a')") is None
    assert page.evaluate("sessionStorage.getItem('lesson-draft/x/a')") == "1"  # somebody else's stays

    choose_by_keyboard(start, folder / "fox.jsonl")
    said = start.panel("saving").get_by_text("You are working as Fox now. New here: 2 answers.")
    expect(said).to_be_visible()
    expect(start.panel("saving").locator("[id$='-said']")).to_be_focused()
    expect(guessed(start)).to_have_count(2)
    expect(welcome.get_by_text("You are working as Fox.")).to_be_visible()


def owls_file(folder: Path) -> Path:
    """Another learner's file: one wrong answer that was called sure."""
    owl = Somebody("0123456789abcdef", "Owl")
    told = {"item": QUESTION.id, "item_version": QUESTION.version, "response": ["x"], "sureness": 3}
    when = datetime(2026, 1, 5, 12, tzinfo=UTC)
    entry = {"kind": "attempt", **told, "attempt": 1, "score": 0.0}
    name, data = pack([Record("a" * 16, owl.id, when, "quiz", "the-text", entry)], owl, when)
    (folder / name).write_bytes(data)
    return folder / name


def test_another_learners_file_is_asked_about_and_nothing_is_mixed(start: Learner, folder: Path):
    page, box = start.page, start.panel("saving")
    before = log(start.lab)
    choose_by_keyboard(start, owls_file(folder))
    expect(box.locator("[id$='-asked']")).to_be_focused()
    expect(box).to_contain_text("This file is of Owl. You are working as Fox.")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(box.get_by_role("button", name="No, change nothing")).to_be_focused()
    page.keyboard.press("Enter")
    expect(box.get_by_role("status").last).to_contain_text("Nothing was changed.")
    expect(guessed(start)).to_have_count(2)
    assert log(start.lab) == before

    choose_by_keyboard(start, owls_file(folder))
    box.get_by_role("button", name="Yes, work as Owl").press("Enter")
    expect(start.panel("who").get_by_text("You are working as Owl.")).to_be_visible()
    expect(guessed(start)).to_have_count(0)
    overview = start.panel("lessons")
    expect(overview).to_contain_text("You were sure of a wrong answer here.")
    expect(overview).to_contain_text(QUESTION.stem)


def test_a_damaged_file_is_one_line_and_changes_nothing(start: Learner, folder: Path):
    before = log(start.lab)
    torn, photo = folder / "torn.jsonl", folder / "photo.jsonl"
    torn.write_bytes((folder / "fox.jsonl").read_bytes()[:-40])
    photo.write_bytes(b"\xff\xd8\xff\xe0" + bytes(range(256)) * 40)
    choose_by_keyboard(start, torn)
    alert = start.panel("saving").get_by_role("alert")
    expect(alert).to_contain_text("torn.jsonl: this file is not complete: 1 of 2 entries are there.")
    choose_by_keyboard(start, photo)
    expect(alert).to_contain_text("photo.jsonl: this is not a progress file of this course.")
    large = folder / "large.jsonl"
    large.write_bytes(b" " * 11_000_000)
    choose_by_keyboard(start, large)
    expect(alert).to_contain_text("large.jsonl: this file has 11,000,000 bytes")
    assert log(start.lab) == before
    # The connection lives: the next press is answered.
    save_by_keyboard(start, start.panel("saving").get_by_role("button", name="Save my progress"), folder)
    expect(alert).to_have_count(0)  # an empty line is no part of the page


def test_a_restarted_kernel_goes_on_where_the_learner_stopped(start: Learner):
    start.page.evaluate("jupyterapp.shell.currentWidget.sessionContext.restartKernel()")
    start.settle()
    start.run_all()
    expect(start.panel("who").get_by_text("You are working as Owl.")).to_be_visible()
    expect(start.panel("lessons")).to_contain_text(QUESTION.stem)


@pytest.fixture(scope="module")
def second(start: Learner, module_learner: Callable[..., Learner]) -> Iterator[Learner]:
    """Another window of the same learner, with a kernel of its own and a quiz in it."""
    notebook = nbformat.read(start.lab.notebooks / "00-start.ipynb", as_version=4)  # for its kernel
    source = 'from lessons import open_course\ncourse = open_course("the-text")\ncourse.quiz()'
    notebook.cells = [nbformat.v4.new_code_cell(source)]
    path = start.lab.notebooks / "97-second.ipynb"
    nbformat.write(notebook, path)
    yield module_learner(start.lab).open(path.name, fresh=False)
    path.unlink()


def answer(learner: Learner, item: Any) -> Locator:
    """Answer a question of the quiz as it should be; the panel."""
    quiz = learner.panel("question")
    while not quiz.get_by_text(item.stem, exact=True).count():
        heading = quiz.get_by_role("heading", name="Question").inner_text()
        quiz.get_by_role("button", name="Next question").click()
        expect(quiz.get_by_role("heading", name=heading, exact=True)).to_have_count(0)
    (key,) = right_response(item)
    text = next(option.text for option in item.options if option.id == key)
    quiz.get_by_role("radio", name=text, exact=True).check()
    quiz.get_by_role("button", name="Check my answer").click()
    expect(quiz.get_by_text("Yes, that fits.")).to_be_visible()
    return quiz


def test_what_another_window_has_kept_is_there_at_a_press(start: Learner, second: Learner):
    row = start.page.get_by_role("row").filter(has_text=CONTENT.lesson("the-text").aim)
    expect(row).to_contain_text("1 of ")  # the answer from the file
    quiz = answer(second, CHOICES[0])
    expect(quiz.locator("[data-part='foot']")).to_contain_text("for Owl")
    start.panel("lessons").get_by_role("button", name="Show the latest state").press("Enter")
    expect(row).to_contain_text("2 of ")
    expect(row).to_contain_text("1 right at the first try, 1 solved")


def test_a_full_disk_is_said_once_and_the_answers_are_written_later(second: Learner):
    """No file of the kernel may grow, as on a full disk; then there is room again."""

    def run(code: str) -> None:
        second.page.evaluate(
            "code => jupyterapp.shell.currentWidget.sessionContext.session.kernel"
            ".requestExecute({code, silent: true}).done",
            code,
        )

    before = log(second.lab)
    run(LIMIT.format(0))
    quiz = answer(second, CHOICES[1])
    alert = quiz.get_by_role("alert")
    expect(alert).to_contain_text("The disk is full, so your answers are kept until this session ends")
    expect(quiz.locator("[data-part='foot']")).to_contain_text("The disk is full.")
    answer(second, CHOICES[2])
    expect(alert).to_have_count(0)  # it was said
    assert log(second.lab) == before
    run(LIMIT.format("hard"))
    answer(second, CHOICES[3])
    expect(alert).to_have_text("Writing works again: all your answers are kept on this computer now.")
    written = b"".join(log(second.lab).values()).decode()
    assert [one.id for one in CHOICES[1:4] if f'"{one.id}"' not in written] == []
