"""Each notebook opened, run and used, as a learner would."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from lessons.activities.quiz import playable
from lessons.content import load_content

from .conftest import Lab, Learner

CONTENT = load_content(Path(__file__).resolve().parents[2] / "data")


def kept(lab: Lab, kind: str) -> list[dict[str, object]]:
    """The entries of one kind that the log holds by now."""
    lines = [
        line
        for path in (lab.home / "learner" / "log").glob("*.jsonl")
        for line in path.read_text().splitlines()
    ]
    return [entry for entry in (json.loads(line)["entry"] for line in lines) if entry["kind"] == kind]


def test_start_asks_for_a_nickname_and_keeps_guesses(learner: Learner):
    page = learner.open("00-start.ipynb").page
    welcome = learner.panel("who")
    if welcome.get_by_role("button", name="Not you?").count():  # another test has worked here before
        welcome.get_by_role("button", name="Not you?").click()
    welcome.get_by_label("Your nickname").fill("Kolibri")
    page.keyboard.press("Enter")
    expect(welcome.get_by_text("You are working as Kolibri.")).to_be_visible()
    guess = CONTENT.guesses("start")[0]
    form = page.get_by_role("group", name=guess.stem)
    form.get_by_role("radio").nth(1).check()
    page.get_by_role("button", name="Keep my guess").first.click()
    expect(page.get_by_text("Your guess is kept.").first).to_be_visible()
    expect(page.get_by_text("Kept on this computer for Kolibri.").first).to_be_visible()
    assert kept(learner.lab, "guess")[-1]["item"] == guess.id
    assert kept(learner.lab, "sits")[-1]["nickname"] == "Kolibri"
    expect(page.get_by_role("table", name="The lessons and your progress")).to_contain_text(
        f"{len(playable(CONTENT.quiz('the-text')))} questions"
    )
    learner.save()
    page.reload()
    learner.settle()
    expect(learner.panel("who").get_by_text("You are working as Kolibri.")).to_be_visible()


def test_the_text_is_read_and_looked_up(learner: Learner):
    page = learner.open("01-the-text.ipynb").page
    plain, standard = CONTENT.paragraphs[2].plain, CONTENT.paragraphs[2].standard
    paragraph = page.get_by_role("article", name="Paragraph 2")
    expect(paragraph).to_contain_text(plain[:40])
    page.get_by_role("radio", name="Standard").check()
    expect(paragraph).to_contain_text(standard[:40])
    word = paragraph.get_by_role("button", name="build-up").first
    word.click()
    expect(word).to_have_attribute("aria-expanded", "true")
    expect(paragraph).to_contain_text(CONTENT.terms["buildup"].plain)
    page.keyboard.press("Escape")
    expect(word).to_have_attribute("aria-expanded", "false")
    expect(word).to_be_focused()
    paragraph.get_by_role("button", name="Who says what").click()
    for claim in CONTENT.claims_in(2):
        # Quoted words stand in a quotation element: the marks are the browser's.
        expect(paragraph).to_contain_text(claim.statement.replace("'", ""))
        expect(paragraph).not_to_contain_text(claim.check.replace("'", ""))
    search = page.get_by_role("searchbox")
    search.fill("annex")
    results = page.locator("[data-part='results']")
    expect(results).to_contain_text(CONTENT.terms["annexation"].headword)
    expect(results).not_to_contain_text(CONTENT.terms["nuc"].headword)


@pytest.mark.long  # test_formats does the same with every format
def test_wrong_then_right_then_back_after_a_reload(learner: Learner):
    learner.open("01-the-text.ipynb")
    page, quiz = learner.page, learner.panel("question")
    asked = quiz.get_by_role("group").first
    item = next(one for one in CONTENT.items.values() if asked.get_by_text(one.stem, exact=True).count())
    wrong = next(option for option in item.options if option.id not in item.right)
    right = next(option for option in item.options if option.id in item.right)
    quiz.get_by_role("radio", name=wrong.text).check()
    quiz.get_by_role("button", name="Check my answer").click()
    expect(quiz.get_by_text("Not this one.")).to_be_in_viewport()  # on a low screen, too: 1366 x 768
    expect(quiz).to_contain_text(wrong.rationale)
    assert kept(learner.lab, "attempt")[-1]["response"] == [wrong.id]
    quiz.get_by_role("radio", name=right.text).check()
    quiz.get_by_role("button", name="Check my answer").click()
    expect(quiz.get_by_text("Yes, that fits.")).to_be_in_viewport()
    expect(quiz.get_by_role("button", name="Next question")).to_be_focused()
    assert kept(learner.lab, "attempt")[-1]["attempt"] == 2
    learner.save()
    page.reload()
    learner.settle()
    expect(learner.panel("question").get_by_text("Yes, that fits.")).to_be_visible()
    # A new session finds it in the log.
    page.evaluate("jupyterapp.shell.currentWidget.sessionContext.restartKernel()")
    learner.settle()
    learner.run_all()
    again = learner.panel("question")
    again.get_by_role("button", name="Previous question").click()
    expect(again.get_by_text("Yes, that fits.")).to_be_visible()


@pytest.mark.long
def test_the_build_up_by_date_place_and_figure(learner: Learner):
    page = learner.open("02-the-build-up.ipynb").page
    panel = learner.panel("picture")
    expect(panel.get_by_role("status").first).to_contain_text("By 10 January 2022")
    panel.get_by_role("button", name="Previous date").click()
    expect(panel.get_by_role("status").first).to_contain_text("By 31 December 2021")
    panel.get_by_role("button", name="Next date").click()
    name = CONTENT.sites["yelnya"].name
    panel.locator("[data-arrows]").get_by_role("button", name=name).click()
    expect(panel.get_by_role("heading", name=name)).to_be_focused()
    details = panel.locator("[data-part='details']")
    expect(details).to_contain_text("about 249 km")
    expect(details).to_contain_text(CONTENT.observations["o022"].statement)
    page.keyboard.press("Escape")
    expect(details).not_to_contain_text("about 249 km")
    panel.get_by_role("table").get_by_role("button", name="Geneva").click()
    expect(details).to_contain_text("Geneva")
    figure = page.locator(".js-plotly-plot").first
    expect(figure).to_be_visible()
    # Out of sight, JupyterLab measures cells as 0 wide; a figure that followed would fold up for good.
    before = figure.evaluate("node => node.querySelector('svg').clientHeight")
    page.evaluate("jupyterapp.commands.execute('application:toggle-left-area')")
    page.add_style_tag(content=".lesson-panel { width: 320px !important; }")
    figure.scroll_into_view_if_needed()
    page.wait_for_timeout(500)
    assert figure.evaluate("node => node.querySelector('svg').clientHeight") == before > 600
    expect(page.get_by_text("175,000").first).to_be_visible()
    expect(page.locator("[data-title*='cloud'], [data-title*='Share']")).to_have_count(0)
