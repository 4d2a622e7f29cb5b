"""What can go wrong with the index, for those who can act on it.

::

    SearchError
    ├── IndexBusyError         another process is writing the index
    ├── IndexDamagedError      what the index's files hold cannot be read; rebuilding it helps
    ├── IndexUnwritableError   the system refused a file of the index: rights, a full disk
    └── IndexUntrustedError    the index's folder could have been written by somebody else

Each carries data, never words for people; those are made in ``tui``. A query never raises: what is
wrong with it is in ``SearchQuery.problems``.
"""

from __future__ import annotations

from dataclasses import dataclass


class SearchError(Exception):
    """The root of what search raises."""

    def __str__(self) -> str:
        return repr(self)


@dataclass(eq=False)
class IndexBusyError(SearchError):
    """Another process held the index's write lock for longer than the limit."""

    folder: str
    seconds: float


@dataclass(eq=False)
class IndexDamagedError(SearchError):
    """The index's files cannot be read; ``Indexer.rebuild`` writes them anew."""

    folder: str
    reason: str


@dataclass(eq=False)
class IndexUnwritableError(SearchError):
    """The system refused to read or write a file of the index."""

    path: str
    reason: str


@dataclass(eq=False)
class IndexUntrustedError(SearchError):
    """The index is in a place where others could have put code; it is not opened."""

    path: str
    reason: str
    """``world-writable``: every user of the system may write it; ``foreign-owner``: it belongs to
    another user, and is not shared with a group that this user is in."""
