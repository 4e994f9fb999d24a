"""Where everything stands: a true scale of time at the left, and one row for each event beside it.

Events crowd. On a true scale their names would lie on each other; in even rows the crowding would be lost.
So each name stands in a row of its own, as near as possible to its true place, and a line leads from there to
that place on the scale. The rows are the solution with the least sum of squared shifts: shifts that have to
keep a distance are an isotonic regression (Barlow et al., 1972), found by pooling neighbours.

Numbers are pixels, on a phone as on a projector: time runs down, for height is what there is enough of.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from lessons.content.records import Period
from lessons.content.records.dates import MONTHS

ROW = 28
EDGE = 22
LEAST_HEIGHT = 240
TICK_GAP = 24
_YEAR_STEPS = (1, 2, 5, 10)
_MONTH_STEPS = (1, 2, 3, 6)
_DAY_STEPS = (7, 14, 28)
_FEW_YEARS, _FEW_MONTHS = 3, 0.25
_AIR = 1.2  # a little more room than the rows need: who has none beside it stands at its true place


@dataclass(frozen=True)
class Scale:
    """A period on a line of ``height`` pixels."""

    begins: date
    ends: date
    height: float

    def y(self, day: date) -> float:
        """The place of a day; a day outside stands at the end that is nearer."""
        part = (day - self.begins) / (self.ends - self.begins)
        return EDGE + min(max(part, 0), 1) * (self.height - 2 * EDGE)


@dataclass(frozen=True)
class Tick:
    """A mark of the scale: a year, or the first letters of a month."""

    y: float
    text: str


def scale(period: Period, count: int) -> Scale:
    """The scale of a picture with so many rows."""
    return Scale(period.begins, period.ends, max(LEAST_HEIGHT, 2 * EDGE + round((count - 1) * ROW * _AIR)))


def spread(wanted: Sequence[float], *, gap: float, low: float, high: float) -> tuple[float, ...]:
    """Places at least ``gap`` apart, between ``low`` and ``high``, as near as possible to the wanted ones.

    ``wanted`` rises. Where they cannot all fit, the last ones stand below ``high``.
    """
    blocks: list[tuple[float, int]] = []  # mean of what is wanted, and how many stand in a row
    for number, place in enumerate(wanted):
        mean, size = place - number * gap, 1
        while blocks and blocks[-1][0] >= mean:
            before, many = blocks.pop()
            mean, size = (before * many + mean * size) / (many + size), many + size
        blocks.append((mean, size))
    most = high - (len(wanted) - 1) * gap
    starts = [max(low, min(mean, most)) for mean, size in blocks for _ in range(size)]
    return tuple(start + number * gap for number, start in enumerate(starts))


def ticks(line: Scale) -> tuple[Tick, ...]:
    """The years, or in a short period the months or weeks; as many as there is room for."""
    years = (line.ends - line.begins) / timedelta(days=365.25)
    inner = line.height - 2 * EDGE
    if years > _FEW_YEARS:
        step = next((one for one in _YEAR_STEPS if one * inner / years >= TICK_GAP), _YEAR_STEPS[-1])
        first = -(-line.begins.year // step) * step
        days = [date(year, 1, 1) for year in range(first, line.ends.year + 1, step)]
    elif years < _FEW_MONTHS:
        length = (line.ends - line.begins).days
        step = next((one for one in _DAY_STEPS if one * inner / length >= TICK_GAP), _DAY_STEPS[-1])
        days = [line.begins + timedelta(days=number) for number in range(0, length + 1, step)]
        return tuple(Tick(line.y(day), f"{day.day} {MONTHS[day.month - 1][:3]}") for day in days)
    else:
        step = next((one for one in _MONTH_STEPS if one * inner / (12 * years) >= TICK_GAP), _MONTH_STEPS[-1])
        months = range(line.begins.year * 12, line.ends.year * 12 + 12, step)
        days = [date(month // 12, month % 12 + 1, 1) for month in months]
    return tuple(Tick(line.y(day), _name(day)) for day in days if line.begins <= day <= line.ends)


def _name(day: date) -> str:
    return str(day.year) if day.month == 1 else MONTHS[day.month - 1][:3]
