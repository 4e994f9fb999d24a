"""Shapes for one picture: cut at its edge, on whole pixels, without a point too many."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.ui.map_frame import Box
from lessons.ui.outline import as_path, clipped, on_grid

BOX = Box(0, 0, 10, 10)
NUMBERS = st.floats(-50, 50, allow_nan=False)


@pytest.mark.parametrize(
    ("ring", "left"),
    [
        ([(2, 2), (8, 2), (8, 8)], [(2, 2), (8, 2), (8, 8)]),
        ([(-5, 2), (5, 2), (5, 8), (-5, 8)], [(0, 2), (5, 2), (5, 8), (0, 8)]),
        ([(20, 20), (30, 20), (30, 30)], []),
        ([(-5, -5), (15, -5), (15, 15), (-5, 15)], [(0, 0), (10, 0), (10, 10), (0, 10)]),
    ],
)
def test_a_ring_is_cut_at_the_edge(ring, left):
    assert set(clipped(ring, BOX)) == set(left)


@given(st.lists(st.tuples(NUMBERS, NUMBERS), max_size=12))
def test_nothing_is_left_outside(ring):
    wide = Box(-1e-6, -1e-6, 10 + 1e-6, 10 + 1e-6)
    assert all(wide.holds(Box(x, y, x, y)) for x, y in clipped(ring, BOX))


def test_a_shared_corner_goes_to_the_same_pixel_for_both():
    assert (
        on_grid([(1.4, 1.4), (9.6, 9.6)], 2)
        == on_grid([(1.4, 1.4), (5.5, 5.5), (9.6, 9.6)], 2)
        == [
            (1, 1),
            (5, 5),
        ]
    )


def test_points_that_fall_together_or_lie_on_the_way_go():
    assert on_grid([(0, 0), (0.2, 0.1), (3, 0), (6, 0), (6, 6)], 1) == [(0, 0), (6, 0), (6, 6)]
    assert on_grid([(0, 0), (6, 0), (3, 0)], 1) == [
        (0, 0),
        (6, 0),
        (3, 0),
    ]  # there and back is no straight way


def test_a_path_is_told_in_steps():
    assert as_path([(1, 1), (3, 1), (3, -2), (0, 0)]) == "M1 1l2 0 0-3-3 2z"
    assert as_path([(1, 1), (3, 1)], closed=False) == "M1 1l2 0"
    assert as_path([(1, 1), (3, 1), (3, 3)]) == ""
