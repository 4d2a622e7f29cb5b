"""What stands above an article: its title once more, a lede that a paper sets apart from the text. Pure."""

from __future__ import annotations

import re

_CUT_OFF = re.compile(
    r"(?:…|\.\.\.|\[[….]+\])\s*$"
    r"|\b(?:lire la suite|lire l[’']article|en savoir plus|read more|continue reading)\b.{0,80}$",
    re.IGNORECASE | re.DOTALL,
)
_WORD = re.compile(r"\w+")
_LONGEST = 600
_HEAD = 40
"""Characters of a lede by which one sees soonest that a text has it."""
_LEAST_RUNS = 6
"""Runs of words that a lede has; what is shorter is a label."""
_LEAST_SAID = 0.2
"""The share of a lede's runs of words from which on the text says it, too."""


def is_cut_off(text: str) -> bool:
    """Whether a text breaks off and says so."""
    return bool(_CUT_OFF.search(text[-200:]))


def with_lede(lede: str, text: str) -> str:
    """The text with its lede first, unless it says that already, or what is given for a lede is none.

    Some say of an article in one place what it is about and have the rest in another; others repeat there how
    the text begins.
    """
    if not lede or len(lede) > _LONGEST or is_cut_off(lede) or lede[:_HEAD] in text:
        return text
    runs = _runs(lede)
    if len(runs) < _LEAST_RUNS or len(runs & _runs(text)) > len(runs) * _LEAST_SAID:
        return text
    return f"{lede}\n\n{text}"


def _runs(text: str) -> set[tuple[str, ...]]:
    """The runs of three words of a text."""
    words = _WORD.findall(text.lower())
    return set(zip(words, words[1:], words[2:], strict=False))


def without_title(text: str, title: str | None) -> str:
    """The text without a first paragraph that is its title, unless there is no more."""
    if title is None or not text.startswith("\n\n", len(title)):
        return text
    is_repeated = text[: len(title)].casefold() == title.casefold()
    return text[len(title) :].lstrip("\n") if is_repeated else text
