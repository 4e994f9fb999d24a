"""Statements about the days to come, on paper: first how sure one could be, and on a second sheet what came.

Whoever has seen the end judges otherwise. So nothing of it stands on the first sheet, and our reading of how
sure one could be is for the key alone.
"""

from collections.abc import Sequence

import htpy as h

from lessons.activities.forecasts import LOOKS, OUTCOMES, RANGES, TESTABLE, Forecasts, how_sure, what_came
from lessons.activities.forecasts.words import SPEAKS, where
from lessons.content.records import Forecast
from lessons.handout.part import Paper, Part, tick

TITLE = "What came"
_HOW = "Judge as on the day of the article: tick a step for each statement, and write what you rest it on."
_COLUMNS = ("Statement", "What came, and when?", "Could it be tested?", "Well founded on its day? Why?")


def before(paper: Paper, activity: Forecasts) -> Part:
    """The scale, and each statement with what was known, a step to tick and room for the reason."""
    opening = paper.page.content.course.opening
    sheet: list[h.Node] = [
        h.p(class_="how")[_HOW],
        h.ul(class_="bank")[(h.li[h.b[step], f" {range_}"] for step, range_ in RANGES.items())],
        [_statement(paper, one, number) for number, one in enumerate(activity.forecasts, 1)],
        h.p[opening.scale],
    ]
    sources = [told.source_id for one in activity.forecasts for told in one.known]
    return Part(sheet, None, (*sources, *opening.scale_source_ids))


def _statement(paper: Paper, one: Forecast, number: int) -> h.Element:
    return h.section(class_="task forecast")[
        h.h3[f"{number}. {one.statement}"],
        h.p[f"{where(paper.page.content, one)}. {LOOKS[one.look]} ", h.b[one.question]],
        h.ul[(h.li[h.b[f"{SPEAKS[told.speaks].capitalize()}: "], told.text] for told in one.known)],
        h.ul(class_="options row steps")[
            (tick("", step) for step in RANGES),
            h.li(class_="because")["because", h.span(class_="blank", aria_hidden="true")],
        ],
    ]


def afterwards(paper: Paper, activity: Forecasts, told: Sequence[h.Node]) -> Part:
    """The word of care, what came day by day, and a table to fill in; ``told``: the notebook's own words."""
    content = paper.page.content
    opening = content.course.opening
    care = h.div(class_="kind")[
        h.p[opening.comes.replace("Behind this button", "On this sheet")],
        h.p[opening.stops],
        h.p[opening.talks],
    ]
    came = list(what_came(content, *activity.forecasts))
    testable = [words.rstrip(".").lower() for words in TESTABLE.values()]
    table = h.table(class_="fill came")[
        h.thead[h.tr[(h.th(scope="col")[one] for one in _COLUMNS)]],
        h.tbody[
            (
                h.tr[
                    h.th(scope="row")[f"{number}. {one.statement}"],
                    h.td,
                    h.td[h.ul(class_="options")[(tick("", words) for words in testable)]],
                    h.td,
                ]
                for number, one in enumerate(activity.forecasts, 1)
            )
        ],
    ]
    ids = [*opening.talks_source_ids, *opening.hindsight_source_ids]
    ids += [source for one in activity.forecasts for source in one.source_ids]
    return Part(
        (
            care,
            h.h3["What came, day by day"],
            h.ul(class_="came")[(h.li[h.b[f"{day}: "], text] for day, text, _ in came)],
            *told,
            table,
            h.h3["To judge afterwards"],
            h.p[opening.founded],
            h.p[opening.hindsight],
        ),
        [_answer(paper, one, number) for number, one in enumerate(activity.forecasts, 1)],
        (*ids, *(source for _, _, sources in came for source in sources)),
    )


def _answer(paper: Paper, one: Forecast, number: int) -> h.Element:
    came = what_came(paper.page.content, one)
    return h.section[
        h.h3[f"{number}. {one.statement}"],
        h.ul[(h.li[h.b[f"{day}: "], text] for day, text, _ in came)],
        h.p[h.b[f"{OUTCOMES[one.outcome]} "], one.happened],
        h.p[h.b["Could it be tested? "], f"{TESTABLE[one.testable]} {one.test}"],
        h.p[h.b["How sure could one be? Our reading: "], f"{how_sure(one)} {one.sure}"],
        h.p[h.b["Doubt: "], one.doubt],
    ]
