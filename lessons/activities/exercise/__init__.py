"""Exercises with the tables: a learner's answer of any kind, and what is off in it."""

from lessons.activities.exercise.check import Checked, check

__all__ = ["Checked", "check"]
