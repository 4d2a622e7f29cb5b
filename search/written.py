"""How a word that the index knows by its folded form is written: with the accents that the texts give it."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from whoosh import query as whoosh

from search.language.folding import fold

if TYPE_CHECKING:
    from search.snapshot import Snapshot

_LOOKED_THROUGH = 3
"""Articles in which a word's spelling is looked for."""

_WORD = re.compile(r"[^\W_]+")
_GROWTH = 2
"""Letters by which a word may grow when it is folded: two ligatures."""


def commonest_words(snapshot: Snapshot, prefix: str, count: int) -> list[tuple[str, int]]:
    """Return the commonest words of an index that start so, as written, with how many articles have them."""
    found = snapshot.engine.commonest_starting("word", prefix.encode(), count)
    return [(as_written(snapshot, word.decode()), number) for word, number in found]


def as_written(snapshot: Snapshot, word: str) -> str:
    """Return a word of the index as most of a few articles write it, in lower case where any does.

    A word that their texts do not have, such as one of a tag, comes back as it is.
    """
    documents = snapshot.engine.find(whoosh.Term("word", word)).documents[-_LOOKED_THROUGH:]
    found: Counter[str] = Counter()
    for number in documents.tolist():
        _, title, body, notes = snapshot.texts(number)
        for text in (title, body, *notes):
            found.update(_spellings(text, word))
    lowered = [spelling for spelling, _ in found.most_common() if spelling[:1].islower()]
    written = lowered or [spelling for spelling, _ in found.most_common()]
    return written[0] if written else word


def _spellings(text: str, word: str) -> list[str]:
    lengths = range(len(word) - _GROWTH, len(word) + 1)
    return [
        match[0]
        for match in _WORD.finditer(text)
        if match.end() - match.start() in lengths and fold(match[0]) == word
    ]
