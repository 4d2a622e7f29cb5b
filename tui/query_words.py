"""A query shown back as it was understood, and what is wrong with the file of synonyms, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from search.synonyms import FILE_NAME
from search.understood import understood
from tui.i18n import N_, _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from search import SearchQuery
    from search.language.dates import DayRange
    from search.synonyms import SynonymFault
    from search.understood import Understood

_KINDS: Mapping[str, str] = {
    "everything": N_("all articles"),
    "nothing": N_("nothing that can be looked for"),
    "word": N_("{text}"),
    "begun": N_("{text}…"),
    "start": N_("words in {text}…"),
    "like": N_("words like {text}"),
    "phrase": N_("“{text}”"),
    "near": N_("articles like {text}"),
    "not": N_("without {part}"),
}

_FAULTS: Mapping[str, str] = {
    "no-equals": N_("{file}, line {line}: “{detail}” has no other name; write “{detail} = …”"),
    "no-name": N_("{file}, line {line}: there is no word on one side of “=”"),
    "repeated": N_("{file}, line {line}: “{detail}” has other names already"),
    "too-large": N_("{file} is too large to be read"),
    "unreadable": N_("{file} cannot be read: {detail}"),
}


def describe_understood(query: SearchQuery) -> str:
    """The query as it was understood, on one line."""
    return _describe(understood(query))


def understood_briefly(query: SearchQuery) -> str:
    """The same where it tells more than the words that were typed; empty where it does not."""
    found = understood(query)
    return "" if found.is_plain else _describe(found)


def describe_synonym_fault(fault: SynonymFault) -> str:
    """What is wrong with a line of the synonyms, or with their file."""
    return _(_FAULTS[fault.code]).format(file=FILE_NAME, line=fault.line, detail=fault.detail)


def _describe(found: Understood) -> str:
    if found.kind == "all":
        return _all(found)
    if found.kind == "any":
        return f" {_('or')} ".join(_grouped(part) for part in found.parts)
    if found.kind == "same":
        return f"({' = '.join(_describe(part) for part in found.parts)})"
    if found.kind in {"value", "number"}:
        return f"{found.field}:{found.text}"
    if found.kind == "days":
        return f"{found.field}:{_days(found.days)}"
    return _said(found)


def _said(found: Understood) -> str:
    part = _grouped(found.parts[0]) if found.parts else ""
    words = _(_KINDS[found.kind]).format(text=found.text, part=part)
    if found.field == "version":
        return _("{words} in an earlier version").format(words=words)
    return words if found.field is None else f"{found.field}:{words}"


def _all(found: Understood) -> str:
    meant = [_grouped(part) for part in found.parts if part.kind != "unmeant"]
    unmeant = [part.text for part in found.parts if part.kind == "unmeant"]
    said = " + ".join(meant)
    if not unmeant:
        return said
    return _("{query} (says nothing: {words})").format(query=said, words=" ".join(unmeant))


def _grouped(part: Understood) -> str:
    words = _describe(part)
    return f"({words})" if part.kind in {"all", "any"} and len(part.parts) > 1 else words


def _days(days: DayRange | None) -> str:
    """Days as ISO dates, which are not mistaken."""
    first = days.first.isoformat() if days and days.first else ""
    last = days.last.isoformat() if days and days.last else ""
    return first if first == last else f"{first}..{last}"
