"""A quiz of items that can be answered again and again; first tries count."""

from lessons.activities.quiz.activity import Quiz, playable
from lessons.activities.quiz.basis import Basis
from lessons.activities.quiz.places import Places
from lessons.activities.quiz.state import Attempt, QuizState

__all__ = ["Attempt", "Basis", "Places", "Quiz", "QuizState", "playable"]
