"""Rules between records: the day a spoiler begins, order, doubles, distances, and lessons with their items.

Each rule is a small function that looks at a `Draft` and reports. Nothing here stops at the first problem.
"""

from collections.abc import Callable
from itertools import pairwise

from .claim_rules import check_cards, check_claims
from .draft import Draft
from .exercise_rules import check_lag, check_scopes
from .forecast_rules import check_forecasts
from .parallel_rules import check_parallels
from .position_rules import check_issues, check_overlaps
from .problems import not_one_of
from .records import Course
from .records.items import Guess
from .records.places import distance_km
from .teaching_rules import check_delegations, check_ninety_minutes
from .term_rules import check_abbreviations, check_aliases
from .week_rules import check_seat_reasons, check_seats

CLOSE_KM = 1.0  # two sites nearer than this would be one
LINE_GAP_KM = 60.0  # a wider gap in the line of contact means that a point is missing or has moved

# collection -> the date that decides, and whether an early row may be a spoiler for what it says
DATED_BY_ARTICLE = {
    "observations": ("published_on", False),
    "estimates": ("stated_on", True),
    "context": ("dated_on", True),
}
DATED_BY_WEEK = {
    "meetings": ("held_on", False),
    "events": ("happened_on", False),
    "positions": ("stated_on", True),
}


def check_spoilers(draft: Draft, course: Course) -> None:
    """What was public after the article, or happened after the week, is a spoiler."""
    for dated, day, what in (
        (DATED_BY_ARTICLE, course.article.day, "the day of the article"),
        (DATED_BY_WEEK, course.week_ends, "the end of the week"),
    ):
        for name, (field, early_allowed) in dated.items():
            for entry, record in draft.records(name):
                when = getattr(record, field)
                if when is None:  # of a position the sources may give no day
                    continue
                if not when.by(day) and not record.spoiler:
                    draft.report(
                        entry,
                        ("spoiler",),
                        f"is false, but {field} {when.iso} is after {day}, {what}; write true",
                    )
                if when.by(day) and record.spoiler and not early_allowed:
                    draft.report(
                        entry,
                        ("spoiler",),
                        f"is true, but {field} {when.iso} is not after {day}, {what}; write false",
                    )


def check_order(draft: Draft) -> None:
    """Estimates and events stand in the order of time; a month stands for its middle."""
    for name, field in (("estimates", "stated_on"), ("events", "happened_on")):
        for (_, before), (entry, record) in pairwise(draft.records(name)):
            earlier, later = getattr(before, field), getattr(record, field)
            if later.last < earlier.first:
                draft.report(
                    entry,
                    (field,),
                    f"{later.iso} comes after {earlier.iso} in the file; rows stand in the order of time",
                )


def check_doubles(draft: Draft) -> None:
    """No observation, and no article of a draft, is there twice under two ids."""
    for name, fields in (
        ("observations", ("site_id", "observed_on", "statement")),
        ("draft_articles", ("document", "article")),
    ):
        seen: dict[tuple[object, ...], str] = {}
        for entry, record in draft.records(name):
            what = tuple(getattr(record, field) for field in fields)
            if what in seen:
                draft.report(
                    entry,
                    (fields[-1],),
                    f"says the same as {seen[what]} ({', '.join(fields)}); keep one of the two",
                )
            seen.setdefault(what, record.id)


def check_places(draft: Draft, course: Course) -> None:
    """Sites lie in their region and apart from each other; the line of contact has no gap."""
    regions = {region.name: region for region in course.map.regions}
    sites = draft.records("sites")
    for number, (entry, site) in enumerate(sites):
        if site.region not in regions:
            draft.report(entry, ("region",), not_one_of(site.region, list(regions)))
        elif site.point and not regions[site.region].holds(site.point):
            west, south, east, north = regions[site.region].bbox
            box = f"{south:g} to {north:g} north, {west:g} to {east:g} east"
            draft.report(entry, ("lat",), f"{site.lat:g}, lon {site.lon:g} is not in {site.region} ({box})")
        for _, other in sites[:number]:
            if site.point and other.point and distance_km(site.point, other.point) <= CLOSE_KM:
                draft.report(
                    entry,
                    ("lat",),
                    f"is less than {CLOSE_KM:g} km from {other.id}; two sites need two places",
                )
    for place, entry in enumerate(draft.entries["contact_line"], start=1):
        if entry.record is not None and entry.record.seq != place:
            draft.report(
                entry, ("seq",), f"{entry.record.seq} stands in place {place}; number them 1, 2, 3 …"
            )
    for (_, a), (entry, b) in pairwise(draft.records("contact_line")):
        gap = distance_km((a.lat, a.lon), (b.lat, b.lon))
        if gap >= LINE_GAP_KM:
            draft.report(
                entry, ("lat",), f"is {gap:.0f} km from {a.name}; less than {LINE_GAP_KM:g} km is allowed"
            )


def check_paragraphs(draft: Draft) -> None:
    """Paragraphs are numbered 0 (the headline), 1, 2, 3 …"""
    for place, entry in enumerate(draft.entries["paragraphs"]):
        if entry.record is not None and entry.record.number != place:
            draft.report(entry, ("number",), f"{entry.id} stands in place {place}; number them 0, 1, 2 …")


