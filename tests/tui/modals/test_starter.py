from __future__ import annotations

import pytest

from tests.tui.modals.host import HOSTILE, SIZES, Host, ask, assert_fits, screen_text, type_keys
from tests.tui.steady import running
from tui.modals.starter import StarterAct, StarterActKind, StarterLine, StarterModal

FOLLOW, TEST = StarterActKind.FOLLOW, StarterActKind.TEST


def line(name: str, region: str, *, is_followed: bool = False) -> StarterLine:
    url = f"https://{name.rsplit(maxsplit=1)[-1].lower()}.example/rss"
    return StarterLine(url, name, region, "économie", is_followed=is_followed)


LINES = (
    line("Le Fil Rhodanien", "Rhône"),
    line("La Gazette Alpine", "Rhône", is_followed=True),
    line("Les Affaires Lyonnaises", "Rhône"),
    line("Le Phare", "Ponant"),
)
RHODANIEN, _, LYONNAISES, PHARE = (each.url for each in LINES)


@pytest.mark.parametrize("size", SIZES)
async def test_papers_stand_by_region_and_those_followed_are_shown_as_such(
    size: tuple[int, int],
) -> None:
    app = Host(StarterModal(LINES))
    async with running(app, size=size):
        assert_fits(app)
        text = screen_text(app)
        wanted = (
            "Rhône (3)",
            "☐ Le Fil",
            "✓ La Gazette",
            "☐ Les Affaires",
            "Ponant (1)",
            "☐ Le Ph",
        )
        places = [text.index(words) for words in wanted]
        assert places == sorted(places)
        assert "followed already" in text
        assert RHODANIEN in text


@pytest.mark.parametrize("size", SIZES)
async def test_several_are_marked_and_followed_at_once(size: tuple[int, int]) -> None:
    answer = await ask(StarterModal(LINES), "space", "j", "j", "space", "enter", size=size)
    assert answer == StarterAct(FOLLOW, (RHODANIEN, PHARE))


async def test_a_mark_is_taken_off_again() -> None:
    answer = await ask(StarterModal(LINES), "space", "k", "space", "end", "enter")
    assert answer == StarterAct(FOLLOW, (PHARE,))


async def test_nothing_is_followed_unasked() -> None:
    assert await ask(StarterModal(LINES), "space", "escape") is None
    assert await ask(StarterModal(LINES), "q") is None


async def test_what_is_followed_already_is_not_followed_again() -> None:
    app = Host(StarterModal(LINES, current=LINES[1].url))
    async with running(app) as pilot:
        for key in ("space", "enter"):
            await type_keys(pilot, key)
            assert "⚠ The desk follows this feed already." in screen_text(app)


async def test_a_whole_region_is_marked_and_the_marks_taken_off() -> None:
    answer = await ask(StarterModal(LINES), "r", "enter")
    assert answer == StarterAct(FOLLOW, (RHODANIEN, LYONNAISES))
    answer = await ask(StarterModal(LINES), "space", "r", "r", "end", "enter")
    assert answer == StarterAct(FOLLOW, (PHARE,))


async def test_papers_and_regions_are_found_by_typing() -> None:
    answer = await ask(StarterModal(LINES), "slash", ":ponant", "enter", "enter")
    assert answer == StarterAct(FOLLOW, (PHARE,))
    answer = await ask(
        StarterModal(LINES), "slash", ":affaires", "enter", "space", "escape", "enter"
    )
    assert answer == StarterAct(FOLLOW, (LYONNAISES,))
    app = Host(StarterModal(LINES))
    async with running(app) as pilot:
        await type_keys(pilot, "slash", ":zzz")
        assert "Nothing is called that." in screen_text(app)
        await type_keys(pilot, "enter", "space", "r", "t", "enter", "escape", "escape")
    assert app.answer is None


async def test_one_is_tested_and_the_marks_are_kept() -> None:
    act = await ask(StarterModal(LINES), "space", "t")
    assert act == StarterAct(TEST, (LINES[1].url,), (RHODANIEN,))
    modal = StarterModal(LINES, marked=act.marked, current=PHARE)
    assert await ask(modal, "space", "enter") == StarterAct(FOLLOW, (RHODANIEN, PHARE))


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_names_are_text(size: tuple[int, int]) -> None:
    lines = [StarterLine(f"u{at}", name, name, name, note=name) for at, name in enumerate(HOSTILE)]
    app = Host(StarterModal(lines))
    async with running(app, size=size) as pilot:
        assert_fits(app)
        await type_keys(pilot, "space")
        assert_fits(app)
