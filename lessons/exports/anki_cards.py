"""What stands on an Anki card: HTML for each field, escaped, and how a card looks.

A card is plain HTML without a script: headings, lists and paragraphs in reading order, so a screen reader
reads it as it is seen. Colours come in two sets, for Anki's light and night mode, with a contrast of 7 to 1
at least.
"""

from collections.abc import Iterable
from html import escape
from string import ascii_uppercase

from lessons.content import Content
from lessons.content.marking import Markable, prompts_of
from lessons.content.records import Source, Term
from lessons.content.records.items import (
    Cloze,
    Matching,
    MultipleResponse,
    Numeric,
    Option,
    Ordering,
    TrueFalseReason,
)
from lessons.exports.words import key_in_words

CSS = """\
.card { --ink: #1a1a1a; --soft: #444; --line: #767676; --link: #003f8a;
  max-width: 40em; margin: 0 auto; padding: 1em; text-align: left; line-height: 1.5;
  font: 1.15em/1.5 system-ui, "Segoe UI", Roboto, sans-serif; color: var(--ink); background: #fff; }
.card.nightMode, .card.night_mode, .nightMode .card { --ink: #f2f2f2; --soft: #cfcfcf; --line: #8f8f8f;
  --link: #a8cbff; background: #1e1e1e; }
.ask, .soft { color: var(--soft); font-size: .85em; }
.word { font-size: 1.5em; font-weight: 700; margin: .3em 0; }
h2 { font-size: .95em; margin: 1em 0 .2em; }
p, ol, ul { margin: .3em 0; }
hr { border: 0; border-top: 2px solid var(--line); margin: 1em 0; }
a { color: var(--link); }
"""

WORD_FIELDS = ("Word", "In full", "In short", "In more words", "Here", "Take care", "Source", "Id")
WORD_FRONT = '<div lang="en"><p class="ask">What does it mean?</p><p class="word">{{Word}}</p></div>'
WORD_BACK = (
    '{{FrontSide}}<hr id="answer"><div lang="en">'
    "{{#In full}}<p>{{In full}}</p>{{/In full}}"
    "<h2>In short</h2><p>{{In short}}</p>"
    "<h2>In more words</h2><p>{{In more words}}</p>"
    "<h2>Here</h2><p>{{Here}}</p>"
    "{{#Take care}}<h2>Take care</h2><p>{{Take care}}</p>{{/Take care}}"
    '<p class="soft">{{Source}}</p></div>'
)
QUESTION_FIELDS = ("Question", "How", "Options", "Answer", "Why", "Look it up", "Source", "Id")
QUESTION_FRONT = '<div lang="en"><p>{{Question}}</p><p class="ask">{{How}}</p>{{Options}}</div>'
QUESTION_BACK = (
    '{{FrontSide}}<hr id="answer"><div lang="en">'
    "<h2>What is right</h2>{{Answer}}"
    "<h2>Why</h2>{{Why}}"
    "{{#Look it up}}<p>{{Look it up}}</p>{{/Look it up}}"
    '<p class="soft">{{Source}}</p></div>'
)


def word_fields(content: Content, term: Term) -> list[str]:
    """A term of the glossary, in the order of `WORD_FIELDS`."""
    return [
        text(term.headword),
        text(term.expansion),
        text(term.plain),
        text(term.standard),
        text(term.why_here),
        text(term.misconception),
        sources(content, [term.source_id]),
        text(term.id),
    ]


def question_fields(content: Content, item: Markable) -> list[str]:
    """A question, in the order of `QUESTION_FIELDS`."""
    lesson = content.lessons[item.lesson]
    return [
        text(item.stem),
        text(how(item)),
        options(item),
        answer(item),
        why(item),
        text(f"From the lesson “{lesson.title}”{_paragraphs(item.paragraphs)}"),
        sources(content, item.source_ids),
        text(item.id),
    ]


def text(value: str) -> str:
    """Text as HTML."""
    return escape(value, quote=False).replace("\n", "<br>")


def how(item: Markable) -> str:
    """What is asked for."""
    match item:
        case TrueFalseReason():
            return "True or false, and because of what?"
        case MultipleResponse():
            return f"{len(item.key)} answers fit."
        case Matching():
            return "Which letter belongs to each?"
        case Cloze():
            return "Which letter belongs into each gap?"
        case Ordering():
            return "What is the right order?"
        case Numeric():
            return f"A number, in {item.key.unit}." if item.key.unit else "A number."
    return "One answer fits."


def options(item: Markable) -> str:
    """What there is to choose from. A number is not chosen."""
    if isinstance(item, Numeric):
        return ""
    lettered = _list("ol", (option.text for option in item.options), kind=' type="A"')
    if isinstance(item, Matching):
        return _list("ul", prompts_of(item).values()) + lettered
    return lettered


def answer(item: Markable) -> str:
    """What is right. Letters are those of the list on the front."""
    match item:
        case Numeric():
            return f"<p>{text(key_in_words(item))}</p>"
        case Ordering():
            texts = {option.id: option.text for option in item.options}
            return _list("ol", (texts[one] for one in item.key))
        case Matching() | Cloze():
            lettered = {option.id: f"{letter}. {option.text}" for letter, option in _lettered(item)}
            lefts = prompts_of(item) if isinstance(item, Matching) else {gap: f"[{gap}]" for gap in item.gaps}
            return _list("ul", (f"{left} → {lettered[item.key[one]]}" for one, left in lefts.items()))
    right = [f"{letter}. {option.text}" for letter, option in _lettered(item) if option.id in item.right]
    if isinstance(item, TrueFalseReason):
        verdict = "True" if item.key.answer else "False"
        return f"<p>{verdict}, because: {text(right[0])}</p>"
    return _list("ul", right) if len(right) > 1 else f"<p>{text(right[0])}</p>"


def why(item: Markable) -> str:
    """The rationale of what is right."""
    named: dict[str, Option] = {option.id: option for option in item.options}
    if isinstance(item, Ordering | Matching | Cloze):
        order = item.key if isinstance(item, Ordering) else dict.fromkeys(item.key.values())
        return _list("ul", (f"{named[one].text}: {named[one].rationale}" for one in order))
    reasons = [option.rationale for option in item.options if option.id in item.right]
    return "".join(f"<p>{text(one)}</p>" for one in reasons)


def sources(content: Content, ids: Iterable[str]) -> str:
    """Publisher and title; a link where the source's policy allows one."""
    named = [_source(content.sources[one]) for one in ids if one in content.sources]
    return f"Source: {'; '.join(named)}" if named else ""


def _source(source: Source) -> str:
    title = f"“{text(source.title)}”"
    linked = f'<a href="{escape(source.link)}">{title}</a>' if source.link else title
    label = f" ({text(source.link_label)})" if source.link_label else ""
    return f"{text(source.publisher)}, {linked}{label}"


def _lettered(item: Markable) -> Iterable[tuple[str, Option]]:
    return zip(ascii_uppercase, item.options, strict=False)


def _list(tag: str, lines: Iterable[str], *, kind: str = "") -> str:
    return f"<{tag}{kind}>{''.join(f'<li>{text(one)}</li>' for one in lines)}</{tag}>"


def _paragraphs(numbers: tuple[int, ...]) -> str:
    named = ["headline" if number == 0 else f"paragraph {number}" for number in numbers]
    return f", {', '.join(named)}" if named else ""
