"""From longitude and latitude to the flat map: the Lambert conformal conic projection on a sphere.

A cone is set on the globe so that it cuts it along two parallels, here 45 and 60 degrees north. The globe is
copied onto the cone and the cone is unrolled. Shapes stay true (the projection is conformal) and along the
two parallels lengths do too; between and near them, where this map lies, they are off by about 1 per cent, so
one scale bar serves the whole picture.

Formulas 15-1 to 15-4 and, for the way back, 15-5 to 15-9 and 20-17 of J. P. Snyder, *Map Projections: A
Working Manual*, US Geological Survey Professional Paper 1395 (1987), pages 106-107. Units are kilometres on a
sphere of 6371 km; x grows to the east and y to the SOUTH, as in SVG, so that the map's centre (28 E, 52 N) is
0, 0. The base map was projected with the same numbers by mapshaper.
"""

from math import atan, atan2, cos, degrees, hypot, log, pi, radians, sin, tan

EARTH_RADIUS_KM = 6371.0
_SOUTH, _NORTH = radians(45), radians(60)
_CENTRE_LON, _CENTRE_LAT = radians(28), radians(52)


def _half(lat: float) -> float:
    return tan(pi / 4 + lat / 2)


_N = log(cos(_SOUTH) / cos(_NORTH)) / log(_half(_NORTH) / _half(_SOUTH))
_F = cos(_SOUTH) * _half(_SOUTH) ** _N / _N
_RHO_CENTRE = EARTH_RADIUS_KM * _F / _half(_CENTRE_LAT) ** _N


def project(lon: float, lat: float) -> tuple[float, float]:
    """Degrees east and north to kilometres (x to the east, y to the south) from the map's centre."""
    if not -90 < lat < 90:
        raise ValueError(
            f"the latitude is {lat}; it has to lie between -90 and 90, without the poles themselves"
        )
    rho = EARTH_RADIUS_KM * _F / _half(radians(lat)) ** _N
    theta = _N * (radians(lon) - _CENTRE_LON)
    return rho * sin(theta), rho * cos(theta) - _RHO_CENTRE


def unproject(x: float, y: float) -> tuple[float, float]:
    """The way back: kilometres on the map to degrees east and north."""
    rho = hypot(x, y + _RHO_CENTRE)
    theta = atan2(x, y + _RHO_CENTRE)
    lat = 2 * atan((EARTH_RADIUS_KM * _F / rho) ** (1 / _N)) - pi / 2
    return degrees(theta / _N + _CENTRE_LON), degrees(lat)


def scale_at(lat: float) -> float:
    """Kilometres on the map for one kilometre on the ground at this latitude (1 on the two parallels)."""
    return float(cos(_SOUTH) * _half(_SOUTH) ** _N / (cos(radians(lat)) * _half(radians(lat)) ** _N))
