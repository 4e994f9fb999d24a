"""Layers: each on a switch, only those of the lesson, and none that tells too early."""

import re
from datetime import UTC, datetime

import pytest

from lessons.activities.reading import Reading, ReadingState
from lessons.content import Content, load_content
from lessons.content.records import LAYERS, Layer
from lessons.course import Course
from lessons.progress import Log
from lessons.ui.activity import Entry, Event
from lessons.ui.layers import LABELS, OPEN
from lessons.ui.paragraphs import reading_minutes

CONTENT = load_content()
EVERY = tuple(CONTENT.paragraphs)
NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)


def move(name: str, **form: str) -> Event:
    return Event(name, {key: (value,) for key, value in form.items()}, NOON)


def everything_on(reading: Reading) -> ReadingState:
    state = reading.empty()
    for layer in LAYERS:
        if layer in reading.layers:
            state = reading.step(state, move("layer", layer=layer, on="yes")).state
    for number in reading.paragraphs:
        state = state.change(number, claims=True)
    return state


def shown(reading: Reading, state: ReadingState) -> str:
    return "".join(reading.view(state).values())


def test_a_switch_turns_a_layer_on_and_off_everywhere_and_is_kept():
    reading = Reading(CONTENT, (1, 2))
    step = reading.step(reading.empty(), move("layer", layer="speakers", on="yes"))
    assert step.state.shown == ("terms", "speakers", "questions")
    assert step.entries == ({"kind": "layer", "layer": "speakers", "shown": True},)
    off = reading.step(step.state, move("layer", layer="speakers"))  # an unticked box sends nothing
    assert off.state == reading.empty()
    assert off.entries == ({"kind": "layer", "layer": "speakers", "shown": False},)
    assert reading.restore([*step.entries]) == step.state
    assert reading.restore([*step.entries, *off.entries]) == reading.empty()


@pytest.mark.parametrize(
    ("layer", "has"),
    [
        ("terms", 'class="lesson-term"'),
        ("speakers", "Who says it: "),
        ("kinds", 'class="lesson-kind"'),
        ("questions", "Questions a careful reader asks"),
        ("errors", 'class="lesson-errors"'),
        ("later", f"<h4>{LABELS['later']}"),
    ],
)
def test_each_layer_shows_its_own_thing_alone(layer: Layer, has: str):
    reading = Reading(CONTENT, (2,), layers=LAYERS)
    with_it = ReadingState(shown=(layer,))
    without = ReadingState(shown=tuple(one for one in LAYERS if one != layer))
    assert has in shown(reading, with_it)
    assert has not in shown(reading, without)


def test_statements_of_one_paragraph_open_alone_and_follow_the_switches_again():
    reading = Reading(CONTENT, (1, 2))
    one = reading.step(reading.empty(), move("claims", paragraph="1", show="yes")).state
    assert "Who says it: " in reading.view(one)["paragraph_1"]
    assert "lesson-kind" in reading.view(one)["paragraph_1"]
    assert "Who says it: " not in reading.view(one)["paragraph_2"]
    all_of_them = reading.step(one, move("layer", layer="kinds", on="yes")).state
    for part in ("paragraph_1", "paragraph_2"):
        assert "lesson-kind" in reading.view(all_of_them)[part]
        assert "Who says it: " not in reading.view(all_of_them)[part]
    closed = reading.step(all_of_them, move("claims", paragraph="1", show="no")).state
    assert "lesson-kind" not in reading.view(closed)["paragraph_1"]


def test_a_lesson_without_who_says_what_has_no_such_button_and_refuses_it():
    reading = Reading(CONTENT, (1,), layers=("terms",))
    assert "Who says what" not in shown(reading, reading.empty())
    with pytest.raises(ValueError, match="claims: this lesson does not show who says what"):
        reading.step(reading.empty(), move("claims", paragraph="1", show="yes"))


def test_a_lesson_without_layers_offers_no_switch():
    reading = Reading(CONTENT, (1,), layers=())
    assert "Show with the text" not in shown(reading, reading.empty())
    assert "lesson-term" not in shown(reading, reading.empty())


def test_the_kinds_are_words_and_their_meanings_stand_there():
    reading = Reading(CONTENT, EVERY)
    html = shown(reading, everything_on(reading)).replace("&#39;", "'")
    kinds = {claim.kind for claim in CONTENT.claims.values()}
    for kind in kinds:
        assert f'<span class="lesson-kind">{kind}</span>' in html
        assert CONTENT.course.wording[kind] in html


