"""The parts of the page. What came later is made by ``later`` and ``collected`` alone, and only when open."""

import htpy as h

from lessons.activities.forecasts.state import ForecastsState
from lessons.activities.forecasts.words import (
    LOOKS,
    OUTCOMES,
    RANGES,
    SPEAKS,
    TESTABLE,
    how_sure,
    what_came,
    where,
)
from lessons.content import Content
from lessons.content.records import Forecast
from lessons.ui.activity import NOT_RUNNING, Still
from lessons.ui.care import care, judging
from lessons.ui.choice import choices
from lessons.ui.own_words import LONGEST
from lessons.ui.sources import source_short, source_short_text, sources_fold

TITLE = "How sure could one be?"
TASK = "Judge first, as on the day of the article. Then open what came. There is no score."
OPENED = "What came is open. Go through the statements once more, from the first. There is no score."
ENOUGH = 4
REASON = "What makes you say so? A few words, if you like"

__all__ = ["collected", "gate", "head", "later", "on", "statement", "still", "what_came"]


def head(content: Content, state: ForecastsState, number: int) -> h.Element:
    """The task, how far the learner is, and where the scale comes from."""
    opening = content.course.opening
    return h.div[
        h.div(".lesson-row")[
            h.strong[TITLE], h.span(".lesson-soft")[f"{len(state.said)} of {number} judged"]
        ],
        h.p[OPENED if state.opened else TASK],
        h.details(".lesson-source-fold")[
            h.summary["The words of the scale"],
            h.p[opening.scale],
            opening.scale_source_ids and sources_fold(content, opening.scale_source_ids, "the scale"),
        ],
    ]


def statement(content: Content, state: ForecastsState, forecast: Forecast) -> h.Element:
    """One statement, what was known on its day, and the scale; what was said before the end stays said."""
    number = f"Statement {state.position + 1} of {len(content.forecasts)}"
    about = [
        h.h3(id="statement-title", tabindex="-1")[number],
        h.p(".lesson-statement")[forecast.statement],
        h.p(".lesson-soft")[f"{where(content, forecast)}. {LOOKS[forecast.look]}"],
        h.h4["What a reader could know"],
        known(content, forecast),
    ]
    said = state.of(forecast.id)
    if state.opened and said and forecast.id not in state.afterwards:
        return h.div(data_key=f"said-{forecast.id}")[about]
    form = {
        "data-move": "judge",
        "data-with-forecast": forecast.id,
        "data-key": f"judge-{forecast.id}",
        "data-draft": f"judge-{forecast.id}",
    }
    return h.form(form)[
        about,
        choices(
            forecast.question,
            [(step, f"{step} ({range_})") for step, range_ in RANGES.items()],
            name="step",
            chosen=(said,),
            prefix=forecast.id,
        ),
        h.p(".lesson-field")[
            h.label(for_=f"reason-{forecast.id}")[REASON],
            h.textarea(id=f"reason-{forecast.id}", name="reason", rows="2", maxlength=str(LONGEST))[
                state.reason(forecast.id)
            ],
        ],
        h.div(".lesson-row")[
            h.button(".lesson-primary", type="submit")["Change it" if said else "Keep this"],
            h.span(role="status")[
                said and not state.opened and f"Kept: {said}. What came of it is still closed."
            ],
            h.span(".lesson-unsaved")["Not saved yet."],
        ],
    ]


def known(content: Content, forecast: Forecast) -> h.Element:
    """What could be known, each with the side it speaks for and its source."""
    return h.ul(".lesson-why")[
        (
            h.li[
                h.strong[f"{SPEAKS[one.speaks].capitalize()}: "],
                one.text,
                sources_fold(content, [one.source_id], one.text),
            ]
            for one in forecast.known
        )
    ]


def later(content: Content, state: ForecastsState, forecast: Forecast) -> h.Element:
    """What came, whether it could be tested, and how sure one could be: our reading, with its doubt."""
    said = state.of(forecast.id)
    when = "when what came stood open already" if forecast.id in state.afterwards else "before you opened it"
    return h.section(
        ".lesson-box.lesson-note", aria_labelledby="later-title", data_key=f"later-{forecast.id}"
    )[
        h.h3(id="later-title", tabindex="-1")["What came"],
        h.p[f"You said {when}: ", h.strong[said], f" ({RANGES[said]})."]
        if said
        else h.p["You have said nothing to this one yet. You still can: it is noted that you knew the end."],
        state.reason(forecast.id) and h.p["You wrote: ", h.q[state.reason(forecast.id)]],
        told(content, forecast),
    ]


