"""The elements of plain feeds: where they stand, what they may have, what takes them in. Data.

Names are feedparser's: without a namespace those of RSS and Atom, ``dc_creator`` for the others, in lower case.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from feeds.reading.plain_names import NAMES, DeclinedError
from feeds.reading.plain_records import Attributes, Reading
from feeds.reading.quick_feedparser import Reader

_ATOM = "http://www.w3.org/2005/Atom "
# fmt: off
_INERT_NAMESPACES = frozenset({"dc", "slash", "wfw", "sy", "thr", "feedburner", "media", "itunes", "prism"})
# fmt: on
"""Those that feedparser knows and of whose elements it has methods for some at most."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What becomes of an element."""

    take: Callable[[Reading, Attributes, str], None]
    """Takes in its attributes and its text, where it has no elements inside."""
    attributes: frozenset[str] | None = frozenset()
    """Those it may have; None where none of them matters."""
    has_others: bool = True
    """Whether it may have ``xml:lang``, too, and attributes that mean nothing."""
    place: Place | None = None
    """What it is for the elements inside."""


def _nothing(_reading: Reading, _text: str = "") -> None:
    """What many elements begin and end with."""


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """An element that has others inside."""

    rules: Mapping[str, Rule]
    """Of the elements that it may have."""
    begin: Callable[[Reading], None] = _nothing
    end: Callable[[Reading, str], None] = _nothing
    """Takes in its text behind the last element, too."""
    is_mixed: bool = False
    """Whether its text matters."""
    has_inert: bool = False
    """Whether it may have any that do nothing."""
    is_document: bool = False
    """Whether it is the outermost."""


def rule_of(place: Place, element: str, name: str) -> Rule:
    """What becomes of an element, by feedparser's name and by expat's.

    Raises:
        DeclinedError: it is not of those whose meaning is simple.
    """
    rule = place.rules.get(element)
    if rule is not None and (element != "feed" or name.startswith(_ATOM)):
        return rule
    if place.has_inert and _is_inert(element):
        return _INERT_IN_TEXT if place.is_mixed else _INERT
    raise DeclinedError


def _is_inert(element: str) -> bool:
    """Whether it is of a namespace, and feedparser just keeps it under its own name."""
    prefix, has_prefix, _ = element.partition("_")
    return (
        bool(has_prefix)
        and (prefix in _INERT_NAMESPACES or prefix not in NAMES)
        and not element.endswith(("_detail", "_parsed"))
        and not hasattr(Reader, f"_start_{element}")
        and not hasattr(Reader, f"_end_{element}")
    )


def _date(key: str, reading: Reading, _attributes: Attributes, text: str) -> None:
    reading.date(key, text)


def _text(key: str, reading: Reading, _attributes: Attributes, text: str) -> None:
    reading.text(key, text)


def _part(key: str, reading: Reading, _attributes: Attributes, text: str) -> None:
    reading.author_part(key, text)


def _keywords(scheme: str | None, reading: Reading, _attributes: Attributes, text: str) -> None:
    reading.keywords(scheme, text)


def _ignore(_reading: Reading, _attributes: Attributes, _text: str) -> None:
    """What is not kept."""


def _ignore_in_text(_reading: Reading, attributes: Attributes, text: str) -> None:
    """The same, where feedparser would take for its parent's the text of what has attributes."""
    if attributes and text.strip():
        raise DeclinedError


def _inside(place: Place, attributes: frozenset[str] = frozenset()) -> Rule:
    return Rule(_ignore, attributes, place=place)


def _inert(names: str) -> dict[str, Rule]:
    return dict.fromkeys(names.split(), _INERT)


