"""The rows of a long list that are at hand, and those to ask for. Pure.

A list of 100,000 articles is a tuple of ids; what is known of each is fetched for those near the
screen only, and forgotten when they are far from it.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from search import Snippet
    from store.models import Article

MOST_ROWS = 1_000
"""Rows that may be at hand before those far from the screen are forgotten."""


class RowWindow:
    """What is at hand of the rows of a list."""

    def __init__(self) -> None:
        self.ids: Sequence[str] = ()
        """The whole list, in order."""
        self._rows: dict[str, Article] = {}
        self._snippets: dict[str, Snippet] = {}
        self._outdated: set[str] = set()
        self._asked: frozenset[str] = frozenset()

    def replace(self, ids: Sequence[str]) -> None:
        """Take another list; rows at hand are drawn until newer ones come, snippets are not."""
        self.ids = ids
        self._snippets.clear()
        self._outdated = set(self._rows)
        self._asked = frozenset()

    def provide(self, rows: Iterable[Article], snippets: Mapping[str, Snippet]) -> None:
        """Take in rows, wherever they stand in the list."""
        self._snippets.update(snippets)
        for row in rows:
            self._rows[row.id] = row
            self._outdated.discard(row.id)

    def outdate(self, ids: Iterable[str]) -> None:
        """Remember that these articles changed, so that their rows are asked for again."""
        changed = frozenset(ids)
        self._outdated |= changed & self._rows.keys()
        self._asked -= changed

    def row(self, article_id: str) -> Article | None:
        """The row of an article where it is at hand, even if a newer one is on its way."""
        return self._rows.get(article_id)

    def snippet(self, article_id: str) -> Snippet | None:
        """The passage of an article that answers the search, where it is at hand."""
        return self._snippets.get(article_id)

    def has(self, first: int, last: int) -> bool:
        """Whether all rows from ``first`` to ``last`` (excluded) are at hand as they are now."""
        return not any(self._is_missing(id_) for id_ in self.ids[first:last])

    def needed(self, first: int, last: int, *, is_going: bool = True) -> tuple[str, ...]:
        """The ids to fetch while the rows from ``first`` to ``last`` (excluded) are on the screen.

        Nothing as long as half a screen above and below is at hand or asked for. Else all that is
        missing within two screens, asked for before or not, so that one who drops an older request
        for a newer one misses nothing.

        Args:
            first: The first row on the screen.
            last: The one after the last.
            is_going: Whether somebody goes through the list; else half a screen is enough.
        """
        height = max(1, last - first)
        near = self._around(first, last, height // 2)
        if not any(self._is_missing(id_) and id_ not in self._asked for id_ in near):
            return ()
        wide = self._around(first, last, 2 * height if is_going else height // 2)
        missing = tuple(id_ for id_ in wide if self._is_missing(id_))
        self._asked = frozenset(missing)
        self._forget_beyond(wide)
        return missing

    def _around(self, first: int, last: int, margin: int) -> Sequence[str]:
        return self.ids[max(0, first - margin) : last + margin]

    def _is_missing(self, article_id: str) -> bool:
        return article_id not in self._rows or article_id in self._outdated

    def _forget_beyond(self, wide: Sequence[str]) -> None:
        if len(self._rows) <= MOST_ROWS:
            return
        near = frozenset(wide)
        self._rows = {id_: row for id_, row in self._rows.items() if id_ in near}
        self._snippets = {id_: found for id_, found in self._snippets.items() if id_ in near}
        self._outdated &= near


def kept_position(before: Sequence[str], after: Sequence[str], article_id: str | None) -> int:
    """Where the cursor goes when a list becomes another.

    On the article; where it is gone, on the next one that followed it and is still there, else on
    the last one before it; else, and for None, on the first.
    """
    if article_id is None or not after:
        return 0
    if article_id not in after:
        article_id = _neighbour(before, frozenset(after), article_id)
    return after.index(article_id) if article_id else 0


def _neighbour(before: Sequence[str], present: frozenset[str], article_id: str) -> str | None:
    if article_id not in before:
        return None
    position = before.index(article_id)
    following = (before[at] for at in range(position + 1, len(before)))
    preceding = (before[at] for at in range(position - 1, -1, -1))
    return next((id_ for id_ in chain(following, preceding) if id_ in present), None)
