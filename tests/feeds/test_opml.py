"""Lists of feeds, read from what others write and written for others to read."""

from __future__ import annotations

import unicodedata
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.cleaning.clean import clean_line
from feeds.errors import OpmlError
from feeds.opml import read_opml, write_opml
from store.models import Feed, FeedDetails, FeedState, FullText

OTHERS = """<?xml version="1.0" encoding="ISO-8859-1"?>
<opml version="1.0"><head><title>Abonnements</title></head><body>
<outline text="Région" title="Région">
  <outline text="Ports"><outline type="rss" text="Le Courrier" title="Le Courrier de l'Estuaire"
    xmlUrl="https://courrier.example/rss.xml" htmlUrl="https://courrier.example/"/></outline>
  <outline TYPE="rss" text="&lt;b&gt;Gazette" xmlURL="https://gazette.example/rss?a=1&amp;b=2"/>
</outline>
<outline text="Sans nom" xmlUrl="feed://vallee.example/flux"/>
<outline xmlUrl="feed:https://plateaux.example/flux"/>
<outline text="Deux fois" xmlUrl="https://courrier.example/rss.xml"/>
<outline text="Fichier" xmlUrl="file:///etc/passwd"/>
<outline text="Script" xmlUrl="javascript:alert(1)"/>
<outline text="Lien" url="https://lien.example/"/>
</body></opml>""".encode("iso-8859-1")


def test_what_others_write() -> None:
    assert read_opml(OTHERS) == [
        FeedDetails(
            "https://courrier.example/rss.xml",
            title="Le Courrier de l'Estuaire",
            group="Région/Ports",
        ),
        FeedDetails("https://gazette.example/rss?a=1&b=2", title="<b>Gazette", group="Région"),
        FeedDetails("http://vallee.example/flux", title="Sans nom"),
        FeedDetails("https://plateaux.example/flux"),
    ]


def feed(details: FeedDetails, state: FeedState | None = None) -> Feed:
    return Feed(details.url, details, state or FeedState(), "2026-03-01T00:00:00Z", 0)


def test_what_is_written_nests_by_group() -> None:
    state = FeedState(own_title="Le Courrier", site_url="https://courrier.example/")
    feeds = [
        feed(FeedDetails("https://courrier.example/rss", group="Région/Ports"), state),
        feed(
            FeedDetails("https://gazette.example/rss", title="La « Gazette » & Cie", group="Région")
        ),
        feed(FeedDetails("https://vallee.example/rss", tags=("filière/bois", "vallée"))),
    ]
    data = write_opml(feeds, "Flux du bureau & de l’atelier")
    root = ET.fromstring(data)
    assert root.findtext("head/title") == "Flux du bureau & de l’atelier"
    inner = root.find("body/outline[@text='Région']/outline[@text='Ports']/outline")
    assert inner is not None
    assert inner.attrib == {
        "type": "rss",
        "text": "Le Courrier",
        "xmlUrl": "https://courrier.example/rss",
        "htmlUrl": "https://courrier.example/",
    }
    assert [details.url for details in read_opml(data)] == [
        "https://vallee.example/rss",
        "https://gazette.example/rss",
        "https://courrier.example/rss",
    ]


NAMES = st.text(
    st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"], exclude_characters="/,"),
    min_size=1,
    max_size=20,
).map(lambda text: " ".join(text.split()))
CLEAN = NAMES.map(lambda text: clean_line(text, is_html=False)).filter(bool)
DETAILS = st.builds(
    FeedDetails,
    url=st.integers(0, 10**9).map(lambda number: f"https://gazette.example/{number}?a=1&b=<2>"),
    title=CLEAN,
    group=st.none() | st.lists(CLEAN, min_size=1, max_size=3).map("/".join),
    source=st.none() | CLEAN,
    tags=st.lists(CLEAN, max_size=3, unique=True).map(tuple),
    paused=st.booleans(),
    full_text=st.sampled_from(FullText),
)


@given(st.lists(DETAILS, unique_by=lambda details: details.url, max_size=8))
def test_what_is_written_is_read_again(details: Sequence[FeedDetails]) -> None:
    def composed(each: FeedDetails) -> FeedDetails:
        def nfc(text: str | None) -> str | None:
            return None if text is None else unicodedata.normalize("NFC", text)

        return FeedDetails(
            each.url,
            nfc(each.title),
            nfc(each.group),
            nfc(each.source),
            tuple(dict.fromkeys(unicodedata.normalize("NFC", tag) for tag in each.tags)),
            each.paused,
            full_text=each.full_text,
        )

    again = read_opml(write_opml([feed(each) for each in details], "Flux"))
    assert sorted(again, key=lambda each: each.url) == sorted(
        map(composed, details), key=lambda each: each.url
    )


