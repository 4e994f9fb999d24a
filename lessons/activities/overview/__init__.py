"""How far you are: the lessons, what each objective rests on, and what to look at next."""

from lessons.activities.overview.activity import Overview
from lessons.activities.overview.state import Asked, OverviewState, Tried

__all__ = ["Asked", "Overview", "OverviewState", "Tried"]
