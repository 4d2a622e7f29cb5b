from __future__ import annotations

import pytest

from store.models import Feed, FeedDetails, FeedState, FullText
from tests.tui.modals.host import HOSTILE, SIZES, Host, ask, assert_fits, screen_text, type_keys
from tui.modals.feed_form import FeedForm, web_address
from tui.modals.feeds import FeedsModal
from tui.modals.feeds_act import FeedsAct, FeedsActKind


def feed(id_: str, title: str, *, paused: bool = False, error: str | None = None) -> Feed:
    details = FeedDetails(f"https://{id_}.example/rss", title, group="Ouest", paused=paused)
    return Feed(id_, details, FeedState(last_error=error), "2025-01-01T00:00:00Z", 3)


FEEDS = (
    feed("ports", "Journal des ports"),
    feed("iles", "Éco des îles", paused=True),
    feed("rade", "La Rade", error="timeout"),
)


@pytest.mark.parametrize("size", SIZES)
async def test_a_feed_is_added(size: tuple[int, int]) -> None:
    answer = await ask(FeedsModal(FEEDS), "a", ":mer.example/rss", "enter", size=size)
    assert answer == FeedsAct(FeedsActKind.ADD, value="https://mer.example/rss")


async def test_what_is_no_address_is_refused() -> None:
    answer = await ask(FeedsModal(()), "a", ":ftp://x", "enter", "escape", "escape")
    assert answer is None


async def test_a_feed_is_paused_or_goes_on() -> None:
    assert await ask(FeedsModal(FEEDS), "j", "p") == FeedsAct(FeedsActKind.PAUSE, "iles")


async def test_a_feed_is_renamed() -> None:
    answer = await ask(FeedsModal(FEEDS), "down", "down", "k", "r", ":Îles", "enter")
    assert answer == FeedsAct(FeedsActKind.RENAME, "iles", "Îles")


async def test_a_feed_is_removed_when_that_is_confirmed() -> None:
    removed = FeedsAct(FeedsActKind.REMOVE, "ports", "iles")
    assert await ask(FeedsModal(FEEDS), "d", "y") == removed
    removed = FeedsAct(FeedsActKind.REMOVE, "rade", "iles")
    assert await ask(FeedsModal(FEEDS, current="rade"), "d", "y") == removed
    assert await ask(FeedsModal(FEEDS), "d", "n", "escape") is None


async def test_typing_after_a_slash_finds() -> None:
    answer = await ask(FeedsModal(FEEDS), "slash", ":iles", "enter", "p")
    assert answer == FeedsAct(FeedsActKind.PAUSE, "iles")
    assert await ask(FeedsModal(FEEDS), "slash", ":iles", "escape", "escape") is None


async def test_arrows_move_in_what_is_found_while_one_types() -> None:
    answer = await ask(FeedsModal(FEEDS), "slash", "down", "down", "up", "enter", "p")
    assert answer == FeedsAct(FeedsActKind.PAUSE, "iles")


async def test_it_opens_at_its_place() -> None:
    answer = await ask(FeedsModal(FEEDS, current="rade"), "p")
    assert answer == FeedsAct(FeedsActKind.PAUSE, "rade")


async def test_letters_do_nothing_where_there_is_no_feed() -> None:
    assert await ask(FeedsModal(()), "p", "d", "r", "j", "q") is None


async def test_it_shows_how_the_feeds_stand() -> None:
    app = Host(FeedsModal(FEEDS, {"ports": ("▁▂█", "3 articles")}, notes={"iles": "à l’heure"}))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        text = screen_text(app)
        assert "● Journal des ports  ▁▂█  3 articles" in text
        assert "○ Éco des îles" in text
        assert "⚠ La Rade" in text
        assert "https://ports.example/rss" in text
        await type_keys(pilot, "j")
        assert "https://iles.example/rss" in screen_text(app)
        assert "à l’heure" in screen_text(app)


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_names_are_text(size: tuple[int, int]) -> None:
    feeds = [feed(str(index), name) for index, name in enumerate(HOSTILE)]
    app = Host(FeedsModal(feeds, {"0": HOSTILE}, notes={"0": HOSTILE[2]}))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert_fits(app)
        assert "[/nope]" in screen_text(app)
        await type_keys(pilot, "d")
        assert_fits(app)


def test_an_address_gets_its_scheme() -> None:
    assert web_address(" mer.example ") == "https://mer.example"
    assert web_address("http://mer.example") == "http://mer.example"
    assert web_address("") == ""


async def test_a_feed_is_tried_and_its_rules_are_asked_for() -> None:
    assert await ask(FeedsModal(FEEDS), "t") == FeedsAct(FeedsActKind.TEST, "ports")
    assert await ask(FeedsModal(FEEDS), "j", "l") == FeedsAct(FeedsActKind.RULES, "iles")


async def test_a_feed_is_edited() -> None:
    answer = await ask(FeedsModal(FEEDS), "e", "tab", "tab", "ctrl+u", ":Mer/Ports", "ctrl+s")
    assert answer is not None
    assert (answer.kind, answer.feed_id) == (FeedsActKind.EDIT, "ports")
    assert answer.details is not None
    assert (answer.details.group, answer.details.title) == ("Mer/Ports", "Journal des ports")


@pytest.mark.parametrize("size", SIZES)
async def test_the_form_of_a_feed_asks_for_all_that_can_be_set(size: tuple[int, int]) -> None:
    details = FeedDetails("https://a.example/rss", tags=("mer",), paused=True)
    keys = (
        "tab",
        ":A",
        "enter",
        ":Ouest",
        "enter",
        ":La Rade",
        "enter",
        "end",
        ":, ports",
        "enter",
        "3",
    )
    answer = await ask(FeedForm(details), *keys, "ctrl+s", size=size)
    assert answer == FeedDetails(
        "https://a.example/rss",
        title="A",
        group="Ouest",
        source="La Rade",
        tags=("mer", "ports"),
        paused=True,
        full_text=FullText.ALWAYS,
    )