def told(content: Content, forecast: Forecast) -> h.Fragment:
    """The answer, without the learner's part in it."""
    return h.fragment[
        h.h4["What happened, and when"],
        h.ul(".lesson-why")[
            (
                h.li[h.strong[f"{day}: "], text, sources_fold(content, sources, f"{day}: {text}")]
                for day, text, sources in what_came(content, forecast)
            )
        ],
        h.p[h.strong[f"{OUTCOMES[forecast.outcome]} "], forecast.happened],
        forecast.source_ids and sources_fold(content, forecast.source_ids, "what happened"),
        h.h4["Could it be tested?"],
        h.p[h.strong[f"{TESTABLE[forecast.testable]} "], forecast.test],
        h.h4["How sure could one be on its day? Our reading"],
        h.p[h.strong[f"{how_sure(forecast)} "], forecast.sure],
        h.p[h.strong["Doubt: "], forecast.doubt],
    ]


def on(state: ForecastsState, number: int) -> h.Element:
    """The ways to the statements before and after."""

    def button(move: str, name: str, words: str, end: bool) -> h.Element:
        stop = "true" if end else "false"
        return h.button({"data-move": move}, id=name, type="button", aria_disabled=stop)[words]

    return h.div(".lesson-row")[
        button("previous", "back", "The statement before", state.position == 0),
        button("next", "forward", "Next statement", state.position == number - 1),
        h.span(".lesson-soft")[_way(state, number)],
    ]


def _way(state: ForecastsState, number: int) -> str:
    """What comes after the statements, said where somebody has done enough of them."""
    if state.opened:
        return "This was the last one." if state.position == number - 1 else ""
    if len(state.said) < ENOUGH:
        return ""
    done = "All are judged." if len(state.said) == number else "Enough for one lesson."
    return f"{done} On: the word of care, just below."


def collected(content: Content, state: ForecastsState) -> h.Element:
    """What was said so far; once it is open, what came beside it. Nothing of the others is told here."""
    rows = [one for one in content.forecasts.values() if state.of(one.id)]
    if not rows:
        return h.p(".lesson-soft")["What you have said is collected here."]
    columns = ["Statement", "You said"] + (["What came", "Could it be tested?"] if state.opened else [])
    return h.div(".lesson-scroll")[
        h.table[
            h.caption["What you said, and what came" if state.opened else "What you said"],
            h.thead[h.tr[(h.th(scope="col")[name] for name in columns)]],
            h.tbody[
                (
                    h.tr[
                        h.th(scope="row")[one.statement],
                        h.td[state.of(one.id), one.id in state.afterwards and " (afterwards)"],
                        state.opened
                        and h.fragment[h.td[OUTCOMES[one.outcome]], h.td[TESTABLE[one.testable]]],
                    ]
                    for one in rows
                )
            ],
        ]
    ]


def gate(content: Content, state: ForecastsState) -> h.Element:
    """The word of care and the button; when it is open, how to judge now, and the way to close it."""
    if state.opened:
        return h.div[
            h.h3(id="gate-title", tabindex="-1")["To judge afterwards"],
            judging(content),
            h.div(".lesson-row")[h.button({"data-move": "close"}, type="button")["Close what came after"]],
        ]
    first = f"You have judged {len(state.said)}. Four are enough; afterwards nobody can judge as on that day."
    return h.section(".lesson-box.lesson-note", aria_labelledby="gate-title")[
        h.h3(id="gate-title", tabindex="-1")["A word of care"],
        care(content),
        h.p[first] if len(state.said) < ENOUGH else None,
        h.div(".lesson-row")[h.button({"data-move": "open"}, type="button")["Open what came after"]],
    ]


def still(content: Content, edition: str) -> Still:
    """The statements with what was known, and the word of care."""
    forecasts = list(content.forecasts.values())
    title = f"{TITLE} ({len(forecasts)} statements, edition {edition})"
    scale = "; ".join(f"{step} ({range_})" for step, range_ in RANGES.items())
    opening = content.course.opening
    html = h.div[
        h.p[h.em[NOT_RUNNING], " and you can judge here. Until then, write on paper."],
        h.p[h.strong[title]],
        h.p[TASK],
        h.p["The scale: ", scale, "."],
        h.ol[
            (
                h.li[
                    h.strong[one.statement],
                    " ",
                    one.question,
                    h.ul[
                        (
                            h.li[
                                f"{SPEAKS[told.speaks].capitalize()}: {told.text} (",
                                source_short(content.sources[told.source_id]),
                                ")",
                            ]
                            for told in one.known
                        )
                    ],
                ]
                for one in forecasts
            )
        ],
        h.p[h.strong["A word of care"]],
        care(content),
    ]
    lines = [NOT_RUNNING, title, TASK, f"The scale: {scale}."]
    for number, one in enumerate(forecasts, 1):
        lines += [f"{number}. {one.statement} {one.question}"]
        lines += [
            f"   {SPEAKS[told.speaks].capitalize()}: {told.text} "
            f"({source_short_text(content.sources[told.source_id])})"
            for told in one.known
        ]
    lines += ["A word of care", opening.comes, opening.stops, opening.talks]
    return Still(str(html), "\n".join(lines))
