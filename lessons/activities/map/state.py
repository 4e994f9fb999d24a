"""Where a learner stands on the map: no report and no mark, which are worked out from the content."""

from dataclasses import dataclass

from lessons.activities.map.filters import NO_FILTERS, Filters
from lessons.ui.week import PUBLISHED

Look = tuple[float, float, float]
"""What of the map is seen, where that is not a whole view: x and y of its centre and its width, in km."""


@dataclass(frozen=True)
class MapState:
    """Where the learner stands.

    step      counts the map's dates from 0
    view      a view's id; ``look`` is set where the learner has moved or zoomed it
    chosen    the key of a site or city
    clock     by which clock things count: "published" or "happened"
    shading   the id of the countries that are shaded, or an empty text
    playing   whether the map steps on by itself
    """

    step: int
    view: str
    chosen: str | None = None
    clock: str = PUBLISHED
    look: Look | None = None
    filters: Filters = NO_FILTERS
    shading: str = ""
    playing: bool = False
