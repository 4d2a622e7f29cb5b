"""Who wrote an entry, of what feeds have in the places for it: names, addresses, accounts. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from feeds.cleaning.clean import clean_author, clean_line

_EMAIL = re.compile(r"[(<\[]?[^\s()<>\[\]@]{1,200}@[^\s()<>\[\]@]{1,200}[)>\]]?")
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_ENDS = " ,;|/–—-"
_NOBODY = frozenset(
    {
        "admin",
        "administrateur",
        "administrator",
        "unknown",
        "undefined",
        "null",
        "none",
        "webmaster",
    }
)
"""Names of accounts that name nobody."""


def author_of(entry: Mapping[str, Any]) -> str | None:
    """The names of its authors, without their e-mail addresses."""
    raw, authors = entry.get("author"), entry.get("authors") or ()
    if len(authors) > 1:
        named = [author.get("name") for author in authors]
    elif isinstance(raw, str) and raw.strip():
        # feedparser takes e-mail addresses apart that end after four letters; longer ones it cuts.
        named = [raw]
    else:
        return None
    names = [_name(name) for name in named if isinstance(name, str)]
    return clean_author(", ".join(dict.fromkeys(name for name in names if name)))


def _name(text: str) -> str:
    line = _ADDRESS.sub(" ", _EMAIL.sub(" ", clean_line(text)))
    name = _without_brackets((clean_author(line) or "").strip(_ENDS)).strip(_ENDS)
    if ";" in name:
        name = ", ".join(part.strip() for part in name.split(";") if part.strip())
    return "" if name.lower() in _NOBODY else name


def _without_brackets(name: str) -> str:
    """A name without the brackets that an address beside it left behind; its own stay."""
    if name[:1] in "(<[" and name.count("(") <= 1:
        name = name[1:]
    for opening, closing in ("()", "<>", "[]"):
        if name.endswith(closing) and opening not in name:
            name = name[:-1]
    return name.strip()
