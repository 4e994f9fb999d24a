"""A date is never more exact than what was written, and its order is that of its last day."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lessons.content.records import PartialDate

days = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))
partial = st.builds(lambda day, size: PartialDate(day.isoformat()[:size]), days, st.sampled_from([4, 7, 10]))


@pytest.mark.parametrize(
    ("iso", "precision", "first", "last", "text"),
    [
        ("2021", "year", date(2021, 1, 1), date(2021, 12, 31), "2021"),
        ("2021-04", "month", date(2021, 4, 1), date(2021, 4, 30), "April 2021"),
        ("2020-02", "month", date(2020, 2, 1), date(2020, 2, 29), "February 2020"),
        ("2021-04-08", "day", date(2021, 4, 8), date(2021, 4, 8), "8 April 2021"),
    ],
)
def test_what_a_date_says(iso: str, precision: str, first: date, last: date, text: str) -> None:
    one = PartialDate(iso)
    assert (one.precision, one.first, one.last, one.text, str(one)) == (precision, first, last, text, text)


@pytest.mark.parametrize(
    "iso", ["", "21", "2021-4", "2021-04-8", "April 2021", "8.4.2021", "2021-04-08T00:00", "٢٠٢١"]
)
def test_other_forms_are_refused(iso: str) -> None:
    with pytest.raises(ValueError, match="is not a date; write 2024, 2024-12 or 2024-12-31"):
        PartialDate(iso)


@pytest.mark.parametrize("iso", ["2021-13", "2021-00", "2021-02-29", "2021-04-31", "0000"])
def test_days_that_do_not_exist_are_refused(iso: str) -> None:
    with pytest.raises(ValueError, match="is not in the calendar"):
        PartialDate(iso)


def test_known_by_a_day_only_when_the_whole_span_is_over() -> None:
    isos = ("2021-04-08", "2021-04-09", "2021-04", "2021", "2021-03")
    known = [iso for iso in isos if PartialDate(iso).by(date(2021, 4, 8))]
    assert known == ["2021-04-08", "2021-03"]


def test_in_order_of_the_last_day() -> None:
    isos = ["2021", "2021-12-31", "2021-12", "2021-04-30", "2021-04", "2021-05-01", "2022"]
    assert [one.iso for one in sorted(map(PartialDate, isos))] == [
        "2021-04", "2021-04-30", "2021-05-01", "2021", "2021-12", "2021-12-31", "2022",
    ]  # fmt: skip  # one line


def test_a_date_is_compared_with_dates_of_its_kind_only() -> None:
    with pytest.raises(TypeError):
        assert PartialDate("2021") < "2022"


def test_read_from_a_cell_a_toml_date_and_itself() -> None:
    one = PartialDate("2021-04-08")
    assert [PartialDate.read(value) for value in (" 2021-04-08 ", date(2021, 4, 8), one)] == [one, one, one]
    for value in (2021, None, datetime(2021, 4, 8, tzinfo=UTC)):
        with pytest.raises(ValueError, match="is not a date"):
            PartialDate.read(value)


@settings(derandomize=True, max_examples=100, database=None, deadline=None)
@given(a=partial, b=partial, day=days)
def test_order_span_and_precision_agree(a: PartialDate, b: PartialDate, day: date) -> None:
    assert a.first <= a.last
    assert (a < b) + (a == b) + (a > b) == 1
    assert a.last >= b.last or a < b
    assert a.by(day) == (a.last <= day)
    assert {"year": 365, "month": 27, "day": 0}[a.precision] <= (a.last - a.first).days + (
        a.precision == "year"
    )
    assert PartialDate.read(a.iso) == a
