"""A date step of the map against the same step of a plotly FigureWidget: same server, same run, in turn.

Three windows stand open, each with its own kernel: the map, a FigureWidget that does the same step, and one
that does the least (scratch.py). One press in each: a slow second of the machine strikes all of a round, and
the ratio stays.
"""

from collections.abc import Sequence

from playwright.sync_api import Page

from tests.benchmarks.measure import Row, Sample, options, ratios, report, wait_for_quiet
from tests.benchmarks.page import browsing, laboratory, learner
from tests.benchmarks.scratch import FIGURE, MAP_ALONE, SAME
from tests.benchmarks.steps import DATE_PLACE, DATE_SLIDER, FIGURE_PLACE, FIGURE_SLIDER, Times, go

AIM_MS, AIM_RATIO = 25, 0.4


def ready(page: Page, slider: str) -> None:
    """Stand on the slider, at the last date."""
    handle = page.locator(slider)
    handle.scroll_into_view_if_needed()
    handle.focus()


def in_turn(ours: Page, theirs: Sequence[Page], count: int) -> tuple[Times, ...]:
    """Steps by rounds; the first two rounds do not count."""
    ready(ours, DATE_SLIDER)
    for page in theirs:
        ready(page, FIGURE_SLIDER)
    told = tuple(Times() for _ in (ours, *theirs))
    for number in range(-2, count):
        first, *others = told if number >= 0 else [Times() for _ in told]
        ours.bring_to_front()
        go(ours, first, DATE_PLACE, number + 2)
        for page, times in zip(theirs, others, strict=True):
            page.bring_to_front()
            go(page, times, FIGURE_PLACE, number + 2, attributes=True)
    return told


def main() -> None:
    given = options("map_step", "A date step, against a FigureWidget.", repetitions=40)
    with (
        laboratory() as lab,
        browsing() as browser,
        learner(browser, lab, MAP_ALONE) as ours,
        learner(browser, lab, SAME) as alike,
        learner(browser, lab, FIGURE) as least,
    ):
        wait_for_quiet()
        course, same, figure = in_turn(ours.page, (alike.page, least.page), given.repetitions)
    painted = Sample(tuple(course.painted), "ms").text
    did_same = f"FigureWidget {Sample(tuple(same.changed), 'ms').text}"
    did_least = f"FigureWidget {Sample(tuple(figure.changed), 'ms').text}"
    rows = [
        Row(
            "one date step of the map: changed",
            Sample(tuple(course.changed), "ms"),
            AIM_MS,
            f"painted {painted}",
        ),
        Row(
            "… against a FigureWidget's that does the same: changed",
            ratios(course.changed, same.changed),
            AIM_RATIO,
            did_same,
        ),
        Row("… the same: painted", ratios(course.painted, same.painted)),
        Row(
            "… against a FigureWidget's that changes sizes alone: changed",
            ratios(course.changed, figure.changed),
            beside=did_least,
        ),
    ]
    report("map_step", rows, write=given.write)


if __name__ == "__main__":
    main()
