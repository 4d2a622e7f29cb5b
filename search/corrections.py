"""Did you mean: words near those that a query has and the archive has not.

A word is offered that differs by a letter or two, that is the two words it runs together, or that joins it
with its neighbour. Of several the one is taken that is likeliest to have been meant, by the noisy channel:
a frequent word two letters away must be far commoner than one that is one letter away. Nothing is offered
that finds nothing in the list that is searched.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise, product
from math import log1p
from typing import TYPE_CHECKING

from search import nodes
from search.language import DEFAULT_LANGUAGE, analyzer_for
from search.lexer import Lexeme, LexemeKind, read_lexemes
from search.query import Filters, SearchQuery
from search.ranking import find
from search.vocabulary import ARTICLES, TEXT_FIELDS
from search.written import as_written

if TYPE_CHECKING:
    from search.snapshot import Snapshot

_K = LexemeKind
_MARKS = frozenset('*~:/@"')
"""What a word holds that is meant as it stands: a pattern, an address."""

_SHORTEST = 4
_LONG = 6
"""Letters from which on a word may differ by two."""

_EDIT_COST = 4.0
"""As much as a word must be e⁴ times commoner to be worth one more letter of difference."""
_OTHER_START_COST = 1.5
_OPTIONS = 4
_TRIES = 12
_MOST_WORDS = 4
"""Words of a query that are looked at."""


@dataclass(frozen=True, slots=True)
class Change:
    """A place of a query, and what it should say."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Correction:
    """A query with words that the archive has, in place of words that it has not."""

    text: str
    total: int
    """How many articles it finds."""
    changes: tuple[Change, ...]
    """What was changed, with the places of the query that was asked, in order."""
    is_of_before: bool = False
    """Whether its words are the same, but those of earlier versions."""


@dataclass(frozen=True, slots=True)
class _Option:
    """One way to mend a word; the cheapest is the likeliest."""

    change: Change
    cost: float


@dataclass(frozen=True, slots=True)
class _Unknown:
    """A word that no article has."""

    surface: str
    start: int
    end: int
    neighbours: tuple[Lexeme | None, Lexeme | None]
    """The plain words beside it."""


def correct(query: SearchQuery, snapshot: Snapshot) -> Correction | None:
    """Return the likeliest query that was meant; None where all its words are there, or none is near.

    What articles said before they changed was meant, where none says it now.
    """
    return _of_before(query, snapshot) or _of_other_words(query, snapshot)


def _of_before(query: SearchQuery, snapshot: Snapshot) -> Correction | None:
    """The same words asked of earlier versions, where no article has them all by now."""
    lexemes = read_lexemes(query.text)
    places = [
        lexeme.start
        for before, lexeme in pairwise([None, *lexemes])
        if lexeme is not None and _is_plain(lexeme, before)
    ]
    is_grouped = any(lexeme.kind in {_K.OPEN, _K.OR} for lexeme in lexemes)
    if not places or is_grouped or len(find(query, snapshot)):
        return None
    changes = tuple(Change(place, place, "version:") for place in places)
    text = _changed(query.text, changes)
    total = _count(query, text, snapshot, typing=_typed_end(query) >= 0)
    return Correction(text, total, changes, is_of_before=True) if total else None


def _is_plain(lexeme: Lexeme, before: Lexeme | None) -> bool:
    """Whether it is words that any text may have."""
    is_of_field = before is not None and before.kind in {_K.FIELD, _K.NOT}
    return lexeme.kind in {_K.WORD, _K.NUMBER, _K.PHRASE} and not is_of_field


