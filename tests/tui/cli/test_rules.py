"""Rules on what is taken in, tried, kept and undone from the command line."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.feed_server import FeedServer
from tests.tui.cli.conftest import CommandLine

TITLES = {
    "Le port agrandit son quai": "Économie",
    "La finale se joue au stade du port": "Sport",
    "La gare change d’horaires": "Transports",
}


def rss(titles: dict[str, str], *, build: int = 0) -> str:
    entries = "".join(
        f"<item><title>{title}</title><link>https://rade.example/{number}</link>"
        f"<guid isPermaLink='false'>{number}</guid><category>{category}</category>"
        f"<description>La rédaction en parle.</description></item>"
        for number, (title, category) in enumerate(titles.items())
    )
    return (
        "<rss version='2.0'><channel><title>Le Phare de la rade</title>"
        f"<link>https://rade.example/</link><description>{build}</description>{entries}"
        "</channel></rss>"
    )


@pytest.fixture
def server() -> Iterator[FeedServer]:
    with FeedServer() as running:
        yield running


@pytest.fixture
def feed(server: FeedServer, marbre: CommandLine) -> str:
    url = server.serves("/rss", rss(TITLES))
    marbre.done("feeds", "add", url, "--allow-private")
    return url


def titles(marbre: CommandLine) -> set[str]:
    found = marbre.done("search", "rédaction", "--json").records
    return {hit["title"] for hit in found}


def test_what_a_rule_blocks_is_counted_listed_and_taken_in_after_all(
    marbre: CommandLine, feed: str
) -> None:
    marbre.done("feeds", "rules", "add", "block", "category:sport")
    marbre.done("feeds", "rules", "add", "tag", "quai", "--feed", feed, "--tag", "filière/mer")
    assert marbre.done("collect").lines[0] == "Le Phare de la rade: 2 new, 1 kept out"
    assert titles(marbre) == {"Le port agrandit son quai", "La gare change d’horaires"}
    hit = marbre.done("search", "tag:mer", "--json").record
    assert (hit["title"], hit["tags"]) == ("Le port agrandit son quai", ["filière/mer"])

    entry = marbre.done("feeds", "blocked", "--json").record
    assert (entry["title"], entry["query"]) == (
        "La finale se joue au stade du port",
        "category:sport",
    )
    line = marbre.done("feeds", "blocked", feed).output
    assert "La finale" in line
    assert "category:sport" in line
    assert marbre.done("feeds", "admit", entry["id"][:6]).lines == ["1 article taken in"]
    assert "La finale se joue au stade du port" in titles(marbre)
    assert marbre.done("feeds", "blocked").lines == []
    assert "feeds blocked" in marbre.failed("feeds", "admit", entry["id"])


def test_where_there_is_something_to_keep_nothing_else_is(marbre: CommandLine, feed: str) -> None:
    marbre.done("feeds", "rules", "add", "keep", "port -category:sport")
    assert marbre.done("collect", "--json").record["blocked"] == 2
    assert titles(marbre) == {"Le port agrandit son quai"}
    assert "no “keep” rule holds" in marbre.done("feeds", "blocked").output


def test_what_a_rule_kept_out_comes_in_when_the_rule_is_gone(
    marbre: CommandLine, feed: str
) -> None:
    marbre.done("feeds", "rules", "add", "block", "port")
    marbre.done("collect")
    assert titles(marbre) == {"La gare change d’horaires"}
    rule = marbre.done("feeds", "rules", "list", "--json").record
    marbre.done("feeds", "rules", "edit", rule["id"], "--query", "stade")
    marbre.done("collect")
    assert len(titles(marbre)) == 2
    marbre.done("feeds", "rules", "remove", rule["id"][:6])
    marbre.done("collect")
    assert len(titles(marbre)) == 3
    assert len(files(marbre)) == 3 + 4


def test_it_is_told_what_comes_in_since_rules_changed(marbre: CommandLine, feed: str) -> None:
    marbre.done("feeds", "rules", "add", "block", "port OR gare")
    assert marbre.done("collect").lines[-1] == "1 feed, 0 new articles"
    assert marbre.done("collect", "--all").lines == ["1 feed, 0 new articles"]
    marbre.done("feeds", "rules", "add", "keep", "quai", "--feed", feed)
    told = "1 feed, 0 new articles, 1 let in that rules kept out before"
    assert marbre.done("collect", "--all").lines == [told], "the nearer rule lets it in"
    assert marbre.done("collect", "--last").lines[1:] == [told]
    assert titles(marbre) == {"Le port agrandit son quai"}
    marbre.done("undo")
    assert marbre.done("collect", "--all").lines == ["1 feed, 0 new articles"]
    assert titles(marbre) == {"Le port agrandit son quai"}, "what came in stays"


def test_it_is_told_that_more_was_kept_out_than_is_listed(marbre: CommandLine, feed: str) -> None:
    marbre.done("feeds", "rules", "add", "keep", "rien")
    marbre.done("collect")
    assert marbre.done("feeds", "blocked", "--limit", "2").lines[-1] == "2 of 3; --limit shows more"
    assert len(marbre.done("feeds", "blocked", feed, "--limit", "3").lines) == 3
    assert len(marbre.done("feeds", "blocked", "--limit", "1", "--json").records) == 1


def files(marbre: CommandLine) -> list[str]:
    return [path.name for path in marbre.desk.glob("*.txt")]


def test_rules_are_tried_before_they_are_made(marbre: CommandLine, feed: str) -> None:
    marbre.done("feeds", "rules", "add", "block", "category:sport")
    marbre.done("feeds", "rules", "add", "tag", "grue", "--tag", "levage")
    lines = marbre.done("feeds", "try", feed, "--keep", "title:port").lines
    assert lines == [
        "+ Le port agrandit son quai  keep: title:port",
        "+ La finale se joue au stade du port  keep: title:port",
        "- La gare change d’horaires  no “keep” rule holds",
        "block: category:sport: holds for 1 entry",
        "tag: grue: holds for no entry",
        "keep: title:port: holds for 2 entries",
        "2 of 3 entries would be taken in",
    ]
    records = marbre.done("feeds", "try", feed, "--json").records
    assert [record["admitted"] for record in records] == [True, False, True]
    assert records[1]["decided_by"] == {"kind": "block", "query": "category:sport"}
    assert len(files(marbre)) == 4
    assert marbre.done("feeds", "blocked").lines == []


def write_synonyms(marbre: CommandLine, text: str) -> None:
    (marbre.desk / "synonyms.txt").write_text(text, encoding="utf-8")


def test_rules_mean_the_other_names_too(marbre: CommandLine, feed: str) -> None:
    write_synonyms(marbre, "GPM = port\n")
    marbre.done("feeds", "rules", "add", "block", "title:GPM", "--feed", feed)
    marbre.done("feeds", "rules", "add", "tag", "gare", "--tag", "rail")
    assert marbre.done("feeds", "try", feed, "--keep", "category:sport").lines[3:] == [
        "block: title:GPM: holds for 2 entries",
        "Understood as: (title:GPM = title:port)",
        "tag: gare: holds for 1 entry",
        "keep: category:sport: holds for 1 entry",
        "0 of 3 entries would be taken in",
    ]
    assert marbre.done("collect", "--json").record["blocked"] == 2
    assert titles(marbre) == {"La gare change d’horaires"}


def test_what_is_wrong_with_the_names_is_said_where_rules_are_tried(
    marbre: CommandLine, feed: str
) -> None:
    write_synonyms(marbre, "GPM\n")
    assert not any("synonyms.txt" in line for line in marbre.done("feeds", "try", feed).lines)
    lines = marbre.done("feeds", "try", feed, "--block", "GPM").lines
    assert any(line.startswith("synonyms.txt, line 1:") for line in lines)


def test_what_other_names_let_in_comes_in_with_the_next_collecting(
    marbre: CommandLine, feed: str
) -> None:
    marbre.done("feeds", "rules", "add", "block", "port -GPM")
    marbre.done("collect")
    assert titles(marbre) == {"La gare change d’horaires"}
    write_synonyms(marbre, "GPM = quai\n")
    marbre.done("collect")
    assert titles(marbre) == {"La gare change d’horaires", "Le port agrandit son quai"}
    blocked = marbre.done("feeds", "blocked", "--json").record
    assert blocked["title"] == "La finale se joue au stade du port"


def test_an_address_that_is_not_followed_can_be_tried(
    marbre: CommandLine, server: FeedServer
) -> None:
    (marbre.desk / "marbre.toml").write_text("[collect]\nallow_private_addresses = true\n")
    url = server.serves("/autre", rss(TITLES))
    lines = marbre.done("feeds", "try", url, "--block", "gare").lines
    assert lines[-1] == "2 of 3 entries would be taken in"
    assert "nothing at this address" in marbre.failed("feeds", "try", server.answers("/x", 404))
    assert "feeds list" in marbre.failed("feeds", "try", "nulle part")


def test_rules_are_listed_with_whom_they_are_for(marbre: CommandLine, feed: str) -> None:
    marbre.done("feeds", "rules", "add", "block", "sport")
    marbre.done("feeds", "rules", "add", "keep", "port", "--feed", feed, "--tag", "mer")
    first, second = marbre.done("feeds", "rules", "list").lines
    assert ("block" in first, "all feeds" in first, "sport" in first) == (True, True, True)
    assert ("keep" in second, "port" in second, "#mer" in second) == (True, True, True)
    assert len(marbre.done("feeds", "rules", "list", feed, "--json").records) == 2


def test_a_rule_is_undone(marbre: CommandLine) -> None:
    marbre.done("feeds", "rules", "add", "block", "sport")
    assert "rule “sport” added" in marbre.done("undo").output
    assert marbre.done("feeds", "rules", "list").lines == []


def test_a_query_that_no_rule_can_have_is_refused(marbre: CommandLine) -> None:
    assert "mission:" in marbre.failed("feeds", "rules", "add", "block", "mission:x port")
    assert "words" in marbre.failed("feeds", "rules", "add", "block", "***")
    assert "--tag" in marbre.misused("feeds", "rules", "add", "tag", "port")
    assert marbre("feeds", "rules", "add", "hide", "port").status == 2
    marbre.done("feeds", "rules", "add", "block", "port")
    assert "already" in marbre.failed("feeds", "rules", "add", "block", "port")
    assert "rules list" in marbre.failed("feeds", "rules", "remove", "zz")


def test_the_last_round_is_shown_again(marbre: CommandLine, feed: str) -> None:
    assert "marbre collect" in marbre.failed("collect", "--last")
    told = marbre.done("collect").lines
    assert marbre.done("collect", "--last").lines[1:] == told
    assert marbre.done("collect", "--last", "--json").record["new"] == 3
    assert "--last" in marbre.misused("collect", "--last", feed)
