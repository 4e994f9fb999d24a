"""What the learner did.

An append-only log, who sits here, resume. Knows content, knows no HTML and no widget.
"""

from lessons.progress.learners import Learner, called, named, seat, sitting
from lessons.progress.log import Log, open_log
from lessons.progress.records import Record, new_id

__all__ = ["Learner", "Log", "Record", "called", "named", "new_id", "open_log", "seat", "sitting"]
