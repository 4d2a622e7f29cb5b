"""From a real server into a real desk: each article one file once, readable and clean."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from feeds.collecting.collector import Collector, CollectReport
from store.desk import Desk
from store.models import FeedDetails, FeedState, FullText, NewArticle, View
from tests.feeds import samples
from tests.feeds.fakes import HERE, LIMITS
from tests.feeds.samples import numbered_rss, rss, rss_item
from tests.support import texts
from tests.support.clock import TickingClock
from tests.support.feed_server import FeedServer


class DeskSink:
    """The parts of a desk that a collector hands over to."""

    def __init__(self, desk: Desk) -> None:
        self.prepare = desk.intake.scan
        self.known = desk.intake.known
        self.take_deliveries = desk.intake.take_deliveries
        self.settle = desk.intake.settle
        self.move = desk.feeds.move
        self.pause = desk.feeds.pause


@pytest.fixture
def desk(tmp_path: Path, clock: TickingClock) -> Iterator[Desk]:
    with Desk.create(tmp_path / "bureau", editor="anne", clock=clock) as made:
        yield made


def collect(desk: Desk) -> CollectReport:
    return Collector(DeskSink(desk), LIMITS, network=HERE).collect(desk.feeds.list())


def files(desk: Desk) -> dict[str, str]:
    return {path.stem: path.read_text("utf-8") for path in desk.folder.glob("*.txt")}


def odd_feeds() -> dict[str, bytes]:
    latin = rss(
        rss_item("L'été à Saint-Brévin", link="https://a.example/ete", guid="a1"),
        title="Journal latin",
        encoding="iso-8859-1",
    )
    windows = rss(
        rss_item("Le cœur d’un port : 12 €", link="https://b.example/coeur", guid="b1"),
        title="Journal de Windows",
        encoding="windows-1252",
    )
    marked = rss(rss_item("Le vélo électrique", link="https://c.example/velo", guid="c1"))
    bare = rss(
        rss_item(description="<p>Une brève sans titre&nbsp;: la halle rouvre.</p>"),
        rss_item("Sans date ni guid", link="https://d.example/sans?utm_source=rss"),
        rss_item("Sans rien d’autre"),
    )
    html = rss(
        rss_item(
            "Les <b>quais</b>",
            guid="e1",
            content="<p>Un</p><script>x</script><ul><li>deux</li></ul><p>l&#146;eau</p>",
        )
    )
    hostile = rss(
        rss_item(
            "\u202eAlerte\u2066 \u00adau port",
            guid="f1",
            description="&#27;[31mRouge&#27;[0m\u200b",
            more="<author>\u202eÈve</author>",
        ),
        rss_item(guid="f2", more="<title>&#27;]0;PRIS&#7;Marée &#x9b;1mhaute</title>"),
    )
    return {
        "/latin": latin.encode("iso-8859-1"),
        "/windows": windows.encode("windows-1252"),
        "/marque": b"\xef\xbb\xbf" + marked.encode(),
        "/rss2": samples.RSS_20.encode(),
        "/rss1": samples.RSS_10.encode(),
        "/atom1": samples.ATOM_10.encode(),
        "/atom03": samples.ATOM_03.encode(),
        "/nu": bare.encode(),
        "/html": html.encode(),
        "/hostile": hostile.encode(),
    }


def test_collected_twice_each_article_is_one_file_once(server: FeedServer, desk: Desk) -> None:
    urls = [server.serves(path, body, "text/xml") for path, body in odd_feeds().items()]
    desk.feeds.add([FeedDetails(url) for url in urls])
    report = collect(desk)
    assert [feed.error for feed in report.feeds] == [None] * len(urls)
    first = files(desk)
    assert report.new == len(first) == 14
    assert set(report.article_ids) == set(first)

    for feed in desk.feeds.list():
        desk.feeds.record(feed.id, FeedState())
    again = collect(desk)
    assert (again.new, again.changed, again.known, again.not_modified) == (0, 0, 14, 0)
    assert files(desk) == first

    third = collect(desk)
    assert third.not_modified == len(urls)
    assert files(desk) == first


def test_what_was_collected_is_readable_and_clean(server: FeedServer, desk: Desk) -> None:
    urls = [server.serves(path, body, "text/xml") for path, body in odd_feeds().items()]
    desk.feeds.add([FeedDetails(url) for url in urls])
    collect(desk)
    texts = {text.rstrip("\n") for text in files(desk).values()}
    for text in texts:
        assert text.replace("\n", "").replace("\u00a0", " ").isprintable()
        assert "\n\n\n" not in text
    assert "L'été à Saint-Brévin" in texts
    assert "Le cœur d’un port : 12 €" in texts
    assert "Le vélo électrique" in texts
    assert "Une brève sans titre\u00a0: la halle rouvre." in texts
    assert "Les quais\n\nUn\n\n- deux\n\nl’eau" in texts
    assert "Alerte au port\n\nRouge" in texts
    assert any(text.startswith("Marée") for text in texts)


def test_what_is_known_of_an_article(server: FeedServer, desk: Desk) -> None:
    url = server.serves("/rss2", samples.RSS_20)
    desk.feeds.add([FeedDetails(url, tags=("pêche",))])
    (article_id,) = collect(desk).article_ids
    article = desk.articles.get(article_id)
    (feed,) = desk.feeds.list()
    assert article.title == "La criée de Port-Aven s’équipe d’une usine à glace"
    assert article.canonical_url == "https://courrier.example/criee?id=12"
    assert (article.source, article.author) == ("Le Courrier de l’Estuaire", "Nolwenn Tanguy")
    assert (article.published, article.language) == ("2026-02-16T08:30:00Z", "fr")
    assert (article.feed_id, article.guid) == (feed.id, "criee-12")
    assert article.tags == ("pêche",)
    assert (feed.article_count, feed.state.failures, feed.name) == (
        1,
        0,
        "Le Courrier de l’Estuaire",
    )


def test_a_text_that_changed_is_a_new_version(server: FeedServer, desk: Desk) -> None:
    url = server.serves("/flux", numbered_rss([1, 2]))
    desk.feeds.add([FeedDetails(url)])
    collect(desk)
    changed = numbered_rss([2, 3]).replace("numéro 2 commence", "numéro 2 s’arrête")
    server.serves("/flux", changed)
    report = collect(desk)
    assert (report.new, report.changed, report.known) == (1, 1, 0)
    (old,) = [i for i in report.article_ids if desk.articles.get(i).version == 2]
    assert "commence" in desk.articles.text(old, 1).text
    assert "s’arrête" in desk.articles.text(old).text
    assert len(files(desk)) == 3
    assert (collect(desk).not_modified, len(files(desk))) == (1, 3)


def test_an_article_of_two_feeds_is_one(server: FeedServer, desk: Desk) -> None:
    link = "https://courrier.example/criee?id=12&xtor=RSS-2"
    item = rss_item("La criée s’équipe", link=link, guid="autre", description="Même nouvelle.")
    urls = [server.serves("/une", samples.RSS_20), server.serves("/mer", rss(item))]
    desk.feeds.add([FeedDetails(url) for url in urls])
    report = collect(desk)
    assert (report.new, report.known) == (1, 1)
    assert len(files(desk)) == 1
    assert collect(desk).not_modified == 2


def test_a_guid_that_several_entries_share_loses_none(server: FeedServer, desk: Desk) -> None:
    items = [
        rss_item(
            f"Brève {n}", link=f"https://courrier.example/b{n}", guid="toujours", description="t"
        )
        for n in range(3)
    ]
    desk.feeds.add([FeedDetails(server.serves("/flux", rss(*items)))])
    assert collect(desk).new == 3
    server.serves("/flux", rss(*reversed(items)))
    assert collect(desk).known == 3
    assert len(files(desk)) == 3


def test_an_article_added_by_hand_is_known_to_its_feed(server: FeedServer, desk: Desk) -> None:
    canonical = "https://courrier.example/criee?id=12"
    desk.intake.add_articles(
        [NewArticle("La criée", "Un texte.", url=canonical, canonical_url=canonical)]
    )
    desk.feeds.add([FeedDetails(server.serves("/flux", samples.RSS_20))])
    report = collect(desk)
    assert (report.new, report.known) == (0, 1)
    assert len(desk.articles.ids(View())) == 1


def test_a_failing_feed_is_remembered_by_the_desk(server: FeedServer, desk: Desk) -> None:
    urls = [server.serves("/bon", numbered_rss([1])), server.url("/absent")]
    desk.feeds.add([FeedDetails(url) for url in urls])
    collect(desk)
    report = collect(desk)
    states = {feed.details.url: feed.state for feed in desk.feeds.list()}
    assert (states[urls[1]].last_error, states[urls[1]].failures) == ("http-404", 2)
    assert (states[urls[0]].last_error, states[urls[0]].failures) == (None, 0)
    assert report.failed == 1


def test_a_whole_text_follows_an_entry_that_is_named_anew(server: FeedServer, desk: Desk) -> None:
    title, _, whole = texts.PORT.partition("\n\n")
    page = server.url("/page")

    def publish(guid: str, text: str, extract: str) -> None:
        paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in text.split("\n\n"))
        body = f"<html lang=fr><body><article><h1>{title}</h1>{paragraphs}</article></body></html>"
        server.serves("/page", body, "text/html; charset=utf-8")
        server.serves("/flux", rss(rss_item(title, link=page, guid=guid, description=extract)))

    publish("page#0", whole, whole[:200])
    url = server.url("/flux")
    desk.feeds.add([FeedDetails(url, full_text=FullText.WHEN_SHORT, allow_private=True)])
    (article_id,) = collect(desk).article_ids
    publish("page#1", whole.replace("lundi", "mardi"), f"{whole[:190]} (bis)")
    assert (collect(desk).new, collect(desk).new) == (0, 0)
    assert desk.articles.text(article_id).text.count("mardi") == whole.count("lundi") > 0
    publish("page#2", "Réservé aux abonnés.", whole[10:150])
    assert collect(desk).new == 0
    assert desk.articles.get(article_id).version == 2, "no stub takes the place of the whole"
