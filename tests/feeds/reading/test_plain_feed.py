"""The quick reader of plain feeds reads what feedparser reads, or leaves it to feedparser."""

from __future__ import annotations

from html import escape
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feeds.reading.plain_feed import read_plain_feed
from tests.bench._feeds import make_feed
from tests.feeds import samples
from tests.support.feed_readers import URL, both_ways
from tests.support.mutations import mutated

NAMESPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
    ' xmlns:atom="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/"'
    ' xmlns:slash="http://purl.org/rss/1.0/modules/slash/" xmlns:wfw="http://wellformedweb.org/CommentAPI/"'
    ' xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
    ' xmlns:thr="http://purl.org/syndication/thread/1.0" xmlns:geo="http://www.w3.org/2003/01/geo/wgs84_pos#"'
    ' xmlns:gd="http://schemas.google.com/g/2005" xmlns:author="https://author.example/"'
    ' xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"'
)
PREFIX = f'<rss version="2.0" {NAMESPACES}><channel>'
SUFFIX = "</channel></rss>"
LONG = "<p>La scierie « Belmont » sèche son bois au soleil &amp; au vent&nbsp;; neuf jours.</p>" * 5
TEXTS = (
    "", " ", "\n", "La scierie embauche", " L’étang &amp; la vallée ", "R&amp;D; &eacute;", "a < b", "</i>",
    "<b>six</b> postes", "<script>x</script> &amp;lt;", "&lt;p&gt;", "Ã©tÃ© Â", "\u00a0 é\u00a0",
    "&#8217; &#xe9;", "x" * 300, "jean@vallee.example (Jean Roux)", "Ève (eve@port.example)",
    "Ève <eve@port.example>", "()", "@", "économie, emploi", "true", "fr_FR", "15", "]]", "🚢",
    "\r\n deux\r\nlignes", LONG, f"mot {LONG}",
    "vendredi", "<svg><title>a</title></svg>", "&unknown; </p>", "\ufffd", "\u200b",
)  # fmt: skip
ADDRESSES = (
    "", "https://vallee.example/a", "HTTPS://Vallee.example/A?b=c&d=e#f", "/b?x=1&amp;y=2", "c d",
    "tag:a,2026:1", "https://vallee.example", "http:///x/y", "javascript:alert(1)", "//port.example/é",
    "urn:isbn:1", "urn:///x", "?q", "#f", "https://[::1", "mailto:a@b.example", " https://a.example/b ",
    "https://a.example/b?c&copy;d", "../e/./f", "https://a.example/?",
)  # fmt: skip
DATES = (
    "Mon, 16 Feb 2026 09:30:00 +0100", "Sat, 31 Jan 2026 23:59:60 GMT", "2026-02-19T18:00:00Z", "2026-02-19",
    "2026-02-19T18:00:00.123+02:00", "2026-02-19 18:00:00", "lundi 16 février 2026", "16 Feb 26 09:30 EST", "",
    "Thu, 30 Feb 2026 09:30:00 GMT", "Tue, 3 Mar 2026 9:5:1 -0330", "1771234567", "2026-W08-1",
    "20260219T180000Z", "Mon Feb 16 09:30:00 2026", "Fri, 13 Feb 2026 10:00:00 +0000 (UTC)",
    "2026-13-01T00:00:00Z",
)  # fmt: skip


def inner(text: str) -> st.SearchStrategy[str]:
    """One text as a document may hold it."""
    marked = text.replace("]]>", "")
    return st.sampled_from(
        [
            escape(text),
            f"<![CDATA[{marked}]]>",
            f"\n <![CDATA[{marked}]]> ",
            f"{escape(text)}<!-- - -->!",
        ]
    )


any_text = st.sampled_from(TEXTS).flatmap(inner)
any_address = st.sampled_from(ADDRESSES).flatmap(inner)
any_date = st.sampled_from(DATES).flatmap(inner)
any_inner = st.one_of(any_text, any_address, any_date)
attribute = st.one_of(
    st.tuples(st.sampled_from(("href", "url", "uri")), st.sampled_from(ADDRESSES)),
    st.tuples(
        st.just("rel"),
        st.sampled_from(("alternate", "self", "enclosure", "SELF", "replies", "license", "")),
    ),
    st.tuples(
        st.sampled_from(("type", "Type")),
        st.sampled_from(
            ("html", "text", "HTML", "text/html", "text/plain", "plain", "audio/mpeg", "xhtml", "")
        ),
    ),
    st.tuples(st.sampled_from(("isPermaLink", "ispermalink")), st.sampled_from(("true", "false", "True", ""))),
    st.tuples(st.sampled_from(("term", "scheme", "domain", "label")), st.sampled_from(TEXTS[3:7])),
    st.tuples(st.just("length"), st.sampled_from(("0", "12345", "x"))),
    st.tuples(st.sampled_from(("xml:lang", "lang")), st.sampled_from(("fr", "fr_FR", "", "br-FR"))),
    st.tuples(
        st.sampled_from(("xml:base", "base", "mode", "dc:x", "thr:a", "thr:term")),
        st.sampled_from(("/z", "base64")),
    ),
)  # fmt: skip
few_attributes = st.one_of(
    st.just(""),
    st.lists(attribute, max_size=3, unique_by=lambda pair: pair[0]).map(
        lambda pairs: "".join(f' {name}="{escape(value)}"' for name, value in pairs)
    ),
)


