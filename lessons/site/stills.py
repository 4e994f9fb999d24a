"""A still of an activity, made fit for a page.

A still has everything that a page needs: it holds no form and no script. What is taken out is the line that
says how to bring it to life. Its pictures become files, so that a page stays small and a picture can be
opened alone; wide tables get a place to scroll in; headings continue where the page is.
"""

import base64
import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import unquote

import htpy as h
from bs4 import BeautifulSoup, Tag
from markupsafe import Markup

from lessons.site.piece import Piece
from lessons.ui.activity import NOT_RUNNING

_DATA = re.compile(r"data:image/svg\+xml(;base64)?,(.*)", re.DOTALL)
# Which wording somebody answered: for the log, and of no use to a reader.
_EDITION = re.compile(r" \(edition [0-9a-f]{8}\)|, edition [0-9a-f]{8}")
_SIZE = re.compile(r"""<svg[^>]*\bwidth=["'](\d+)["'][^>]*\bheight=["'](\d+)["']""")


@dataclass(frozen=True)
class Picture:
    """A picture of a still: its file, what is in it, its words, its size, and the words that stand by it."""

    file: str
    content: bytes
    alt: str
    size: tuple[int, int] | None
    caption: str


@dataclass(frozen=True)
class Taken:
    """A still taken apart: its pictures, its first line, and the rest without them."""

    pictures: tuple[Picture, ...]
    html: Markup
    lead: str


def still_piece(html: str, links: Mapping[str, str] = MappingProxyType({})) -> Piece:
    """A whole still as a piece of a page: the way of every activity that has no page of its own.

    ``links`` says where an address that leads outside is to lead instead: to the page of sources.
    """
    soup = _cleaned(html, links)
    pictures = []
    for image in soup.find_all("img"):
        pictures.append(_moved_out(image))
        holder = image.find_parent("p")
        if holder:
            holder.name = "div"  # a paragraph cannot hold a place to scroll in
        image.wrap(_scroller(soup, f"Picture: {str(image.get('alt', '')).split('. ')[0]}"))
    return Piece(h.fragment[_markup(soup)], {one.file: one.content for one in pictures if one})


def taken_apart(html: str, links: Mapping[str, str] = MappingProxyType({})) -> Taken:
    """The pictures, the first line and the rest of a still, to be put together anew."""
    soup = _cleaned(html, links)
    pictures = tuple(_taken_out(soup))
    first = soup.find("p")
    lead = first.get_text(" ", strip=True) if isinstance(first, Tag) else ""
    if isinstance(first, Tag):
        first.decompose()
    return Taken(pictures, _markup(soup), lead)


def _taken_out(soup: BeautifulSoup) -> Iterator[Picture]:
    """Each picture, gone from the still together with the paragraph that holds it and names it."""
    for image in soup.find_all("img"):
        picture = _moved_out(image)
        if picture:
            (image.find_parent("p") or image).decompose()
            yield picture


def _cleaned(html: str, links: Mapping[str, str]) -> BeautifulSoup:
    soup = BeautifulSoup(html, "html.parser")
    for line in soup.find_all("p"):
        if line.get_text().strip().startswith(NOT_RUNNING):
            line.decompose()
    for node in soup.find_all(True):
        for name in ("style", "target", "id"):
            node.attrs.pop(name, None)
    for link in soup.find_all("a"):
        if str(link.get("href")) in links:
            link["href"] = links[str(link["href"])]
            link.attrs.pop("rel", None)
    for source in soup.select(".lesson-source"):
        if not source.find("a"):
            _linked(soup, source, links)
    for words in soup.find_all(string=_EDITION):
        words.replace_with(_EDITION.sub("", str(words)))
    levels = sorted({node.name for node in soup.find_all(re.compile(r"^h[1-6]$"))})
    for node in soup.find_all(levels):
        node.name = f"h{min(3 + levels.index(node.name), 6)}"
    for table in soup.find_all("table"):
        caption = table.find("caption")
        table.wrap(_scroller(soup, caption.get_text(" ", strip=True) if caption else "Table"))
    return soup


def _linked(soup: BeautifulSoup, words: Tag, links: Mapping[str, str]) -> None:
    """A source that may not be linked outside has an entry on the page of sources as well."""
    text = words.get_text()
    named = next((one for one in links if text.startswith(one)), "")
    if named:
        publisher, _, title = named.partition(", “")
        link = soup.new_tag("a", attrs={"href": links[named]})
        link.string = f"“{title}"
        words.clear()
        words.extend([f"{publisher}, ", link, text.removeprefix(named)])


def _scroller(soup: BeautifulSoup, name: str) -> Tag:
    return soup.new_tag(
        "div", attrs={"class": "scroll", "role": "region", "aria-label": name, "tabindex": "0"}
    )


def svg_of(address: str) -> bytes | None:
    """The drawing that an image's address holds; None where it holds none."""
    data = _DATA.match(address)
    if not data:
        return None
    return base64.b64decode(data[2]) if data[1] else unquote(data[2]).encode("utf-8")


def _moved_out(image: Tag) -> Picture | None:
    """The picture as a file of its own; the image in the text points to it from now on."""
    content = svg_of(str(image.get("src", "")))
    if content is None:
        return None
    size = _SIZE.search(content[:1000].decode("utf-8", errors="replace"))
    file = f"pictures/{hashlib.sha256(content).hexdigest()[:12]}.svg"
    image["src"] = file
    if size:
        image["width"], image["height"] = size[1], size[2]
    wide_high = (int(size[1]), int(size[2])) if size else None
    holder = image.find_parent("p")
    caption = holder.get_text(" ", strip=True) if holder else ""
    return Picture(file, content, str(image.get("alt", "")), wide_high, caption)


def _markup(soup: BeautifulSoup) -> Markup:
    return Markup(str(soup))  # noqa: S704  the still is ours, and all that it says was escaped there
