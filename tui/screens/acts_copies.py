"""What is done about articles with the same text: showing each, taking apart, putting together."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tui.i18n import _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from store.desk import Desk
    from store.models import JournalEntry
    from tui.screens.desk import DeskScreen
    from tui.screens.handlers import Handler


def with_copies(desk: Desk, ids: Sequence[str]) -> list[str]:
    """These articles with the copies that stand where they stand: new ones with new ones, kept with kept."""
    groups = desk.duplicates.groups(ids)
    together = dict.fromkeys([*ids, *(each for key in ids for each in groups[key])])
    triage = {article.id: article.triage for article in desk.articles.rows(list(together))}
    wanted = {each: triage[key] for key in ids for each in groups[key]}
    return [each for each in together if each in ids or triage[each] is wanted[each]]


def copies(screen: DeskScreen) -> None:
    """Give each copy a row of its own, or all of them one."""
    if screen.lister.ask.may_fold:
        screen.show_copies()
    else:
        screen.warn(_("Every article has a row of its own here."))


def take_apart(screen: DeskScreen) -> None:
    """Let articles stand by themselves: a whole group where one row shows it, else those chosen."""
    if screen.targets:
        folds = screen.lister.ask.folds
        screen.act(partial(_take_apart, screen.targets, folds), screen.targets, tells=True)
        screen.articles.clear_marks()


def _take_apart(ids: Sequence[str], whole: bool, desk: Desk) -> JournalEntry | None:
    if not whole:
        return desk.duplicates.take_apart(ids)
    groups = desk.duplicates.groups(ids)
    return desk.duplicates.take_apart(
        list(dict.fromkeys(each for key in ids for each in groups[key]))
    )


def put_together(screen: DeskScreen) -> None:
    """Let the marked articles be one group."""
    ids = screen.targets
    if len(ids) < 2:
        screen.warn(_("Mark the articles that have the same text first."))
        return
    screen.act(lambda desk: desk.duplicates.put_together(ids), ids, tells=True)
    screen.articles.clear_marks()


COPY_ACTS: Mapping[str, Handler] = {
    "copies": copies,
    "take-apart": take_apart,
    "put-together": put_together,
}
