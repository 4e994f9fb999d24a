"""Where a lesson asks to look, what can be found opens after the looking, and nowhere before."""

import json
import re
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

import pytest

from lessons.activities.found import FIRST, TITLE, Findings, FindingsState
from lessons.content import load_content
from lessons.content.records import Found
from lessons.ui.activity import NOT_RUNNING, Event, Step

ROOT = Path(__file__).resolve().parents[1]
CONTENT = load_content(ROOT / "data")
FOUND = Findings("a-lesson", Found(id="shore", lines=("A <b>boat</b>.", "Two nets.")))


def do(move: str) -> Event:
    return Event(move, {}, datetime(2026, 1, 5, 12, tzinfo=UTC))


def test_it_opens_and_closes_and_keeps_nothing():
    opened = FOUND.step(FOUND.empty(), do("open"))
    assert opened == Step(FindingsState(is_open=True))  # no entry, and the focus stays on the button
    assert FOUND.step(opened.state, do("open")).state == FOUND.empty()
    assert FOUND.restore(()) == FOUND.empty()
    with pytest.raises(ValueError, match="close is no move here: open is"):
        FOUND.step(FOUND.empty(), do("close"))


def test_what_was_found_stands_on_the_page_only_where_it_is_open():
    closed, opened = FOUND.view(FOUND.empty())["found"], FOUND.view(FindingsState(is_open=True))["found"]
    assert 'aria-expanded="false"' in closed
    assert "boat" not in closed
    assert 'aria-expanded="true"' in opened
    assert opened.index(TITLE) < opened.index("A &lt;b&gt;boat&lt;/b&gt;.") < opened.index("Two nets.")
    assert FIRST in closed
    assert FIRST in opened


def test_the_still_tells_nothing_and_a_plain_page_folds_it():
    still = FOUND.still(FindingsState(is_open=True))
    assert still.text == f"{NOT_RUNNING} and you can compare here with what we found."
    assert "boat" not in still.html
    assert FOUND.page(FOUND.empty()).startswith(f"<details><summary>{TITLE}</summary><ol><li>")


@pytest.mark.parametrize("slug", [one.slug for one in CONTENT.lessons.values() if one.found])
def test_a_notebook_asks_before_it_tells(slug: str):
    """Each place stands once, below a cell with what is to be looked at, below a text that asks."""
    lesson = CONTENT.lessons[slug]
    cells = json.loads((ROOT / "notebooks" / lesson.notebook).read_text())["cells"]
    sources = ["".join(cell["source"]) for cell in cells]
    named = [re.fullmatch(r'course\.found\("([a-z-]+)"\)', one) for one in sources]
    assert [one[1] for one in named if one] == [one.id for one in lesson.found]
    for number, one in enumerate(named):
        if one:
            asking = sources[number - 2]
            lines = next(each.lines for each in lesson.found if each.id == one[1])
            listed = re.findall(r"^\d\. ", asking, re.MULTILINE)
            assert "?" in asking or listed, asking
            assert len(listed) in (0, len(lines)), asking
            assert not any(line in unescape(asking) for line in lines)


def test_every_row_that_is_called_the_fullest_is_so():
    """The findings under "Side by side" speak of positions.csv: whoever changes it has to read them again."""
    open_door = list(CONTENT.without_spoilers().positions_on("membership"))
    arms = list(CONTENT.without_spoilers().positions_on("missiles"))
    parties = {
        kind: {one.party_id for one in open_door if one.kind == kind} for kind in {o.kind for o in open_door}
    }
    assert parties["non-negotiable"] == {"us", "nato", "russia", "ukraine"}
    assert max(parties, key=lambda kind: len(parties[kind])) == "non-negotiable"
    assert "offer" not in parties
    assert {one.party_id for one in arms if one.kind == "offer"} == {"us", "nato", "russia"}
    assert [one.party_id for one in arms if one.kind == "non-negotiable"] == ["russia"]
