"""``open_course()``: the one place where what is taught, the learner's log and the activities meet.

``course`` is what a notebook writes. ``seat`` is who works here and what the log has of them, ``panels`` what
is open on this page. ``personal`` tells what an activity is given of the learner, ``entries`` what it is
restored from.
"""

from lessons.course.course import Course
from lessons.course.opening import open_course

__all__ = ["Course", "open_course"]
