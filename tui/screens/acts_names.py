"""What is done with names: saying who or what they name, and going to the articles that mention it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from store.models import NameDecisions
from tui.commands import Where
from tui.enum_words import label
from tui.finding import ENTITY_FIELDS
from tui.i18n import _
from tui.modals.choice import ChoiceModal
from tui.modals.choices import Choice
from tui.modals.entity_form import EntityEdit, EntityForm, EntityIsAnother, EntityIsNone
from tui.modals.names import NamesModal
from tui.naming import bare_name, kind_of, name_suggestions
from tui.places import EVERYTHING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from store.desk import Desk
    from store.models import Entity, JournalEntry
    from tui.modals.entity_form import EntityAnswer
    from tui.screens.desk import DeskScreen
    from tui.screens.handlers import Handler


async def names(screen: DeskScreen) -> None:
    """Say who or what is selected; without a selection, go through the names of the article."""
    article_id = screen.articles.highlighted
    if article_id is None:
        screen.warn(_("There is no article here."))
        return
    selected = screen.reader.selection if screen.pane is Where.READER else None
    passage = screen.reader.passage_at(article_id) if selected is not None else None
    if passage is not None:
        await _name_passage(screen, article_id, bare_name(passage[1]))
    else:
        await _go_through_names(screen, article_id)


async def _name_passage(screen: DeskScreen, article_id: str, name: str) -> None:
    known = await screen.read(lambda desk: desk.entities.named(name))
    if len(known) == 1:
        # It goes by this name already: that it does is what there is to change.
        await _change(screen, known[0], article_id)
        return
    kind = await screen.jobs.read(partial(kind_of, screen.services, article_id, name))
    everybody = await screen.read(lambda desk: desk.entities.list())
    answer: EntityAnswer | None = await screen.ask(
        EntityForm(name, kind, has_others=bool(everybody))
    )
    if isinstance(answer, EntityEdit):
        edit = answer
        made = await screen.write(
            lambda desk: desk.entities.create(edit.kind, edit.name, edit.aliases), [article_id]
        )
        screen.reader.cancel_selection()
        _tell_count(screen, made)
    elif isinstance(answer, EntityIsAnother):
        other = await _choose(screen, _("Another name of whom or what?"), everybody)
        if other is not None:
            await screen.write(lambda desk: desk.entities.add_alias(other, name), [article_id])
            screen.reader.cancel_selection()


def _tell_count(screen: DeskScreen, made: Entity) -> None:
    words = _("{kind} “{name}”, in {count} of the articles")
    screen.tell(words.format(kind=label(made.kind), name=made.name, count=made.article_count))


async def _go_through_names(screen: DeskScreen, article_id: str) -> None:
    """Confirm, refuse, leave out and change names until nothing more is wished."""
    while True:
        mentions = await screen.read(lambda desk: desk.entities.of(article_id))
        advice = await screen.jobs.read(partial(name_suggestions, screen.services, article_id))
        if not mentions and not advice:
            screen.tell(_("No name was found in it: select one to say who or what it is."))
            return
        known = [mention.entity for mention in mentions]
        answer = await screen.ask(NamesModal(article_id, known, advice))
        if answer is None:
            return
        if answer.decisions != NameDecisions(article_id):
            await screen.write(partial(_decide, answer.decisions), [article_id])
        if answer.articles_of is not None:
            _list_articles(screen, answer.articles_of)
        if answer.changes is None:
            return
        await _change(screen, answer.changes, article_id)


def _decide(decisions: NameDecisions, desk: Desk) -> JournalEntry | None:
    return desk.entities.decide(decisions)


def _list_articles(screen: DeskScreen, entity: Entity) -> None:
    """List the articles that mention somebody or something."""
    field = next(name for name, kind in ENTITY_FIELDS.items() if kind is entity.kind)
    query = '{}:"{}"'.format(field, entity.name.replace('"', " "))
    screen.show_place(EVERYTHING)
    screen.search_bar.set_query(query)
    screen.search(query)
    screen.go_to_pane(Where.LIST)


async def entities(screen: DeskScreen) -> None:
    """Choose somebody or something known, and say anew what it is and goes by."""
    everybody = await screen.read(lambda desk: desk.entities.list())
    if not everybody:
        words = _("Nobody and nothing is known yet: {key} goes through the names of an article.")
        screen.tell(words.format(key=screen.key_of("names")))
        return
    chosen = await _choose(screen, _("People, organisations, places"), everybody)
    if chosen is not None:
        entity = next(each for each in everybody if each.id == chosen)
        await _change(screen, entity, screen.articles.highlighted)


async def _change(screen: DeskScreen, entity: Entity, article_id: str | None) -> None:
    """Write anew what is known of an entity, merge it into another, or forget it."""
    everybody = await screen.read(lambda desk: desk.entities.list())
    others = [each for each in everybody if each.id != entity.id]
    answer: EntityAnswer | None = await screen.ask(
        EntityForm(entity.name, known=entity, has_others=bool(others))
    )
    touched = [article_id] if article_id is not None else []
    if isinstance(answer, EntityEdit):
        edit = answer
        await screen.write(
            lambda desk: desk.entities.edit(entity.id, edit.kind, edit.name, edit.aliases), touched
        )
    elif isinstance(answer, EntityIsNone):
        await screen.write(lambda desk: desk.entities.forget(entity.id), touched)
    elif isinstance(answer, EntityIsAnother):
        into = await _choose(screen, _("It is whom or what?"), others)
        if into is not None:
            await screen.write(lambda desk: desk.entities.merge(entity.id, into), touched)


async def _choose(screen: DeskScreen, question: str, found: Sequence[Entity]) -> str | None:
    choices = [
        Choice(each.id, each.name, f"{label(each.kind)} · {each.article_count}", each.aliases)
        for each in found
    ]
    return await screen.ask(ChoiceModal(question, choices))


NAME_ACTS: Mapping[str, Handler] = {"names": names, "entities": entities}
