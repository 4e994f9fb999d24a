"""Tables for paper: what names a group of rows becomes a line of its own, and the rows get the whole width."""

from bs4 import BeautifulSoup, Tag
from markupsafe import Markup


def by_group(html: str) -> Markup:
    """The tables of a still, without the places to scroll in.

    A cell that heads several rows (its scope says so) moves above them: on a screen it stands beside them,
    and is as narrow there as its longest word.
    """
    soup = BeautifulSoup(html, "html.parser")
    for place in soup.select(".scroll"):
        place.unwrap()
    for table in soup.find_all("table"):
        heads = [one for one in table.find_all("th", scope="rowgroup") if one.get("rowspan")]
        columns = table.select("thead th")
        for head in heads:
            _move_up(soup, head, len(columns) - 1)
        if heads and columns:
            columns[0].decompose()
    return Markup(str(soup))  # noqa: S704  the still is ours


def _move_up(soup: BeautifulSoup, head: Tag, width: int) -> None:
    row = head.parent
    if isinstance(row, Tag):
        line = soup.new_tag("tr", attrs={"class": "group"})
        del head["rowspan"]
        head["colspan"] = str(width)
        line.append(head.extract())
        row.insert_before(line)
