"""The map as a plotly figure, for learners who explore: the same places and reports as on the day of the
article, on projected axes, above the base map as one picture.

Nothing is fetched: plotly's own maps would be blank without a network. Marks keep their size when the picture
is enlarged, the circles of areas grow with the land."""

from lessons.activities.map.figure_ground import SEA, bar, bar_words, ground, letters
from lessons.activities.map.figure_rows import map_rows
from lessons.activities.map.figure_signs import area, legend, marks, stars
from lessons.activities.map.known import AREA, NONE, known_by
from lessons.activities.map.words import day_text
from lessons.content import Content
from lessons.ui.figures import INK, TEXT, QuietFigure, base_layout
from lessons.ui.map_frame import WIDTH_PX, frame

_TOP, _BOTTOM, _LEFT, _LEGEND = 92, 12, 8, 236  # pixels


def map_figure(content: Content) -> QuietFigure:
    """What a reader could know on the day of the article."""
    day = content.course.article.day
    known = known_by(content, day)
    first = content.course.map.views[0]
    view = frame(first.id, first.label, first.bbox)
    high = round(WIDTH_PX * (view.box.y1 - view.box.y0) / (view.box.x1 - view.box.x0))
    layout = base_layout(
        f"What a reader could know by {day_text(day)}",
        "Move with the mouse, enlarge with + and − at the top right. Point at a sign to read its reports.",
        width=WIDTH_PX + _LEFT + _LEGEND,
        height=high + _TOP + _BOTTOM,
    )
    axis = {"showgrid": False, "zeroline": False, "showticklabels": False, "ticks": "", "automargin": False}
    layout |= {
        "margin": {"l": _LEFT, "r": _LEGEND, "t": _TOP, "b": _BOTTOM},
        "plot_bgcolor": SEA,
        "dragmode": "pan",
        "xaxis": {**axis, "range": [view.box.x0, view.box.x1]},
        # The map's y grows to the south; one kilometre is as long as on the other axis.
        "yaxis": {**axis, "range": [view.box.y1, view.box.y0], "scaleanchor": "x", "scaleratio": 1},
        "images": [ground(content, view)],
        "shapes": [bar(view)],
        "annotations": [*letters(content, known, view), bar_words(view)],
        "hoverlabel": {"align": "left", "bgcolor": "#ffffff", "font": {"color": INK, "size": TEXT}},
    }
    layout["legend"] |= {"x": 1.01, "y": 1, "yanchor": "top", "tracegroupgap": 8}
    areas = [row for row in known.sites if row.drawn_as == AREA]
    # Signs keep their place: where two meet, the one with more reports lies on top.
    points = sorted(
        (row for row in known.sites if row.drawn_as not in (AREA, NONE)), key=lambda row: len(row.reports)
    )
    cities = [row for row in known.cities if row.drawn_as != NONE]
    traces = [area(content, row) for row in areas]
    traces += [marks(content, points)] if points else []
    traces += [stars(content, cities)] if cities else []
    return QuietFigure(
        data=[*traces, *legend(points, areas, cities)], layout=layout, rows=map_rows(content, known)
    )