async def test_a_feed_keeps_an_address() -> None:
    form = FeedForm(FeedDetails("https://a.example/rss"))
    assert await ask(form, "ctrl+u", "ctrl+s", "escape", "escape") is None


async def test_columns_show_that_find_room() -> None:
    cells = {
        "ports": ("▁▂█", "67 % ✓", "muet", "", "deux heures de retard", "passage demain à midi")
    }
    app = Host(FeedsModal(FEEDS, cells))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "▁▂█  67 % ✓  muet  deux heures de retard" in screen_text(app)
        assert "demain" not in screen_text(app)
        await pilot.resize_terminal(160, 48)
        await pilot.pause()
        assert "demain à midi" in screen_text(app)


async def test_feeds_stand_under_their_groups() -> None:
    alone = Feed("solo", FeedDetails("https://solo.example/rss", "Solo"), FeedState(), "", 0)
    app = Host(FeedsModal((alone, *FEEDS), quiet=["ports"]))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        lines = [line.strip(" │") for line in screen_text(app).splitlines()]
        shown = [line for line in lines if line in {"Ouest", "● Solo", "◌ Journal des ports"}]
        assert shown == ["● Solo", "Ouest", "◌ Journal des ports"]
        await type_keys(pilot, "j", "p")
    assert app.answer == FeedsAct(FeedsActKind.PAUSE, "ports")


async def test_a_feed_is_moved_to_another_group() -> None:
    move = FeedsActKind.MOVE
    answer = await ask(FeedsModal(FEEDS), "m", ":Littoral", "enter")
    assert answer == FeedsAct(move, "ports", "Littoral")
    assert await ask(FeedsModal(FEEDS), "m", "up", "enter") == FeedsAct(move, "ports", "")
    assert await ask(FeedsModal(FEEDS), "m", "escape", "escape") is None


async def test_a_feed_is_put_further_up_or_down() -> None:
    shift = FeedsActKind.SHIFT
    assert await ask(FeedsModal(FEEDS), "}") == FeedsAct(shift, "ports", step=1)
    assert await ask(FeedsModal(FEEDS), "j", "alt+up") == FeedsAct(shift, "iles", step=-1)


async def test_lists_of_feeds_are_read_and_written() -> None:
    answer = await ask(FeedsModal(FEEDS), "i", ":~/mes.opml", "enter")
    assert answer == FeedsAct(FeedsActKind.IMPORT, value="~/mes.opml")
    answer = await ask(FeedsModal(FEEDS, export_to="/desk/feeds.opml"), "x", "enter")
    assert answer == FeedsAct(FeedsActKind.EXPORT, value="/desk/feeds.opml")


async def test_what_is_kept_out_of_a_feed_is_asked_for() -> None:
    assert await ask(FeedsModal(FEEDS), "j", "b") == FeedsAct(FeedsActKind.BLOCKED, "iles")


async def test_the_form_says_whether_a_feed_may_be_on_a_private_network() -> None:
    form = FeedForm(FeedDetails("https://a.example/rss"))
    answer = await ask(form, *["tab"] * 6, "2", "enter")
    assert answer is not None
    assert answer.allow_private


@pytest.mark.parametrize("size", SIZES)
async def test_where_there_is_no_feed_ways_to_begin_are_offered(size: tuple[int, int]) -> None:
    assert await ask(FeedsModal(()), "enter", size=size) == FeedsAct(FeedsActKind.STARTER)
    added = await ask(FeedsModal(()), "down", "enter", ":mer.example/rss", "enter", size=size)
    assert added == FeedsAct(FeedsActKind.ADD, value="https://mer.example/rss")
    answer = await ask(FeedsModal(()), "end", "enter", ":liste.opml", "enter", size=size)
    assert answer == FeedsAct(FeedsActKind.IMPORT, value="liste.opml")


async def test_enter_edits_and_a_letter_offers_papers() -> None:
    edited = await ask(FeedsModal(FEEDS), "enter", ":!", "ctrl+s")
    assert edited is not None
    assert edited.kind is FeedsActKind.EDIT
    assert await ask(FeedsModal(FEEDS), "s") == FeedsAct(FeedsActKind.STARTER)


async def test_the_address_of_another_feed_is_refused_where_it_is_typed() -> None:
    known = "https://iles.example/rss"
    for keys in (("a", f":{known}", "enter"), ("e", "ctrl+u", f":{known}", "ctrl+s")):
        app = Host(FeedsModal(FEEDS))
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            await type_keys(pilot, *keys)
            assert "⚠ The desk follows this feed already." in screen_text(app)


async def test_one_feed_is_collected() -> None:
    assert await ask(FeedsModal(FEEDS), "j", "g") == FeedsAct(FeedsActKind.COLLECT, "iles")


@pytest.mark.parametrize("size", SIZES)
async def test_those_to_look_at_can_be_listed_alone(size: tuple[int, int]) -> None:
    app = Host(FeedsModal((*FEEDS, feed("quai", "Le Quai")), quiet=["quai"]))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await type_keys(pilot, "w")
        text = screen_text(app)
        assert "Journal des ports" not in text
        assert all(name in text for name in ("Éco des îles", "La Rade", "Le Quai"))
        await type_keys(pilot, "w")
        assert "Journal des ports" in screen_text(app)
    app = Host(FeedsModal(FEEDS[:1], current="ports", is_for_a_look=True))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await type_keys(pilot, "e", "g")
        assert "All feeds work." in screen_text(app)
