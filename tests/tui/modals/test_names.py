from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from search.language.names import NameGuess
from store.models import Entity, EntityKind, NameDecisions, Span
from tests.tui.modals.host import HOSTILE, SIZES, Host, ask, assert_fits, screen_text, type_keys
from tests.tui.steady import running
from tui.modals.entity_form import EntityEdit, EntityForm, EntityIsAnother, EntityIsNone
from tui.modals.names import NamesAnswer, NamesModal
from tui.naming import NameAdvice

if TYPE_CHECKING:
    from tui.modals.base import MarbreModal

PERSON, ORGANISATION, PLACE = EntityKind.PERSON, EntityKind.ORGANISATION, EntityKind.PLACE
HALIFAX = Entity("h", PLACE, "Halifax", ("Halifax, N.-É.",), 12)
LE_GOFF = Entity("g", PERSON, "Maëlle Le Goff", (), 3)


def advice(name: str, kind: EntityKind | None = None, alike: Entity | None = None) -> NameAdvice:
    return NameAdvice(NameGuess(name, kind, (Span(0, len(name)),)), alike)


ADVICE = (advice("Ostréa", ORGANISATION), advice("Kelp"), advice("Le Goff", None, LE_GOFF))


def names() -> NamesModal:
    return NamesModal("000_a", [HALIFAX], ADVICE)


def decided(**made: tuple[object, ...]) -> NamesAnswer:
    return NamesAnswer(NameDecisions("000_a", **made))  # type: ignore[arg-type] # mypy cannot see into **made


@pytest.mark.parametrize("size", SIZES)
async def test_names_are_confirmed_refused_and_left_out(size: tuple[int, int]) -> None:
    answer = await ask(names(), "a", "2", "=", "k", "k", "k", "x", "enter", size=size)
    assert answer == decided(
        confirmed=((ORGANISATION, "Ostréa"), (ORGANISATION, "Kelp")),
        aliases=(("g", "Le Goff"),),
        left_out=("h",),
    )
    assert await ask(names(), "x", "x", "ctrl+s") == decided(refused=("Ostréa", "Kelp"))


async def test_enter_alone_confirms_the_one_or_lists_the_articles_of_the_other() -> None:
    assert await ask(names(), "enter") == decided(confirmed=((ORGANISATION, "Ostréa"),))
    answer = await ask(names(), "up", "enter")
    assert answer == NamesAnswer(NameDecisions("000_a"), articles_of=HALIFAX)


async def test_what_a_name_names_must_be_said() -> None:
    app = Host(names())
    async with running(app) as pilot:
        await type_keys(pilot, "down", "a")
        assert "Say what it is" in screen_text(app)
        await type_keys(pilot, '"', "ctrl+s")
    assert app.answer == decided(confirmed=((PLACE, "Kelp"),))


async def test_pressed_again_it_is_open_again() -> None:
    assert await ask(names(), "a", "k", "a", "ctrl+s") is None
    assert await ask(names(), "x", "k", "x", "up", "x", "k", "x", "ctrl+s") is None
    assert await ask(names(), "x", "escape") is None


async def test_what_is_known_can_be_changed() -> None:
    assert await ask(names(), "x", "up", "up", "e") == NamesAnswer(
        NameDecisions("000_a", refused=("Ostréa",)), changes=HALIFAX
    )
    app = Host(names())
    async with running(app) as pilot:
        await type_keys(pilot, "e")
        assert "Confirm it first" in screen_text(app)


@pytest.mark.parametrize("size", SIZES)
async def test_something_is_named(size: tuple[int, int]) -> None:
    form = EntityForm("Ostréa", PLACE)
    answer = await ask(
        form, "2", "tab", "end", ": SAS", "tab", ":Ostréa; OSTRÉA;", "enter", size=size
    )
    assert answer == EntityEdit(ORGANISATION, "Ostréa SAS", ("Ostréa", "OSTRÉA"))
    assert await ask(EntityForm("Ostréa", ORGANISATION), "enter") == EntityEdit(
        ORGANISATION, "Ostréa"
    )


async def test_what_is_not_touched_stays_as_it_was() -> None:
    kept = EntityEdit(PLACE, "Halifax", ("Halifax, N.-É.",))
    assert await ask(EntityForm("", known=HALIFAX), "ctrl+s") == kept


async def test_it_may_be_another_or_nothing_to_know() -> None:
    known = EntityForm("", known=HALIFAX, has_others=True)
    assert await ask(known, "ctrl+o") == EntityIsAnother()
    assert await ask(EntityForm("", known=HALIFAX), "ctrl+x") == EntityIsNone()
    assert await ask(EntityForm("Ostréa"), "ctrl+o", "ctrl+x", "escape") is None


async def test_a_name_must_be_there() -> None:
    app = Host(EntityForm("Ok"))
    async with running(app) as pilot:
        await type_keys(pilot, "tab", "backspace", "backspace", "enter")
        assert "It needs a name." in screen_text(app)


async def assert_harmless(modal: MarbreModal[Any], size: tuple[int, int]) -> None:
    app: Host[Any] = Host(modal)
    async with running(app, size=size) as pilot:
        assert_fits(app)
        await type_keys(pilot, "=", "x")
        assert_fits(app)


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_names_are_text(size: tuple[int, int]) -> None:
    known = [Entity("x", PLACE, words, (words,), 1) for words in HOSTILE]
    found = [advice(entity.name, PLACE, entity) for entity in known]
    await assert_harmless(NamesModal("000_a", known, found), size)


@pytest.mark.parametrize("words", HOSTILE)
async def test_hostile_words_in_the_form_are_text(words: str) -> None:
    entity = Entity("x", PLACE, words, (words,), 1)
    await assert_harmless(EntityForm(words, known=entity, has_others=True), (80, 24))
