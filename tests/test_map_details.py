"""The details of a place, by either clock: what is told, in which order, and what is said of the day."""

import re
from dataclasses import replace
from datetime import date
from html import unescape
from typing import Any

import pytest

from lessons.activities.map.details import details, nothing_yet
from lessons.activities.map.known import CityRow, Known, SiteRow, known_by
from lessons.content import load_content
from lessons.ui.week import HAPPENED, week

EVERYTHING = load_content()
CONTENT = EVERYTHING.without_spoilers()
ARTICLE = CONTENT.course.article.day
NOW = known_by(CONTENT, ARTICLE)


def plain(html):
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html))).strip()


def facts(html):
    """Label -> text of every fact, in page order."""
    pairs = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", html, re.DOTALL)
    return [(plain(label), plain(text)) for label, text in pairs]


def values(html, label):
    return [text for name, text in facts(html) if name == label]


def happened_by(day, *, content=CONTENT):
    """Sites with the reports of what was there by a day, whenever it was published; and the meetings held."""
    its = {
        site.id: tuple(
            one
            for one in content.observations.values()
            if one.site_id == site.id and one.place_known and one.observed_on.by(day)
        )
        for site in content.sites.values()
    }
    sites = tuple(SiteRow(content.sites[key], reports) for key, reports in its.items() if reports)
    held = [one.meeting for one in week(content, day, clock=HAPPENED)]
    cities = tuple(
        CityRow(row.key, row.name, row.venues, tuple(one for one in held if one in row.meetings))
        for row in NOW.cities
    )
    return Known(day, sites, (), tuple(row for row in cities if row.meetings))


def report_that_waited():
    """A report that shows one day and was published on another, both before the article."""
    return next(
        one
        for one in CONTENT.observations.values()
        if one.place_known
        and one.observed_on.precision == "day"
        and one.published_on.last > one.observed_on.last
    )


@pytest.mark.parametrize("row", NOW.sites, ids=lambda row: row.key)
def test_every_report_of_a_site_stands_there_once_in_the_order_of_publication(row):
    html = details(CONTENT, NOW, row.key)
    told = re.findall(r"<li><p>(.*?)</p>", html)
    assert sorted(map(unescape, told)) == sorted(one.statement for one in row.reports)
    published = [one.published_on.last for one in row.reports]
    assert published == sorted(published)
    assert [unescape(one) for one in told] == [one.statement for one in row.reports]
    assert len(values(html, "Shows")) == len(values(html, "Published")) == len(row.reports)
    assert "published later" not in html


@pytest.mark.parametrize("row", NOW.sites, ids=lambda row: row.key)
def test_each_kind_of_evidence_is_explained_once_and_no_other(row):
    html = details(CONTENT, NOW, row.key)
    kinds = {one.evidence for one in row.reports}
    for kind in ("imagery", "official statement", "single source"):
        assert values(html, kind) == ([CONTENT.course.wording[kind]] if kind in kinds else [])


@pytest.mark.parametrize("row", NOW.sites, ids=lambda row: row.key)
def test_the_distance_as_computed_and_as_reported_stand_side_by_side(row):
    html = details(CONTENT, NOW, row.key)
    labels = [name for name, _ in facts(html)]
    assert labels.index("Distance as reported") == labels.index("Distance") + 1
    site = row.site
    computed = (
        "none is printed here"
        if site.distance_km is None
        else f"about {site.distance_km:.0f} km to the {site.distance_to} (computed)"
    )
    assert values(html, "Distance") == [computed]
    assert values(html, "Distance as reported") == [site.distance_reported or "none is printed here"]
    assert values(html, "On the map") == [CONTENT.course.wording[site.drawn_as]]
    assert f"within about {site.precision_km:g} km" in values(html, "Position")[0]


def test_klintsy_has_no_figure():
    known = known_by(EVERYTHING, date(2022, 2, 24))
    html = details(EVERYTHING, known, "klintsy")
    assert values(html, "Distance") == values(html, "Distance as reported") == ["none is printed here"]
    assert not re.search(r"\d\s*km (from|to|of)", plain(html))


def test_by_the_other_clock_a_report_says_that_it_was_published_later():
    report = report_that_waited()
    known = happened_by(report.observed_on.last)
    html = details(CONTENT, known, report.site_id, clock=HAPPENED)
    (block,) = (one for one in html.split("<li>") if report.statement in unescape(one))
    assert f"published later, on {report.published_on.text}" in plain(block)
    assert values(block, "Shows") == [report.observed_on.text]
    assert report.published_on.text in values(block, "Published")[0]
    assert f"on what was there by {report.observed_on.text}" in plain(html)
    # Once it is public, nothing is later any more.
    public = details(CONTENT, happened_by(report.published_on.last), report.site_id, clock=HAPPENED)
    (block,) = (one for one in public.split("<li>") if report.statement in unescape(one))
    assert "published later" not in block


def test_by_the_other_clock_reports_stand_in_the_order_of_what_they_show():
    known = happened_by(ARTICLE)
    orders = []
    for row in known.sites:
        html = details(CONTENT, known, row.key, clock=HAPPENED)
        told = [unescape(one) for one in re.findall(r"<li><p>(.*?)</p>", html)]
        shown = sorted(row.reports, key=lambda one: (one.observed_on.last, one.observed_on.first))
        assert [one.observed_on for one in shown] == [
            next(two.observed_on for two in row.reports if two.statement == text) for text in told
        ]
        if known_row := NOW.row(row.key):
            assert isinstance(known_row, SiteRow)
            orders.append(told == [one.statement for one in known_row.reports])
    assert len(orders) == len(known.sites)


