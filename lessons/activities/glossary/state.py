"""What is searched for, what the list is narrowed to, and which term is open."""

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class GlossaryState:
    """The query, the category and the lesson ("" for all), and the open term ("" for the list).

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
        return replace(self.close(), query=query)

    def choose(self, category: str) -> "GlossaryState":
        """The list of one category, or of all ("")."""
        return replace(self.close(), category=category)

    def narrow(self, lesson: str) -> "GlossaryState":
        """The list of what one lesson uses, or all of them ("")."""
        return replace(self.close(), lesson=lesson)

    def open(self, term: str) -> "GlossaryState":
        """A term's page, in place of the list."""
        return replace(self, term=term, origin=self.origin or term)

    def close(self) -> "GlossaryState":
        """Back to the list, as it was."""
        return replace(self, term="", origin="")
