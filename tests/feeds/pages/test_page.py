"""One page of the web as an article."""

from __future__ import annotations

from dataclasses import replace

import pytest

from feeds.errors import ProblemError
from feeds.pages.page import check_page, fetch_article
from feeds.pages.sites import read_sites
from store.models import NewArticle
from tests.feeds.fakes import HERE, LIMITS
from tests.support.feed_server import FeedServer

HEAD = (
    '<meta property="og:site_name" content="Le Littoral économique">'
    '<link rel="canonical" href="/port-de-ker?id=7&amp;utm_source=x">'
    '<meta name="author" content="Maëlle Kerdoncuff">'
    '<meta property="article:published_time" content="2026-02-15T09:30:00+01:00">'
)
ARTICLE = (
    "<h1>Le port de Ker s’agrandit</h1>"
    "<p>Le conseil régional engage <b>quarante millions</b> d’euros pour le quai des énergies "
    "marines, qui sera long de trois cents mètres.</p>"
    "<p>La première tranche débutera au printemps&nbsp;; elle doit durer dix-huit mois et mobiliser "
    "deux cents salariés de la région.</p>"
    "<h2>Trois lots</h2><ul><li>le quai</li><li>la voie ferrée</li></ul>"
    "<p>Le second appel d’offres est attendu avant l’été, selon la chambre de commerce.</p>"
)


def page(head: str = HEAD, article: str = ARTICLE, language: str = "fr-FR") -> str:
    return (
        f'<!doctype html><html lang="{language}"><head><title>Le port de Ker s’agrandit | Le Littoral'
        f"</title>{head}</head><body><nav><a href=/>Accueil</a><a href=/ports>Ports</a></nav>"
        f"<article>{article}</article><script>alert(1)</script><footer>Mentions légales</footer>"
        "</body></html>"
    )


def fetch(url: str) -> NewArticle:
    return fetch_article(url, LIMITS, HERE)


def test_an_article_and_what_is_known_of_it(server: FeedServer) -> None:
    url = server.serves("/port-de-ker?id=7&utm_source=lettre", page(), "text/html; charset=utf-8")
    article = fetch(url)
    assert article == NewArticle(
        title="Le port de Ker s’agrandit",
        body=(
            "Le conseil régional engage quarante millions d’euros pour le quai des énergies marines, "
            "qui sera long de trois cents mètres.\n\n"
            "La première tranche débutera au printemps\u00a0; elle doit durer dix-huit mois et "
            "mobiliser deux cents salariés de la région.\n\n"
            "Trois lots\n\n- le quai\n- la voie ferrée\n\n"
            "Le second appel d’offres est attendu avant l’été, selon la chambre de commerce."
        ),
        source="Le Littoral économique",
        author="Maëlle Kerdoncuff",
        url=url,
        canonical_url=server.url("/port-de-ker?id=7"),
        published="2026-02-15T08:30:00Z",
        language="fr",
    )


def test_line_breaks_part_paragraphs_and_what_stands_above_is_no_text(server: FeedServer) -> None:
    article = (
        "<h1>Le port de Ker s’agrandit</h1>"
        "<p>Par Maëlle Kerdoncuff et Luc Petit<br>Publié le 15/02/2026 à 09h30</p>"
        "<p>Le conseil régional engage quarante millions d’euros pour le quai des énergies marines.<br/>"
        "<br/>\nLa première tranche débutera au printemps&nbsp;; elle doit durer dix-huit mois.<br>&nbsp;<br>"
        "Un quai de plus<br><br>Le second appel d’offres est attendu avant l’été.<br>Il sera public.</p>"
    )
    found = fetch(server.serves("/ker", page("", article), "text/html"))
    assert found.body == (
        "Le conseil régional engage quarante millions d’euros pour le quai des énergies marines.\n\n"
        "La première tranche débutera au printemps\u00a0; elle doit durer dix-huit mois.\n\n"
        "Un quai de plus\n\n"
        "Le second appel d’offres est attendu avant l’été.\nIl sera public."
    )
    assert found.author == "Maëlle Kerdoncuff et Luc Petit"
    assert found.published == "2026-02-15T12:00:00Z"


