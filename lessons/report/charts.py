"""The page's pictures: bars, drawn as SVG in the colour of the text, so they hold on paper and in the dark.

Plotly draws the same figures in the notebook. Its script is 4.8 MB, which is why it is not in the page: a
report of a class has a fiftieth of that, goes by mail, and needs no script at all. What a bar says by its
filling it says in words as well, at its end; and the numbers stand in a table beside every picture.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

import htpy as h

from lessons.report.class_report import ClassReport, right_count
from lessons.report.model import SURE, ItemAnalysis, SurenessCount
from lessons.report.say import SURENESS
from lessons.ui.listed import counted

KINDS = ("wholly right", "not right, and not sure of it", "sure and not right")
_ROW, _BAR, _LABEL, _PLOT, _WORDS = 26, 16, 96, 380, 230
_FILLS = ("currentColor", "none", "url(#hatched)")


@dataclass(frozen=True)
class Line:
    """A bar: its label, and how many learners are of each of the three kinds."""

    label: str
    counts: tuple[int, int, int]
    tell_sure: bool = True

    @property
    def words(self) -> str:
        """What stands at the end of the bar."""
        right, _, sure = self.counts
        told = f", {sure} sure and wrong" if sure and self.tell_sure else ""
        return f"{right} of {sum(self.counts)} right{told}"


def item_lines(report: ClassReport, items: Sequence[ItemAnalysis]) -> tuple[Line, ...]:
    """A bar for each question."""
    return tuple(
        Line(
            report.label(one.item.id),
            (right, one.n - right - one.confident_errors, one.confident_errors),
        )
        for one in items
        for right in (right_count(one),)
    )


def sureness_lines(counts: Sequence[SurenessCount]) -> tuple[Line, ...]:
    """A bar for each thing that was said about an answer."""
    return tuple(
        Line(
            SURENESS[one.sureness],
            (one.right, 0, one.wrong) if one.sureness == SURE else (one.right, one.wrong, 0),
            tell_sure=False,
        )
        for one in counts
        if one.right + one.wrong
    )


def chart(title: str, lines: Sequence[Line], *, unit: str) -> h.Element:
    """The bars, all on one scale, as a figure with its title."""
    most = max(sum(line.counts) for line in lines)
    width, height = _LABEL + _PLOT + _WORDS, len(lines) * _ROW + 6
    told = "; ".join(f"{line.label}: {line.words}" for line in lines)
    return h.figure[
        h.div(class_="scroll", tabindex="0", role="region", aria_label=title)[
            h.svg(
                {"viewBox": f"0 0 {width} {height}"},
                class_="chart",
                role="img",
                width=str(width),
                height=str(height),
            )[
                h.title[title],
                h.desc[f"The longest bar is {counted(most, unit)}. {told}."],
                [_bar(line, number, most) for number, line in enumerate(lines)],
            ]
        ],
        h.figcaption[h.strong[title], _key()],
    ]


def hatching() -> h.Element:
    """The pattern for all pictures of a page, once."""
    return h.svg({"aria-hidden": "true"}, class_="patterns", width="0", height="0")[
        h.defs[
            h.pattern(
                id="hatched",
                width="6",
                height="6",
                patternUnits="userSpaceOnUse",
                patternTransform="rotate(45)",
            )[
                h.rect({"class": "ground"}, width="6", height="6"),
                h.rect(width="3", height="6", fill="currentColor"),
            ]
        ]
    ]


def _bar(line: Line, number: int, most: int) -> h.Element:
    top = number * _ROW + 5
    scale = _PLOT / most
    ends = list(accumulate(line.counts, initial=0))
    parts = [
        h.rect(
            x=f"{_LABEL + start * scale:.1f}",
            y=str(top),
            width=f"{count * scale:.1f}",
            height=str(_BAR),
            fill=fill,
            stroke="currentColor",
        )
        # Right ones at the left, the sure and wrong last, where the eye compares their ends.
        for count, start, fill in zip(line.counts, ends, _FILLS, strict=False)
        if count
    ]
    return h.g[
        h.text({"text-anchor": "end"}, x=str(_LABEL - 8), y=str(top + 13))[line.label],
        parts,
        h.text(x=f"{_LABEL + ends[-1] * scale + 8:.1f}", y=str(top + 13))[line.words],
    ]


def _key() -> h.Element:
    """What the fillings mean."""
    return h.div(class_="key")[
        (
            h.span[
                h.svg({"aria-hidden": "true", "viewBox": "0 0 22 12"}, width="22", height="12")[
                    h.rect(x="0.5", y="0.5", width="21", height="11", fill=fill, stroke="currentColor")
                ],
                f" {kind}",
            ]
            for fill, kind in zip(_FILLS, KINDS, strict=True)
        )
    ]
