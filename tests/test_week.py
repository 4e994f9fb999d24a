"""The week: which meetings a day knows, how each is told, who has a seat and who has none."""

import re
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from lessons.content import load_content
from lessons.content.records import PartialDate
from lessons.ui.week import (
    COLUMNS,
    HAPPENED,
    city_of,
    is_announced,
    place_known,
    seats_sentence,
    sitting,
    week,
    week_rows,
    week_sentence,
    week_still,
    week_view,
)

EVERYTHING = load_content()
CONTENT = EVERYTHING.without_spoilers()
ARTICLE, END = CONTENT.course.article.day, CONTENT.course.week_ends
SMALL = load_content(Path(__file__).parent / "small_course")
DAYS = [date(2021, 6, 17), date(2022, 1, 8), *(date(2022, 1, n) for n in range(9, 14))]


def ids(day, **clock):
    return [one.meeting.id for one in week(CONTENT, day, **clock)]


def plain(element):
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", str(element)))).strip()


def seats(rows):
    """id -> those at the table, and those not."""
    return {
        one.meeting.id: ({two.id for two in one.at_table}, {two.id for two in one.not_at_table})
        for one in rows
    }


@pytest.mark.parametrize(
    ("day", "published", "happened"),
    [
        (date(2022, 1, 8), [], []),
        (date(2022, 1, 9), ["M03"], ["M03"]),
        (date(2022, 1, 10), ["M03", "M04", "M05", "M08", "M09"], ["M03", "M04", "M05"]),
        (
            date(2022, 1, 11),
            ["M03", "M04", "M05", "M06", "M07", "M08", "M09"],
            ["M03", "M04", "M05", "M06", "M07"],
        ),
        (date(2022, 1, 13), [f"M0{n}" for n in range(3, 10)], [f"M0{n}" for n in range(3, 10)]),
    ],
)
def test_a_day_knows_what_was_held_and_what_the_article_announces(day, published, happened):
    assert ids(day) == published
    assert ids(day, clock=HAPPENED) == happened


def test_what_is_announced_on_the_day_of_the_article_is_held_at_the_end():
    assert [one.announced for one in week(CONTENT, ARTICLE)] == [False, True, True, True, True]
    assert [one.announced for one in week(CONTENT, date(2022, 1, 12))] == [False] * 6 + [True]
    assert [one.announced for one in week(CONTENT, END)] == [False] * 7
    assert [one.announced for one in week(CONTENT, ARTICLE, clock=HAPPENED)] == [False] * 3


def test_who_sits_at_the_three_tables_and_who_does_not():
    tables = {key: both for key, both in seats(week(CONTENT, END)).items() if key in ("M04", "M08", "M09")}
    assert tables == {
        "M04": ({"us", "russia"}, {"nato", "eu", "ukraine", "osce_poland"}),
        "M08": ({"us", "russia", "nato"}, {"eu", "ukraine", "osce_poland"}),
        "M09": ({"us", "russia", "ukraine", "osce_poland"}, {"nato", "eu"}),
    }
    assert [one.meeting.id for one in week(CONTENT, END) if one.meeting.is_table] == list(tables)


def test_every_party_is_told_of_each_meeting_up_to_the_end_of_the_week():
    for one in CONTENT.meetings.values():
        assert set(one.parties) | set(one.not_at_table) == set(CONTENT.parties), one.id
        assert not set(one.parties) & set(one.not_at_table), one.id


def test_ukraine_and_the_eu_sat_at_other_tables_of_the_week():
    """Not at all three, but not nowhere: the map must not say that they were shut out of the week."""
    both = seats(week(CONTENT, END))
    assert [key for key, (at, _) in both.items() if "ukraine" in at] == ["M05", "M09"]
    assert [key for key, (at, _) in both.items() if "eu" in at] == ["M07"]


