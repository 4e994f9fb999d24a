"""What a quiz shows: the parts of its view, a small function for each."""

from collections.abc import Iterator, Sequence

import htpy as h

from lessons.activities.quiz.state import Attempt, QuizState
from lessons.content.marking import FALSE, TRUE, Mark, Markable, mark
from lessons.content.records.items import MultipleResponse, TrueFalseReason
from lessons.ui.choice import choices

VERDICTS = ((TRUE, "True"), (FALSE, "False"))


def head(title: str, items: Sequence[Markable], state: QuizState) -> h.Element:
    """The quiz's name and how far the learner is."""
    tried = [item for item in items if state.of(item.id)]
    first = sum(state.first_right(item.id) for item in tried)
    return h.div(".lesson-row")[
        h.strong[f"Quiz: {title}"],
        h.span(".lesson-soft")[f"{len(tried)} of {len(items)} answered, {first} right at the first try"],
    ]


def how(item: Markable) -> str:
    """How many answers fit, in words."""
    if isinstance(item, TrueFalseReason):
        return "true or false, and why"
    return "several answers fit" if isinstance(item, MultipleResponse) else "one answer fits"


def question(item: Markable, tried: Sequence[Attempt], number: int) -> h.Element:
    """The question as a form, or as text once it is solved."""
    # One key for all of an item's markup: another question is another form, with nothing ticked.
    heading = h.h3(id="question-title", tabindex="-1")[f"Question {number}"]
    if tried and tried[-1].right:
        return h.div(data_key=f"solved-{item.id}")[heading, h.p[h.strong[item.stem]]]
    chosen = tried[-1].response if tried else ()
    options = [(option.id, option.text) for option in item.options]
    if isinstance(item, TrueFalseReason):
        groups: h.Node = [
            choices(item.stem, VERDICTS, name="verdict", chosen=chosen, prefix=item.id),
            choices("Because …", options, name="choice", chosen=chosen, prefix=item.id),
        ]
    else:
        many = isinstance(item, MultipleResponse)
        legend = [item.stem, h.small[" Several answers fit."]] if many else item.stem
        groups = choices(legend, options, name="choice", many=many, chosen=chosen, prefix=item.id)
    return h.form({"data-move": "answer", "data-with-item": item.id, "data-key": f"form-{item.id}"})[
        heading,
        groups,
        h.div(".lesson-row")[h.button(".lesson-primary", type="submit")["Check my answer"]],
    ]


def explained(item: Markable, attempt: Attempt) -> h.Element:
    """Every option with its reason, once the question is solved."""
    verdict = (
        f"The statement is {str(item.key.answer).lower()}. " if isinstance(item, TrueFalseReason) else ""
    )
    return h.ul(".lesson-explained")[
        verdict and h.li[h.strong[verdict]],
        (
            h.li[
                h.strong["Fits: " if option.id in item.right else "Does not fit: "],
                option.text,
                " (your answer)" if option.id in attempt.response else "",
                h.br,
                h.span(".lesson-soft")[option.rationale],
            ]
            for option in item.options
        ),
    ]


def feedback(item: Markable | None = None, tried: Sequence[Attempt] = ()) -> h.Element:
    """What the last answer earns, in words; the live region is always there, so that its change is spoken."""
    if item is None or not tried:
        return h.div(role="status")
    last = tried[-1]
    result = mark(item, last.response)
    kind = ".lesson-good" if result.right else ".lesson-bad"
    return h.div(role="status")[
        h.div(f".lesson-box{kind}", data_key=f"{item.id}-{len(tried)}")[
            h.strong[_verdict(item, result)],
            (h.p[line] for line in _why(item, last, result)),
            h.p(".lesson-soft")[_where(item)],
        ]
    ]


def _verdict(item: Markable, result: Mark) -> str:
    if result.right:
        return "✓ Yes, that fits."
    if isinstance(item, TrueFalseReason) and result.score:
        return "◐ The verdict fits, the reason does not."
    if isinstance(item, MultipleResponse) and result.missing < len(item.key):
        return "◐ Partly. Have another look."
    return "✗ Not this one. Have another look."


def _why(item: Markable, last: Attempt, result: Mark) -> Iterator[h.Node]:
    options = {option.id: option for option in item.options}
    if isinstance(item, TrueFalseReason) and not result.score:
        yield "The statement itself is judged differently: read it again with the text."
    chosen = [options[value] for value in last.response if value in options]
    for option in chosen:
        yield [h.q[option.text], " ", option.rationale] if len(chosen) > 1 else option.rationale
    if result.missing and isinstance(item, MultipleResponse):
        yield (
            "There is one more that fits."
            if result.missing == 1
            else f"There are {result.missing} more that fit."
        )


def _where(item: Markable) -> str:
    if not item.paragraphs:
        return "Look it up in this lesson's map and tables."
    numbers = ["the headline" if number == 0 else f"paragraph {number}" for number in item.paragraphs]
    return f"Look it up in {' and '.join(numbers)}."


def way(last: int, position: int) -> h.Element:
    """The way back and on; ``last`` is the position of the summary."""
    to = "See how it went" if position == last - 1 else "Next question"
    return h.div(".lesson-row")[
        h.button(
            {"data-move": "previous", "aria-disabled": "true" if position == 0 else None},
            id="previous",
            type="button",
        )["Previous question"],
        h.button(
            {"data-move": "next", "aria-disabled": "true" if position >= last else None},
            id="next",
            type="button",
        )[to],
        h.span(".lesson-soft")[f"Question {position + 1} of {last}" if position < last else "All questions"],
    ]


def summary(items: Sequence[Markable], state: QuizState) -> h.Element:
    """How it went, question by question, with a way back to each."""
    first = sum(state.first_right(item.id) for item in items)
    now = sum(state.solved(item.id) for item in items)
    return h.div(data_key="summary")[
        h.h3(id="question-title", tabindex="-1")["How it went"],
        h.p[f"{first} of {len(items)} right at the first try; {now} of {len(items)} solved by now."],
        h.div(".lesson-scroll")[
            h.table[
                h.caption["All questions of this quiz"],
                h.thead[
                    h.tr[(h.th(scope="col")[name] for name in ("Question", "First try", "Now", "Go there"))]
                ],
                h.tbody[(_row(item, state, number) for number, item in enumerate(items, 1))],
            ]
        ],
    ]


def _row(item: Markable, state: QuizState, number: int) -> h.Element:
    tried = state.of(item.id)
    first = (
        "not answered"
        if not tried
        else "right"
        if tried[0].right
        else "partly"
        if tried[0].score
        else "not yet"
    )
    now = "solved" if state.solved(item.id) else "open"
    return h.tr[
        h.th(scope="row")[f"{number}. {item.stem}"],
        h.td[first],
        h.td[now],
        h.td[
            h.button(
                {"data-move": "go", "data-with-item": item.id},
                type="button",
                aria_label=f"Go to question {number}",
            )["Go"]
        ],
    ]
