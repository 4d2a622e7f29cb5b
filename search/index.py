"""The index of a desk's articles: a folder that can be thrown away at any time.

It knows by itself up to which change of the desk it goes: the highest change number among its
documents, so that what it holds and how far it is are committed in one. ``Indexer`` makes it follow.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from search.commits import WAIT_SECONDS, Commits, IndexState
from search.corrections import Correction, correct
from search.facets import Facets, count_facets, count_years
from search.highlight import snippet_cutter, word_weights
from search.mentions import Mention, find_mentions
from search.merging import MOST_SEGMENTS
from search.ranking import find, rank
from search.relevance import Nearness
from search.results import NO_SNIPPET, Hit, SearchResults, Snippet
from search.similar import LEAST_TELLING, SimilarArticle, similar_articles
from search.written import commonest_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path
    from typing import TypeVar

    from search.query import SearchQuery
    from search.snapshot import Snapshot
    from search.writer import IndexWriter

    Answer = TypeVar("Answer")

__all__ = ["ArticleIndex", "IndexState"]


class ArticleIndex:
    """The articles of one desk, searchable. Its methods may be called from any thread.

    Args:
        folder: where it lies; made where it is missing. It takes its group's rights from the folder
            it lies in.

    Raises:
        IndexUntrustedError: others could have written the folder.
        IndexUnwritableError: the system refused.
        IndexBusyError: it must be started anew, and another process is writing it.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._commits = Commits(folder)
        self._nearness = Nearness()

    @property
    def state(self) -> IndexState:
        """How it was found when it was opened."""
        return self._commits.state

    @property
    def commits(self) -> Commits:
        """What is committed in its folder, for those who make large commits."""
        return self._commits

    def close(self) -> None:
        """Let go of its files."""
        self._commits.close()

    def search(
        self, query: SearchQuery, *, limit: int | None = 50, offset: int = 0, snippets: bool = True
    ) -> SearchResults:
        """Return the articles that answer a query, best first.

        All that is wanted must be there; where that leaves few articles, those that lack some of it
        follow, unless all are asked for.

        Args:
            query: what is asked for.
            limit: how many hits to return, None for all that have all that is wanted.
            offset: how many to pass over.
            snippets: whether the hits shall have their passages.

        Raises:
            IndexDamagedError: the index cannot be read.
        """
        return self._read(lambda snapshot: _search(query, snapshot, limit, offset, snippets))

    def snippets(self, query: SearchQuery, ids: Sequence[str]) -> dict[str, Snippet]:
        """Return the passages that answer a query in these articles; unknown ids are left out."""
        return self._read(lambda snapshot: _snippets(query, snapshot, ids))

    def facets(self, query: SearchQuery) -> Facets:
        """Return what the articles that answer a query have in common, counted over all of them."""
        return self._read(lambda snapshot: count_facets(find(query, snapshot).documents, snapshot))

    def changed_after(self, query: SearchQuery, number: int, limit: int | None = None) -> list[str]:
        """Return the ids of the articles that answer a query and changed after a change number.

        Those that changed last come first.
        """
        return self._read(lambda snapshot: _changed_after(query, snapshot, number, limit))

    def years(self) -> dict[int, int]:
        """Return how many articles were published in which year."""
        return self._read(count_years)

    def languages(self) -> list[str]:
        """Return the codes of the languages that articles are in."""
        return self._read(
            lambda snapshot: [flag[len("lang:") :] for flag in snapshot.expand("flag", "lang:")]
        )

    def words_starting(
        self, prefix: str, count: int, field: str | None = None
    ) -> list[tuple[str, int]]:
        """Return the commonest words that start with a folded prefix, and how many articles have them.

        They are written with the accents that the articles give them. Where a field is named whose words
        stand apart, as those of earlier versions do, they are its own.
        """
        return self._read(lambda snapshot: commonest_words(snapshot, prefix, count, field))

    def correct(self, query: SearchQuery) -> Correction | None:
        """Return the query that was meant, where no article has some of its words; None else."""
        return self._read(lambda snapshot: correct(query, snapshot))

    def nearness(self, ids: Sequence[str], missions: Sequence[str] = ()) -> dict[str, float]:
        """Return how near articles are to what editors kept and to their missions.

        Args:
            ids: the articles; unknown ones are left out.
            missions: what each open mission is about, in words.

        Returns:
            The share of the desk's articles that are less near, by id; nothing where too little was
            kept to tell.
        """
        return self._read(lambda snapshot: self._nearness.of(snapshot, ids, missions))

    def near_words(
        self, article_id: str, missions: Sequence[str] = (), least: float = 0.0
    ) -> tuple[str, ...]:
        """Return by which words an article is near to what was kept, as it writes them, weightiest first.

        Args:
            article_id: the article.
            missions: as ``nearness`` was given them, which has to be asked first.
            least: how near it must be for anything to be told.
        """
        return self._read(
            lambda snapshot: self._nearness.words(snapshot, article_id, missions, least)
        )

    def word_weights(self, query: SearchQuery, language: str | None = None) -> tuple[float, ...]:
        """Return how much each word of a query tells, the rarer the more: for ``find_passages``."""
        return self._read(lambda snapshot: word_weights(query, snapshot, language))

    def similar(self, article_id: str, limit: int = 20) -> list[SimilarArticle]:
        """Return the articles that are most like one, most like it first; none where it is not known."""
        return self._read(lambda snapshot: similar_articles(snapshot, article_id, limit))

    def precedents(
        self, article_id: str, limit: int, more: Sequence[str] = ()
    ) -> list[SimilarArticle]:
        """Return those of the articles like one that editors gave a tag or a mission, and some more.

        Args:
            article_id: the article; where it is not known, none is like it.
            limit: how many at most.
            more: ids of articles that may be found although they have neither.
        """
        return self._read(
            lambda snapshot: similar_articles(snapshot, article_id, limit, more, LEAST_TELLING)
        )

    def mentions(self, article_id: str, names: Sequence[str]) -> dict[str, Mention]:
        """Return which of these names stand in an article; none where it is not known."""
        return self._read(lambda snapshot: find_mentions(snapshot, article_id, names))

    def change_number(self) -> int:
        """Return the change number up to which it follows the desk, 0 where it is empty."""
        return self._read(lambda snapshot: snapshot.change_number)

    def change_numbers(self) -> dict[str, int]:
        """Return the change number of each article as it was taken in."""
        return self._read(
            lambda snapshot: {
                snapshot.id(number): snapshot.change_number_of(number)
                for number in snapshot.document_numbers()
            }
        )

    def document_count(self) -> int:
        """Return how many articles it holds."""
        return self._read(lambda snapshot: snapshot.document_count)

    def refresh(self) -> bool:
        """Take in what was committed since, by another process too; returns whether there was any.

        Raises:
            IndexDamagedError: what was committed cannot be read.
        """
        return self._commits.refresh()

    def verify(self) -> list[str]:
        """Return the names of files that are not as they were written; reads every byte of them."""
        return self._commits.verify()

    def merge(self, should_stop: Callable[[], bool], *, limit: int | None = None) -> int:
        """Write some of its segments together, if any should be; returns how many.

        It is done by another process. Searches and commits go on meanwhile. One step is one call: there
        may be more to do where something was done.

        Args:
            should_stop: asked several times a second; what was done until then is given up.
            limit: how many articles may be written again, None for any number.

        Raises:
            IndexBusyError: another process went on writing the index.
            IndexDamagedError: the index cannot be read.
            IndexUnwritableError: the system refused; the index is as it was.
        """
        from search.merger import merge  # noqa: PLC0415 - it is for quiet moments

        return merge(self._commits, should_stop, limit)

    def segment_count(self) -> int:
        """Return of how many parts it is; each costs every query a look."""
        return self._read(lambda snapshot: len(snapshot.segments))

    @property
    def is_scattered(self) -> bool:
        """Whether it is of so many parts that merging should not wait for a quiet moment."""
        return self.segment_count() > MOST_SEGMENTS

    def mend(self) -> int:
        """Write again what speeds searching up and was found to be damaged or missing.

        Searches go on meanwhile, slower. Returns of how many segments something was missing.

        Raises:
            IndexBusyError: another process is writing the index.
            IndexDamagedError: the index cannot be read.
            IndexUnwritableError: the system refused.
        """
        return self._commits.mend()

    def write(self, *, wait_seconds: float = WAIT_SECONDS) -> AbstractContextManager[IndexWriter]:
        """Give out a writer; what it took in is committed at the end, or nothing of it on an error.

        Args:
            wait_seconds: how long to wait for another process that is writing.

        Raises:
            IndexBusyError: it still was.
            IndexUnwritableError: the system refused; the index is as it was.
        """
        self.refresh()
        return self._commits.writing(wait_seconds)

    def start_anew(self) -> None:
        """Throw away what it holds, readable or not.

        Raises:
            IndexBusyError: another process is writing it.
        """
        self._commits.start_anew()

    def _read(self, ask: Callable[[Snapshot], Answer]) -> Answer:
        return self._commits.read(ask)

    def _require_snapshot(self) -> Snapshot:
        return self._commits.read(lambda snapshot: snapshot)


