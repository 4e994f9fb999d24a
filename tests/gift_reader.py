r"""A reader of GIFT, written from Moodle's documentation of the format and from nothing of ours.

MoodleDocs, "GIFT format": blocks are parted by blank lines; a line that begins with ``//`` is a comment;
``$CATEGORY: a/b`` changes the category; ``::name::``, the text, then answers in braces; ``=`` right, ``~``
wrong, ``%n%`` a weight, ``#`` feedback, ``####`` general feedback; ``{#`` a number with ``:tolerance`` or as
``low..high``; ``=a -> b`` pairs; ``{T}``, ``{F}``; no braces: a description; empty braces: an essay; text
behind the braces: a missing word. A backslash takes the meaning from ``~ = # { } :`` and from itself;
``\n`` is a new line. ``[html]``, ``[moodle]``, ``[plain]`` or ``[markdown]`` in front of a text is its
format.

It goes sign by sign: a `Piece` knows of each character whether it is a sign of the format or only looks so.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

SIGNS = "~=#{}:"
FORMATS = ("html", "moodle", "plain", "markdown")
WEIGHT = re.compile(r"%(-?[0-9]{1,3}(?:\.[0-9]*)?)%")
WRONG = {"=": 100.0, "~": 0.0}


class NotGift(ValueError):
    pass


@dataclass(frozen=True)
class Piece:
    """Characters, and for each "s" (a sign of the format) or "." (text)."""

    text: str
    mask: str

    def __getitem__(self, part: slice) -> "Piece":
        return Piece(self.text[part], self.mask[part])

    def find(self, signs: str, start: int = 0) -> int:
        """Where this run of signs stands, or -1."""
        at = self.text.find(signs, start)
        while at >= 0 and self.mask[at : at + len(signs)] != "s" * len(signs):
            at = self.text.find(signs, at + 1)
        return at

    def is_sign(self, at: int, signs: str) -> bool:
        return at < len(self.text) and self.mask[at] == "s" and self.text[at] in signs

    def strip(self) -> "Piece":
        bare = self.text.strip(" \t\n")
        start = self.text.find(bare)
        return self[start : start + len(bare)]


@dataclass(frozen=True)
class Answer:
    text: str
    weight: float
    feedback: str = ""
    low: float = 0.0
    high: float = 0.0


@dataclass(frozen=True)
class Question:
    kind: str
    category: str
    name: str
    stem: str
    answers: tuple[Answer, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    general: str = ""
    format: str = "moodle"
    comments: tuple[str, ...] = ()
    id: str = ""
    tags: tuple[str, ...] = field(default=())


def read_gift(text: str) -> list[Question]:
    """All questions of a file, in its order."""
    found, category = [], ""
    for lines, comments in blocks(text.removeprefix("\ufeff")):
        block = "\n".join(lines)
        if block.startswith("$CATEGORY:"):
            category = block.removeprefix("$CATEGORY:").strip()
        elif block:
            said = " ".join(comments)
            found.append(
                replace(
                    question(signs_of(block), category),
                    comments=tuple(comments),
                    id="".join(re.findall(r"\[id:([^\]]+)\]", said)),
                    tags=tuple(re.findall(r"\[tag:([^\]]+)\]", said)),
                )
            )
    return found


def blocks(text: str) -> Iterator[tuple[list[str], list[str]]]:
    lines: list[str] = []
    comments: list[str] = []
    for raw in [*text.replace("\r\n", "\n").split("\n"), ""]:
        line = raw.strip(" \t")
        if line.startswith("//"):
            comments.append(line[2:].strip())
        elif line:
            lines.append(line)
        elif lines or comments:
            yield lines, comments
            lines, comments = [], []


def signs_of(block: str) -> Piece:
    text, mask, at = [], [], 0
    while at < len(block):
        sign = block[at]
        if sign == "\\" and at + 1 < len(block) and block[at + 1] in SIGNS + "\\n":
            at += 1
            text.append("\n" if block[at] == "n" else block[at])
            mask.append(".")
        else:
            text.append(sign)
            mask.append("s" if sign in SIGNS else ".")
        at += 1
    return Piece("".join(text), "".join(mask))


def question(block: Piece, category: str) -> Question:
    name = ""
    if block.find("::") == 0:
        end = block.find("::", 2)
        if end < 0:
            raise NotGift(f"a name without its end: {block.text}")
        name, block = block.text[2:end].strip(), block[end + 2 :].strip()
    opens, closes = block.find("{"), block.find("}")
    if (opens < 0) != (closes < 0) or closes < opens:
        raise NotGift(f"braces that do not pair: {block.text}")
    if opens < 0:
        stem, kind_of_text = formatted(block, "moodle")
        return Question("description", category, name, stem, format=kind_of_text)
    inner, behind = block[opens + 1 : closes].strip(), block[closes + 1 :].strip()
    if behind.find("{") >= 0 or behind.find("}") >= 0:
        raise NotGift(f"braces twice: {block.text}")
    gap = f" _____ {behind.text}" if behind.text else ""
    stem, kind_of_text = formatted(block[:opens].strip(), "moodle")
    general, cut = "", inner.find("####")
    if cut >= 0:
        general, inner = formatted(inner[cut + 4 :].strip(), kind_of_text)[0], inner[:cut].strip()
    base = Question("", category, name, stem + gap, general=general, format=kind_of_text)
    return answered(base, inner)


def formatted(piece: Piece, default: str) -> tuple[str, str]:
    for name in FORMATS:
        if piece.text.startswith(f"[{name}]"):
            return piece.text[len(name) + 2 :].strip(), name
    return piece.text.strip(), default


def answered(base: Question, inner: Piece) -> Question:
    if not inner.text:
        return replace(base, kind="essay")
    if inner.is_sign(0, "#"):
        return replace(base, kind="number", answers=tuple(numbers(inner[1:].strip(), base.format)))
    if inner.find("~") < 0 and inner.find("=") >= 0 and "->" in inner.text:
        return replace(base, kind="matching", pairs=tuple(pairs(inner, base.format)))
    first = inner[: inner.find("#")] if inner.find("#") >= 0 else inner
    if first.text.strip() in ("T", "TRUE", "F", "FALSE"):
        return replace(base, kind="true" if first.text.strip()[0] == "T" else "false")
    answers = tuple(choice(sign, piece, base.format) for sign, piece in cut_at(inner, "~="))
    if inner.find("~") < 0:
        return replace(base, kind="short", answers=answers)
    kind = "one" if inner.find("=") >= 0 else "several"
    if len(answers) < 2 or max(one.weight for one in answers) <= 0:
        raise NotGift(f"no answer is right: {inner.text}")
    return replace(base, kind=kind, answers=answers)


def cut_at(piece: Piece, signs: str) -> Iterator[tuple[str, Piece]]:
    """What follows each of these signs, up to the next."""
    starts = [at for at in range(len(piece.text)) if piece.is_sign(at, signs)]
    if not starts or piece[: starts[0]].text.strip():
        raise NotGift(f"an answer without = or ~: {piece.text}")
    for at, end in zip(starts, [*starts[1:], len(piece.text)], strict=True):
        yield piece.text[at], piece[at + 1 : end].strip()


def weighed(sign: str, piece: Piece) -> tuple[float, Piece]:
    found = WEIGHT.match(piece.text)
    return (float(found[1]), piece[found.end() :]) if found else (WRONG[sign], piece)


def with_feedback(piece: Piece, default: str) -> tuple[Piece, str]:
    at = piece.find("#")
    return (piece, "") if at < 0 else (piece[:at].strip(), formatted(piece[at + 1 :].strip(), default)[0])


def choice(sign: str, piece: Piece, default: str) -> Answer:
    weight, rest = weighed(sign, piece)
    said, feedback = with_feedback(rest, default)
    return Answer(formatted(said, default)[0], weight, feedback)


def numbers(piece: Piece, default: str) -> Iterator[Answer]:
    single = not piece.is_sign(0, "=~")
    for sign, one in [("=", piece)] if single else list(cut_at(piece, "=~")):
        weight, rest = weighed(sign, one)
        said, feedback = with_feedback(rest, default)
        if not said.text and sign == "~":
            yield Answer("*", 0, feedback, float("-inf"), float("inf"))
        elif ".." in said.text:
            low, high = map(float, said.text.split(".."))
            yield Answer(said.text, weight, feedback, low, high)
        else:
            value, _, tolerance = said.text.partition(":")
            off = float(tolerance or 0)
            yield Answer(value, weight, feedback, float(value) - off, float(value) + off)


def pairs(piece: Piece, default: str) -> Iterator[tuple[str, str]]:
    for _, one in cut_at(piece, "="):
        at = one.text.find("->")
        if at < 0:
            raise NotGift(f"a pair without ->: {one.text}")
        yield formatted(one[:at].strip(), default)[0], one[at + 2 :].text.strip()
