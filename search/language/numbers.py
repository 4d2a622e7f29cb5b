"""How many of something a query asks for: ``3``, ``>1``, ``<=4``, ``2..5``. Pure."""

from __future__ import annotations

import re

_ONE_SIDE = re.compile(r"(?P<sign>>=|<=|[<>=≥≤]?)(?P<number>\d{1,6})")
_RANGE = re.compile(r"(?P<least>\d{0,6})\.\.(?P<most>\d{0,6})")


def parse_numbers(text: str) -> tuple[int, int | None] | None:
    """Return the least and the most that are meant, no most where None; None where it is no number.

    Args:
        text: a number, alone or after ``>``, ``<``, ``>=``, ``<=`` or ``=``; or two around ``..``, of which
            one may be missing.
    """
    one = _ONE_SIDE.fullmatch(text)
    if one is not None:
        return _sided(one["sign"], int(one["number"]))
    both = _RANGE.fullmatch(text)
    if both is None or text == "..":
        return None
    return int(both["least"] or 0), int(both["most"]) if both["most"] else None


def _sided(sign: str, number: int) -> tuple[int, int | None]:
    match sign:
        case ">":
            return number + 1, None
        case ">=" | "≥":
            return number, None
        case "<":
            return 0, number - 1
        case "<=" | "≤":
            return 0, number
        case _:
            return number, number
