"""The teacher's papers: minutes that are those of the notebooks, cards that say what was said, and no key."""

import json
import re
from collections.abc import Sequence
from html import unescape
from pathlib import Path

import pytest

from lessons.commands.teacher import main, words
from lessons.content import Content, load_content
from lessons.content.folder import notebooks_folder
from lessons.content.marking import Markable
from lessons.content.records import Position
from lessons.course import open_course
from lessons.teacher import pack_files
from lessons.teacher.cards import NOTHING, SECTIONS, Card, tables
from lessons.teacher.plans import NEITHER, plans
from lessons.teacher.timing import Step, longer, round_steps, steps_of
from lessons.ui.sources import source_line

CONTENT = load_content()
NOTEBOOKS = notebooks_folder()
READY = [lesson for lesson in CONTENT.lessons.values() if lesson.ready]
SMALL = load_content(Path(__file__).parent / "small_course")


def pages(content: Content = CONTENT) -> dict[str, str]:
    files = pack_files(content, NOTEBOOKS, Path("out"))
    return {path.name: data.decode() for path, data in files.items()}


def seen(page: str) -> str:
    """What a reader sees, on one line."""
    return " ".join(unescape(re.sub(r"<style>.*?</style>|<[^>]+>", " ", page, flags=re.DOTALL)).split())


# Plans


@pytest.mark.parametrize("lesson", READY, ids=lambda one: one.slug)
def test_the_minutes_are_those_of_the_lesson(lesson):
    steps = steps_of(CONTENT, lesson, NOTEBOOKS / lesson.notebook)
    assert sum(step.minutes for step in steps) == lesson.minutes
    assert all(step.minutes > 0 and step.title for step in steps)
    assert sum(step.minutes for step in longer(CONTENT, lesson, steps)) == lesson.minutes + 45


def test_a_change_in_the_notebook_changes_the_plan(tmp_path):
    lesson = CONTENT.lesson("the-parties")
    page = (NOTEBOOKS / lesson.notebook).read_text(encoding="utf-8")
    assert "| Quiz | 6 |" in page
    (tmp_path / lesson.notebook).write_text(page.replace("| Quiz | 6 |", "| Quiz | 9 |"), encoding="utf-8")
    before = steps_of(CONTENT, lesson, NOTEBOOKS / lesson.notebook)
    after = steps_of(CONTENT, lesson, tmp_path / lesson.notebook)
    assert set(after) - set(before) == {Step("Quiz", 9)}


def test_without_a_table_of_steps_the_minutes_are_counted(tmp_path):
    lesson = SMALL.lesson("the-lake").model_copy(
        update={"activity_minutes": 20, "item_ids": ("Q1", "Q2"), "paragraphs": ()}
    )
    texts = ["# The lake\n\n" + "word " * 298, "## For whoever likes more\n\n" + "word " * 900]
    cells = [{"cell_type": "markdown", "source": [one]} for one in texts]
    (tmp_path / "a.ipynb").write_text(json.dumps({"cells": cells}), encoding="utf-8")
    assert steps_of(SMALL, lesson, tmp_path / "a.ipynb") == (
        Step("Read the page", 2),
        Step("The tasks of the page", 20),
        Step("3 questions", 2),  # two of the quiz and a guess
        Step("Arrive, and talk at the end", 21),
    )


def test_every_lesson_has_questions_for_talking_and_a_plan():
    assert [one.lesson.slug for one in plans(CONTENT, NOTEBOOKS)] == [one.slug for one in READY]
    assert all(one.objectives for one in plans(CONTENT, NOTEBOOKS))
    talk = {slug for one in CONTENT.teaching.values() if one.part == "discussion" for slug in one.lessons}
    assert talk == set(CONTENT.lessons)


def test_a_short_lesson_has_no_long_plan():
    found = {one.lesson.slug: sum(step.minutes for step in one.long) for one in plans(CONTENT, NOTEBOOKS)}
    assert found["start"] == 0
    assert set(found.values()) == {0, 90}


# The round


def spoken(cards: Sequence[Card]) -> tuple[Position, ...]:
    """Every statement on these cards, each once."""
    found = {one.id: one for card in cards for _, positions in card.sections for one in positions}
    return tuple(found.values())


def test_every_seat_of_every_table_has_a_card_and_everybody_else_listens():
    found = tables(CONTENT)
    assert [table.meeting.id for table in found] == [
        one.id for one in CONTENT.meetings.values() if one.is_table
    ]
    for table in found:
        assert tuple(card.party.id for card in table.cards) == table.meeting.parties
        assert tuple(one.id for one in table.absent) == table.meeting.not_at_table


def test_a_card_holds_its_own_party_s_words_each_with_source_and_nothing_later_and_no_threat():
    for table in tables(CONTENT):
        for card in table.cards:
            said = spoken([card])
            assert said, (table.title, card.party.name)
            assert {one.party_id for one in said} == {card.party.id}
            assert not any(one.spoiler or one.kind == "leverage" for one in said)
            assert all(one.source_id in CONTENT.sources for one in said)
            for one in said:
                assert one.kind == "aim" or set(one.issue_ids) & set(table.delegation.issue_ids)
    kinds = [kind for _, kinds in SECTIONS for kind in kinds]
    assert "leverage" not in kinds
    assert len(kinds) == len(set(kinds)) == 6