def test_a_paragraph_that_stands_twice_on_a_page_is_read_once(server: FeedServer) -> None:
    lede = "<p>Le conseil régional engage quarante millions d’euros pour le quai des énergies marines.</p>"
    body = fetch(server.serves("/ker", page(article=lede + ARTICLE + lede), "text/html")).body
    assert body.count("marines.") == 1


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2026-02-15T23:30:00+01:00">',
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished":'
        ' "2026-02-15T23:30:00+01:00", "dateModified": "2026-02-17T08:00:00Z"}</script>',
    ],
)
def test_the_hour_is_the_pages_where_it_tells_the_zone(server: FeedServer, head: str) -> None:
    assert fetch(server.serves("/ker", page(head), "text/html")).published == "2026-02-15T22:30:00Z"


def test_a_rule_reads_who_and_when_before_it_removes_them(server: FeedServer) -> None:
    signed = (
        "<div class=signature><b>Maëlle Kerdoncuff</b> <i>Publié le 15/02/2026 à 9h30</i></div>"
    )
    url = server.serves("/ker", page("", signed + ARTICLE), "text/html")
    host = "127.0.0.1"
    rules = read_sites(
        f'["{host}"]\ntext = "article"\nremove = ["h1", ".signature"]\n'
        'author = ".signature b"\ndate = ".signature i"'
    )
    found = check_page(url, LIMITS, rules, HERE)
    assert found.unused == ()
    assert (found.article.author, found.article.published) == (
        "Maëlle Kerdoncuff",
        "2026-02-15T12:00:00Z",
    )
    assert found.article.body.startswith("Le conseil régional")


def test_a_page_that_says_little(server: FeedServer) -> None:
    url = server.serves("/ker?utm_source=x", page(head="", language=""), "text/html")
    article = fetch(url)
    assert article.canonical_url == server.url("/ker")
    assert (article.author, article.published, article.language) == (None, None, None)
    assert article.body.startswith("Le conseil régional")


def test_the_front_page_is_no_articles_address(server: FeedServer) -> None:
    head = '<link rel="canonical" href="/">'
    url = server.serves("/ker", page(head=head), "text/html")
    assert fetch(url).canonical_url == url


@pytest.mark.parametrize(
    ("encoding", "content_type"),
    [
        ("windows-1252", "text/html; charset=iso-8859-1"),
        ("windows-1252", "text/html"),
        ("utf-8", "text/html; charset=iso-8859-1"),
    ],
)
def test_encodings(server: FeedServer, encoding: str, content_type: str) -> None:
    body = page().encode(encoding, "xmlcharrefreplace")
    article = fetch(server.serves("/ker", body, content_type))
    assert article.title == "Le port de Ker s’agrandit"
    assert "énergies" in article.body


def test_hostile_pages_are_cleaned(server: FeedServer) -> None:
    hostile = ARTICLE.replace("Trois lots", "Trois \u202elots\u00ad&#27;[31m <script>x</script>")
    head = HEAD.replace("Maëlle", "\x1b]0;x\x07Maëlle\u202e")
    article = fetch(server.serves("/ker", page(head, hostile), "text/html"))
    assert article.author == "Maëlle Kerdoncuff"
    text = article.body.replace("\n", "")
    assert text.replace("\u00a0", " ").isprintable()


def problem(url: str) -> str:
    with pytest.raises(ProblemError) as caught:
        fetch(url)
    return caught.value.problem.code


@pytest.mark.parametrize("kind", ["application/pdf", "image/png", "application/rss+xml"])
def test_what_is_no_page(server: FeedServer, kind: str) -> None:
    assert problem(server.serves("/doc", b"%PDF-1.7", kind)) == "not-a-page"


@pytest.mark.parametrize("body", ["", "<html></html>", "<html><body></body></html>", "\x00\x01"])
def test_pages_without_an_article(server: FeedServer, body: str) -> None:
    assert problem(server.serves("/vide", body, "text/html")) == "no-article"


def test_what_cannot_be_fetched(server: FeedServer) -> None:
    assert problem(server.url("/absent")) == "http-404"
    guarded = replace(LIMITS, allow_private_addresses=False)
    with pytest.raises(ProblemError) as caught:
        fetch_article(server.serves("/ker", page(), "text/html"), guarded, HERE)
    assert caught.value.problem.code == "private-address"