def _search(
    query: SearchQuery, snapshot: Snapshot, limit: int | None, offset: int, snippets: bool
) -> SearchResults:
    ranking = rank(query, snapshot, None if limit is None else offset + limit)
    cut = snippet_cutter(query, snapshot)
    hits = [
        Hit(
            snapshot.id(each.document),
            each.score,
            cut(each.document) if snippets else NO_SNIPPET,
            each.lacks,
        )
        for each in ranking.ranked[offset:]
    ]
    return SearchResults(tuple(hits), ranking.total, query)


def _changed_after(
    query: SearchQuery, snapshot: Snapshot, number: int, limit: int | None
) -> list[str]:
    if number >= snapshot.change_number:
        return []
    documents = find(query, snapshot).documents
    numbers = snapshot.engine.numbers("change_number")[documents]
    changed = documents[numbers > number]
    order = np.argsort(-numbers[numbers > number])[:limit]
    return [snapshot.id(document) for document in changed[order].tolist()]


def _snippets(query: SearchQuery, snapshot: Snapshot, ids: Sequence[str]) -> dict[str, Snippet]:
    numbers = {article_id: snapshot.document_number(article_id) for article_id in ids}
    cut = snippet_cutter(query, snapshot)
    return {article_id: cut(number) for article_id, number in numbers.items() if number is not None}
