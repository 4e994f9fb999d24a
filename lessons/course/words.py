"""The sentences about where answers are kept, and for how long."""

import os

import htpy as h

from lessons.progress import Learner, Log

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


def where_kept(log: Log) -> str:
    """Where answers are kept here, as the start page says it."""
    if log.trouble:
        return trouble(log)
    passing = why_passing(log)
    return f"{passing} Save your progress to a file before you leave." if passing else _LASTING


def trouble(log: Log) -> str:
    """That writing has stopped, and what to do; or that it works again."""
    return _TROUBLE.format(why=log.trouble) if log.trouble else _WRITTEN


def why_passing(log: Log) -> str:
    """Why answers do not last here, or nothing."""
    return _unusual(log) or (_PASSING if _ON_BINDER in os.environ else "")


def foot(log: Log, learner: Learner) -> str:
    """HTML below what is kept: for whom, and where."""
    who = f"for {learner.nickname}" if learner.nickname else "without a nickname"
    lasting = log.folder and not log.trouble and _ON_BINDER not in os.environ
    usual = "Kept on this computer" if lasting else "Kept until this session ends"
    notice = f" {said}" if (said := _unusual(log)) else ""
    leaving = h.strong[" Before you leave, press “Save my progress” on this page."]
    change = " Not you? Change it on the page “Start here”."
    return str(h.p(".lesson-soft")[f"{usual} {who}.{notice}", why_passing(log) and leaving, change])


def _unusual(log: Log) -> str:
    return f"{log.trouble}." if log.trouble else log.notice
