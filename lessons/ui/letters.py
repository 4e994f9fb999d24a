"""Letters as they are searched: without capitals, and each accent apart from its letter.

Who looks for "Leopold" does not know that it is written "Léopold" (Unicode's normalization form KD).
"""

import unicodedata


def apart(text: str) -> str:
    """Small letters, with their accents behind them as signs of their own."""
    return unicodedata.normalize("NFKD", text.casefold())


def plain(text: str) -> str:
    """Small letters without accents."""
    return "".join(letter for letter in apart(text) if not unicodedata.combining(letter))
