"""How a word that the index knows by its folded form is written: with the accents that the texts give it."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from whoosh import query as whoosh

from search.language.folding import fold
from search.schema import WORD_FIELD, word_field

if TYPE_CHECKING:
    from collections.abc import Iterable

    from search.snapshot import Snapshot

_LOOKED_THROUGH = 3
"""Articles in which a word's spelling is looked for."""

_WORD = re.compile(r"[^\W_]+")
_GROWTH = 2
"""Letters by which a word may grow when it is folded: two ligatures."""


def commonest_words(
    snapshot: Snapshot, prefix: str, count: int, field: str | None = None
) -> list[tuple[str, int]]:
    """Return the commonest words of an index that start so, as written, with how many articles have them.

    Args:
        snapshot: the index.
        prefix: folded.
        count: how many words at most.
        field: the field that they are for; None for those that are searched unasked.
    """
    words = word_field(field)
    found = snapshot.engine.commonest_starting(words, prefix.encode(), count)
    return [(as_written(snapshot, word.decode(), field), number) for word, number in found]


def as_written(snapshot: Snapshot, word: str, field: str | None = None) -> str:
    """Return a word of the index as most of a few articles write it, in lower case where any does.

    A word that their texts do not have, such as one of a tag, comes back as it is.
    """
    term = whoosh.Term(word_field(field), word)
    documents = snapshot.engine.find(term).documents[-_LOOKED_THROUGH:]
    found: Counter[str] = Counter()
    for number in documents.tolist():
        for text in _texts_with(snapshot, number, field):
            found.update(_spellings(text, word))
    lowered = [spelling for spelling, _ in found.most_common() if spelling[:1].islower()]
    written = lowered or [spelling for spelling, _ in found.most_common()]
    return written[0] if written else word


def _texts_with(snapshot: Snapshot, number: int, field: str | None) -> Iterable[str]:
    if word_field(field) == WORD_FIELD:
        _, title, body, notes = snapshot.texts(number)
        return (title, body, *notes)
    return [text for each in snapshot.earlier(number) for text in (each.title, *each.runs)]


def _spellings(text: str, word: str) -> list[str]:
    lengths = range(len(word) - _GROWTH, len(word) + 1)
    return [
        match[0]
        for match in _WORD.finditer(text)
        if match.end() - match.start() in lengths and fold(match[0]) == word
    ]
