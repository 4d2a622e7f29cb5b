"""What is done with facts: making one of a passage, going from one to its passage, changing them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from tui.commands import Where
from tui.fact_guesses import guess_details
from tui.fact_words import fact_heading, fact_words
from tui.i18n import _
from tui.modals.choice import ChoiceModal
from tui.modals.choices import Choice
from tui.modals.fact_form import FactForm
from tui.modals.facts import FactsModal, FactWishKind
from tui.places import EVERYTHING, PlaceKind, mission_place
from tui.press_dates import written_date

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from store.desk import Desk
    from store.models import Annotation, Fact, FactCount, Mission, Span
    from tui.modals.facts import FactWish
    from tui.screens.desk import DeskScreen
    from tui.screens.handlers import Handler

LINKED, NOT_LINKED = "☑", "☐"


@dataclass(frozen=True, slots=True)
class _Recorded:
    """What was recorded of a mission."""

    mission: Mission
    facts: Sequence[Fact]
    counts: Sequence[FactCount]
    headlines: Mapping[str, str]
    """Of the articles that the facts rest on, by id."""
    names: Sequence[str]
    """Of all people, organisations and places that are known, the most mentioned first."""


async def fact(screen: DeskScreen) -> None:
    """Make a fact of what is selected, or of the sentence at the cursor; from outside, say how."""
    article_id = screen.articles.highlighted
    if article_id is None:
        screen.warn(_("There is no article here."))
        return
    passage = screen.reader.passage_at(article_id) if screen.pane is Where.READER else None
    if passage is None:
        screen.go_to_pane(Where.READER)
        how = _("{key} selects the word, the sentence, the paragraph; {again} makes a fact of it.")
        screen.tell(how.format(key=screen.key_of("select"), again=screen.key_of("fact")))
        return
    span, text = passage
    if not await screen.read(partial(_stands_there, article_id, span, text)):
        screen.warn(_("This is an earlier version: facts rest on the newest."))
        return
    slug = await _mission_for(screen, article_id)
    if slug is not None:
        await _record(screen, slug, (article_id, span), text)


def _stands_there(article_id: str, span: Span, text: str, desk: Desk) -> bool:
    return desk.articles.text(article_id).text[span.start : span.end] == text


async def _record(screen: DeskScreen, slug: str, place: tuple[str, Span], passage: str) -> None:
    """Ask what the fact is, and record it."""
    recorded = await screen.read(partial(_recorded, slug))
    title = recorded.mission.details.title
    guess = await screen.jobs.read(partial(guess_details, screen.services, *place))
    form = FactForm(
        title,
        passage,
        guess,
        is_new=True,
        has_others=bool(recorded.facts),
        known=recorded.names,
        read_dates=written_date,
    )
    edit = await screen.ask(form)
    if edit is None:
        return
    details = edit.details
    if details is not None:
        await screen.write(lambda desk: desk.facts.add(slug, details, places=[place]), place[:1])
        screen.reader.cancel_selection()
        screen.tell(
            _("Fact recorded: {key} lists them.").format(key=screen.key_of("mission-facts"))
        )
        return
    other = await screen.ask(ChoiceModal(_("For which fact?"), _choices(recorded.facts)))
    if other is not None:
        await screen.write(lambda desk: desk.facts.support(other, places=[place]), place[:1])
        screen.reader.cancel_selection()


async def mission_facts(screen: DeskScreen) -> None:
    """List the facts of a mission; go to one's passage, or change them one after the other."""
    article_id = screen.articles.highlighted
    slug = await _mission_for(screen, article_id)
    highlighted: str | None = None
    while slug is not None:
        recorded = await screen.read(partial(_recorded, slug))
        title = recorded.mission.details.title
        if not recorded.facts:
            words = _("Nothing was recorded of “{mission}”: {key} makes a fact of a passage.")
            screen.tell(words.format(mission=title, key=screen.key_of("fact")))
            return
        heading = _("Facts of “{mission}”").format(mission=title)
        wish = await screen.ask(
            FactsModal(
                heading,
                recorded.facts,
                recorded.counts,
                recorded.headlines,
                highlighted=highlighted,
            )
        )
        if wish is None:
            return
        if wish.kind is FactWishKind.OPEN:
            await _open(screen, recorded.mission, wish.fact.passages[wish.passage])
            return
        await _fulfil(screen, recorded, wish)
        highlighted = wish.fact.id


