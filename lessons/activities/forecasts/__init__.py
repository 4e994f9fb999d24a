"""Statements of the article about the days to come: how sure could one be then, and what came?"""

from lessons.activities.forecasts.activity import Forecasts
from lessons.activities.forecasts.state import ForecastsState
from lessons.activities.forecasts.words import LOOKS, OUTCOMES, RANGES, TESTABLE, how_sure, what_came

__all__ = ["LOOKS", "OUTCOMES", "RANGES", "TESTABLE", "Forecasts", "ForecastsState", "how_sure", "what_came"]
