"""The teacher's papers in a notebook: plans and cards as tables, and the files on request."""

from dataclasses import dataclass
from pathlib import Path

from lessons.activities.positions.said import told_text
from lessons.content import Content
from lessons.content.problems import what_is
from lessons.exports.folder import write
from lessons.teacher.cards import NOTHING, Card, Table, tables
from lessons.teacher.files import FOLDER, pack_files
from lessons.teacher.plans import KEY, Plan, plans
from lessons.teacher.timing import Step, round_steps
from lessons.ui.shown import Rows, Shown, shown


@dataclass(frozen=True)
class TeacherPack:
    """What a teacher's cell holds; naming it shows the plans of all lessons, 45 minutes each."""

    content: Content
    notebooks: Path

    def plan(self, slug: str) -> Shown:
        """One lesson: both plans, and the questions for talking."""
        found = {one.lesson.slug: one for one in plans(self.content, self.notebooks)}
        if slug not in found:
            raise ValueError(f"there is no plan for {slug!r}{what_is(slug, list(found))}")
        one = found[slug]
        return shown(
            one.lesson.title,
            [_rows(steps) for steps in (one.short, one.long) if steps],
            [f"Talk: {line}" for line in one.talk],
        )

    def delegations(self) -> Shown:
        """The round of delegations: the plan, the rules, and what the cards of each table say."""
        rules = [
            line
            for one in self.content.teaching.values()
            if one.part in ("rules", "debrief")
            for line in one.lines
        ]
        return shown(
            "A round of delegations",
            [_rows(round_steps(self.content)), *map(self._table, tables(self.content))],
            rules,
        )

    def write(self, folder: str | Path = FOLDER) -> Shown:
        """Write the pages into a folder, beside the notebook; InTheWay where you changed what is there."""
        files = pack_files(self.content, self.notebooks, Path(folder))
        write(files)
        line = f"Written: {', '.join(map(str, files))}. Open one in a web browser and print it."
        return shown(line, (), [line])

    def _table(self, table: Table) -> Rows:
        absent = ", ".join(one.name for one in table.absent)
        return Rows(
            f"{table.title}. No seat: {absent}. {table.delegation.question}",
            ("Card", *(title for title, _ in table.cards[0].sections)),
            tuple((card.party.name, *_cells(card)) for card in table.cards),
            tuple(line for card in table.cards for line in self._lines(card)),
        )

    def _lines(self, card: Card) -> list[str]:
        return [told_text(self.content, one) for _, said in card.sections for one in said]

    def _shown(self) -> Shown:
        found = plans(self.content, self.notebooks)
        table = Rows(
            "The plans, minutes from the pages themselves",
            ("Lesson", "Steps", "Minutes"),
            tuple((_name(one), _steps(one), str(_sum(one.short))) for one in found),
            tuple(f"{_name(one)}: {_steps(one)} ({_sum(one.short)} minutes)" for one in found),
        )
        return shown("The plans", [table], [KEY])

    def _repr_mimebundle_(self, **options: object) -> dict[str, str]:
        return self._shown()._repr_mimebundle_(**options)

    def __repr__(self) -> str:
        return self._shown().text


def _cells(card: Card) -> list[str]:
    return [" ".join(one.statement for one in said) or NOTHING for _, said in card.sections]


def _rows(steps: tuple[Step, ...]) -> Rows:
    return Rows(
        f"{sum(step.minutes for step in steps)} minutes",
        ("Step", "Minutes", "What happens"),
        tuple((step.title, str(step.minutes), " ".join(step.said) or "–") for step in steps),
        tuple(
            f"{step.minutes} {step.title}{': ' if step.said else ''}{' '.join(step.said)}" for step in steps
        ),
    )


def _name(one: Plan) -> str:
    return f"{one.lesson.notebook[:2]} {one.lesson.title}"


def _steps(one: Plan) -> str:
    return ", ".join(f"{step.title} {step.minutes}" for step in one.short)


def _sum(steps: tuple[Step, ...]) -> int:
    return sum(step.minutes for step in steps)
