"""A lesson as a notebook opens it: one method for each activity, figure and table."""

import threading
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lessons.activities.binding import Sorting
from lessons.activities.chronology import Chronology
from lessons.activities.claims import Claims, Plans
from lessons.activities.exercise import Checked, check
from lessons.activities.flashcards import Flashcards
from lessons.activities.forecasts import Forecasts
from lessons.activities.found import Findings
from lessons.activities.glossary import Glossary
from lessons.activities.guess import Guess
from lessons.activities.map import Map
from lessons.activities.membership import Membership
from lessons.activities.original import OriginalBox
from lessons.activities.overview import Overview
from lessons.activities.positions import Comparison, Overlaps, Quotations, Statements, Wordings, drafts
from lessons.activities.quiz import Quiz
from lessons.activities.reading import Reading
from lessons.activities.saving import Saving
from lessons.activities.timeline import Timeline
from lessons.activities.week import Garbled, Seats, Week
from lessons.activities.writing import Writing
from lessons.content import Content
from lessons.content.problems import what_is
from lessons.content.records.items import Guess as GuessItem
from lessons.content.records.lessons import Lesson
from lessons.course.moves import look_again, save_or_read, sit, take_original
from lessons.course.panels import Panels, Save
from lessons.course.personal import Personal
from lessons.course.quizzes import all_asked, quiz_of, with_quiz
from lessons.course.seat import Seat
from lessons.course.words import why_passing
from lessons.progress import Learner, Log
from lessons.ui.activity import Activity
from lessons.ui.panel import Panel

if TYPE_CHECKING:
    import pandas as pd
    import plotly.graph_objects as go

    from lessons.report.in_notebook import NotebookReport
    from lessons.teacher import TeacherPack
    from lessons.ui.shown import Shown

# What learners explore. Keys, verdicts and what came out of the week are for the lessons that teach them.
TABLES = ("sites", "observations", "estimates", "context", "events", "terms", "places", "sources")


