"""Figures as a person writes them on one line: « plus de 40 entreprises (délégation) ». Pure."""

from __future__ import annotations

import re

from store.models import Figure

_FIGURE = re.compile(
    r"""
    (?P<qualifier>\D*?) \s*
    (?P<value>\d(?:[\d.,\u00a0\u202f\ ]*\d)?)
    \s* (?P<unit>[^()]*?) \s*
    (?:\((?P<of>[^()]*)\))?
    """,
    re.VERBOSE,
)
_WORDS = re.compile(r"(?P<value>[^()]*[^()\s]) \s* (?:\((?P<of>[^()]*)\))?", re.VERBOSE)


def read_figure(text: str) -> Figure | None:
    """The figure that a line says, None where it says nothing.

    What stands before the number is its qualifier, what stands behind it the unit, and in parentheses what
    it counts. A number in words is taken with all that is said of it: « une dizaine ».
    """
    line = text.strip()
    if not line:
        return None
    match = _FIGURE.fullmatch(line) or _WORDS.fullmatch(line)
    parts = match.groupdict() if match else {"value": line}
    return Figure(
        value=str(parts["value"]).strip(),
        qualifier=_filled(parts.get("qualifier")),
        unit=_filled(parts.get("unit")),
        of=_filled(parts.get("of")),
    )


def _filled(text: str | None) -> str | None:
    return (text or "").strip() or None
