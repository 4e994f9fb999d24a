"""The projection against PROJ, the library that most maps of the world are made with."""

import hypothesis.strategies as st
import pytest
from hypothesis import given
from pyproj import Proj

from lessons.ui.projection import EARTH_RADIUS_KM, project, scale_at, unproject

PROJ = Proj(f"+proj=lcc +lat_1=45 +lat_2=60 +lat_0=52 +lon_0=28 +R={EARTH_RADIUS_KM * 1000}")
LON, LAT = st.floats(-25, 70), st.floats(30, 70)


@given(LON, LAT)
def test_it_is_the_projection_that_proj_calls_lcc(lon, lat):
    x, y = PROJ(lon, lat)
    assert project(lon, lat) == pytest.approx((x / 1000, -y / 1000), abs=1e-6)


@given(LON, LAT)
def test_the_way_back_leads_to_the_start(lon, lat):
    assert unproject(*project(lon, lat)) == pytest.approx((lon, lat), abs=1e-9)


def test_the_centre_is_the_origin_and_y_grows_to_the_south():
    assert project(28, 52) == pytest.approx((0, 0))
    assert project(28, 50)[1] > 0
    assert project(30, 52)[0] > 0


@pytest.mark.parametrize("lat", [44, 45, 52, 60])
def test_lengths_are_off_by_about_one_per_cent_at_most(lat):
    (x0, y0), (x1, y1) = project(28, lat), project(28, lat + 0.001)
    on_the_ground = EARTH_RADIUS_KM * 0.001 * 3.141592653589793 / 180
    assert ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5 / on_the_ground == pytest.approx(scale_at(lat), abs=1e-5)
    assert scale_at(lat) == pytest.approx(1, abs=0.012)


def test_the_poles_are_refused_in_plain_words():
    with pytest.raises(ValueError, match="the latitude is 90; it has to lie between -90 and 90"):
        project(28, 90)
