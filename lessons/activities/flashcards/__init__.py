"""Flashcards: the words of the course, and the questions that were missed, each when it is due."""

from lessons.activities.flashcards.activity import Flashcards
from lessons.activities.flashcards.state import FlashcardsState

__all__ = ["Flashcards", "FlashcardsState"]