class Course:
    """One lesson, opened for the learner who sits here.

    Every method that shows an activity returns the same living panel when it is called again: a cell that
    is run twice loses nothing."""

    def __init__(self, content: Content, lesson: Lesson, log: Log, *, original: str = "") -> None:
        self.lesson = lesson
        self.content = content.for_lesson(lesson.slug)
        self._whole = content
        self._lock = threading.RLock()
        self._seat = Seat(log)
        self._personal = Personal(self.content, lesson.slug, self._seat, original)
        keeper = Forecasts(self.content) if lesson.opens_spoilers else None
        self._panels = Panels(self._personal, self._lock, keeper)

    @property
    def learner(self) -> Learner:
        """Who works here now."""
        return self._seat.learner

    def look(self) -> None:
        """See what other kernels did: each lesson runs in its own, and all keep to one log.

        If somebody else sits here by now, every panel is theirs.
        """
        self._panels.look()

    def welcome(self) -> Panel:
        """Who is here: a nickname or none, somebody else, delete everything."""
        return self._panel(self._personal.welcome(), save=partial(sit, self._panels))

    def guess(self) -> Panel:
        """The lesson's guesses, asked before anything is read."""
        items = tuple(item for item in self.content.guesses(self.lesson.slug) if isinstance(item, GuessItem))
        if not items:
            asked = ", ".join(slug for slug, lesson in self.content.lessons.items() if lesson.guess_ids)
            raise ValueError(f"{self.lesson.slug}: this lesson asks for no guess; {asked} does")
        return self._panel(Guess(self.lesson.slug, items), foot=True)

    def progress(self) -> Panel:
        """The lessons, what to look at next, and the objectives: how it all went so far."""
        with self._lock:
            self.look()
            overview = Overview(
                tuple(self.content.lessons.values()),
                tuple(all_asked(self.content)),
                tuple(self.content.objectives.values()),
            )
            panel = self._panel(overview, save=partial(look_again, self._panels))
            look_again(self._panels, (), datetime.now(UTC))
        return panel

    def save(self) -> Panel:
        """Save my progress to a file, and continue from one."""
        return self._panel(Saving(why_passing(self._seat.log)), save=partial(save_or_read, self._panels))

    def read(self, *, paragraphs: Sequence[int] | None = None) -> Panel:
        """Paragraphs of the article in our words, by number (0 is the headline).

        Without numbers those of the lesson.
        """
        if isinstance(paragraphs, int):
            raise ValueError(f"paragraphs: {paragraphs} given; write a list, [{paragraphs}]")
        numbers = tuple(self.lesson.paragraphs if paragraphs is None else paragraphs)
        unknown = [number for number in numbers if number not in self.content.paragraphs]
        if unknown or not numbers:
            raise ValueError(
                f"paragraphs: {unknown or 'none'} given; the article has 0 to {max(self.content.paragraphs)}"
            )
        items = self.content.quiz(self.lesson.slug)
        reading = Reading(self.content, numbers, self.lesson.layers, items, self._personal.original().copy)
        with self._lock:
            panel = self._panel(reading, foot=True)
            if isinstance(panel.activity, Reading) and panel.activity.original != reading.original:
                panel.activity = reading
                panel.show(panel.state)
        return panel

    def original(self) -> Panel:
        """A box for the article itself, for whoever holds it."""
        return self._panel(
            OriginalBox(self.content.paragraphs, self._personal.original()),
            save=partial(take_original, self._panels),
        )

    def write(self, task: str | None = None) -> Panel:
        """A task to write in one's own words, by its id; without one the first of the lesson."""
        tasks = {one.id: one for one in self.lesson.writings}
        if not tasks:
            having = ", ".join(slug for slug, one in self.content.lessons.items() if one.writings)
            raise ValueError(
                f"{self.lesson.slug}: this lesson has no task to write; there are some in: {having or 'none'}"
            )
        if task is not None and task not in tasks:
            raise ValueError(f"there is no task {task!r}{what_is(task, list(tasks))}")
        return self._panel(Writing(self.lesson.slug, tasks[task or next(iter(tasks))]), foot=True)

    def found(self, place: str) -> Panel:
        """What can be found where the lesson asks to look, by its id; it opens on asking."""
        places = {one.id: one for one in self.lesson.found}
        if place not in places:
            raise ValueError(
                f"{self.lesson.slug}: nothing to find in {place!r}{what_is(place, list(places))}"
            )
        return self._panel(Findings(self.lesson.slug, places[place]))

    def glossary(self) -> Panel:
        """Those that the lesson asks to look up, and all others to browse and to search."""
        return self._panel(Glossary(self.content, self.lesson.word_ids))

    def flashcards(self) -> Panel:
        """Words and missed questions as cards; what is due is shown on asking.

        Called again it takes in what other pages have kept meanwhile, and a session goes on.
        """
        with self._lock:
            self.look()
            known = (Flashcards.name, "") in self._panels
            panel = self._panel(Flashcards(self.content, self.lesson.slug), foot=True)
            if known:
                now = panel.activity.restore(self._seat.entries(panel.activity))
                panel.show(replace(now, asked=panel.state.asked, session=panel.state.session))
        return panel

    def map(self, *, view: str = "") -> Panel:
        """What a reader could know on a day, place by place.

        ``view``: the id of the view it opens with, e.g. "europe"; without it the first one.
        """
        return self._panel(Map(self.content, opens_in=view))

    def timeline(self) -> Panel:
        """What had happened before, event by event."""
        return self._panel(Timeline(self.content))

    def order(self) -> Panel:
        """Five events to put in order, and another five."""
        return self._panel(Chronology(self.content), foot=True)

    def binding(self) -> Panel:
        """Texts to sort: what binds by law, what by politics, what is argued about."""
        return self._panel(Sorting(self.content), foot=True)

    def membership(self) -> Panel:
        """Who belongs to what, as a table."""
        return self._panel(Membership(self.content))

    def positions(self) -> Panel:
        """What the parties say on an issue, side by side."""
        return self._panel(Comparison(self.content))

    def forecasts(self) -> Panel:
        """How sure could one be on the day of the article, and what came? It holds the lesson's gate."""
        if not self.content.forecasts:
            opening = ", ".join(slug for slug, one in self.content.lessons.items() if one.opens_spoilers)
            raise ValueError(f"{self.lesson.slug}: this lesson does not tell what came; {opening} does")
        return self._panel(Forecasts(self.content), foot=True)

    def drafts(self) -> "Shown":
        """The articles of the published drafts, in brief."""
        return drafts(self.content)

    def overlaps(self) -> Panel:
        """Where positions meet and where they exclude each other: to decide, and then to read."""
        return self._panel(Overlaps(self.content), foot=True)

    def statements(self) -> Panel:
        """Statements without their speaker: whose are they?"""
        return self._panel(Statements(self.content), foot=True)

    def wordings(self) -> Panel:
        """Sentences that take sides, to be put into neutral words."""
        return self._panel(Wordings(self.content), foot=True)

    def quotations(self) -> Panel:
        """Quoted words on their way through languages."""
        return self._panel(Quotations(self.content))

    def claims(self) -> Panel:
        """Claims of the article, to hold against sources."""
        return self._panel(Claims(self.content), foot=True)

    def plan(self) -> Panel:
        """What the article announced, and what took place."""
        return self._panel(Plans(self.content), foot=True)

    def week(self) -> Panel:
        """The meetings of the week day by day, as they were announced and as they were held."""
        return self._panel(Week(self.content))

    def seats(self) -> Panel:
        """The tables of the course: who has a seat at which, and why."""
        return self._panel(Seats(self.content), foot=True)

    def misprint(self) -> Panel:
        """A garbled place name: to find, and to read with the help of clues."""
        return self._panel(Garbled(self.content, next(iter(self.content.misprints.values()))), foot=True)

    def quiz(self, slug: str | None = None) -> Panel:
        """The quiz of a lesson, by its slug.

        Without a slug that of this lesson. It goes on where the learner stopped.
        """
        quiz = self._quiz(self.lesson.slug if slug is None else slug)
        if not quiz.items:
            raise ValueError(
                f"{quiz.key}: this lesson has no quiz; {', '.join(with_quiz(self.content))} have one"
            )
        return self._panel(quiz, foot=True)

    def figure(self, name: str) -> "go.Figure":
        """A plotly figure of the data, to explore: "estimates" or "map".

        Its ``rows`` are what it shows as a table.
        """
        # Plotly takes longer to import than the rest of the course.
        from lessons.activities.map.figure import map_figure
        from lessons.ui.figure_estimates import estimates_figure

        figures = {"estimates": estimates_figure, "map": map_figure}
        if name not in figures:
            raise ValueError(f"there is no figure {name!r}{what_is(name, list(figures))}")
        return figures[name](self.content)

    def table(self, name: str) -> "pd.DataFrame":
        """A table of the data as a pandas ``DataFrame``, to explore, e.g. "observations"."""
        from lessons.content.tables import table

        if name not in TABLES:
            raise ValueError(f"there is no table {name!r}{what_is(name, TABLES)}")
        return table(self.content, name)

    def check(self, slug: str, answer: object = None) -> Checked:
        """What is right and what is off in an answer to an exercise, e.g. "lag".

        The answer is a number, a Series or a DataFrame. Without one the question is shown.
        """
        return check(self.content, slug, answer)

    def report(self, folder: str | Path | None = None, *, here: bool = False) -> "NotebookReport":
        """For teachers: what a class knew, from the learners' files in a folder.

        Without a name the folder ``class`` beside the notebook. Files may lie in subfolders and zip files.
        ``here``: what this login keeps, without any file (a computer room with one shared login).
        """
        if here and folder is not None:
            raise ValueError(f"a folder ({folder}) or here=True, not both")
        # What only a teacher needs, a learner need not wait for.
        from lessons.report.class_report import make_report
        from lessons.report.in_notebook import NotebookReport, class_folder

        place = class_folder() if folder is None else Path(folder).expanduser()
        kept = self._seat.log.folder if here else place
        paths = [kept] if kept and kept.exists() else []
        today = datetime.now().astimezone().date()
        return NotebookReport(make_report(self._whole, paths, day=today), place, here)

    def teaching(self) -> "TeacherPack":
        """For teachers: plans that follow the notebooks, and the cards of a round of delegations."""
        from lessons.content.folder import notebooks_folder
        from lessons.teacher import TeacherPack

        return TeacherPack(self._whole, notebooks_folder())

    def _quiz(self, slug: str) -> Quiz:
        return quiz_of(self.content, slug, self.learner.id)

    def _panel(self, activity: Activity[Any], *, foot: bool = False, save: Save | None = None) -> Panel:
        return self._panels.open(activity, with_foot=foot, save=save)
