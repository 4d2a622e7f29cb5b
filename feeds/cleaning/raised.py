"""What stands raised in print, on a plain line: a power stays one, a note is told from its word. Pure."""

from __future__ import annotations

import re

_NUMBER = re.compile(r"[-−]?\d{1,3}")
_NOTES = re.compile(r"\d{1,3}(?:[\s,;–-]+\d{1,3})*")
_LAST_WORD = re.compile(r"[^\W\d_]{1,200}\Z")
_LONGEST_UNIT = 2
"""Letters: m², km³; a word of more has a note."""
_POWERS = str.maketrans("0123456789-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻")


def raised(text: str, before: str) -> str:
    """A raised text as it stands on a plain line; letters, as in ``1er``, stay as they are.

    Args:
        text: what is raised.
        before: what stands before it on its line.
    """
    bare = text.strip()
    if not _NUMBER.fullmatch(bare) and not _NOTES.fullmatch(bare):
        return text
    word = _LAST_WORD.search(before[-200:])
    is_power = before[-1:].isdigit() or (word is not None and len(word[0]) <= _LONGEST_UNIT)
    if is_power and _NUMBER.fullmatch(bare):
        return bare.translate(_POWERS)
    return text if is_power or not before or not bare[0].isdigit() else f"[{bare}]"
