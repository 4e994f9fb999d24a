"""What a page that stands alone says to the browser of itself."""

NOTHING_RUNS = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""A Content-Security-Policy: no script, no request, no form, whatever a mistake of ours might let in."""


def css_text(words: str) -> str:
    r"""The words as a text of CSS: what could end it, or the style sheet, is written as a number.

    >>> css_text('a "b" </style>')
    '"a \\22 b\\22  \\3c /style>"'
    """
    written = words.replace("\\", r"\5c ").replace('"', r"\22 ").replace("<", r"\3c ").replace("\n", " ")
    return f'"{written}"'