def test_a_party_with_a_seat_of_another_kind_says_so():
    notes = {one.id: one.table_note for one in CONTENT.meetings.values()}
    assert all("as one of the 30 Allies" in notes[key] for key in ("M02", "M05", "M06", "M08"))
    assert notes["M09"].startswith("57 states have a seat each.")
    assert "The EU has no seat of its own" in notes["M08"]
    assert "NATO and the EU as such are not" in notes["M09"]


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("clock", ["published", "happened"])
def test_no_outcome_no_later_guest_and_no_name_of_those_who_had_not_come_yet(day, clock):
    rows = week(CONTENT, day, clock=clock)
    told = plain(week_view(CONTENT, day, clock=clock)) + plain(week_still(CONTENT, day, clock=clock))
    told += " ".join(" ".join(row) for row in week_rows(CONTENT, day, clock=clock))
    assert "Stefanishyna" not in told
    for one in EVERYTHING.meetings.values():
        assert one.outcome not in told
        assert (one.format in told) is (one.id in {row.meeting.id for row in rows})
    for row in rows:
        assert (row.meeting.participants in told) is not row.announced
        source = CONTENT.sources[row.meeting.source_id]
        assert (source.title in told) is not row.announced


def test_the_sentences_sum_the_week_up():
    rows = week(CONTENT, ARTICLE)
    assert week_sentence(rows, ARTICLE) == (
        "By 10 January 2022: 5 meetings of the week, 1 held and 4 announced."
    )
    assert seats_sentence(CONTENT, rows) == (
        "The tables that this course is named after: Geneva (10 January 2022), Brussels (12 January 2022) and"
        " Vienna (13 January 2022). At all of them: United States, Russian Federation. In Brussels only: NATO"
        " (30 Allies). In Vienna only: Ukraine, OSCE / Polish chair. At none: European Union."
    )
    assert week_sentence(week(CONTENT, END), END) == "By 13 January 2022: 7 meetings of the week, all held."


@pytest.mark.parametrize(
    ("clock", "said"),
    [
        ("published", "By 8 January 2022 no meeting of the week was known."),
        ("happened", "By 8 January 2022 no meeting of the week had been held."),
    ],
)
def test_before_the_week_there_is_a_sentence_and_no_table(clock, said):
    day = date(2022, 1, 8)
    assert plain(week_view(CONTENT, day, clock=clock)) == said
    assert plain(week_still(CONTENT, day, clock=clock)) == said
    assert week_rows(CONTENT, day, clock=clock) == ()


def test_nothing_is_said_of_seats_before_all_three_tables_are_known():
    """Else a table that nobody knows of yet would count as one without anybody."""
    assert seats_sentence(CONTENT, week(CONTENT, ARTICLE, clock=HAPPENED)) == ""
    assert seats_sentence(CONTENT, ()) == ""


def test_the_table_has_a_caption_scopes_and_a_row_for_each_meeting():
    html = str(week_view(CONTENT, ARTICLE))
    assert (
        "<caption><span>The meetings of the week, held or announced by 10 January 2022</span></caption>"
        in html
    )
    assert re.findall(r'<th scope="col">([^<]+)</th>', html) == list(COLUMNS)
    assert html.count('<th scope="row">') == len(re.findall(r"<tbody>|</tr><tr>", html)) == 5
    assert 'tabindex="0" role="region" aria-label="The meetings of the week"' in html
    assert not re.search(r"\bid=|<(form|input|button|script)\b", html)
    held = str(week_view(CONTENT, ARTICLE, clock=HAPPENED))
    assert "held by 13 January 2022</caption>" in str(week_still(CONTENT, END))
    assert "<caption><span>The meetings of the week, held by 10 January 2022</span></caption>" in held


def test_how_exactly_a_place_is_known_stands_in_words():
    words = {one.meeting.id: place_known(one.venue) for one in week(CONTENT, END)}
    assert words["M03"] == "its address is not public"
    assert words["M07"] == "only the city or the district is known"
    assert words["M04"] == "on the map to within about 800 m"
    far = CONTENT.venues["hofburg"].model_copy(update={"precision_km": 3.0})
    assert place_known(far) == "on the map to within about 3 km"
    told = plain(week_view(CONTENT, END))
    assert all(one in told for one in words.values())
    assert city_of(CONTENT.venues["us-mission-geneva"]) == "Geneva"


