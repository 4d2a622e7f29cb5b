"""What is done to places: missions, collections, tags, saved searches, and the order in them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from sys import maxsize
from typing import TYPE_CHECKING

from tui.i18n import _, ngettext
from tui.modals.choice import ChoiceModal
from tui.modals.choices import Choice
from tui.modals.confirm import ConfirmModal
from tui.modals.mission_form import MissionForm
from tui.modals.note import NoteModal
from tui.modals.prompt import PromptModal
from tui.places import INBOX, PlaceKind, collection_place, mission_place, search_place, tag_place
from tui.press_dates import written_date

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from store.desk import Desk
    from store.models import Collection, JournalEntry, TagPlan
    from tui.screens.desk import DeskScreen
    from tui.screens.handlers import Handler

MOST_DETAILS = 40
"""Lines of a plan that are shown; the rest is counted."""


async def edit(screen: DeskScreen) -> None:
    """Change the mission, the collection, the tag or the saved search that is shown."""
    editors = {
        PlaceKind.MISSION: _edit_mission,
        PlaceKind.COLLECTION: _edit_collection,
        PlaceKind.TAG: rename_tag,
        PlaceKind.SEARCH: _rename_search,
    }
    editor = editors.get(screen.place.kind)
    if editor is None:
        screen.warn(_("Go to a mission, a collection, a tag or a saved search to change it."))
        return
    await editor(screen)


async def new_mission(screen: DeskScreen) -> None:
    """Describe a mission and go to it."""
    made = await screen.ask_until(
        MissionForm(read_dates=written_date),
        lambda details: screen.write(lambda desk: desk.missions.create(details)),
    )
    if made is not None:
        screen.show_place(mission_place(made[1]))


async def _edit_mission(screen: DeskScreen) -> None:
    slug = screen.place.name
    mission = await screen.read(lambda desk: desk.missions.get(slug))
    edited = await screen.ask_until(
        MissionForm(mission.details, read_dates=written_date),
        lambda details: screen.write(lambda desk: desk.missions.edit(slug, details)),
    )
    if edited is not None:
        screen.rename_place(mission_place(await screen.read(lambda d: d.missions.get(slug))))


async def new_collection(screen: DeskScreen) -> None:
    """Begin a collection and go to it."""
    made = await screen.ask_until(
        PromptModal(_("Title of the new collection")),
        lambda title: screen.write(lambda desk: desk.collections.create(title)),
    )
    if made is not None:
        screen.show_place(collection_place(made[1]))


async def _edit_collection(screen: DeskScreen) -> None:
    slug = screen.place.name
    collection = await screen.read(lambda desk: desk.collections.get(slug))
    title = await screen.ask(PromptModal(_("Title of the collection"), collection.title))
    if title is None:
        return
    introduction = await screen.ask(NoteModal(collection.introduction, _("Introduction")))
    await screen.write(
        lambda desk: desk.collections.edit(slug, title=title, introduction=introduction)
    )
    screen.rename_place(collection_place(await screen.read(lambda d: d.collections.get(slug))))


async def comment(screen: DeskScreen) -> None:
    """Write what the collection says of the article."""
    article_id = screen.articles.highlighted
    if not _is_collection(screen) or article_id is None:
        return
    slug = screen.place.name
    collection = await screen.read(lambda desk: desk.collections.get(slug))
    before = next((i.comment for i in collection.items if i.article_id == article_id), "")
    title = _("Comment in “{title}”").format(title=collection.title)
    text = await screen.ask(NoteModal(before, title))
    if text is not None:
        await screen.write(
            lambda desk: desk.collections.comment(slug, article_id, text), [article_id]
        )


def _move(step: int, screen: DeskScreen) -> None:
    article_id = screen.articles.highlighted
    if _is_collection(screen) and article_id is not None:
        screen.act(partial(_move_item, screen.place.name, article_id, step), [article_id])


def _move_item(slug: str, article_id: str, step: int, desk: Desk) -> JournalEntry | None:
    target = place_after_move(desk.collections.get(slug), article_id, step)
    if target is None:
        return None
    return desk.collections.move(slug, article_id, target.position, target.section)


@dataclass(frozen=True, slots=True)
class ItemPlace:
    """Where an article stands in a collection."""

    position: int
    """From 0, in its section."""
    section: str | None
    """The section's title; None before all sections."""


