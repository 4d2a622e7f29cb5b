"""What is done about articles with the same text: showing each, taking apart, putting together."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tui.i18n import _
from tui.places import EVERYTHING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from store.desk import Desk
    from store.models import JournalEntry, View
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


async def next_copy(screen: DeskScreen) -> None:
    """Go on to the next article with the same text, wherever it stands."""
    current = screen.articles.highlighted
    if current is None:
        screen.warn(_("There is no article here."))
        return
    group = await screen.read(lambda desk: desk.duplicates.group_of(current))
    if len(group) == 1:
        screen.warn(_("No other article has this text."))
        return
    target = group[(group.index(current) + 1) % len(group)]
    if target in screen.articles.ids:
        screen.articles.go_to(target)
    elif screen.lister.ask.folds and target in await screen.read(partial(_ids, screen.place.view)):
        screen.show_copies(target)
    else:
        screen.show_place(EVERYTHING, target, copies=True)


def _ids(view: View, desk: Desk) -> frozenset[str]:
    return frozenset(desk.articles.ids(view))


def take_apart(screen: DeskScreen) -> None:
    """Let articles stand by themselves: a whole group where one row shows it, else those chosen."""
    if screen.targets:
        folds = screen.lister.ask.folds
        screen.act(partial(_take_apart, screen.targets, folds), screen.targets, tells=True)
        screen.articles.clear_marks()


def _take_apart(ids: Sequence[str], whole: bool, desk: Desk) -> JournalEntry | None:
    return desk.duplicates.take_apart(desk.duplicates.together(ids) if whole else ids)


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
    "next-copy": next_copy,
    "take-apart": take_apart,
    "put-together": put_together,
}
