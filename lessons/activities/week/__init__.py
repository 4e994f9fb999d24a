"""The week: its meetings day by day, who has a seat at which table, and a garbled place name."""

from lessons.activities.week.days import Week
from lessons.activities.week.misprint import Garbled
from lessons.activities.week.seats import Seats

__all__ = ["Garbled", "Seats", "Week"]
