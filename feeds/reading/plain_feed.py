"""Plain feeds of RSS 2.0 and Atom 1.0 as feedparser reads them, in a fraction of its time. Pure.

feedparser asks of every element whether it might be any of a hundred things. Nearly all feeds are made of
thirty, whose meaning to feedparser is simple; a document of nothing else is read here, by the same expat,
into records that are equal to feedparser's in all that this package reads. Whatever ``plain_elements`` does
not have declines the whole document: other elements, attributes that change anything, markup inside of
texts, a DOCTYPE, what is not well-formed, names that are redeclared.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import Any
from xml.parsers import expat

from feeds.reading.plain_elements import ROOT, Place, Rule, rule_of
from feeds.reading.plain_names import DeclinedError, Names, of_attribute
from feeds.reading.plain_records import Reading

_REFERENCE = re.compile(b"&#(?:[0-9]{1,10}|[xX][0-9a-fA-F]{1,8});")
_CONTROL = re.compile(b"\xc2[\x80-\x9f]")
_HEAD = re.compile(r"<\w")
_ENDLESS = 2000
"""Characters without a space, of which ``parse`` would shorten some before feedparser sees them."""
_MOST_REFERENCES = 50_000
_BUFFER = 1 << 16


def read_plain_feed(text: str, url: str) -> dict[str, Any] | None:
    """The feed as feedparser would give it; None where that is for feedparser to say.

    Args:
        text: of the document, with or without a declaration of its encoding.
        url: where it came from; links are relative to it.
    """
    try:
        data = text.encode()
        if not _is_plain(text, data):
            return None
        reading = Reading(url)
        _Reader(reading).read(data)
    except (DeclinedError, UnicodeEncodeError, expat.ExpatError):
        return None
    return {"version": "plain", "feed": reading.feed, "entries": reading.entries}


def _is_plain(text: str, data: bytes) -> bool:
    """Whether there is nothing in it that one library takes for something else than another."""
    head = _HEAD.search(text)
    return not (
        head is None
        or "<!DOCTYPE" in text[: head.start()]
        or "<!ENTITY" in text[: head.start()]
        or ("\r" in text and text.count("\r") != text.count("\r\n"))
        or _CONTROL.search(data)
        or _may_have_endless_word(text)
        or data.count(b"&#") > _MOST_REFERENCES
        or any(map(_is_ambiguous, set(_REFERENCE.findall(data))))
    )


def _may_have_endless_word(text: str) -> bool:
    # Such a word fills one of these windows at least.
    half = _ENDLESS // 2
    windows = range(0, len(text) - half, half)
    return any(text.find(" ", start, start + half) < 0 for start in windows)


def _is_ambiguous(reference: bytes) -> bool:
    """Whether HTML and XML have different ideas of a character's number."""
    number = reference[2:-1].decode()
    code = int(number[1:], 16) if number[0] in "xX" else int(number)
    return code > 0x10FFFF or html.unescape(reference.decode()) != chr(code)


class _Reader:
    """Tells a reading what expat finds."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._names = Names()
        self._known: dict[Place, dict[str, Rule]] = {}
        self._place = ROOT
        self._rules = self._known.setdefault(ROOT, {})
        self._outer: list[tuple[Place, str | None]] = []
        self._leaf: Rule | None = None
        self._attributes: Mapping[str, str] = {}
        self._leaf_language: str | None = None
        self._pieces: list[str] = []

    def read(self, data: bytes) -> None:
        """Read a whole document.

        Raises:
            DeclinedError: it is not plain.
            ExpatError: it is not well-formed.
        """
        parser = expat.ParserCreate("utf-8", " ")
        parser.namespace_prefixes = True
        parser.buffer_text = True
        parser.buffer_size = _BUFFER
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._pieces.append
        parser.StartNamespaceDeclHandler = self._declare
        parser.StartDoctypeDeclHandler = self._decline
        parser.Parse(data, True)

    def _decline(self, *_: object) -> None:
        raise DeclinedError

    def _declare(self, prefix: str | None, address: str | None) -> None:
        if self._names.declare(prefix, address):
            self._known.clear()
            self._rules = self._known.setdefault(self._place, {})

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if self._leaf is not None or (self._place.is_mixed and "".join(self._pieces).strip()):
            raise DeclinedError
        rule = self._rules.get(name) or self._find(name)
        reading = self._reading
        reading.depth += 1
        if rule.place is not None:
            self._enter(rule, rule.place, attributes)
            return
        self._leaf, self._leaf_language = rule, reading.language
        self._pieces.clear()
        self._attributes = self._taken(rule, attributes) if attributes else attributes

    def _end(self, _name: str) -> None:
        reading = self._reading
        leaf = self._leaf
        if leaf is None:
            self._leave()
        else:
            leaf.take(reading, self._attributes, "".join(self._pieces))
            reading.language = self._leaf_language
            self._leaf = None
            self._pieces.clear()
        reading.depth -= 1

    def _find(self, name: str) -> Rule:
        rule = self._rules[name] = rule_of(self._place, self._names.of_element(name), name)
        return rule

    def _taken(self, rule: Rule, attributes: Mapping[str, str]) -> Mapping[str, str]:
        """The attributes by feedparser's names, if all are such as the element may have."""
        if rule.attributes is None:
            return attributes
        taken: dict[str, str] = {}
        for key, value in attributes.items():
            name = of_attribute(key)
            if name is None and rule.has_others:
                continue
            if name == "xml:lang" and rule.has_others:
                self._reading.language = value or None
            elif name in rule.attributes and name not in taken:
                taken[name] = value.lower() if name in {"rel", "type"} else value
            else:
                raise DeclinedError
        return taken

    def _enter(self, rule: Rule, place: Place, attributes: Mapping[str, str]) -> None:
        self._pieces.clear()
        self._outer.append((self._place, self._reading.language))
        taken = self._taken(rule, attributes)
        if place.is_document:
            self._reading.begin_document(taken.get("xml:base", ""))
        self._place = place
        self._rules = self._known.setdefault(place, {})
        place.begin(self._reading)

    def _leave(self) -> None:
        place = self._place
        place.end(self._reading, "".join(self._pieces))
        self._pieces.clear()
        self._place, self._reading.language = self._outer.pop()
        self._rules = self._known.setdefault(self._place, {})
