"""The map of what a reader could know: places of the build-up and cities of the meetings, day by day."""

from lessons.activities.map.activity import Map
from lessons.activities.map.state import MapState

__all__ = ["Map", "MapState"]
