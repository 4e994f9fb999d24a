"""The class report in a real browser: from a folder, as a teacher opens it, and in the teacher's notebook."""

import json
import os
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from lessons.content import data_folder, load_content
from lessons.progress import Learner as Somebody
from lessons.progress.transfer import pack, unpack
from lessons.report.class_report import make_report
from lessons.report.written import write_report
from tests.made_class import BEGAN, as_moodle_zip, learners_files

from .conftest import LONG_MS, Lab, Learner

RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
}
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
# As long as a nickname can be.
NASTY = ("<script>alert()</script>", "<img src=x onerror=a()>", "<svg onload=alert(1)>", "=cmd()")
NAMED = "<img src='http://127.0.0.1:9/x' onerror=alert(1)>.jsonl"


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report on 25 learners, some of whom call themselves something else than their friends do."""
    place = tmp_path_factory.mktemp("stick")
    (place / "class").mkdir()
    content = load_content(data_folder())
    for number, (name, data) in enumerate(learners_files(content, 25).items()):
        saved = unpack(name, data)
        nickname = NASTY[number] if number < len(NASTY) else saved.nickname
        _, renamed = pack(saved.records, Somebody(saved.learner_id, nickname), BEGAN)
        (place / "class" / f"{number}.jsonl").write_bytes(renamed)
    name = NAMED.replace("/", "") if os.name == "posix" else "bad.jsonl"
    (place / "class" / name).write_bytes(b'<script>alert("file")</script>')
    write_report(make_report(content, [place / "class"], day=date(2026, 11, 28)), place / "class report")
    return place / "class report" / "report.html"


@pytest.fixture(scope="module")
def window(browser: Browser, report: Path) -> Iterator[Page]:
    """The page in a window; at the end no dialog was seen, no script has run, and nothing was asked for."""
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    page = context.new_page()
    asked: list[str] = []
    seen: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: seen.append(dialog.message))  # left open: it holds up what follows
    page.on("console", lambda message: seen.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: seen.append(str(error)))
    page.goto(report.as_uri())
    yield page
    context.close()
    refused = [text for text in seen if "Content Security Policy" in text]
    assert len(refused) <= 1  # the script that a test plants
    assert [text for text in seen if text not in refused] == []
    assert asked == [report.as_uri()]


def test_names_are_words_and_the_browser_refuses_what_would_not_be(window: Page):
    expect(window.get_by_role("rowheader", name=NASTY[0])).to_have_count(1)
    expect(window.get_by_role("rowheader", name="=cmd()")).to_have_count(1)
    expect(window.get_by_text("onerror=alert(1)>.jsonl", exact=False).first).to_be_attached()
    assert window.evaluate("document.scripts.length") == 0
    # Should a mistake of ours let one through: the page's own rule forbids it.
    window.evaluate(
        """() => {
            const script = document.createElement('script');
            script.textContent = 'document.title = "taken"';
            document.body.append(script);
            script.remove();
        }"""
    )
    assert window.title() == "Class report, 28 November 2026 | Three Tables"


@pytest.fixture
def unfolded(window: Page) -> Page:
    window.evaluate("document.querySelectorAll('details').forEach((one, n) => { one.open = n % 12 === 0; })")
    return window


def test_axe_finds_nothing_in_either_theme(unfolded: Page):
    # axe is a script, which the page forbids; so the rule is lifted for it alone, on a copy of the page.
    # It takes a minute over a hundred questions, so it gets a few: all are made by the same functions.
    copy = unfolded.context.new_page()
    html = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", unfolded.content())
    copy.set_content(html)
    copy.evaluate(
        """() => {
            for (const one of [...document.querySelectorAll('details:not([open])')].slice(3)) one.remove();
            for (const one of document.querySelectorAll('tbody > tr:nth-child(n + 9)')) one.remove();
        }"""
    )
    found = {}
    for theme in THEMES:
        copy.emulate_media(color_scheme=theme)
        # The colours are all that changes.
        rules = RULES if theme == "light" else RULES | {"runOnly": ["color-contrast"]}
        found[theme] = [
            (rule["id"], node["html"][:160])
            for rule in Axe().run(copy, options=rules).response["violations"]
            for node in rule["nodes"]
        ]
    copy.close()
    assert found == {"light": [], "dark": []}


def test_nothing_sticks_out_at_320_pixels_and_targets_are_large_enough(unfolded: Page):
    unfolded.set_viewport_size({"width": 320, "height": 640})
    wide = unfolded.evaluate(
        """() => [...document.querySelectorAll('body *')]
            .filter(node => !node.parentElement.closest('.scroll'))
            .filter(node => node.getBoundingClientRect().right > 321)
            .map(node => node.outerHTML.slice(0, 120))"""
    )
    small = unfolded.locator(".contents a:visible, summary:visible").evaluate_all(
        "nodes => nodes.filter(one => one.getBoundingClientRect().height < 23.5).map(one => one.outerHTML)"
    )
    scrolled = unfolded.evaluate("document.documentElement.scrollWidth")
    unfolded.set_viewport_size({"width": 1366, "height": 768})
    assert (wide, small, scrolled) == ([], [], 320)


def test_by_keyboard_from_what_to_talk_about_to_the_question(window: Page):
    window.locator(".talk a").first.focus()
    window.keyboard.press("Enter")
    question = window.locator("details:target")
    expect(question).to_be_in_viewport()
    question.locator("summary").press("Enter")
    expect(question.get_by_role("table", name="What was chosen in the first answer")).to_be_visible()


def test_on_paper_stand_the_questions_that_were_opened_in_black(window: Page):
    window.evaluate("document.querySelectorAll('details').forEach((one, n) => { one.open = n === 3; })")
    window.emulate_media(media="print", color_scheme="dark")
    assert window.locator("details:visible").count() == 1
    assert window.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    assert window.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    window.emulate_media(media="screen", color_scheme="light")


def test_the_teacher_s_notebook_shows_the_class(lab: Lab, new_learner: Callable[..., Learner]):
    folder = Path(os.environ["LESSONS_CLASS"])
    folder.mkdir()
    archive = folder / "hand-ins.zip"
    archive.write_bytes(as_moodle_zip(learners_files(load_content(data_folder()), 25)))
    try:
        learner = new_learner(lab, height=1000).open("90-teacher.ipynb", run=False)
        page = learner.page
        page.evaluate("jupyterapp.commands.execute('notebook:run-all-cells')")
        cells = json.loads((lab.notebooks / "90-teacher.ipynb").read_text())["cells"]
        report = next(
            number for number, cell in enumerate(cells) if "course.report()" in "".join(cell["source"])
        )
        page.evaluate("number => jupyterapp.shell.currentWidget.content.scrollToItem(number)", report)
        expect(page.get_by_text("25 of 25 learners answered at least one question.")).to_be_visible(
            timeout=LONG_MS
        )
        fold = page.locator("summary", has_text="Learner by learner")
        fold.press("Enter")  # and JupyterLab does not take the key
        expect(page.get_by_role("table", name="Learner by learner (nicknames)")).to_be_visible()
        figure = next(
            number
            for number, cell in enumerate(
                json.loads((lab.notebooks / "90-teacher.ipynb").read_text())["cells"]
            )
            if "report.figure" in "".join(cell["source"]) and cell["cell_type"] == "code"
        )
        page.evaluate("number => jupyterapp.shell.currentWidget.content.scrollToItem(number)", figure)
        expect(page.locator(".js-plotly-plot .trace.bars").first).to_be_visible(timeout=LONG_MS)
        assert (folder.parent / "class-report" / "report.html").is_file()
        # The frame around pandas' own wide table is JupyterLab's, and is not ours to mend.
        rules = RULES | {"rules": {"scrollable-region-focusable": {"enabled": False}}}
        found = Axe().run(page, context=".jp-RenderedHTML", options=rules).response["violations"]
        assert [(rule["id"], node["html"][:160]) for rule in found for node in rule["nodes"]] == []
    finally:
        archive.unlink()
        folder.rmdir()
