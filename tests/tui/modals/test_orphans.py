from __future__ import annotations

import pytest

from store.models import Annotation, AnnotationKind, TextQuote
from tests.tui.modals.host import HOSTILE, SIZES, Host, ask, assert_fits, screen_text, type_keys
from tests.tui.steady import running
from tui.modals.orphans import OrphansModal


def orphan(id_: str, passage: str, note: str = "") -> Annotation:
    quote = TextQuote(passage, "", "", 0, len(passage))
    return Annotation(
        id_, "000_a", AnnotationKind.DOUBT, note, quote, 1, True, "lea", "2025-01-01T00:00:00Z"
    )


ORPHANS = (
    (orphan("a1", "douze emplois créés"), "Le port recrute", "quatorze emplois créés"),
    (orphan("a2", "avant l’été", note="à dater"), "Un bureau à Osaka", ""),
)


@pytest.mark.parametrize("size", SIZES)
async def test_an_annotation_is_chosen(size: tuple[int, int]) -> None:
    assert await ask(OrphansModal(ORPHANS), "down", "enter", size=size) == "a2"


@pytest.mark.parametrize("typed", [":ete", ":osaka", ":dater"])
async def test_it_is_found_by_passage_article_and_note(typed: str) -> None:
    assert await ask(OrphansModal(ORPHANS), typed, "ctrl+s") == "a2"


async def test_the_nearest_passage_is_shown() -> None:
    app = Host(OrphansModal(ORPHANS))
    async with running(app) as pilot:
        assert "quatorze emplois créés" in screen_text(app)
        await type_keys(pilot, "down")
        assert "à dater" in screen_text(app)
        assert "quatorze" not in screen_text(app)


async def test_escape_chooses_none() -> None:
    assert await ask(OrphansModal(ORPHANS), "escape") is None
    assert await ask(OrphansModal(()), "enter", "escape") is None


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_words_are_text(size: tuple[int, int]) -> None:
    orphans = [
        (orphan(str(index), name, name), name, name * 30) for index, name in enumerate(HOSTILE)
    ]
    app = Host(OrphansModal(orphans))
    async with running(app, size=size) as pilot:
        assert_fits(app)
        await type_keys(pilot, "down", "down")
        assert_fits(app)
