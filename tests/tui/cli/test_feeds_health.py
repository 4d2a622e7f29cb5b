"""The list of feeds with how they are."""

from __future__ import annotations

from tests.support.feed_server import FeedServer
from tests.tui.cli.conftest import CommandLine
from tests.tui.cli.test_rules import TITLES, rss


def test_the_list_says_how_the_feeds_are(marbre: CommandLine) -> None:
    with FeedServer() as server:
        gone, works = server.answers("/gone", 404), server.serves("/rss", rss(TITLES))
        marbre.done("feeds", "add", gone, "--allow-private", "--title", "Disparu")
        marbre.done("feeds", "add", works, "--allow-private")
        marbre("collect")
    hit = marbre.done("search", "agrandit", "--json").record
    marbre.done("keep", hit["id"])
    failing, healthy = sorted(
        marbre.done("feeds", "list", "--json").records, key=lambda record: str(record["name"])
    )
    assert failing["error"] == failing["standing"] == "there is nothing at this address any more"
    assert failing["advice"].startswith("look on its site")
    assert healthy["advice"] is None
    assert (healthy["kept"], healthy["judged"], healthy["kept_share"]) == (1, 1, 1.0)
    assert healthy["entries_per_week"][-1] == 3
    assert healthy["newest"] is not None
    assert (healthy["silent"], healthy["nothing_kept"], healthy["error"]) == (False, False, None)
    line = next(line for line in marbre.done("feeds", "list").lines if "Phare" in line)
    assert "▁▁▁▁▁▁▁▁▁▁▁█" in line
    assert "100 % kept" in line
    assert marbre.done("feeds", "list", "--only", "failing", "--json").record["name"] == "Disparu"
    assert marbre.done("feeds", "list", "--only", "silent").lines == []
