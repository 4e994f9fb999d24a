"""A lesson on paper: one file to print and copy, and one with the answers for the teacher.

A handout is made from the same notebook and the same activities as the plain pages, and then it goes another
way. A page can fold answers away; paper cannot, so on a handout there is none of them: they stand in a file
of their own, the key. What a page offers to press, paper offers to tick, to join with a line, to write on.
A handout needs nothing but itself: no network, no script, no second file.
"""

from lessons.handout.sheets import LEVELS, Sheet, sheet, which_lessons

__all__ = ["LEVELS", "Sheet", "sheet", "which_lessons"]
