from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from store.models import Feed, FeedDetails, FeedState, FullText
from tests.tui.modals.host import HOSTILE, SIZES, Host, ask, assert_fits, screen_text, type_keys
from tests.tui.steady import running
from tui.feed_words import FeedSign
from tui.modals.feed_form import FeedForm, web_address
from tui.modals.feed_lines import FeedLine, FeedOrder, in_columns, in_order
from tui.modals.feeds import FeedsModal
from tui.modals.feeds_act import FeedsAct, FeedsActKind


def line(
    id_: str,
    title: str,
    sign: FeedSign = FeedSign.WORKS,
    *,
    cells: tuple[str, ...] = (),
    about: tuple[str, ...] = (),
    group: str | None = "Ouest",
    **more: Any,
) -> FeedLine:
    paused = sign is FeedSign.PAUSED
    details = FeedDetails(f"https://{id_}.example/rss", title, group=group, paused=paused)
    feed = Feed(id_, details, FeedState(), "2025-01-01T00:00:00Z", 3)
    return FeedLine(feed, cells, (*about, details.url), sign=sign, **more)


PORTS = line("ports", "Journal des ports")
ILES = line("iles", "Éco des îles", FeedSign.PAUSED)
RADE = line("rade", "La Rade", FeedSign.FAILS)
FEEDS = (PORTS, ILES, RADE)


def act(kind: FeedsActKind, *ids: str, **more: Any) -> FeedsAct:
    return FeedsAct(kind, ids, **more)


@pytest.mark.parametrize("size", SIZES)
async def test_a_feed_is_added(size: tuple[int, int]) -> None:
    answer = await ask(FeedsModal(FEEDS), "a", ":mer.example/rss", "enter", size=size)
    assert answer == act(FeedsActKind.ADD, value="https://mer.example/rss")


async def test_what_is_no_address_is_refused() -> None:
    answer = await ask(FeedsModal(()), "a", ":ftp://x", "enter", "escape", "escape")
    assert answer is None


async def test_a_feed_is_paused_or_goes_on() -> None:
    assert await ask(FeedsModal(FEEDS), "j", "p") == act(FeedsActKind.PAUSE, "iles")


async def test_a_feed_is_renamed() -> None:
    answer = await ask(FeedsModal(FEEDS), "down", "down", "k", "r", ":Îles", "enter")
    assert answer == act(FeedsActKind.RENAME, "iles", value="Îles")


async def test_a_feed_is_removed_when_that_is_confirmed() -> None:
    assert await ask(FeedsModal(FEEDS), "d", "y") == act(FeedsActKind.REMOVE, "ports")
    assert await ask(FeedsModal(FEEDS), "d", "n", "escape") is None


async def test_typing_after_a_slash_finds() -> None:
    answer = await ask(FeedsModal(FEEDS), "slash", ":iles", "enter", "p")
    assert answer == act(FeedsActKind.PAUSE, "iles")
    assert await ask(FeedsModal(FEEDS), "slash", ":iles", "escape", "escape") is None


async def test_arrows_move_in_what_is_found_while_one_types() -> None:
    answer = await ask(FeedsModal(FEEDS), "slash", "down", "down", "up", "enter", "p")
    assert answer == act(FeedsActKind.PAUSE, "iles")


async def test_it_opens_at_its_place() -> None:
    answer = await ask(FeedsModal(FEEDS, current="rade"), "p")
    assert answer == act(FeedsActKind.PAUSE, "rade")


async def test_letters_do_nothing_where_there_is_no_feed() -> None:
    assert await ask(FeedsModal(()), "p", "d", "r", "j", "q") is None


async def test_it_shows_how_the_feeds_stand() -> None:
    ports = line("ports", "Journal des ports", cells=("▁▂█", "3 articles"))
    iles = line("iles", "Éco des îles", FeedSign.PAUSED, about=("à l’heure",))
    app = Host(FeedsModal((ports, iles, RADE)))
    async with running(app) as pilot:
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
    feeds = [
        line(str(index), name, cells=HOSTILE, about=HOSTILE[2:], group=name)
        for index, name in enumerate(HOSTILE)
    ]
    app = Host(FeedsModal(feeds))
    async with running(app, size=size) as pilot:
        assert_fits(app)
        assert "[/nope]" in screen_text(app)
        await type_keys(pilot, "d")
        assert_fits(app)


def test_an_address_gets_its_scheme() -> None:
    assert web_address(" mer.example ") == "https://mer.example"
    assert web_address("http://mer.example") == "http://mer.example"
    assert web_address("") == ""


async def test_a_feed_is_tried_and_its_rules_are_asked_for() -> None:
    assert await ask(FeedsModal(FEEDS), "t") == act(FeedsActKind.TEST, "ports")
    assert await ask(FeedsModal(FEEDS), "j", "l") == act(FeedsActKind.RULES, "iles")


