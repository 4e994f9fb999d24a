"""The two clocks of the map: what was public by a day, and what had happened by it."""

from dataclasses import replace
from datetime import date
from html import unescape

import pytest

from lessons.activities.map import Map
from lessons.activities.map.known import known_by
from lessons.activities.map.words import fresh_counts, mark_name, sentence, summary
from lessons.content import load_content
from lessons.ui.week import HAPPENED, PUBLISHED

EVERYTHING = load_content()
CONTENT = EVERYTHING.without_spoilers()
MAP = Map(CONTENT)
END = CONTENT.course.article.day
LAST = len(MAP.steps) - 1


def happened(step):
    return replace(MAP.empty(), step=step, clock=HAPPENED)


def test_it_opens_by_the_clock_of_publication():
    assert MAP.empty().clock == PUBLISHED


@pytest.mark.parametrize("step", range(LAST + 1))
def test_by_the_clock_of_events_a_report_counts_from_the_day_it_shows(step):
    day = MAP.steps[step]
    public = {one.id for one in CONTENT.observations.values() if one.published_on.last <= END}
    doubles = {one.id for one in CONTENT.observations.values() if one.same_picture_as in public}
    shown = {one.id for one in CONTENT.observations.values() if one.observed_on.last <= day}
    assert MAP.by_clock[HAPPENED][step].report_ids == (public - doubles) & shown
    # Whatever had been published had happened; never the other way round. A month may end after its report.
    for report in MAP.by_clock[PUBLISHED][step].reports:
        assert report.id in MAP.by_clock[HAPPENED][step].report_ids or report.observed_on.precision != "day"


def test_nothing_published_after_the_article_is_reached_by_either_clock():
    late = {one.id for one in EVERYTHING.observations.values() if one.published_on.last > END}
    assert len(late) > 50
    for clock in (PUBLISHED, HAPPENED):
        for day in MAP.steps:
            assert not known_by(EVERYTHING, day, clock=clock).report_ids & late


def test_a_picture_waits_between_its_two_days():
    report = next(
        one
        for one in CONTENT.observations.values()
        if one.observed_on.precision == one.published_on.precision == "day"
        and (one.published_on.last - one.observed_on.last).days > 7
        and not one.same_picture_as
    )
    between = report.observed_on.last
    assert report.id in known_by(CONTENT, between, clock=HAPPENED).report_ids
    assert report.id not in known_by(CONTENT, between).report_ids


def test_what_no_reader_could_know_has_a_slash_and_says_so():
    steps = [
        (step, row)
        for step, known in enumerate(MAP.by_clock[HAPPENED])
        for row in known.sites
        if not row.public
    ]
    assert steps
    for step, row in steps:
        assert all(one.published_on.last > MAP.steps[step] for one in row.reports)
        assert mark_name(row).endswith(", not published by then")
        view = MAP.view(happened(step))
        frame = MAP.atlas.frames[happened(step).view]
        if row.key in {one.key for one in MAP.atlas.marks((row,), frame)}:
            (mark,) = [one for one in view["marks"].split("<g id=") if one.startswith(f'"mark-{row.key}"')]
            assert "lesson-later" in mark
            assert "lesson-slash" in mark
        assert "not published by then" in view["table"]
    assert "slash: happened, and not published by then" in MAP.view(happened(0))["legend"]
    assert "slash" not in MAP.view(MAP.empty())["legend"]
    assert not any("lesson-later" in MAP.view(replace(MAP.empty(), step=n))["marks"] for n in range(LAST + 1))


def test_the_sentence_counts_what_readers_could_not_know_yet():
    for step, now in enumerate(MAP.by_clock[HAPPENED]):
        closed = sum(one.published_on.last > MAP.steps[step] for one in now.reports)
        said = summary(now)
        assert said.startswith("What had happened by ")
        assert (f"No reader could know {closed} of these reports yet." in said) == bool(closed)
        assert ("Readers could know them all." in said) == (not closed)
    counts = [
        sum(one.published_on.last > day for one in MAP.by_clock[HAPPENED][n].reports)
        for n, day in enumerate(MAP.steps)
    ]
    assert counts[-1] == 0
    assert max(counts) > 2


def test_the_clock_changes_every_word_that_depends_on_it():
    said = MAP.view(happened(5))
    assert "Happened by <strong>30 November 2021" in said["dates"]
    assert "Published by <strong>30 November 2021" in MAP.view(replace(MAP.empty(), step=5))["dates"]
    assert "what had happened by 30 November 2021" in said["table"]
    assert 'value="happened" checked' in said["dates"]
    now, before = MAP.by_clock[HAPPENED][5], MAP.by_clock[HAPPENED][4]
    assert sentence(now, before, fresh_counts(now, before)) in unescape(said["sentence"])


def test_the_still_of_the_other_clock_says_so():
    still = MAP.still(happened(5))
    assert "Happened by 30 November 2021" in still.html
    assert "Published by 30 November 2021" not in still.html
    assert "lesson-slash" in still.html


def test_a_meeting_counts_as_held_by_the_clock_of_events():
    held = {one.id for row in MAP.by_clock[HAPPENED][LAST].cities for one in row.meetings}
    assert held == {
        one.id for one in CONTENT.meetings.values() if one.held_on.last <= END and not one.spoiler
    }
    known = {one.id for row in MAP.known[LAST].cities for one in row.meetings}
    assert known - held
    assert date(2022, 1, 12) in {CONTENT.meetings[one].held_on.last for one in known - held}
