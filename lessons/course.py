"""``open_course()``: the one place where what is taught, the learner's log and the activities meet."""

import os
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import htpy as h

from lessons.activities.binding import Sorting
from lessons.activities.chronology import Chronology
from lessons.activities.exercise import Checked, check
from lessons.activities.flashcards import Flashcards
from lessons.activities.glossary import Glossary
from lessons.activities.guess import Guess
from lessons.activities.map import Map
from lessons.activities.membership import Membership
from lessons.activities.original import OriginalBox, OriginalState
from lessons.activities.overview import Asked, Overview
from lessons.activities.positions import Comparison, Overlaps, Quotations, Statements, Wordings, drafts
from lessons.activities.quiz import Basis, Places, Quiz, playable
from lessons.activities.reading import Reading
from lessons.activities.saving import Saving, SavingState, ask_whose, came, saved
from lessons.activities.timeline import Timeline
from lessons.activities.welcome import Welcome
from lessons.activities.writing import Writing
from lessons.content import Content, data_folder, load_content
from lessons.content.original import find_original, read_original
from lessons.content.problems import what_is
from lessons.content.records.items import Guess as GuessItem
from lessons.content.records.lessons import Lesson
from lessons.progress import Learner, Log, Record, called, named, new_id, open_log, seat, sitting
from lessons.progress.joining import forget_all, free_nickname, missing, read_files, take_in
from lessons.progress.log import Forgotten
from lessons.progress.originals import forget_copy, keep_copy, own_copy
from lessons.progress.transfer import Saved, carried, pack
from lessons.ui.activity import Activity, Entry, Event, Kept
from lessons.ui.panel import Panel

if TYPE_CHECKING:
    import pandas as pd
    import plotly.graph_objects as go

    from lessons.report.in_notebook import NotebookReport
    from lessons.ui.shown import Shown

# What learners explore. Keys, verdicts and what came out of the week are for the lessons that teach them.
TABLES = ("sites", "observations", "estimates", "context", "events", "terms", "places", "sources")

# What keeps answers says under them where they are kept.
KEPT = (
    *("quiz", "guess", "chronology", "binding", "flashcards", "reading", "writing"),
    *("overlaps", "statements", "wordings"),
)

_ON_BINDER = "BINDER_SERVICE_HOST"
_LASTING = (
    "Your answers are kept in a folder of this computer account. "
    "No real name, no registration, and nothing is sent anywhere."
)
_TROUBLE = (
    "{why}, so your answers are kept until this session ends, and not longer. Free some space, or save your "
    "progress in a file somewhere else. As soon as writing works again, they are written by themselves."
)
_WRITTEN = "Writing works again: all your answers are kept on this computer now."
_PASSING = (
    "On Binder nothing lasts: your answers are gone when this machine stops, "
    "at the latest ten minutes after you stop working."
)
_NOTHING_YET = "There is nothing to save yet. Answer something first, or choose a nickname."