def place_after_move(collection: Collection, article_id: str, step: int) -> ItemPlace | None:
    """Where an article goes by one step down (1) or up (-1); None at the end of the way.

    From the edge of a section it goes into the next one.
    """
    sections = [None, *(section.id for section in collection.sections)]
    titles = {section.id: section.title for section in collection.sections}
    runs = {
        section: [i.article_id for i in collection.items if i.section_id == section]
        for section in sections
    }
    here = next((section for section in sections if article_id in runs[section]), None)
    if article_id not in runs[here]:
        return None
    position = runs[here].index(article_id) + step
    if 0 <= position < len(runs[here]):
        return ItemPlace(position, titles.get(here or ""))
    at = sections.index(here) + step
    if not 0 <= at < len(sections):
        return None
    entered = 0 if step > 0 else len(runs[sections[at]])
    return ItemPlace(entered, titles.get(sections[at] or ""))


async def change_section(screen: DeskScreen) -> None:
    """Put the article under another heading of the collection."""
    article_id = screen.articles.highlighted
    if not _is_collection(screen) or article_id is None:
        return
    slug = screen.place.name
    sections = (await screen.read(lambda desk: desk.collections.get(slug))).sections
    choices = [Choice("", _("(without a heading)"))]
    choices += [Choice(section.title, section.title) for section in sections]
    title = await screen.ask(
        ChoiceModal(
            _("Under which heading?"),
            choices,
            create_words=lambda typed: _("new heading “{title}”").format(title=typed),
        )
    )
    if title is not None:
        await screen.write(
            lambda desk: desk.collections.move(slug, article_id, maxsize, title or None),
            [article_id],
        )


async def rename_section(screen: DeskScreen) -> None:
    """Give a section another title."""
    old = await _choose_section(screen, _("Rename which section?"))
    if old is None:
        return
    slug = screen.place.name
    await screen.ask_until(
        PromptModal(_("New title of the section"), old),
        lambda new: screen.write(lambda desk: desk.collections.rename_section(slug, old, new)),
    )


async def remove_section(screen: DeskScreen) -> None:
    """Remove a section; its articles stay."""
    title = await _choose_section(screen, _("Remove which section?"))
    slug = screen.place.name
    if title is not None:
        await screen.write(lambda desk: desk.collections.remove_section(slug, title))


async def _choose_section(screen: DeskScreen, question: str) -> str | None:
    if not _is_collection(screen):
        return None
    slug = screen.place.name
    sections = (await screen.read(lambda desk: desk.collections.get(slug))).sections
    if not sections:
        screen.warn(_("This collection has no sections."))
        return None
    choices = [Choice(section.title, section.title) for section in sections]
    return await screen.ask(ChoiceModal(question, choices))


async def rename_tag(screen: DeskScreen) -> None:
    """Give a tag another name, after showing what would change."""
    old = await _which_tag(screen, _("Rename which tag?"))
    if old is None:
        return
    planned = await screen.ask_until(
        PromptModal(
            _("New name of “{tag}”").format(tag=old),
            old,
            explanation=_("/ parts levels, as in filière/santé. The old name stays as an alias."),
        ),
        lambda new: screen.read(lambda desk: desk.tags.plan_rename(old, new)),
    )
    if planned is None or planned[0] == old:
        return
    new, plan = planned
    if await _agree(screen, plan):
        await screen.write(lambda desk: desk.tags.rename(old, new))
        _follow_tag(screen, old, new)


async def merge_tag(screen: DeskScreen) -> None:
    """Make a tag part of another, after showing what would change."""
    old = await _which_tag(screen, _("Merge which tag?"))
    if old is None:
        return
    others = [each for each in await _tag_choices(screen) if each.value != old]
    into = await screen.ask(ChoiceModal(_("Merge “{tag}” into …").format(tag=old), others))
    if into is None:
        return
    plan = await screen.read(lambda desk: desk.tags.plan_merge(old, into))
    if await _agree(screen, plan):
        await screen.write(lambda desk: desk.tags.merge(old, into))
        _follow_tag(screen, old, into)


def _follow_tag(screen: DeskScreen, old: str, new: str) -> None:
    if screen.place.kind is PlaceKind.TAG and screen.place.name == old:
        screen.show_place(tag_place(new))


async def _which_tag(screen: DeskScreen, question: str) -> str | None:
    """The tag that is shown, else the one chosen."""
    if screen.place.kind is PlaceKind.TAG:
        return screen.place.name
    choices = await _tag_choices(screen)
    if not choices:
        screen.warn(_("There is no tag yet."))
        return None
    return await screen.ask(ChoiceModal(question, choices))


