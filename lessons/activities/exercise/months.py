"""How many reports there are in each month, by each of the two clocks."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal

from lessons.activities.exercise.answer import Cell, Label, Number, Table
from lessons.activities.exercise.lag import PICTURES
from lessons.activities.exercise.verdict import RIGHT, Verdict, named
from lessons.content import Content
from lessons.content.records import Observation, PartialDate
from lessons.content.records.dates import MONTHS
from lessons.content.records.exercises import Exercise

Clock = Literal["published_on", "observed_on"]
CLOCKS: tuple[Clock, Clock] = ("published_on", "observed_on")
_NAMED = {"published_on": ("publi",), "observed_on": ("observ", "seen", "shown", "shows", "image", "picture")}
_ISO = re.compile(r"(\d{4})-(\d{2})(-\d{2}.*)?")
_WORDED = re.compile(r"([A-Za-z]{3,9})\.?\s+(\d{4})")

Counts = Mapping[str, int]


def counted(content: Content) -> list[Observation]:
    """Every report, the same picture once."""
    return [one for one in content.observations.values() if one.same_picture_as not in content.observations]


def per_month(reports: Iterable[Observation], clock: Clock) -> dict[str, int]:
    """Reports by month, "2021-11", of those whose month is known by this clock."""
    days = (getattr(one, clock) for one in reports)
    return dict(sorted(Counter(_iso_month(day) for day in days if day.precision != "year").items()))


def facts(content: Content, _exercise: Exercise) -> dict[str, str]:
    """What the words of the exercise may use."""
    reports = counted(content)
    published, observed = (per_month(reports, clock) for clock in CLOCKS)
    busiest = max(published, key=lambda month: published[month])
    return {
        "count": str(len(reports)),
        "changed": str(_changed(reports)),
        "busiest": PartialDate(busiest).text,
        "busiest_published": str(published[busiest]),
        "busiest_observed": str(observed.get(busiest, 0)),
    }


def judge(content: Content, _exercise: Exercise, given: Number | Table) -> Verdict:
    """The first thing that is off."""
    if isinstance(given, Number):
        return _number(content, given.value)
    return _table(content, given) if given.labels else Verdict("empty")


def _iso_month(day: PartialDate) -> str:
    return day.iso[:7]


def _changed(reports: Iterable[Observation]) -> int:
    return sum(1 for one in reports if _iso_month(one.published_on) != _iso_month(one.observed_on))


def _others(content: Content) -> dict[str, list[Observation]]:
    """The rows that somebody counts who overlooked one thing, by the hint for it."""
    reports = counted(content)
    return {
        "same_picture": list(content.observations.values()),
        "day_rows": [
            one for one in reports if one.observed_on.precision == one.published_on.precision == "day"
        ],
        "pictures": [one for one in reports if one.evidence == PICTURES],
        "places": [one for one in reports if one.place_known],
    }


def _number(content: Content, value: float) -> Verdict:
    reports = counted(content)
    waited = sum(1 for one in reports if one.published_on != one.observed_on)
    if value != value:
        return Verdict("nan")
    tests: dict[str, bool] = {
        RIGHT: value == _changed(reports),
        "same_picture": value == _changed(content.observations.values()),
        "waited": value == waited,
        "rows": value == len(reports),
    }
    return Verdict(next((name for name, holds in tests.items() if holds), "number"))


def month_of(label: Label | None) -> str | None:
    """2021-11 of a text, a date, a pandas Period or Timestamp, or (2021, 11); None for anything else."""
    if isinstance(label, tuple) and len(label) == 2:
        return f"{label[0]:04d}-{label[1]:02d}" if 1 <= label[1] <= 12 else None
    if isinstance(label, date):
        return label.isoformat()[:7]
    text = str(label).strip()  # a Period is its text
    iso, worded = _ISO.fullmatch(text), _WORDED.fullmatch(text)
    if iso and 1 <= int(iso[2]) <= 12:
        return f"{iso[1]}-{iso[2]}"
    if worded:
        names = [name for name in MONTHS if name.lower().startswith(worded[1].lower())]
        return f"{worded[2]}-{MONTHS.index(names[0]) + 1:02d}" if len(names) == 1 else None
    return None


def _table(content: Content, given: Table) -> Verdict:
    table = _upright(given)
    months = [month_of(label) for label in table.labels]
    if None in months:
        plain = all(isinstance(label, int) and 1 <= label <= 12 for label in table.labels)
        named_alone = {name.lower() for name in MONTHS} | {name[:3].lower() for name in MONTHS}
        worded = all(str(label).lower() in named_alone for label in table.labels)
        return Verdict("year" if plain or worded else "labels")
    known = [one for one in months if one is not None]
    doubled = sorted({one for one in known if known.count(one) > 1})
    if doubled:
        days = any(len(str(label)) >= len("2020-01-31") for label in table.labels)
        return Verdict("days") if days else Verdict("twice", {"months": named(doubled)})
    columns = table.numeric
    if not columns:
        return Verdict(
            "text" if any(isinstance(cell, str) for _, cells in table.columns for cell in cells) else "nan"
        )
    counts = {name: _counts(known, cells) for name, cells in columns.items()}
    blank = "blank" if any(None in cells for cells in columns.values()) else ""
    if len(counts) == 1:
        return _one(content, next(iter(counts.values())))
    pair = _pair(counts)
    return Verdict("column") if pair is None else _both(content, *pair, blank=blank)


def _upright(given: Table) -> Table:
    """Months as rows: they may have come as columns, or in a column beside plain numbers."""
    if any(month_of(label) is not None for label in given.labels):
        return given
    if not given.series and given.columns and all(month_of(name) is not None for name, _ in given.columns):
        return given.turned
    for name, cells in given.columns:
        words = [cell for cell in cells if isinstance(cell, str) and month_of(cell) is not None]
        if len(words) == len(cells):
            return Table(tuple(words), tuple(one for one in given.columns if one[0] != name))
    return given


def _counts(months: Iterable[str], cells: Iterable[Cell]) -> dict[str, float]:
    pairs = zip(months, cells, strict=True)
    return {month: cell for month, cell in pairs if isinstance(cell, float) and cell != 0}


def _pair(
    counts: Mapping[Label, dict[str, float]],
) -> tuple[dict[str, float], dict[str, float], bool] | None:
    """The columns of the two clocks, and whether their names say which is which."""
    found = {
        clock: [name for name in counts if any(part in str(name).lower() for part in parts)]
        for clock, parts in _NAMED.items()
    }
    if all(len(names) == 1 for names in found.values()) and found[CLOCKS[0]] != found[CLOCKS[1]]:
        first, second = (counts[found[clock][0]] for clock in CLOCKS)
        return first, second, True
    if len(counts) == 2:
        first, second = counts.values()
        return first, second, False
    return None


def _one(content: Content, counts: Mapping[str, float]) -> Verdict:
    for clock, other in (CLOCKS, CLOCKS[::-1]):
        if counts == per_month(counted(content), clock):
            return Verdict("one_clock", {"clock": clock, "other": other})
    for hint, reports in _others(content).items():
        if any(counts == per_month(reports, clock) for clock in CLOCKS):
            return Verdict(hint)
    near = min(CLOCKS, key=lambda clock: len(_off(counts, per_month(counted(content), clock))))
    return _wrong(near, counts, per_month(counted(content), near))


def _both(
    content: Content,
    published: Mapping[str, float],
    observed: Mapping[str, float],
    named_so: bool,
    *,
    blank: str,
) -> Verdict:
    wanted = [per_month(counted(content), clock) for clock in CLOCKS]
    came = [published, observed]
    if came == wanted or (came == wanted[::-1] and not named_so):
        return Verdict(RIGHT, remark=blank)
    if came == wanted[::-1]:
        return Verdict("swapped")
    for hint, reports in _others(content).items():
        other = [per_month(reports, clock) for clock in CLOCKS]
        if came in (other, other[::-1]):
            return Verdict(hint)
    straight, turned = (
        sum(len(_off(one, right)) for one, right in zip(came, order, strict=True))
        for order in (wanted, wanted[::-1])
    )
    if turned < straight and not named_so:
        came = came[::-1]
    clock, one, right = next(
        (clock, one, right) for clock, one, right in zip(CLOCKS, came, wanted, strict=True) if one != right
    )
    return _wrong(clock, one, right)


def _off(came: Mapping[str, float], wanted: Counts) -> list[str]:
    return [month for month in sorted({*came, *wanted}) if came.get(month, 0) != wanted.get(month, 0)]


def _wrong(clock: Clock, came: Mapping[str, float], wanted: Counts) -> Verdict:
    return Verdict("months", {"clock": clock, "months": named(_off(came, wanted))})
