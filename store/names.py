"""Names of people, organisations and places, and where they stand in a text. Pure.

A name is found as a whole word, as it is written, case and accents included. What typography does to one
is not looked at: which apostrophe or hyphen it has, and whether a space is one that does not break.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from store.errors import InvalidError
from store.models import Span
from store.text.folding import fold

_LIMIT = 120
_WHITE = re.compile(r"\s+")
_WORD = re.compile(r"\w+")
_PLAIN = (("’", "'"), ("ʼ", "'"), ("‘", "'"), ("‐", "-"), ("‑", "-"), ("\u00a0", " "), ("\u202f", " "),
          ("\n", " "), ("\r", " "), ("\t", " "))  # fmt: skip
"""What a text and a name are compared without; one character for one, so that places stay."""


def entity_name(text: str) -> str:
    """A name as it is kept: NFC, one line, single spaces.

    Raises:
        InvalidError: it has neither letters nor digits, is longer than 120 characters or holds controls.
    """
    name = unicodedata.normalize("NFC", _WHITE.sub(" ", text).strip())
    has_controls = any(unicodedata.category(letter) in {"Cc", "Cf", "Cs"} for letter in name)
    if not any(letter.isalnum() for letter in name) or len(name) > _LIMIT or has_controls:
        raise InvalidError("entity-name", text)
    return name


def name_key(name: str) -> str:
    """What the spellings of one name share: no case, accents, or kinds of apostrophes and hyphens."""
    return " ".join(fold(_plain(name)).split())


@dataclass(frozen=True, slots=True)
class FoundName:
    """A name in a text."""

    span: Span
    ids: tuple[str, ...]
    """Of all that go by it."""


class NameMatcher:
    """Finds many names at once; of two that begin at one place, the longer.

    Args:
        names: names, each with the id of what goes by it.
    """

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        owners: defaultdict[str, list[str]] = defaultdict(list)
        for name, owner in names:
            for spelling in spellings(name):
                owners[_plain(spelling)].append(owner)
        self._owners = {name: tuple(sorted(set(ids))) for name, ids in owners.items()}
        by_word: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
        for name in sorted(self._owners, key=lambda each: (-len(each), each)):
            word = _WORD.search(name)
            if word is not None:
                by_word[word[0]].append((name, word.start()))
        self._by_word = dict(by_word)
        # Most words of a text begin with a letter that begins no name.
        initials = "".join(sorted({word[0] for word in by_word}))
        self._words = re.compile(rf"\b[{re.escape(initials)}]\w*") if initials else None

    def find(self, text: str, hidden: Sequence[Span] = ()) -> list[FoundName]:
        """The names in a text from its start to its end, none within another.

        Args:
            text: as it is kept.
            hidden: runs of it in which nothing is looked for.
        """
        found: list[FoundName] = []
        if self._words is None:
            return found
        plain = _plain(text)
        end = 0
        for word in self._words.finditer(plain):
            names = self._by_word.get(word[0])
            if names is None or word.start() < end:
                continue
            name = _longest_at(plain, word.start(), end, names)
            if name is None:
                continue
            start, text_end = name
            span = Span(start, text_end)
            if any(span.start < run.end and run.start < span.end for run in hidden):
                continue
            found.append(FoundName(span, self._owners[plain[start:text_end]]))
            end = text_end
        return found

    def ids_in(self, text: str, hidden: Sequence[Span] = ()) -> set[str]:
        """The ids of all whose names stand in a text."""
        return {owner for name in self.find(text, hidden) for owner in name.ids}


def spellings(name: str) -> tuple[str, ...]:
    """A name as texts may have it: composed, and with its accents as characters of their own."""
    return tuple(dict.fromkeys((name, unicodedata.normalize("NFD", name))))


def like_pattern(name: str) -> str:
    """A pattern for SQL's LIKE, escaped with a backslash, that fits every text with the name in it."""
    return "%" + "".join(_pattern_of(character) for character in _plain(name)) + "%"


def _pattern_of(character: str) -> str:
    if character in "'- ":
        return "_"
    return f"\\{character}" if character in "%_\\" else character


def _plain(text: str) -> str:
    for mark, plain in _PLAIN:
        text = text.replace(mark, plain)
    return text


def _longest_at(
    text: str, place: int, earliest: int, names: Sequence[tuple[str, int]]
) -> tuple[int, int] | None:
    """Where the longest of the names stands whose first word is here."""
    for name, offset in names:
        start = place - offset
        end = start + len(name)
        if start >= earliest and text.startswith(name, start) and _is_whole(text, start, end):
            return start, end
    return None


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether no word goes on at either end: « Aix » is not in « Aix-en-Provence »."""
    return not _goes_on(text[max(0, start - 2) : start][::-1]) and not _goes_on(text[end : end + 2])


def _goes_on(beyond: str) -> bool:
    if not beyond:
        return False
    return _is_letter(beyond[0]) or (beyond[0] == "-" and len(beyond) > 1 and _is_letter(beyond[1]))


def _is_letter(character: str) -> bool:
    return character.isalnum() or character == "_" or unicodedata.combining(character) > 0
