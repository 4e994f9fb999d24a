"""Tables for paper: as wide as the paper, and the long ones at the end of the sheet.

What names a group of rows becomes a line of its own, a source becomes one below what it is the source of, and
so the words get the whole width. A long table is material: it is looked up, not read, and a teacher may copy
it once for several learners. So it stands at the end.
"""

import re
from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag
from markupsafe import Markup

LONG = 6
"""Rows. A table with more of them stands at the end of the sheet."""
_SOURCE = "Source"
_TITLE = re.compile(r", “[^”]*”")


@dataclass(frozen=True)
class Table:
    """A table that stands at the end; it gets its number there."""

    caption: str
    tag: Tag

    def numbered(self, number: int) -> Markup:
        """The table, with its number before its caption."""
        caption = self.tag.find("caption")
        if isinstance(caption, Tag):
            caption.string = f"M{number}. {self.caption}"
        return Markup(str(self.tag))  # noqa: S704  the still is ours


def prepare(soup: BeautifulSoup, *, longest: int = LONG) -> list[Table]:
    """Make the tables of a page fit for paper, and take those with more rows out, in their order."""
    for place in soup.select(".scroll"):
        place.unwrap()
    for link in soup.select("table a"):
        link.unwrap()
    found = []
    for table in soup.find_all("table"):
        rows = len(table.select("tbody tr"))
        _groups(soup, table)
        _sources(soup, table)
        caption = table.find("caption")
        if rows > longest and isinstance(caption, Tag):
            found.append(Table(caption.get_text(" ", strip=True), table.extract()))
    return found


def tables_of_folds(html: str) -> list[Table]:
    """Each fold of a still that holds a table and a question: the table, with the question in its caption."""
    soup = BeautifulSoup(html, "html.parser")
    for fold in soup.find_all("details"):
        asked, caption = fold.find("p"), fold.find("caption")
        if isinstance(asked, Tag) and isinstance(caption, Tag):
            caption.string = f"{sentence(caption.get_text())} {asked.get_text(' ', strip=True)}"
    return prepare(soup, longest=0)


def sentence(words: str) -> str:
    """The words with a mark of punctuation at their end.

    >>> sentence("Why?"), sentence("All events")
    ('Why?', 'All events.')
    """
    return words if words.endswith((".", "?", "!")) else f"{words}."


def _groups(soup: BeautifulSoup, table: Tag) -> None:
    """A cell that heads several rows moves above them: beside them it is as narrow as its longest word."""
    heads = [one for one in table.find_all("th", scope="rowgroup") if one.get("rowspan")]
    columns = table.select("thead th")
    for head in heads:
        row = head.parent
        if isinstance(row, Tag):
            line = soup.new_tag("tr", attrs={"class": "group"})
            del head["rowspan"]
            head["colspan"] = str(len(columns) - 1)
            line.append(head.extract())
            row.insert_before(line)
    if heads and columns:
        columns[0].decompose()


def _sources(soup: BeautifulSoup, table: Tag) -> None:
    """The last column, if it holds the sources, becomes a line below each row."""
    columns = table.select("thead th")
    if len(columns) < 3 or columns[-1].get_text(strip=True) != _SOURCE:
        return
    columns[-1].decompose()
    for row in table.select("tbody tr"):
        heads, cells = row.find_all("th", colspan=True), row.find_all("td")
        for head in heads:
            head["colspan"] = str(len(columns) - 1)
        if not heads and cells:
            source = cells[-1].extract()
            source["colspan"] = str(len(columns) - 1)
            source.smooth()  # what stood in a link is one text with what stands around it
            for words in source.find_all(string=_TITLE):  # the list of sources has it
                words.replace_with(_TITLE.sub("", words))
            source.insert(0, f"{_SOURCE}: ")
            line = soup.new_tag("tr", attrs={"class": "from"})
            line.append(source)
            row.insert_after(line)
            row["class"] = "told"
