"""What can go wrong in a desk, for those who can act on it.

::

    StoreError
    ├── DeskNotFoundError      no desk in or above a folder
    ├── DeskExistsError        a desk is there already
    ├── DeskBusyError          another process kept the desk from being written to
    ├── AlreadyCollectingError somebody else is collecting
    ├── DeskDamagedError       the database cannot be read
    ├── DeskFromFutureError    made by a newer Marbre
    ├── DeskUnwritableError    the system refused a file of the desk: rights, a full disk
    ├── UnknownError           nothing goes by that name: article, tag, mission …
    ├── AmbiguousError         a name that could mean several
    ├── TakenError             a name that is in use
    ├── InvalidError           a value that cannot be
    ├── QuoteNotFoundError     a passage that is not in the text
    ├── QuoteAmbiguousError    a passage that is there more than once
    ├── NothingToUndoError     the journal has nothing left in that direction
    ├── OthersActError         the act to be undone is another editor's
    └── UndoConflictError      a later act stands on the one to be undone

Each carries data, never words for people; those are made in ``tui``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from store.models import JournalEntry, Span


class StoreError(Exception):
    """The root of what the store raises."""

    def __str__(self) -> str:
        return repr(self)


@dataclass(eq=False)
class DeskNotFoundError(StoreError):
    """There is no desk in this folder or above it."""

    folder: str


@dataclass(eq=False)
class DeskExistsError(StoreError):
    """The folder is a desk already."""

    folder: str


@dataclass(eq=False)
class DeskBusyError(StoreError):
    """Another process held the desk for longer than the limit."""

    seconds: float


@dataclass(eq=False)
class AlreadyCollectingError(StoreError):
    """Somebody else is collecting from the desk's feeds."""

    editor: str
    host: str
    pid: str
    since: str
    """When they began; each of the four is ``?`` where that is not known."""


@dataclass(eq=False)
class DeskDamagedError(StoreError):
    """SQLite cannot read the database; a backup can be restored."""

    path: str
    reason: str


@dataclass(eq=False)
class DeskFromFutureError(StoreError):
    """The database was written by a newer release."""

    found: int
    supported: int


@dataclass(eq=False)
class DeskUnwritableError(StoreError):
    """The system refused to read or write a file of the desk."""

    path: str
    reason: str


Kind = Literal[
    "article",
    "version",
    "annotation",
    "note",
    "tag",
    "mission",
    "collection",
    "section",
    "entity",
    "alias",
    "fact",
    "saved-search",
    "feed",
    "feed-rule",
    "blocked-entry",
    "backup",
    "journal-entry",
]
"""What people call by a name."""

Value = Literal[
    "date",
    "entity-merge",
    "entity-name",
    "export-format",
    "fact-part",
    "fact-passages",
    "feed-address",
    "feed-credentials",
    "figure",
    "file",
    "name",
    "note",
    "query",
    "slug",
    "span",
    "tag-move",
    "tag-name",
    "title",
]
"""What people say that may not be possible."""


@dataclass(eq=False)
class UnknownError(StoreError):
    """Nothing of this kind goes by this name."""

    kind: Kind
    name: str


@dataclass(eq=False)
class AmbiguousError(StoreError):
    """The start of a name fits several."""

    kind: Kind
    name: str
    candidates: tuple[str, ...]


@dataclass(eq=False)
class TakenError(StoreError):
    """The name is in use."""

    kind: Kind
    name: str


@dataclass(eq=False)
class InvalidError(StoreError):
    """A value that cannot be stored."""

    kind: Value
    value: str


@dataclass(eq=False)
class QuoteNotFoundError(StoreError):
    """The passage does not stand in the article."""

    article_id: str
    quote: str
    nearest: str | None
    """The passage of the article that comes nearest, where one does."""


@dataclass(eq=False)
class QuoteAmbiguousError(StoreError):
    """The passage stands in the article more than once."""

    article_id: str
    quote: str
    places: tuple[tuple[Span, str], ...]
    """Each place with the text around it."""


@dataclass(eq=False)
class NothingToUndoError(StoreError):
    """There is no act left to undo or redo."""

    redo: bool


@dataclass(eq=False)
class OthersActError(StoreError):
    """The act is another editor's; undoing it must be asked for by its number."""

    entry: JournalEntry


@dataclass(eq=False)
class UndoConflictError(StoreError):
    """What the act changed was changed again since, by an act that is not undone."""

    entry: JournalEntry
    later: JournalEntry | None
