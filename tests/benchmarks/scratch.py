"""Notebooks to compare with: nothing at all, the map alone, and plotly FigureWidgets with a date slider.

They are written into a temporary copy of the course, never into the repository. Both FigureWidgets draw the
course's own sites as points on plain axes, without any land. In the one a step of the slider changes their
sizes: the least that a map of this kind has to do. In the other it does the same step as the course's map:
only what was public by then is there, its symbol tells the kind, its filling the best evidence, a thick edge
what is new, its name stands beside it, and a title sums the step up.
"""

from pathlib import Path

import nbformat

BARE = "bare.ipynb"
FIGURE = "figure-widget.ipynb"
SAME = "figure-widget-same-step.ipynb"
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

_SAME = """\
kinds = sorted({site["kind"] for site in sites})
symbols = dict(zip(kinds, ["circle", "square", "diamond", "cross", "star", "hexagon"] * 2))
evidence = {}
with (data / "observations.csv").open(encoding="utf-8", newline="") as rows:
    for row in csv.DictReader(rows):
        evidence.setdefault(row["site_id"], []).append((row["published_on"], row["evidence"]))
def known(number):
    public = {site: [kind for on, kind in found if on <= steps[number]] for site, found in evidence.items()}
    return [(site, public[site["id"]]) for site in sites if public.get(site["id"])]
def shown(number):
    rows, before = known(number), {site["id"] for site, _ in known(number - 1)} if number else set()
    fillings = ["imagery" in found for _, found in rows]
    return {
        "x": [float(site["lon"]) for site, _ in rows], "y": [float(site["lat"]) for site, _ in rows],
        "text": [site["name"] for site, _ in rows],
        "marker": {
            "symbol": [symbols[site["kind"]] + ("" if full else "-open")
                       for (site, _), full in zip(rows, fillings)],
            "size": [12] * len(rows),
            "line": {"width": [1 if site["id"] in before else 3 for site, _ in rows]}}}
def title(number):
    return f"By {steps[number]} a reader could know of {len(known(number))} places"
beside = {"mode": "markers+text", "textposition": "middle right"}
figure = go.FigureWidget(go.Scatter(**beside, **shown(len(steps) - 1)))
slider = ipywidgets.IntSlider(value=len(steps) - 1, min=0, max=len(steps) - 1)
def step(change):
    with figure.batch_update():
        figure.data[0].update(shown(change["new"]))
        figure.layout.title.text = title(change["new"])
slider.observe(step, names="value")"""

_MAP = ["from lessons import open_course\ncourse = open_course('the-build-up')", "course.map()"]
_NOTEBOOKS = {
    BARE: ["print('here')"],
    MAP_ALONE: _MAP,
    FIGURE: [_SITES, _FIGURE, "figure", "slider"],
    SAME: [_SITES, _SAME, "figure", "slider"],
}


def write(folder: Path) -> None:
    """Write the notebooks into the folder."""
    for name, cells in _NOTEBOOKS.items():
        notebook = nbformat.v4.new_notebook(
            cells=[nbformat.v4.new_code_cell(cell) for cell in cells],
            metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
        )
        nbformat.write(notebook, folder / name)
