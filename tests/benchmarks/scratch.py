"""Notebooks to compare with: nothing at all, the map alone, and one plotly FigureWidget with a date slider.

They are written into a temporary copy of the course, never into the repository. The FigureWidget draws the
course's own sites as points on plain axes, without any land, and a step of its slider changes their sizes:
the least that a map of this kind has to do.
"""

from pathlib import Path

import nbformat

BARE = "bare.ipynb"
FIGURE = "figure-widget.ipynb"
MAP_ALONE = "map-alone.ipynb"

_SITES = """\
import csv, pathlib, tomllib
import ipywidgets
import plotly.graph_objects as go
data = pathlib.Path("../data")
with (data / "sites.csv").open(encoding="utf-8", newline="") as rows:
    sites = [row for row in csv.DictReader(rows) if row["lat"]]
with (data / "observations.csv").open(encoding="utf-8", newline="") as rows:
    published = [(row["site_id"], row["published_on"]) for row in csv.DictReader(rows)]
course = tomllib.loads((data / "course.toml").read_text(encoding="utf-8"))
steps = [str(step) for step in course["map"]["steps"]]"""

_FIGURE = """\
def sizes(number):
    return [4 + number / 4 + 4 * sum(site["id"] == place and on <= steps[number] for place, on in published)
            for site in sites]
figure = go.FigureWidget(go.Scatter(
    x=[float(site["lon"]) for site in sites], y=[float(site["lat"]) for site in sites], mode="markers",
    text=[site["name"] for site in sites], marker={"size": sizes(len(steps) - 1), "sizemode": "diameter"}))
slider = ipywidgets.IntSlider(value=len(steps) - 1, min=0, max=len(steps) - 1)
def step(change):
    figure.data[0].marker.size = sizes(change["new"])
slider.observe(step, names="value")"""

_MAP = ["from lessons import open_course\ncourse = open_course('the-build-up')", "course.map()"]
_NOTEBOOKS = {BARE: ["print('here')"], MAP_ALONE: _MAP, FIGURE: [_SITES, _FIGURE, "figure", "slider"]}


def write(folder: Path) -> None:
    """Write the notebooks into the folder."""
    for name, cells in _NOTEBOOKS.items():
        notebook = nbformat.v4.new_notebook(
            cells=[nbformat.v4.new_code_cell(cell) for cell in cells],
            metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
        )
        nbformat.write(notebook, folder / name)
