"""A date step of the map against the same step of a plotly FigureWidget: same server, same run, in turn.

Two windows stand open, each with its own kernel. One press here, one press there: a slow second of the
machine strikes both of a pair, and the ratio stays.
"""

from playwright.sync_api import Page

from tests.benchmarks.measure import Row, Sample, options, ratios, report, wait_for_quiet
from tests.benchmarks.page import browsing, laboratory, learner
from tests.benchmarks.scratch import FIGURE, MAP_ALONE
from tests.benchmarks.steps import DATE_PLACE, DATE_SLIDER, FIGURE_PLACE, FIGURE_SLIDER, Times, go

AIM_MS, AIM_RATIO = 25, 0.4


def ready(page: Page, slider: str) -> None:
    """Stand on the slider, at the last date."""
    handle = page.locator(slider)
    handle.scroll_into_view_if_needed()
    handle.focus()


def in_turn(ours: Page, theirs: Page, count: int) -> tuple[Times, Times]:
    """Steps by pairs; the first two pairs do not count."""
    ready(ours, DATE_SLIDER)
    ready(theirs, FIGURE_SLIDER)
    course, figure = Times(), Times()
    for number in range(-2, count):
        first, second = (course, figure) if number >= 0 else (Times(), Times())
        ours.bring_to_front()
        go(ours, first, DATE_PLACE, number + 2)
        theirs.bring_to_front()
        go(theirs, second, FIGURE_PLACE, number + 2, attributes=True)
    return course, figure


def main() -> None:
    given = options("map_step", "A date step, against a FigureWidget.", repetitions=40)
    with (
        laboratory() as lab,
        browsing() as browser,
        learner(browser, lab, MAP_ALONE) as ours,
        learner(browser, lab, FIGURE) as theirs,
    ):
        wait_for_quiet()
        course, figure = in_turn(ours.page, theirs.page, given.repetitions)
    painted = Sample(tuple(course.painted), "ms").text
    widget = f"FigureWidget {Sample(tuple(figure.changed), 'ms').text}"
    rows = [
        Row(
            "one date step of the map: changed",
            Sample(tuple(course.changed), "ms"),
            AIM_MS,
            f"painted {painted}",
        ),
        Row("… against a FigureWidget's: changed", ratios(course.changed, figure.changed), AIM_RATIO, widget),
        Row("… against a FigureWidget's: painted", ratios(course.painted, figure.painted)),
    ]
    report("map_step", rows, write=given.write)


if __name__ == "__main__":
    main()
