"""Two totals of one day that differ by their scope."""

from collections.abc import Mapping

from lessons.activities.exercise.answer import Number, Table
from lessons.activities.exercise.verdict import RIGHT, Verdict, named
from lessons.content import Content
from lessons.content.records import Estimate
from lessons.content.records.exercises import Exercise


def pair(content: Content, exercise: Exercise) -> tuple[Estimate, Estimate]:
    """The two totals, the smaller one first."""
    first, second = sorted((content.estimates[one] for one in exercise.estimate_ids), key=_total)
    return first, second


def facts(content: Content, exercise: Exercise) -> dict[str, str]:
    """What the words of the exercise may use."""
    narrow, wide = pair(content, exercise)
    more = _total(wide) - _total(narrow)
    return {
        "day": narrow.stated_on.text,
        "claimant": narrow.claimant,
        "unit": narrow.unit,
        "narrow": f"{_total(narrow):,}",
        "wide": f"{_total(wide):,}",
        "narrow_scope": narrow.scope,
        "wide_scope": wide.scope,
        "more": f"{more:,}",
        "share": f"{100 * more / _total(narrow):.0f}",
    }


def judge(content: Content, exercise: Exercise, given: Number | Table) -> Verdict:
    """A number is the difference, a table has the two rows."""
    if isinstance(given, Number):
        return _number(exercise, content, given.value)
    return _table(exercise, content, given) if given.labels else Verdict("empty")


def _total(one: Estimate) -> int:
    return one.low or 0


def _number(exercise: Exercise, content: Content, value: float) -> Verdict:
    narrow, wide = (_total(one) for one in pair(content, exercise))
    more = wide - narrow
    shares = (more / narrow, more / wide, wide / narrow, narrow / wide)
    if value != value:
        return Verdict("nan")
    tests: Mapping[str, bool] = {
        RIGHT: value == more,
        "sign": value == -more,
        "sum": value == narrow + wide,
        "one": value in (narrow, wide),
        "unit": value * 1000 == more,
        "share": any(abs(value - one) < 0.006 or abs(value - 100 * one) < 0.6 for one in shares),
    }
    return Verdict(next((name for name, holds in tests.items() if holds), "number"))


def _table(exercise: Exercise, content: Content, given: Table) -> Verdict:
    wanted = set(exercise.estimate_ids)
    ids = {str(label) for label in given.labels}
    if ids == wanted and len(given.labels) == len(wanted):
        return Verdict(RIGHT)
    if wanted < ids and ids <= set(content.estimates):
        return Verdict(
            "more_rows", {"ids": named(one for one in map(str, given.labels) if one not in wanted)}
        )
    if ids & wanted:
        return Verdict("one_row")
    totals = sorted(_total(one) for one in pair(content, exercise))
    columns = given.numeric
    if any(sorted(cell for cell in cells if cell is not None) == totals for cells in columns.values()):
        return Verdict(RIGHT)
    if columns or ids <= set(content.estimates):
        return Verdict("other_rows")
    return Verdict("column")