async def _fulfil(screen: DeskScreen, recorded: _Recorded, wish: FactWish) -> None:
    """Change a fact as it is wished."""
    chosen = wish.fact
    touched = [passage.article_id for passage in chosen.passages]
    if wish.kind is FactWishKind.REMOVE:
        await screen.write(lambda desk: desk.facts.remove(chosen.id), touched)
    elif wish.kind is FactWishKind.PART:
        await _make_part(screen, recorded.facts, chosen, touched)
    else:
        passage = chosen.passages[wish.passage].quote.exact
        title = recorded.mission.details.title
        edit = await screen.ask(
            FactForm(title, passage, chosen.details, known=recorded.names, read_dates=written_date)
        )
        details = edit.details if edit is not None else None
        if details is not None:
            await screen.write(lambda desk: desk.facts.edit(chosen.id, details), touched)


async def _make_part(
    screen: DeskScreen, facts: Sequence[Fact], chosen: Fact, touched: Sequence[str]
) -> None:
    """Let a fact be summed up by another, or by it no longer."""
    others = {each.id: each for each in facts if each.id != chosen.id}
    if not others:
        screen.warn(_("There is no other fact that could sum it up."))
        return
    holders = {each.id for each in others.values() if chosen.id in each.details.parts}
    choices = [
        replace(choice, mark=LINKED if choice.value in holders else NOT_LINKED)
        for choice in _choices(list(others.values()))
    ]
    other = await screen.ask(ChoiceModal(_("Summed up by which fact?"), choices))
    if other is None:
        return
    details = others[other].details
    if other in holders:
        parts = tuple(part for part in details.parts if part != chosen.id)
    else:
        parts = (*details.parts, chosen.id)
    changed = replace(details, parts=parts)
    await screen.write(lambda desk: desk.facts.edit(other, changed), touched)


async def _open(screen: DeskScreen, mission: Mission, passage: Annotation) -> None:
    """Go to a passage: in the list that is shown where its article is there, else in the mission's."""
    article_id = passage.article_id
    if article_id in screen.articles.ids:
        screen.articles.go_to(article_id)
    else:
        article = await screen.read(lambda desk: desk.articles.get(article_id))
        is_linked = mission.slug in article.missions
        place = mission_place(mission) if is_linked else EVERYTHING
        screen.show_place(place, article_id, copies=article.others > 0)
    screen.pager.open_passage(passage)
    screen.go_to_pane(Where.READER)
    if passage.is_orphan:
        screen.warn(_("The passage was lost when the article changed: it waits to be placed."))


async def _mission_for(screen: DeskScreen, article_id: str | None) -> str | None:
    """The mission that is shown, else the one that the article is linked to, else the one chosen."""
    if screen.place.kind is PlaceKind.MISSION:
        return screen.place.name
    missions = await screen.read(lambda desk: desk.missions.list())
    if not missions:
        screen.warn(
            _("There is no mission yet: {key} links the article to a new one.").format(
                key=screen.key_of("mission")
            )
        )
        return None
    links = await screen.read(lambda d: d.missions.links_of(article_id)) if article_id else ()
    linked = [each.slug for each, _role in links]
    if len(linked) == 1 or len(missions) == 1:
        return (linked or [each.slug for each in missions])[0]
    ordered = sorted(missions, key=lambda each: each.slug not in linked)
    choices = [
        Choice(
            each.slug,
            each.details.title,
            other_names=(each.slug, *each.details.destinations),
            mark=LINKED if each.slug in linked else NOT_LINKED,
        )
        for each in ordered
    ]
    return await screen.ask(ChoiceModal(_("Of which mission?"), choices))


def _recorded(slug: str, desk: Desk) -> _Recorded:
    facts = desk.facts.list(slug)
    ids = {passage.article_id for each in facts for passage in each.passages}
    headlines = {row.id: row.headline for row in desk.articles.rows(sorted(ids))}
    known = sorted(desk.entities.list(), key=lambda each: -each.article_count)
    names = [name for each in known for name in (each.name, *each.aliases)]
    return _Recorded(desk.missions.get(slug), facts, desk.facts.counts(slug), headlines, names)


def _choices(facts: Sequence[Fact]) -> list[Choice]:
    return [
        Choice(each.id, f"{fact_heading(each)} · {fact_words(each)}", each.passages[0].quote.exact)
        for each in facts
    ]


FACT_ACTS: Mapping[str, Handler] = {"fact": fact, "mission-facts": mission_facts}