# Nothing early


def test_the_lessons_show_what_they_may():
    errors = [slug for slug, lesson in CONTENT.lessons.items() if "errors" in lesson.layers]
    later = [slug for slug, lesson in CONTENT.lessons.items() if "later" in lesson.layers]
    assert errors == ["check-the-article", "what-happened-next"]
    assert later == ["what-happened-next"]
    assert all(set(lesson.layers) >= set(OPEN) for lesson in CONTENT.lessons.values())


def reachable(content: Content, slug: str) -> str:
    """All that a learner can bring onto the page by reading every paragraph in a lesson."""
    course = Course(content, content.lesson(slug), Log(None))
    reading = course.read(paragraphs=EVERY).activity
    assert isinstance(reading, Reading)
    old: list[Entry] = [{"kind": "layer", "layer": layer, "shown": True} for layer in LAYERS]
    still = reading.still(reading.empty())
    states = (everything_on(reading), reading.restore(old))
    html = "".join(shown(reading, state) for state in states) + still.html + still.text
    return re.sub(r"<[^>]+>", "", html).replace("&#39;", "'").replace("&amp;", "&").replace("&quot;", '"')


@pytest.mark.parametrize("slug", CONTENT.lessons)
def test_no_lesson_reaches_a_layer_before_its_time(slug: str):
    seen, lesson = reachable(CONTENT, slug), CONTENT.lesson(slug)
    problems = [one.id for one in CONTENT.discrepancies.values() if one.problem in seen]
    later = [number for number, one in CONTENT.paragraphs.items() if one.later and one.later in seen]
    number = list(CONTENT.lessons).index(slug)
    assert bool(problems) is (number >= list(CONTENT.lessons).index("check-the-article"))
    assert bool(later) is lesson.opens_spoilers
    assert not [one.id for one in CONTENT.claims.values() if one.check in seen]


def test_a_spoiler_layer_planted_into_an_early_lesson_is_found():
    """The fault planted past the loader, which refuses it (content_faults.toml): the test above sees it."""
    early = CONTENT.lesson("the-text").model_copy(update={"layers": (*OPEN, "errors", "later")})
    spoilt = {**CONTENT.lessons, "the-text": early.model_copy(update={"opens_spoilers": True})}
    planted = Content(**{**vars(CONTENT), "lessons": spoilt})
    seen = reachable(planted, "the-text")
    assert CONTENT.paragraphs[3].later in seen
    assert CONTENT.discrepancies_in(3)[0].problem in seen
    # With the layers alone, the lesson's content still has nothing to tell of later days.
    layers_alone = Content(**{**vars(CONTENT), "lessons": {**CONTENT.lessons, "the-text": early}})
    assert CONTENT.paragraphs[3].later not in reachable(layers_alone, "the-text")


# Comfort


def test_larger_text_is_kept_and_reaches_every_paragraph():
    reading = Reading(CONTENT, (1, 2))
    step = reading.step(reading.empty(), move("larger", on="yes"))
    assert step.entries == ({"kind": "larger", "on": True},)
    assert shown(reading, step.state).count("lesson-larger") == 2
    assert "lesson-larger" not in shown(reading, reading.empty())
    assert reading.restore([*step.entries]) == step.state
    assert reading.step(step.state, move("larger")).state == reading.empty()


def test_the_reading_time_is_that_of_the_levels_shown():
    assert [reading_minutes([text]) for text in ("one", "one " * 150, "one " * 151)] == [1, 1, 2]
    reading = Reading(CONTENT, EVERY)
    plain = sum(len(one.plain.split()) for one in CONTENT.paragraphs.values())
    assert f"about {-(-plain // 150)} minutes" in reading.view(reading.empty())["top"]
    standard = reading.view(reading.empty().at("standard"))["top"]
    assert (
        f"about {-(-sum(len(one.standard.split()) for one in CONTENT.paragraphs.values()) // 150)} "
        in standard
    )


# Speed


def test_an_untouched_paragraph_is_not_drawn_again():
    reading = Reading(CONTENT, EVERY)
    before = reading.view(reading.empty())
    after = reading.view(reading.step(reading.empty(), move("term", paragraph="3", term="annexation")).state)
    assert [name for name in before if before[name] is not after[name]] == ["paragraph_3"]
