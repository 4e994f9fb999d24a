"""Open a lesson, once in a session."""

import os
from pathlib import Path

from lessons.content import data_folder, load_content
from lessons.content.original import read_original
from lessons.course.course import Course
from lessons.progress import open_log

_open: dict[tuple[str, Path, str], Course] = {}


def open_course(lesson: str = "start") -> Course:
    """Open a lesson by its slug.

    Opening it again in the same session gives the same course, with everything as it was.
    """
    folder = data_folder()
    place = (lesson, folder, os.environ.get("LESSONS_HOME", ""))
    if place not in _open:
        content = load_content(folder)
        _open[place] = Course(content, content.lesson(lesson), open_log(), original=read_original(folder))
    _open[place].look()
    return _open[place]
