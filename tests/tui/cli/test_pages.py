"""Whole texts: what comes out of a page, and when pages are fetched."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

import pytest

from tests.support import texts
from tests.support.feed_server import FeedServer
from tests.tui.cli.conftest import CommandLine

TITLE, _, WHOLE = texts.PORT.partition("\n\n")
PAGE = (
    f"<!doctype html><html lang=fr><head><title>{TITLE}</title></head><body><article><h1>{TITLE}</h1>"
    + "".join(f"<p>{paragraph}</p>" for paragraph in WHOLE.split("\n\n"))
    + "<p class=renvoi>À lire aussi dans notre édition du soir.</p></article></body></html>"
)


@pytest.fixture
def server() -> Iterator[FeedServer]:
    with FeedServer() as running:
        yield running


@pytest.fixture
def page(server: FeedServer, marbre: CommandLine) -> str:
    """The address of an article's page that the desk may fetch."""
    settings = "[collect]\nallow_private_addresses = true\n"
    (marbre.desk / "marbre.toml").write_text(settings, encoding="utf-8")
    return server.serves("/port", PAGE, "text/html; charset=utf-8")


def test_what_comes_out_of_a_page_is_shown_and_not_taken_in(marbre: CommandLine, page: str) -> None:
    before = len(marbre.done("search", "port", "--json").lines)
    outcome = marbre.done("feeds", "check", page)
    assert outcome.lines[0] == TITLE
    assert "Les péniches de Saint-Évre" in outcome.output
    assert len(marbre.done("search", "port", "--json").lines) == before
    record = marbre.done("feeds", "check", page, "--json").record
    assert (record["title"], record["site"], record["unused"]) == (TITLE, None, [])


def test_a_rule_for_the_site_is_named_with_what_it_did_not_find(
    marbre: CommandLine, page: str
) -> None:
    rule = '["127.0.0.1"]\ntext = "article p"\nremove = ".renvoi"\nauthor = ".signature"\n'
    (marbre.desk / "sites.toml").write_text(rule, encoding="utf-8")
    record = marbre.done("feeds", "check", page, "--json").record
    assert record["text"] == WHOLE.strip()
    assert (record["site"], record["unused"]) == ("127.0.0.1", ["author"])
    assert "author" in marbre.done("feeds", "check", page).output


def test_words_of_the_article_tell_the_selectors_for_a_rule(marbre: CommandLine, page: str) -> None:
    words = " ".join(WHOLE.split()[5:10])
    outcome = marbre.done("feeds", "check", page, "--find", words)
    assert outcome.lines[0].startswith("article  ")
    assert "sites.toml" in outcome.lines[-1]
    (first, *_) = marbre.done("feeds", "check", page, "--find", words, "--json").records
    assert (first["selector"], first["elements"]) == ("article", 1)
    marbre.failed("feeds", "check", page, "--find", "rien de tel")


def test_what_will_be_hidden_is_counted(marbre: CommandLine, server: FeedServer, page: str) -> None:
    pointer = "<p>Lire aussi : À Kerlouan, le chantier embauche</p>"
    with_pointer = PAGE.replace("</p>", f"</p>{pointer}", 1)
    server.serves("/port", with_pointer, "text/html; charset=utf-8")
    assert marbre.done("feeds", "check", page).lines[-1].startswith("2 passages")


@pytest.mark.parametrize("rule", ['["a.example"]\ntexte = "p"', "[", '["a.example"]\ntext = "p:x"'])
def test_rules_that_cannot_be_are_told(marbre: CommandLine, page: str, rule: str) -> None:
    (marbre.desk / "sites.toml").write_text(rule, encoding="utf-8")
    assert "sites.toml" in marbre.failed("feeds", "check", page)
    marbre.done("feeds", "add", page)
    assert "sites.toml" in marbre.failed("collect")


def test_a_feed_of_extracts_is_collected_with_whole_texts(
    marbre: CommandLine, server: FeedServer, page: str
) -> None:
    url = server.serves(
        "/rss",
        f"<rss version='2.0'><channel><title>Le Fleuve</title><item><title>{TITLE}</title>"
        f"<link>{page}</link><guid>1</guid><description>{escape(WHOLE[:90])}…</description></item>"
        "</channel></rss>",
    )
    feed = marbre.done("feeds", "add", url, "--full-text", "when-short", "--json").record
    assert feed["full_text"] == "when-short"
    marbre.done("collect")
    (hit,) = marbre.done("search", "Duisbourg", "--json").records
    assert hit["title"] == TITLE
    marbre.done("feeds", "edit", url, "--full-text", "never")
    assert marbre.done("feeds", "list", "--json").record["full_text"] == "never"


def test_the_choices_are_named(marbre: CommandLine) -> None:
    assert "when-short" in marbre.misused(
        "feeds", "add", "https://a.example/rss", "--full-text", "toujours"
    )
