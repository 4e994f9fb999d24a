"""The questions as a table: one row for each option, since every option has its own text, rationale and
misconception. What belongs to the question stands in each of its rows, so a spreadsheet can filter and count.

The columns and what they mean are in `COLUMNS`; `python3 -m lessons export columns` prints them.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from lessons.content import Content
from lessons.content.marking import prompts_of
from lessons.content.records.items import (
    Cloze,
    Guess,
    Item,
    Matching,
    NumberOption,
    Numeric,
    Option,
    Ordering,
    TrueFalseReason,
)
from lessons.exports.cells import Cell, csv_bytes
from lessons.exports.words import key_in_words

COLUMNS: Mapping[str, str] = MappingProxyType(
    {
        "item": "id of the question",
        "lesson": "slug of its lesson",
        "format": "one of the ten formats, or guess",
        "objective": "id of the objective that it assesses",
        "difficulty": "1 easy, 2 middling, 3 hard",
        "bloom": "level of Bloom's taxonomy (2001)",
        "paragraphs": "numbers of the paragraphs it asks about; 0 is the headline",
        "needs": "what a learner must have at hand",
        "spoiler": "true: it tells what came after the week of the article",
        "parallel_of": "id of the question that this one is another try for",
        "version": "8 hex digits that change with stem, options or key",
        "stem": "what is asked",
        "key": "what is right, in words; empty for a guess",
        "option": "id of the option",
        "text": "text of the option",
        "right": "whether it is part of the right answer; empty where nothing is (guess, ordering)",
        "fits": "the prompt or the gap that it belongs to (matching, cloze)",
        "place": "its place in the right order, from 1 (ordering)",
        "value": "the number that it stands for, in the unit of the key (numeric)",
        "tolerance": "how far off is still right, in the unit of the key (numeric)",
        "unit": "the unit of the key (numeric)",
        "verdict": "whether the statement is true (true or false with a reason)",
        "rationale": "why it is right or wrong, said to whoever chose it",
        "misconception": "id of the wrong belief behind it",
        "belief": "that belief",
        "sources": "ids of the sources of the question",
    }
)


def items(content: Content) -> bytes:
    """All questions as CSV (see `lessons.exports.cells`), in the order of their files."""
    return csv_bytes(
        tuple(COLUMNS),
        (_row(content, item, option) for item in content.items.values() for option in item.options),
    )


def _row(content: Content, item: Item, option: Option) -> list[Cell]:
    belief = content.misconceptions.get(option.misconception_id or "")
    cells: dict[str, Cell] = {
        "item": item.id,
        "lesson": item.lesson,
        "format": item.format,
        "objective": item.objective_id,
        "difficulty": item.difficulty,
        "bloom": item.bloom,
        "paragraphs": _listed(map(str, item.paragraphs)),
        "needs": _listed(item.needs),
        "spoiler": item.spoiler,
        "parallel_of": item.parallel_of,
        "version": item.version,
        "stem": item.stem,
        "key": key_in_words(item),
        "option": option.id,
        "text": option.text,
        "right": None if isinstance(item, Guess | Ordering) else option.id in item.right,
        "rationale": option.rationale,
        "misconception": option.misconception_id,
        "belief": belief.belief if belief else None,
        "sources": _listed(item.source_ids),
    }
    match item:
        case Matching():
            prompts = prompts_of(item)
            cells["fits"] = _listed(text for one, text in prompts.items() if item.key[one] == option.id)
        case Cloze():
            cells["fits"] = _listed(f"[{gap}]" for gap in item.gaps if item.key[gap] == option.id)
        case Ordering():
            cells["place"] = item.key.index(option.id) + 1
        case Numeric():
            cells["value"] = option.value if isinstance(option, NumberOption) else None
            cells["tolerance"], cells["unit"] = item.key.tolerance, item.key.unit
        case TrueFalseReason():
            cells["verdict"] = item.key.answer
    return [cells.get(name) for name in COLUMNS]


def _listed(values: Iterable[str]) -> str:
    return "; ".join(values)
