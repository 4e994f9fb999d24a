"""CSV that a spreadsheet reads as it was meant, and never runs."""

import csv
import io
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.exports.cells import cell, csv_bytes, safe


@pytest.mark.parametrize(
    ("given_text", "written"),
    [
        ("Ada", "Ada"),
        ("=cmd()", "'=cmd()"),
        ("+1", "'+1"),
        ("-2", "'-2"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("＝1+1", "'＝1+1"),
        ("\t=1", "'\t'=1"),
        (" =1", "' =1"),
        ('"=1', "'\"=1"),
        ("a;=1", "a;'=1"),
        ("a\r\n-1", "a\r\n'-1"),
        ("2 + 2 = 4", "2 + 2 = 4"),
        ("well-known", "well-known"),
        ("", ""),
    ],
)
def test_no_text_is_run_as_a_formula(given_text, written):
    assert safe(given_text) == written


def test_numbers_times_and_nothing_keep_their_kind():
    at = datetime(2022, 1, 10, 13, 0, 5, 999, tzinfo=timezone(timedelta(hours=1)))
    assert [cell(value) for value in (None, True, False, -0.25, 3, at)] == [
        "",
        "true",
        "false",
        -0.25,
        3,
        "2022-01-10T12:00:05Z",
    ]
    assert [cell(value) for value in (97.0, 0.125, float("nan"), float("inf"))] == [97, 0.125, "", ""]
    assert isinstance(cell(97.0), int)
    assert cell(datetime(2022, 1, 10, tzinfo=UTC)) == "2022-01-10T00:00:00Z"


def test_a_file_is_whole():
    written = csv_bytes(("name", "score"), [("Zoë, “the 1st”", 0.5), ("=cmd()", None), ('a"b\nc', -1)])
    assert (
        written
        == ('\ufeff"name","score"\r\n"Zoë, “the 1st”",0.5\r\n"\'=cmd()",""\r\n"a""b\nc",-1\r\n').encode()
    )


def test_a_row_of_another_length_is_refused():
    with pytest.raises(ValueError, match="row 2 has 1 cells; the table has 2 columns"):
        csv_bytes(("a", "b"), [("1", "2"), ("3",)])


@given(st.lists(st.tuples(st.text(), st.text()), max_size=5))
def test_every_text_comes_back_and_no_line_begins_a_formula(rows):
    read = csv.reader(io.StringIO(csv_bytes(("a", "b"), rows).decode("utf-8-sig"), newline=""))
    back = [tuple(row) for row in read][1:]
    assert back == [tuple(safe(value).encode("utf-8", "replace").decode() for value in row) for row in rows]
    assert not any(value.lstrip().startswith(("=", "+", "-", "@")) for row in back for value in row)
