"""More than words: going to the articles like one, taking and refusing what is suggested for one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tui import suggesting
from tui.act_words import describe_entry
from tui.i18n import _
from tui.modals.suggestions import SuggestionsModal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from store.desk import Desk
    from store.models import JournalEntry
    from tui.modals.suggestions import SuggestionsAnswer
    from tui.screens.desk import DeskScreen
    from tui.screens.handlers import Handler


async def similar(screen: DeskScreen) -> None:
    """List the articles that are like the current one."""
    article_id = screen.articles.highlighted
    if article_id is None:
        screen.warn(_("There is no article here."))
        return
    screen.trail.follow(await screen.read(lambda desk: desk.articles.get(article_id)))


async def suggestions(screen: DeskScreen) -> None:
    """Take or refuse what would suit the article."""
    article_id = screen.articles.highlighted
    if article_id is None:
        screen.warn(_("There is no article here."))
        return
    call = partial(suggesting.suggestions, screen.services, article_id)
    advice = await screen.jobs.read(call)
    if not advice:
        screen.tell(_("Nothing speaks clearly for a tag or a mission."))
        return
    answer = await screen.ask(SuggestionsModal(advice))
    if answer is None:
        return
    entries = await screen.write(partial(_follow, article_id, answer), [article_id])
    screen.tell("\n".join(describe_entry(entry) for entry in entries))


def _follow(article_id: str, answer: SuggestionsAnswer, desk: Desk) -> list[JournalEntry]:
    """Do what was decided on each suggestion."""
    entries = suggesting.take(desk, article_id, answer.tags, answer.missions)
    refused = desk.suggestions.refuse(
        [article_id], tags=answer.refused_tags, missions=answer.refused_missions
    )
    return [*entries, refused] if refused is not None else entries


SIMILAR_ACTS: Mapping[str, Handler] = {"similar": similar, "suggestions": suggestions}
