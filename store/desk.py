"""The desk: the whole of the store under one roof."""

from __future__ import annotations

import getpass
from contextlib import AbstractContextManager
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from store.clock import Clock, to_text, utc_now
from store.database import Database
from store.errors import DeskExistsError, DeskNotFoundError, DeskUnwritableError
from store.files import sharing
from store.files.desk_folder import DATABASE, MARBRE, is_desk
from store.parts import Whole, part

if TYPE_CHECKING:
    from store.annotations import Annotations
    from store.articles import Articles
    from store.backup import Backups
    from store.blocked import BlockedEntries
    from store.changes import Changes
    from store.collections import Collections
    from store.doctor import Doctor
    from store.duplicates import Duplicates
    from store.entities import Entities
    from store.facts import Facts
    from store.feeds import Feeds
    from store.feeds_health import FeedsHealth
    from store.intake.intake import Intake
    from store.journal import Journal
    from store.missions import Missions
    from store.rounds import Rounds
    from store.rules import FeedRules
    from store.searches import SavedSearches
    from store.selections import Selections
    from store.suggestions import Suggestions
    from store.tags import Tags


class Desk(Whole):
    """A folder of articles with all that is known of them and all that editors made.

    Any thread may call any method. Acts are made in the name of ``editor``.
    """

    articles: Articles = part("store.articles", "Articles")
    tags: Tags = part("store.tags", "Tags")
    annotations: Annotations = part("store.annotations", "Annotations")
    missions: Missions = part("store.missions", "Missions")
    entities: Entities = part("store.entities", "Entities")
    facts: Facts = part("store.facts", "Facts")
    collections: Collections = part("store.collections", "Collections")
    searches: SavedSearches = part("store.searches", "SavedSearches")
    feeds: Feeds = part("store.feeds", "Feeds")
    feeds_health: FeedsHealth = part("store.feeds_health", "FeedsHealth")
    rules: FeedRules = part("store.rules", "FeedRules")
    rounds: Rounds = part("store.rounds", "Rounds")
    duplicates: Duplicates = part("store.duplicates", "Duplicates")
    journal: Journal = part("store.journal", "Journal")
    changes: Changes = part("store.changes", "Changes")
    selections: Selections = part("store.selections", "Selections")
    suggestions: Suggestions = part("store.suggestions", "Suggestions")
    intake: Intake = part("store.intake.intake", "Intake", "folder")
    blocked: BlockedEntries = part("store.blocked", "BlockedEntries", "intake")
    doctor: Doctor = part("store.doctor", "Doctor", "folder", "intake")

    def __init__(self, folder: Path, database: Database, editor: str | None, clock: Clock) -> None:
        self.folder = folder
        self.editor = editor or system_user()
        self.index_folder = folder / MARBRE / "index"
        self._database = database
        self._clock = clock
        super().__init__(database, self.editor, clock)

    @cached_property
    def backups(self) -> Backups:
        """The desk's copies of itself."""
        from store.backup import Backups  # noqa: PLC0415 - as the parts above

        return Backups(self._database, self._clock, self.folder / MARBRE)

    @classmethod
    def create(cls, folder: Path, *, editor: str | None = None, clock: Clock = utc_now) -> Desk:
        """Make a folder a desk and take in the text files that it holds.

        Raises:
            DeskExistsError: it is one.
            DeskUnwritableError: the system refused.
        """
        if is_desk(folder):
            raise DeskExistsError(str(folder))
        try:
            folder.mkdir(parents=True, exist_ok=True)
            sharing.make_folder(folder / MARBRE)
        except OSError as error:
            raise DeskUnwritableError(str(folder), str(error.strerror)) from error
        desk = cls._open(folder, editor, clock, busy_seconds=5.0)
        desk.intake.scan()
        return desk

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        editor: str | None = None,
        clock: Clock = utc_now,
        busy_seconds: float = 5.0,
    ) -> Desk:
        """Open a desk; several processes may have it open at once.

        One that an older release wrote is backed up and brought up to date.

        Args:
            folder: the desk's own folder.
            editor: in whose name acts are made; the system's user where None.
            clock: the hour.
            busy_seconds: how long to wait for another writer before ``DeskBusyError``.

        Raises:
            DeskNotFoundError: the folder is no desk.
            DeskDamagedError: its database cannot be read.
            DeskFromFutureError: a newer release wrote it.
            DeskUnwritableError: an older release wrote it, and the system refused to back it up.
        """
        if not is_desk(folder):
            raise DeskNotFoundError(str(folder))
        return cls._open(folder, editor, clock, busy_seconds)

    @staticmethod
    def find(start: Path) -> Path:
        """The nearest desk at or above a folder.

        Raises:
            DeskNotFoundError: there is none.
        """
        absolute = start.resolve()
        for folder in (absolute, *absolute.parents):
            if is_desk(folder):
                return folder
        raise DeskNotFoundError(str(start))

    @classmethod
    def _open(cls, folder: Path, editor: str | None, clock: Clock, busy_seconds: float) -> Desk:
        marbre = folder.resolve() / MARBRE
        database = Database(marbre / DATABASE, busy_seconds)

        def back_up() -> None:
            from store.backup import Backups  # noqa: PLC0415 - as the parts above

            Backups(database, clock, marbre).make()

        try:
            database.migrate(before=back_up)
        except BaseException:
            database.close()
            raise
        return cls(folder.resolve(), database, editor, clock)

    def collecting(self) -> AbstractContextManager[None]:
        """Be the one who collects from the feeds, for the length of a block.

        Raises:
            AlreadyCollectingError: somebody is already.
        """
        from store.collect_lock import collecting  # noqa: PLC0415 - few commands collect

        path = self.folder / MARBRE / "collect.lock"
        return collecting(path, self.editor, to_text(self._clock()))

    def data_version(self) -> int:
        """A number that differs from the last one when anybody, this process too, has written since."""
        return self._database.data_version()

    def close(self) -> None:
        """Let go of the database and of the folder."""
        if self.is_made("intake"):
            self.intake.close()
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def system_user() -> str:
    """The name of the system's user, for acts of editors without a setting."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "?"
