"""What the map says in words: counts, dates, distances, a sentence for each step, a name for every mark."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from lessons.activities.map.filters import Filters
from lessons.activities.map.known import AREA, CityRow, Known, Row, SiteRow
from lessons.content.records import Observation, PartialDate, Shading, Site, Venue
from lessons.content.records.dates import day_text as day_text
from lessons.ui.map_marks import EVIDENCE
from lessons.ui.week import HAPPENED

PRECISIONS = {"month": "month only", "year": "year only"}
_SHORT_NAMES = (" / ", " (", ", ")


def count(number: int, one: str, many: str = "") -> str:
    """1 report, 2 reports."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def listing(names: Sequence[str], *, at_most: int = 6) -> str:
    """a, b and c; beyond ``at_most``: a, b and 7 more."""
    shown = list(names[:at_most])
    if len(names) > at_most:
        shown.append(f"{len(names) - at_most} more")
    return " and ".join(part for part in (", ".join(shown[:-1]), shown[-1]) if part) if shown else ""


def dated(when: PartialDate) -> str:
    """The date with its precision in words, where it is not a day."""
    return f"{when.text} ({PRECISIONS[when.precision]})" if when.precision in PRECISIONS else when.text


def lag(report: Observation) -> str:
    """The days from what is shown to its publication; empty where one of the two is not known to the day."""
    if report.observed_on.precision != "day" or report.published_on.precision != "day":
        return ""
    days = (report.published_on.last - report.observed_on.last).days
    if days == 0:
        return "the same day"
    return f"{count(abs(days), 'day')} {'later' if days > 0 else 'before'}"


def evidence_counts(reports: Iterable[Observation]) -> str:
    """imagery 6, single source 2: in the order of what can be checked best."""
    counts = Counter[str](one.evidence for one in reports)
    return ", ".join(f"{kind} {counts[kind]}" for kind in EVIDENCE if counts[kind])


def coordinates(place: Site | Venue) -> str:
    """Position and how well it is known, in words."""
    if place.point is None or place.drawn_as == "none":
        return "not known: listed, not drawn"
    lat, lon = place.point
    at = f"{abs(lat):.3f} {'N' if lat >= 0 else 'S'}, {abs(lon):.3f} {'E' if lon >= 0 else 'W'}"
    within = f"{place.precision_km:g} km"
    if place.drawn_as == AREA:
        return f"somewhere within about {within} of {at}"
    return f"{at}, within about {within}" + (
        " (the city; the building is not known)" if place.drawn_as == "city" else ""
    )


def distances(site: Site) -> str:
    """Computed and reported, side by side; neither is invented where it is not given."""
    said = []
    if site.distance_km is not None:
        said.append(f"about {site.distance_km:.0f} km to the {site.distance_to} (computed)")
    if site.distance_reported:
        said.append(f"as reported: {site.distance_reported}")
    return "; ".join(said) or "none is printed here"


def short_name(name: str) -> str:
    """The part of a name that goes on the map: before a second name, a bracket or a comma."""
    for cut in _SHORT_NAMES:
        name = name.split(cut)[0]
    return name


def mark_name(row: Row) -> str:
    """What a screen reader hears at a mark."""
    if isinstance(row, CityRow):
        return f"{row.name}, {row.region}: {count(len(row.meetings), 'meeting')}"
    area = ", an area" if row.drawn_as == AREA and row.kind != AREA else ""
    reports = f"{count(len(row.reports), 'report')}, latest {row.latest.published_on.text}"
    later = "" if row.public else ", not published by then"
    return f"{row.name}, {row.kind}{area}, {row.region}: {reports}{later}"


def summary(now: Known) -> str:
    """One sentence that sums up a step."""
    reports = sum(len(one.reports) for one in now.sites)
    nowhere = sum(len(one.reports) for one in now.unplaced)
    places, named = count(len(now.sites), "place"), count(reports, "report")
    if now.clock == HAPPENED:
        said = f"What had happened by {day_text(now.day)}, as far as it was published later: "
        said += f"{named} on {places}"
    else:
        named = count(reports, "published report")
        said = f"By {day_text(now.day)} a reader could know of {places} from {named}"
    if nowhere:
        said += f", and of {count(nowhere, 'report that names', 'reports that name')} no place"
    if now.clock == HAPPENED:
        closed = sum(not one.published_on.by(now.day) for one in now.reports)
        said += (
            f". No reader could know {closed} of these reports yet"
            if closed
            else ". Readers could know them all"
        )
    return f"{said}."


def sentence(now: Known, before: Known | None, fresh: Mapping[str, int]) -> str:
    """The summary of a step, and what it brought; ``fresh`` as in :func:`fresh_counts`."""
    if before is None:
        return f"{summary(now)} This is the first step."
    cities = [one.name for one in now.cities if one != before.row(one.key)]
    news = f" New among the meetings, held or announced: {listing(cities)}." if cities else ""
    return f"{summary(now)} {_news(now, before, fresh)}{news}"


def _news(now: Known, before: Known, fresh: Mapping[str, int]) -> str:
    since = f"New since {day_text(before.day)}"
    if not fresh:
        return f"{since}: no report."
    names = [short_name(row.name) for row in now.sites if row.key in fresh]
    names += [f"{row.region} (no place named)" for row in now.unplaced if row.key in fresh]
    first = sum(1 for row in now.sites if before.row(row.key) is None)
    firsts = f", {first} of these places for the first time" if first else ""
    return f"{since}: {count(sum(fresh.values()), 'report')} on {listing(names)}{firsts}."


def filter_text(filters: Filters, shown: Known, everything: Known) -> str:
    """What the filters ask for and how much is left, in words."""
    if not filters.on:
        return "No filter is set: every place is shown."
    asked = [filters.kind and f"kind of place: {filters.kind}"]
    asked += [filters.evidence and f"evidence: {filters.evidence}"]
    asked += [filters.region and f"region: {filters.region}"]
    asked += [filters.search.strip() and f"with the letters “{filters.search.strip()}”"]
    said = f"Filter: {'; '.join(one for one in asked if one)}."
    rows = len(shown.rows)
    if not rows:
        return f"{said} No place fits."
    return f"{said} {rows} of {count(len(everything.rows), 'place')} {'fits' if rows == 1 else 'fit'}."


def shading_text(shading: Shading, on_the_map: Collection[str]) -> str:
    """What is shaded, which of it lies outside the map, and who of it borders on whom."""
    outside = [one for one in shading.countries if one not in on_the_map]
    said = f"Shaded: {shading.label}, {len(shading.countries)} countries."
    if outside:
        said += f" Outside this map: {listing(outside, at_most=len(outside))}."
    borders = listing(shading.borders, at_most=len(shading.borders))
    land = f" With a land border to {shading.borders_with}: {borders}."
    return f"{said}{land}{' ' if shading.note else ''}{shading.note}"


def fresh_counts(now: Known, before: Known | None) -> dict[str, int]:
    """How many reports each row has that the step before had not, for the rows that have one.

    Nothing is new at the first step.
    """
    if before is None:
        return {}
    rows: tuple[SiteRow, ...] = (*now.sites, *now.unplaced)
    old = before.report_ids
    counts = {row.key: sum(1 for one in row.reports if one.id not in old) for row in rows}
    return {key: number for key, number in counts.items() if number}
