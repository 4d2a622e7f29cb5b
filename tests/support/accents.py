"""Words with accents, each in articles of its own, to be asked for without them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from search import ArticleIndex, Hit, Indexer, SearchQuery
from search.language.folding import fold
from tests.support.fake_desk import FakeDesk

_WORD = re.compile(r"[^\W\d_]+")
_VOWELS = "aeiouyh"


def accented_words(texts: Iterable[str]) -> list[str]:
    """The words of texts that have an accent or a ligature, in lower case, sorted."""
    words: set[str] = set()
    for text in texts:
        composed = unicodedata.normalize("NFC", text)
        words.update(word.lower() for word in _WORD.findall(composed) if not word.isascii())
    return sorted(word for word in words if len(word) > 2 and fold(word).isascii())


def missed(words: Iterable[str], index: ArticleIndex) -> list[str]:
    """Index each word by itself, in capitals, decomposed and elided; gives those forms that are not found.

    Args:
        words: what to look for, without its accents.
        index: an empty index.
    """
    desk = FakeDesk()
    ids = {form: desk.publishes(text=form) for word in words for form in dict.fromkeys(forms(word))}
    Indexer(index, desk).catch_up()
    lost = []
    for word in words:
        asked = fold(word)
        found = {hit.id for hit in _all(asked, index)}
        lost += [form for form in forms(word) if ids[form] not in found]
        if _is_elided(word):
            found = {hit.id for hit in _all(f"l'{asked}", index)}
            lost += [f"l'{asked}" for form in forms(word) if ids[form] not in found]
    return lost


def forms(word: str) -> Iterator[str]:
    """A word as texts write it."""
    yield word
    yield word.upper()
    yield unicodedata.normalize("NFD", word)
    if _is_elided(word):
        yield f"l’{word}"
        yield f"L'{word.upper()}"


def _is_elided(word: str) -> bool:
    return fold(word)[0] in _VOWELS


def _all(text: str, index: ArticleIndex) -> Iterable[Hit]:
    return index.search(SearchQuery.parse(text), limit=None, snippets=False).hits
