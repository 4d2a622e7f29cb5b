"""What the list is asked to show, and how that is answered from the desk and its index.

The functions here block and are called in threads. An answer carries what was asked, so that one
that comes too late is known for what it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from search.errors import IndexDamagedError
from store.models import View
from tui import suggesting
from tui.finding import count_new
from tui.places import INBOX, Overview, Place, PlaceKind, scope_of
from tui.suggesting_words import likeness_snippet

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from search import SearchQuery, SearchResults, Snippet
    from search.synonyms import SynonymFault
    from store.models import (
        Article,
    )
    from tui.services import Services

FIRST_WINDOW = 64
"""Rows that come with the ids, enough for any screen."""

FIRST_HITS = 36
"""The same in a search, where each takes two lines and a passage, if it is not known how many show."""

MOST_SIMILAR = 30
"""Articles that are shown as being like one; not more than come with the ids."""

MOST_HITS = 500
"""Hits that a search brings while one types; how many there are is known all the same."""


_HAS_OR = re.compile(r"(?:^|\s)(?:OR|OU|\|\|?)(?:\s|$)")
_ENDS_IN_WORD = re.compile(r"(?:^|[\s(])-?\w[^\s:\"()*~]*$")


class Order(StrEnum):
    """How a list is ordered."""

    USUAL = "usual"
    """Newest first; a search by relevance; a collection in its own order."""
    OTHER = "other"
    """Oldest first; a search by date."""
    NEAREST = "nearest"
    """What is most like what was kept first."""

    @property
    def next(self) -> Order:
        """The order that follows, round and round."""
        orders = list(Order)
        return orders[(orders.index(self) + 1) % len(orders)]


_SORTS = {Order.USUAL: "relevance", Order.OTHER: "date", Order.NEAREST: "nearness"}


@dataclass(frozen=True, slots=True)
class Ask:
    """What the list is to show."""

    place: Place = INBOX
    query: str = ""
    """What was typed; empty for the place as it is."""
    everywhere: bool = False
    """Whether the query looks beyond the place."""
    order: Order = Order.USUAL
    whole: bool = False
    """Whether all hits are wanted, however many."""

    copies: bool = False
    """Whether each of the articles with one text has a row of its own."""

    @property
    def may_fold(self) -> bool:
        """Whether articles with one text may share a row: not where a person put each of them."""
        view = self.view
        chosen = view.tag or view.mission or view.collection or view.starred
        chosen = chosen or self.place.kind is PlaceKind.SIMILAR
        return not (chosen or view.orphans or view.changed)

    @property
    def folds(self) -> bool:
        """Whether they do."""
        return self.may_fold and not self.copies

    @property
    def text(self) -> str:
        """The query to run: what was typed, else what the saved search says."""
        return self.query or self.place.query

    @property
    def view(self) -> View:
        """The articles among which to look."""
        beyond = self.query and self.everywhere
        return View() if beyond or self.place.kind is PlaceKind.SEARCH else self.place.view

    @property
    def lasting_query(self) -> str:
        """What was typed, saying of its last word that words may only begin so, as the bar takes it."""
        is_open = self.query.count('"') % 2
        is_half = not is_open and _ENDS_IN_WORD.search(self.query)
        return f"{self.query}*" if is_half else self.query

    @property
    def open_query(self) -> str:
        """The query for conditions to be put into; its last word may be half a word where it can."""
        return self.lasting_query if _HAS_OR.search(self.query) else self.text

    @property
    def whole_query(self) -> str:
        """A query that finds the same articles wherever it is asked; empty for all articles."""
        query = self.lasting_query
        if query and (self.everywhere or self.place.kind is PlaceKind.SEARCH):
            return query
        scope = scope_of(self.place)
        if not query or not scope:
            return query or scope
        return f"{scope} ({query})" if _HAS_OR.search(query) else f"{scope} {query}"

    @property
    def has_excerpts(self) -> bool:
        """Whether there is something to say of each row: why it is there."""
        return self.is_search or self.place.kind is PlaceKind.SIMILAR

    @property
    def is_search(self) -> bool:
        """Whether there is a query to run."""
        return bool(self.text)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the list is to show, with the first rows of it."""

    ask: Ask
    ids: Sequence[str]
    rows: tuple[Article, ...]
    total: int
    """How many there are; more than ``ids`` where not all hits were wanted, fewer where some lack words."""
    query: SearchQuery | None = None
    snippets: Mapping[str, Snippet] = field(default_factory=dict)
    elsewhere: int = 0
    """How many more articles the query finds beyond the place."""
    hidden: int = 0
    """How many of the hits share a row with another."""
    lacking: frozenset[str] = frozenset()
    """Which of the articles lack some of the words; they are the last, but where ``is_mixed`` says so."""
    synonym_faults: tuple[SynonymFault, ...] = ()
    """What is wrong with the file of synonyms."""
    change_number: int = 0
    """Up to which change of the desk a search looked at least."""

    @property
    def first_lacking(self) -> int | None:
        """The first row that lacks some of the words; None where none does."""
        rows = (row for row, article_id in enumerate(self.ids) if article_id in self.lacking)
        return next(rows, None) if self.lacking else None

    @property
    def is_mixed(self) -> bool:
        """Whether articles that have all the words follow such as lack some."""
        first = self.first_lacking
        return first is not None and not self.lacking.issuperset(self.ids[first:])


