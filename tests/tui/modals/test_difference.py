from __future__ import annotations

import pytest

from store.text.difference import VersionDifference, difference
from tests.tui.modals.host import HOSTILE, SIZES, Host, ask, assert_fits, screen_text, type_keys
from tests.tui.steady import running
from tui.differences import Paragraph, Skipped, condensed, marked, paragraphs
from tui.modals.difference import DifferenceModal, VersionsWish

MIDDLE = "\n\n".join(f"Le paragraphe {number} reste comme il est." for number in range(30))
OLD = f"Trois accords\n\nUn début.\n\n{MIDDLE}\n\nLa fin est proche."
NEW = f"Cinq accords\n\nUn début.\n\n{MIDDLE}\n\nLa fin est lointaine."


def modal(old: str = OLD, new: str = NEW, *, older: int = 2, newest: int = 4) -> DifferenceModal:
    found = VersionDifference("000", older, "", older + 1, "", difference(old, new))
    return DifferenceModal("Accords", "Version 2, version 3.", found, newest)


@pytest.mark.parametrize("size", SIZES)
async def test_changes_are_shown_with_what_is_beside_them(size: tuple[int, int]) -> None:
    app = Host(modal())
    async with running(app, size=size) as pilot:
        assert_fits(app)
        text = screen_text(app)
        assert "[-Trois-]{+Cinq+} accords" in text
        assert "[-proche-]{+lointaine+}" in text
        assert "⋯ 29 paragraphs as they were" in text
        await type_keys(pilot, "z")
        assert "paragraphe 3 reste" in screen_text(app)
        assert "lointaine" not in screen_text(app) or size[1] > 40
        await type_keys(pilot, "n")
        assert "{+lointaine+}" in screen_text(app)


async def test_the_arrows_ask_for_other_versions() -> None:
    assert await ask(modal(), "left") == VersionsWish(1, 3)
    assert await ask(modal(), "shift+right") == VersionsWish(2, 4)
    assert await ask(modal(older=1), "left", "right", "shift+left", "q") is None


@pytest.mark.parametrize("hostile", HOSTILE)
async def test_hostile_texts_are_text(hostile: str) -> None:
    app = Host(modal(f"Avant {hostile}", f"Après {hostile} {hostile}"))
    async with running(app):
        assert_fits(app)


def told(old: str, new: str) -> list[str]:
    return ["".join(map(marked, part.runs)) for part in paragraphs(difference(old, new))]


def test_paragraphs_that_came_or_went_are_marked_whole() -> None:
    assert told("Un.\n\nTrois.", "Un.\n\nDeux.\n\nTrois.") == ["Un.", "{+Deux.¶+}", "Trois."]
    assert told("Un. Deux.", "Un. Trois.\n\nDeux.") == ["Un. {+Trois.¶+}", "Deux."]


def test_how_a_text_is_set_is_no_difference() -> None:
    old = 'L\'Etat et la ville : "120 tonnes". Un sursis.'
    new = "L’État et la ville\u00a0: «\u202f120\u00a0tonnes\u202f».\n\nUn sursis."
    assert told(old, new) == [
        "L’État et la ville\u00a0: «\u202f120\u00a0tonnes\u202f».",
        "Un sursis.",
    ]
    assert told(old, new.replace("120", "150"))[0].endswith(
        "«\u202f[-120-]{+150+}\u00a0tonnes\u202f»."
    )
    assert VersionDifference("000", 1, "", 2, "", difference(old, new)).is_empty


def test_no_break_spaces_stay_single() -> None:
    assert told("dit : « 120\u00a0tonnes »", "dit : « 150\u00a0tonnes »") == [
        "dit : « [-120-]{+150+}\u00a0tonnes »"
    ]


def test_only_what_is_near_a_change_is_not_passed_over() -> None:
    whole = paragraphs(difference("a\nb\nc\nd\ne\nf", "a\nb\nc\nd\ne\ng"))
    first, *others = condensed(whole)
    assert first == Skipped(4)
    assert [part.is_changed for part in others if isinstance(part, Paragraph)] == [False, True]
