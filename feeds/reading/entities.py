"""Entities that a feed declares itself: names for a letter are harmless, names for names an attack. Pure."""

from __future__ import annotations

import re

_DECLARED = re.compile(r"<!ENTITY\s+(?:%\s+)?[^\s\"'<>]{1,200}\s+(?:\"([^\"]*)\"|'([^']*)')")
_REFERENCE = re.compile(r"[&%](?!#|(?:amp|lt|gt|quot|apos);)[^\s&%;]{1,200};")
_LONGEST = 1_000
"""Characters that a name may stand for; a publisher's address and rights have some hundred."""


def declares_bomb(text: str) -> bool:
    """Whether a document declares entities that make much of little, as only an attack does.

    Such stand for others again and again ("billion laughs"), or for a long text that is named over and over.
    """
    start = text.find("<!DOCTYPE")
    if start < 0 or "<!ENTITY" not in text:
        return False
    end = text.find("]>", start)
    declared = text[start : end if end > 0 else len(text)]
    values = (match[1] or match[2] or "" for match in _DECLARED.finditer(declared))
    return any(len(value) > _LONGEST or _REFERENCE.search(value) for value in values)
