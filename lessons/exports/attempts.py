"""What learners answered, as a table: one row for each answer that was checked.

The columns and what they mean are in `COLUMNS`; `python3 -m lessons export columns` prints them. A learner is
a random id with a nickname; there is nothing else about a person in it.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType

from lessons.content import Content
from lessons.exports.cells import Cell, csv_bytes
from lessons.exports.words import in_words
from lessons.progress import Record
from lessons.progress.transfer import Saved

COLUMNS: Mapping[str, str] = MappingProxyType(
    {
        "learner": "the first 8 digits of the learner's random id (all of them where two begin alike)",
        "nickname": "what the learner wanted to be called; two may choose the same",
        "lesson": "slug of the lesson",
        "item": "id of the question",
        "format": "its format; empty where the course has no such question any more",
        "version": "which wording was answered: 8 hex digits, as in the table of questions",
        "same_wording": "whether that is the wording of today",
        "attempt": "1 for the first answer to this question, then 2, 3 …",
        "response": "the answer as it is kept: ids of options, pairs such as L1=b, or what was typed",
        "response_in_words": "the same in words; empty where the wording was another",
        "score": "from 0 to 1, as the course marks it",
        "sureness": "1 guessing, 2 fairly sure, 3 sure; empty where nothing was said",
        "at": "when, in UTC: 2022-01-10T12:00:05Z",
    }
)


def attempts(content: Content, files: Iterable[Saved]) -> bytes:
    """All answers in these files as CSV (see `lessons.exports.cells`)."""
    return csv_bytes(tuple(COLUMNS), attempt_rows(content, files))


def attempt_rows(content: Content, files: Iterable[Saved]) -> list[list[Cell]]:
    """A row for each answer, with a cell for each of `COLUMNS`, by learner and then by time.

    Files of one learner are put together; an answer that is in two of them is one answer.
    """
    found: dict[str, dict[str, Record]] = {}
    names: dict[str, str] = {}
    for saved in sorted(files, key=lambda one: one.saved_at):
        found.setdefault(saved.learner_id, {}).update({one.id: one for one in saved.records})
        names[saved.learner_id] = saved.nickname or names.get(saved.learner_id, "")
    shorts = _short(found)
    versions = {
        item.id: item.version for item in content.items.values()
    }  # each is worked out anew when asked
    return [
        [shorts[learner], names[learner], *_answer(content, versions, record)]
        for learner in sorted(found, key=lambda one: (names[one].casefold(), one))
        for record in sorted(found[learner].values(), key=lambda one: one.at)
        if record.entry["kind"] == "attempt"
    ]


def _answer(content: Content, versions: Mapping[str, str], record: Record) -> list[Cell]:
    entry = record.entry
    item = content.items.get(str(entry.get("item")))
    came = entry.get("response")
    response = [str(one) for one in came] if isinstance(came, list | tuple) else []
    same = item is not None and entry.get("item_version") == versions[item.id]
    return [
        item.lesson if item else record.key,
        str(entry.get("item", "")),
        item.format if item else None,
        str(entry.get("item_version", "")),
        same,
        _number(entry.get("attempt")),
        "; ".join(response),
        in_words(item, response) if item and same else None,
        _number(entry.get("score")),
        _number(entry.get("sureness")),
        record.at,
    ]


def _number(value: object) -> Cell:
    """A number as it is; a file that somebody wrote by hand may hold anything."""
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def _short(learners: Collection[str]) -> dict[str, str]:
    """The first digits of each id, or all of them where two begin alike."""
    alike = Counter(one[:8] for one in learners)
    return {one: one[:8] if alike[one[:8]] == 1 else one for one in learners}
