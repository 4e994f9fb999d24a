"""How many days lie between a picture and its publication."""

from collections.abc import Callable, Mapping
from statistics import fmean, median

from lessons.activities.exercise.answer import Number, Table
from lessons.activities.exercise.verdict import RIGHT, Verdict, named
from lessons.content import Content
from lessons.content.records import Observation
from lessons.content.records.exercises import Exercise

PICTURES = "imagery"
_DAYS = ("days", "lag", "wait")
_CLOSE = 1e-6
_UNITS = {24: "24", 24 * 60: "1,440", 24 * 3600: "86,400", 1 / 7: "a seventh of", 1 / 30: "a thirtieth of"}


def lags(content: Content) -> dict[str, int]:
    """Days by id, of every picture whose two dates are known to the day; the same picture once."""
    return {
        one.id: (one.published_on.last - one.observed_on.last).days
        for one in content.observations.values()
        if one.evidence == PICTURES and _to_the_day(one) and one.same_picture_as not in content.observations
    }


def facts(content: Content, _exercise: Exercise) -> dict[str, str]:
    """What the words of the exercise may use."""
    days = lags(content)
    longest = max(days, key=lambda one: days[one])
    return {
        "count": str(len(days)),
        "median": f"{median(days.values()):g}",
        "same_day": str(sum(1 for one in days.values() if one == 0)),
        "longest": str(days[longest]),
        "longest_at": content.sites[content.observations[longest].site_id].name,
    }


def judge(content: Content, _exercise: Exercise, given: Number | Table) -> Verdict:
    """The first thing that is off, in the order in which one would look for it."""
    days = lags(content)
    return _number(days, given.value) if isinstance(given, Number) else _table(content, days, given)


def _to_the_day(one: Observation) -> bool:
    return one.observed_on.precision == one.published_on.precision == "day"


def _number(days: Mapping[str, int], value: float) -> Verdict:
    middle = median(days.values())
    mean = fmean(days.values())
    if value != value:
        return Verdict("nan")
    tests: Mapping[str, bool] = {
        RIGHT: abs(value - middle) < _CLOSE,
        "sign": abs(value + middle) < _CLOSE and middle != 0,
        "off_by_one": abs(abs(value - middle) - 1) < _CLOSE,
        "mean": abs(value - mean) < 0.06 or value == round(mean),
        "longest": value == max(days.values()),
        "rows": value == len(days),
    }
    return Verdict(next((name for name, holds in tests.items() if holds), "number"))


def _table(content: Content, days: Mapping[str, int], given: Table) -> Verdict:
    if not given.labels:
        return Verdict("empty")
    column = _column(given)
    if isinstance(column, Verdict):
        return column
    ids = [str(label) for label in given.labels]
    if any(one not in content.observations for one in ids):
        return Verdict("index")
    doubled = sorted({one for one in ids if ids.count(one) > 1})
    if doubled:
        return Verdict("twice", {"ids": named(doubled)})
    for hint, unwanted in _unwanted(content).items():
        found = [one for one in ids if one not in days and unwanted(content.observations[one])]
        if found:
            return Verdict(hint, {"ids": named(found)})
    missing = [one for one in days if one not in ids]
    if missing:
        return Verdict("missing", {"ids": named(missing)})
    if None in column:
        return Verdict("nan")
    return _values(days, dict(zip(ids, (cell for cell in column if cell is not None), strict=True)))


def _unwanted(content: Content) -> Mapping[str, Callable[[Observation], bool]]:
    """Why a row is not asked for: by the first of these that holds."""
    return {
        "imprecise": lambda one: one.evidence == PICTURES and not _to_the_day(one),
        "evidence": lambda one: one.evidence != PICTURES,
        "same_picture": lambda one: one.same_picture_as in content.observations,
    }


def _column(given: Table) -> tuple[float | None, ...] | Verdict:
    numeric = given.numeric
    if len(numeric) > 1:
        numeric = {name: cells for name, cells in numeric.items() if str(name).lower() in _DAYS}
    if len(numeric) == 1:
        return next(iter(numeric.values()))
    if given.series or len(given.columns) == 1:
        cells = given.columns[0][1]
        return Verdict("text" if any(isinstance(cell, str) for cell in cells) else "nan")
    return Verdict("column")


def _values(days: Mapping[str, int], given: Mapping[str, float]) -> Verdict:
    def all_are(wanted: Callable[[int], float]) -> bool:
        return all(
            abs(given[one] - wanted(number)) < _CLOSE * max(1, abs(number)) for one, number in days.items()
        )

    if all_are(float):
        return Verdict(RIGHT)
    if all_are(lambda number: -number):
        return Verdict("sign")
    if all_are(lambda number: number + 1) or all_are(lambda number: number - 1):
        return Verdict("off_by_one")
    for times, words in _UNITS.items():
        if all_are(lambda number, times=times: number * times):  # type: ignore[misc]  # bound at once
            return Verdict("unit", {"times": words})
    return Verdict("values", {"ids": named(one for one in days if abs(given[one] - days[one]) >= _CLOSE)})