async def _tag_choices(screen: DeskScreen) -> list[Choice]:
    tags = await screen.read(lambda desk: desk.tags.list())
    return [
        Choice(each.name, each.name, str(each.article_count), each.aliases)
        for each in tags
        if each.id
    ]


async def _agree(screen: DeskScreen, plan: TagPlan) -> bool:
    """Show what would change, and ask."""
    question = ngettext(
        "{count} article will show other tags. Go on?",
        "{count} articles will show other tags. Go on?",
        plan.article_count,
    ).format(count=plan.article_count)
    return await screen.agrees(ConfirmModal(question, plan_lines(plan)))


def plan_lines(plan: TagPlan) -> list[str]:
    """What a plan would do, tag by tag."""
    lines = [f"{old} → {new}" for old, new in plan.renamed]
    lines += [_("{old} becomes part of {new}").format(old=old, new=new) for old, new in plan.merged]
    if len(lines) > MOST_DETAILS:
        more = _("… and {count} more").format(count=len(lines) - MOST_DETAILS)
        return [*lines[:MOST_DETAILS], more]
    return lines


async def save_search(screen: DeskScreen) -> None:
    """Keep the query under a name."""
    ask = screen.lister.ask
    # Articles come and go in the inbox and its like: what is kept of them is the question.
    query = ask.lasting_query if ask.place.kind is PlaceKind.VIEW else ask.whole_query
    if not ask.is_search:
        screen.warn(
            _("There is no search to save: {key} begins one.").format(key=screen.key_of("search"))
        )
        return
    explanation = _("It searches all articles for: {query}").format(query=query)
    name = await screen.ask(
        PromptModal(
            _("Name of the search"),
            screen.place.query and screen.place.name,
            explanation=explanation,
        )
    )
    if name is None or not await _may_replace(screen, name, query):
        return
    await screen.write(lambda desk: desk.searches.save(name, query))


async def _may_replace(screen: DeskScreen, name: str, query: str) -> bool:
    searches = await screen.read(lambda desk: desk.searches.list())
    other = next((each for each in searches if each.name.casefold() == name.casefold()), None)
    if other is None or other.query == query:
        return True
    question = _("“{name}” is there already. Replace its query?").format(name=other.name)
    return await screen.agrees(ConfirmModal(question, [other.query, f"→ {query}"]))


async def _rename_search(screen: DeskScreen) -> None:
    old = screen.place.name
    renamed = await screen.ask_until(
        PromptModal(_("Name of the search"), old),
        lambda new: screen.write(lambda desk: desk.searches.rename(old, new)),
    )
    if renamed is None or renamed[0] == old:
        return
    new = renamed[0]
    searches = await screen.read(lambda desk: desk.searches.list())
    for each in searches:
        if each.name == new:
            screen.rename_place(search_place(each))


async def remove(screen: DeskScreen) -> None:
    """Remove what is shown, after a question; undo brings it back."""
    place = screen.place
    removals: dict[PlaceKind, Callable[[Desk], JournalEntry | None]] = {
        PlaceKind.MISSION: lambda desk: desk.missions.remove(place.name),
        PlaceKind.COLLECTION: lambda desk: desk.collections.remove(place.name),
        PlaceKind.TAG: lambda desk: desk.tags.delete(place.name),
        PlaceKind.SEARCH: lambda desk: desk.searches.remove(place.name),
    }
    removal = removals.get(place.kind)
    if removal is None:
        screen.warn(_("Go to a mission, a collection, a tag or a saved search to remove it."))
        return
    question = _("Remove “{name}”? Its articles stay.").format(name=place.title)
    if await screen.agrees(ConfirmModal(question)):
        await screen.write(removal)
        screen.show_place(INBOX)


def _is_collection(screen: DeskScreen) -> bool:
    if screen.place.kind is PlaceKind.COLLECTION:
        return True
    screen.warn(_("This is for the articles of a collection: go to one first."))
    return False


PLACE_ACTS: Mapping[str, Handler] = {
    "edit": edit,
    "new-mission": new_mission,
    "new-collection": new_collection,
    "comment": comment,
    "move-up": partial(_move, -1),
    "move-down": partial(_move, 1),
    "change-section": change_section,
    "rename-section": rename_section,
    "remove-section": remove_section,
    "rename-tag": rename_tag,
    "merge-tag": merge_tag,
    "save-search": save_search,
    "remove": remove,
}
