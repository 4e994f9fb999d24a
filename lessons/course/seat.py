"""The learner at this seat: who works here, and what the log has of them.

Each lesson runs in a kernel of its own, and all keep to one log. So before anything is kept, the seat looks
whether somebody else has sat down on another page meanwhile. Whoever calls holds the lock of the course.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from lessons.activities.welcome import Welcome
from lessons.course.entries import entries
from lessons.progress import Learner, Log, Record, called, named, new_id, pack, seat, sitting
from lessons.progress.joining import forget_all, take_in
from lessons.progress.log import Forgotten
from lessons.ui.activity import Activity, Entry

_NOTHING_YET = "There is nothing to save yet. Answer something first, or choose a nickname."


class SomebodyElse(ValueError):
    """Not kept: another learner sits here by now. The text is for the one who has just answered."""


class Seat:
    """``learner`` works here now; ``records`` are those of all learners, in time order."""

    def __init__(self, log: Log) -> None:
        self.log = log
        self._here = seat()
        self._stamp = log.stamp()
        self.records = list(log.records())
        self.learner = sitting(self.records, self._here)

    def entries(self, activity: Activity[Any]) -> list[Entry]:
        """What this learner did, as far as the activity is restored from it."""
        return entries(activity, self.records, self.learner.id)

    def nicknames(self) -> list[str]:
        """Every nickname that was ever given at this log."""
        sat = (record.entry for record in self.records if record.entry["kind"] == "sits")
        return [entry["nickname"] for entry in sat if entry["nickname"]]

    def called(self, nickname: str) -> tuple[Learner, ...]:
        """The learners with this nickname."""
        return called(self.records, nickname)

    def changed(self) -> bool:
        """Read the log again if it was changed elsewhere; whether another learner sits here now."""
        stamp = self.log.stamp()
        if stamp == self._stamp:
            return False
        self._stamp = stamp
        self.records = list(self.log.records())
        now, before = sitting(self.records, self._here), self.learner
        if now.known or before.known:
            self.learner = now
        return self.learner.id != before.id

    def meanwhile(self) -> SomebodyElse:
        """What to say where another learner sits here now."""
        if not self.learner.known:
            return SomebodyElse(
                "Not saved: your answers were deleted on another page. This page begins anew."
            )
        who = self.learner.nickname or "Somebody without a nickname"
        return SomebodyElse(f"Not saved: {who} has started on another page. This page is theirs now.")

    def record(self, at: datetime, activity: Activity[Any], entry: Entry) -> Record:
        """What this learner did, as the log keeps it."""
        return Record(new_id(), self.learner.id, at, activity.name, activity.key, entry)

    def sits(self, learner: Learner, at: datetime) -> Record:
        """That this learner works here from now on."""
        told = {"kind": "sits", "seat": self._here, "nickname": learner.nickname}
        return Record(new_id(), learner.id, at, Welcome.name, Welcome.key, told)

    def append(self, records: Sequence[Record]) -> None:
        """Give records to the log. ``SomebodyElse`` where the learner was deleted meanwhile."""
        try:
            self.log.append(records)
        except Forgotten:
            # Deleted between the look at the log and the write: what was just done belongs to nobody.
            self._stamp = (("", -1),)  # like no folder, not even an empty one: it is read again
            if self.changed():
                raise self.meanwhile() from None
            self.log.append(records)  # a file was moved, and the learner is still here
        self.records += records

    def becomes_known(self) -> bool:
        """Something is kept of the learner from now on; whether that is new."""
        new = not self.learner.known
        self.learner = replace(self.learner, known=True)
        return new

    def take(self, learner: Learner, records: Sequence[Record], at: datetime) -> None:
        """Keep what files have of this learner, who works here from now on."""
        sits = () if learner == self.learner else (self.sits(learner, at),)
        take_in(self.log, learner, [*records, *sits])
        self._stamp = self.log.stamp()
        self.records = list(self.log.records())
        self.learner = learner

    def forget(self, at: datetime) -> list[Record]:
        """Delete everything that is kept of the learner; what the log has to hold before a new one begins.

        Whoever sat here earlier has not come back only because the last one is gone.
        """
        forget_all(self.log, self.learner.id)
        self.records = [record for record in self.records if record.learner != self.learner.id]
        before = sitting(self.records, self._here)
        told = {"kind": "leaves", "seat": self._here}
        return [Record(new_id(), before.id, at, Welcome.name, Welcome.key, told)] if before.known else []

    def begin(self, learner: Learner) -> None:
        """This learner works here from now on, with the nickname that the log has last."""
        self.learner = named(self.records, learner.id)

    def file(self, at: datetime) -> tuple[str, str]:
        """Everything up to now as a file: its name and its text."""
        if not self.learner.known:
            raise ValueError(_NOTHING_YET)
        name, data = pack(self.records, self.learner, at)
        return name, data.decode()