def element(name: str, inside: st.SearchStrategy[str] = any_inner) -> st.SearchStrategy[str]:
    """An element with attributes that suit it, or do not."""
    return st.tuples(few_attributes, inside).map(lambda p: f"<{name}{p[0]}>{p[1]}</{name}>")


def suited(name: str, inside: st.SearchStrategy[str], *attributes: str) -> st.SearchStrategy[str]:
    """An element such as feeds have."""
    return st.tuples(st.sampled_from(("", *attributes)), inside).map(
        lambda p: f"<{name}{' ' * bool(p[0])}{p[0]}>{p[1]}</{name}>"
    )


person = st.lists(
    st.sampled_from(("name", "name", "email", "uri", "url", "gd:image")).flatmap(
        lambda name: suited(name, any_text, 'rel="a"')
    ),
    max_size=3,
).map(" ".join)
medium = st.lists(
    st.sampled_from(
        ("media:title", "media:description", "media:credit", "media:thumbnail", "media:rating")
    ).flatmap(lambda name: suited(name, any_text, 'type="plain"', 'type="html"')),
    max_size=3,
).map("".join)
good = st.one_of(
    suited("title", any_text, 'type="html"', 'type="text"', 'xml:lang="br"', 'xml:base="https://b.example/"'),
    suited("link", any_address, 'rel="enclosure"'),
    suited("link", st.just(""), 'href="b?c=d&amp;e" rel="alternate"', 'href="/a.mp3" rel="enclosure"'),
    suited("atom:link", st.just(""), 'href="https://a.example/x" rel="self"', 'href=""'),
    suited("link", st.just(""), 'href="/z" thr:count="3"', 'thr:href="z"'),
    suited("guid", any_address, 'isPermaLink="false"', 'isPermaLink="true"'),
    suited("id", any_address),
    *(suited(name, any_date) for name in ("pubDate", "updated", "published", "dc:date", "dcterms:created")),
    *(
        suited(name, any_text, 'type="html"', 'type="text"')
        for name in ("description", "summary", "content", "content:encoded", "dc:description", "itunes:summary")
    ),
    suited("category", any_text, 'domain="d"', 'term="emploi"', 'term="" label="x"', 'scheme="s" term="é"'),
    *(suited(name, any_text) for name in ("dc:subject", "media:keywords", "itunes:keywords")),
    *(suited(name, st.one_of(any_text, person)) for name in ("author", "dc:creator", "itunes:author")),
    suited("contributor", person),
    suited("source", any_text, 'url="https://a.example/"'),
    suited("enclosure", any_text, 'url="/a.mp3" length="12" type="audio/mpeg"', 'url=""'),
    suited("media:content", medium, 'url="https://a.example/i.jpg" width="12"', 'lang="en"'),
    suited("media:group", medium),
    medium,
    suited("feedburner:origLink", any_address),
    *(
        suited(name, any_text, 'a="b"')
        for name in ("comments", "slash:comments", "wfw:commentRss", "rights", "dc:language", "itunes:explicit",
                     "post-id", "dc:type", "gd:rating", "author:detail", "dcterms:valid", "feedburner:info")
    ),
)  # fmt: skip
odd = st.sampled_from(
    ("title", "link", "guid", "author", "category", "source", "summary", "content", "image", "svg", "links",
     "tags", "base", "geo:lat", "dc:title", "textinput", "language", "name", "ttl",
     "media:license", "Title", "atom:title", "abstract", "xhtml:div", "entry", "item", "channel", "div"),
).flatmap(element)  # fmt: skip
item_inside = st.lists(st.one_of(good, good, good, odd), max_size=8).map("\n".join)
plain_inside = st.lists(good, max_size=9).map(" ".join)
about = st.lists(
    st.one_of(
        suited("title", any_text),
        suited("link", any_address),
        suited("link", st.just(""), 'href="https://a.example/x" rel="self"', 'href="/y"'),
        suited("id", any_address),
        suited("language", st.sampled_from(("fr", "fr-FR", " ", "français"))),
        suited("ttl", st.sampled_from(("60", "x")), 'xml:lang="fr"'),
        suited(
            "image", st.just("<title>Une image</title><link>/l</link><url>u</url><width>x</width>")
        ),
        suited("image", st.just("<title/>")),
        suited("skipHours", st.just("<hour>3</hour><hour>4</hour>")),
        suited("author", st.one_of(any_text, person)),
        suited("managingEditor", any_text),
        suited("description", any_text, 'type="html"'),
        suited("itunes:summary", any_text),
        suited("summary", any_text),
        suited(
            "itunes:owner",
            st.just("<itunes:name>Ève</itunes:name> <itunes:email>e@a.fr</itunes:email>"),
        ),
        suited("itunes:category", st.just('<itunes:category text="b"/>'), 'text="a"'),
        suited("itunes:keywords", any_text),
        suited("generator", any_text, 'uri="https://g.example/" version="1"'),
        suited("cloud", any_text, 'domain="d"'),
        suited("category", any_text),
        odd,
    ),
    max_size=4,
).map("".join)
language = st.sampled_from(("", "", ' xml:lang="fr"', ' xml:lang="pt_BR"'))
base = st.sampled_from(
    ("", "", "", "", ' xml:base="https://b.example/c/"', ' xml:base="/d"', ' xml:base=""', ' xml:base="//e"',
     ' xml:base="javascript:x"', ' xml:base=" https://b.example"', ' xml:base="e/.."')
)  # fmt: skip
inside = st.one_of(item_inside, plain_inside)


