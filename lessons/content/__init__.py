"""What is taught: records, the loader and its problems. Knows nothing of learners, HTML or widgets."""

from .content import Content
from .folder import data_folder
from .loader import load_content
from .problems import ContentError, Problem

__all__ = ["Content", "ContentError", "Problem", "data_folder", "load_content"]