async def test_a_feed_is_edited() -> None:
    answer = await ask(FeedsModal(FEEDS), "e", "tab", "tab", "ctrl+u", ":Mer/Ports", "ctrl+s")
    assert answer is not None
    assert (answer.kind, answer.ids) == (FeedsActKind.EDIT, ("ports",))
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
    cells = ("▁▂█", "67 % ✓", "muet", "", "deux heures de retard", "passage demain à midi")
    app = Host(FeedsModal((replace(PORTS, cells=cells), ILES)))
    async with running(app) as pilot:
        assert "▁▂█  67 % ✓  muet  deux heures de retard" in screen_text(app)
        assert "demain" not in screen_text(app)
        await pilot.resize_terminal(160, 48)
        await pilot.pause()
        assert "demain à midi" in screen_text(app)


async def test_feeds_stand_under_their_groups() -> None:
    alone = line("solo", "Solo", group=None)
    ports = replace(PORTS, sign=FeedSign.QUIET)
    app = Host(FeedsModal((alone, ports, ILES, RADE)))
    async with running(app) as pilot:
        lines = [each.strip(" │") for each in screen_text(app).splitlines()]
        shown = [each for each in lines if each in {"Ouest (3)", "● Solo", "◌ Journal des ports"}]
        assert shown == ["● Solo", "Ouest (3)", "◌ Journal des ports"]
        await type_keys(pilot, "j", "p")
    assert app.answer == act(FeedsActKind.PAUSE, "ports")


async def test_a_feed_is_moved_to_another_group() -> None:
    move = FeedsActKind.MOVE
    answer = await ask(FeedsModal(FEEDS), "m", ":Littoral", "enter")
    assert answer == act(move, "ports", value="Littoral")
    assert await ask(FeedsModal(FEEDS), "m", "up", "enter") == act(move, "ports")
    assert await ask(FeedsModal(FEEDS), "m", "escape", "escape") is None


async def test_a_feed_is_put_further_up_or_down() -> None:
    shift = FeedsActKind.SHIFT
    assert await ask(FeedsModal(FEEDS), "}") == act(shift, "ports", step=1)
    assert await ask(FeedsModal(FEEDS), "j", "alt+up") == act(shift, "iles", step=-1)


async def test_lists_of_feeds_are_read_and_written() -> None:
    answer = await ask(FeedsModal(FEEDS), "i", ":~/mes.opml", "enter")
    assert answer == act(FeedsActKind.IMPORT, value="~/mes.opml")
    answer = await ask(FeedsModal(FEEDS, export_to="/desk/feeds.opml"), "x", "enter")
    assert answer == act(FeedsActKind.EXPORT, value="/desk/feeds.opml")


async def test_what_is_kept_out_of_a_feed_is_asked_for() -> None:
    assert await ask(FeedsModal(FEEDS), "j", "b") == act(FeedsActKind.BLOCKED, "iles")


async def test_the_form_says_whether_a_feed_may_be_on_a_private_network() -> None:
    form = FeedForm(FeedDetails("https://a.example/rss"))
    answer = await ask(form, *["tab"] * 6, "2", "enter")
    assert answer is not None
    assert answer.allow_private


@pytest.mark.parametrize("size", SIZES)
async def test_where_there_is_no_feed_ways_to_begin_are_offered(size: tuple[int, int]) -> None:
    assert await ask(FeedsModal(()), "enter", size=size) == act(FeedsActKind.STARTER)
    added = await ask(FeedsModal(()), "down", "enter", ":mer.example/rss", "enter", size=size)
    assert added == act(FeedsActKind.ADD, value="https://mer.example/rss")
    answer = await ask(FeedsModal(()), "end", "enter", ":liste.opml", "enter", size=size)
    assert answer == act(FeedsActKind.IMPORT, value="liste.opml")


async def test_enter_edits_and_a_letter_offers_papers() -> None:
    edited = await ask(FeedsModal(FEEDS), "enter", ":!", "ctrl+s")
    assert edited is not None
    assert edited.kind is FeedsActKind.EDIT
    assert await ask(FeedsModal(FEEDS), "s") == act(FeedsActKind.STARTER)


async def test_the_address_of_another_feed_is_refused_where_it_is_typed() -> None:
    known = "https://iles.example/rss"
    for keys in (("a", f":{known}", "enter"), ("e", "ctrl+u", f":{known}", "ctrl+s")):
        app = Host(FeedsModal(FEEDS))
        async with running(app) as pilot:
            await type_keys(pilot, *keys)
            assert "⚠ The desk follows this feed already." in screen_text(app)


