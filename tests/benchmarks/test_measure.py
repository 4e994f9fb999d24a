"""The arithmetic of the benchmarks. Nothing is timed here."""

import pytest

from tests.benchmarks.measure import Row, Sample, differences, put, ratios, table
from tests.benchmarks.page import frame_size, message_kind


def test_a_sample_shows_its_median_and_its_range():
    assert Sample((30.0, 18.4, 21.2), "ms").text == "21 ms (18 to 30, n = 3)"
    assert Sample((4.0, 2.0), "ms").text == "3.0 ms (2.0 to 4.0, n = 2)"
    assert Sample((1.234,), "x").text == "1.23 x"


def test_a_sample_of_nothing_is_refused():
    with pytest.raises(ValueError, match="at least one value is needed"):
        Sample((), "ms")


def test_pairs_are_compared_one_by_one():
    # A slow minute strikes both of a pair: the ratio stays.
    assert ratios([12, 120, 6], [10, 100, 5]).median == pytest.approx(1.2)
    assert differences([12, 120, 6], [10, 100, 5], "ms").values == (2, 20, 1)


def test_pairs_must_be_complete():
    with pytest.raises(ValueError, match="argument 2 is shorter"):
        ratios([1, 2], [1])


def test_an_aim_is_held_against_the_median():
    assert Row("a", Sample((29, 30, 99), "ms"), aim=30).met is True
    assert Row("a", Sample((29, 31, 32), "ms"), aim=30).met is False
    assert Row("a", Sample((29,), "ms")).met is None


def test_rows_become_a_table():
    rows = [
        Row("a step", Sample((40.0,), "ms"), 30, "FigureWidget: 70 ms"),
        Row("a start", Sample((2.0,), "s")),
    ]
    assert table(rows).splitlines() == [
        "| What | Aim | Measured: median (range) |  | In the same run |",
        "| --- | --- | --- | --- | --- |",
        "| a step | at most 30 ms | 40 ms | **missed** | FigureWidget: 70 ms |",
        "| a start |  | 2.00 s |  |  |",
    ]


def test_a_table_takes_the_place_of_the_one_before():
    page = "x\n<!-- steps -->\nold\n<!-- end of steps -->\ny\n"
    new = put(page, "steps", "new")
    assert new == "x\n<!-- steps -->\nnew\n<!-- end of steps -->\ny\n"
    assert put(new, "steps", "new") == new
    with pytest.raises(ValueError, match="no place for traffic"):
        put(page, "traffic", "new")


def test_a_frame_is_counted_as_it_travelled():
    assert frame_size({"opcode": 1, "payloadData": "Zürich"}) == 7
    assert frame_size({"opcode": 2, "payloadData": "AAECAw=="}) == 4


def test_the_kind_of_a_message_is_read_from_its_header():
    # Jupyter's v1 websocket protocol: number of offsets, offsets, then the pieces; the second is the header.
    pieces = [b"iopub", b'{"msg_type": "comm_open"}', b"{}", b"{}", b"{}"]
    start = 8 * (1 + len(pieces) + 1)
    at = [start]
    for piece in pieces:
        at.append(at[-1] + len(piece))
    frame = b"".join(value.to_bytes(8, "little") for value in (len(at), *at)) + b"".join(pieces)
    assert message_kind(frame) == "comm_open"
    assert message_kind(b"\x00") == "other"
