"""Feeds, collecting and pages of the web, from a server on loopback."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from store.desk import Desk
from tests.support.feed_server import FeedServer
from tests.tui.cli.conftest import CommandLine
from tests.tui.cli.test_articles import Browser
from tui.cli.session import Session

ITEMS = {
    "Une cale sèche à Kerlouan": "La cale accueillera des navires de cent mètres dès l’automne.",
    "Les algues ont leur usine": "Une usine de transformation d’algues ouvre à Morlaix.",
}


def rss(items: dict[str, str], title: str = "Le Journal du Littoral") -> str:
    entries = "".join(
        f"<item><title>{name}</title><link>https://littoral.example/{number}</link>"
        f"<guid isPermaLink='false'>{number}</guid><description>{text}</description></item>"
        for number, (name, text) in enumerate(items.items())
    )
    return (
        f"<rss version='2.0'><channel><title>{title}</title><link>https://littoral.example/</link>"
        f"<description>d</description>{entries}</channel></rss>"
    )


@pytest.fixture
def server() -> Iterator[FeedServer]:
    with FeedServer() as running:
        yield running


@pytest.fixture
def feed(server: FeedServer, marbre: CommandLine) -> str:
    """The address of a feed that the desk follows."""
    url = server.serves("/rss", rss(ITEMS))
    marbre.done("feeds", "add", url, "--allow-private", "--tag", "presse")
    return url


def files(marbre: CommandLine) -> list[Path]:
    return sorted(marbre.desk.glob("*.txt"))


def test_a_feed_is_added_once(marbre: CommandLine) -> None:
    added = marbre.done("feeds", "add", "https://a.example/rss", "--title", "A", "--json").record
    assert (added["name"], added["paused"], added["allow_private"]) == ("A", False, False)
    lines = marbre.done("feeds", "add", "https://a.example/rss", "https://b.example/rss").lines
    assert lines == ["1 feed added", "1 was known already"]
    assert len(marbre.done("feeds", "list").lines) == 2


def test_a_feed_is_changed_piece_by_piece(marbre: CommandLine) -> None:
    marbre.done("feeds", "add", "https://a.example/rss", "--title", "A", "--tag", "x")
    marbre.done("feeds", "edit", "A", "--paused", "--source", "Le Littoral", "--group", "Ouest")
    record = marbre.done("feeds", "list", "--json").record
    assert (record["paused"], record["source"], record["tags"]) == (True, "Le Littoral", ["x"])
    assert "paused" in marbre.done("feeds", "list").output
    marbre.done("feeds", "edit", "a", "--active", "--url", "https://c.example/rss")
    record = marbre.done("feeds", "list", "--json").record
    assert (record["paused"], record["url"]) == (False, "https://c.example/rss")


def test_feeds_are_removed(marbre: CommandLine) -> None:
    marbre.done("feeds", "add", "https://a.example/rss", "https://b.example/rss")
    assert marbre.done("feeds", "remove", "https://a.example/rss").lines == ["1 feed removed"]
    assert marbre.done("feeds", "list", "--json").record["url"] == "https://b.example/rss"
    assert "feeds list" in marbre.failed("feeds", "remove", "https://a.example/rss")


def test_what_is_no_address_is_refused(marbre: CommandLine) -> None:
    assert "https://" in marbre.failed("feeds", "add", "littoral")


def test_feeds_travel_as_opml(marbre: CommandLine, tmp_path: Path) -> None:
    marbre.done("feeds", "add", "https://a.example/rss", "--title", "A & B", "--group", "Ouest")
    file = tmp_path / "feeds.opml"
    assert marbre.done("feeds", "export", "--out", str(file)).lines == [f"1 feed written to {file}"]
    assert marbre.done("feeds", "export").output.startswith("<?xml")
    marbre.done("feeds", "remove", "A & B")
    assert marbre.done("feeds", "import", str(file)).lines == ["1 feed added"]
    assert marbre.done("feeds", "list", "--json").record["group"] == "Ouest"
    assert marbre.done("feeds", "import", "-", typed=file.read_text()).lines == [
        "0 feeds added",
        "1 was known already",
    ]


def test_a_list_of_feeds_that_is_none_is_refused(marbre: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "feeds.opml"
    file.write_text("not at all", encoding="utf-8")
    assert "XML" in marbre.failed("feeds", "import", str(file))
    file.write_text("<rss/>", encoding="utf-8")
    assert "OPML" in marbre.failed("feeds", "import", str(file))


def test_collecting_takes_in_what_is_new_and_nothing_twice(marbre: CommandLine, feed: str) -> None:
    report = marbre.done("collect", "--json").record
    assert (report["url"], report["new"], report["error"]) == (feed, 2, None)
    assert len(report["articles"]) == 2
    hit = marbre.done("search", "cale sèche", "--json").record
    assert hit["title"] == "Une cale sèche à Kerlouan"
    assert (hit["source"], hit["url"]) == ("Le Journal du Littoral", "https://littoral.example/0")
    assert hit["tags"] == ["presse"]
    assert len(files(marbre)) == 6
    assert marbre.done("collect", "--all").lines == ["1 feed, 0 new articles"]
    assert len(files(marbre)) == 6


def test_new_articles_are_counted_by_feed(marbre: CommandLine, feed: str) -> None:
    assert marbre.done("collect").lines == [
        "Le Journal du Littoral: 2 new",
        "1 feed, 2 new articles",
    ]


def test_collecting_takes_in_the_files_of_others_too(marbre: CommandLine, feed: str) -> None:
    (marbre.desk / "note.txt").write_text("Une brève posée là à la main.\n", encoding="utf-8")
    marbre.done("collect")
    assert marbre.done("search", "brève", "--json").record["id"] == "note"


def test_a_feed_that_fails_hurts_no_other(
    marbre: CommandLine, server: FeedServer, feed: str
) -> None:
    gone = server.answers("/gone", 404)
    marbre.done("feeds", "add", gone, "--allow-private", "--title", "Disparu")
    outcome = marbre("collect")
    assert outcome.status == 0
    assert outcome.errors.startswith("marbre: Disparu: there is nothing at this address")
    assert outcome.lines[-1] == "2 feeds, 2 new articles, 1 feed failed"
    assert "nothing at this address" in marbre.done("feeds", "list").output


def test_where_every_feed_fails_the_call_does(marbre: CommandLine, server: FeedServer) -> None:
    marbre.done("feeds", "add", server.serves("/page", "<p>no feed</p>", "text/html"),
                "--allow-private")  # fmt: skip
    outcome = marbre("collect", "--json")
    assert outcome.status == 1
    assert outcome.record["error"]["code"] == "not-a-feed"


def test_private_addresses_are_refused_unless_allowed(
    marbre: CommandLine, server: FeedServer
) -> None:
    marbre.done("feeds", "add", server.serves("/rss", rss(ITEMS)), "--title", "Ici")
    outcome = marbre("collect")
    assert outcome.status == 1
    assert "--allow-private" in outcome.errors
    (marbre.desk / "marbre.toml").write_text("[collect]\nallow_private_addresses = true\n")
    assert marbre.done("collect", "Ici").lines[-1] == "1 feed, 2 new articles"


def test_only_the_feeds_named_are_fetched(
    marbre: CommandLine, server: FeedServer, feed: str
) -> None:
    other = server.serves("/other", rss({"Ailleurs": "Autre chose se passe."}, title="Autre"))
    marbre.done("feeds", "add", other, "--allow-private", "--title", "Autre")
    assert marbre.done("collect", "Autre", "--json").record["url"] == other
    assert "“rien”" in marbre.failed("collect", "rien")


def test_feeds_that_are_paused_are_passed_over(marbre: CommandLine, feed: str) -> None:
    marbre.done("feeds", "edit", feed, "--paused")
    paused = ["0 feeds, 0 new articles", "every feed is paused"]
    assert marbre.done("collect").lines == paused
    assert marbre.done("collect", "--all").lines == paused[:1]
    assert marbre.done("collect", feed).lines[-1] == "1 feed, 2 new articles"
    assert "--all" in marbre.misused("collect", "--all", feed)


def test_feeds_that_are_not_due_are_left_alone(
    marbre: CommandLine, server: FeedServer, feed: str
) -> None:
    marbre.done("collect")
    total, due = marbre.done("collect").lines
    assert (total, due[:22]) == ("0 feeds, 0 new articles", "no feed is due before ")
    assert server.count("/rss") == 1
    assert marbre.done("collect", "--all", "--quiet").lines == []
    assert server.count("/rss") == 2


def test_only_one_collects_at_a_time(marbre: CommandLine, feed: str) -> None:
    with Desk.open(marbre.desk, editor="dominique") as desk, desk.collecting():
        line = marbre.failed("collect")
    assert "dominique is collecting already" in line
    assert str(os.getpid()) in line
    assert marbre.done("collect").lines[-1] == "1 feed, 2 new articles"


def test_the_address_of_a_page_becomes_that_of_its_feed(
    marbre: CommandLine, server: FeedServer
) -> None:
    link = '<link rel="alternate" type="application/rss+xml" href="/autre">'
    page = server.serves("/accueil", f"<html><head>{link}</head></html>", "text/html")
    found = server.serves("/autre", rss({"Ailleurs": "Autre chose se passe."}, title="Autre"))
    marbre.done("feeds", "add", page, "--allow-private")
    assert f"Autre: followed to {found}" in marbre.done("collect").lines
    assert marbre.done("collect", "--last", "--json").record["moved_to"] == found
    record = marbre.done("feeds", "list", "--json").record
    assert (record["url"], record["articles"]) == (found, 1)
    assert marbre.done("feeds", "add", page).lines[-1] == "1 was known already"


def test_without_a_feed_one_is_told_how_to_add_one(marbre: CommandLine) -> None:
    assert "marbre feeds add" in marbre.failed("collect")


PAGE = """<html lang="fr"><head><title>Un chantier naval renaît</title></head><body><article>
<h1>Un chantier naval renaît</h1>
<p>Fermé depuis huit ans, le chantier naval de Kerlouan rouvre avec quarante salariés et un carnet de
commandes rempli pour deux ans, selon sa directrice.</p>
<p>Le département et la région ont pris à leur charge la moitié des travaux de la cale, le reste étant
financé par un emprunt et par l’épargne des habitants.</p>
<p>La première coque, celle d’un navire d’étude des fonds, doit être mise à l’eau au printemps.</p>
</article></body></html>"""


def test_a_page_of_the_web_is_taken_in_and_opened(marbre: CommandLine, server: FeedServer) -> None:
    (marbre.desk / "marbre.toml").write_text("[collect]\nallow_private_addresses = true\n")
    url = server.serves("/chantier", PAGE, "text/html; charset=utf-8")
    taken = marbre.done("add", url, "--json").record
    assert taken["outcome"] == "new"
    assert marbre.done("add", url, "--json").record == taken | {"outcome": "known"}
    shown = marbre.done("show", taken["id"], "--json").record
    assert shown["url"] == url
    assert "quarante salariés" in shown["text"]

    browser = Browser()
    session = Session(environ=marbre.environ, open_address=browser)
    assert marbre("open", taken["id"], obj=session).status == 0
    assert browser.opened == [url]
    assert marbre.done("show", taken["id"], "--json").record["read"] is True

    broken = Session(environ=marbre.environ, open_address=Browser(starts=False))
    assert url in marbre("open", taken["id"], obj=broken).errors


def test_a_page_that_cannot_be_had_is_told(marbre: CommandLine, server: FeedServer) -> None:
    (marbre.desk / "marbre.toml").write_text("[collect]\nallow_private_addresses = true\n")
    assert "nothing at this address" in marbre.failed("add", server.answers("/gone", 404))
    empty = server.serves("/empty", "<html><body></body></html>", "text/html")
    assert "no article" in marbre.failed("add", empty)


def test_a_feed_is_moved_to_a_group_and_within_it(marbre: CommandLine) -> None:
    for name in ("a", "b", "c"):
        marbre.done("feeds", "add", f"https://{name}.example/rss", "--title", name)
    marbre.done("feeds", "move", "c", "--up", "2")
    names = [feed["name"] for feed in marbre.done("feeds", "list", "--json").records]
    assert names == ["c", "a", "b"]
    marbre.done("feeds", "move", "a", "--group", "Ouest/")
    assert marbre.done("feeds", "list", "--json").records[2]["group"] == "Ouest"
    marbre.done("feeds", "move", "a", "--group", "")
    assert marbre.done("feeds", "list", "--json").records[1]["name"] == "a"
    assert "--group" in marbre.misused("feeds", "move", "a")
    assert "--up" in marbre.misused("feeds", "move", "a", "--up", "1", "--down", "1")


def test_several_feeds_are_changed_moved_and_removed_as_one_act_each(marbre: CommandLine) -> None:
    addresses = [f"https://{name}.example/rss" for name in "abc"]
    marbre.done("feeds", "add", *addresses[:2], "--group", "Ouest")
    marbre.done("feeds", "add", addresses[2])
    assert marbre.done("feeds", "edit", *addresses[:2], "--paused").lines == ["2 feeds paused"]
    told = marbre.done("feeds", "edit", addresses[0], "--of-group", "Ouest", "--active").lines
    assert told == ["2 feeds go on"]
    marbre.done("feeds", "move", *addresses, "--group", "Sud")
    listed = marbre.done("feeds", "list", "--json").records
    assert [each["group"] for each in listed] == ["Sud"] * 3
    assert marbre.done("feeds", "remove", "--of-group", "Sud").lines == ["3 feeds removed"]
    assert not marbre.done("feeds", "list").lines
    marbre.done("undo")
    assert len(marbre.done("feeds", "list").lines) == 3


def test_what_is_for_one_feed_alone_is_refused_for_several(marbre: CommandLine) -> None:
    marbre.done("feeds", "add", "https://a.example/", "https://b.example/", "--group", "Sud")
    for said in (
        ("edit", "--of-group", "Sud", "--title", "Deux"),
        ("edit", "--paused"),
        ("move", "--of-group", "Sud", "--up", "1"),
        ("remove",),
    ):
        assert marbre("feeds", *said).status == 2
    assert "no feed is in a group" in marbre.failed("feeds", "remove", "--of-group", "Nord")
