"""The tables of the report, each once: for the page, the notebook and a terminal."""

from collections.abc import Sequence

import htpy as h

from lessons.report.class_report import ClassReport, right_count, worst_option
from lessons.report.model import (
    FAIRLY,
    GUESSING,
    SURE,
    ItemAnalysis,
    LearnerAnalysis,
    OptionCount,
    SurenessCount,
)
from lessons.report.say import (
    SURENESS,
    decimal,
    discrimination_words,
    facility_words,
    listed,
    percent,
    shortened,
)
from lessons.report.words import clean
from lessons.ui.listed import counted
from lessons.ui.shown import Rows

BAR = 80  # pixels
_FRAME = {
    "x": "0.5",
    "y": "0.5",
    "width": str(BAR - 1),
    "height": "9",
    "fill": "none",
    "stroke": "currentColor",
}


class Share(str):
    """A share in words ("56%") that has a small bar beside it wherever there is HTML."""

    __slots__ = ("share",)
    share: float

    def __new__(cls, share: float) -> "Share":
        """The words of this share."""
        new = super().__new__(cls, percent(share))
        new.share = share
        return new

    def __html__(self) -> str:
        """The number, and the bar that says the same."""
        drawn = h.svg(
            {"viewBox": f"0 0 {BAR} 10", "aria-hidden": "true", "focusable": "false"},
            class_="bar",
            width=str(BAR),
            height="10",
        )[
            h.rect({"stroke-opacity": "0.6"}, **_FRAME),
            h.rect(width=f"{self.share * BAR:.1f}", height="10", fill="currentColor"),
        ]
        return f"{self} {drawn}"


def rows(caption: str, columns: Sequence[str], cells: Sequence[tuple[h.Node, ...]]) -> Rows:
    """A table with its lines for a terminal: what is text in each row, put behind its column's name."""
    lines = tuple(
        f"{row[0]}: "
        + "; ".join(
            f"{column} {text}"
            for column, text in zip(columns[1:], row[1:], strict=True)
            if isinstance(text, str)
        )
        for row in cells
    )
    return Rows(caption, tuple(columns), tuple(cells), lines)


def items_table(report: ClassReport, caption: str, items: Sequence[ItemAnalysis]) -> Rows:
    """A row for each question."""
    return rows(
        caption,
        (
            "Question",
            "Answers",
            "Wholly right",
            "Facility",
            "Discrimination",
            "Sure and wrong",
            "Most chosen wrong answer",
        ),
        [
            (
                f"{report.label(one.item.id)} {shortened(one.item.stem, 80)}",
                str(one.n),
                str(right_count(one)),
                f"{percent(one.facility)}, {facility_words(one.facility)}",
                f"{decimal(one.discrimination)}, {discrimination_words(one.discrimination)}",
                str(one.confident_errors),
                _most_chosen(one),
            )
            for one in items
        ],
    )


def _most_chosen(one: ItemAnalysis) -> str:
    worst = worst_option(one)
    if not worst:
        return "none"
    of_which = f"{clean(worst.prompt)}: " if worst.prompt else ""
    return f"{worst.count} of {one.n}: {of_which}{shortened(clean(worst.text), 80)}"


def objectives_table(report: ClassReport) -> Rows:
    """A row for each objective that was asked about."""
    return rows(
        "What learners can do afterwards: how far this class is",
        ("Objective", "Questions", "First answers", "Mean score"),
        [
            (
                one.objective.statement,
                str(one.items),
                str(one.n),
                Share(one.mean),
            )
            for one in report.analysis.objectives
        ],
    )


def learners_table(report: ClassReport) -> Rows:
    """A row for each learner, by nickname."""
    return rows(
        "Learner by learner (nicknames)",
        (
            "Learner",
            "Questions answered",
            "Wholly right",
            "Mean score",
            "Sure and wrong",
            "Not right at first",
            "Weakest objective",
        ),
        [
            (
                one.nickname,
                str(one.n),
                str(one.right),
                "–" if one.mean is None else Share(one.mean),
                listed([report.label(item) for item in one.confident_errors]),
                listed([report.label(item) for item in one.missed if item not in one.confident_errors]),
                _weakest(report, one),
            )
            for one in report.analysis.learners
        ],
    )


def _weakest(report: ClassReport, one: LearnerAnalysis) -> str:
    """The objective with the lowest mean among those with two answers or more, where it is below 0.7."""
    means = [(mean, objective) for objective, n, mean in one.objectives if n > 1 and mean < 0.7]
    if not means:
        return "–"
    mean, objective = min(means)
    named = report.content.objectives.get(objective)
    return f"{shortened(named.statement, 80) if named else objective} ({percent(mean)})"


def beliefs_table(report: ClassReport) -> Rows:
    """A row for each misconception that somebody chose, the most chosen first."""
    known = report.content.misconceptions
    return rows(
        "Misconceptions behind the wrong answers, the most chosen first",
        ("They take it that …", "Chosen", "In questions", "What corrects it"),
        [
            (
                known[mid].belief,
                counted(count, "time"),
                listed([report.label(item) for item in where]),
                known[mid].correction,
            )
            for mid, count, where in report.beliefs
        ],
    )


def all_sureness(report: ClassReport) -> tuple[SurenessCount, ...]:
    """First answers to all questions, by what was said about them."""
    said: dict[int | None, list[int]] = {level: [0, 0] for level in (SURE, FAIRLY, GUESSING, None)}
    for one in report.analysis.items:
        for count in one.sureness:
            said[count.sureness][0] += count.right
            said[count.sureness][1] += count.wrong
    return tuple(SurenessCount(level, right, wrong) for level, (right, wrong) in said.items())


def sureness_table(caption: str, counts: Sequence[SurenessCount]) -> Rows:
    """What was said about the answers, and how they were."""
    return rows(
        caption,
        ("They said", "Wholly right", "Not wholly right", "Share right"),
        [
            (
                SURENESS[one.sureness],
                str(one.right),
                str(one.wrong),
                percent(one.right / (one.right + one.wrong)) if one.right + one.wrong else "–",
            )
            for one in counts
        ],
    )


def options_table(report: ClassReport, one: ItemAnalysis) -> Rows:
    """What was chosen in one question, with the belief behind it."""
    prompts = any(option.prompt for option in one.options)
    ids = {option.id for option in one.item.options}
    head = ("Chosen", *(("For",) if prompts else ()), "Learners", "Share", "Fits?", "Belief behind it")
    return rows(
        "What was chosen in the first answer",
        head,
        [
            (
                f"{option.option_id}. {clean(option.text)}"
                if option.option_id in ids
                else clean(option.text),
                *((clean(option.prompt),) if prompts else ()),
                str(option.count),
                Share(option.share),
                "fits" if option.right else "does not fit",
                _belief(report, option),
            )
            for option in one.options
        ],
    )


def _belief(report: ClassReport, option: OptionCount) -> str:
    known = report.content.misconceptions.get(option.misconception_id or "")
    return known.belief if known else "–"
