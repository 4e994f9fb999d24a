"""The moves that are no plain answers: they change who sits here, hand out a file, or keep one.

Each is what a panel calls to have its entries kept.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from lessons.activities.original import OriginalBox
from lessons.activities.overview import Overview
from lessons.activities.saving import SavingState, ask_whose, came, saved
from lessons.activities.welcome import Welcome
from lessons.course.panels import Panels
from lessons.progress import Learner, Saved, named, new_id
from lessons.progress.joining import free_nickname, missing, read_files
from lessons.progress.originals import forget_copy, keep_copy
from lessons.progress.transfer import carried
from lessons.ui.activity import Entry, Kept


def sit(panels: Panels, entries: Sequence[Entry], at: datetime) -> Kept[Any] | None:
    """The welcome's answers change who sits here, and so what every panel shows."""
    seat, welcome = panels.seat, panels[Welcome.name, Welcome.key]
    changed = seat.changed()
    for entry in entries:
        if changed and entry["kind"] in ("rename", "delete", "save"):
            panels.show_all()
            raise seat.meanwhile()
        match entry["kind"]:
            case "start" | "rename" if seat.called(entry["nickname"]):
                panels.show_all()
                raise ValueError(
                    f"Somebody called {entry['nickname']} has started on another page. "
                    "Take another nickname, or press Start again to go on with theirs."
                )
            case "start":
                learner = Learner(new_id(), entry["nickname"])
            case "rename":
                learner = replace(seat.learner, nickname=entry["nickname"])
            case "continue":
                learner = seat.called(entry["nickname"])[-1]
            case "save":
                name, text = seat.file(at)
                return Kept(replace(welcome.state, saved=name), file=(name, text))
            case _:
                if leaves := seat.forget(at):
                    panels.append(leaves, welcome.activity)
                seat.learner = Learner(new_id())
                panels.show_all()
                return None
        panels.append([seat.sits(learner, at)], welcome.activity)
        seat.begin(learner)
        panels.show_all()
    return None


def save_or_read(panels: Panels, entries: Sequence[Entry], at: datetime) -> Kept[SavingState]:
    """A file for the learner, or what comes of files that were chosen."""
    panels.same_learner()
    seat = panels.seat
    (entry,) = entries
    if entry["kind"] == "save":
        name, text = seat.file(at)
        told = [record.entry for record in carried(seat.records, seat.learner)]
        return Kept(saved(name, told), file=(name, text))
    files = read_files([(file.name, file.size, file.text) for file in entry["files"]])
    if seat.learner.known and files.learner_id != seat.learner.id and not entry["sure"]:
        whose = named(seat.records, files.learner_id).nickname or files.nickname
        asked = ask_whose(entry["files"], whose=whose, working=seat.learner.nickname)
        return Kept(asked, focus="asked")
    return Kept(_continue(panels, files, at), focus="said")


def _continue(panels: Panels, files: Saved, at: datetime) -> SavingState:
    """The learner of the files works here from now on, with all that is in them."""
    seat = panels.seat
    new, before = missing(files, seat.records), seat.learner
    wanted = named(seat.records, files.learner_id).nickname or files.nickname
    nickname = free_nickname(seat.records, wanted, files.learner_id)
    learner = Learner(files.learner_id, nickname, known=True)
    seat.take(learner, new, at)
    panels.show_all()
    return came(
        [record.entry for record in new],
        nickname=nickname,
        same=learner.id == before.id and before.known,
        taken="" if nickname == wanted else wanted,
    )


def take_original(panels: Panels, entries: Sequence[Entry], at: datetime) -> None:
    """The text goes into a file of its own, never into the log."""
    panels.same_learner()
    seat = panels.seat
    if not seat.learner.known:  # the file is this learner's, so there has to be one
        panels.append([seat.sits(seat.learner, at)], panels[OriginalBox.name, OriginalBox.key].activity)
        panels.learner_is_known()
    for entry in entries:
        if entry["kind"] == "keep":
            keep_copy(seat.log, seat.learner.id, entry["text"])
        else:
            forget_copy(seat.log, seat.learner.id)
    panels.show_original()


def look_again(panels: Panels, _entries: Sequence[Entry], at: datetime) -> Kept[Any]:
    """The progress page as it is now; what other pages have kept is in it."""
    panels.look()
    panel = panels[Overview.name, Overview.key]
    if isinstance(panel.activity, Overview):
        panel.activity = replace(panel.activity, due=panels.personal.due(at))
    state = panel.activity.restore(panels.seat.entries(panel.activity))
    panel.show(state)
    return Kept(state)
