"""What a teacher needs around the lessons: plans that follow the notebooks, and a round of delegations."""

from lessons.teacher.files import FOLDER, pack_files
from lessons.teacher.in_notebook import TeacherPack

__all__ = ["FOLDER", "TeacherPack", "pack_files"]
