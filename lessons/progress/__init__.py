"""What the learner did.

An append-only log, who sits here, resume. Knows content, knows no HTML and no widget.
"""

from lessons.progress.learners import Learner, called, named, seat, sitting
from lessons.progress.log import Log, open_log
from lessons.progress.records import Record, new_id
from lessons.progress.transfer import Saved, Unreadable, pack, unpack

__all__ = [
    "Learner",
    "Log",
    "Record",
    "Saved",
    "Unreadable",
    "called",
    "named",
    "new_id",
    "open_log",
    "pack",
    "seat",
    "sitting",
    "unpack",
]