class Course:
    """One lesson, opened for the learner who sits here.

    Every method that shows an activity returns the same living panel when it is called again: a cell that
    is run twice loses nothing."""

    def __init__(self, content: Content, lesson: Lesson, log: Log, *, original: str = "") -> None:
        self.lesson = lesson
        self.content = content.for_lesson(lesson.slug)
        self._whole = content
        self._log = log
        self._teachers_copy = original
        self._lock = threading.RLock()
        self._seat = seat()
        self._stamp = log.stamp()
        self._records = list(log.records())
        self.learner = sitting(self._records, self._seat)
        self._panels: dict[tuple[str, str], Panel] = {}

    def look(self) -> None:
        """See what other kernels did: each lesson runs in its own, and all keep to one log.

        If somebody else sits here by now, every panel is theirs.
        """
        with self._lock:
            before = self._log.trouble
            self._log.settle()
            if self._somebody_else() or self._log.trouble != before:
                self._show_all()

    def welcome(self) -> Panel:
        """Who is here: a nickname or none, somebody else, delete everything."""
        return self._panel(self._welcome(), save=self._sit)

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
                tuple(self._asked()),
                tuple(self.content.objectives.values()),
            )
            panel = self._panel(overview, save=self._look_again)
            self._look_again((), datetime.now(UTC))
        return panel

    def _look_again(self, _entries: Sequence[Entry], at: datetime) -> Kept[Any]:
        """The progress page as it is now; what other pages have kept is in it."""
        self.look()
        panel = self._panels[Overview.name, ""]
        if isinstance(panel.activity, Overview):
            panel.activity = replace(panel.activity, due=self._due(at))
        state = panel.activity.restore(self._entries(panel.activity))
        panel.show(state)
        return Kept(state)

    def _asked(self) -> Iterator[Asked]:
        """The questions of all lessons that are there, and those that ask for the same in another way."""
        for slug, lesson in self.content.lessons.items():
            for number, item in enumerate(self._quiz(slug).items if lesson.ready else (), 1):
                for one in (item, *self.content.parallels(item.id)):
                    told = one.id, one.version, slug, one.objective_id, one.stem, number
                    yield Asked(*told, parallel_of=one.parallel_of or "")

    def _due(self, at: datetime) -> int | None:
        """How many cards have come back; None where none was ever rated."""
        cards = Flashcards(self.content, self.lesson.slug)
        entries = self._entries(cards)
        if not any(entry["kind"] == "review" for entry in entries):
            return None
        due = cards.step(cards.restore(entries), Event("ask", {}, at)).state.asked
        return len(due.cards) if due else None

    def save(self) -> Panel:
        """Save my progress to a file, and continue from one."""
        return self._panel(Saving(self._passing()), save=self._save_or_read)

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
        reading = Reading(self.content, numbers, self.lesson.layers, items, self._original().copy)
        with self._lock:
            panel = self._panel(reading, foot=True)
            if isinstance(panel.activity, Reading) and panel.activity.original != reading.original:
                panel.activity = reading
                panel.show(panel.state)
        return panel

    def original(self) -> Panel:
        """A box for the article itself, for whoever holds it."""
        return self._panel(OriginalBox(self.content.paragraphs, self._original()), save=self._take_original)

    def write(self, task: str | None = None) -> Panel:
        """A task to write in one's own words, by its id; without one the first of the lesson."""
        tasks = {one.id: one for one in self.lesson.writings}
        if not tasks:
            having = ", ".join(slug for slug, one in self.content.lessons.items() if one.writings)
            raise ValueError(f"{self.lesson.slug}: this lesson has no task to write; {having or 'none'} has")
        if task is not None and task not in tasks:
            raise ValueError(f"there is no task {task!r}{what_is(task, list(tasks))}")
        return self._panel(Writing(self.lesson.slug, tasks[task or next(iter(tasks))]), foot=True)

    def glossary(self) -> Panel:
        """All terms, to browse and to search."""
        return self._panel(Glossary(self.content))

    def flashcards(self) -> Panel:
        """Words and missed questions as cards; what is due is shown on asking.

        Called again it takes in what other pages have kept meanwhile, and a session goes on.
        """
        with self._lock:
            self.look()
            known = (Flashcards.name, "") in self._panels
            panel = self._panel(Flashcards(self.content, self.lesson.slug), foot=True)
            if known:
                now = panel.activity.restore(self._entries(panel.activity))
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

    def quiz(self, slug: str | None = None) -> Panel:
        """The quiz of a lesson, by its slug.

        Without a slug that of this lesson. It goes on where the learner stopped.
        """
        quiz = self._quiz(self.lesson.slug if slug is None else slug)
        if not quiz.items:
            raise ValueError(f"{quiz.key}: this lesson has no quiz; {', '.join(self._quizzes())} have one")
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

    def report(self, folder: str | Path | None = None) -> "NotebookReport":
        """For teachers: what a class knew, from the learners' files in a folder.

        Without a name the folder ``class`` beside the notebook. Files may lie in subfolders and zip files.
        """
        # What only a teacher needs, a learner need not wait for.
        from lessons.report.class_report import make_report
        from lessons.report.in_notebook import NotebookReport, class_folder

        place = class_folder() if folder is None else Path(folder).expanduser()
        paths = [place] if place.exists() else []
        today = datetime.now().astimezone().date()
        return NotebookReport(make_report(self._whole, paths, day=today), place)

    def _quiz(self, slug: str) -> Quiz:
        lesson = self.content.lesson(slug)
        items = self.content.quiz(slug)
        parallels = [other for item in items for other in self.content.parallels(item.id)]
        return Quiz(
            slug,
            lesson.title,
            playable(items),
            Places(self.content),
            Basis(self.content),
            playable(parallels),
            shuffle=self.learner.id,
        )

    def _quizzes(self) -> list[str]:
        return [slug for slug, lesson in self.content.lessons.items() if lesson.item_ids and lesson.ready]

    def _panel(
        self,
        activity: Activity[Any],
        *,
        foot: bool = False,
        save: Callable[[Sequence[Entry], datetime], Kept[Any] | None] | None = None,
    ) -> Panel:
        place = (activity.name, activity.key)
        with self._lock:
            if place not in self._panels:
                keep = save or partial(self._keep, activity)
                state = activity.restore(self._entries(activity))
                line = self._foot() if foot else ""
                self._panels[place] = Panel(
                    activity, state, save=keep, lock=self._lock, foot=line, drafts=self._drafts(activity)
                )
            return self._panels[place]

    def _drafts(self, activity: Activity[Any]) -> str:
        """The name under which a page keeps what this learner has typed and not sent yet."""
        return f"{self.learner.id if self.learner.known else 'nobody'}/{activity.name}/{activity.key}"

    def _entries(self, activity: Activity[Any]) -> list[Entry]:
        """What the log has of this learner for this activity.

        The overview reads all of it, and so do the flashcards, with the times. A level, a larger text, a
        mark hold in every reading of a paragraph, and the level in what a quiz opens of it.
        """
        if isinstance(activity, Flashcards):
            return [
                {**record.entry, "at": record.at}
                for record in self._records
                if record.learner == self.learner.id
            ]
        return [
            record.entry
            for record in self._records
            if record.learner == self.learner.id
            and (
                isinstance(activity, Overview)
                or (record.activity, record.key) == (activity.name, activity.key)
                or (record.activity == activity.name and isinstance(activity, Reading))
                or (record.entry["kind"] == "level" and isinstance(activity, Quiz))
            )
        ]

    def _keep(self, activity: Activity[Any], entries: Sequence[Entry], at: datetime) -> None:
        known = self.learner.known
        if self._somebody_else():
            self._show_all()
            # Whoever had nothing kept yet is the same person, who has given a nickname on another page.
            if known or self._entries(activity):
                raise self._meanwhile()
        records = [
            Record(new_id(), self.learner.id, at, activity.name, activity.key, entry) for entry in entries
        ]
        if not self.learner.known:
            records.insert(0, self._sits(self.learner, at))
        self._append(records, activity)
        self._is_known()
        cards = self._panels.get((Flashcards.name, ""))
        if cards and isinstance(cards.activity, Flashcards) and activity is not cards.activity:
            # A question that is missed becomes a card at once.
            cards.show(cards.activity.learn(cards.state, [{**entry, "at": at} for entry in entries]))
        for panel in self._panels.values() if isinstance(activity, Reading) else ():
            if isinstance(panel.activity, Quiz):
                panel.show(panel.activity.read_at(panel.state, entries))

    def _append(self, records: Sequence[Record], activity: Activity[Any]) -> None:
        """Give records to the log, and say once where writing stops or works again."""
        before = self._log.trouble
        try:
            self._log.append(records)
        except Forgotten:
            # Deleted between the look at the log and the write: what was just done belongs to nobody.
            self._stamp = (("", -1),)  # like no folder, not even an empty one: it is read again
            if self._somebody_else():
                self._show_all()
                raise self._meanwhile() from None
            self._log.append(records)  # a file was moved, and the learner is still here
        self._records += records
        if self._log.trouble == before:
            return
        for panel in self._panels.values():
            if isinstance(panel.activity, Welcome):
                panel.activity = self._welcome()
            panel.show(panel.state, foot=self._foot() if panel.activity.name in KEPT else "")
        told = _TROUBLE.format(why=self._log.trouble) if self._log.trouble else _WRITTEN
        self._panels[activity.name, activity.key].told = told

    def _is_known(self) -> None:
        if not self.learner.known:
            self.learner = replace(self.learner, known=True)
            for panel in self._panels.values():
                panel.drafts = self._drafts(panel.activity)

    def _somebody_else(self) -> bool:
        """Read the log again if it was changed elsewhere; whether another learner sits here now."""
        stamp = self._log.stamp()
        if stamp == self._stamp:
            return False
        self._stamp = stamp
        self._records = list(self._log.records())
        now, before = sitting(self._records, self._seat), self.learner
        if now.known or before.known:
            self.learner = now
        return self.learner.id != before.id

    def _meanwhile(self) -> ValueError:
        if not self.learner.known:
            return ValueError("Not saved: your answers were deleted on another page. This page begins anew.")
        who = self.learner.nickname or "Somebody without a nickname"
        return ValueError(f"Not saved: {who} has started on another page. This page is theirs now.")

    def _sits(self, learner: Learner, at: datetime) -> Record:
        return Record(
            new_id(),
            learner.id,
            at,
            "welcome",
            "",
            {"kind": "sits", "seat": self._seat, "nickname": learner.nickname},
        )

    def _leaves(self, before: Learner, at: datetime) -> Record:
        """Whoever sat here earlier has not come back only because the last one is gone."""
        return Record(new_id(), before.id, at, "welcome", "", {"kind": "leaves", "seat": self._seat})

    def _sit(self, entries: Sequence[Entry], at: datetime) -> Kept[Any] | None:
        """The welcome's answers change who sits here, and so what every panel shows."""
        changed = self._somebody_else()
        for entry in entries:
            if changed and entry["kind"] in ("rename", "delete", "save"):
                self._show_all()
                raise self._meanwhile()
            match entry["kind"]:
                case "start" | "rename" if called(self._records, entry["nickname"]):
                    self._show_all()
                    raise ValueError(
                        f"Somebody called {entry['nickname']} has started on another page. "
                        "Take another nickname, or press Start again to go on with theirs."
                    )
                case "start":
                    learner = Learner(new_id(), entry["nickname"])
                case "rename":
                    learner = replace(self.learner, nickname=entry["nickname"])
                case "continue":
                    learner = called(self._records, entry["nickname"])[-1]
                case "save":
                    name, text = self._file(at)
                    return Kept(replace(self._panels[Welcome.name, ""].state, saved=name), file=(name, text))
                case _:
                    self._delete(at)
                    return None
            self._append([self._sits(learner, at)], self._panels[Welcome.name, ""].activity)
            self.learner = named(self._records, learner.id)
            self._show_all()
        return None

    def _delete(self, at: datetime) -> None:
        """Everything that is kept of the learner who sits here."""
        forget_all(self._log, self.learner.id)
        self._records = [record for record in self._records if record.learner != self.learner.id]
        before = sitting(self._records, self._seat)
        if before.known:
            self._append([self._leaves(before, at)], self._panels[Welcome.name, ""].activity)
        self.learner = Learner(new_id())
        self._show_all()

    def _file(self, at: datetime) -> tuple[str, str]:
        """Everything up to now as a file: its name and its text."""
        if not self.learner.known:
            raise ValueError(_NOTHING_YET)
        name, data = pack(self._records, self.learner, at)
        return name, data.decode()

    def _save_or_read(self, entries: Sequence[Entry], at: datetime) -> Kept[SavingState]:
        """A file for the learner, or what comes of files that were chosen."""
        if self._somebody_else():
            self._show_all()
            raise self._meanwhile()
        (entry,) = entries
        if entry["kind"] == "save":
            name, text = self._file(at)
            told = [record.entry for record in carried(self._records, self.learner)]
            return Kept(saved(name, told), file=(name, text))
        files = read_files([(file.name, file.size, file.text) for file in entry["files"]])
        if self.learner.known and files.learner_id != self.learner.id and not entry["sure"]:
            whose = named(self._records, files.learner_id).nickname or files.nickname
            asked = ask_whose(entry["files"], whose=whose, working=self.learner.nickname)
            return Kept(asked, focus="asked")
        return Kept(self._continue(files, at), focus="said")

    def _continue(self, files: Saved, at: datetime) -> SavingState:
        """The learner of the files works here from now on, with all that is in them."""
        new, before = missing(files, self._records), self.learner
        here = named(self._records, files.learner_id).nickname
        wanted = here or files.nickname
        nickname = free_nickname(self._records, wanted, files.learner_id)
        learner = Learner(files.learner_id, nickname, known=True)
        sits = () if learner == before else (self._sits(learner, at),)
        take_in(self._log, learner, [*new, *sits])
        self._stamp = self._log.stamp()
        self._records = list(self._log.records())
        self.learner = learner
        self._show_all()
        return came(
            [record.entry for record in new],
            nickname=nickname,
            same=learner.id == before.id and before.known,
            taken="" if nickname == wanted else wanted,
        )

    def _original(self) -> OriginalState:
        """The learner's own copy of the article, else the teacher's, else none."""
        own = own_copy(self._log, self.learner.id)
        text = own or self._teachers_copy
        return (
            OriginalState(find_original(text, self.content.paragraphs), own=bool(own))
            if text
            else OriginalState()
        )

    def _take_original(self, entries: Sequence[Entry], at: datetime) -> None:
        """The text goes into a file of its own, never into the log."""
        if self._somebody_else():
            self._show_all()
            raise self._meanwhile()
        if not self.learner.known:  # the file is this learner's, so there has to be one
            self._append(
                [self._sits(self.learner, at)], self._panels[OriginalBox.name, OriginalBox.key].activity
            )
            self._is_known()
        for entry in entries:
            if entry["kind"] == "keep":
                keep_copy(self._log, self.learner.id, entry["text"])
            else:
                forget_copy(self._log, self.learner.id)
        there = self._original()
        for panel in self._panels.values():
            if isinstance(panel.activity, Reading):
                panel.activity = replace(panel.activity, original=there.copy)
                panel.show(panel.state)

    def _show_all(self) -> None:
        there = self._original()
        for panel in self._panels.values():
            match panel.activity:
                case Welcome():
                    panel.activity = self._welcome()
                case Reading():
                    panel.activity = replace(panel.activity, original=there.copy)
                case OriginalBox():
                    panel.activity = replace(panel.activity, given=there)
                case Quiz():
                    panel.activity = replace(panel.activity, shuffle=self.learner.id)
                case Overview():
                    panel.activity = replace(panel.activity, due=self._due(datetime.now(UTC)))
            foot = self._foot() if panel.activity.name in KEPT else ""
            state = panel.activity.restore(self._entries(panel.activity))
            panel.show(state, foot=foot, drafts=self._drafts(panel.activity))

    def _welcome(self) -> Welcome:
        sat = (record.entry for record in self._records if record.entry["kind"] == "sits")
        names = (entry["nickname"] for entry in sat)
        return Welcome(self._place(), {name.casefold(): name for name in names if name})

    def _place(self) -> str:
        if self._log.trouble:
            return _TROUBLE.format(why=self._log.trouble)
        passing = self._passing()
        return f"{passing} Save your progress to a file before you leave." if passing else _LASTING

    def _passing(self) -> str:
        """Why answers do not last here, or nothing."""
        said = f"{self._log.trouble}." if self._log.trouble else self._log.notice
        return said or (_PASSING if _ON_BINDER in os.environ else "")

    def _foot(self) -> str:
        who = f"for {self.learner.nickname}" if self.learner.nickname else "without a nickname"
        lasting = self._log.folder and not self._log.trouble and _ON_BINDER not in os.environ
        usual = "Kept on this computer" if lasting else "Kept until this session ends"
        said = f"{self._log.trouble}." if self._log.trouble else self._log.notice
        notice = f" {said}" if said else ""
        leaving = h.strong[" Before you leave, press “Save my progress” on this page."]
        change = " Not you? Change it on the page “Start here”."
        return str(h.p(".lesson-soft")[f"{usual} {who}.{notice}", self._passing() and leaving, change])


_open: dict[tuple[str, Path, str], Course] = {}


def open_course(lesson: str = "start") -> Course:
    """Open a lesson by its slug.

    Opening it again in the same session gives the same course, with everything as it was.
    """
    folder = data_folder()
    place = (lesson, folder, os.environ.get("LESSONS_HOME", ""))
    if place not in _open:
        content = load_content(folder)
        _open[place] = Course(content, content.lesson(lesson), open_log(), original=read_original(folder))
    _open[place].look()
    return _open[place]
