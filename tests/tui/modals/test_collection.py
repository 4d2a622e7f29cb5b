from __future__ import annotations

import pytest

from store.models import Collection, CollectionSection
from tests.tui.modals.host import HOSTILE, SIZES, Host, ask, assert_fits, type_keys
from tests.tui.steady import running
from tui.modals.collection import CollectionChoice, CollectionModal


def collection(slug: str, title: str, *sections: str) -> Collection:
    headings = tuple(CollectionSection(title, title) for title in sections)
    return Collection(slug, slug, title, "", "2025-01-01T00:00:00Z", 2, headings)


COLLECTIONS = (
    collection("revue", "Revue de la semaine", "International", "Emploi"),
    collection("algues", "Dossier algues"),
)


@pytest.mark.parametrize("size", SIZES)
async def test_enter_twice_adds_without_a_heading(size: tuple[int, int]) -> None:
    answer = await ask(CollectionModal(COLLECTIONS), ":algues", "enter", "enter", size=size)
    assert answer == CollectionChoice("algues", None, None)


async def test_under_a_heading_that_is_there() -> None:
    answer = await ask(CollectionModal(COLLECTIONS), "enter", ":emp", "enter")
    assert answer == CollectionChoice("revue", None, "Emploi")


async def test_under_a_new_heading() -> None:
    answer = await ask(CollectionModal(COLLECTIONS), "enter", ":Ports", "ctrl+s")
    assert answer == CollectionChoice("revue", None, "Ports")


async def test_a_new_collection() -> None:
    answer = await ask(CollectionModal(()), ":Été 2026", "enter", "enter")
    assert answer == CollectionChoice(None, "Été 2026", None)


async def test_the_current_one_is_highlighted_at_first() -> None:
    answer = await ask(CollectionModal(COLLECTIONS, current="algues"), "enter", "enter")
    assert answer == CollectionChoice("algues", None, None)


async def test_escape_goes_back_and_then_out() -> None:
    assert await ask(CollectionModal(COLLECTIONS), "enter", "escape", "escape") is None
    answer = await ask(CollectionModal(COLLECTIONS), "enter", "escape", "down", "enter", "enter")
    assert answer == CollectionChoice("algues", None, None)


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_titles_are_text(size: tuple[int, int]) -> None:
    app = Host(CollectionModal([collection("x", title, *HOSTILE) for title in HOSTILE[:1]]))
    async with running(app, size=size) as pilot:
        assert_fits(app)
        await type_keys(pilot, "enter")
        assert_fits(app)
        await type_keys(pilot, ":click", "enter")
    assert app.answer == CollectionChoice("x", None, HOSTILE[1])
