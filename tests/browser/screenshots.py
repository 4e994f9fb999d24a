"""The pictures of the README: `python3 -m lessons test tests/browser/screenshots.py` takes them anew.

Not a test, so its name does not begin with `test_` and it runs only when it is named; but it uses the course
as the tests do, on a copy of it, and fails as they do when a page complains. The pictures go to
docs/screenshots/. Open each one before you commit it: a script can see that a panel is there, not that a
teacher would want to use it.
"""

import struct
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from lessons.activities.quiz import playable
from lessons.content import load_content

from .conftest import ROOT, Lab, Learner

PICTURES = ROOT / "docs" / "screenshots"
LARGEST = 250_000  # bytes: a README is read on slow lines too
CONTENT = load_content(Path(__file__).resolve().parents[2] / "data")
PLACE = CONTENT.sites["yelnya"].name

# A small laptop, as most schools have; and a window tall enough for a panel that is longer than that.
LAPTOP, TALL = (1366, 768), (1366, 1800)


@pytest.fixture
def opened(lab: Lab, new_learner: Callable[..., Learner]) -> Callable[..., Learner]:
    """Open a notebook in a window of this size and theme, the file browser closed, and run it."""

    def open_in(size: tuple[int, int], notebook: str, *, dark: bool = False) -> Learner:
        learner = new_learner(lab, width=size[0], height=size[1]).open(notebook, run=False)
        learner.dark(dark)
        learner.page.evaluate("jupyterapp.shell.collapseLeft()")
        return learner.run_all()

    return open_in


def show(page: Page, top: Locator, *, above: int = 16) -> None:
    """Bring `top` to the upper edge of the notebook, with a little air above."""
    page.mouse.move(5, 500)  # no tooltip, no hovered button
    for _ in range(3):  # cells that come into sight are drawn, and move the others
        top.evaluate(
            """(node, above) => {
                node.scrollIntoView({block: 'start'});
                node.closest('.jp-WindowedPanel-outer').scrollBy(0, -above);
            }""",
            above,
        )
        page.wait_for_timeout(700)


def chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The parts of a PNG (W3C, Portable Network Graphics, 2003): kind and content."""
    at = 8
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        yield png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        at += 12 + length


def smaller(png: bytes) -> bytes:
    """The same picture in fewer bytes.

    The browser filters each row, as is good for photographs. Flat colours compress better without.
    """
    parts = list(chunks(png))
    header = parts[0][1]
    width, height, depth, colours = struct.unpack(">IIBB", header[:10])
    assert (depth, colours) in ((8, 2), (8, 6)), "8 bits each of red, green, blue, and perhaps opacity"
    pixel = 3 if colours == 2 else 4
    rest = zlib.decompress(b"".join(content for kind, content in parts if kind == b"IDAT"))
    rows, above = bytearray(), bytes(pixel * width)
    for number in range(height):
        start = number * (pixel * width + 1)
        above = unfiltered(rest[start], rest[start + 1 : start + 1 + pixel * width], above, pixel)
        rows += b"\0" + above
    new = ((b"IHDR", header), (b"IDAT", zlib.compress(bytes(rows), 9)), (b"IEND", b""))
    return png[:8] + b"".join(
        struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        for kind, content in new
    )


def unfiltered(kind: int, row: bytes, above: bytes, pixel: int) -> bytes:
    """One row of a PNG as it is seen: each byte was written as its distance to its neighbours."""
    seen = bytearray(pixel)  # nothing stands left of the first pixel
    over = bytes(pixel) + above
    for at, byte in enumerate(row):
        left, up, corner = seen[at], over[at + pixel], over[at]
        if kind == 4:  # the neighbour that is nearest to left + up - corner (Paeth, 1991)
            guess = left + up - corner
            near = min((abs(guess - one), order, one) for order, one in enumerate((left, up, corner)))[2]
        else:
            near = (0, left, up, (left + up) // 2)[kind]
        seen.append((byte + near) & 255)
    return bytes(seen[pixel:])


def keep(name: str, picture: bytes) -> None:
    picture = smaller(picture)
    assert len(picture) < LARGEST, f"{name}.png has {len(picture)} bytes"
    PICTURES.mkdir(parents=True, exist_ok=True)
    (PICTURES / f"{name}.png").write_bytes(picture)


def part_of(page: Page, top: Locator, bottom: Locator, *, margin: int = 8) -> bytes:
    """The page from the upper edge of one thing to the lower edge of another, as wide as the first."""
    upper, lower = top.bounding_box(), bottom.bounding_box()
    assert upper
    assert lower
    clip = {
        "x": upper["x"] - margin,
        "y": upper["y"] - margin,
        "width": upper["width"] + 2 * margin,
        "height": lower["y"] + lower["height"] - upper["y"] + 2 * margin,
    }
    return page.screenshot(clip=clip)  # type: ignore[arg-type]  # a TypedDict of just these four


def test_reading_with_an_opened_word(opened: Callable[..., Learner]):
    page = opened(LAPTOP, "01-the-text.ipynb").page
    paragraph = page.get_by_role("article", name="Paragraph 2")
    paragraph.get_by_role("button", name="build-up").first.click()
    expect(paragraph).to_contain_text(CONTENT.terms["buildup"].plain)
    show(page, paragraph)
    keep("reading", page.screenshot())


def test_a_quiz_that_says_why(opened: Callable[..., Learner]):
    learner = opened(TALL, "01-the-text.ipynb")
    quiz = learner.panel("question")
    items = playable(CONTENT.quiz("the-text"))
    item = next(one for one in items if quiz.get_by_text(one.stem, exact=True).count())
    wrong = next(option for option in item.options if option.id not in item.right)
    quiz.get_by_role("radio", name=wrong.text).check()
    quiz.get_by_role("button", name="Check my answer").click()
    expect(quiz).to_contain_text(wrong.rationale)
    show(learner.page, quiz)
    keep("quiz", part_of(learner.page, quiz, quiz))


def the_map(learner: Learner) -> bytes:
    """The map with a chosen place, its key and the sentence of the day: as much as a README can hold."""
    panel = learner.panel("picture")
    panel.locator("[data-arrows]").get_by_role("button", name=PLACE).click()
    expect(panel.get_by_role("heading", name=PLACE)).to_be_focused()
    show(learner.page, panel)
    return part_of(learner.page, panel, panel.locator("[data-part='sentence']"))


def test_the_map_with_a_chosen_place(opened: Callable[..., Learner]):
    keep("map", the_map(opened(TALL, "02-the-build-up.ipynb")))


def test_the_published_totals(opened: Callable[..., Learner]):
    page = opened(LAPTOP, "02-the-build-up.ipynb").page
    figure = page.locator(".js-plotly-plot").first
    expect(figure).to_be_attached()
    show(page, figure)
    keep("totals", page.screenshot())


def test_the_map_in_the_dark(opened: Callable[..., Learner]):
    keep("map-dark", the_map(opened(TALL, "02-the-build-up.ipynb", dark=True)))
