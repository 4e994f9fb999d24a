"""From rows to marks, and from marks to the picture of a view."""

from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from typing import TypeVar

from lessons.activities.map.known import AREA, CITY, NONE, CityRow, Known, Row, SiteRow
from lessons.activities.map.state import Look
from lessons.activities.map.words import mark_name, short_name
from lessons.content import Content
from lessons.content.records import Shading
from lessons.ui.basemap import Layer, around, extent, ground, hatched_extent, words
from lessons.ui.map_alone import alone, ground_alone
from lessons.ui.map_frame import Box, Frame, frame, moved
from lessons.ui.map_labels import wrap
from lessons.ui.map_letters import Gazetteer, Lettering, letter
from lessons.ui.map_marks import Mark, mark_svg
from lessons.ui.projection import project

Key = TypeVar("Key", bound=Hashable)
Made = TypeVar("Made")
_LABEL_LETTERS = 15
_KEPT = 40  # of what is made for moved and zoomed views; the oldest goes


@dataclass(frozen=True)
class Atlas:
    """All views of one map, and every look that a learner takes at it.

    ``last`` is everything that can be drawn at all. Words are laid out for all of it, so no name jumps while
    the date, the clock or a filter changes.
    """

    content: Content = field(repr=False)
    last: Known = field(repr=False)
    _letterings: dict[Frame, Lettering] = field(default_factory=dict, repr=False, compare=False)
    _words: dict[Frame, str] = field(default_factory=dict, repr=False, compare=False)
    _grounds: dict[tuple[Frame, str], str] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def frames(self) -> Mapping[str, Frame]:
        """The views by id, in the order of the data."""
        return {one.id: frame(one.id, one.label, one.bbox) for one in self.content.course.map.views}

    @cached_property
    def limit(self) -> Box:
        """How far one may look: the frame of the shapes."""
        return extent(self.content.basemap)

    def frame(self, view_id: str, look: Look | None = None) -> Frame:
        """A view, whole or as somebody looks at it."""
        view = self.frames[view_id]
        return moved(view, *look, limit=self.limit) if look else view

    @cached_property
    def shadings(self) -> Mapping[str, Shading]:
        """What can be shaded, by id."""
        return {one.id: one for one in self.content.course.map.shadings}

    @cached_property
    def ground(self) -> str:
        """The base map as one picture, without words."""
        first = next(iter(self.frames.values()))
        shaded = [one.countries for one in self.shadings.values()]
        return ground(self.content.basemap, self.line, first, shaded)

    @cached_property
    def line(self) -> tuple[tuple[float, float], ...]:
        """The line of contact, in kilometres."""
        return tuple(project(one.lon, one.lat) for one in self.content.contact_line)

    def layer(self, view: Frame) -> Layer:
        """What lies over the base map in one view alone."""
        return self.lettering(view).layer

    def words(self, view: Frame) -> str:
        """The part with the hatching and the words of a view."""
        return _once(self._words, view, lambda: words(self.content.basemap, self.layer(view)))

    def marks(self, rows: Sequence[Row], view: Frame) -> tuple[Mark, ...]:
        """The marks of the rows that lie in the view: areas first, so that no point is covered by one."""
        marks = (mark_of(row) for row in rows if row.drawn_as != NONE)
        seen = (mark for mark in marks if view.shows(mark.x, mark.y))
        return tuple(sorted(seen, key=lambda mark: (mark.radius_km is None, mark.y)))

    def outside(self, rows: Sequence[Row], view: Frame) -> frozenset[str]:
        """The keys of the rows that have a mark, but not in this view."""
        shown = {one.key for one in self.marks(rows, view)}
        return frozenset(row.key for row in rows if row.drawn_as != NONE and row.key not in shown)

    def picture(self, view: Frame, *, shading: str = "") -> str:
        """The part that holds the others: the places for the base map, for its words and for the marks."""
        number = list(self.shadings).index(shading) + 1 if shading else 0
        return (
            f'<div class="lesson-map{f" lesson-shade-{number}" if shading else ""}"'
            f' style="--lesson-px:{view.km_per_px:.3f}" data-escape="close" data-pan="look">'
            f'<div class="lesson-ground" data-ground data-viewbox="{view.viewbox}"></div>'
            '<div data-slot="words"></div><div data-slot="marks"></div></div>'
        )

    def living_marks(
        self, rows: Sequence[Row], view: Frame, *, fresh: Collection[str] = (), chosen: str | None = None
    ) -> str:
        """The part with the marks as buttons. ``fresh``: keys of the rows with a ring."""
        lettered = self.lettering(view)
        drawn = "".join(
            mark_svg(
                one,
                view,
                side=_side(lettered, one),
                narrow=one.key in lettered.narrow,
                fresh=one.key in fresh,
                pressed=one.key == chosen,
            )
            for one in self.marks(rows, view)
        )
        return (
            f'<svg class="lesson-marks" viewBox="{view.viewbox}" role="group" data-arrows'
            f' aria-label="Map: {escape(view.label)}">{drawn}</svg>'
        )

    def still_picture(
        self, rows: Sequence[Row], view: Frame, *, title: str, desc: str, shading: str = ""
    ) -> str:
        """The same as a picture that stands alone, its marks as signs."""
        lettered = self.lettering(view)
        marks = "".join(
            mark_svg(one, view, side=_side(lettered, one), scaled=True) for one in self.marks(rows, view)
        )
        return alone(self._ground_alone(view, shading), lettered.layer, marks, title=title, desc=desc)

    def _ground_alone(self, view: Frame, shading: str) -> str:
        countries = self.shadings[shading].countries if shading else ()
        return _once(
            self._grounds,
            (view, shading),
            lambda: ground_alone(self.content.basemap, self.line, view, countries),
        )

    def lettering(self, view: Frame) -> Lettering:
        """The words of a view, laid out once."""

        def laid_out() -> Lettering:
            marks = sorted(self.marks(self.last.rows, view), key=lambda mark: -self._weight[mark.key])
            return letter(view, marks, self._gazetteer, line=self.line)

        return _once(self._letterings, view, laid_out)

    @cached_property
    def _gazetteer(self) -> Gazetteer:
        named = {name for row in self.last.rows for name in (row.name, short_name(row.name))}
        extents = (
            ("hatched", hatched_extent(self.content.basemap)),
            ("dotted", around(self.line) if self.line else None),
        )
        return Gazetteer(
            [one for one in self.content.places.values() if one.name not in named],
            self.content.course.map.labels,
            {str(one["name"]) for one in self.content.basemap["countries"]},
            {name: box for name, box in extents if box},
        )

    @cached_property
    def _weight(self) -> Mapping[str, int]:
        """Cities first: they are few. Then the places that most was written about."""
        most = len(self.content.observations)
        return {row.key: len(row.reports) if isinstance(row, SiteRow) else most for row in self.last.rows}


