"""The glossary: browse all terms, search them, open one."""

from lessons.activities.glossary.activity import Glossary
from lessons.activities.glossary.state import GlossaryState

__all__ = ["Glossary", "GlossaryState"]
