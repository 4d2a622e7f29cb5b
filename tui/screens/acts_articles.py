"""What is done to articles, one or all that are marked: judging, tagging, linking, gathering."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from store.models import Triage
from tui.act_words import describe_entry
from tui.i18n import _
from tui.modals.collection import CollectionModal
from tui.modals.mission import MissionModal
from tui.modals.note import NoteModal
from tui.modals.tags import TagModal
from tui.places import PlaceKind
from tui.press_dates import written_date
from tui.screens.acts_copies import with_copies
from tui.suggesting import likely_role

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from store.desk import Desk
    from store.models import (
        Article,
        Collection,
        JournalEntry,
        Mission,
        Role,
        Tag,
    )
    from tui.modals.collection import CollectionChoice
    from tui.modals.mission import MissionChoice
    from tui.screens.desk import DeskScreen
    from tui.screens.handlers import Handler


def _judge(triage: Triage, screen: DeskScreen) -> None:
    ids = _targets(screen)
    if not ids:
        return
    is_left = screen.place.view.triage not in {None, triage} and not screen.lister.ask.is_search
    judge = partial(_set_triage, ids, triage, screen.lister.ask.folds)
    screen.act(judge, ids, tells=len(ids) > 1)
    if len(ids) > 1:
        screen.articles.clear_marks()
    if is_left:
        screen.lister.leave_out(ids)
    elif len(ids) == 1:
        screen.articles.action_move(1)


def _set_triage(ids: Sequence[str], triage: Triage, folds: bool, desk: Desk) -> JournalEntry | None:
    # A row that stands for copies is judged with them, or the next copy would come up in its place.
    return desk.articles.set_triage(with_copies(desk, ids) if folds else ids, triage)


def star(screen: DeskScreen) -> None:
    """Put stars on, or take them off where all have one."""
    ids = _targets(screen)
    if ids:
        screen.act(partial(_toggle_star, ids), ids, tells=len(ids) > 1)


def _toggle_star(ids: Sequence[str], desk: Desk) -> JournalEntry | None:
    starred = all(row.starred for row in desk.articles.rows(ids))
    return desk.articles.set_starred(ids, not starred)


def read(screen: DeskScreen) -> None:
    """Say that articles were read, or unread where all are."""
    ids = _targets(screen)
    if ids:
        screen.pager.leave_unread()
        toggle = partial(_toggle_read, ids, screen.lister.ask.folds)
        screen.act(toggle, ids, tells=len(ids) > 1)


def _toggle_read(ids: Sequence[str], folds: bool, desk: Desk) -> JournalEntry | None:
    is_read = all(row.is_read for row in desk.articles.rows(ids))
    return desk.articles.set_read(desk.duplicates.together(ids) if folds else ids, not is_read)


def mark(screen: DeskScreen) -> None:
    """Mark the article and go on to the next."""
    screen.articles.action_mark()


def mark_range(screen: DeskScreen) -> None:
    """Mark all from the last mark to the cursor."""
    screen.articles.action_mark_range()


async def mark_all(screen: DeskScreen) -> None:
    """Mark all articles of the list, those not brought yet too."""
    await screen.lister.show_whole()
    screen.articles.mark_all()


async def tag(screen: DeskScreen) -> None:
    """Add and remove tags."""
    ids = _targets(screen)
    if not ids:
        return
    rows, tags = await screen.read(partial(_rows_and_tags, ids))
    on_all, on_some = shared_tags(rows)
    modal = TagModal(tags, on_all, on_some, screen.recent_tags, count=len(ids))
    _advise(screen, ids, modal)
    edit = await screen.ask(modal)
    if edit is None or not (edit.add or edit.remove):
        return
    screen.recent_tags = tuple(dict.fromkeys((*edit.add, *screen.recent_tags)))[:5]
    await screen.write(lambda desk: desk.tags.apply(ids, edit.add, edit.remove), ids)


def _advise(screen: DeskScreen, ids: Sequence[str], modal: TagModal | MissionModal) -> None:
    """Have a dialogue on one article list first what would suit it."""
    if len(ids) == 1:
        screen.adviser.advise(ids[0], modal.suggest)


def _rows_and_tags(ids: Sequence[str], desk: Desk) -> tuple[Sequence[Article], Sequence[Tag]]:
    return desk.articles.rows(ids), desk.tags.list()


def shared_tags(rows: Sequence[Article]) -> tuple[set[str], set[str]]:
    """The tags that all of the articles bear, and those that only some do."""
    sets = [set(row.tags) for row in rows]
    on_all = set.intersection(*sets) if sets else set()
    return on_all, set().union(*sets) - on_all


async def note(screen: DeskScreen) -> None:
    """Write a note."""
    ids = _targets(screen)
    if not ids:
        return
    title = _("Note on {count} articles").format(count=len(ids)) if len(ids) > 1 else ""
    text = await screen.ask(NoteModal(title=title))
    if text:
        await screen.write(lambda desk: desk.annotations.add_note(ids, text), ids)


async def mission(screen: DeskScreen) -> None:
    """Link articles to a mission, or take them from it."""
    ids = _targets(screen)
    if not ids:
        return
    missions, links = await screen.read(partial(_missions_and_links, ids))
    likely = await screen.read(partial(_likely_roles, ids, missions))
    modal = MissionModal(missions, links, likely=likely, read_dates=written_date)
    _advise(screen, ids, modal)
    await screen.ask_until(modal, lambda choice: screen.write(partial(_link, ids, choice), ids))


def _missions_and_links(
    ids: Sequence[str], desk: Desk
) -> tuple[Sequence[Mission], Mapping[str, Role]]:
    """All missions, and those that all of the articles are linked to."""
    links = [{each.slug: role for each, role in desk.missions.links_of(id_)} for id_ in ids]
    shared = set.intersection(*(set(each) for each in links))
    return desk.missions.list(), {slug: links[0][slug] for slug in shared}


def _likely_roles(
    ids: Sequence[str], missions: Sequence[Mission], desk: Desk
) -> Mapping[str, Role]:
    """What one article most likely is to each mission; nothing for several."""
    if len(ids) > 1:
        return {}
    article = desk.articles.get(ids[0])
    return {each.slug: likely_role(article, each) for each in missions}


def _link(ids: Sequence[str], choice: MissionChoice, desk: Desk) -> JournalEntry | None:
    slug = choice.slug
    if slug is not None and choice.unlink:
        return desk.missions.unlink(slug, ids)
    if choice.new is not None:
        desk.missions.create(choice.new, articles=ids, role=choice.role)
        return desk.journal.list(1, desk.editor)[0]
    return desk.missions.link(slug, ids, choice.role) if slug is not None else None


async def collection(screen: DeskScreen) -> None:
    """Add articles to a collection."""
    ids = _targets(screen)
    if not ids:
        return
    collections = await screen.read(_whole_collections)
    gathered = await screen.ask_until(
        CollectionModal(collections, screen.last_collection),
        lambda choice: screen.write(partial(_gather, ids, choice), ids),
    )
    if gathered is None:
        return
    slug, entry = gathered[1]
    screen.last_collection = slug
    if entry is None:
        screen.warn(_("The collection has it already."))
    else:
        screen.tell(describe_entry(entry))


def _whole_collections(desk: Desk) -> list[Collection]:
    return [desk.collections.get(each.slug) for each in desk.collections.list()]


def _gather(
    ids: Sequence[str], choice: CollectionChoice, desk: Desk
) -> tuple[str, JournalEntry | None]:
    if choice.slug is None:
        title, section = choice.new_title or "", choice.section
        made = desk.collections.create(title, articles=ids, section=section)
        return made.slug, desk.journal.list(1, desk.editor)[0]
    return choice.slug, desk.collections.add(choice.slug, ids, choice.section)


def take_out(screen: DeskScreen) -> None:
    """Take articles out of the collection, the mission or the tag that is shown."""
    ids = _targets(screen)
    name = screen.place.name
    acts = {
        PlaceKind.COLLECTION: lambda desk: desk.collections.take_out(name, ids),
        PlaceKind.MISSION: lambda desk: desk.missions.unlink(name, ids),
        PlaceKind.TAG: lambda desk: desk.tags.apply(ids, (), [name]),
    }
    act = acts.get(screen.place.kind)
    if act is None:
        screen.warn(
            _("Articles are taken out of a collection, a mission or a tag: go there first.")
        )
    elif ids:
        screen.act(act, ids, tells=True)


def _targets(screen: DeskScreen) -> tuple[str, ...]:
    ids = screen.targets
    if not ids:
        screen.warn(_("There is no article here."))
    return ids


ARTICLE_ACTS: Mapping[str, Handler] = {
    "keep": partial(_judge, Triage.KEPT),
    "discard": partial(_judge, Triage.DISCARDED),
    "inbox": partial(_judge, Triage.NEW),
    "star": star,
    "read": read,
    "mark": mark,
    "mark-range": mark_range,
    "mark-all": mark_all,
    "tag": tag,
    "note": note,
    "mission": mission,
    "collection": collection,
    "take-out": take_out,
}