@st.composite
def documents(draw: st.DrawFn) -> str:
    """Feeds of RSS 2.0 and Atom 1.0 of what the tables have, and of some that they have not."""
    is_atom = draw(st.booleans())
    name = "entry" if is_atom else "item"
    items = [
        f"<{name}{draw(language)}>{each}</{name}>" for each in draw(st.lists(inside, max_size=3))
    ]
    parts = [draw(about), *items, draw(st.one_of(st.just(""), about))]
    body = "\n".join(parts)
    head = draw(st.sampled_from(('<?xml version="1.0" encoding="utf-8"?>\n', "", "<!-- a -->\n")))
    about_all = f"{NAMESPACES}{draw(language)}{draw(base)}"
    if is_atom:
        return f'{head}<feed xmlns="http://www.w3.org/2005/Atom" {about_all}>{body}</feed>'
    return f'{head}<rss version="2.0" {about_all}><channel>{body}</channel></rss>'


@settings(max_examples=150)
@given(documents())
def test_any_feed_reads_the_same(text: str) -> None:
    read = both_ways(text)
    if read is not None:
        assert read[0] == read[1]


@settings(max_examples=60)
@given(documents(), st.randoms(use_true_random=False))
def test_any_damaged_feed_reads_the_same(text: str, chance: Random) -> None:
    other = samples.RSS_20.encode()
    damaged = mutated(text.encode(), other, chance).decode("utf-8", "replace")
    read = both_ways(damaged)
    if read is not None:
        assert read[0] == read[1]


number = st.integers(0, 61).map("{:02}".format)
year = st.sampled_from(("2026", "1999", "0000", "9999", "26"))
offset = st.sampled_from(
    ("GMT", "Z", "+0100", "-03:30", "+01:00", "-0000", "UTC", "EST", "+9999", "")
)
clock = st.tuples(number, number, number).map(":".join)
mail_date = st.builds(
    "{}, {} {} {} {} {}".format,
    st.sampled_from(("Mon", "Thu", "Sat", "lun.")),
    st.one_of(number, st.just("7")),
    st.sampled_from(("Jan", "Oct", "Dec", "déc", "may")),
    year,
    clock,
    offset,
)
internet_date = st.builds("{}-{}-{}T{}{}".format, year, number, number, clock, offset)


@given(st.one_of(mail_date, internet_date))
def test_any_date_reads_the_same(date: str) -> None:
    read = both_ways(f"{PREFIX}<item><guid>1</guid><pubDate>{date}</pubDate></item>{SUFFIX}")
    assert read is not None
    assert read[0] == read[1]


@pytest.mark.parametrize(
    "text",
    [
        samples.RSS_20,
        samples.RSS_091,
        samples.numbered_rss(range(3)),
        make_feed(0, 3).decode(),
        make_feed(1, 3).decode(),
    ],
)
def test_plain_feeds_are_read_without_feedparser(text: str) -> None:
    read = both_ways(text)
    assert read is not None
    assert read[0] == read[1]
    assert read[0][2].entries


