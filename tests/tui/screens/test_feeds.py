"""Collecting, the feeds' list and exporting, from the screen."""

from __future__ import annotations

import asyncio
import json
import re
from functools import partial
from typing import TYPE_CHECKING

from feeds.collecting.reports import CollectReport, FeedReport
from feeds.errors import FeedProblem
from store.desk import Desk
from store.models import BlockedEntry, FeedDetails, NewArticle, Triage
from tests.support.feed_server import FeedServer
from tests.tui.screens.session import Session, make_desk, open_desk
from tui.modals.fields import LineField
from tui.screens.acts_blocked import blocked_lines
from tui.screens.acts_desk import report_rows
from tui.screens.lister import came_before
from tui.services import Services
from tui.settings import CollectSettings, ExportSettings, Settings

if TYPE_CHECKING:
    from pathlib import Path

HERE = Settings(collect=CollectSettings(allow_private_addresses=True))

FEED = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel><title>Le Fil du littoral</title>
<item><title>Une cale neuve au Conquet</title><guid>a1</guid>
<link>https://littoral.example/cale</link>
<description>La cale sera livrée en mai, annonce la communauté de communes.</description></item>
<item><title>Deux emplois créés à Ouessant</title><guid>a2</guid>
<link>https://littoral.example/emplois</link>
<description>L’atelier de salaison recrute deux personnes.</description></item>
</channel></rss>
"""


async def test_g_collects_and_shows_what_is_new(tmp_path: Path) -> None:
    ids = make_desk(tmp_path)
    with FeedServer() as server:
        _follow(tmp_path, server.serves("/fil", FEED))
        async with open_desk(tmp_path, settings=HERE) as session:
            await session.press("j")
            current = session.current
            await session.press("g")
            await session.until(lambda: "2 new articles" in session.told())
            await session.until(lambda: len(session.listed) == len(ids) + 2)
            assert session.current == current
            await session.until(lambda: "Le Fil du littoral" in session.text)
            await session.press("R")
            await session.until_modal("ReportModal")
            assert "Le Fil du littoral" in session.text


async def test_one_feed_is_collected_from_the_list_of_feeds(tmp_path: Path) -> None:
    make_desk(tmp_path)
    with FeedServer() as server:
        _follow(tmp_path, server.serves("/fil", FEED), server.serves("/autre", FEED))
        async with open_desk(tmp_path, settings=HERE) as session:
            await session.press("F")
            await session.until_modal("FeedsModal")
            await session.press("g")
            await session.until(lambda: "2 new articles" in session.told())
            await session.until_modal("FeedsModal")
            collected = [each.state.last_success for each in session.desk.feeds.list()]
            assert sorted(success is None for success in collected) == [False, True]


async def test_a_feed_that_fails_is_told_and_explained(tmp_path: Path) -> None:
    make_desk(tmp_path)
    with FeedServer() as server:
        _follow(tmp_path, server.url("/nothing"), server.serves("/fil", FEED))
        async with open_desk(tmp_path, settings=HERE) as session:
            await session.press("g")
            await session.until(lambda: "1 feed failed" in session.told())
            assert "2 new articles" in session.told()
            await session.press("R")
            await session.until_modal("ReportModal")
            assert "nothing at this address" in session.text


async def test_collecting_twice_at_once_stops_it(tmp_path: Path) -> None:
    make_desk(tmp_path)
    with FeedServer() as server:
        _follow(tmp_path, server.never_answers("/slow"))
        async with open_desk(tmp_path, settings=HERE) as session:
            await session.press("g")
            await session.until(lambda: session.screen.keeper.is_collecting)
            await session.press("g")
            await session.until(lambda: not session.screen.keeper.is_collecting)


async def test_collecting_a_third_time_begins_anew_once_it_has_stopped(tmp_path: Path) -> None:
    make_desk(tmp_path)
    with FeedServer() as server:
        _follow(tmp_path, server.never_answers("/slow"))
        async with open_desk(tmp_path, settings=HERE) as session:
            await session.press("g")
            await session.until(lambda: server.count("/slow") == 1)
            server.serves("/slow", FEED)
            session.types_at_once("g", "g")
            await session.until(lambda: "stopped before 1 feed" in session.told())
            await session.until(lambda: "2 new articles" in session.told())
            await session.until(lambda: not session.screen.keeper.is_collecting)


async def test_there_is_nothing_to_collect_without_feeds(tmp_path: Path) -> None:
    make_desk(tmp_path)
    async with open_desk(tmp_path) as session:
        await session.press("g")
        await session.until(session.told)
        assert "F" in session.told()


async def test_feeds_are_added_renamed_paused_and_removed(tmp_path: Path) -> None:
    make_desk(tmp_path)
    async with open_desk(tmp_path) as session:
        await session.press("F")
        await session.until_modal("FeedsModal")
        await session.press("a")
        await session.until_modal("PromptModal")
        await session.press("=littoral.example/fil", "enter")
        await session.until(session.desk.feeds.list)
        await session.until_modal("FeedsModal")
        await session.press("r")
        await session.until_modal("PromptModal")
        await session.press("ctrl+u", "=Littoral", "enter")
        await session.until(lambda: session.desk.feeds.list()[0].name == "Littoral")
        await session.until_modal("FeedsModal")
        await session.press("p")
        await session.until(lambda: session.desk.feeds.list()[0].details.paused)
        await session.until_modal("FeedsModal")
        await session.press("d")
        await session.until_modal("ConfirmModal")
        await session.press("y")
        await session.until(lambda: not session.desk.feeds.list())
        await session.until_modal("FeedsModal")
        await session.press("escape")
        await session.until_desk()
        await session.press("u")
        await session.until(session.desk.feeds.list)


async def test_a_collection_is_exported(tmp_path: Path) -> None:
    ids = make_desk(tmp_path)
    (tmp_path / "out").mkdir()
    with Desk.open(tmp_path, editor="anne") as desk:
        desk.collections.add(desk.collections.create("Revue").slug, ids[:2])
    settings = Settings(export=ExportSettings(format="json", folder="out"))
    async with open_desk(tmp_path, settings=settings) as session:
        await session.press("e")
        await session.until_modal("ExportModal")
        await session.press("ctrl+s")
        await session.until(lambda: "2 articles written" in session.told())
    (file,) = (tmp_path / "out").iterdir()
    assert json.loads(file.read_text(encoding="utf-8"))


async def test_a_file_is_not_replaced_without_a_question(tmp_path: Path) -> None:
    ids = make_desk(tmp_path)
    with Desk.open(tmp_path, editor="anne") as desk:
        desk.collections.add(desk.collections.create("Revue").slug, ids[:1])
    (tmp_path / "revue.md").write_text("à moi", encoding="utf-8")
    async with open_desk(tmp_path) as session:
        await session.press("e")
        await session.until_modal("ExportModal")
        await session.press("ctrl+s")
        await session.until_modal("ConfirmModal")
        await session.press("n")
        await session.until_desk()
    assert (tmp_path / "revue.md").read_text(encoding="utf-8") == "à moi"


async def test_folders_are_made_and_files_in_them_replaced_after_a_question(tmp_path: Path) -> None:
    ids = make_desk(tmp_path)
    with Desk.open(tmp_path, editor="anne") as desk:
        desk.collections.add(desk.collections.create("Revue").slug, ids[:1])
    folder = tmp_path / "sorties" / "mars"
    async with open_desk(tmp_path) as session:
        for said, answer in ((folder / "revue.md", "n"), (folder / "revue.md", "y"), (folder, "n")):
            await session.press("e")
            await session.until_modal("ExportModal")
            await session.press("tab", "tab", "tab", "ctrl+u", f"={said}", "enter")
            await session.until_modal("ConfirmModal")
            await session.press(answer)
            await session.until_desk()
            if answer == "y":
                await session.until((folder / "revue.md").is_file)
            else:
                assert folder.is_dir() is (said == folder)
        assert [file.name for file in folder.iterdir()] == ["revue.md"]


async def test_a_search_is_exported(tmp_path: Path) -> None:
    make_desk(tmp_path)
    async with open_desk(tmp_path) as session:
        await session.press("/", "=metropole", "enter")
        await session.until(lambda: len(session.listed) == 1)
        await session.press("e")
        await session.until_modal("ExportModal")
        await session.press("ctrl+s")
        await session.until(lambda: "1 article written" in session.told())


async def test_what_is_not_understood_is_not_exported(tmp_path: Path) -> None:
    make_desk(tmp_path)
    async with open_desk(tmp_path) as session:
        await session.press("/", "=is:", "enter")
        await session.until(lambda: session.screen.lister.ask.query == "is:")
        await session.until(lambda: session.screen.lister.answer.ask.query == "is:")
        await session.press("e")
        await session.until(lambda: "Exported is" in session.told())


def _follow(folder: Path, *urls: str) -> None:
    with Desk.open(folder, editor="anne") as desk:
        desk.feeds.add([FeedDetails(url) for url in urls])


async def test_a_feed_is_tried_and_a_rule_keeps_out_what_it_names(tmp_path: Path) -> None:
    ids = make_desk(tmp_path)
    with FeedServer() as server:
        _follow(tmp_path, server.serves("/fil", FEED))
        async with open_desk(tmp_path, settings=HERE) as session:
            await session.press("F")
            await session.until_modal("FeedsModal")
            await session.press("l")
            await session.until_modal("RulesModal")
            await session.press("a")
            await session.until_modal("RuleForm")
            await session.press("tab", "=cale", "ctrl+s")
            await session.until(session.desk.rules.list)
            await session.until_modal("RulesModal")
            await session.press("escape")
            await session.until_modal("FeedsModal")
            await session.press("t")
            await session.until_modal("ReportModal")
            await session.until(lambda: "1 of 2 entries would be taken in" in session.text)
            assert "- Une cale neuve au Conquet" in session.text
            assert session.desk.articles.counts().everything == len(ids)
            await session.press("escape")
            await session.until_modal("FeedsModal")
            await session.press("e")
            await session.until_modal("FeedForm")
            await session.press("tab", "tab", "=Ouest", "ctrl+s")
            await session.until(lambda: session.desk.feeds.list()[0].details.group == "Ouest")


async def test_feeds_are_moved_and_allowed_on_the_private_network(tmp_path: Path) -> None:
    make_desk(tmp_path)
    _follow(tmp_path, "https://a.example/rss", "https://b.example/rss")
    async with open_desk(tmp_path) as session:
        await session.press("F")
        await session.until_modal("FeedsModal")
        await session.press("}")
        await session.until(lambda: session.desk.feeds.list()[0].name == "https://b.example/rss")
        await session.until_modal("FeedsModal")
        await session.press("m")
        await session.until_modal("ChoiceModal")
        await session.press("=Ouest", "enter")
        await session.until(lambda: session.desk.feeds.list()[1].details.group == "Ouest")
        await session.until_modal("FeedsModal")
        await session.press("e")
        await session.until_modal("FeedForm")
        await session.press(*["tab"] * 6, "2", "enter")
        await session.until(lambda: session.desk.feeds.list()[1].details.allow_private)


def _was_told(session: Session, words: str) -> bool:
    return words in session.told()


async def test_a_list_of_feeds_is_written_and_read(tmp_path: Path) -> None:
    make_desk(tmp_path)
    _follow(tmp_path, "https://a.example/rss")
    async with open_desk(tmp_path) as session:
        await session.press("F")
        await session.until_modal("FeedsModal")
        await session.press("x")
        await session.until_modal("PromptModal")
        await session.press("enter")
        await session.until(lambda: "1 feed written" in session.told())
        text = (tmp_path / "feeds.opml").read_text(encoding="utf-8")
        (tmp_path / "autres.opml").write_text(text.replace("//a.", "//b."), encoding="utf-8")
        for said, told in (
            ("autres.opml", "1 feed added"),
            ("autres.opml", "1 was known already"),
            ("nulle-part.opml", "there is no such file"),
            ("~personne/x.opml", "there is no such file"),
            ("000_00aa11bb22cc33dd.txt", "XML"),
        ):
            await session.until_modal("FeedsModal")
            await session.press("i")
            await session.until_modal("PromptModal")
            await session.press(f"={said}", "enter")
            await session.until(partial(_was_told, session, told))
        assert len(session.desk.feeds.list()) == 2
        await session.until_modal("FeedsModal")
        await session.press("x")
        await session.until_modal("PromptModal")
        await session.press("enter")
        await session.until_modal("ConfirmModal")
        await session.press("n")
        await session.until_modal("FeedsModal")


async def test_a_desk_without_feeds_is_offered_papers_by_region(tmp_path: Path) -> None:
    make_desk(tmp_path)
    async with open_desk(tmp_path, settings=HERE) as session:
        await session.press("g")
        await session.until(lambda: "offers papers by region" in session.told())
        await session.press("F")
        await session.until_modal("FeedsModal")
        await session.press("enter")
        await session.until_modal("StarterModal")
        await session.press("/", "=occitanie", "enter", "r", "enter")
        await session.until_modal("FeedsModal")
        followed = session.desk.feeds.list()
        assert len(followed) > 1
        assert {feed.details.group for feed in followed} == {"Occitanie"}
        await session.press("s")
        await session.until_modal("StarterModal")
        assert "✓" not in session.text.splitlines()[5]
        await session.press("/", "=occitanie")
        await session.until(lambda: "followed already" in session.text)
        await session.press("escape", "escape")
        await session.until_modal("FeedsModal")
        await session.press("escape")
        await session.until_desk()
        await session.press("u")
        await session.until(lambda: not session.desk.feeds.list())


async def test_keys_typed_ahead_of_the_line_to_find_by_go_there(tmp_path: Path) -> None:
    make_desk(tmp_path)
    async with open_desk(tmp_path, settings=HERE) as session:
        await session.press("F", "enter")
        await session.until_modal("StarterModal")
        session.types_at_once("/", *"toul", "enter")
        line = session.app.screen.query_one(LineField)
        await session.until(lambda: line.value == "toul" and not line.has_focus)
        await session.press("enter")
        await session.until_modal("FeedsModal")
        followed = session.desk.feeds.list()
        assert [feed.name for feed in followed] == ["ToulÉco"]
        session.types_at_once("/", *"pdzz", "enter")
        await session.until(lambda: "Nothing is called that." in session.text)
        assert [feed.details.paused for feed in session.desk.feeds.list()] == [False]


async def test_the_palette_has_the_papers_too(tmp_path: Path) -> None:
    make_desk(tmp_path)
    async with open_desk(tmp_path, settings=HERE) as session:
        await session.press(":", "=papers", "enter")
        await session.until_modal("StarterModal")
        await session.press("escape")
        await session.until_desk()
        assert not session.desk.feeds.list()


async def test_keys_typed_ahead_of_prompts_and_lists_go_there(tmp_path: Path) -> None:
    make_desk(tmp_path)
    async with open_desk(tmp_path, settings=HERE) as session:
        session.types_at_once("F", "a", *"littoral.example/fil", "enter")
        await session.until(session.desk.feeds.list)
        await session.until_modal("FeedsModal")
        session.types_at_once("r", "ctrl+u", *"Littoral", "enter", "p")
        await session.until(lambda: session.desk.feeds.list()[0].details.paused)
        assert session.desk.feeds.list()[0].name == "Littoral"
        session.types_at_once("e", "tab", "tab", *"Ouest", "ctrl+s")
        await session.until(lambda: session.desk.feeds.list()[0].details.group == "Ouest")
        session.types_at_once("l", "a", "tab", *"cale", "ctrl+s")
        await session.until(session.desk.rules.list)
        assert [rule.query for rule in session.desk.rules.list()] == ["cale"]
        await session.until_modal("RulesModal")
        session.types_at_once("escape", "d", "y", "escape", "u")
        await session.until_desk()
        await session.until(lambda: "Undone" in session.told())
        assert [feed.name for feed in session.desk.feeds.list()] == ["Littoral"]


async def test_several_feeds_are_paused_moved_and_removed_as_one_act_each(tmp_path: Path) -> None:
    make_desk(tmp_path)
    _follow(tmp_path, *(f"https://{name}.example/rss" for name in "abcd"))
    async with open_desk(tmp_path, size=(80, 24)) as session:

        def said() -> list[tuple[str | None, bool]]:
            feeds = session.desk.feeds.list()
            return [(feed.details.group, feed.details.paused) for feed in feeds]

        await session.press("F")
        await session.until_modal("FeedsModal")
        await session.press("space", "space", "p")
        await session.until(lambda: "2 feeds paused: “https://a.example/rss”…" in session.told())
        await session.press("*", "p")
        await session.until(lambda: said() == [(None, True)] * 4)
        await session.press("p")
        await session.until(lambda: said() == [(None, False)] * 4)
        await session.press("m")
        await session.until_modal("ChoiceModal")
        await session.press("=Ouest", "enter")
        await session.until(lambda: "4 feeds put into the group “Ouest”" in session.told())
        await session.until_modal("FeedsModal")
        await session.press("d")
        await session.until_modal("ConfirmModal")
        await session.press("y")
        await session.until(lambda: not session.desk.feeds.list())
        await session.until(lambda: "No feed here yet." in session.text)
        await session.press("u")
        await session.until(lambda: said() == [("Ouest", False)] * 4)
        await session.until(lambda: "Undone: 4 feeds removed" in session.told())
        await session.press("u", "u", "u", "u")
        await session.until(lambda: said() == [(None, False)] * 4)


async def test_keys_go_on_after_anothers_act_was_undone_in_the_list(tmp_path: Path) -> None:
    make_desk(tmp_path)
    _follow(tmp_path, "https://a.example/rss", "https://b.example/rss")
    async with open_desk(tmp_path, editor="bruno") as session:
        session.types_at_once("F", "p", "p", "u", "u", "u", "n", "j", "p")
        await session.until(lambda: "Undone: 1 feed paused: “https://a" in session.told())
        await session.until(
            lambda: [each.details.paused for each in session.desk.feeds.list()] == [False, True]
        )
        await session.press("u", "u")
        await session.until_modal("ConfirmModal")
        await session.press("y")
        await session.until(lambda: not session.desk.feeds.list())
        session.types_at_once("escape", "j", "K")
        await session.until(lambda: session.desk.articles.counts().kept == 1)


async def test_the_list_of_feeds_tells_what_a_collection_brings_while_it_stands(
    tmp_path: Path,
) -> None:
    make_desk(tmp_path)
    with FeedServer() as server:
        _follow(tmp_path, server.serves("/fil", FEED), server.holds("/lent", FEED))
        async with open_desk(tmp_path, settings=HERE, size=(80, 24)) as session:
            await session.press("g", "F")
            await session.until_modal("FeedsModal")
            await session.until(lambda: "1/2" in session.text)
            await session.until(lambda: "● Le Fil du littoral" in session.text)
            assert "· http://127.0.0.1" in session.text, "the other is under way"
            await session.press("g")
            await session.until(lambda: "being collected already" in session.told())
            server.releases()
            await session.until(lambda: session.text.count("● Le Fil du littoral") == 2)
            await session.until(lambda: "2/2" not in session.text and "2 feeds" in session.text)


async def test_a_feed_that_fails_says_since_when_and_what_helps(tmp_path: Path) -> None:
    make_desk(tmp_path)
    with FeedServer() as server:
        _follow(tmp_path, server.serves("/fil", FEED))
        async with open_desk(tmp_path, settings=HERE, size=(80, 24)) as session:
            await session.press("F")
            await session.until_modal("FeedsModal")
            await session.press("g")
            await session.until(lambda: "● Le Fil du littoral" in session.text)
            server.answers("/fil", 500)
            await session.press("g")
            await session.until(lambda: "⚠ Le Fil du littoral" in session.text)
            text = " ".join(session.text.split())
            assert "error 500 (failed once, worked until" in text
            assert "the fault is its server's" in text
            await session.press("p")
            await session.until(lambda: "○ Le Fil du littoral" in session.text)
            assert "tried again" not in session.text, "while it rests, nobody tries it"


async def test_the_report_is_that_of_the_last_round_whoever_began_it(tmp_path: Path) -> None:
    make_desk(tmp_path)
    with FeedServer() as server:
        _follow(tmp_path, server.serves("/fil", FEED))
        async with open_desk(tmp_path, settings=HERE) as session:
            await session.press("g")
            await session.until(lambda: "2 new articles" in session.told())
            server.answers("/fil", 404)
            with Services.open(tmp_path, HERE, editor="bruno") as others:
                await asyncio.to_thread(others.collect)
            await session.press("R")
            await session.until_modal("ReportModal")
            assert "nothing at this address" in session.text


async def test_what_another_process_collected_is_told_once(tmp_path: Path) -> None:
    make_desk(tmp_path)
    with FeedServer() as server:
        _follow(tmp_path, server.serves("/fil", FEED))
        async with open_desk(tmp_path, settings=HERE, watch_seconds=0.1) as session:
            with Services.open(tmp_path, HERE, editor="bruno") as others:
                await asyncio.to_thread(others.collect)
                await session.until(lambda: "Collected beside this window: 2 new" in session.told())
                others.desk.articles.set_triage(session.listed[:1], Triage.KEPT)
            await session.until(lambda: session.article(session.listed[0]).triage is Triage.KEPT)
            assert session.told().count("beside this window") == 1


async def test_what_comes_in_above_the_rows_that_show_is_told(tmp_path: Path) -> None:
    make_desk(tmp_path)
    entries = "".join(
        f"<item><title>Brève {number}</title><guid>b{number}</guid>"
        f"<description>La brève {number} du port.</description></item>"
        for number in range(40)
    )
    feed = FEED[: FEED.index("<item>")] + entries + "</channel></rss>"
    with FeedServer() as server:
        _follow(tmp_path, server.serves("/fil", feed))
        async with open_desk(tmp_path, settings=HERE, size=(80, 24)) as session:
            await session.press("j")
            current = session.current
            await session.press("g")
            await session.until(lambda: re.search(r"↑ \d\d new: Home", session.text))
            assert session.current == current
            await session.press("home")
            await session.until(lambda: "↑" not in session.text)


def test_what_stands_before_an_article_and_did_not_is_what_came() -> None:
    assert came_before("abc", "xaybzc", "b") == {"x", "y"}
    assert came_before("abc", "xyz", "b") == came_before("abc", "ab", None) == frozenset()


def test_the_report_tells_of_addresses_that_moved_and_pages_that_lack() -> None:
    moved = FeedReport("a", "https://a.example/", moved_to="https://b.example/", pages_missing=2)
    failed = FeedReport("c", "https://c.example/", error=FeedProblem("http-404"))
    first, second = report_rows(CollectReport((moved, failed), "", ""), [])
    assert first.problem.startswith("there is nothing at this address any more; look on its site")
    assert second.note == "followed to https://b.example/ · 2 pages not had"


def test_what_is_kept_out_stands_by_feed_and_rule_the_newest_first() -> None:
    def entry(id_: str, feed_id: str, published: str | None) -> BlockedEntry:
        article = NewArticle(title=id_, body="", published=published)
        seen = "2025-03-05T00:00:00Z"
        return BlockedEntry(id_, feed_id, article, "r", "sport", seen, seen)

    entries = [
        entry("vieux", "b", "2025-01-01T00:00:00Z"),
        entry("neuf", "b", "2025-04-01T00:00:00Z"),
        entry("sans date", "b", None),
        entry("ailleurs", "a", "2024-01-01T00:00:00Z"),
    ]
    lines = blocked_lines(entries, {"a": "Alpes", "b": "Bretagne"})
    assert [line.title for line in lines] == ["ailleurs", "neuf", "sans date", "vieux"]
