"""The week day by day, who sits where, and the garbled place name: what a learner gets, and when."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from html import unescape
from types import MappingProxyType
from typing import Any

import pytest
from bs4 import BeautifulSoup

from lessons.activities.week import Garbled, Seats, Week, told
from lessons.activities.week.days import HELD, KNOWN
from lessons.activities.week.misprint import GarbledState
from lessons.content import load_content
from lessons.site.parts import activity_piece
from lessons.site.piece import Page
from lessons.ui.activity import NOT_RUNNING, Entry, Event

WHOLE = load_content()
CONTENT = WHOLE.for_lesson("the-week")
WEEK, SEATS = Week(CONTENT), Seats(CONTENT)
CITY = Garbled(CONTENT, CONTENT.misprints["city"])
ALL: tuple[Any, ...] = (WEEK, SEATS, CITY)


def do(move: str, **form: str | list[str]) -> Event:
    values = {name: (one,) if isinstance(one, str) else tuple(one) for name, one in form.items()}
    return Event(move, values, datetime(2026, 1, 1, tzinfo=UTC))


def plain(html: str) -> str:
    return " ".join(BeautifulSoup(html, "html.parser").get_text(" ").split())


def whole(view: dict[str, str]) -> str:
    return unescape("".join(view.values()))


def ready() -> GarbledState:
    """The words of the misprint that are odd, ticked."""
    return CITY.step(CITY.empty(), do("find", printed=sorted(CITY.misprint.odd))).state


# Day by day


def test_the_week_has_its_days_and_a_reader_could_know_of_some_meetings_only():
    assert [f"{one:%d}" for one in WEEK.days] == ["09", "10", "11", "12", "13"]
    assert [one.meeting.id for one in WEEK.sittings(KNOWN)] == ["M03", "M04", "M05", "M08", "M09"]
    assert [one.id for one in WEEK.meetings] == ["M03", "M04", "M05", "M06", "M07", "M08", "M09"]
    tuesday = WEEK.step(WEEK.empty(), do("day", day="2022-01-11"))
    assert tuesday.focus == "day-title"
    assert "could know of no meeting on this day" in WEEK.view(tuesday.state)["day"]
    held = WEEK.step(tuesday.state, do("side", side=HELD)).state
    assert "2 meetings held." in WEEK.view(held)["day"]
    assert WEEK.restore([]) == WEEK.empty()


def test_a_meeting_to_come_has_neither_time_nor_guests_and_one_that_was_held_has_both():
    state = WEEK.step(WEEK.empty(), do("day", day="2022-01-10")).state
    announced, meeting = plain(WEEK.view(state)["day"]), CONTENT.meetings["M04"]
    assert "2 meetings announced" in announced
    assert meeting.participants not in announced
    assert meeting.local_time not in announced
    assert "in paragraphs 11 and 12" in announced
    # Nor do the seats to come tell what was reported later.
    seats = WEEK.step(state, do("open", meeting="M04", what="seats")).state
    shown = plain(WEEK.view(seats)["day"])
    for seat in CONTENT.seats_at("M04").values():
        assert told.capital(seat.by) in shown
        assert seat.reason not in shown
        assert not any(CONTENT.sources[one].title in shown for one in seat.source_ids)
    held = plain(WEEK.view(WEEK.step(state, do("side", side=HELD)).state)["day"])
    for text in (meeting.participants, "08:55, local time", told.NO_TIME, "about 800 m"):
        assert text in held
    for one in (meeting.source_id, *meeting.extra_source_ids):
        assert CONTENT.sources[one].title in held
    assert told.time_text(CONTENT.meetings["M03"]) == "in the evening"  # a part of a day needs no clock


def test_no_meeting_says_twice_how_well_its_place_is_known():
    for one in WEEK.meetings:
        place = told.place_text(CONTENT, one)
        assert place.count("not public") <= 1, place
        assert len(re.findall(r"\d+ k?m\b", place)) <= 1, place


def test_what_the_article_leaves_out_of_a_meeting_says_more_than_that_it_is_not_mentioned():
    for one in WEEK.meetings:
        assert len(one.article_note.split()) > 4, one.id


def test_seats_and_what_is_left_out_open_on_asking_and_close_again():
    for day in WEEK.days:
        for side in (KNOWN, HELD):
            state = replace(WEEK.empty(), day=day, side=side)
            shown = whole(WEEK.view(state))
            assert [one.id for one in CONTENT.seats.values() if one.reason in shown] == []
            assert [one.id for one in WEEK.meetings if one.article_note in shown] == []
    state = replace(WEEK.empty(), day=WEEK.days[1], side=HELD)
    for what, texts in (
        ("article", [CONTENT.meetings["M05"].article_note]),
        ("seats", [one.reason for one in CONTENT.seats_at("M05").values()]),
    ):
        opened = WEEK.step(state, do("open", meeting="M05", what=what))
        shown = whole(WEEK.view(opened.state))
        assert all(text in shown for text in texts)
        assert opened.entries == ()
        assert WEEK.step(opened.state, do("open", meeting="M05", what=what)).state == state


def test_nothing_after_the_week_and_no_outcome_is_told():
    late = [one for one in WHOLE.meetings.values() if one.spoiler]
    assert len(late) > 10
    opened = tuple((one.id, what) for one in WEEK.meetings for what in ("seats", "article"))
    pages = [
        whole(WEEK.view(replace(WEEK.empty(), day=day, side=side, opened=opened)))
        for day in WEEK.days
        for side in (KNOWN, HELD)
    ]
    for page in pages:
        assert [one.id for one in late if one.participants in page] == []
        assert [one.id for one in WEEK.meetings if one.outcome in page] == []


# Who sits where


def test_every_party_has_its_answer_at_once_with_the_reason_and_its_sources():
    table = SEATS.tables[0]
    step = SEATS.step(SEATS.empty(), do("seat", meeting=table.id, party=["ukraine", "us"]))
    assert step.entries == (
        {
            "kind": "attempt",
            "item": "M04",
            "item_version": told.version(CONTENT, table),
            "response": ["us", "ukraine"],
            "sureness": None,
            "attempt": 1,
            "score": 0.6667,
        },
    )
    assert step.focus == "said-title"
    said = plain(SEATS.view(step.state)["said"])
    assert "4 of 6 parties as documented" in said
    for seat in CONTENT.seats_at(table.id).values():
        assert seat.reason in said
        assert all(CONTENT.sources[one].title in said for one in seat.source_ids)
    rows = {
        row.th.get_text(): [cell.get_text().removeprefix("You") for cell in row.select("td")[:2]]
        for row in BeautifulSoup(SEATS.view(step.state)["said"], "html.parser").select("tbody tr")
        if row.th
    }
    assert rows["United States"] == ["✓ a seat: as documented", "✓ has a seat"]
    assert rows["Ukraine"] == ["✗ a seat: documented otherwise", "– has none"]
    assert rows["Russian Federation"] == ["✗ no seat: documented otherwise", "✓ has a seat"]
    assert rows["European Union"] == ["✓ no seat: as documented", "– has none"]
    assert SEATS.step(step.state, do("seat", meeting=table.id, party="russia")).entries == ()


def test_before_a_table_is_done_nothing_tells_its_seats():
    for position, table in enumerate(SEATS.tables):
        shown = whole(SEATS.view(replace(SEATS.empty(), position=position)))
        assert [one.id for one in CONTENT.seats.values() if one.reason in shown or one.by in shown] == []
        assert told.HAS not in shown
        assert "checked" not in shown
        assert SEATS.heading(table) in shown
    # Nor does the end, for whoever goes there at once.
    assert "only" not in plain(SEATS.view(replace(SEATS.empty(), position=3))["table"])


def test_the_order_of_the_parties_is_the_same_at_every_table():
    assert {told.parties_of(CONTENT, one) for one in SEATS.tables} == {tuple(CONTENT.parties)}


def test_all_tables_done_come_back_and_say_what_they_say_together():
    state, entries = SEATS.empty(), list[Entry]()
    for table in SEATS.tables:
        step = SEATS.step(state, do("seat", meeting=table.id, party=list(table.parties)))
        entries += step.entries
        state = SEATS.step(step.state, do("next")).state
    assert [entry["score"] for entry in entries] == [1.0, 1.0, 1.0]
    assert SEATS.restore(entries) == state
    assert "In Vienna only: Ukraine, OSCE / Polish chair." in plain(SEATS.view(state)["table"])
    so_far = BeautifulSoup(SEATS.view(state)["so_far"], "html.parser")
    assert [th.get_text() for th in so_far.select("thead th")][1:] == [
        "Geneva, 10 January 2022",
        "Brussels, 12 January 2022",
        "Vienna, 13 January 2022",
    ]
    old = [{**entries[0], "item_version": "00000000"}]
    assert SEATS.restore(old) == SEATS.empty()


def test_every_seat_of_the_week_has_a_reason_that_judges_nobody():
    judging = re.compile(r"\b(un)?fair|\bjust\b|should|must|deserve|only right|excluded|shut out", re.I)
    for one in CONTENT.seats.values():
        assert not judging.search(f"{one.by} {one.reason}"), one.id
        assert len(one.reason.split()) <= 32, one.id
    assert {one.meeting_id for one in CONTENT.seats.values()} == {one.id for one in WEEK.meetings}


# The garbled name


def test_it_is_found_then_clues_then_the_decision_and_last_the_answer():
    misprint, empty = CITY.misprint, CITY.empty()
    closed = [one.text for one in misprint.clues] + [one.text for one in misprint.options]
    closed += [one.rationale for one in misprint.options] + [one.said for one in misprint.printed]
    closed += [misprint.answer, misprint.doubt, misprint.question]
    assert [text for text in closed if text in whole(CITY.view(empty))] == []
    step = CITY.step(empty, do("find", printed=["eleven", "country"]))
    assert (step.entries[0]["item"], step.entries[0]["score"]) == ("city-find", 0.6)
    shown = whole(CITY.view(step.state))
    assert all(one.said in shown and one.words in shown for one in misprint.printed)
    assert "3 of 5 as we see it" in shown
    after = [one.rationale for one in misprint.options] + [one.text for one in misprint.clues]
    after += [misprint.answer, misprint.doubt]
    after += [CONTENT.discrepancies[one].problem for one in misprint.discrepancy_ids]
    assert [text for text in after if text in shown] == []
    assert all(one.text in shown for one in misprint.options)


def test_a_clue_opens_and_shows_the_meeting_that_can_be_checked():
    state = CITY.step(ready(), do("clue", clue="meeting")).state
    shown = plain(CITY.view(state)["clues"])
    assert "Wednesday, 16 June 2021: Presidential summit, Villa La Grange, Geneva." in shown
    assert "from memory" not in shown  # how exact a point on the map is says nothing about the city
    assert "1 of 3 are open" in shown
    assert CITY.step(state, do("clue", clue="meeting")).state == ready()


def test_the_decision_is_kept_with_its_sureness_and_the_doubt_is_read():
    misprint = CITY.misprint
    step = CITY.step(ready(), do("decide", option="genoa", sureness="2", reason=" The <b> letters. "))
    attempt, wrote = step.entries
    assert (attempt["item"], attempt["response"], attempt["sureness"], attempt["score"]) == (
        "city",
        ["genoa"],
        2,
        0.0,
    )
    assert wrote == {"kind": "wrote", "ask": "city", "text": "The <b> letters."}
    said = plain(CITY.view(step.state)["said"])
    for text in (
        "✗ Documented: Geneva, Switzerland",
        "You decided: Genoa, Italy.",
        "You were fairly sure.",
        "The <b> letters.",
        misprint.answer,
        misprint.doubt,
        "How sure we are: medium.",
    ):
        assert text in said
    found = CITY.step(CITY.empty(), do("find", printed=sorted(misprint.odd))).entries
    assert CITY.restore([*found, *step.entries]) == step.state
    assert CITY.step(step.state, do("decide", option="geneva")).entries == ()
    right = CITY.step(ready(), do("decide", option="geneva"))
    assert (right.entries[0]["sureness"], right.entries[0]["score"]) == (None, 1.0)
    assert "✓ Documented: Geneva, Switzerland" in plain(CITY.view(right.state)["said"])


def test_the_cause_is_never_told_as_a_fact():
    told_ = f"{CITY.misprint.answer} {CITY.misprint.doubt}"
    assert "nobody knows" in told_
    assert "guess" in told_
    assert "Kardash" not in told_
    assert CONTENT.discrepancies["d12-1"].confidence == "medium"


# Stills, bad moves, plain pages


@pytest.mark.parametrize("activity", ALL, ids=lambda one: one.name)
def test_a_still_can_be_read_tells_no_answer_and_nothing_in_it_can_be_pressed(activity: Any):
    still = activity.still(activity.empty())
    assert still.text.startswith(NOT_RUNNING)
    assert plain(still.html).startswith(NOT_RUNNING)
    assert not re.search(r"<(form|input|button|script|select|textarea|svg)\b| id=", still.html)
    shown = unescape(still.html)
    assert [one.id for one in CONTENT.seats.values() if one.reason in shown or one.by in shown] == []
    assert not any(one.text in shown or one.rationale in shown for one in CITY.misprint.options)
    assert CITY.misprint.answer not in shown


def test_another_seat_or_key_changes_the_still():
    meeting = CONTENT.meetings["M09"]
    other = meeting.model_copy(
        update={"parties": meeting.parties[:-1], "not_at_table": (*meeting.not_at_table, "ukraine")}
    )
    meetings = MappingProxyType({**CONTENT.meetings, "M09": other})
    activities: tuple[Any, ...] = (WEEK, SEATS)
    for activity in activities:
        changed = replace(activity, content=replace(CONTENT, meetings=meetings))
        assert changed.still(changed.empty()) != activity.still(activity.empty())
    moved = replace(CITY, misprint=CITY.misprint.model_copy(update={"key": "bern"}))
    assert moved.still(moved.empty()) != CITY.still(CITY.empty())
    assert moved.still(moved.empty()).html.count("edition") == 1


@pytest.mark.parametrize(
    ("activity", "event", "says"),
    [
        (WEEK, do("jump"), "jump is no move here: day, side, open are."),
        (WEEK, do("day", day="2022-01-14"), "day: '2022-01-14' came; allowed: 2022-01-09, 2022-01-10"),
        (WEEK, do("side", side="both"), "side: 'both' came; allowed: known, held"),
        (WEEK, do("open", meeting="M10", what="seats"), "meeting: 'M10' came; allowed: M03, M04"),
        (SEATS, do("seat", meeting="M03", party="us"), "M03 is none of these tables: M04, M08, M09."),
        (SEATS, do("seat", meeting="M04"), "Tick who has a seat: at every table somebody has one."),
        (SEATS, do("seat", meeting="M04", party="mars"), "'mars' is no party here; allowed: us, nato"),
        (CITY, do("find"), "Tick one or more: at least one of these names no place."),
        (CITY, do("find", printed="mars"), "'mars' is none of these: eleven, same-day"),
        (CITY, do("decide"), "Choose one: Bern, Switzerland; Geneva, Switzerland"),
        (CITY, do("decide", option="bern", sureness="9"), "sureness: 9 came"),
        (CITY, do("decide", option="bern"), "First tick the words that name no place."),
    ],
)
def test_a_bad_move_says_what_is_allowed(activity: Any, event: Event, says: str):
    with pytest.raises(ValueError, match=re.escape(says)):
        activity.step(activity.empty(), event)


@pytest.mark.parametrize("activity", ALL, ids=lambda one: one.name)
def test_plain_pages_keep_the_answers_in_folds(activity: Any):
    page = Page(CONTENT.lesson("the-week"), CONTENT)
    soup = BeautifulSoup(str(activity_piece(page, activity, ()).html), "html.parser")
    assert not soup.select("form, input, button")
    folded = " ".join(one.extract().get_text(" ") for one in soup.select("details"))
    outside = soup.get_text(" ")
    misprint = CITY.misprint
    answers = {
        "week": [one.reason for one in CONTENT.seats.values()]
        + [one.article_note for one in WEEK.meetings]
        + [one.participants for one in WEEK.meetings],
        "seats": [one.reason for table in SEATS.tables for one in CONTENT.seats_at(table.id).values()],
        "misprint": [misprint.answer, misprint.doubt]
        + [one.rationale for one in misprint.options]
        + [one.said for one in misprint.printed],
    }[activity.name]
    assert len(answers) > 5
    assert [text for text in answers if text in outside or text not in folded] == []