def _once(made: dict[Key, Made], key: Key, make: Callable[[], Made]) -> Made:
    """What was made for this key before, or is made now and kept for a while."""
    if key not in made:
        if len(made) >= _KEPT:
            del made[next(iter(made))]
        made[key] = make()
    return made[key]


def _side(words: Lettering, mark: Mark) -> str:
    """The side of a mark's name, empty where it found no room."""
    return words.wide[mark.key].side if mark.key in words.wide else ""


def mark_of(row: Row) -> Mark:
    """The mark of a row that is drawn."""
    if isinstance(row, CityRow):
        at = [project(lon, lat) for lat, lon in row.points]
        x, y = sum(x for x, _ in at) / len(at), sum(y for _, y in at) / len(at)
        return Mark(
            row.key, x, y, "city" if row.drawn_as == CITY else "venue", "", (row.name,), mark_name(row)
        )
    if row.site.point is None:
        raise ValueError(f"{row.key} has no point and cannot be drawn; list it instead")
    lat, lon = row.site.point
    x, y = project(lon, lat)
    radius = row.site.precision_km if row.drawn_as == AREA else None
    name = wrap(short_name(row.name), _LABEL_LETTERS)
    return Mark(
        row.key, x, y, row.kind, row.best_evidence, name, mark_name(row), radius, later=not row.public
    )
