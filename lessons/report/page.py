"""The report as one page: a file that needs nothing beside it, asks for nothing, and runs nothing.

The order is that of a teacher who has ten minutes before the next lesson: what to say, what to look at, and
only then the tables. Every word that a learner typed is escaped by htpy; and should a mistake of ours ever
let one through, the page's own rule (Content-Security-Policy) still forbids every script and every request.
"""

from functools import cache
from importlib import resources

import htpy as h
from markupsafe import Markup

from lessons.content.records.dates import day_text
from lessons.report.charts import hatching
from lessons.report.class_report import ClassReport
from lessons.report.definitions import definitions
from lessons.report.parts import files_section, learners_section, objectives_section, warnings_section
from lessons.report.questions import questions_section
from lessons.report.summary import short, sureness_section, talk_section
from lessons.ui.alone import NOTHING_RUNS

MADE_BY = "Three Tables class report"


def page(report: ClassReport) -> bytes:
    """The whole page, as UTF-8."""
    name = report.content.course.title
    title = f"Class report, {day_text(report.day)}"
    sections = [one for one in _sections(report) if one]
    html = h.html(lang="en")[
        h.head[
            h.meta(charset="utf-8"),
            h.meta(http_equiv="Content-Security-Policy", content=NOTHING_RUNS),
            h.title[f"{title} | {name}"],
            h.meta(name="viewport", content="width=device-width, initial-scale=1"),
            h.meta(name="color-scheme", content="light dark"),
            h.meta(name="referrer", content="no-referrer"),
            h.meta(name="generator", content=MADE_BY),
            h.style[Markup(_style())],  # noqa: S704  our own file
        ],
        h.body[
            h.a(class_="skip", href="#main")["Skip to the report"],
            hatching(),
            h.main(id="main", tabindex="-1")[
                h.h1[title],
                h.p(class_="soft")[
                    f"{name}. For teachers: right answers and learners' nicknames stand on this page."
                ],
                h.nav(class_="contents", aria_label="On this page")[
                    h.ul[(h.li[h.a(href=f"#{anchor}")[words]] for anchor, words, _ in sections)]
                ],
                [
                    h.section(aria_labelledby=anchor)[h.h2(id=anchor)[words], body]
                    for anchor, words, body in sections
                ],
            ],
            h.footer[
                h.p[
                    "Made on this computer from the learners' own files. Nothing was sent anywhere, and the "
                    "page asks for nothing. Keep it as you keep other notes about your class."
                ]
            ],
        ],
    ]
    # A lone half of a sign cannot be written as UTF-8; whatever it was, it must not cost the report.
    return f"{html}\n".encode(errors="replace")


def _sections(report: ClassReport) -> list[tuple[str, str, h.Node] | None]:
    answered = report.has_answers
    return [
        ("short", "In short", short(report)),
        ("talk", "Talk about these first", talk_section(report)) if answered else None,
        ("sureness", "How sure they were", sureness_section(report)) if answered else None,
        ("questions", "Question by question", questions_section(report)) if answered else None,
        ("objectives", "Objective by objective", objectives_section(report)) if answered else None,
        ("learners", "Learner by learner", learners_section(report)) if report.files.learners else None,
        ("warnings", "Read with care", warnings_section(report)),
        ("files", "Files", files_section(report)),
        ("definitions", "What the numbers mean", definitions()),
    ]


@cache
def _style() -> str:
    return resources.files(__package__).joinpath("page.css").read_text(encoding="utf-8")
