"""Which names stand in an article, whatever form their words have there."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import log
from typing import TYPE_CHECKING

from search.language import analyzer_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from search.language.analysis import Token
    from search.snapshot import Snapshot

_NAMES_REMEMBERED = 8_192


@dataclass(frozen=True, slots=True)
class Mention:
    """That a name stands in an article."""

    written: str
    """As the article has it, where it stands first."""
    count: int
    in_title: bool
    rarity: float
    """Of its rarest word among the articles of the desk: 0 where all have it, 1 where one has."""


@dataclass(frozen=True, slots=True)
class _Text:
    """A text with the words that mean something, and where each term stands among them."""

    text: str
    tokens: Sequence[Token]
    places: Mapping[str, Sequence[int]]


def find_mentions(snapshot: Snapshot, article_id: str, names: Sequence[str]) -> dict[str, Mention]:
    """Return which of these names stand in an article; none where the index does not have it.

    Args:
        snapshot: the index.
        article_id: the article.
        names: one word or several, which then must stand beside each other but for stop words.
    """
    number = snapshot.document_number(article_id)
    if number is None:
        return {}
    language, title, body, _ = snapshot.texts(number)
    texts = (_read(title, language), _read(body, language))

    def rarity(term: str) -> float:
        frequency = max(1, snapshot.document_frequency("text", term))
        count = max(2, snapshot.document_count)
        return max(0.0, log(count / frequency) / log(count))

    found = {}
    for name in dict.fromkeys(names):
        mention = _mention(_words_of(name, language), texts, rarity)
        if mention is not None:
            found[name] = mention
    return found


def _mention(
    words: Sequence[frozenset[str]], texts: Sequence[_Text], rarity: Callable[[str], float]
) -> Mention | None:
    if not words:
        return None
    title, body = (list(_places(words, text)) for text in texts)
    if not title and not body:
        return None
    text, place = (texts[1], body[0]) if body else (texts[0], title[0])
    first, last = text.tokens[place], text.tokens[place + len(words) - 1]
    return Mention(
        written=text.text[first.start : last.end],
        count=len(title) + len(body),
        in_title=bool(title),
        rarity=max(min(rarity(term) for term in terms) for terms in words),
    )


def _places(words: Sequence[frozenset[str]], text: _Text) -> Iterator[int]:
    """Where the words stand one after the other."""
    starts = sorted({place for term in words[0] for place in text.places.get(term, ())})
    for place in starts:
        run = text.tokens[place : place + len(words)]
        if len(run) == len(words) and all(
            not terms.isdisjoint(token.terms) for terms, token in zip(words, run, strict=True)
        ):
            yield place


def _read(text: str, language: str) -> _Text:
    tokens = _meaningful(text, language)
    places: dict[str, list[int]] = {}
    for place, token in enumerate(tokens):
        for term in token.terms:
            places.setdefault(term, []).append(place)
    return _Text(text, tokens, places)


@lru_cache(maxsize=_NAMES_REMEMBERED)
def _words_of(name: str, language: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(token.terms) for token in _meaningful(name, language))


def _meaningful(text: str, language: str) -> list[Token]:
    tokens = analyzer_for(language).tokens(text)
    return [token for token in tokens if not token.is_stop and not token.is_joined]
