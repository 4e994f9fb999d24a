"""Pictures for a copier: drawn once, in greys, inside the page.

The colours are turned into greys here and not by the printer: a style sheet's grey filter makes a blurred
photograph of a drawing, and every printer has greys of its own. What is dark gets darker, so that a mark
stays a mark on a poor copy; what is light stays as it is.
"""

import base64
import re
from itertools import pairwise

import htpy as h

from lessons.site.stills import Picture, svg_of

_COLOUR = re.compile(r"#([0-9a-fA-F]{6}|[0-9a-fA-F]{3})(?![0-9a-zA-Z_-])")
_SIZE = re.compile(r'<svg [^>]*\bwidth="([\d.]+)" height="([\d.]+)"')
_ROW = re.compile(r'<path d="M[\d.]+ ([\d.]+)H')
_HIGHEST = 1.3  # times its width: what fits on a page with a caption
_DARK = 0.6  # of 1: below it, everything is drawn darker than it is


def in_grey(svg: str) -> str:
    """The same drawing without colours: each is as light as the eye takes it for (ITU-R BT.601).

    >>> in_grey("#ff0000 #FFF #1c2126")
    '#262626 #ffffff #060606'
    """
    return _COLOUR.sub(lambda found: _grey(found[1]), svg)


def _grey(digits: str) -> str:
    full = digits if len(digits) == 6 else "".join(one * 2 for one in digits)
    red, green, blue = (int(full[n : n + 2], 16) / 255 for n in (0, 2, 4))
    light = 0.299 * red + 0.587 * green + 0.114 * blue
    if light < _DARK:
        light *= light / _DARK
    return f"#{round(light * 255):02x}" + f"{round(light * 255):02x}" * 2


def address(svg: bytes, style: str = "") -> str:
    """The drawing as the address of an image, in greys; ``style``: rules to add to its own."""
    grey = in_grey(svg.decode("utf-8")).replace("</style>", f"{style}</style>", 1)
    return "data:image/svg+xml;base64," + base64.b64encode(grey.encode("utf-8")).decode("ascii")


def pages_of(svg: bytes) -> list[str]:
    """The addresses of a drawing that may be too high for a page: it is cut between two rows.

    Each further part begins with the head of the first: its title, what the signs mean, the scale.
    """
    text = svg.decode("utf-8")
    size = _SIZE.match(text)
    if not size or float(size[2]) <= float(size[1]) * _HIGHEST:
        return [address(svg)]
    width, height = float(size[1]), float(size[2])
    rows = [float(one) for one in _ROW.findall(text)]
    gaps = [(a + b) / 2 for a, b in pairwise(rows)]
    head = rows[0] - (gaps[0] - rows[0]) if gaps else 0
    cut = min(gaps, key=lambda gap: abs(gap - height / 2), default=height / 2)
    inside = text[text.index(">") + 1 :].removesuffix("</svg>")
    root = text[: text.index(">") + 1]
    style = re.sub(r' (viewBox|width|height|xmlns)="[^"]*"', "", root).removeprefix("<svg").removesuffix(">")

    def part(*spans: tuple[float, float]) -> str:
        at, shown = 0.0, []
        for start, stop in spans:
            high = stop - start
            shown.append(
                f'<svg y="{at:g}" width="{width:g}" height="{high:g}"'
                f' viewBox="0 {start:g} {width:g} {high:g}">{inside}</svg>'
            )
            at += high
        drawn = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {at:g}" width="{width:g}"'
            f' height="{at:g}"{style}>{"".join(shown)}</svg>'
        )
        return address(drawn.encode("utf-8"))

    return [part((0, cut)), part((0, head), (cut, height))]


def printed(picture: str | bytes, alt: str, style: str = "") -> h.VoidElement:
    """An image: from the bytes of a drawing, or from an address that holds them."""
    drawn = svg_of(picture) if isinstance(picture, str) else picture
    if drawn is None:
        raise ValueError(f"only a drawing (SVG) inside the page can be printed; got {picture[:60]!r}")
    return h.img(src=address(drawn, style), alt=alt)


def figure(one: Picture, caption: str, *, kind: str = "") -> h.Element:
    """A picture with its caption. ``kind``: "half" stands beside another one."""
    return h.figure(class_=kind or None)[printed(one.content, one.alt), h.figcaption[caption]]