def test_the_cards_are_on_paper_word_for_word_with_their_sources():
    page = seen(pages()["delegations.html"])
    for one in spoken([card for table in tables(CONTENT) for card in table.cards]):
        assert " ".join(one.statement.split()) in page
        assert CONTENT.sources[one.source_id].publisher in page
    assert NOTHING in page


def test_nothing_after_the_week_stands_on_the_papers():
    page = seen(" ".join(pages().values()))
    told = [one.statement for one in CONTENT.positions.values() if one.spoiler]
    assert told
    assert not [one for one in told if one in page]


def test_the_rules_say_what_is_not_played():
    rules = " ".join(line for one in CONTENT.teaching.values() if one.part == "rules" for line in one.lines)
    for words_ in ("third person", "threat, an attack or a battle", "classmate", "Agreement is not the goal"):
        assert words_ in rules
    assert sum(step.minutes for step in round_steps(CONTENT)) == 90


def test_no_key_and_no_option_of_a_question_is_on_the_papers():
    page = seen(" ".join(pages().values()))
    items = [one for one in CONTENT.items.values() if isinstance(one, Markable)]
    assert items
    assert not [one.id for one in items if one.stem in page]


# The files


def test_a_page_needs_nothing_beside_it_and_runs_nothing():
    for page in pages().values():
        assert not re.search(r"<(script|link|iframe|img)\b|\son\w+=|url\(|@import", page)
        assert page.count("<main>") == 1
        assert "Content-Security-Policy" in page


def test_another_course_has_its_own_papers():
    page = seen(pages(SMALL)["delegations.html"])
    assert "Who may use the boats next?" in page
    assert "Keep the boats." in page


def test_the_command_writes_once_and_not_over_your_work(tmp_path, capsys):
    assert main(["--out", str(tmp_path / "pack")]) == 0
    assert sorted(one.name for one in (tmp_path / "pack").iterdir()) == ["delegations.html", "plans.html"]
    assert main(["--out", str(tmp_path / "pack")]) == 0, "the same again is no harm"
    (tmp_path / "pack/plans.html").write_text("mine", encoding="utf-8")
    capsys.readouterr()
    assert main([f"--out={tmp_path / 'pack'}"]) == 1
    assert capsys.readouterr().err.count("\n") == 1
    assert (tmp_path / "pack/plans.html").read_text(encoding="utf-8") == "mine"
    assert main(["--out", str(tmp_path / "pack"), "--replace"]) == 0
    assert main(["--output"]) == 2
    assert words(["--out"]) is None


def test_the_notebook_shows_the_same_plans_and_cards_and_names_what_there_is(tmp_path, monkeypatch):
    pack = open_course().teaching()
    assert "- 6 min Quiz" in repr(pack)
    assert "45 minutes" in pack.plan("the-parties").text
    assert "90 minutes" in pack.plan("the-parties").text
    with pytest.raises(ValueError, match=r"there is no plan for 'the-partys'.*the-parties"):
        pack.plan("the-partys")
    shown = pack.delegations()
    for one in spoken([card for table in tables(CONTENT) for card in table.cards]):
        assert one.statement in shown.text
        assert str(source_line(CONTENT.sources[one.source_id])) in shown.html
    monkeypatch.chdir(tmp_path)
    assert "delegations.html" in pack.write().text
    assert (tmp_path / "teacher-pack/plans.html").is_file()


def test_every_plan_is_opened_without_writing_code_and_says_what_it_is_for():
    pack = open_course().teaching()
    html = pack._repr_mimebundle_()["text/html"]
    assert html.count("<details") == len(READY)
    for one in plans(CONTENT, NOTEBOOKS):
        for line in (one.lesson.aim, *one.objectives, *one.talk):
            assert line in unescape(html)


def test_a_plan_of_90_minutes_does_not_say_the_same_steps_again():
    shown = open_course().teaching().plan("the-parties")
    short, long = re.findall(r"<table>.*?</table>", shown.html)
    assert "Side by side" in short
    assert "What happens" not in short, "no column without a word in it"
    rows = re.findall(r'<th scope="row"[^>]*>(.*?)</th>', long)
    assert rows == ["Arrive", "Talk", "One card of the delegations", "Write"]
    assert re.findall(r"<td[^>]*>(before|after)</td>", long) == ["before", "after", "after", "after"]


def test_on_paper_both_plans_are_one_table_without_a_column_of_empty_cells():
    page = pages()["plans.html"]
    assert re.findall(r"<caption>(.*?)</caption>", page) == ["10 minutes", *["45 minutes, or 90"] * 7]
    assert "<td></td>" not in page
    for short, long in re.findall(r'<td class="minutes">(\S+)</td><td class="minutes">(\d+)</td>', page):
        assert short in (NEITHER, long)


def test_care_different_learners_and_no_laptops_stand_in_the_notebook():
    shown = open_course().teaching().for_all()
    seen_ = unescape(shown.html)
    parts = ("care", "differentiation", "without laptops")
    lines = [line for one in CONTENT.teaching.values() if one.part in parts for line in one.lines]
    assert len(lines) > 15
    assert not [line for line in lines if line not in seen_ or line not in shown.text]


def test_rules_and_look_back_of_the_round_are_told_apart():
    summaries = re.findall(
        r"<summary[^>]*><strong>(.*?)</strong>", open_course().teaching().delegations().html
    )
    tables_ = [f"Table: {table.title}" for table in tables(CONTENT)]
    rules, back = (
        [one.title for one in CONTENT.teaching.values() if one.part == part] for part in ("rules", "debrief")
    )
    assert summaries == [*rules, *tables_, *back]
