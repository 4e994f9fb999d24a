"""Words that the course's own voice does not use, and hints at what came after the week.

The list is that of the research behind the course: each word has a party's judgement in it, or makes one
actor of many, or says more than is known. In quotation marks such a word is somebody's own and stays; and
where the sentence around it says whose it is or what is meant by it, it is discussed and not used.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple


class Warned(NamedTuple):
    """A word, what to write, and the words in the same text that show that it is discussed or named."""

    words: re.Pattern[str]
    instead: str
    unless: re.Pattern[str] | None = None


_NAMED = r"[Pp]aragraphs? \d|article (?:only )?says"
_PLACES = {
    "Kiev": "Kyiv",
    "Odessa": "Odesa",
    "Lugansk": "Luhansk",
    "Kharkov": "Kharkiv",
    "Lvov": "Lviv",
    "Nikolaev": "Mykolaiv",
    "Dnepr": "Dnipro",
    "Dniester?": "Dnister",
    "Chernobyl": "Chornobyl",
    "Donbass": "Donbas",
    "Zaporozhye": "Zaporizhzhia",
    "Slavyansk": "Sloviansk",
    "Gorlovka": "Horlivka",
    "Olga Stef": "Olha",
    "Vladimir Zel": "Volodymyr",
    "Dmitri?y Kuleba": "Dmytro",
    "[Tt]he Ukraine": "Ukraine",
}

WARNED = (
    Warned(re.compile(r"\bexpan(?:sion|d(?:s|ed|ing)?)\b"), "enlargement, growth"),
    Warned(
        re.compile(r"\b[Ss]ummits?\b"),
        "talks, meetings",
        re.compile(
            r"Bucharest|Warsaw|Istanbul|Astana|Madrid|[Pp]residen|[Nn]ot a summit|leaders|heads of state"
            r"|words to look up|useful ones"
        ),
    ),
    Warned(re.compile(r"\b[Tt]he West\b"), "name the states, or NATO, or the EU", re.compile(_NAMED)),
    Warned(
        re.compile(r"\bEurope (?:wants|says|fears|asks|demands|plans|acts|will|must|has|does|is afraid)\b"),
        "name the states, or the EU",
        re.compile(_NAMED),
    ),
    Warned(
        re.compile(r"\bRussia and NATO (?:meet|are meeting|met)\b"),
        "only one of the tables was theirs",
        re.compile("[Hh]eadline"),
    ),
    Warned(re.compile(r"\b[Pp]ro-Russian\b"), "say who says so"),
    Warned(
        re.compile(r"\b[Ss]eparatis\w+"),
        "armed groups, or say who calls them so",
        re.compile(r"described|denied|other words|interpretation"),
    ),
    Warned(
        re.compile(
            r"\b(?:[Aa]ggress(?:ion|or)\w*|[Rr]egimes?|[Pp]uppets?|[Pp]ropaganda\w*|[Tt]errorist\w*|[Ss]o-called"
            r"|[Oo]ccupiers?|[Ii]nvaders?|[Ee]nem(?:y|ies)|[Bb]rutal|[Hh]ypocri\w+|[Pp]rovocations?)\b"
        ),
        "leave the judgement to its speaker",
        re.compile(r"what (?:it|he|she|they|\w+) calls?|were not enemies"),
    ),
    Warned(
        re.compile(
            r"\b(?:[Bb]lunder\w*|(?:false|wrong|failed) (?:forecast|prediction)s?|should have known)\b"
        ),
        "a plan can change, and a forecast is judged by its day",
    ),
    Warned(re.compile(r"\b(?:exactly|precisely) \d"), "an estimate is not exact"),
    Warned(
        re.compile(
            r"(?:images?|pictures?|satellites?) (?:counted|count|show(?:ed)?) \w* ?(?:soldiers|troops)"
        ),
        "images show vehicles, tents and buildings",
    ),
    Warned(
        re.compile(r"\b(?:[Oo]ur|[Ww]e) (?:side|troops|soldiers|army|allies|enemies|must defend)\b"),
        "name it",
    ),
    Warned(re.compile(r"\bLarouche|\bThe Saker\b", re.IGNORECASE), "not a source"),
    *(Warned(re.compile(rf"\b{word}\w*"), instead) for word, instead in _PLACES.items()),
)

_QUOTED = re.compile(
    r"(?<!\w)'(?:[^'’]|(?<=\w)['’](?=\w))*['’](?!\w)"
    r"|‘(?:[^’]|(?<=\w)’(?=\w))*’(?!\w)"
    r'|“[^”]*”|"[^"]*"'
)

# Days after the week, months after it, later years; and the end in any wording. An open text of January may
# speak of an invasion: as a fear, a denial or an 'if'. That a real war came is said in the notes of care.
_LATE = re.compile(
    r"\b(?:1[4-9]|2\d|3[01]) January(?! (?:19|20[01]\d|202[01]))"
    r"|\b(?:1[4-9]|2\d) February(?! \d)"
    r"|\b(?:February|March|April|May|June|July|August|September|October|November|December) 2022\b"
    r"|(?<!5 February )\b202[3-9]\b"  # until when New START had been extended was known
    r"|\b[Ff]ull-scale\b|\b[Ss]pecial (?:military )?operation\b|\b(?:Bucha|Irpin|Mariupol)\b"
    r"|\binvaded Ukraine\b|\b[Tt]he invasion (?:began|came|started|of 2022)\b"
    r"|\b(?<!real )[Ww]ar (?:began|broke out|started|came)\b|\bthe war (?:in|against|on) Ukraine\b"
)


def warned(text: str) -> Iterator[str]:
    """What is warned of in a text, as "word: what to write"."""
    own = _QUOTED.sub("''", text)
    for rule in WARNED:
        if not (rule.unless and rule.unless.search(own)):
            yield from (f"{found[0]}: {rule.instead}" for found in rule.words.finditer(own))


def late(text: str) -> Iterator[str]:
    """What of a text tells that it knows the time after the week."""
    yield from (found[0] for found in _LATE.finditer(text))
