"""The questions as GIFT, Moodle's text format: one file, and one more for what tells the end.

A category for each lesson, under the course's name; the parallel items, which the course offers after a wrong
answer, in one of their own below it, so that a test drawn from the lesson's category does not ask the same
twice. What came after the week of the article stands in a file and a category of its own: nobody imports it
by accident. At the top of each file stands what it could not hold, and what is otherwise than in the course
(see `lessons.exports.gift_items`).
"""

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lessons.content import Content
from lessons.content.marking import Markable
from lessons.content.records import Lesson
from lessons.content.records.items import Item
from lessons.exports.gift_items import cannot, question

SECOND_TRIES = "Second tries"
LATER = "spoilers"
_FORMATS = {
    "map_location": "Questions about places are single choices of the names, without the map.",
    "true_false_reason": "“True or false, and why” is one list of all pairs of verdict and reason. The marks "
    "are the same: half for the right verdict with another reason.",
    "matching": "Matching: what is said about each answer comes for all of them together. Moodle lets an "
    "answer be used twice; the course does not.",
    "cloze": "Gaps: they keep their numbers in the text, and a list for each stands below. The marks are the "
    "same.",
    "numeric": "Numbers: the unit stands in the question and is not typed. A comma or a point is read as "
    "your Moodle's language reads it; the course gives the benefit of the doubt.",
}
_ALWAYS = (
    "“How sure are you?” is not asked, and the links to paragraphs, words and the map are gone: hand out the "
    "retelling with it. Tags tell the lesson, the objective, the format and the misconceptions."
)


@dataclass(frozen=True)
class Gift:
    """Two files, UTF-8 (``later`` is empty where nothing tells the end), and what they do not hold.

    ``notes`` are whole sentences, one for each thing that a teacher should know; ``held`` counts questions.
    """

    questions: bytes
    later: bytes
    notes: tuple[str, ...]
    held: int


def gift(content: Content) -> Gift:
    """Every item that GIFT can hold."""
    now = [item for item in content.items.values() if not item.spoiler]
    later = [item for item in content.items.values() if item.spoiler]
    held = sum(not cannot(item) for item in content.items.values())
    return Gift(
        _file(content, now, spoilers=False),
        _file(content, later, spoilers=True) if later else b"",
        tuple(notes([*now, *later])),
        held,
    )


def notes(items: Sequence[Item]) -> Iterable[str]:
    """What the file does not hold and why, and what is not as it is in the course: a sentence each."""
    reasons: dict[str, list[str]] = {}
    for item in items:
        if reason := cannot(item):
            reasons.setdefault(reason, []).append(item.id)
    for reason, ids in reasons.items():
        yield f"Left out: {', '.join(ids)}: {reason}."
    there = {item.format for item in items if not cannot(item)}
    yield from (text for name, text in _FORMATS.items() if name in there)
    yield _ALWAYS


def _file(content: Content, items: Sequence[Item], *, spoilers: bool) -> bytes:
    held = [item for item in items if isinstance(item, Markable) and not cannot(item)]
    blocks = [_header(content, items, len(held), spoilers=spoilers)]
    for lesson in content.lessons.values():
        own = [item for item in held if item.lesson == lesson.slug]
        for parallel in (False, True):
            chosen = [item for item in own if bool(item.parallel_of) is parallel]
            if chosen:
                blocks.append(_category(content, lesson, spoilers=spoilers, parallel=parallel))
                blocks += [question(item, _comment(item)) for item in chosen]
    return ("\n\n".join(blocks) + "\n").encode("utf-8", "replace")


def _header(content: Content, items: Sequence[Item], held: int, *, spoilers: bool) -> str:
    what = f"{held} questions in GIFT. In Moodle: Question bank > Import > GIFT format."
    told = "SPOILERS: these questions tell what came after the week of the article. "
    lines = [
        f"{content.course.title}: {told if spoilers else ''}{what}",
        "Free to use and to change, with the course named as the source (CC BY 4.0).",
        *notes(items),
    ]
    return "\n".join(
        f"// {line}"
        for text in lines
        for line in textwrap.wrap(text, 105, subsequent_indent="  ", break_on_hyphens=False)
    )


def _category(content: Content, lesson: Lesson, *, spoilers: bool, parallel: bool) -> str:
    """The path. Moodle takes back no backslash here, and a slash in a name is written twice."""
    number = lesson.notebook.partition("-")[0]
    names = [
        f"{content.course.title} ({LATER})" if spoilers else content.course.title,
        f"{number} {lesson.title}" if number.isdigit() else lesson.title,
        *([SECOND_TRIES] if parallel else []),
    ]
    path = "/".join(" ".join(name.split()).replace("/", "//") for name in names)
    return f"$CATEGORY: {path}"


def _comment(item: Item) -> str:
    """Id number and tags: Moodle reads them from the comment."""
    beliefs = dict.fromkeys(one.misconception_id for one in item.options if one.misconception_id)
    spoiler = [LATER] if item.spoiler else []
    parallel = [f"parallel-of-{item.parallel_of}"] if item.parallel_of else []
    tags = [item.lesson, item.objective_id, item.format, *spoiler, *parallel, *beliefs]
    return " ".join([f"[id:{item.id}]", *(f"[tag:{tag}]" for tag in tags), f"version {item.version}"])
