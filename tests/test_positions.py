"""Positions side by side, where they meet, whose words, neutral wordings, quotations: what a learner gets."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from bs4 import BeautifulSoup

from lessons.activities.positions import (
    RELATIONS,
    Comparison,
    Overlaps,
    Quotations,
    Statements,
    Wordings,
    drafts,
)
from lessons.content import load_content
from lessons.course import Course
from lessons.progress import open_log
from lessons.site.parts import activity_piece
from lessons.site.piece import Page
from lessons.ui.activity import NOT_RUNNING, Entry, Event
from lessons.ui.own_words import LONGEST
from lessons.ui.sorting import SortingState

WHOLE = load_content()
CONTENT = WHOLE.for_lesson("the-parties")
COMPARE, OVERLAPS, STATEMENTS = Comparison(CONTENT), Overlaps(CONTENT), Statements(CONTENT)
WORDINGS, QUOTATIONS = Wordings(CONTENT), Quotations(CONTENT)
ALL: tuple[Any, ...] = (COMPARE, OVERLAPS, STATEMENTS, WORDINGS, QUOTATIONS)
ISSUE = "membership"


def do(move: str, **form: str) -> Event:
    return Event(move, {name: (value,) for name, value in form.items()}, datetime(2026, 1, 1, tzinfo=UTC))


def plain(html: str) -> str:
    return " ".join(BeautifulSoup(html, "html.parser").get_text(" ").split())


# What is there


def test_nothing_that_was_said_after_the_week_is_shown():
    late = [one.statement for one in WHOLE.positions.values() if one.spoiler]
    late += [one.statement for one in WHOLE.overlaps.values() if one.spoiler]
    assert len(late) > 10
    for activity in ALL:
        shown = unescape(activity.still(activity.empty()).html)
        assert [one for one in late if one in shown] == []
    for issue in CONTENT.issues:
        state = COMPARE.step(COMPARE.empty(), do("issue", issue=issue)).state
        every = replace(state, parties=tuple(CONTENT.parties))
        assert [one for one in late if one in unescape(COMPARE.view(every)["table"])] == []


def test_every_position_of_the_lesson_is_in_the_comparison_with_its_day_and_source():
    found = set()
    for issue in CONTENT.issues:
        state = COMPARE.step(COMPARE.empty(), do("issue", issue=issue)).state
        every = replace(state, parties=tuple(CONTENT.parties))
        shown = plain(COMPARE.view(every)["table"])
        for one in CONTENT.positions_on(issue):
            assert " ".join(one.statement.split()) in shown
            assert CONTENT.sources[one.source_id].title in shown
            if one.stated_on:
                assert one.stated_on.text in shown
            found.add(one.id)
    assert found == set(CONTENT.positions)


def test_days_come_from_the_sources():
    """A statement is not later than its source tells of it, and one of the week is not from another year."""
    for one in WHOLE.positions.values():
        told = WHOLE.sources[one.source_id].published_on
        if one.stated_on and told:
            assert one.stated_on.first <= told.last, one.id


# Side by side


def test_the_first_issue_with_those_who_say_something():
    state = COMPARE.empty()
    assert state.issue == next(iter(CONTENT.issues))
    assert state.parties == ("us", "nato", "russia", "ukraine")
    view = COMPARE.view(state)
    assert view["said"].count('role="status"') == 1
    table = BeautifulSoup(view["table"], "html.parser")
    assert [th.get_text() for th in table.select("thead th")] == [
        "Kind",
        *(CONTENT.parties[one].name for one in state.parties),
    ]
    kinds = [str(th.contents[0]) for th in table.select("tbody th")]
    assert kinds == ["Aim", "Demand", "Red line", "Non-negotiable", "Limit"]
    assert all(len(row.select("td")) == 4 for row in table.select("tbody tr"))
    assert "European Union (nothing found)" in plain(view["choose"])


def test_another_issue_and_a_party_more_and_less():
    state = COMPARE.step(COMPARE.empty(), do("issue", issue="missiles")).state
    assert state.parties == ("us", "nato", "russia")
    more = COMPARE.step(state, do("party", party="eu")).state
    assert more.parties == ("us", "nato", "eu", "russia")
    less = more
    for party in ("us", "nato", "eu"):
        less = COMPARE.step(less, do("party", party=party)).state
    assert less.parties == ("russia",)
    assert COMPARE.view(less)["table"] == ""
    assert "Tick two parties or more" in COMPARE.view(less)["said"]
    assert COMPARE.restore([]) == COMPARE.empty()


def test_a_less_sure_position_says_so():
    unsure = [one for one in CONTENT.positions.values() if one.confidence != "high"]
    assert unsure
    for one in unsure:
        issue = one.issue_ids[0]
        state = replace(COMPARE.empty(), issue=issue, parties=tuple(CONTENT.parties))
        cell = next(
            cell
            for cell in BeautifulSoup(COMPARE.view(state)["table"], "html.parser").select(".lesson-position")
            if one.statement in " ".join(cell.get_text(" ").split())
        )
        assert "We are less sure of this one." in cell.get_text()


# Where they meet


def test_the_decision_is_kept_with_its_reason_and_opens_the_reading():
    text = OVERLAPS.texts[0]
    step = OVERLAPS.step(OVERLAPS.empty(), do("sort", text=text.id, kind="apart", reason=" Both <b> want. "))
    assert step.entries == (
        {
            "kind": "decided",  # and no score: a decision is no answer
            "item": text.id,
            "item_version": OVERLAPS.version(text),
            "response": ["apart"],
        },
        {"kind": "wrote", "ask": text.id, "text": "Both <b> want."},
    )
    assert step.focus == "verdict-title"  # the answer is read from its top, not from the button below it
    view = OVERLAPS.view(step.state)
    assert "<form" not in view["text"]
    said = plain(view["said"])
    assert f"◐ You decided: {RELATIONS['apart']}. We read: {RELATIONS[text.relation]}." in said
    assert "Both <b> want." in said
    assert text.statement in said
    assert text.doubt in said
    assert CONTENT.sources[text.source_id].title in said
    assert "lesson-bad" not in view["said"]
    # On a phone what is decided is wider than the page: its region takes the focus, and the arrows move it.
    region = BeautifulSoup(view["sorted"], "html.parser").select_one("[role=region]")
    assert region
    assert (region["tabindex"], region["aria-label"]) == ("0", "What you have decided: Do they overlap?")
    assert OVERLAPS.restore(step.entries).position == 1
    assert OVERLAPS.restore(step.entries).reason(text.id) == "Both <b> want."
    assert OVERLAPS.step(step.state, do("sort", text=text.id, kind="overlap")).entries == ()


def test_before_the_decision_nothing_tells_the_reading():
    for number, text in enumerate(OVERLAPS.texts):
        shown = "".join(OVERLAPS.view(SortingState(number)).values())
        assert text.statement not in unescape(shown)
        assert not text.doubt or text.doubt not in unescape(shown)
        kinds = dict.fromkeys(one.party_id for one in OVERLAPS.positions(text))
        assert all(CONTENT.parties[one].name in unescape(shown) for one in kinds)
        # Whoever decides can look up what it is about.
        for one in OVERLAPS.positions(text):
            assert CONTENT.sources[one.source_id].title in unescape(shown)


def test_the_kinds_come_by_turns_and_each_is_there():
    relations = [one.relation for one in OVERLAPS.texts]
    assert set(relations) == set(RELATIONS)
    assert set(relations[:3]) == set(RELATIONS)
    assert sorted(one.id for one in OVERLAPS.texts) == sorted(CONTENT.overlaps)


def test_a_reading_that_is_only_ours_names_its_doubt():
    for one in CONTENT.overlaps.values():
        assert one.doubt, one.id


# Whose words


def test_each_of_several_parties_is_right_and_all_are_named():
    text = next(one for one in STATEMENTS.texts if len(STATEMENTS.parties(one)) == 3)
    place = STATEMENTS.texts.index(text)
    wrong = next(one for one in CONTENT.parties if one not in STATEMENTS.parties(text))
    first = STATEMENTS.step(SortingState(place), do("sort", text=text.id, kind=wrong))
    said = plain(STATEMENTS.view(first.state)["said"])
    assert said.startswith("✗ ")
    assert text.hint in said
    assert not any(one.statement in said for one in STATEMENTS.positions(text))
    for party in STATEMENTS.parties(text):
        right = STATEMENTS.step(first.state, do("sort", text=text.id, kind=party))
        assert (right.entries[0]["score"], right.entries[0]["attempt"]) == (1.0, 2)
        said = plain(STATEMENTS.view(right.state)["said"])
        assert f"✓ Yes: {CONTENT.parties[party].name}, and 2 more." in said
        for one in STATEMENTS.positions(text):
            assert one.statement in said
            assert CONTENT.sources[one.source_id].title in said


def test_no_statement_names_its_speaker():
    names = {"us": "United States|US|Washington", "eu": "EU|European Union", "osce_poland": "OSCE|Poland"}
    for one in STATEMENTS.texts:
        for party in STATEMENTS.parties(one):
            assert not re.search(rf"\b({names.get(party, party.capitalize())})\b", one.statement), one.id
            assert not re.search(rf"\b({names.get(party, party.capitalize())})\b", one.hint), one.id


def test_all_done_shows_the_table_and_comes_back():
    state, entries = STATEMENTS.empty(), list[Entry]()
    for text in STATEMENTS.texts:
        step = STATEMENTS.step(state, do("sort", text=text.id, kind=STATEMENTS.parties(text)[0]))
        entries += step.entries
        state = STATEMENTS.step(step.state, do("next")).state
    assert STATEMENTS.restore(entries) == state
    table = BeautifulSoup(STATEMENTS.view(state)["sorted"], "html.parser")
    assert len(table.select("tbody tr")) == len(STATEMENTS.texts)
    assert "10 of 10 tried, 10 right at the first try" in STATEMENTS.view(state)["head"]


# Neutral words


def test_a_version_is_kept_and_never_scored():
    one = WORDINGS.wordings[0]
    step = WORDINGS.step(WORDINGS.empty(), do("write", ask=one.id, text="NATO <has> grown."))
    assert step.entries == ({"kind": "wrote", "ask": one.id, "text": "NATO <has> grown."},)
    assert "NATO &lt;has&gt; grown.</textarea>" in WORDINGS.view(step.state)["own"]
    assert WORDINGS.step(step.state, do("write", ask=one.id, text="NATO <has> grown.")).entries == ()
    back = WORDINGS.restore(step.entries)
    assert back.position == 1
    assert back.of(one.id) == "NATO <has> grown."
    with pytest.raises(ValueError, match="at most 2000 letters are kept"):
        WORDINGS.step(step.state, do("write", ask=one.id, text="x" * (LONGEST + 1)))


def test_versions_open_on_asking_with_what_each_keeps_and_loses():
    one = WORDINGS.wordings[1]
    state = WORDINGS.step(WORDINGS.empty(), do("next")).state
    closed = unescape("".join(WORDINGS.view(state).values()))
    assert not any(version.text in closed for version in one.versions)
    opened = WORDINGS.step(state, do("open", wording=one.id))
    assert (opened.entries, opened.focus) == ((), "versions-title")
    shown = plain(WORDINGS.view(opened.state)["versions"])
    for version in one.versions:
        assert f"{version.text} Keeps {version.keeps}. Loses {version.loses}." in shown
    for word in one.words:
        assert f"{word.word} : {word.why}" in shown
    assert not re.search(r"\b(right|wrong|correct|score|best)\b", shown)


def test_no_side_is_the_only_one_that_is_spoken_of_unkindly():
    sentences = " ".join(one.sentence for one in WORDINGS.wordings)
    for name in ("NATO", "Moscow", "Ukraine", "Washington", "Europe"):
        assert name in sentences


def test_all_of_it_comes_back_in_another_kernel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("LESSONS_HOME", str(tmp_path))
    lesson = WHOLE.lesson("the-parties")
    course = Course(WHOLE, lesson, open_log())
    pair, said, one = OVERLAPS.texts[0].id, STATEMENTS.texts[0], WORDINGS.wordings[0].id
    course.overlaps().act("sort", text=pair, kind="apart", reason="Mine.")
    course.statements().act("sort", text=said.id, kind=STATEMENTS.parties(said)[0])
    course.wordings().act("write", ask=one, text="Neutral.")
    course.write("exit").act("write", ask="ask", text="Why?")
    course.positions().act("issue", issue="missiles")
    assert "Kept on this computer" in course.wordings().get_state()["part_foot"]
    anew = Course(WHOLE, lesson, open_log())
    assert anew.overlaps().state == SortingState(1, ((pair, "apart"),), ((pair, "Mine."),))
    assert anew.statements().state.position == 1
    assert anew.wordings().state.of(one) == "Neutral."
    assert anew.write("exit").state.of("ask") == "Why?"
    assert anew.positions().state == COMPARE.empty()
    assert anew.quotations().state == QUOTATIONS.empty()
    assert anew.drafts() == drafts(CONTENT)


# Quotations, drafts, stills, bad moves, plain pages


def test_a_quotation_has_its_printed_words_outside_and_all_else_in_a_fold():
    soup = BeautifulSoup(QUOTATIONS.view(QUOTATIONS.empty())["quotations"], "html.parser")
    folds = " ".join(fold.extract().get_text(" ") for fold in soup.select("section > details"))
    for one in CONTENT.quotations.values():
        assert one.printed in soup.get_text()
        assert one.published not in soup.get_text()
        for text in (one.published, one.way, one.kept, one.lost, one.doubt):
            assert text in folds
        assert len(one.printed.split()) <= 12
    with pytest.raises(ValueError, match="no move here"):
        QUOTATIONS.step(QUOTATIONS.empty(), do("next"))


def test_the_drafts_in_brief_with_every_source():
    shown = drafts(CONTENT)
    for one in CONTENT.draft_articles.values():
        assert one.brief in unescape(shown.html)
        assert one.brief in shown.text
        assert CONTENT.sources[one.source_id].title in unescape(shown.html)
    assert shown.html.count("<table") == 2


@pytest.mark.parametrize("activity", ALL, ids=lambda one: one.name)
def test_a_still_can_be_read_and_nothing_in_it_can_be_pressed(activity):
    still = activity.still(activity.empty())
    assert still.text.startswith(NOT_RUNNING)
    assert plain(still.html).startswith(NOT_RUNNING)
    assert not re.search(r"<(form|input|button|script|select|textarea)\b| id=", still.html)


@pytest.mark.parametrize(
    ("activity", "event", "says"),
    [
        (COMPARE, do("jump"), "jump is no move here: issue, party are."),
        (COMPARE, do("issue", issue="fish"), "'fish' is no issue here; allowed: membership, "),
        (COMPARE, do("party", party="mars"), "'mars' is no party here; allowed: us, "),
        (OVERLAPS, do("sort", text="x", kind="apart"), "x is not one of these points: "),
        (STATEMENTS, do("sort", text="st-1997", kind="mars"), "Choose one: United States, NATO"),
        (WORDINGS, do("open", wording="x"), "'x' is not one of these sentences: pushing, "),
        (WORDINGS, do("sort"), "sort is no move here: write, open, next, previous are."),
    ],
)
def test_a_bad_move_says_what_is_allowed(activity, event, says):
    with pytest.raises(ValueError, match=re.escape(says)):
        activity.step(activity.empty(), event)


def test_another_reading_or_speaker_changes_the_still_that_gives_none_away():
    for activity, name, change in (
        (OVERLAPS, "overlaps", {"relation": "apart"}),
        (STATEMENTS, "statements", {"position_ids": ("ukraine-demand-1",)}),
    ):
        one = activity.texts[0]
        rows = getattr(CONTENT, name)
        other: Any = {name: MappingProxyType({**rows, one.id: one.model_copy(update=change)})}
        changed: Any = replace(activity, content=replace(CONTENT, **other))
        assert changed.still(changed.empty()) != activity.still(activity.empty())
    shown = unescape(OVERLAPS.still(OVERLAPS.empty()).html)
    assert [one.id for one in OVERLAPS.texts if one.statement in shown] == []


@pytest.mark.parametrize("activity", [OVERLAPS, STATEMENTS, WORDINGS], ids=lambda one: one.name)
def test_plain_pages_keep_the_answers_in_folds(activity):
    page = Page(CONTENT.lesson("the-parties"), CONTENT)
    soup = BeautifulSoup(str(activity_piece(page, activity, ()).html), "html.parser")
    assert not soup.select("form, input, button")
    folded = " ".join(one.extract().get_text(" ") for one in soup.select("details"))
    outside = soup.get_text(" ")
    told = {
        "overlaps": [one.statement for one in CONTENT.overlaps.values()],
        "statements": [one.clue for one in CONTENT.statements.values()],
        "wordings": [version.text for one in CONTENT.wordings.values() for version in one.versions],
    }[activity.name]
    assert [text for text in told if text in outside or text not in folded] == []