@dataclass(frozen=True, slots=True)
class Window:
    """Some rows of a list, with the passages that answer its query."""

    rows: tuple[Article, ...]
    snippets: Mapping[str, Snippet]


def answer(services: Services, ask: Ask, first: int = 0, rows: int = FIRST_HITS) -> Answer:
    """Find what is asked for, with a window of rows from the position ``first`` on.

    Args:
        services: The open desk.
        ask: What is asked for.
        first: Where the window starts.
        rows: How many it has in a search.
    """
    return with_rows(services, find(services, ask), first, rows)


def find(services: Services, ask: Ask) -> Answer:
    """Find what is asked for, without rows yet: who asked may want something else by now."""
    if not ask.is_search and ask.place.kind is PlaceKind.SIMILAR:
        return _like(services, ask)
    if not ask.is_search:
        ids = list(services.desk.articles.ids(replace(ask.view, folded=ask.folds)))
        if ask.order is Order.OTHER:
            ids.reverse()
        elif ask.order is Order.NEAREST:
            ids = list(services.nearest_first(ids))
        return Answer(ask, tuple(ids), (), len(ids))
    change_number = _change_number(services, ask)
    results = _search(services, ask)
    hits = tuple(hit.id for hit in results.hits)
    if ask.view.orphans:
        among = set(services.desk.articles.ids(ask.view))
        hits = tuple(id_ for id_ in hits if id_ in among)
    total = len(hits) if ask.view.orphans else results.total
    shown = tuple(services.desk.duplicates.fold(hits)) if ask.folds else hits
    return Answer(
        ask,
        shown,
        (),
        total,
        results.query,
        elsewhere=_elsewhere(services, ask, total),
        hidden=len(hits) - len(shown),
        lacking=frozenset(hit.id for hit in results.hits if hit.lacks),
        synonym_faults=services.synonyms().faults,
        change_number=change_number,
    )


def _change_number(services: Services, ask: Ask) -> int:
    """Up to which change the index goes, where a saved search is shown as it was saved."""
    if ask.query:
        return 0
    try:
        return services.index.change_number()
    except IndexDamagedError:
        # The search that follows makes it anew.
        return 0


def _like(services: Services, ask: Ask) -> Answer:
    """The articles like one, each with the words that both have."""
    found = suggesting.similar(services, ask.place.name, MOST_SIMILAR)
    snippets = {each.id: likeness_snippet(each) for each in found}
    return Answer(ask, tuple(snippets), (), len(found), snippets=snippets)


def _search(services: Services, ask: Ask) -> SearchResults:
    return services.search(
        ask.text,
        view=ask.view,
        sort=_SORTS[ask.order],
        limit=None if ask.whole or ask.view.orphans else MOST_HITS,
        snippets=False,
        typing=bool(ask.query),
    )


def _elsewhere(services: Services, ask: Ask, total: int) -> int:
    if not ask.query or ask.view == View():
        return 0
    found = services.search(ask.text, limit=0, snippets=False, typing=True)
    return max(0, found.total - total)


def with_rows(services: Services, found: Answer, first: int, rows: int = FIRST_HITS) -> Answer:
    """What was found, with a window of rows from the position ``first`` on."""
    size = rows if found.ask.is_search else FIRST_WINDOW
    start = max(0, min(first, len(found.ids) - size))
    ids = found.ids[start : start + size]
    seen = window(services, ids, found.query, folds=found.ask.folds)
    return replace(found, rows=seen.rows, snippets={**found.snippets, **seen.snippets})


def window(
    services: Services, ids: Sequence[str], query: SearchQuery | None, *, folds: bool = False
) -> Window:
    """The rows of these articles; where they stand for their copies, with what was made on those."""
    near = services.nearness(ids, opens=False)
    rows = tuple(
        replace(row, nearness=near.get(row.id), on_copies=row.on_copies if folds else None)
        for row in services.desk.articles.rows(ids)
    )
    return Window(rows, services.snippets(query, ids) if query is not None and ids else {})


def read_overview(services: Services) -> Overview:
    """All that the side bar shows but how much the saved searches find."""
    desk = services.desk
    return Overview(
        counts=desk.articles.counts(),
        searches=tuple(desk.searches.list()),
        missions=tuple(desk.missions.list()),
        tags=tuple(desk.tags.list()),
        collections=tuple(desk.collections.list()),
        entities=tuple(desk.entities.list()),
    )


def count_searches(services: Services, overview: Overview) -> Overview:
    """The overview with how much each saved search finds, and how much of it is new."""
    totals = {
        search.name: services.search(search.query, limit=0, snippets=False).total
        for search in overview.searches
    }
    return replace(
        overview, search_totals=totals, search_news=count_new(services, overview.searches)
    )
