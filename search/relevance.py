"""How near articles are to what editors kept before, and to their open missions.

What was kept tells which words matter: those that stand in more of it than chance would have, by the
relevance weights of Robertson and Spärck Jones (1976). An article is as near as those of them that it
holds weigh, by BM25; what is told is how many of the desk's articles are less near. All of it comes from
the index, so that there is nothing to store. To learn the words takes a walk through all that is indexed:
it is done again once a tenth of what they were learnt from is another, while nearness by them is measured
after every commit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from heapq import heappop, heappush
from math import log
from operator import itemgetter
from typing import TYPE_CHECKING

import numpy as np
from whoosh import query as whoosh

from search.language import DEFAULT_LANGUAGE, analyzer_for
from search.similar import counted_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search.engine.types import Documents, Scores
    from search.language.analysis import Analyzer
    from search.snapshot import Snapshot

_WORDS = 120
"""How many words tell the nearness."""
_SHORTEST = 3
_LATEST = 400
"""How many of the articles that were kept last are learnt from."""
_COMMONEST, _COMMON = 0.2, 100
"""The share and the number of articles that may hold a word that tells something; commoner ones cost most."""
_FEWEST = 5
"""With fewer examples than this nothing is known."""
_MISSION_EXAMPLES = 3
"""As how many articles a mission's own words count."""
_OPENING = 80
"""Characters by which copies of one text are known, which agencies and papers begin alike."""
_TOLD = 5
"""How many words it is told by what an article is near."""
_SATURATION = 1.2
_OTHERS = 0.1
"""The share of what the words were learnt from that may be another before they are learnt again."""

Weights = Mapping[str, float]
"""The words that tell nearness, as the index has them, with the weight of each."""


def learn(snapshot: Snapshot, missions: Sequence[str] = ()) -> Weights:
    """Learn which words matter; none where too little was kept to tell.

    Args:
        snapshot: the index.
        missions: what each open mission is about, in words.
    """
    examples = _without_copies(snapshot, _examples(snapshot))
    counts = _word_counts(snapshot, examples, missions)
    # On a small desk, examples that are no documents would outnumber the documents.
    imagined = _MISSION_EXAMPLES * len(missions)
    number = len(examples) + imagined
    if number < _FEWEST:
        return {}
    documents = snapshot.document_count + imagined
    return telling_words(counts, number, _Frequencies(snapshot), documents)


class _Frequencies(dict[str, int]):
    """In how many documents each word is, looked up when it is first asked for."""

    def __init__(self, snapshot: Snapshot) -> None:
        super().__init__()
        self._snapshot = snapshot

    def __missing__(self, word: str) -> int:
        frequency = self[word] = self._snapshot.document_frequency("text", word)
        return frequency


def measure(snapshot: Snapshot, weights: Weights) -> Scores:
    """Return how near each document of an index is: the share of all that are less near."""
    scores = np.zeros(snapshot.engine.document_count)
    if weights:
        heaviest = max(weights.values())
        terms = [
            whoosh.Term("text", word, boost=weight / heaviest) for word, weight in weights.items()
        ]
        found = snapshot.engine.find(whoosh.Or(terms))
        scores[found.documents] = found.scores
    shares: Scores = np.searchsorted(np.sort(scores), scores) / max(1, len(scores))
    return shares


def telling_words(
    counts: Mapping[str, int], examples: int, frequencies: Mapping[str, int], documents: int
) -> dict[str, float]:
    """Return the words that tell the examples from the rest, with the weight of each.

    Args:
        counts: in how many examples each word is.
        examples: how many there are.
        frequencies: in how many documents each word is, examples included; asked for no more words than
            could be among the best.
        documents: how many there are.
    """
    weights: dict[str, float] = {}
    telling: list[float] = []
    for word, count in sorted(counts.items(), key=itemgetter(1), reverse=True):
        known = min(count, examples)
        most = count * _relevance_weight(known, examples, known, documents)
        if len(telling) == _WORDS and most < telling[0]:
            # Nor can any that is in fewer examples.
            break
        frequency = max(frequencies[word], min(count, documents))
        weight = _relevance_weight(known, examples, frequency, documents)
        is_common = frequency > max(_COMMON, documents * _COMMONEST)
        if weight > 0 and frequencies[word] and not is_common:
            weights[word] = weight
            heappush(telling, count * weight)
            if len(telling) > _WORDS:
                heappop(telling)
    best = sorted(weights, key=lambda word: (-counts[word] * weights[word], word))[:_WORDS]
    return {word: weights[word] for word in best}


def _relevance_weight(count: int, examples: int, frequency: int, documents: int) -> float:
    others = max(0, frequency - count)
    rest = max(0, documents - frequency - examples + count)
    odds = (count + 0.5) / (examples - count + 0.5)
    return log(odds * (rest + 0.5) / (others + 0.5))


def _examples(snapshot: Snapshot) -> Documents:
    """The documents of what editors kept, starred or linked to a mission, the newest of them."""
    wanted = [whoosh.Term("flag", flag) for flag in ("is:kept", "is:starred", "has:mission")]
    found = snapshot.engine.find(
        whoosh.AndNot(whoosh.Or(wanted), whoosh.Term("flag", "is:discarded"))
    )
    newest = snapshot.newest[found.documents]
    latest: Documents = found.documents[np.argsort(-newest, kind="stable")[:_LATEST]]
    return latest


