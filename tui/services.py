"""The composition root: one desk with its settings, its index and its collector joined.

The screen and the command line do through it whatever needs more than the store. What is slow is
blocking and may be called from any thread; the index, the collector and the exporters are imported
when they are first needed.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from threading import Lock
from typing import TYPE_CHECKING, Self

import search
from search.errors import IndexBusyError, IndexDamagedError
from store.desk import Desk
from tui import ruling
from tui.feed_services import FeedServices
from tui.followed_mark import FollowedMark
from tui.sparkline import LEAST_NEAR

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from feeds.collecting.collector import CollectProgress, CollectReport
    from search import ArticleIndex, IndexProgress, SearchQuery, SearchResults, Snippet
    from search.facets import Facets
    from store.models import (
        ExportMode,
        Finding,
        ScanReport,
        Selection,
        Span,
        View,
    )
    from tui.exporting import ExportResult
    from tui.following import Follower
    from tui.settings import Settings


class Services(FeedServices):
    """A desk that is open, with all that works on it."""

    def __init__(self, desk: Desk, settings: Settings) -> None:
        super().__init__(desk, settings)
        self._index: ArticleIndex | None = None
        self._index_lock = Lock()
        self._follower: Follower | None = None
        self._ending: Follower | None = None
        self.is_behind = False
        """Whether the index did not follow, because another process was writing it all the time."""
        self.when_damaged: Callable[[], object] | None = None
        """Has the index built anew in the background; without it, whoever searches waits for that."""

    @classmethod
    def open(cls, folder: Path, settings: Settings, *, editor: str | None = None) -> Self:
        """Open the desk in ``folder``.

        Acts are made by the editor named, else by the setting's, else by the system's user.
        """
        return cls(Desk.open(folder, editor=editor or settings.desk.editor), settings)

    @classmethod
    def create(cls, folder: Path, settings: Settings, *, editor: str | None = None) -> Self:
        """Make ``folder`` a desk, take in the articles it holds and open it."""
        return cls(Desk.create(folder, editor=editor or settings.desk.editor), settings)

    def close(self) -> None:
        """Let go of the index and the desk."""
        self._see_follower_off()
        with self._index_lock:
            if self._index is not None:
                self._index.close()
                self._index = None
        self.desk.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def index(self) -> ArticleIndex:
        """The index, opened when it is first asked for."""
        with self._index_lock:
            if self._index is None:
                self._index = search.ArticleIndex(self.desk.index_folder)
            return self._index

    def scan(self) -> ScanReport:
        """Take in the files that others put into or changed in the desk's folder."""
        return self.desk.intake.scan()

    def is_followed(self) -> bool:
        """Whether the index is known to have everything, without its being opened to learn that."""
        return FollowedMark(self.desk).holds()

    def pending(self) -> int:
        """How many articles the index has yet to take in."""
        return search.Indexer(self.index, self.desk.changes).pending()

    def catch_up(
        self,
        progress: Callable[[IndexProgress], None] | None = None,
        should_stop: Callable[[], bool] | None = None,
    ) -> int:
        """Have the index follow the desk, then group what has one text; returns how many it took in.

        Where another process is writing the index, nothing is indexed: ``is_behind`` tells.
        """
        if self._is_followed():
            return 0
        self._see_follower_off()
        should_stop = self._until_followed(should_stop)
        indexer = search.Indexer(self.index, self.desk.changes)
        try:
            taken = indexer.catch_up(progress, should_stop)
            if self.group_duplicates(should_stop) and indexer.pending():
                # That articles have copies was found just now; the index is to know it too.
                taken += indexer.catch_up(None, should_stop)
            self.is_behind = False
            FollowedMark(self.desk).set_if(lambda: not indexer.pending())
        except IndexBusyError:
            taken = 0
            self.is_behind = True
            self.group_duplicates(should_stop)
        return taken

    def _see_follower_off(self) -> None:
        """Wait until the process that followed the last collection has made way."""
        ending, self._ending = self._ending, None
        if ending is not None:
            ending.wait()

    def _is_followed(self) -> bool:
        """Whether a process of its own has the index follow a collection."""
        follower = self._follower
        return follower is not None and follower.is_at_work

    def _until_followed(self, should_stop: Callable[[], bool] | None) -> Callable[[], bool]:
        """A wish to stop that such a process has too: in one process, two would wait for each other."""
        return lambda: self._is_followed() or (should_stop is not None and should_stop())

    def tidy_index(self, should_stop: Callable[[], bool], *, limit: int | None = None) -> bool:
        """Make the index of fewer parts, if that is due; returns whether there may be more to do.

        It is done beside searches and commits. Where another process is in the way, it is left for later.

        Args:
            should_stop: Asked several times a second.
            limit: How many articles may be written again, None for any number.
        """
        try:
            return self.index.merge(should_stop, limit=limit) > 0
        except IndexBusyError:
            return False

    def group_duplicates(self, should_stop: Callable[[], bool] | None = None) -> int:
        """Look at texts that are new for others that have them; returns how many changes it followed."""
        from feeds.judging.duplicates import find_same  # noqa: PLC0415 - mostly there is nothing new

        followed = 0
        while not (should_stop is not None and should_stop()):
            portion = self.desk.duplicates.look(find_same)
            followed += portion
            if not portion:
                break
        return followed

    def rebuild_index(self, progress: Callable[[IndexProgress], None] | None = None) -> int:
        """Write the index anew; returns how many articles it holds."""
        return search.Indexer(self.index, self.desk.changes).rebuild(progress)

    def search(
        self,
        text: str,
        *,
        view: View | None = None,
        sort: str = "relevance",
        limit: int | None = 50,
        snippets: bool = True,
        typing: bool = False,
    ) -> SearchResults:
        """What the query finds among the articles of the view, in what the index holds by now.

        Args:
            text: The query.
            view: The list that is searched; all articles where None.
            sort: ``relevance``, ``date`` or ``nearness``, what is most like what was kept first.
            limit: How many hits to give at most; all where None.
            snippets: Whether the hits come with the passages that answer.
            typing: Whether somebody is typing it now, so that its last word may be half a word.
        """
        query = self.read_query(text, view=view, sort=sort, typing=typing)
        try:
            return self._find(query, sort, limit, snippets=snippets)
        except IndexDamagedError:
            if self.when_damaged is not None:
                self.when_damaged()
                raise
            # Following the desk begins with making a damaged index anew.
            self.catch_up()
            return self._find(query, sort, limit, snippets=snippets)

    def read_query(
        self, text: str, *, view: View | None = None, sort: str = "relevance", typing: bool = False
    ) -> SearchQuery:
        """A query as ``search`` runs it, among the articles of a view."""
        query = search.SearchQuery.parse(
            text, sort=sort, typing=typing, synonyms=self.synonyms(), reader=self.desk.editor
        )
        return query if view is None else self._narrowed(query, view)

    def facets(self, query: SearchQuery) -> Facets:
        """What the articles that answer a query have in common, counted over all of them."""
        self.index.refresh()
        return self.index.facets(query)

    def _find(
        self, query: SearchQuery, sort: str, limit: int | None, *, snippets: bool
    ) -> SearchResults:
        self.index.refresh()
        if sort == "nearness":
            return self._search_by_nearness(query, limit, snippets=snippets)
        return self.index.search(query, limit=limit, snippets=snippets)

    def _search_by_nearness(
        self, query: SearchQuery, limit: int | None, *, snippets: bool
    ) -> SearchResults:
        results = self.index.search(query, limit=None, snippets=False)
        hits = {hit.id: hit for hit in results.hits}
        order = self.nearest_first(list(hits))[:limit]
        found = self.snippets(query, order) if snippets else {}
        chosen = (replace(hits[key], snippet=found.get(key, hits[key].snippet)) for key in order)
        return replace(results, hits=tuple(chosen))

    def nearness(self, ids: Sequence[str], *, opens: bool = True) -> dict[str, float]:
        """How near articles are to what was kept and to the open missions, from 0 to 1, by id.

        Nothing where too little was kept to tell.

        Args:
            ids: The articles.
            opens: Whether the index is opened for it; else nothing is told until it is.
        """
        if not opens and self._index is None:
            return {}
        return self.index.nearness(ids, ruling.open_missions(self.desk))

    def near_words(self, article_id: str) -> Sequence[str]:
        """By which words an article is near to what was kept; nothing before ``nearness`` was asked."""
        if self._index is None:
            return ()
        return self.index.near_words(article_id, ruling.open_missions(self.desk), LEAST_NEAR)

    def nearest_first(self, ids: Sequence[str]) -> Sequence[str]:
        """These articles, the nearest to what was kept first; in their order where that is unknown."""
        near = self.nearness(ids)
        return sorted(ids, key=lambda article_id: -near.get(article_id, 0.0))

    def _narrowed(self, query: SearchQuery, view: View) -> SearchQuery:
        # The index knows nothing of feeds and lost annotations: the store names their articles.
        is_stored = view.feed_id is not None or view.orphans or view.changed
        return query.narrowed(
            triage=view.triage,
            tag=view.tag,
            mission=view.mission,
            collection=view.collection,
            source=view.source,
            starred=view.starred,
            unread=view.unread,
            ids=self.desk.articles.ids(view) if is_stored else None,
        )

    def snippets(self, query: SearchQuery, ids: Sequence[str]) -> dict[str, Snippet]:
        """The passages that answer the query in these articles, for the rows on screen."""
        return self.index.snippets(query, ids)

    def found_before(self, query: SearchQuery, article_id: str) -> Snippet | None:
        """What answers a query in an earlier version of an article, where its newest text does not."""
        from search.earlier import asked_of_versions  # noqa: PLC0415 - it brings the analyser along

        if asked_of_versions(query) is None:
            return None
        found = self.snippets(query, [article_id]).get(article_id)
        return None if found is None or found.version is None else found

    def matches(self, query: SearchQuery, text: str, language: str | None = None) -> list[Span]:
        """Where the query's words stand in a text of a language."""
        from search.highlight import find_matches  # noqa: PLC0415 - it brings the analyser along

        return find_matches(query, text, language)

    def collect(
        self,
        references: Sequence[str] = (),
        progress: Callable[[CollectProgress], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
        *,
        due_only: bool = False,
    ) -> CollectReport:
        """Fetch the feeds named, or all that are not paused, and take in what is new in them.

        Args:
            references: The feeds named.
            progress: Called after each feed.
            cancelled: Asked several times a second; once true, what was not begun is left.
            due_only: Whether, of all or of those named, only those are fetched that are due.

        Raises:
            AlreadyCollectingError: Somebody else is collecting.
            UnknownError, AmbiguousError: A reference that is not one feed; nothing is fetched then.
        """
        with self.desk.collecting():
            chosen = self.chosen(references, due_only=due_only)
            sink = self.sink()
            collector = self.collector(sink)
            with self._followed() as follower:
                found = collector.collect(chosen, follower.watching(progress), cancelled)
            report = replace(found, let_in=sink.let_in)
            if report.feeds:
                ruling.keep_report(self.desk, report, sink.rules_mark)
        return report

    @contextmanager
    def _followed(self) -> Iterator[Follower]:
        """Have the index follow, by a process of its own, for the length of a block."""
        from tui.following import Follower  # noqa: PLC0415 - few sessions collect

        with Follower(self.desk.folder) as follower:
            self._follower = follower
            try:
                yield follower
            finally:
                self._follower, self._ending = None, follower

    def examine(self) -> Sequence[Finding]:
        """What the doctor sees in the desk and its index.

        What the index has yet to take in is nothing wrong: it is taken in first.
        """
        from store.models import Finding  # noqa: PLC0415 - few sessions call the doctor

        damaged = [Finding("index-damaged", name, "reindex") for name in self.index.verify()]
        self.catch_up()
        return [*damaged, *self.desk.doctor.examine(self.index.change_numbers())]

    def repair(self, findings: Sequence[Finding]) -> Sequence[Finding]:
        """Repair what can be, the index too; returns the findings with what became of them."""
        done = self.desk.doctor.repair(findings)
        if not any(_is_of_index(finding) for finding in done):
            self.catch_up()
            return done
        self.rebuild_index()
        return [
            replace(finding, repaired=True) if _is_of_index(finding) else finding
            for finding in done
        ]

    def export(self, target: str, format: str, mode: ExportMode) -> ExportResult:  # noqa: A002 - the word of the command line
        """Render ``collection:SLUG``, ``mission:SLUG`` or the answer to a query.

        Raises:
            InvalidError: There is no such format.
            UnknownError: There is no such collection or mission.
        """
        from tui import exporting  # noqa: PLC0415 - few sessions export

        return exporting.render(self.select(target), format, mode)

    def is_named(self, target: str) -> bool:
        """Whether an export's target is a collection or a mission, not a query."""
        kind, _colon, name = target.strip().partition(":")
        is_one = name and not any(character.isspace() for character in name)
        return bool(is_one) and kind in {"collection", "mission"}

    def select(self, target: str) -> Selection:
        """The articles that an export's target means."""
        kind, _colon, name = target.strip().partition(":")
        if self.is_named(target):
            selections = self.desk.selections
            return (selections.collection if kind == "collection" else selections.mission)(name)
        results = self.search(target, limit=None, snippets=False)
        return self.desk.selections.query(target, [hit.id for hit in results.hits])

    def write_export(self, result: ExportResult, path: Path) -> Path:
        """Write an export to a file, or under its own name into a folder; returns the file.

        The file appears whole or not at all; one of that name is replaced.
        """
        from tui import exporting  # noqa: PLC0415 - as above

        return exporting.write(result, path)


def _is_of_index(finding: Finding) -> bool:
    return finding.repair == "reindex"