def _of_other_words(query: SearchQuery, snapshot: Snapshot) -> Correction | None:
    unknown = list(islice(_unknown_words(query, snapshot), _MOST_WORDS))
    options = [found for word in unknown if (found := _options(word, query.text, snapshot))]
    if not options:
        return None
    ranked = sorted(product(*options), key=lambda chosen: sum(each.cost for each in chosen))
    for chosen in ranked[:_TRIES]:
        distinct = dict.fromkeys(each.change for each in chosen)
        changes = sorted(distinct, key=lambda change: change.start)
        if any(a.end > b.start for a, b in pairwise(changes)):
            continue
        text = _changed(query.text, changes)
        total = _count(query, text, snapshot)
        if total:
            written = [replace(each, text=_written(each.text, snapshot)) for each in changes]
            return Correction(_changed(query.text, written), total, tuple(written))
    return None


_WORDS = TEXT_FIELDS - {"tag", "mission", "collection", "version"}
"""Fields whose words are looked for among those of all articles."""


def _count(query: SearchQuery, text: str, snapshot: Snapshot, *, typing: bool = False) -> int:
    meant = SearchQuery.parse(text, sort=query.sort, typing=typing)
    return len(find(replace(query, text=text, node=meant.node), snapshot))


def _changed(text: str, changes: Sequence[Change]) -> str:
    for change in reversed(changes):
        text = text[: change.start] + change.text + text[change.end :]
    return text


def _written(words: str, snapshot: Snapshot) -> str:
    return " ".join(as_written(snapshot, word) for word in words.split())


def _unknown_words(query: SearchQuery, snapshot: Snapshot) -> Iterator[_Unknown]:
    lexemes = read_lexemes(query.text)
    typed_end = _typed_end(query)
    # What goes by another name is meant, be it in an article or not.
    analyzer = analyzer_for(DEFAULT_LANGUAGE)
    renamed = {
        token.surface
        for word in nodes.renamed_words(query.node)
        for token in analyzer.tokens(word.text)
    }
    for place, lexeme in enumerate(lexemes):
        before = lexemes[place - 1] if place else None
        if not _is_asked_for(lexeme, before):
            continue
        neighbours = (_plain(before), _plain(next(iter(lexemes[place + 1 : place + 2]), None)))
        for surface, start, end in _parts(lexeme, query.text):
            if surface not in renamed and not _is_known(
                surface, query, snapshot, is_typed=end == typed_end
            ):
                yield _Unknown(surface, start, end, neighbours)


def _is_asked_for(lexeme: Lexeme, before: Lexeme | None) -> bool:
    """Whether it is words that an article shall have, in a field of words."""
    if lexeme.kind not in {_K.WORD, _K.PHRASE}:
        return False
    if before is not None and before.kind is _K.FIELD:
        return ARTICLES.field_named(before.text) in _WORDS
    return before is None or before.kind is not _K.NOT


def _plain(lexeme: Lexeme | None) -> Lexeme | None:
    return lexeme if lexeme is not None and lexeme.kind is _K.WORD else None


def _parts(lexeme: Lexeme, text: str) -> Iterator[tuple[str, int, int]]:
    """The words of a lexeme, folded, with their places in the query."""
    if lexeme.kind is _K.WORD and _MARKS & set(lexeme.text):
        return
    written = text[lexeme.start : lexeme.end]
    for token in analyzer_for(DEFAULT_LANGUAGE).tokens(written):
        is_word = token.surface.isalpha() and len(token.surface) >= _SHORTEST
        if is_word and not token.is_stop and not token.is_joined:
            yield token.surface, lexeme.start + token.start, lexeme.start + token.end


def _typed_end(query: SearchQuery) -> int:
    """Where the word ends that is being typed; -1 where none is."""
    words = nodes.wanted_words(query.node)
    is_typed = any(isinstance(word, nodes.Word) and word.form is nodes.Form.TYPED for word in words)
    return len(query.text) if is_typed else -1


def _is_known(surface: str, query: SearchQuery, snapshot: Snapshot, *, is_typed: bool) -> bool:
    if is_typed and snapshot.engine.commonest_starting("word", surface.encode(), 1):
        return True
    if snapshot.document_frequency("word", surface):
        return True
    word = replace(query, text=surface, node=nodes.Word(surface), filters=Filters())
    return len(find(word, snapshot)) > 0


