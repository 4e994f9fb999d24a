"""Which rows of the map a learner wants to see: a kind of place, a kind of evidence, a region, some letters.

A filter by evidence looks at the reports: a place stays with those of its reports that fit, and is drawn by
them. So a mark never rests on a report that the filter has put away.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace

from lessons.activities.map.known import CityRow, Known, Row, SiteRow
from lessons.ui.letters import plain


@dataclass(frozen=True)
class Filters:
    """What is asked for; an empty text asks for nothing. ``search``: letters of a name or of a report."""

    kind: str = ""
    evidence: str = ""
    region: str = ""
    search: str = ""

    @property
    def on(self) -> bool:
        """Whether anything is asked for."""
        return self != NO_FILTERS


NO_FILTERS = Filters()
NAMES = tuple(one.name for one in fields(Filters))


def filtered(known: Known, filters: Filters) -> Known:
    """The rows that fit, each with its reports that fit; the same value where nothing is asked for."""
    if not filters.on:
        return known
    return replace(
        known,
        sites=tuple(_sites(known, known.sites, filters)),
        unplaced=tuple(_sites(known, known.unplaced, filters)),
        cities=tuple(one for one in known.cities if _city_fits(one, filters)),
    )


def _sites(known: Known, rows: Sequence[SiteRow], filters: Filters) -> Iterator[SiteRow]:
    wanted = plain(filters.search).strip()
    for row in rows:
        reports = tuple(one for one in row.reports if filters.evidence in ("", one.evidence))
        if not reports or filters.kind not in ("", row.kind) or filters.region not in ("", row.region):
            continue
        said = (row.name, row.site.name_local, row.site.place_context, *(one.statement for one in reports))
        if not wanted or any(wanted in plain(text) for text in said):
            yield replace(row, reports=reports, public=any(one.published_on.by(known.day) for one in reports))


def _city_fits(row: CityRow, filters: Filters) -> bool:
    """A meeting rests on no evidence of the build-up, and its city lies in none of the build-up's regions."""
    if filters.evidence or filters.region or filters.kind not in ("", row.kind):
        return False
    wanted = plain(filters.search).strip()
    said = (row.name, row.region, *(one.name for one in row.venues), *(one.format for one in row.meetings))
    return not wanted or any(wanted in plain(text) for text in said)


def kinds(rows: Sequence[Row]) -> list[str]:
    """The kinds of place among the rows, each once, in their order."""
    return list(dict.fromkeys(one.kind for one in rows))
