"""Feeds of every kind and quality to cleaned records."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feeds.errors import ParseError
from feeds.reading.parse import parse_feed
from feeds.reading.parsed import ParsedEntry, ParsedFeed
from store.models import Enclosure
from tests.feeds import samples
from tests.feeds.samples import rss, rss_item

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def read(feed: str | bytes, url: str = "https://courrier.example/rss.xml") -> ParsedFeed:
    body = feed.encode() if isinstance(feed, str) else feed
    return parse_feed(body, url=url, now=NOW)


def only(feed: str | bytes) -> ParsedEntry:
    (entry,) = read(feed).entries
    return entry


def test_rss_20() -> None:
    feed = read(samples.RSS_20)
    assert (feed.title, feed.site_url) == ("Le Courrier de l’Estuaire", "https://courrier.example/")
    assert feed.entries == (
        ParsedEntry(
            guid="criee-12",
            title="La criée de Port-Aven s’équipe d’une usine à glace",
            body=(
                "Le syndicat mixte investit deux millions d’euros\u00a0; l’usine ouvrira en mai.\n\n"
                "- douze emplois\n- trois quais"
            ),
            url="https://courrier.example/criee?utm_source=rss&id=12#xtor=RSS-1",
            canonical_url="https://courrier.example/criee?id=12",
            author="Nolwenn Tanguy",
            published="2026-02-16T08:30:00Z",
            language="fr",
            source=None,
        ),
    )


def test_rss_10() -> None:
    entry = only(samples.RSS_10)
    assert entry.title == "La scierie Belmont passe au séchage solaire"
    assert entry.canonical_url == entry.guid == "https://vallee.example/scierie"
    assert (entry.published, entry.author) == ("2026-02-10T07:00:00Z", "Ange Belmont")
    assert entry.body == "Le bois de la vallée sèchera en neuf jours."


def test_atom_10() -> None:
    feed = parse_feed(samples.ATOM_10.encode(), url="https://plateaux.example/flux/", now=NOW)
    first, second = feed.entries
    assert first.title == "Le fromage bleu s’exporte à Oslo"
    assert first.body == "La coopérative livre douze tonnes.\n\n> Nous visons vingt."
    assert first.url == "https://plateaux.example/flux/bleu"
    assert first.author == "Marius Roche, Inès Faure"
    assert first.published == "2026-02-19T18:00:00Z"
    assert second.title == "Quand a < b"
    assert second.body == "Le prix du lait <régional> tient.\n\nIl a gagné deux centimes."
    assert second.published == "2026-02-18T10:00:00Z"
    assert {entry.language for entry in feed.entries} == {"fr"}


def test_atom_03() -> None:
    entry = only(samples.ATOM_03)
    assert (entry.title, entry.body) == ("La halle rouvre", "Quarante étals sous la halle.")
    assert entry.published == "2026-01-05T09:00:00Z"
    assert entry.url == "https://carnet.example/halle"


@pytest.mark.parametrize("cased", [str, str.upper])
def test_cdf(cased: Callable[[str], str]) -> None:
    text = re.sub(r"</?\w+", lambda name: cased(name[0]), samples.CDF)
    feed = read(text)
    first, second = feed.entries
    assert (feed.title, feed.site_url) == ("Le Canal", "https://canal.example/")
    assert (first.title, first.body) == ("Le pont tourne", "Il rouvre en mai.")
    assert first.published == "1998-11-05T22:15:00Z"
    assert (second.title, second.body) == ("L’écluse", "Elle ferme & dort.")
    assert second.url == "https://canal.example/ecluse.html"
    assert read("<?xml version='1.0'?><CHANNEL><TITLE>Rien</TITLE></CHANNEL>").entries == ()


def test_rss_091() -> None:
    entry = only(samples.RSS_091)
    assert (entry.title, entry.body) == ("Un remorqueur de plus", "Livré en juin.")
    assert entry.language == "fr"


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("iso-8859-1", "iso-8859-1"),
        ("iso-8859-1", "windows-1252"),
        ("windows-1252", "windows-1252"),
        ("iso-8859-15", "iso-8859-15"),
        ("utf-8", "utf-8-sig"),
        ("iso-8859-1", "utf-8"),
        ("utf-8", "windows-1252"),
        ("utf-16", "utf-16"),
    ],
)
def test_encodings(declared: str, encoding: str) -> None:
    text = "L'été à Saint-Brévin" if "8859" in encoding else "L’œuvre : 12 €"
    feed = rss(rss_item(text, guid="1"), title="Été", encoding=declared)
    entry = only(feed.encode(encoding))
    assert entry.title == text


def test_the_header_tells_the_encoding_where_the_document_does_not() -> None:
    body = "<rss version='2.0'><channel><item><title>d'œuvre</title></item></channel></rss>"
    feed = parse_feed(
        body.encode("iso-8859-15"),
        url="https://a.example/",
        content_type="text/xml; charset=iso-8859-15",
        now=NOW,
    )
    assert feed.entries[0].title == "d'œuvre"


def test_an_entry_without_a_title() -> None:
    entry = only(rss(rss_item(description="<p>Une brève.</p>", guid="1")))
    assert (entry.title, entry.body) == (None, "Une brève.")


def test_an_entry_without_a_text() -> None:
    entry = only(rss(rss_item("Un titre", guid="1")))
    assert (entry.title, entry.body) == ("Un titre", "")


def test_an_entry_without_anything_is_skipped() -> None:
    feed = read(rss(rss_item(guid="1"), rss_item("Un", guid="2"), rss_item("\u200b", guid="3")))
    assert [entry.guid for entry in feed.entries] == ["2"]
    assert feed.skipped == 2


def test_without_a_guid_the_canonical_address_stands_in() -> None:
    entry = only(rss(rss_item("Un", link="https://courrier.example/un?utm_source=rss")))
    assert entry.guid == "https://courrier.example/un"


def test_without_guid_and_address_the_text_stands_in() -> None:
    first, again = (only(rss(rss_item("Un", description="texte"))).guid for _ in range(2))
    other = only(rss(rss_item("Un", description="autre texte"))).guid
    assert first == again != other
    assert len(first) == 64


def test_a_link_to_the_front_page_names_no_article() -> None:
    entry = only(rss(rss_item("Un", link="https://courrier.example/?utm_source=rss", guid="1")))
    assert entry.canonical_url is None
    assert entry.url == "https://courrier.example/?utm_source=rss"


def test_feedburner_tells_the_real_address() -> None:
    more = (
        '<f:origLink xmlns:f="http://rssnamespace.org/feedburner/ext/1.0">'
        "https://courrier.example/vrai</f:origLink>"
    )
    entry = only(rss(rss_item("Un", link="https://relais.example/~r/1", more=more)))
    assert entry.url == "https://courrier.example/vrai"


@pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x"])
def test_links_elsewhere_than_the_web_are_dropped(link: str) -> None:
    entry = only(rss(rss_item("Un", link=link, guid="1")))
    assert (entry.url, entry.canonical_url) == (None, None)


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("Mon, 16 Feb 2026 09:30:00 +0100", "2026-02-16T08:30:00Z"),
        ("2026-02-16", "2026-02-16T00:00:00Z"),
        # Local time under the name of GMT: the article was there when it was read
        ("Sun, 01 Mar 2026 13:30:00 GMT", "2026-03-01T12:00:00Z"),
        ("Mon, 16 Feb 2028 09:30:00 +0100", None),
        ("Thu, 01 Jan 1970 00:00:00 GMT", None),
        ("lun., 16 févr. 2026 09:30:00 +0100", "2026-02-16T08:30:00Z"),
        ("Lundi 16 février 2026 à 9h30", "2026-02-16T08:30:00Z"),
        ("le 1er juillet 2025 - 09:30", "2025-07-01T07:30:00Z"),
        ("02/03/2025 09:30", "2025-03-02T08:30:00Z"),
        ("16.02.2026", "2026-02-16T00:00:00Z"),
        ("16-02-2026", "2026-02-16T00:00:00Z"),
        ("Mon, 16 Feb 2026 09:30:00 CET", "2026-02-16T08:30:00Z"),
        ("Fri, 18 Jul 2025 09:30 CEST", "2025-07-18T07:30:00Z"),
        ("Fri, 18 Jul 2025 09:30:00 Europe/Paris", "2025-07-18T07:30:00Z"),
        ("Mon, 16 Feb 2026 09:30:00 UTC+2", "2026-02-16T07:30:00Z"),
        ("Mon, 16 Feb 2026 24:00:00 +0100", "2026-02-16T23:00:00Z"),
        ("31/02/2026", None),
        ("hier matin", None),
        (None, None),
    ],
)
def test_dates(date: str | None, expected: str | None) -> None:
    assert only(rss(rss_item("Un", guid="1", date=date))).published == expected


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("<author>redaction@courrier.example (Ève Marin)</author>", "Ève Marin"),
        ("<author>redaction@courrier.example</author>", None),
        ("<author>Ève Marin &lt;eve@courrier.info&gt;</author>", "Ève Marin"),
        ("<author>La rédaction</author>", "La rédaction"),
        ("<dc:creator>Par Ève Marin (avec AFP)</dc:creator>", "Ève Marin (avec AFP)"),
        ("<dc:creator>Ève Marin - eve@courrier.example</dc:creator>", "Ève Marin"),
        ("<dc:creator>Ève Marin ; Luc Petit</dc:creator>", "Ève Marin, Luc Petit"),
        ("<dc:creator>https://courrier.example/auteur/7</dc:creator>", None),
        ("<dc:creator>admin</dc:creator>", None),
        (
            "<dc:creator>Ève Marin</dc:creator><dc:creator>Luc Petit</dc:creator>",
            "Ève Marin, Luc Petit",
        ),
        ("<dc:creator>\x1b[1mÈve&#x202e;</dc:creator>", "Ève"),
        ("", None),
    ],
)
def test_authors(more: str, expected: str | None) -> None:
    assert only(rss(rss_item("Un", guid="1", more=more))).author == expected


def test_full_text_comes_before_the_summary_unless_it_is_empty() -> None:
    full = rss_item("Un", guid="1", description="Court.", content="<p>Long.</p>")
    empty = rss_item("Deux", guid="2", description="Court.", content="<p> </p>")
    assert [entry.body for entry in read(rss(full, empty)).entries] == ["Long.", "Court."]


LEDE = (
    "Le syndicat mixte investit deux millions d’euros dans une usine à glace, qui ouvrira en mai."
)
REST = "Trente tonnes par jour sortiront des machines. Les mareyeurs attendent de voir le tarif."


@pytest.mark.parametrize("odd", ["", "<inconnu/>"])
@pytest.mark.parametrize(
    ("summary", "content", "expected"),
    [
        (f"<p>{LEDE}</p>", f"<p>{REST}</p>", f"{LEDE}\n\n{REST}"),
        (LEDE, f"<p><b>{LEDE}</b></p><p>{REST}</p>", f"{LEDE}\n\n{REST}"),
        (LEDE.replace("’", "'"), f"<p>{LEDE}</p><p>{REST}</p>", f"{LEDE}\n\n{REST}"),
        (f"{LEDE[:60]} […]", f"<p>{REST}</p>", REST),
        ("En bref", f"<p>{REST}</p>", REST),
    ],
)
def test_a_lede_is_neither_lost_nor_doubled(
    summary: str, content: str, expected: str, odd: str
) -> None:
    item = rss_item("Un", guid="1", description=summary, content=content, more=odd)
    assert only(rss(item)).body == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<h1>La  criée s’agrandit</h1><p>Deux millions.</p>", "Deux millions."),
        ("La criée s’agrandit", "La criée s’agrandit"),
        ("<p>La criée s’agrandit encore.</p><p>Fin.</p>", "La criée s’agrandit encore.\n\nFin."),
    ],
)
def test_the_title_is_not_said_again(body: str, expected: str) -> None:
    item = rss_item("La criée s’agrandit", guid="1", content=body)
    assert only(rss(item)).body == expected


def test_the_publication_at_the_end_of_titles_goes_where_most_have_it() -> None:
    titles = ["Un quai de plus - {}", "Deux ports &#8211; {}", "Brest gagne | {}", "Une brève"]
    named = [rss_item(title.format("Le Courrier"), guid=title) for title in titles]
    found = read(rss(*named, title="Le Courrier : économie")).entries
    assert [entry.title for entry in found] == [
        "Un quai de plus - Le Courrier",
        "Deux ports – Le Courrier",
        "Brest gagne | Le Courrier",
        "Une brève",
    ]
    alike = [rss_item(f"{title} - Le Courrier", guid=title) for title in "abc"]
    alike += [rss_item(f"Port {number} - Le Courrier", guid=str(number)) for number in range(4)]
    found = read(rss(*alike, title="Le Courrier : économie")).entries
    assert [entry.title for entry in found][-2:] == ["Port 2", "Port 3"]
    assert found[0].title == "a - Le Courrier"


def test_a_town_that_ends_a_title_stays() -> None:
    towns = [rss_item(f"Football : {town} - Quimper", guid=town) for town in ("Brest", "Vannes")]
    towns += [rss_item(f"Un quai à {town}", guid=f"quai {town}") for town in ("Brest", "Vannes")]
    found = read(rss(*towns, title="Quimper")).entries
    assert found[0].title == "Football : Brest - Quimper"


def test_the_publication_of_a_gathered_entry_is_not_in_its_title() -> None:
    more = '<source url="https://autre.example/rss">Autre Journal</source>'
    assert only(rss(rss_item("Un quai - Autre Journal", guid="1", more=more))).title == "Un quai"


PICTURE = (
    '<media:content xmlns:media="http://search.yahoo.com/mrss/" url="https://courrier.example/i.jpg">'
    '<media:description type="plain">Le quai, en mai.</media:description></media:content>'
)


@pytest.mark.parametrize("odd", ["", "<inconnu/>"])
@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        (f"<description>La glace arrive.</description>{PICTURE}", "La glace arrive."),
        (f"{PICTURE}<description>La glace arrive.</description>", "La glace arrive."),
        (PICTURE, "Le quai, en mai."),
    ],
)
def test_the_caption_of_a_picture_is_no_text_unless_there_is_no_other(
    inside: str, expected: str, odd: str
) -> None:
    assert only(rss(f"<item><title>La criée</title>{inside}{odd}</item>")).body == expected


def test_pictures_without_a_text_say_what_they_show() -> None:
    picture = (
        '<p><img src="a.png" alt="Carte des chantiers &amp; des cales"><img src="b.png" alt=""></p>'
    )
    assert only(rss(rss_item("Un", guid="1", content=picture))).body == (
        "[Carte des chantiers & des cales]"
    )
    assert only(rss(rss_item("Un", guid="1", content=f"{picture}<p>Deux.</p>"))).body == "Deux."


def test_the_publication_of_a_gathered_entry() -> None:
    more = '<source url="https://autre.example/rss">Autre Journal</source>'
    assert only(rss(rss_item("Un", guid="1", more=more))).source == "Autre Journal"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("&#27;[31mAlerte&#27;[0m", "Alerte"),
        ("\x1b]0;PRIS\x07Alerte", "Alerte"),
        ("Alerte\u202e\u2066", "Alerte"),
        ("Ale\u00adrte", "Alerte"),
        ("<![CDATA[Aler<b>te</b>]]>", "Alerte"),
        ("[@click=app.quit]Alerte[/]", "[@click=app.quit]Alerte[/]"),
    ],
)
def test_hostile_titles(raw: str, expected: str) -> None:
    assert (
        only(f"<rss version='2.0'><channel><item><title>{raw}</title></item></channel></rss>").title
        == expected
    )


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "empty"),
        (b" \r\n\t ", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (samples.HTML_PAGE.encode(), "page-with-feed"),
        (b"<!doctype html><html><body><p>Bonjour</p></body></html>", "page-without-feed"),
        (b'<html><body><a href="/feed/">Flux</a></body></html>', "page-with-feed"),
        (rss(rss_item("Un", guid="1")).partition("<guid")[0].encode(), "cut-off"),
        (rss(title="Le Courrier").partition("</channel>")[0].encode(), "cut-off"),
        (b'{"version": "https://jsonfeed.org/version/1", "items": [{"id"', "cut-off"),
        (b"{}", "not-a-feed"),
        (b"%PDF-1.7\x00\xff\xfe", "not-a-feed"),
        (b"une phrase", "not-a-feed"),
        (b"file:///etc/passwd", "not-a-feed"),
        (b"https://courrier.example/rss.xml", "not-a-feed"),
    ],
)
def test_what_is_no_feed(body: bytes, code: str) -> None:
    with pytest.raises(ParseError) as caught:
        read(body)
    assert caught.value.problem.code == code


def test_a_feed_without_entries_is_a_feed() -> None:
    assert read(rss()).entries == ()


@pytest.mark.parametrize("first", ["<item>", "<entry>"])
def test_a_feed_that_is_cut_off_gives_what_is_whole(first: str) -> None:
    kind = samples.numbered_rss([1, 2, 3]) if first == "<item>" else samples.ATOM_10
    whole = read(kind).entries
    # Wherever it breaks off, an entry is taken as it is in the whole feed or not at all: another identity
    # would double it.
    begin = kind.index(first, kind.index(first) + 1)
    for end in range(begin, len(kind) - 1, 7):
        feed = read(kind[:end])
        assert feed.entries == whole[: len(feed.entries)]
        assert len(feed.entries) >= 1


def test_what_is_written_with_bare_ampersands_and_names_of_html() -> None:
    feed = rss(
        rss_item(
            "R&D & Cie, AT&T\xa0; l&rsquo;&eacute;t&eacute;",
            link="https://a.example/?b=1&c=2",
            guid="1",
        ),
        rss_item(description="<![CDATA[<p>Deux & trois</p>]]>&copie; &amp;amp;", guid="2"),
    )
    first, second = read(feed.replace("&amp;", "&")).entries
    assert first.title == "R&D & Cie, AT&T\xa0; l’été"
    assert first.url == "https://a.example/?b=1&c=2"
    assert second.body.startswith("Deux & trois")


@pytest.mark.parametrize(
    "before",
    [
        "\n\r\n  ",
        "\ufeff\n",
        "<br />\n<b>Warning</b>: Cannot modify header in <b>/srv/a.php</b> on line <b>3</b><br />\n",
        "PHP Notice:  Undefined index: x in /srv/a.php on line 12\n",
        "<!-- cache -->",
    ],
)
@pytest.mark.parametrize("kind", ["text/html", "text/plain", "application/octet-stream", ""])
def test_what_stands_before_a_feed_and_what_it_is_called_does_not_matter(
    before: str, kind: str
) -> None:
    body = (before + rss(rss_item("L’été", guid="1"))).encode()
    feed = parse_feed(body, url="https://courrier.example/", content_type=kind, now=NOW)
    assert [entry.title for entry in feed.entries] == ["L’été"]


def test_entities_of_the_feeds_own_name_letters_and_no_files() -> None:
    text = (
        '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY eur "&#8364;"><!ENTITY x SYSTEM "file:///etc/passwd">]>'
        "<rss version='2.0'><channel><item><title>Un &eur; &x;</title><guid>1</guid></item></channel></rss>"
    )
    title = only(text).title or ""
    assert title.startswith("Un €")
    assert "root" not in title


@pytest.mark.parametrize("tag", ["author", "dc:creator", "managingEditor", "description"])
def test_endless_words_cost_nothing(tag: str) -> None:
    # feedparser by itself would need an hour for these and run into the limit.
    endless = f"<{tag}>{'a' * 1_000_000}</{tag}>"
    assert only(rss(rss_item("Un", guid="1", more=endless))).title == "Un"


@settings(max_examples=60)
@given(st.binary(max_size=200), st.integers(0, 400))
def test_broken_feeds_break_nothing(noise: bytes, place: int) -> None:
    body = samples.ATOM_10.encode()
    with suppress(ParseError):
        read(body[:place] + noise + body[place:])


def test_categories_are_lines_each_once() -> None:
    more = (
        "<category>Économie</category><category domain='x'>Économie</category>"
        "<category>&lt;b&gt;Mer&#10;et littoral&lt;/b&gt;</category><category> </category>"
    )
    assert only(rss(rss_item("Un", guid="1", more=more))).categories == (
        "Économie",
        "Mer et littoral",
    )
    atom = samples.ATOM_10.replace("<summary>", "<category term='t' label='Fromages'/><summary>")
    assert read(atom).entries[0].categories == ("Fromages",)
    many = "".join(f"<category>{number}</category>" for number in range(500))
    assert len(only(rss(rss_item("Un", guid="1", more=many))).categories) == 30


def test_enclosures_are_links() -> None:
    sound = "<enclosure url='/son.mp3' type='audio/mpeg' length='1234'/>"
    bad = "<enclosure url='javascript:x'/><enclosure url='https://a.example/b' length='beaucoup'/>"
    entry = only(
        rss(
            rss_item(
                "Le port", link="https://courrier.example/a", guid="1", more=sound + bad + sound
            )
        )
    )
    assert entry.enclosures == (
        Enclosure("https://courrier.example/son.mp3", "audio/mpeg", 1234),
        Enclosure("https://a.example/b"),
    )
    atom = samples.ATOM_10.replace(
        "<entry>",
        "<entry><link rel='enclosure' href='https://a.example/plan.pdf' type='application/pdf'/>",
        1,
    )
    assert (
        Enclosure("https://a.example/plan.pdf", "application/pdf")
        in read(atom).entries[0].enclosures
    )


def test_documents_and_films_of_a_text_are_links_too() -> None:
    content = (
        '<p>Le <a href="/doc/Projet.PDF?v=2&amp;w=3">dossier</a>, la <a href="/page.html">page</a>, '
        "<a class=x href=https://a.example/t.xlsx>le tableau</a>.</p>"
        '<iframe width="560" src="https://www.youtube.com/embed/abcDEF_1234?rel=0"></iframe>'
        '<iframe src="https://compteur.example/" width="1" height="1"></iframe>'
        '<iframe src="javascript:x.pdf"></iframe><audio controls><source src="/son.mp3"></audio>'
    )
    entry = only(
        rss(rss_item("Le port", link="https://courrier.example/a", guid="1", content=content))
    )
    assert entry.enclosures == (
        Enclosure("https://courrier.example/doc/Projet.PDF?v=2&w=3", "application/pdf"),
        Enclosure(
            "https://a.example/t.xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
        Enclosure("https://www.youtube.com/watch?v=abcDEF_1234"),
        Enclosure("https://courrier.example/son.mp3", "audio/mpeg"),
    )


@pytest.mark.parametrize(("told", "expected"), [("fra", "fr"), ("fr_FR", "fr"), ("EN-us", "en")])
def test_languages_have_two_letters(told: str, expected: str) -> None:
    feed = rss(rss_item("Un", guid="1")).replace("<item>", f"<language>{told}</language><item>")
    assert only(feed).language == expected


@pytest.mark.parametrize("value", ["&a;&a;", "x" * 2000, "%a;"])
def test_entities_that_are_an_attack(value: str) -> None:
    head = f"<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a 'a'><!ENTITY b '{value}'>]>"
    with pytest.raises(ParseError) as caught:
        read(head + rss(rss_item("&b;")).partition("?>")[2])
    assert caught.value.problem.code == "entities"