async def test_one_feed_is_collected() -> None:
    assert await ask(FeedsModal(FEEDS), "j", "g") == act(FeedsActKind.COLLECT, "iles")


@pytest.mark.parametrize("size", SIZES)
async def test_those_to_look_at_can_be_listed_alone(size: tuple[int, int]) -> None:
    app = Host(FeedsModal((*FEEDS, line("quai", "Le Quai", FeedSign.QUIET)), current="rade"))
    async with running(app, size=size) as pilot:
        await type_keys(pilot, "w")
        text = screen_text(app)
        assert "Journal des ports" not in text
        assert all(name in text for name in ("Éco des îles", "La Rade", "Le Quai", "3 feeds"))
        await type_keys(pilot, "w")
        assert "Journal des ports" in screen_text(app)
        await type_keys(pilot, "p")
    assert app.answer == act(FeedsActKind.PAUSE, "rade"), "the cursor stayed"
    app = Host(FeedsModal((PORTS,)))
    async with running(app, size=size) as pilot:
        await type_keys(pilot, "w", "e", "g")
        assert "All feeds work." in screen_text(app)


@pytest.mark.parametrize("size", SIZES)
async def test_acts_go_to_all_that_are_marked(size: tuple[int, int]) -> None:
    pause, remove = FeedsActKind.PAUSE, FeedsActKind.REMOVE
    marked = await ask(FeedsModal(FEEDS), "space", "j", "space", "p", size=size)
    assert marked == act(pause, "ports", "rade")
    everything = await ask(FeedsModal(FEEDS), "*", "g", size=size)
    assert everything == act(FeedsActKind.COLLECT, "ports", "iles", "rade")
    assert await ask(FeedsModal(FEEDS), "*", "*", "j", "p", size=size) == act(pause, "iles")
    found = await ask(FeedsModal(FEEDS), "/", ":iles", "enter", "*", "d", "y", size=size)
    assert found == act(remove, "iles"), "what is not listed is not marked"
    moved = await ask(FeedsModal(FEEDS), "*", "m", ":Sud", "enter", size=size)
    assert moved == act(FeedsActKind.MOVE, "ports", "iles", "rade", value="Sud")
    others = (line("cap", "Le Cap", group="Est"), *FEEDS)
    grouped = await ask(FeedsModal(others), "j", "G", "p", size=size)
    assert grouped == act(pause, "ports", "iles", "rade")
    assert await ask(FeedsModal(others), "j", "G", "G", "k", "p", size=size) == act(pause, "cap")


async def test_the_removal_of_several_names_them() -> None:
    app = Host(FeedsModal(FEEDS))
    async with running(app) as pilot:
        await type_keys(pilot, "*", "d")
        text = screen_text(app)
        assert all(words in text for words in ("Remove 3 feeds?", "Éco des îles", "Their articles"))


async def test_feeds_are_found_by_what_ails_them() -> None:
    rade = replace(RADE, cells=("", "", "le serveur a mis trop de temps"))
    answer = await ask(FeedsModal((PORTS, ILES, rade)), "/", ":trop de temps", "enter", "t")
    assert answer == act(FeedsActKind.TEST, "rade")


def test_feeds_are_put_in_order() -> None:
    def ordered(order: FeedOrder) -> str:
        return "".join(each.key for each in in_order(lines, order))

    long_ill = line("d", "D", FeedSign.FAILS, entries=7)
    state = FeedState(last_success="2025-03-01T00:00:00Z")
    lately_ill = replace(RADE, feed=replace(RADE.feed, id="c", state=state))
    lines = (
        line("a", "A", entries=1, kept_share=0.5),
        line("b", "B", FeedSign.QUIET, entries=9, kept_share=0.0),
        lately_ill,
        long_ill,
    )
    assert ordered(FeedOrder.GROUPS) == "abcd"
    assert ordered(FeedOrder.WORST) == "dcba"
    assert ordered(FeedOrder.MOST) == "bdac"
    assert ordered(FeedOrder.LEAST_KEPT) == "bacd"


async def test_the_order_is_changed_and_said_and_keeps_feeds_where_they_are() -> None:
    app = Host(FeedsModal(FEEDS))
    async with running(app) as pilot:
        await type_keys(pilot, "O")
        text = screen_text(app)
        assert "what ails first" in text
        assert "Ouest (3)" not in text
        assert text.index("La Rade") < text.index("Éco des îles") < text.index("Journal des ports")
        await type_keys(pilot, "}")
        assert "⚠ They stand in another order" in screen_text(app)
        await type_keys(pilot, "O", "O", "O")
        assert "Ouest (3)" in screen_text(app)


