"""Articles like one: found by the words that tell it from the others.

An article is asked for as a query of its telling words, scored by BM25 over titles and texts. What another
one scores is given as a share of what the article itself does, so that one threshold holds for all.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import log
from typing import TYPE_CHECKING

import numpy as np
from whoosh import query as whoosh

from search.language import DEFAULT_LANGUAGE, analyzer_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from search.engine.searcher import Found
    from search.engine.types import Documents, Mask, Scores
    from search.language.analysis import Analyzer, Token
    from search.snapshot import Snapshot

LEAST_LIKENESS = 0.12
"""What shares less with an article is not like it, for a reader."""

LEAST_TELLING = 0.02
"""What shares less says nothing of what would suit it."""

_TERMS = 50
_SHORTEST = 3
_COMMONEST, _COMMON = 0.2, 100
"""The share and the number of articles that may hold a telling word; commoner ones cost most and tell least."""

_TITLE_COUNT = 3
"""As how many times in the text a word of the title counts."""
_TITLE_BOOST = 0.5
"""What a word is worth in the titles of other articles, beside what it is worth in their texts."""
_SATURATION = 1.2
_NAME_WEIGHT = 1.1
_FEWEST_SHARED = 2
"""Telling words that two articles must share at least, where the one has so many."""
_ALONE_SHARE = 0.3
"""How much of what words of the one article alone weigh counts against its being like others."""
_WORDS_SHOWN = 6
_SENTENCE_ENDS = ".!?\n:•-–—"

# All news has them; where there are few articles yet, the index cannot know that.
_SAY_LITTLE = """
un deux trois quatre cinq six sept huit neuf dix onze douze quinze vingt trente quarante cinquante soixante
cent mille million milliard euro premier second dizaine centaine moitié demi
jour semaine mois an année lundi mardi mercredi jeudi vendredi samedi dimanche matin soir hier demain
janvier février mars avril mai juin juillet août septembre octobre novembre décembre
après avant pendant depuis déjà encore ainsi aussi alors autre chaque plusieurs rien fois selon
dire dit expliquer annoncer prévenir ajouter rappeler résumer compter devoir pouvoir vouloir
"""


@dataclass(frozen=True, slots=True)
class SimilarArticle:
    """An article that is like another."""

    id: str
    likeness: float
    """From 0 to 1: what it scores as a share of what the other scores itself."""
    words: tuple[str, ...] = ()
    """What both have that few others do, as the other has it written, most telling first."""


@dataclass(frozen=True, slots=True)
class TellingWord:
    """A word that tells an article from the others."""

    term: str
    """As the index has it."""
    weight: float
    """What it counts for this article, from 0 to about 1, before its rarity."""
    written: str
    """As the article has it; the whole name where it is a part of one."""


@dataclass(slots=True)
class Occurrences:
    """What is counted of one word of an article."""

    count: int = 0
    """A word of the title counts more than once."""
    capitals: int = 0
    """How often it is written as a name is, elsewhere than at the start of a sentence."""
    written: str = ""
    """As the article has it first; the whole name where it is a part of one."""


def key_terms(
    text: str,
    analyzer: Analyzer,
    document_frequency: Callable[[str], int],
    document_count: int,
) -> dict[str, float]:
    """Return the terms that are frequent here and rare elsewhere, each with its weight up to 1."""
    words = telling_words("", text, analyzer, document_frequency, document_count)
    heaviest = max((word.weight for word in words), default=1.0)
    return {word.term: word.weight / heaviest for word in words}


def telling_words(
    title: str,
    text: str,
    analyzer: Analyzer,
    document_frequency: Callable[[str], int],
    document_count: int,
) -> list[TellingWord]:
    """Return the words that are frequent here and rare elsewhere, the most telling first.

    Names count a little more. Words of this article alone find no other and are left out.
    """
    return _ranked(title, text, analyzer, document_frequency, document_count)[0]


def _ranked(
    title: str,
    text: str,
    analyzer: Analyzer,
    document_frequency: Callable[[str], int],
    document_count: int,
) -> tuple[list[TellingWord], float]:
    """The words that others have too, the most telling first, and what those weigh that none has."""
    counted = counted_words(title, text, analyzer)
    most = max(_COMMON, document_count * _COMMONEST)
    ranked, alone = [], 0.0
    for term, seen in counted.items():
        frequency = document_frequency(term)
        if frequency > most:
            continue
        weight = seen.count / (seen.count + _SATURATION)
        if seen.capitals * 2 > seen.count:
            weight *= _NAME_WEIGHT
        rarity = log(1 + (document_count - frequency + 0.5) / (frequency + 0.5))
        if frequency > 1:
            ranked.append((-weight * max(rarity, 0.01), TellingWord(term, weight, seen.written)))
        else:
            alone += weight * rarity
    ranked.sort(key=lambda each: (each[0], each[1].term))
    return [word for _, word in ranked[:_TERMS]], alone


def similar_articles(
    snapshot: Snapshot,
    article_id: str,
    limit: int,
    among: Sequence[str] | None = None,
    least: float = LEAST_LIKENESS,
) -> list[SimilarArticle]:
    """Return the articles that are most like one, most like it first; none where it is not known.

    Args:
        snapshot: the index.
        article_id: the article, which is left out.
        limit: how many at most.
        among: articles that may be found beside those with a tag or a mission; any may where None.
        least: the likeness that they must have.
    """
    number = snapshot.document_number(article_id)
    if number is None:
        return []
    words, alone = _asked(snapshot, number)
    parts = [snapshot.engine.find(_query(word)) for word in words]
    scores = _added_up(snapshot, parts, min(_FEWEST_SHARED, len(words)))
    own, scores[number] = scores[number] + alone * _ALONE_SHARE, 0
    if among is not None:
        scores[~_organised(snapshot, among)] = 0
    best = _best(scores, limit, own * least)
    return [
        SimilarArticle(snapshot.id(each), min(1.0, float(scores[each] / own)), shared)
        for each, shared in zip(best.tolist(), _shared_words(best, words, parts), strict=True)
    ]


def _asked(snapshot: Snapshot, number: int) -> tuple[list[TellingWord], float]:
    """The telling words of an article of the index, as ``_ranked`` gives them."""
    language, title, text, _ = snapshot.texts(number)
    return _ranked(
        title,
        text,
        analyzer_for(language),
        lambda term: snapshot.document_frequency("text", term),
        snapshot.document_count,
    )


def _added_up(snapshot: Snapshot, parts: Sequence[Found], fewest: int) -> Scores:
    """What each document scores for all words together; nothing where it has fewer of them."""
    scores = np.zeros(snapshot.engine.document_count)
    shared = np.zeros(len(scores), np.uint8)
    for part in parts:
        scores[part.documents] += part.scores
        shared[part.documents] += 1
    scores[shared < fewest] = 0
    return scores


def _organised(snapshot: Snapshot, more: Sequence[str]) -> Mask:
    """The documents that editors gave a tag or a mission, and some more."""
    wanted = np.zeros(snapshot.engine.document_count, np.bool_)
    for flag in ("has:tag", "has:mission"):
        wanted[snapshot.engine.find(whoosh.Term("flag", flag)).documents] = True
    for article_id in more:
        number = snapshot.document_number(article_id)
        if number is not None:
            wanted[number] = True
    return wanted


def _query(word: TellingWord) -> whoosh.Query:
    return whoosh.Or(
        [
            whoosh.Term("text", word.term, boost=word.weight),
            whoosh.Term("title", word.term, boost=word.weight * _TITLE_BOOST),
        ]
    )


def _best(scores: Scores, limit: int, least: float) -> Documents:
    """The numbers of the documents that score best, those of equal score in their order."""
    found: Documents = np.flatnonzero(scores > max(least, 0.0))
    if 0 < limit < len(found):
        edge = np.partition(scores[found], len(found) - limit)[len(found) - limit]
        found = found[scores[found] >= edge]
    order = np.argsort(-scores[found], kind="stable")[:limit]
    return found[order]


def _shared_words(
    numbers: Documents, words: Sequence[TellingWord], parts: Sequence[Found]
) -> list[tuple[str, ...]]:
    """The telling words that each of some documents has, by what they give to its score."""
    given: list[dict[str, float]] = [{} for _ in range(len(numbers))]
    for word, part in zip(words, parts, strict=True):
        places = np.searchsorted(part.documents, numbers)
        inside = np.flatnonzero(places < len(part.documents))
        for which in inside[part.documents[places[inside]] == numbers[inside]].tolist():
            score = float(part.scores[places[which]])
            given[which][word.written] = max(score, given[which].get(word.written, 0.0))
    return [tuple(sorted(each, key=lambda w: -each[w])[:_WORDS_SHOWN]) for each in given]


def counted_words(title: str, text: str, analyzer: Analyzer) -> dict[str, Occurrences]:
    """Count the words of an article that can tell something, by the first of their terms."""
    counted: dict[str, Occurrences] = {}
    little = _little_said(analyzer)
    for part, times in ((title, _TITLE_COUNT), (text, 1)):
        for run in _runs(part, analyzer, little):
            written = part[run[0].start : run[-1].end]
            for token in run:
                seen = counted.setdefault(token.terms[0], Occurrences())
                seen.count += times
                if part[token.start].isupper() and not _starts_sentence(part, token.start):
                    seen.capitals += times
                    seen.written = written
                elif not seen.written:
                    seen.written = part[token.start : token.end]
    return counted


@cache
def _little_said(analyzer: Analyzer) -> frozenset[str]:
    """The terms of a language that tell nothing of an article."""
    is_french = analyzer.profile.code == DEFAULT_LANGUAGE
    return frozenset(analyzer.text_terms(_SAY_LITTLE).positions if is_french else ())


def _runs(text: str, analyzer: Analyzer, little: frozenset[str]) -> Iterator[list[Token]]:
    """The words of a text that can tell something, those of one name together."""
    tokens = [token for token in analyzer.tokens(text) if _can_tell(token, little)]
    run = tokens[:1]
    for before, token in pairwise(tokens):
        if not _is_one_name(text, before, token):
            yield run
            run = []
        run.append(token)
    if run:
        yield run


def _can_tell(token: Token, little: frozenset[str]) -> bool:
    is_word = len(token.surface) >= _SHORTEST and not token.surface[0].isdigit()
    is_plain = not token.is_stop and not token.is_joined
    return is_word and is_plain and little.isdisjoint(token.terms)


def _is_one_name(text: str, before: Token, token: Token) -> bool:
    if not (text[before.start].isupper() and text[token.start].isupper()):
        return False
    return text[before.end : token.start] in {" ", "-", "\u00a0"} and not _starts_sentence(
        text, before.start
    )


def _starts_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 8) : start].rstrip(" \t«“\"'’(\u00a0\u202f")
    return not before or before[-1] in _SENTENCE_ENDS