def test_links_follow_the_policy_and_the_article_is_the_source_of_what_it_announces():
    html = str(week_view(CONTENT, END))
    links = set(re.findall(r'href="([^"]+)"', html))
    sources = [CONTENT.sources[one.meeting.source_id] for one in week(CONTENT, END)]
    assert {unescape(one) for one in links} == {one.link for one in sources if one.link}
    assert links
    last = week(CONTENT, ARTICLE)[1]
    assert last.told_in == "the article, paragraphs 11 and 12"
    assert week(CONTENT, ARTICLE)[-1].told_in == "the article, paragraph 14"


def test_the_still_says_the_same_without_anything_to_press():
    for day in (ARTICLE, END):
        html = str(week_still(CONTENT, day))
        assert not re.search(r"<(form|input|button|script|svg|a)\b|\bid=|tabindex|data-", html)
        told = plain(html)
        for row in week_rows(CONTENT, day):
            assert len(row) == len(COLUMNS)
            assert all(cell in told for cell in row)


def test_the_plain_rows_say_who_and_where():
    row = week_rows(CONTENT, ARTICLE)[-1]
    assert row == (
        "announced for 13 January 2022",
        f"{CONTENT.meetings['M09'].format} (one of the tables of this course)",
        "Vienna: Hofburg, Congress Centre, on the map to within about 200 m",
        "OSCE / Polish chair; Russian Federation; United States; Ukraine. "
        + CONTENT.meetings["M09"].table_note,
        "NATO (30 Allies); European Union",
        "the article, paragraph 14",
    )


def test_another_course_has_its_week_too():
    day = SMALL.course.article.day
    (row,) = week(SMALL, day)
    assert seats([row]) == {"m1": ({"east", "west"}, {"north"})}
    assert is_announced(row.meeting, SMALL)
    assert row.announced
    assert seats_sentence(SMALL, [row]) == (
        "The tables that this course is named after: Westby (10 May 2020). In Westby only: East, West."
        " At none: North."
    )
    assert week_sentence([row], day) == "By 10 May 2020: 1 meeting of the week, announced."
    (held,) = week(SMALL, date(2020, 5, 11))
    assert week_sentence([held], date(2020, 5, 11)) == "By 11 May 2020: 1 meeting of the week, held."


def test_a_meeting_after_the_week_is_never_in_it():
    """Not even in the lesson that opens the spoilers: the follow-ups are another story."""
    assert [one.meeting.id for one in week(EVERYTHING, date(2022, 2, 24))] == [f"M0{n}" for n in range(3, 10)]


def test_an_unknown_clock_is_refused():
    with pytest.raises(ValueError, match="clock: 'noon' is not allowed; allowed: published, happened"):
        week(CONTENT, ARTICLE, clock="noon")
    with pytest.raises(ValueError, match="clock: 'noon'"):
        sitting(CONTENT, CONTENT.meetings["M04"], ARTICLE, clock="noon")


def test_text_of_the_data_is_escaped():
    odd = {**CONTENT.parties, "us": CONTENT.parties["us"].model_copy(update={"name": "<b>US&"})}
    html = str(week_view(replace(CONTENT, parties=odd), ARTICLE))
    assert "<b>" not in html
    assert "&lt;b&gt;US&amp;" in html


FAULTS: dict[str, dict[str, Any]] = {
    "a meeting moved in time": {"held_on": PartialDate("2022-01-11")},
    "a party shut out": {
        "parties": ("us", "russia", "osce_poland"),
        "not_at_table": ("nato", "eu", "ukraine"),
    },
    "a party let in": {
        "parties": ("us", "russia", "ukraine", "osce_poland", "eu"),
        "not_at_table": ("nato",),
    },
    "a table that is none": {"is_table": False},
    "a venue changed": {"venue_id": "nato-hq"},
    "a note lost": {"table_note": ""},
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_changes_what_is_told(fault):
    faulty = CONTENT.meetings["M09"].model_copy(update=FAULTS[fault])
    changed = replace(CONTENT, meetings={**CONTENT.meetings, "M09": faulty})
    for show in (week_view, week_still):
        assert plain(show(changed, ARTICLE)) != plain(show(CONTENT, ARTICLE))
