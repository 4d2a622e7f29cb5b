"""What editors decide on articles: ``keep``, ``discard``, ``inbox``, ``star``, ``read`` and their kin."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from store.models import Triage
from tui.cli.acts import tell
from tui.cli.base import argument, command, pass_session, query_option
from tui.i18n import N_

if TYPE_CHECKING:
    from store.desk import Desk
    from store.models import JournalEntry
    from tui.cli.base import Command
    from tui.cli.session import Session

Decision = Callable[["Desk", Sequence[str]], "JournalEntry | None"]


def _mark(name: str, help_text: str, decide: Decision) -> Command:
    @command(name, help=help_text)
    @argument("references", N_("ID…"), nargs=-1)
    @query_option
    @pass_session
    def mark(session: Session, references: tuple[str, ...], query: str | None) -> None:
        tell(session, decide(session.desk, session.article_ids(references, query)))

    return mark


keep = _mark(
    "keep", N_("Keep articles."), lambda desk, ids: desk.articles.set_triage(ids, Triage.KEPT)
)
discard = _mark(
    "discard",
    N_("Set articles aside, without deleting them."),
    lambda desk, ids: desk.articles.set_triage(ids, Triage.DISCARDED),
)
inbox = _mark(
    "inbox",
    N_("Put articles back into the inbox."),
    lambda desk, ids: desk.articles.set_triage(ids, Triage.NEW),
)
star = _mark(
    "star", N_("Put a star on articles."), lambda desk, ids: desk.articles.set_starred(ids, True)
)
unstar = _mark(
    "unstar",
    N_("Take the star off articles."),
    lambda desk, ids: desk.articles.set_starred(ids, False),
)
read = _mark(
    "read", N_("Mark articles as read."), lambda desk, ids: desk.articles.set_read(ids, True)
)
unread = _mark(
    "unread", N_("Mark articles as unread."), lambda desk, ids: desk.articles.set_read(ids, False)
)