WORDPRESS = f"""<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" {NAMESPACES}
 xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">
<channel><title>Le Courrier</title>
<atom:link href="https://c.example/feed/" rel="self" type="application/rss+xml"/>
<link>https://c.example</link><description>Économie</description><lastBuildDate>Mon, 16 Feb 2026 09:30:00 +0000
</lastBuildDate><language>fr-FR</language><sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>1
</sy:updateFrequency><generator>https://wordpress.org/?v=6.5</generator>
<image><url>https://c.example/i.png</url><title>Le Courrier</title><link>https://c.example</link><width>32</width>
<height>32</height></image><item><title>La criée &#8211; l’usine &amp; la glace</title>
<link>https://c.example/a/</link>
<comments>https://c.example/a/#respond</comments><dc:creator><![CDATA[Nolwenn Tanguy]]></dc:creator>
<pubDate>Mon, 16 Feb 2026 09:30:00 +0000</pubDate><category><![CDATA[Économie]]></category>
<category>Port</category>
<guid isPermaLink="false">https://c.example/?p=12</guid><description><![CDATA[<p>Deux millions [&#8230;]</p>]]>
</description><content:encoded><![CDATA[{LONG}]]></content:encoded><wfw:commentRss>https://c.example/a/feed/
</wfw:commentRss><slash:comments>0</slash:comments><post-id xmlns="com-wordpress:feed-additions:1">12</post-id>
</item></channel></rss>"""


def test_the_feeds_of_wordpress_are_plain() -> None:
    read = both_ways(WORDPRESS)
    assert read is not None
    assert read[0] == read[1]
    (entry,) = read[0][2].entries
    assert (entry.author, entry.categories) == ("Nolwenn Tanguy", ("Économie", "Port"))


PODCAST = f"""{PREFIX}<title>L’éco de la vallée</title><itunes:summary>Chaque lundi.</itunes:summary>
<itunes:owner><itunes:name>Radio Vallée</itunes:name><itunes:email>r@v.example</itunes:email></itunes:owner>
<itunes:category text="Business"><itunes:category text="Careers"/></itunes:category>
<item><title>La criée</title><itunes:summary>Une usine à glace.</itunes:summary>
<itunes:duration>12</itunes:duration>
<itunes:keywords>port, glace</itunes:keywords>
<enclosure url="https://r.example/1.mp3" length="9" type="audio/mpeg"/>
</item>{SUFFIX}"""


def test_podcasts_are_plain() -> None:
    read = both_ways(PODCAST)
    assert read is not None
    assert read[0] == read[1]
    (entry,) = read[0][2].entries
    assert (entry.body, entry.categories) == ("Une usine à glace.", ("port", "glace"))
    assert [each.url for each in entry.enclosures] == ["https://r.example/1.mp3"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "rien",
        samples.RSS_10,
        samples.ATOM_03,
        samples.ATOM_10,
        samples.HTML_PAGE,
        samples.CDF,
        f"<!DOCTYPE rss>{PREFIX}{SUFFIX}",
        f"{PREFIX}<item><title>a</title>{SUFFIX}",
        f"{PREFIX}<item><title>a <b>b</b></title></item>{SUFFIX}",
        f"{PREFIX}<item><inconnu>a</inconnu></item>{SUFFIX}",
        f'{PREFIX}<item xml:base="https://b.example/"><link>a</link></item>{SUFFIX}',
        f'{PREFIX}<item><content type="application/pdf">QUJD</content></item>{SUFFIX}',
        f'{PREFIX}<item><content mode="base64">QUJD</content></item>{SUFFIX}',
        f"{PREFIX}<item><title>&eacute;</title></item>{SUFFIX}",
        f"{PREFIX}<item><title>&#150;</title></item>{SUFFIX}",
        f"{PREFIX}<item><title>\x96</title></item>{SUFFIX}",
        f"{PREFIX}<item><title>a\rb</title></item>{SUFFIX}",
        f"{PREFIX}<item><author>{'a' * 3000}</author></item>{SUFFIX}",
        f"{PREFIX}<item>{'<author>a</author>' * 200}</item>{SUFFIX}",
        f'{PREFIX}<item xmlns:dc="https://autre.example/"><dc:creator>a</dc:creator></item>{SUFFIX}',
        f'<rss xmlns="http://purl.org/rss/1.0/"><channel>{SUFFIX}',
        f"<rss><channel></channel><channel>{SUFFIX}",
        "<rss><item><title>a</title></item></rss>",
        '<feed xmlns="http://purl.org/atom/ns#"><title>a</title></feed>',
        "<feed><title>a</title></feed>",
    ],
)
def test_the_rest_is_left_to_feedparser(text: str) -> None:
    assert read_plain_feed(text, URL) is None
