"""A learner's own copy of the article: a file for each learner, beside the log and never in it.

What is in the log is exported, reported and carried from computer to computer; the article must not be.
"""

from pathlib import Path

from lessons.progress.log import Log

_MEMORY: dict[str, str] = {}  # where nothing can be written, a copy lasts as long as the session


def _file(log: Log, learner: str) -> Path | None:
    return log.folder.parent / "originals" / f"{learner}.txt" if log.folder else None


def own_copy(log: Log, learner: str) -> str:
    """The text that this learner added, or an empty string."""
    file = _file(log, learner)
    if file is None:
        return _MEMORY.get(learner, "")
    try:
        return file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def keep_copy(log: Log, learner: str, text: str) -> None:
    """Keep a text in place of an earlier one; ``OSError`` where that fails."""
    file = _file(log, learner)
    if file is None:
        _MEMORY[learner] = text
        return
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    new = file.with_suffix(".new")
    new.write_text(text, encoding="utf-8")
    new.replace(file)  # whole or not at all


def forget_copy(log: Log, learner: str) -> None:
    """Delete the learner's copy, and nobody else's."""
    file = _file(log, learner)
    _MEMORY.pop(learner, None)
    if file is not None:
        file.unlink(missing_ok=True)
        file.with_suffix(".new").unlink(missing_ok=True)  # half of one, where a kernel was killed
