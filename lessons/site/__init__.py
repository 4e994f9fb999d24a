"""The course as plain pages: for a USB stick, for print, for whoever cannot run JupyterLab.

The pages are made from the same notebooks and the same activities as the course itself. A notebook's cells
are run with the real course of that lesson, for a learner who has done nothing and of whom nothing is kept;
what a cell shows is then written as a page: a question with answers that fold out, a map as a picture with
its table, a word as a link to the glossary. Nothing on a page needs a script, a kernel or the internet.
"""

from lessons.site.edition import SiteError, edition

__all__ = ["SiteError", "edition"]
