"""What can go wrong on the way in, for those who can act on it.

::

    FeedsError
    ├── ProblemError       something outside is not as it should be: carries a FeedProblem
    │   ├── FetchError     an address could not be fetched, or is not one to fetch
    │   └── ParseError     what came is not what was asked for: no feed, no article
    ├── OpmlError          a list of feeds cannot be read
    └── SitesError         the rules for sites cannot be read

Each carries data, never words for people; those are made in ``tui``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

CANCELLED = "cancelled"
RESTING = "resting"
"""Codes of problems that are nobody's fault."""


@dataclass(frozen=True, slots=True)
class FeedProblem:
    """Why a feed or a page could not be taken in."""

    code: str
    """``timeout``, ``too-large``, ``dns``, ``refused``, ``connection`` (it broke off), ``tls``,
    ``proxy``, ``not-http``, ``garbled`` (it cannot be unpacked), ``http-404`` and the like,
    ``private-address``, ``redirect-loop``, ``bad-address``, ``resting`` (until when its server wants no
    visits); ``not-a-feed``, ``page-with-feed`` (the feed that the page names), ``page-without-feed``,
    ``cut-off`` (before its first entry is whole), ``empty``, ``unreadable``,
    ``too-slow``, ``too-heavy``, ``too-many``, ``entities`` (it declares some that only an attack does);
    ``not-a-page``, ``no-article``; ``removed`` (the desk follows the feed no longer); ``cancelled``."""
    detail: str = ""
    """What it is about, such as the address that was refused: one line without control characters."""


class FeedsError(Exception):
    """The root of what this package raises."""

    def __str__(self) -> str:
        return repr(self)


@dataclass(eq=False)
class ProblemError(FeedsError):
    """Something outside is not as it should be."""

    problem: FeedProblem


@dataclass(eq=False)
class FetchError(ProblemError):
    """An address could not be fetched, or is not one to fetch."""

    rests_until: datetime | None = None
    """Until when a server wants no visits."""
    host: str = ""
    """Which server that is: after a redirect, it may be another than the address names."""


@dataclass(eq=False)
class ParseError(ProblemError):
    """What came is not what was asked for."""


@dataclass(eq=False)
class OpmlError(FeedsError):
    """A list of feeds cannot be read."""

    reason: str
    """``not-xml``, ``not-opml`` or ``entities``: it declares entities, as only an attack does."""
    line: int
    """Where, counted from 1."""


@dataclass(eq=False)
class SitesError(FeedsError):
    """The rules for sites cannot be read."""

    reason: str
    """``unreadable``, ``not-toml``, ``not-a-site``, ``unknown-key`` or ``not-a-selector``."""
    detail: str
    """The site, key or selector it is about, or what the reader of TOML says."""
    choices: tuple[str, ...] = ()
    """The keys that there are."""