def check_lessons(draft: Draft) -> None:
    """An item stands in its lesson's file, a lesson lists its own; a guess is a guess and an item is not."""
    lessons = draft.ids("lessons")
    items = draft.mapping("items")
    asked = {one for _, lesson in draft.records("lessons") for one in (*lesson.item_ids, *lesson.guess_ids)}
    for entry, item in draft.records("items"):
        home = f"items/{item.lesson}.toml"
        if item.lesson in lessons and entry.file != home:
            draft.report(entry, ("lesson",), f"{item.lesson!r} has its items in {home}; move it there")
        if item.lesson in draft.mapping("lessons") and item.id not in asked and not item.parallel_of:
            field = "guess_ids" if isinstance(item, Guess) else "item_ids"
            draft.report(entry, ("id",), f"is not asked; add it to {field} of {item.lesson} in lessons.toml")
    for entry, lesson in draft.records("lessons"):
        for field, guesses in (("item_ids", False), ("guess_ids", True)):
            for number, one in enumerate(getattr(lesson, field)):
                named = items.get(one)
                if named is None:
                    continue
                if isinstance(named, Guess) is not guesses:
                    other = "guess_ids holds guesses, item_ids all other formats"
                    draft.report(entry, (field, number), f"{one!r} is of the format {named.format}; {other}")
                if named.lesson != lesson.slug and named.lesson in lessons:
                    draft.report(
                        entry, (field, number), f"{one!r} belongs to {named.lesson}; an item has one lesson"
                    )


def check_event_sets(draft: Draft) -> None:
    """Five events can be put in order only where each has a day, and no two the same."""
    events = draft.mapping("events")
    for entry, record in draft.records("event_sets"):
        known = [events[one] for one in record.event_ids if one in events]
        for number, one in enumerate(record.event_ids):
            if one in events and events[one].happened_on.precision != "day":
                rough = events[one].happened_on.iso
                draft.report(entry, ("event_ids", number), f"{one!r} is of {rough}; only days can be ordered")
        days = [one.happened_on for one in known]
        if len(set(days)) < len(days):
            draft.report(entry, ("event_ids",), "has two events of one day; each needs a day of its own")
        elif len(known) > 1 and days == sorted(days):
            draft.report(entry, ("event_ids",), "stands in the right order; print the events in another one")


def check_bodies(draft: Draft) -> None:
    """Every body says of the same parties whether they have a seat."""
    bodies = draft.records("bodies")
    wanted = [seat.party_id for seat in bodies[0][1].seats] if bodies else []
    for entry, body in bodies[1:]:
        if [seat.party_id for seat in body.seats] != wanted:
            draft.report(
                entry, ("seats",), f"are not those of {bodies[0][1].id}, in its order: {', '.join(wanted)}"
            )


def check_timeline(draft: Draft, course: Course) -> None:
    """Every event has its sign and its picture on the timeline, and a name that no other one has."""
    named: dict[str, str] = {}
    for entry, event in draft.records("events"):
        if event.category not in course.timeline.categories:
            draft.report(entry, ("category",), not_one_of(event.category, list(course.timeline.categories)))
        if not any(period.holds(event.happened_on) for period in course.timeline.periods):
            when = event.happened_on.iso
            draft.report(entry, ("happened_on",), f"{when} lies in no period of the timeline (course.toml)")
        if event.label in named:
            draft.report(entry, ("label",), f"{event.label!r} is the label of {named[event.label]} already")
        named.setdefault(event.label, event.id)


def check_options_on_the_map(draft: Draft) -> None:
    """A site to choose is one that can be drawn, and that an open question may know of."""
    sites = draft.mapping("sites")
    reports = [record for _, record in draft.records("observations")]
    known = {record.site_id for record in reports if not record.spoiler}
    for entry, item in draft.records("items"):
        for number, option in enumerate(item.options):
            site = sites.get(getattr(option, "site_id", None))
            if site is None:
                continue
            path = ("options", number, "site_id")
            if site.point is None:
                message = f'{site.id!r} is not drawn (drawn_as is "none"); choose another site'
                draft.report(entry, path, message)
            elif draft.complete["observations"] and not item.spoiler and site.id not in known:
                message = f"{site.id!r} is in no report that is open; only a spoiler itself may name it"
                draft.report(entry, path, message)


def check_layers(draft: Draft) -> None:
    """The errors of the article are not shown before the lesson whose quiz asks a learner to find them."""
    asking = {item.lesson for _, item in draft.records("items") if "check_sheet" in item.needs}
    lessons = draft.records("lessons")
    first = next((number for number, (_, lesson) in enumerate(lessons) if lesson.slug in asking), 0)
    for entry, lesson in lessons[:first]:
        if "errors" in lesson.layers:
            draft.report(
                entry,
                ("layers", lesson.layers.index("errors")),
                f"'errors' gives away what the quiz of {lessons[first][1].slug} asks; from that lesson on",
            )


RULES: tuple[Callable[[Draft], None], ...] = (
    check_order,
    check_doubles,
    check_seats,
    check_seat_reasons,
    check_paragraphs,
    check_aliases,
    check_abbreviations,
    check_lessons,
    check_parallels,
    check_lag,
    check_scopes,
    check_event_sets,
    check_bodies,
    check_issues,
    check_overlaps,
    check_claims,
    check_cards,
    check_delegations,
    check_ninety_minutes,
    check_options_on_the_map,
    check_layers,
)
COURSE_RULES: tuple[Callable[[Draft, Course], None], ...] = (
    check_spoilers,
    check_places,
    check_timeline,
    check_forecasts,
)
