"""Whether a query holds for an entry of a feed that no index knows yet: what rules are made of. Pure.

Words are compared as the index compares them: by their stems, without case, accents and elisions. Words
for which no field is named are looked for in the title, the text and the categories, not in the author
and the source, which are the same all through a feed.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from search import nodes
from search.language import analyzer_for
from search.language.folding import fold
from search.language.spelling import is_within
from search.nodes import Form, Node, Phrase, Word
from search.query import QueryProblem, SearchQuery
from search.vocabulary import ENTRIES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from search.language.analysis import Analyzer, Token
    from search.synonyms import Synonyms
    from store.models import NewArticle

_UNNAMED = ("title", "text", "category")


class EntryMatcher:
    """Says of entries whether a query holds for them.

    Args:
        text: the query. Its fields are ``title:``, ``text:``, ``author:``, ``source:``, ``category:``,
            ``link:``, which is any part of the address, and ``lang:``.
        synonyms: the other names of what it names.
    """

    def __init__(self, text: str, synonyms: Synonyms | None = None) -> None:
        self._query = SearchQuery.parse(text, vocabulary=ENTRIES, synonyms=synonyms)

    @property
    def query(self) -> SearchQuery:
        """The query as it was understood."""
        return self._query

    @property
    def problems(self) -> tuple[QueryProblem, ...]:
        """What in the query could not be understood; the rest of it is looked at."""
        return self._query.problems

    @property
    def is_empty(self) -> bool:
        """Whether nothing was asked for, so that it would hold for everything or for nothing."""
        return isinstance(self._query.node, nodes.Everything | nodes.Nothing)

    def __call__(self, article: NewArticle) -> bool:
        """Whether the query holds for an entry."""
        return _holds(self._query.node, _read(article))


@dataclass(frozen=True, slots=True)
class _Text:
    """A text taken apart, to be asked more than once."""

    terms: frozenset[str]
    """Of all its words, those of compounds as one word included."""
    surfaces: frozenset[str]
    """Its words as written, folded."""
    places: tuple[tuple[str, ...], ...]
    """The terms of each word, in order."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """An entry taken apart."""

    analyzer: Analyzer
    fields: dict[str, tuple[_Text, ...]]
    link: str
    language: str | None


@lru_cache(maxsize=8)
def _read(article: NewArticle) -> _Reading:
    """Take an entry apart; the rules of a feed ask for the same one in turn."""
    analyzer = analyzer_for(article.language)

    def texts(*values: str | None) -> tuple[_Text, ...]:
        return tuple(_take_apart(value, analyzer) for value in values if value)

    fields = {
        "title": texts(article.title),
        "text": texts(article.body),
        "author": texts(article.author),
        "source": texts(article.source),
        "category": texts(*article.categories),
    }
    return _Reading(analyzer, fields, fold(article.url or ""), article.language)


def _take_apart(text: str, analyzer: Analyzer) -> _Text:
    tokens = list(analyzer.tokens(text))
    return _Text(
        terms=frozenset(term for token in tokens for term in token.terms),
        surfaces=frozenset(token.surface for token in tokens),
        places=tuple(token.terms for token in tokens if not token.is_joined),
    )


def _holds(node: Node, entry: _Reading) -> bool:
    match node:
        case nodes.And(parts):
            meant = [part for part in parts if not _says_nothing(part, entry.analyzer)] or parts
            return all(_holds(part, entry) for part in meant)
        case nodes.Or() | nodes.Same():
            return any(_holds(part, entry) for part in _alternatives(node))
        case nodes.Not(part):
            return not _holds(part, entry)
        case Word() | Phrase():
            return _is_said(node, entry)
        case nodes.Keyword("lang", code):
            return entry.language == code
        case _:
            return isinstance(node, nodes.Everything)


def _alternatives(node: nodes.Or | nodes.Same) -> Sequence[Node]:
    return node.parts if isinstance(node, nodes.Or) else (node.written, *node.others)


def _is_said(wanted: Word | Phrase, entry: _Reading) -> bool:
    if wanted.field == "link":
        return _is_in_order(fold(wanted.text).split("*"), entry.link)
    names = (wanted.field,) if wanted.field else _UNNAMED
    return any(_is_in(wanted, text, entry.analyzer) for text in _texts(entry, names))


def _texts(entry: _Reading, names: Iterable[str]) -> Iterable[_Text]:
    return (text for name in names for text in entry.fields[name])


def _is_in_order(pieces: Sequence[str], text: str) -> bool:
    position = 0
    for piece in pieces:
        found = text.find(piece, position)
        if found < 0:
            return False
        position = found + len(piece)
    return True


@lru_cache(maxsize=512)
def _tokens(text: str, analyzer: Analyzer) -> tuple[Token, ...]:
    return tuple(analyzer.tokens(text))


def _says_nothing(node: Node, analyzer: Analyzer) -> bool:
    """Whether a node is a word such as « de », which phrases may hold but which alone is everywhere."""
    if not isinstance(node, Word) or node.field == "link" or node.form is not Form.EXACT:
        return False
    return all(token.is_stop for token in _tokens(node.text, analyzer))


def _is_in(wanted: Word | Phrase, text: _Text, analyzer: Analyzer) -> bool:
    tokens = _tokens(wanted.text, analyzer)
    parts = [token for token in tokens if not token.is_joined]
    if not parts:
        return False
    if isinstance(wanted, Word) and wanted.form is Form.PREFIX:
        return _is_begun(parts, text)
    if isinstance(wanted, Word) and wanted.form is Form.FUZZY:
        return all(_is_like(part.surface, wanted.distance, text) for part in parts)
    joined = (token for token in tokens if token.is_joined)
    if any(not text.terms.isdisjoint(token.terms) for token in joined):
        return True
    return _has_sequence([frozenset(part.terms) for part in parts], text)


def _is_begun(parts: Sequence[Token], text: _Text) -> bool:
    """Whether all words are there, and one that starts with the last of them."""
    *whole, last = parts
    return all(not text.terms.isdisjoint(part.terms) for part in whole) and any(
        surface.startswith(last.surface) for surface in text.surfaces
    )


def _is_like(word: str, distance: int, text: _Text) -> bool:
    return any(is_within(surface, word, distance) for surface in text.surfaces)


def _has_sequence(sequence: Sequence[frozenset[str]], text: _Text) -> bool:
    if any(text.terms.isdisjoint(terms) for terms in sequence):
        return False
    if len(sequence) == 1:
        return True
    return any(
        all(
            not terms.isdisjoint(text.places[start + offset])
            for offset, terms in enumerate(sequence)
        )
        for start in range(len(text.places) - len(sequence) + 1)
    )
