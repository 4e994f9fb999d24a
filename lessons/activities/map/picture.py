"""From rows to marks, and from marks to the picture of a view."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from html import escape

from lessons.activities.map.known import AREA, NONE, CityRow, Known, Row, SiteRow
from lessons.activities.map.words import mark_name, short_name
from lessons.content import Content
from lessons.ui.basemap import Layer, ground
from lessons.ui.map_frame import Frame, frame
from lessons.ui.map_labels import wrap
from lessons.ui.map_letters import Gazetteer, Lettering, letter
from lessons.ui.map_marks import Mark, mark_svg
from lessons.ui.projection import project

_LABEL_LETTERS = 15


@dataclass(frozen=True)
class Atlas:
    """All views of one map.

    The words are laid out once, for everything that is known at the last step, so no name jumps between
    steps.
    """

    content: Content = field(repr=False)
    steps: tuple[Known, ...] = field(repr=False)

    @property
    def last(self) -> Known:
        """The last step: everything that can be drawn at all."""
        return self.steps[-1]

    @cached_property
    def frames(self) -> Mapping[str, Frame]:
        """The views by id, in the order of the data."""
        return {one.id: frame(one.id, one.label, one.bbox) for one in self.content.course.map.views}

    def number(self, view_id: str) -> int:
        """The place of a view among the views, from 1."""
        return list(self.frames).index(view_id) + 1

    @cached_property
    def ground(self) -> str:
        """The base map with the words of every view, as one picture."""
        return ground(self.content.basemap, self.line, [one.layer for one in self.letterings.values()])

    @cached_property
    def line(self) -> tuple[tuple[float, float], ...]:
        """The line of contact, in kilometres."""
        return tuple(project(one.lon, one.lat) for one in self.content.contact_line)

    def layer(self, view_id: str) -> Layer:
        """What the base map holds for one view alone."""
        return self.letterings[view_id].layer

    def marks(self, known: Known, view_id: str) -> tuple[Mark, ...]:
        """The marks of a step that lie in the view: areas first, so that no point is covered by one."""
        return self._marks[known.day, view_id]

    @cached_property
    def _marks(self) -> Mapping[tuple[date, str], tuple[Mark, ...]]:
        found = {}
        for known in self.steps:
            marks = sorted(
                (mark_of(row) for row in known.rows if row.drawn_as != NONE),
                key=lambda mark: (mark.radius_km is None, mark.y),
            )
            for view_id, view in self.frames.items():
                found[known.day, view_id] = tuple(one for one in marks if view.shows(one.x, one.y))
        return found

    def outside(self, known: Known, view_id: str) -> frozenset[str]:
        """The keys of the rows that have a mark, but not in this view."""
        return frozenset(row.key for row in known.rows if row.drawn_as != NONE) - {
            one.key for one in self.marks(known, view_id)
        }

    def picture(
        self, known: Known, view_id: str, *, fresh: Collection[str] = (), chosen: str | None = None
    ) -> str:
        """The part with the place for the base map and the marks above it.

        ``fresh``: keys of the rows with a ring.
        """
        view, words = self.frames[view_id], self.letterings[view_id]
        marks = "".join(
            mark_svg(
                one,
                view,
                side=_side(words, one),
                narrow=one.key in words.narrow,
                fresh=one.key in fresh,
                pressed=one.key == chosen,
            )
            for one in self.marks(known, view_id)
        )
        return (
            f'<div class="lesson-map lesson-view-{self.number(view_id)}"'
            f' style="--lesson-px:{view.km_per_px:.3f}" data-escape="close">'
            f'<div class="lesson-ground" data-ground data-viewbox="{view.viewbox}"></div>'
            f'<svg class="lesson-marks" viewBox="{view.viewbox}" role="group" data-arrows'
            f' aria-label="Map: {escape(view.label)}">'
            f"{marks}</svg></div>"
        )

    def plain_marks(self, known: Known, view_id: str) -> str:
        """The same marks for a picture that stands alone."""
        view, words = self.frames[view_id], self.letterings[view_id]
        return "".join(
            mark_svg(one, view, side=_side(words, one), scaled=True) for one in self.marks(known, view_id)
        )

    @cached_property
    def letterings(self) -> Mapping[str, Lettering]:
        """The words of each view, by its id."""
        named = {name for row in self.last.rows for name in (row.name, short_name(row.name))}
        gazetteer = Gazetteer(
            [one for one in self.content.places.values() if one.name not in named],
            self.content.course.map.labels,
            {str(one["name"]) for one in self.content.basemap["countries"]},
        )
        # Cities first: they are few. Then the places that most was written about.
        weight = {
            row.key: len(row.reports) if isinstance(row, SiteRow) else len(self.content.observations)
            for row in self.last.rows
        }
        return {
            view_id: letter(
                view,
                sorted(self.marks(self.last, view_id), key=lambda mark: -weight[mark.key]),
                gazetteer,
                line=self.line,
            )
            for view_id, view in self.frames.items()
        }


def _side(words: Lettering, mark: Mark) -> str:
    """The side of a mark's name, empty where it found no room."""
    return words.wide[mark.key].side if mark.key in words.wide else ""


def mark_of(row: Row) -> Mark:
    """The mark of a row that is drawn."""
    if isinstance(row, CityRow):
        at = [project(lon, lat) for lat, lon in row.points]
        x, y = sum(x for x, _ in at) / len(at), sum(y for _, y in at) / len(at)
        return Mark(row.key, x, y, "venue", "", (row.name,), mark_name(row))
    if row.site.point is None:
        raise ValueError(f"{row.key} has no point and cannot be drawn; list it instead")
    lat, lon = row.site.point
    x, y = project(lon, lat)
    radius = row.site.precision_km if row.drawn_as == AREA else None
    name = wrap(short_name(row.name), _LABEL_LETTERS)
    return Mark(row.key, x, y, row.kind, row.best_evidence, name, mark_name(row), radius)
