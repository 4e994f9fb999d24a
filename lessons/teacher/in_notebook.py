"""The teacher's papers in a notebook: plans and cards to open one by one, and the files on request."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import htpy as h

from lessons.activities.positions.said import told_text
from lessons.content import Content
from lessons.content.problems import what_is
from lessons.content.records import Position
from lessons.content.records.teaching import Teaching, TeachingPart
from lessons.exports.folder import write
from lessons.teacher.cards import NOTHING, Card, Table, tables
from lessons.teacher.files import FOLDER, pack_files
from lessons.teacher.plans import KEY, PARTS, Plan, plans
from lessons.teacher.timing import Step, round_steps
from lessons.ui.shown import Rows, Shown, folded, lines_of, shown, table_of
from lessons.ui.sources import sources_fold

NONE = "–"


@dataclass(frozen=True)
class TeacherPack:
    """What a teacher's cell holds; naming it shows the plans of all lessons, each to open."""

    content: Content
    notebooks: Path

    def plan(self, slug: str) -> Shown:
        """One lesson: aim, what learners can do afterwards, both plans, and the questions for talking."""
        found = {one.lesson.slug: one for one in plans(self.content, self.notebooks)}
        if slug not in found:
            raise ValueError(f"there is no plan for {slug!r}{what_is(slug, list(found))}")
        one = found[slug]
        return Shown(str(h.div[_plan(one)]), "\n".join([one.lesson.title, *_plan_lines(one)]))

    def for_all(self) -> Shown:
        """What holds for every lesson: care, different learners, lessons without laptops."""
        parts = [(title, self._of(part)) for part, title in PARTS]
        html = h.div[(folded(title, _lists(said)) for title, said in parts)]
        text = [line for title, said in parts for line in (f"{title}:", *_list_lines(said))]
        return Shown(str(html), "\n".join(text))

    def delegations(self) -> Shown:
        """The round of delegations: the plan, the rules, what the cards of each table say, the look back."""
        steps = _rows("The plan", round_steps(self.content))
        found = tables(self.content)
        rules, back = self._of("rules"), self._of("debrief")
        html = h.div[
            table_of(steps),
            (folded(one.title, _list(one.lines)) for one in rules),
            (self._table(one) for one in found),
            (folded(one.title, _list(one.lines)) for one in back),
            h.p[f"{NONE}: {NOTHING}"],
        ]
        text = [
            "A round of delegations",
            *lines_of(steps),
            *_list_lines(rules),
            *(line for one in found for line in self._table_lines(one)),
            *_list_lines(back),
        ]
        return Shown(str(html), "\n".join(text))

    def write(self, folder: str | Path = FOLDER) -> Shown:
        """Write the pages into a folder, beside the notebook; InTheWay where you changed what is there."""
        files = pack_files(self.content, self.notebooks, Path(folder))
        write(files)
        line = f"Written: {', '.join(map(str, files))}. Open one in a web browser and print it."
        return shown(line, (), [line])

    def _of(self, part: TeachingPart) -> list[Teaching]:
        return [one for one in self.content.teaching.values() if one.part == part]

    def _table(self, table: Table) -> h.Element:
        cards = Rows(
            "The cards in brief; each is a page of its own on paper, with its sources",
            ("Card", *(title for title, _ in table.cards[0].sections)),
            tuple((card.party.name, *_cells(card)) for card in table.cards),
            (),
        )
        return folded(
            f"Table: {table.title}",
            (h.p[line] for line in _about(table)),
            table_of(cards),
            sources_fold(self.content, _source_ids(table), f"the cards of {table.title}"),
        )

    def _table_lines(self, table: Table) -> list[str]:
        lines = (f"- {told_text(self.content, one)}" for one in _said(table))
        return [f"Table: {table.title}:", *_about(table), *lines]

    def _shown(self) -> Shown:
        found = plans(self.content, self.notebooks)
        html = h.div[(folded(_name(one), _plan(one)) for one in found), h.p[KEY]]
        text = [line for one in found for line in (f"{_name(one)}:", *_plan_lines(one))]
        return Shown(str(html), "\n".join(["The plans", *text, KEY]))

    def _repr_mimebundle_(self, **options: object) -> dict[str, str]:
        return self._shown()._repr_mimebundle_(**options)

    def __repr__(self) -> str:
        return self._shown().text


def _plan(one: Plan) -> h.Fragment:
    return h.fragment[
        h.p[h.strong["Aim. "], one.lesson.aim],
        h.p[h.strong["Afterwards learners can …"]],
        _list(one.objectives),
        map(table_of, _plan_tables(one)),
        h.p[h.strong["Questions for talking"]],
        _list(one.talk),
    ]


def _plan_lines(one: Plan) -> list[str]:
    return [
        f"Aim: {one.lesson.aim}",
        "Afterwards learners can:",
        *(f"- {line}" for line in one.objectives),
        *(line for table in _plan_tables(one) for line in lines_of(table)),
        "Questions for talking:",
        *(f"- {line}" for line in one.talk),
    ]


def _plan_tables(one: Plan) -> list[Rows]:
    """The lesson as it is; and for 90 minutes only what comes to it, not the same steps again."""
    short = _rows(f"{_sum(one.short)} minutes", one.short)
    if not one.long:
        return [short]
    first = one.long[: next((n for n, step in enumerate(one.long) if step in one.short), 0)]
    last = one.long[len(first) + len(one.short) :]
    said = f"{_sum(one.long)} minutes: the same steps, with this before them and this after them"
    return [short, _rows(said, (*first, *last), when=(*("before",) * len(first), *("after",) * len(last)))]


def _rows(caption: str, steps: Sequence[Step], when: Sequence[str] = ()) -> Rows:
    """A table of steps, with a column for what happens where that is said at all."""
    told = any(step.said for step in steps)
    heads = ("Step", *(("When",) if when else ()), "Minutes", *(("What happens",) if told else ()))
    cells, lines = [], []
    for number, step in enumerate(steps):
        at = when[number : number + 1]
        said = " ".join(step.said)
        cells.append((step.title, *at, str(step.minutes), *((said or NONE,) if told else ())))
        lines.append(" ".join((*at, f"{step.minutes} min", step.title)) + (f": {said}" if said else ""))
    return Rows(caption, heads, tuple(cells), tuple(lines))


def _about(table: Table) -> list[str]:
    absent = ", ".join(one.name for one in table.absent)
    return [f"The question of the table: {table.delegation.question}", f"No seat: {absent}."]


def _said(table: Table) -> list[Position]:
    """What the cards of a table say, card by card."""
    return [one for card in table.cards for _, positions in card.sections for one in positions]


def _source_ids(table: Table) -> list[str]:
    return [one.source_id for one in _said(table)]


def _cells(card: Card) -> list[str]:
    return [" ".join(one.statement for one in said) or NONE for _, said in card.sections]


def _list(lines: Iterable[str]) -> h.Element:
    return h.ul[(h.li[line] for line in lines)]


def _lists(said: Iterable[Teaching]) -> h.Fragment:
    return h.fragment[(h.fragment[h.p[h.strong[one.title]], _list(one.lines)] for one in said)]


def _list_lines(said: Iterable[Teaching]) -> list[str]:
    return [line for one in said for line in (f"{one.title}:", *(f"- {line}" for line in one.lines))]


def _name(one: Plan) -> str:
    return f"{one.lesson.notebook[:2]} {one.lesson.title} ({_sum(one.short)} minutes)"


def _sum(steps: Iterable[Step]) -> int:
    return sum(step.minutes for step in steps)