def test_nothing_published_after_the_article_is_told_by_either_clock():
    late = [one for one in EVERYTHING.observations.values() if not one.published_on.by(ARTICLE)]
    early_but_late = [one for one in late if one.observed_on.by(ARTICLE)]
    assert early_but_late  # else the clock of what happened could not tell too much
    known = happened_by(ARTICLE)
    page = "".join(unescape(details(CONTENT, known, row.key, clock=HAPPENED)) for row in known.sites)
    assert [one.id for one in early_but_late if f"<p>{one.statement}</p>" in page] == []


@pytest.mark.parametrize(
    ("clock", "said"),
    [
        (
            "published",
            "By 31 March 2021 nothing had been published about the place you chose.",
        ),
        (
            "happened",
            "By 31 March 2021 nothing that we have a report of had happened at the place you chose.",
        ),
    ],
)
def test_a_place_of_which_nothing_is_known_says_so_in_the_words_of_the_clock(clock, said):
    day = date(2021, 3, 31)
    assert nothing_yet(day, clock) == f"{said} Move the date on, or choose another."
    assert nothing_yet(day, clock) in plain(details(CONTENT, Known(day, (), (), ()), "yelnya", clock=clock))


def test_an_unknown_clock_is_refused():
    with pytest.raises(ValueError, match="clock: 'noon' is not allowed; allowed: published, happened"):
        details(CONTENT, NOW, None, clock="noon")


@pytest.mark.parametrize("row", NOW.cities, ids=lambda row: row.key)
def test_a_city_has_its_meetings_in_order_with_who_sits_there_and_who_does_not(row):
    html = details(CONTENT, NOW, row.key)
    told = re.findall(r"<li><p>(.*?)</p>", html)
    assert [unescape(one) for one in told] == [one.format for one in row.meetings]
    days = [one.held_on.last for one in row.meetings]
    assert days == sorted(days)
    for label, field in (("At the table", "parties"), ("Not at the table", "not_at_table")):
        cells = re.findall(rf"<dt>{label}</dt><dd><ul class=\"lesson-seats\">(.*?)</ul></dd>", html)
        names = [[unescape(one) for one in re.findall(r"<li>(.*?)</li>", cell)] for cell in cells]
        assert names == [
            [CONTENT.parties[id_].name for id_ in getattr(one, field)] for one in row.meetings
        ], label


def test_of_those_who_are_to_come_nobody_is_said_to_have_come():
    for row in NOW.cities:
        html = unescape(details(CONTENT, NOW, row.key))
        for meeting in row.meetings:
            announced = meeting.held_on.last >= ARTICLE
            assert (meeting.participants in html) is not announced
            assert (f"announced for {meeting.held_on.text}" in html) is announced
            assert meeting.outcome not in html
    assert "Stefanishyna" not in "".join(details(CONTENT, NOW, row.key) for row in NOW.cities)


def test_the_day_of_the_article_by_the_other_clock_tells_its_meetings_as_held():
    known = happened_by(ARTICLE)
    assert {row.name for row in known.cities} == {"Geneva", "Brussels"}
    for row in known.cities:
        html = unescape(details(CONTENT, known, row.key, clock=HAPPENED))
        assert "announced for" not in html
        assert all(one.participants in html for one in row.meetings)
        assert not any(one.outcome in html for one in row.meetings)
        assert "Stefanishyna" not in html
        assert f", held by {ARTICLE.day} January 2022</h4>" in html


def test_a_place_known_only_to_the_city_says_so():
    quarter = CONTENT.meetings["M07"]
    known = Known(
        date(2022, 1, 13), (), (), (CityRow("eu-quarter", "B", (CONTENT.venues["eu-quarter"],), (quarter,)),)
    )
    html = details(CONTENT, known, "eu-quarter")
    venue = CONTENT.venues["eu-quarter"]
    assert values(html, "Venue") == [f"{venue.name}: only the city or the district is known"]
    assert values(html, "Note on the venue") == [venue.note]
    geneva = next(row for row in NOW.cities if "M03" in {one.id for one in row.meetings})
    assert "its address is not public" in details(CONTENT, NOW, geneva.key)
    assert "not known: listed, not drawn" in details(CONTENT, NOW, geneva.key)


def moved(record, **fields):
    return record.model_copy(update=fields)


@pytest.mark.parametrize(
    ("collection", "key", "fields"),
    [
        ("observations", "o022", {"source_id": "s_geonames"}),
        ("observations", "o022", {"note": "no doubt"}),
        ("observations", "o022", {"evidence": "official statement"}),
        ("sites", "yelnya", {"drawn_as": "area"}),
        ("sites", "yelnya", {"lat": 55.05}),
        ("sites", "yelnya", {"distance_reported": ""}),
    ],
)
def test_a_planted_fault_changes_the_details(collection, key, fields):
    rows = getattr(CONTENT, collection)
    faulty: dict[str, Any] = {collection: {**rows, key: moved(rows[key], **fields)}}
    changed = replace(CONTENT, **faulty)
    site = rows[key].site_id if collection == "observations" else key
    assert details(changed, known_by(changed, ARTICLE), site) != details(CONTENT, NOW, site)