def _options(word: _Unknown, text: str, snapshot: Snapshot) -> list[_Option]:
    """The likeliest ways to mend a word, the cheapest first."""
    found = [*_near(word, snapshot), *_splits(word, snapshot), *_joins(word, text, snapshot)]
    return sorted(found, key=lambda option: (option.cost, option.change.text))[:_OPTIONS]


def _near(word: _Unknown, snapshot: Snapshot) -> Iterator[_Option]:
    """Words that differ by a letter, by two where it is long; also in the first where none else does."""
    surface = word.surface
    alike = _alike(surface, 1, snapshot) or _alike(surface, 0, snapshot)
    for other in alike:
        if other != surface and other.isalpha():
            frequency = snapshot.document_frequency("word", other)
            cost = _EDIT_COST * edit_distance(surface, other) - log1p(frequency)
            cost += _OTHER_START_COST * (other[:1] != surface[:1])
            yield _Option(Change(word.start, word.end, other), cost)


def _alike(surface: str, prefix: int, snapshot: Snapshot) -> set[str]:
    """The words that differ by a letter, by two where they are long, or by two that changed places.

    Those that begin with the same letter where ``prefix`` is 1.
    """
    edits = 2 if prefix and len(surface) >= _LONG else 1
    found = snapshot.engine.terms_within("word", surface, edits, prefix)
    swapped = {
        surface[:place] + surface[place + 1] + surface[place] + surface[place + 2 :]
        for place in range(len(surface) - 1)
    }
    known = {word for word in swapped if snapshot.document_frequency("word", word)}
    return known.union(term.decode() for term in found)


def _splits(word: _Unknown, snapshot: Snapshot) -> Iterator[_Option]:
    """Two words that stand side by side in some article."""
    surface = word.surface
    for place in range(2, len(surface) - 1):
        halves = (surface[:place], surface[place:])
        if all(_is_word(half, snapshot) for half in halves):
            phrase = SearchQuery("", node=nodes.Phrase(" ".join(halves)))
            frequency = len(find(phrase, snapshot))
            if frequency:
                change = Change(word.start, word.end, " ".join(halves))
                yield _Option(change, _EDIT_COST - log1p(frequency))


def _joins(word: _Unknown, text: str, snapshot: Snapshot) -> Iterator[_Option]:
    """The word that it is together with the one before or behind it."""
    before, behind = word.neighbours
    spans = []
    if before is not None and not text[before.end : word.start].strip():
        spans.append((before.start, word.end))
    if behind is not None and not text[word.end : behind.start].strip():
        spans.append((word.start, behind.end))
    for start, end in spans:
        tokens = analyzer_for(DEFAULT_LANGUAGE).tokens("".join(text[start:end].split()))
        joined = "".join(token.surface for token in tokens if not token.is_joined)
        frequency = snapshot.document_frequency("word", joined)
        if frequency:
            yield _Option(Change(start, end, joined), _EDIT_COST - log1p(frequency))


def _is_word(half: str, snapshot: Snapshot) -> bool:
    stop_words = analyzer_for(DEFAULT_LANGUAGE).profile.stop_words
    return half in stop_words or snapshot.document_frequency("word", half) > 0


def edit_distance(word: str, other: str) -> int:
    """How many letters are put in, left out, replaced or change places with the next.

    Optimal string alignment: Damerau, CACM 7 (1964), no place being edited twice.
    """
    before: list[int] = []
    row = list(range(len(other) + 1))
    for place, letter in enumerate(word, 1):
        above, row, earlier = row, [place], before
        for column, wanted in enumerate(other, 1):
            cost = min(row[-1] + 1, above[column] + 1, above[column - 1] + (letter != wanted))
            swaps = column > 1 and place > 1
            if swaps and letter == other[column - 2] and word[place - 2] == wanted:
                cost = min(cost, earlier[column - 2] + 1)
            row.append(cost)
        before = above
    return row[-1]
