"""What is searched for, what the list is narrowed to, and which term is open."""

from dataclasses import dataclass, replace

HERE = "here"
"""In place of a lesson: the few terms that the lesson of this page asks to look up."""


@dataclass(frozen=True)
class GlossaryState:
    """The query, the category and the lesson ("" for all, or HERE), and the open term ("" for the list).

    ``origin`` is the term that was pressed in the list: the focus goes back to it, also after a walk along
    "see also".
    """

    query: str = ""
    category: str = ""
    term: str = ""
    origin: str = ""
    lesson: str = ""

    def search(self, query: str) -> "GlossaryState":
        """A new search shows the list, whatever term was open."""
        return replace(self._anywhere() if query.strip() else self.close(), query=query)

    def choose(self, category: str) -> "GlossaryState":
        """The list of one category, or of all ("")."""
        return replace(self._anywhere() if category else self.close(), category=category)

    def narrow(self, lesson: str) -> "GlossaryState":
        """What one lesson uses, or all ("")."""
        return GlossaryState(lesson=HERE) if lesson == HERE else replace(self.close(), lesson=lesson)

    def _anywhere(self) -> "GlossaryState":
        """Whoever looks for something looks among all terms, not among the few of this page."""
        return replace(self.close(), lesson="" if self.lesson == HERE else self.lesson)

    def open(self, term: str) -> "GlossaryState":
        """A term's page, in place of the list."""
        return replace(self, term=term, origin=self.origin or term)

    def close(self) -> "GlossaryState":
        """Back to the list, as it was."""
        return replace(self, term="", origin="")