def _without_copies(snapshot: Snapshot, documents: Documents) -> Documents:
    """The documents, of copies of one text only one: who keeps it keeps them all, and has kept one text."""
    copies = snapshot.engine.find(whoosh.Term("flag", "is:duplicate")).documents
    seen: set[str] = set()
    chosen = np.ones(len(documents), np.bool_)
    for place in np.flatnonzero(np.isin(documents, copies)).tolist():
        _, title, text, _ = snapshot.texts(int(documents[place]))
        marks = {title, text[:_OPENING]} - {""}
        chosen[place] = seen.isdisjoint(marks)
        seen |= marks
    rest: Documents = documents[chosen]
    return rest


def _word_counts(
    snapshot: Snapshot, examples: Documents, missions: Sequence[str]
) -> Mapping[str, int]:
    """In how many of the examples each word is that can tell something."""
    analyzer = analyzer_for(DEFAULT_LANGUAGE)
    counts: Counter[str] = Counter()
    for term, count in snapshot.engine.count_by_term("text", examples).items():
        counts[term.decode()] = count
    for mission in missions:
        for word in analyzer.text_terms(mission).positions:
            counts[word] += _MISSION_EXAMPLES
    stop_words = analyzer.profile.stop_words
    return {
        word: count
        for word, count in counts.items()
        if count > 1 and len(word) >= _SHORTEST and word not in stop_words and not word.isdigit()
    }


def words_in_common(weights: Weights, title: str, text: str, analyzer: Analyzer) -> tuple[str, ...]:
    """Return the words of a text that tell most, as it writes them first, each once.

    Args:
        weights: of the words that tell something.
        title: the text's.
        text: its body.
        analyzer: of its language.
    """
    told: dict[str, float] = {}
    written: dict[str, str] = {}
    for term, seen in counted_words(title, text, analyzer).items():
        weight = weights.get(term, 0.0)
        if weight:
            word = seen.written.lower()
            told[word] = told.get(word, 0.0) + weight * seen.count / (seen.count + _SATURATION)
            written.setdefault(word, seen.written)
    best = sorted(told, key=lambda word: (-told[word], word))[:_TOLD]
    return tuple(written[word] for word in best)


@dataclass(frozen=True, slots=True)
class Learnt:
    """What words were learnt from."""

    examples: frozenset[str]
    """The ids of the articles."""
    missions: tuple[str, ...]
    documents: int
    """How many articles there were."""
    weights: Weights

    def holds_for(
        self, examples: frozenset[str], missions: tuple[str, ...], documents: int
    ) -> bool:
        """Whether the words would be about the same, learnt from these."""
        return (
            self.missions == missions
            and len(self.examples ^ examples) <= _OTHERS * len(self.examples)
            and abs(documents - self.documents) <= _OTHERS * self.documents
        )


class Nearness:
    """How near the articles of one index are; what was measured holds until the index changes."""

    def __init__(self) -> None:
        self._learnt: Learnt | None = None
        self._measured_for: object = None
        self._scores: Scores | None = None

    def of(
        self, snapshot: Snapshot, ids: Sequence[str], missions: Sequence[str]
    ) -> dict[str, float]:
        """Return how near these articles are, from 0 to 1; empty where too little was kept to tell."""
        scores = self._measured(snapshot, missions)
        if scores is None:
            return {}
        numbers = {article_id: snapshot.document_number(article_id) for article_id in ids}
        return {
            article_id: float(scores[number])
            for article_id, number in numbers.items()
            if number is not None
        }

    def words(
        self, snapshot: Snapshot, article_id: str, missions: Sequence[str], least: float
    ) -> tuple[str, ...]:
        """Return by which words an article is near, as it writes them, the weightiest first.

        Nothing where it is less near than asked for, or before nearness was asked for the first time.
        """
        number = snapshot.document_number(article_id)
        if self._learnt is None or number is None:
            return ()
        scores = self._measured(snapshot, missions)
        if scores is None or scores[number] < least:
            return ()
        language, title, text, _ = snapshot.texts(number)
        return words_in_common(self._learnt.weights, title, text, analyzer_for(language))

    def _measured(self, snapshot: Snapshot, missions: Sequence[str]) -> Scores | None:
        wanted = (snapshot.stamp, tuple(missions))
        if self._measured_for != wanted:
            weights = self._weights(snapshot, missions)
            self._scores = measure(snapshot, weights) if weights else None
            self._measured_for = wanted
        return self._scores

    def _weights(self, snapshot: Snapshot, missions: Sequence[str]) -> Weights:
        examples = frozenset(snapshot.id(document) for document in _examples(snapshot).tolist())
        now = (examples, tuple(missions), snapshot.document_count)
        if self._learnt is None or not self._learnt.holds_for(*now):
            self._learnt = Learnt(*now, learn(snapshot, missions))
        return self._learnt.weights
