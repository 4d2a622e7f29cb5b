"""What the commands of one call share: the environment, the desk once it is open, the output."""

from __future__ import annotations

import os
import sys
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click
from platformdirs import user_data_path

from store.desk import Desk
from store.errors import DeskNotFoundError, StoreError
from store.files.desk_folder import is_desk
from tui.cli.output import Output, Progress, warn
from tui.error_words import describe_error
from tui.i18n import _, install, ngettext
from tui.paths import path_said
from tui.services import Services
from tui.settings import Settings, load_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from search import IndexProgress

_TIDIED_ARTICLES = 5_000
"""How many articles a command may write again to keep the index of few parts: a second or two."""


def _system_environment() -> Mapping[str, str]:
    return os.environ


def _is_at_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


@dataclass
class Session:
    """One call of the command line."""

    environ: Mapping[str, str] = field(default_factory=_system_environment)
    working_folder: Path = field(default_factory=Path.cwd)
    desk_folder: Path | None = None
    """What ``--desk`` said."""
    output: Output = field(default_factory=Output)
    open_address: Callable[[str], bool] | None = None
    """What opens addresses; the system's browser where it is None."""
    is_at_terminal: Callable[[], bool] = _is_at_terminal
    """Whether a person sits there who can be asked."""
    _services: Services | None = None

    @property
    def services(self) -> Services:
        """The desk, opened when it is first asked for and closed with the call."""
        if self._services is None:
            folder = self.find_desk()
            return self._use(Services.open(folder, self.settings_of(folder)))
        return self._services

    @property
    def desk(self) -> Desk:
        """The store's side of the desk."""
        return self.services.desk

    def find_desk(self) -> Path:
        """The folder of the desk that is meant.

        ``--desk``, else ``MARBRE_DESK``, else the nearest desk above the working folder, else the
        default one.

        Raises:
            DeskNotFoundError: None of them is a desk.
        """
        if self.desk_folder is not None:
            return self.desk_folder
        if self.environ.get("MARBRE_DESK"):
            return path_said(self.environ["MARBRE_DESK"], Path())
        try:
            return Desk.find(self.working_folder)
        except DeskNotFoundError:
            if is_desk(default_desk()):
                return default_desk()
            raise

    def settings_of(self, folder: Path) -> Settings:
        """The settings of the desk in a folder; from then on its language is spoken."""
        settings = load_settings(folder, self.environ)
        install(settings.desk.language, self.environ)
        return settings

    def create_desk(self, folder: Path) -> None:
        """Make a folder a desk and open it for the rest of the call."""
        self._use(Services.create(folder, self.settings_of(folder)))

    def scan(self) -> None:
        """Take in what others put into the folder; files that are no text are named."""
        for name in self.services.scan().unreadable:
            warn(_("{file} is no text: it was left out").format(file=name))

    def _use(self, services: Services) -> Services:
        self._services = services
        click.get_current_context().find_root().call_on_close(self._close)
        return services

    def _close(self) -> None:
        if self._services is not None:
            with closing(self._services) as services:
                if isinstance(sys.exception(), (StoreError, OSError)):
                    # What went wrong is told once: a disk that is full has no room for a backup either.
                    return
                try:
                    services.desk.backups.make_if_due()
                except StoreError as error:
                    warn(describe_error(error))

    def catch_up(self) -> None:
        """Bring the index up to date, with progress where somebody looks."""
        if self.services.is_followed():
            return
        with Progress() as progress:
            self.services.catch_up(index_progress(progress))
        if self.services.index.is_scattered:
            # What commands commit one by one nobody else may ever merge; much of it is left to the screen.
            self.services.tidy_index(lambda: False, limit=_TIDIED_ARTICLES)

    def article_ids(self, references: Sequence[str], query: str | None = None) -> list[str]:
        """The ids of the articles named, and of those that a query finds.

        The name ``-`` stands for the names that standard input holds.

        Raises:
            UsageError: Neither was given.
            UnknownError, AmbiguousError: A name that is not one article.
        """
        if not references and query is None:
            raise click.UsageError(_("name an article, or say which with --query"))
        names = [name for reference in references for name in _from_input(reference)]
        ids = [self.desk.articles.resolve(name) for name in names]
        if query is not None:
            self.catch_up()
            results = self.services.search(query, limit=None, snippets=False)
            ids += [hit.id for hit in results.hits]
        return list(dict.fromkeys(ids))


def _from_input(reference: str) -> list[str]:
    return sys.stdin.read().split() if reference == "-" else [reference]


def index_progress(progress: Progress) -> Callable[[IndexProgress], None]:
    """What shows how far the index is."""

    def show(state: IndexProgress) -> None:
        words = ngettext(
            "Indexing: {done} of {total} article",
            "Indexing: {done} of {total} articles",
            state.total,
        )
        progress.show(words.format(done=state.done, total=state.total))

    return show


def default_desk() -> Path:
    """Where the desk is when nobody says: in the user's data folder."""
    return user_data_path("marbre", appauthor=False) / "desk"
