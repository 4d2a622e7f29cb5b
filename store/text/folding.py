"""What makes two names the same. Pure."""

from __future__ import annotations

import unicodedata


def fold(text: str) -> str:
    """A text without case and accents."""
    decomposed = unicodedata.normalize(
        "NFKD", text.casefold().replace("œ", "oe").replace("æ", "ae")
    )
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