def test_a_private_network_is_not_allowed_by_a_file() -> None:
    data = write_opml([feed(FeedDetails("http://nas.example/rss", allow_private=True))], "Flux")
    assert b"private" not in data
    hostile = data.replace(
        b"<outline ", b'<outline allow_private="true" marbre:allow_private="true" '
    )
    assert [details.allow_private for details in read_opml(hostile)] == [False]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "not-xml"),
        (b"Bonjour", "not-xml"),
        (b"<opml><body>", "not-xml"),
        (b"<html><body/></html>", "not-opml"),
        (b"<rss><channel/></rss>", "not-opml"),
        (b'<!DOCTYPE o [<!ENTITY a "b">]><opml><body/></opml>', "entities"),
        (b'<!DOCTYPE o [<!ENTITY a SYSTEM "file:///etc/passwd">]><opml>&a;</opml>', "entities"),
        (b'<!DOCTYPE o [<!ENTITY % a SYSTEM "http://x/">%a;]><opml/>', "entities"),
    ],
)
def test_what_is_no_list_of_feeds(data: bytes, reason: str) -> None:
    with pytest.raises(OpmlError) as caught:
        read_opml(data)
    assert caught.value.reason == reason


def test_the_line_is_told() -> None:
    with pytest.raises(OpmlError) as caught:
        read_opml(b"<opml>\n<body>\n</wrong>\n</opml>")
    assert caught.value.line == 3


def test_a_doctype_alone_does_no_harm() -> None:
    data = b'<!DOCTYPE opml><opml><body><outline xmlUrl="https://a.example/"/></body></opml>'
    assert read_opml(data) == [FeedDetails("https://a.example/")]


def test_controls_in_names_go() -> None:
    data = '<opml><body><outline text="Ga\u202ezette&#x9b;1m" xmlUrl="https://a.example/"/></body></opml>'
    assert read_opml(data.encode())[0].title == "Gazette"


@given(st.binary(max_size=200))
def test_broken_lists_break_nothing(noise: bytes) -> None:
    for data in (noise, OTHERS[:200] + noise + OTHERS[200:]):
        with suppress(OpmlError):
            read_opml(data)


def test_names_and_passwords_in_addresses_are_left_out() -> None:
    outlines = "".join(
        f'<outline xmlUrl="{address}"/>'
        for address in ("https://claire:secret@a.example/rss", "feed:http://claire@b.example/@x")
    )
    found = read_opml(f"<opml version='2.0'><body>{outlines}</body></opml>".encode())
    assert [each.url for each in found] == ["https://a.example/rss", "http://b.example/@x"]


REGION = (
    '<opml><body><outline text="Région &amp; R&amp;D" xmlUrl="https://a.example/é"/></body></opml>'
)


@pytest.mark.parametrize(
    "data",
    [
        REGION.encode("cp1252"),
        b'<?xml version="1.0" encoding="UTF-8"?>' + REGION.encode("cp1252"),
        b'<?xml version="1.0" encoding="foo-9"?>' + REGION.encode(),
        b'<?xml version="1.0" encoding="shift_jis"?>' + REGION.encode(),
        REGION.encode("utf-16"),
        b"\xef\xbb\xbf\n" + b'<?xml version="1.0"?>' + REGION.encode(),
        REGION.replace("&amp;", "&").encode(),
        REGION.replace("é", "&eacute;").encode(),
        REGION.replace("é", "&#233;").replace("&amp;", "&").encode("cp1252"),
        REGION.replace("Ré", "R\x01é").encode(),
        REGION.replace("<opml>", '<opml xmlns="http://opml.example/">').encode(),
    ],
)
def test_a_list_that_is_nearly_xml(data: bytes) -> None:
    assert read_opml(data) == [FeedDetails("https://a.example/é", title="Région & R&D")]


def test_the_line_of_what_cannot_be_mended_is_told() -> None:
    with pytest.raises(OpmlError) as caught:
        read_opml('<?xml version="1.0" encoding="foo-9"?>\n<opml>\n</é>'.encode("cp1252"))
    assert caught.value.reason == "not-xml"


@pytest.mark.parametrize("entity", ['<!ENTITY a "b">', '<!ENTITY a SYSTEM "file:///etc/passwd">'])
def test_entities_are_refused_in_a_list_that_is_nearly_xml_too(entity: str) -> None:
    data = f"<!DOCTYPE o [{entity}]>{REGION.replace('R&amp;D', '&a; R&D')}"
    with pytest.raises(OpmlError) as caught:
        read_opml(data.encode("cp1252"))
    assert caught.value.reason == "entities"


def test_groups_in_groups_have_an_end() -> None:
    inner = '<outline xmlUrl="https://a.example/"/>'
    data = (
        "<opml><body>"
        + "<outline text='g'>" * 5000
        + inner
        + "</outline>" * 5000
        + "</body></opml>"
    )
    (found,) = read_opml(data.encode())
    assert found.group == "/".join("g" * 16)
    deep = feed(FeedDetails("https://a.example/", group="/".join("g" * 5000)))
    assert len(read_opml(write_opml([deep], "Flux"))) == 1
