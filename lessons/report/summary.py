"""What a teacher reads first: a few sentences, and what to talk about in the next lesson."""

from dataclasses import replace

import htpy as h

from lessons.report.charts import chart, sureness_lines
from lessons.report.class_report import ClassReport, right_count, worst_belief, worst_option
from lessons.report.files import LOOKED_FOR
from lessons.report.model import SURE, ItemAnalysis, OptionCount
from lessons.report.parts import table
from lessons.report.say import listed, percent, shortened
from lessons.report.tables import all_sureness, beliefs_table, sureness_table
from lessons.report.words import clean
from lessons.ui.listed import counted

BELIEFS = 8
LONGEST_KEY = 240  # letters of a right answer that is still said in one line


def sentences(report: ClassReport) -> list[str]:
    """The whole report in a few sentences. What could not be read is said where it is shown."""
    files, items = report.files, report.analysis.items
    if not files.learners:
        return [f"No learner's file was found. Looked for: {LOOKED_FOR}."]
    here = [one for one in report.analysis.learners if one.n]
    said = [f"{len(here)} of {counted(len(files.learners), 'learner')} answered at least one question."]
    if not items:
        return ["Nobody has answered a question yet."]
    answers, right = sum(one.n for one in items), sum(right_count(one) for one in items)
    said.append(
        f"They answered {counted(len(items), 'question')}; of {counted(answers, 'first answer')} "
        f"{percent(right / answers)} were wholly right."
    )
    sure = next(one for one in all_sureness(report) if one.sureness == SURE)
    if sure.right + sure.wrong:
        said.append(
            f"They were sure of {counted(sure.right + sure.wrong, 'answer')}, and {sure.wrong} of these "
            f"{'was' if sure.wrong == 1 else 'were'} wrong."
        )
    else:
        said.append("Nobody said how sure they were.")
    check = [one.item.id for one in items if any(advice.concern == "wrong_key" for advice in one.advice)]
    if check:
        named = listed([report.label(one) for one in check])
        said.append(f"Check the key and the wording of {counted(len(check), 'question')} first: {named}.")
    return said


def _files(report: ClassReport) -> list[str]:
    unread = len(report.files.unread)
    return [f"{counted(unread, 'file')} could not be read; see Files."] if unread else []


def short(report: ClassReport) -> h.Element:
    """The sentences, and where to look for files that could not be read."""
    return h.p(class_="short")[" ".join([*sentences(report), *_files(report)])]


def sureness_section(report: ClassReport) -> h.Element:
    """How sureness and being right went together."""
    counts = all_sureness(report)
    return h.div(class_="beside")[
        chart("All first answers, by how sure they were", sureness_lines(counts), unit="answer"),
        table(sureness_table("The same in numbers", counts)),
    ]


def talk_section(report: ClassReport) -> h.Node:
    """What to talk about first, and the beliefs that most wrong answers come from."""
    talks = report.first_talks
    beliefs = beliefs_table(report)
    return h.fragment[
        h.ol(class_="talk")[(h.li[_talk(report, one)] for one in talks)]
        if talks
        else h.p[
            "Nobody was sure of a wrong answer, and no wrong answer drew more learners than the right one."
        ],
        beliefs.cells
        and h.fragment[
            h.h3["What they believe"],
            table(replace(beliefs, cells=beliefs.cells[:BELIEFS])),
            len(beliefs.cells) > BELIEFS
            and h.details[
                h.summary[f"{counted(len(beliefs.cells) - BELIEFS, 'more belief')}, chosen less often"],
                h.div(class_="inside")[
                    table(replace(beliefs, caption="The other beliefs", cells=beliefs.cells[BELIEFS:]))
                ],
            ],
        ],
    ]


def talk_lines(report: ClassReport, one: ItemAnalysis) -> list[str]:
    """Why this question is worth the class's time, in sentences."""
    worst, believed = worst_option(one), worst_belief(one)
    lines = [f"Right: {right}"] if (right := _right(one)) else []
    if one.confident_errors:
        lines.append(f"{one.confident_errors} of {counted(one.n, 'learner')} were sure and not right.")
    if worst:
        lines.append(f"Most chosen wrong answer, by {worst.count} of {one.n}: {_answer(worst)}")
    belief = report.content.misconceptions.get(believed.misconception_id or "") if believed else None
    if believed and belief:
        also = "" if believed == worst else f"{believed.count} of {one.n} chose {_answer(believed)} "
        lines.append(f"{also}Behind it: {belief.belief} What corrects it: {belief.correction}")
    lines += [advice.text for advice in one.advice if advice.concern == "wrong_key"]
    return lines


def _right(one: ItemAnalysis) -> str:
    """The right answer in a few words; nothing where its parts would make a list too long to say."""
    said = ", ".join(_answer(option) for option in one.options if option.right)
    return said if len(said) <= LONGEST_KEY else ""


def _answer(option: OptionCount) -> str:
    """What was chosen, and where it was chosen for one of several gaps or pairs, for which."""
    return f"{clean(option.prompt)}: {_quoted(option.text)}" if option.prompt else _quoted(option.text)


def _quoted(text: str) -> str:
    """A text in quotation marks, unless it brings its own."""
    cut = shortened(clean(text), 160)
    return cut if "“" in cut else f"“{cut}”"


def _talk(report: ClassReport, one: ItemAnalysis) -> h.Node:
    return h.fragment[
        h.p(class_="stem")[h.a(href=f"#item-{one.item.id}")[report.label(one.item.id)], " ", one.item.stem],
        [h.p[line] for line in talk_lines(report, one)],
    ]