def test_what_ails_has_the_room_of_columns_that_are_empty() -> None:
    widths = (4, 3, 8, 6)
    assert in_columns(("▁█", "", "muet", "tard"), widths, 30) == "▁█         muet      tard"
    assert (
        in_columns(("", "", "le serveur ne répond pas"), widths, 30) == "le serveur ne répond pas"
    )
    assert in_columns(("", "", "le serveur ne répond pas"), widths, 20) == "le serveur ne répon…"
    assert in_columns(("▁█", "", "le serveur", ""), widths, 18) == "▁█         le ser…"
    assert in_columns(("", "non", ""), (0, 3, 4), 30) == "non"
    assert in_columns(("", ""), (2, 3), 30) == ""


async def test_the_list_is_shown_anew_in_its_place() -> None:
    feeds = tuple(line(f"f{number:02}", f"Feuille {number:02}") for number in range(60))
    asked: list[FeedsAct] = []
    modal = FeedsModal(feeds, obey=asked.append)
    app = Host(modal)
    async with running(app) as pilot:
        await type_keys(pilot, "pagedown", "pagedown", "space", "up")
        top, current = modal.options.scroll_offset.y, modal.highlighted_id
        await type_keys(pilot, "p")
        assert len(asked) == 1, "it stays open"
        paused = replace(feeds[3], sign=FeedSign.PAUSED)
        modal.show_feeds([*feeds[:3], paused, *feeds[4:]])
        await pilot.pause()
        assert (modal.options.scroll_offset.y, modal.highlighted_id) == (top, current)
        assert "1 marked" in screen_text(app)
        modal.show_feeds(feeds[1:])
        await pilot.pause()
        assert modal.highlighted_id == current
        assert abs(modal.options.scroll_offset.y - top) <= 1
        position = [each.key for each in feeds].index(current or "")
        modal.show_feeds([*feeds[:position], *feeds[position + 1 :]])
        await pilot.pause()
        assert modal.highlighted_id == feeds[position + 1].key, "the one that followed"
        await type_keys(pilot, "/", ":feuille 5", "enter")
        modal.show_feeds(feeds)
        await pilot.pause()
        assert "Feuille 10" not in screen_text(app), "what is found stays"
        modal.show_feeds(feeds, "f59")
        await pilot.pause()
        assert modal.highlighted_id == "f59"


async def test_a_feed_to_go_to_is_shown_whatever_was_looked_for() -> None:
    for keys in (("w",), ("/", ":rade", "enter")):
        modal = FeedsModal((PORTS, RADE))
        app = Host(modal)
        async with running(app) as pilot:
            await type_keys(pilot, *keys)
            modal.show_feeds((PORTS, RADE, line("quai", "Le Quai", FeedSign.NEW)), "quai")
            await pilot.pause()
            assert modal.highlighted_id == "quai"
            assert "Journal des ports" in screen_text(app)
            await type_keys(pilot, "p")
        assert app.answer == act(FeedsActKind.PAUSE, "quai")


async def test_the_last_feed_may_go_while_something_is_asked() -> None:
    modal = FeedsModal((PORTS,))
    app = Host(modal)
    async with running(app) as pilot:
        await type_keys(pilot, "r")
        modal.show_feeds(())
        await type_keys(pilot, "escape")
        assert app.screen is modal
        modal.show_feeds(())
        await pilot.pause()
    assert app.answer is None
    assert modal.is_outdated


async def test_keys_are_told_in_a_line_and_all_of_them_by_a_key() -> None:
    app = Host(FeedsModal(FEEDS))
    async with running(app) as pilot:
        assert "?\u00a0all\u00a0keys" in screen_text(app)
        assert "o\u00a0site" not in screen_text(app)
        await type_keys(pilot, "?")
        assert "Mark it and go on" in screen_text(app)
        await type_keys(pilot, "escape")
        await pilot.resize_terminal(160, 48)
        await pilot.pause()
        assert "o\u00a0site" in screen_text(app)


async def test_undoing_the_report_and_the_site_are_asked_for() -> None:
    for key, wanted in (
        ("u", act(FeedsActKind.UNDO)),
        ("ctrl+r", act(FeedsActKind.REDO)),
        ("R", act(FeedsActKind.REPORT)),
        ("o", act(FeedsActKind.VISIT, "ports")),
    ):
        assert await ask(FeedsModal(FEEDS), key) == wanted


async def test_the_frame_tells_how_far_a_collection_has_come() -> None:
    modal = FeedsModal(FEEDS)
    modal.show_progress("relève 1/3")
    app = Host(modal)
    async with running(app) as pilot:
        assert "relève 1/3" in screen_text(app)
        modal.show_progress("")
        await pilot.pause()
        assert "relève" not in screen_text(app)
        assert "3 feeds" in screen_text(app)
