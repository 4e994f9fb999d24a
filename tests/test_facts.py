"""The decisions of the fact check, held: what must never be shown, drawn or said too early.

The facts of this course were gathered by one reader and checked a second time by another. Each doubt that was
found ended in a decision: this place is an area, that number is a plan, this row stays closed until the last
lesson. A decision is forgotten easily when a row is edited, so each one is a test here. What the loader
already refuses (an unknown reference, a spoiler by its date, a point with too little precision) is not
repeated.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from lessons.content import Content, load_content
from lessons.content.records.base import Record

# What a learner reads of each collection: not ids, addresses or the words of publishers.
NOT_READ = {"id", "url", "same_picture_as", "parties", "published_on", "observed_on", "stated_on"}
COLLECTIONS = (
    *("sites", "observations", "estimates", "context", "contact_line", "places"),
    *("verdicts", "source_cards", "claims", "discrepancies", "paragraphs", "terms"),
    *("venues", "meetings", "people", "events", "positions", "draft_articles", "overlaps"),
)
# Open rows may name these later sources: their titles tell nothing of what happened after the week.
NEUTRAL_LATER = {
    "s_sarveillance",  # coordinates, "January 2022"
    "s_bridge_ufl",  # coordinates of a site that only spoiler rows show
    "s_kuleba_plan",  # undated page about an announcement of early January
    "s_elysee_26",  # the ceasefire measures of 2020
    "s_bt_timeline",  # a timeline, used for November and December 2021
    "s_nato_members",  # who joined NATO when
    "s_ist99_p8",  # quotes a text of 1999
}


@pytest.fixture(scope="module")
def content() -> Content:
    return load_content()


def rows(content: Content, name: str) -> Iterator[Any]:
    found = getattr(content, name)
    yield from found.values() if hasattr(found, "values") else found


def read(record: Record) -> Iterator[tuple[str, str]]:
    """(field, text) of everything a learner can read of a record."""

    def walk(field: str, value: object) -> Iterator[tuple[str, str]]:
        if isinstance(value, str):
            yield field, value
        elif isinstance(value, dict):
            for key, part in value.items():
                yield from walk(key, part)
        elif isinstance(value, list | tuple):
            for part in value:
                yield from walk(field, part)

    for field, value in record.model_dump().items():
        if field not in NOT_READ and not field.endswith(("_id", "_ids")):
            yield from walk(field, value)


def everything(content: Content) -> Iterator[tuple[str, str]]:
    """(where, text) of everything a learner can read, sources too."""
    for name in ("sources", *COLLECTIONS):
        for record in rows(content, name):
            for field, text in read(record):
                yield f"{name} {record.id} {field}", text


def open_rows(content: Content) -> Iterator[tuple[str, Any]]:
    for name in COLLECTIONS:
        for record in rows(content, name):
            if not getattr(record, "spoiler", False):
                yield f"{name} {record.id}", record


# --- places ---


def test_no_figure_for_the_distance_of_klintsy(content: Content) -> None:
    klintsy = content.sites["klintsy"]
    assert (klintsy.distance_km, klintsy.distance_reported) == (None, "")
    about = [text for _, text in read(klintsy)]
    about += [text for o in content.observations.values() if o.site_id == "klintsy" for _, text in read(o)]
    assert [text for text in about if re.search(r"\d\s*(km|kilomet)", text)] == []
    assert [w for w, text in everything(content) if "Klintsy" in text and re.search(r"\d\s*km", text)] == []


def test_no_distance_under_ten_kilometres(content: Content) -> None:
    near = re.compile(r"(?<![\d.,])[1-9](\.\d+)?( to \d+)? (km|kilomet)")
    for name in ("sites", "observations", "estimates", "context", "verdicts"):
        found = [r.id for r in rows(content, name) for _, text in read(r) if near.search(text)]
        assert found == [], name
    assert content.sites["pripyat-bridge"].distance_km is None


@pytest.mark.parametrize(
    "site_id",
    ["osipovichi", "obuz-lesnovsky", "brestsky", "rechitsa", "yelsk", "khoiniki", "slavne", "pochep"],
)
def test_a_place_that_was_not_located_is_an_area(content: Content, site_id: str) -> None:
    assert content.sites[site_id].drawn_as == "area"


def test_reports_that_name_no_place_are_never_drawn(content: Content) -> None:
    unnamed = {o.id: o.site_id for o in content.observations.values() if not o.place_known}
    assert unnamed == {
        "o008": "crimea-unspecified",
        "o027": "crimea-unspecified",
        "o085": "belarus-unspecified",
    }
    for site_id in set(unnamed.values()):
        site = content.sites[site_id]
        assert (site.drawn_as, site.point) == ("none", None)
    for o in content.observations.values():
        if not o.place_known:
            guesses = [t for _, t in read(o) if re.search("Lida|Saki|Bakhchysarai", t)]
            assert guesses == [], f"{o.id} names a place that its texts do not name"


def test_a_report_about_an_area_is_not_pinned_to_a_site(content: Content) -> None:
    for site_id, named in {"bryansk-area": ["o017"], "kursk-area": ["o018", "o056"]}.items():
        assert [o.id for o in content.observations.values() if o.site_id == site_id] == named
        assert content.sites[site_id].drawn_as == "area"
    assert [o.id for o in content.observations.values() if o.site_id == "mazyr-area"] == ["o036", "o069"]


def test_every_site_that_is_drawn_has_an_observation(content: Content) -> None:
    observed = {o.site_id for o in content.observations.values()}
    assert {s.id for s in content.sites.values() if s.id not in observed} == {"dzhankoi"}
    assert content.sites["dzhankoi"].drawn_as == "none"


def test_the_flat_of_the_dinner_has_no_point(content: Content) -> None:
    venue = content.venues[content.meetings["M03"].venue_id]
    assert (venue.drawn_as, venue.point) == ("none", None)


def test_a_venue_from_memory_says_so(content: Content) -> None:
    for venue in content.venues.values():
        if venue.source_id == "s_coord" and venue.drawn_as == "point":
            assert "from memory" in venue.note, venue.id
        if "not named" in venue.name:
            assert venue.drawn_as == "city", venue.id


def test_crimea_carries_both_facts(content: Content) -> None:
    label = "Crimea (internationally recognised as Ukraine; annexed by Russia in 2014)"
    assert {s.place_context for s in content.sites.values() if s.region == "Crimea"} == {label}
    assert label in {one.text for one in content.course.map.labels}


# --- evidence ---


def test_plans_are_not_counts(content: Content) -> None:
    assert {e.id for e in content.estimates.values() if e.kind == "plan"} == {"e07", "e15", "e25"}


def test_two_figures_side_by_side_are_not_a_range(content: Content) -> None:
    us, western = content.estimates["e27"], content.estimates["e39"]
    assert (us.low, us.high, western.low, western.high) == (100_000, 100_000, 130_000, 130_000)


def test_one_picture_is_not_two(content: Content) -> None:
    same = {o.id: o.same_picture_as for o in content.observations.values() if o.same_picture_as}
    assert same == {"o024": "o015"}


def test_images_never_count_soldiers(content: Content) -> None:
    counted = re.compile(r"(\d|thousand|hundred)[\w, ]* (soldiers|troops|people|personnel)", re.IGNORECASE)
    for o in content.observations.values():
        if o.evidence == "imagery":
            assert not counted.search(o.statement), o.id
    said = content.verdicts["s01"].why
    assert "from officials" in said
    assert "do not show numbers of soldiers" in content.course.wording["imagery"]


def test_doubts_stay_with_their_rows(content: Content) -> None:
    for name, one, doubt in (
        ("observations", "o002", "not certain"),
        ("observations", "o016", "partisan"),
        ("observations", "o025", "not sure"),
        ("observations", "o040", "presumed"),
        ("estimates", "e02", "did not give the total"),
        ("estimates", "e03", "Sources differ"),
        ("estimates", "e05", "19 April"),
        ("discrepancies", "d12-1", "not proven"),
        ("sources", "s_mfa_draft_nato", "Article 8 is from knowledge"),
    ):
        text = " ".join(text for _, text in read(getattr(content, name)[one]))
        assert doubt in text, f"{name} {one} no longer says: {doubt}"


def test_a_visit_that_was_planned_is_imprecise_and_one_claim_is_no_task(content: Content) -> None:
    assert content.verdicts["s20"].verdict == "imprecise"
    assert {v.id for v in content.verdicts.values() if not v.exercise} == {"s21"}


# --- what could be known when ---


def test_a_detail_read_only_later_is_not_shown_as_known(content: Content) -> None:
    assert content.observations["o025"].spoiler
    known = [o for o in content.observations.values() if not o.spoiler]
    assert (len(known), len(content.observations)) == (35, 101)


def test_open_rows_name_no_later_source(content: Content) -> None:
    """The title of a source can tell how the story went on."""
    for where, record in open_rows(content):
        week = where.split()[0] in {"meetings", "people", "events", "positions", "overlaps"}
        checked = where.split()[0] in {
            "claims",
            "discrepancies",
            "verdicts",
            "paragraphs",
            "draft_articles",
            "source_cards",
        }
        day = content.course.week_ends if week or checked else content.course.article.day
        named = [record.source_id] if hasattr(record, "source_id") else []
        named += [*getattr(record, "source_ids", ()), *getattr(record, "extra_source_ids", ())]
        for source_id in named:
            out = content.sources[source_id].published_on
            late = out is not None and not out.by(day)
            assert not late or source_id in NEUTRAL_LATER, f"{where} names {source_id} of {out}"


def test_open_rows_tell_nothing_that_came_after_the_week(content: Content) -> None:
    """Days after the week, in words. `later` is left out: it is closed until the last lesson."""
    after = re.compile(r"\b(1[4-9]|2\d|3[01]) January( 2022)?(?! \d)|February 2022|March 2022|\b202[345]\b")
    for where, record in open_rows(content):
        long_ago = hasattr(record, "happened_on") and record.happened_on.last.year < 2021
        told = [text for field, text in read(record) if field != "later" and after.search(text)]
        assert long_ago or not told, f"{where}: {told}"


def test_the_context_that_tells_of_later_days_is_closed(content: Content) -> None:
    closed = [c.id for c in content.context.values() if c.spoiler]
    assert " ".join(closed) == "c02 c07 c08 c12 c13 c14 c18 c20 c25 c27 c28 c29"


def test_positions_that_rest_on_later_texts_are_closed(content: Content) -> None:
    closed = [p.id for p in content.positions.values() if p.spoiler]
    assert " ".join(closed) == (
        "us-aim-2 us-red-2 us-fixed-2 us-offer-3 russia-demand-4 russia-offer-3 russia-limit-2 ukraine-aim-3"
        " ukraine-offer-1 osce_poland-offer-4 osce_poland-limit-2"
    )
    assert {o.id for o in content.overlaps.values() if o.spoiler} == {"overlap-4"}


def test_who_really_came_stands_in_the_outcome_alone(content: Content) -> None:
    """The guest changed on the day of the article: a reader of the preview could not know."""
    meeting = content.meetings["M05"]
    told = {field for field, text in read(meeting) if "Stefanishyna" in text}
    assert told == {"outcome"}
    for name in ("terms", "sites", "venues", "context"):
        assert not [r.id for r in rows(content, name) for _, text in read(r) if "Stefanishyna" in text], name


def test_every_follow_up_meeting_is_closed(content: Content) -> None:
    closed = {m.id for m in content.meetings.values() if m.spoiler}
    assert closed == {f"M{n}" for n in range(10, 23)}


def test_estimates_know_their_day(content: Content) -> None:
    last_open = max(e.stated_on.last for e in content.estimates.values() if not e.spoiler)
    assert last_open <= date(2022, 1, 10) == content.course.article.day
