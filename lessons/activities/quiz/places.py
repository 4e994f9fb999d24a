"""The pictures of questions that are answered on the map."""

from dataclasses import dataclass, field
from functools import cached_property

from lessons.content import Content
from lessons.content.records.items import MapLocation, PlaceOption
from lessons.ui.projection import project
from lessons.ui.spots import Spot, Spots, country_names, spots

AREA = "area"


@dataclass(frozen=True)
class Places:
    """Where the options of a question lie.

    An option that names a site follows it: to another point when the site is corrected, and to an area where
    the site is known no better.
    """

    content: Content = field(repr=False)

    def spots(self, item: MapLocation) -> Spots:
        """The picture of one question, its numbers those of the list as it is shown.

        Made once for each order: the land does not change while somebody thinks.
        """
        made = (item.id, *(option.id for option in item.options))
        if made not in self._made:
            places = [self.spot(option, number) for number, option in enumerate(item.options, 1)]
            self._made[made] = spots(item.id, places, self.content.basemap, self._countries)
        return self._made[made]

    def spot(self, option: PlaceOption, number: int) -> Spot:
        """The place of one option."""
        lat, lon, radius = option.lat, option.lon, None
        if option.site_id:
            site = self.content.sites[option.site_id]
            lat, lon = site.lat, site.lon
            radius = site.precision_km if site.drawn_as == AREA else None
        if lat is None or lon is None:
            raise ValueError(f"{option.site_id} has no point and cannot be drawn; choose another site")
        return Spot(option.id, number, option.text, *project(lon, lat), radius)

    def says(self, picture: Spots) -> list[str]:
        """What the signs of a picture mean, in sentences."""
        said = ["The numbers are those of the list."]
        if any(one.radius_km for one in picture.spots):
            said.append("A broken circle means: somewhere in this area.")
        if picture.hatched:
            striped = [one.text for one in self.content.course.map.labels if one.names == "hatched"]
            said += [f"Striped: {words}." for words in striped]
        return said

    @cached_property
    def _made(self) -> dict[tuple[str, ...], Spots]:
        return {}

    @cached_property
    def _countries(self) -> dict[str, tuple[float, float]]:
        return country_names(self.content.basemap, self.content.course.map.labels)
