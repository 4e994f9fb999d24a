"""Numbers as learners write them: ``1,234.5``, ``1.234,5``, ``1 234,5``, ``12,5``.

A comma is the decimal sign in half of Europe and parts thousands in the other half; ISO 80000-1 allows
both as decimal signs and recommends a small space between groups of three. Nobody should lose a point
for the way numbers are written at home, so both are read, and where the characters can mean two numbers
(``1,234``) both are given.
"""

import re

LONGEST = 30  # nobody needs more characters for a number, and a float holds what they can say
_SPACES = re.compile(r"(?<=[0-9])[\s\u00a0\u2009\u202f'’](?=[0-9])")
_PLAIN = re.compile(r"[0-9]+(?:[.,][0-9]+)?|[.,][0-9]+")
_GROUPED = {
    part: re.compile(rf"[1-9][0-9]{{0,2}}(?:{re.escape(part)}[0-9]{{3}})+(?:[{decimal}][0-9]+)?")
    for part, decimal in ((" ", ".,"), (",", "."), (".", ","))
}


def readings(text: str) -> tuple[float, ...]:
    """Every number that these characters may mean, groups of thousands first; empty where they mean none."""
    written = _SPACES.sub(" ", text.strip().replace("−", "-"))
    sign, digits = (-1, written[1:]) if written[:1] == "-" else (1, written.removeprefix("+"))
    if len(text.strip()) > LONGEST:
        return ()
    found = [
        float(digits.replace(part, "").replace(",", "."))
        for part, grouped in _GROUPED.items()
        if grouped.fullmatch(digits)
    ]
    if _PLAIN.fullmatch(digits):
        found.append(float(digits.replace(",", ".")))
    return tuple(sign * number for number in found)