_INERT = Rule(_ignore, None)
_INERT_IN_TEXT = Rule(_ignore_in_text, None)
_TYPED = frozenset({"type", "xml:base"})
_LINK = Rule(Reading.link, frozenset({"href", "rel", "type", "title", "hreflang", "length"}))
_IDENTIFIER = Rule(Reading.identifier, frozenset({"ispermalink"}))
_TITLE = Rule(Reading.title, _TYPED)
_DESCRIPTION = Rule(Reading.description, _TYPED)
_SUMMARY = Rule(Reading.summary, _TYPED)
_CATEGORY = Rule(Reading.category, frozenset({"term", "scheme", "domain", "label"}))
_PUBLISHED, _UPDATED, _CREATED = (
    Rule(partial(_date, key)) for key in ("published_parsed", "updated_parsed", "created_parsed")
)
_PARTS = {
    "name": Rule(partial(_part, "name")),
    "email": Rule(partial(_part, "email")),
    **dict.fromkeys(("uri", "url", "homepage"), Rule(partial(_part, "href"))),
}
_AUTHOR = _inside(
    Place(_PARTS, Reading.begin_author, Reading.end_author, is_mixed=True, has_inert=True)
)
_OTHER_PERSON = _inside(Place(_inert("name email uri url homepage"), has_inert=True))
_MEDIA_ELEMENTS = {
    "media_title": Rule(Reading.picture_title, _TYPED),
    "media_description": Rule(Reading.caption, _TYPED),
    **_inert("media_thumbnail media_credit media_rating media_player"),
}
_MEDIA_ATTRIBUTES = frozenset(
    {"url", "filesize", "type", "medium", "isdefault", "expression", "duration", "height", "width"}
)
_MEDIUM = _inside(Place(_MEDIA_ELEMENTS, has_inert=True), _MEDIA_ATTRIBUTES)
_MEDIA = {**_MEDIA_ELEMENTS, "media_content": _MEDIUM}
_ENTRY = _inside(
    Place(
        {
            **dict.fromkeys(("title", "dc_title"), _TITLE),
            "link": _LINK,
            **dict.fromkeys(("id", "guid"), _IDENTIFIER),
            **dict.fromkeys(("pubdate", "published", "issued", "dcterms_issued"), _PUBLISHED),
            **dict.fromkeys(("updated", "modified", "dc_date", "dcterms_modified"), _UPDATED),
            **dict.fromkeys(("created", "dcterms_created"), _CREATED),
            **dict.fromkeys(("description", "dc_description"), _DESCRIPTION),
            **dict.fromkeys(("summary", "itunes_summary"), _SUMMARY),
            "content": Rule(Reading.content, _TYPED),
            "content_encoded": Rule(Reading.encoded_content, _TYPED),
            **dict.fromkeys(("category", "keywords", "dc_subject"), _CATEGORY),
            **dict.fromkeys(("author", "dc_creator", "dc_author", "itunes_author"), _AUTHOR),
            "contributor": _OTHER_PERSON,
            "enclosure": Rule(Reading.enclosure, frozenset({"url", "length", "type"})),
            "source": Rule(Reading.source, frozenset({"url"})),
            "feedburner_origlink": Rule(partial(_text, "feedburner_origlink"), has_others=False),
            "media_keywords": Rule(partial(_keywords, None), has_others=False),
            "itunes_keywords": Rule(partial(_keywords, "http://www.itunes.com/"), has_others=False),
            **_MEDIA,
            "media_group": _inside(Place(_MEDIA, has_inert=True)),
            **_inert(
                "comments post-id rights copyright dc_rights dc_publisher dc_contributor language dc_language"
                " itunes_image itunes_explicit itunes_block itunes_subtitle"
            ),
        },
        Reading.begin_entry,
        Reading.end_entry,
        has_inert=True,
    )
)
_IMAGE = _inside(
    Place(
        {
            "title": Rule(Reading.image_title, _TYPED),
            **_inert("url link width height description"),
        },
        Reading.forget_title,
    )
)
_ABOUT = {
    **dict.fromkeys(("title", "dc_title"), _TITLE),
    "link": _LINK,
    **dict.fromkeys(("id", "guid"), _IDENTIFIER),
    **dict.fromkeys(("language", "dc_language"), Rule(partial(_text, "language"))),
    "ttl": Rule(partial(_text, "ttl"), has_others=False),
    **dict.fromkeys(
        ("author", "dc_creator", "dc_author", "itunes_author", "managingeditor", "contributor"),
        _OTHER_PERSON,
    ),
    **dict.fromkeys(("description", "dc_description"), Rule(Reading.feed_description, None)),
    **dict.fromkeys(("summary", "itunes_summary"), Rule(Reading.feed_summary, None)),
    "itunes_owner": _inside(Place(_inert("itunes_name itunes_email"))),
    "itunes_category": _inside(Place(_inert("itunes_category")), frozenset({"text"})),
    **_inert(
        "subtitle tagline copyright rights generator docs cloud webmaster pubdate lastbuilddate"
        " updated published modified issued category rating icon logo comments dc_date dc_rights dc_publisher"
        " dc_subject itunes_image itunes_explicit itunes_block itunes_keywords itunes_subtitle"
    ),
}
_CHANNEL = _inside(
    Place(
        {
            **_ABOUT,
            "item": _ENTRY,
            "image": _IMAGE,
            "skiphours": _inside(Place(_inert("hour"))),
            "skipdays": _inside(Place(_inert("day"))),
        },
        Reading.begin_channel,
        has_inert=True,
    )
)
ROOT = Place(
    {
        "rss": _inside(
            Place({"channel": _CHANNEL}, is_document=True), frozenset({"version", "xml:base"})
        ),
        "feed": _inside(
            Place(
                {**_ABOUT, "entry": _ENTRY}, Reading.begin_atom, has_inert=True, is_document=True
            ),
            frozenset({"xml:base"}),
        ),
    }
)
"""A document as a whole."""
