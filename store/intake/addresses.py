"""Which addresses mean one article, beyond those that are the same. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from urllib.parse import urlsplit

_STARTS = ("https://", "http://", "https://www.", "http://www.")
_HOME = re.compile(r"https?://[^/?#]+/?")
_NUMBER = re.compile(r"(?<![0-9])[0-9]{6,12}(?![0-9])")
_DATE = re.compile(r"(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:[0-3][0-9](?:[0-9]{4})?)?")
_OWN_NUMBERS = {7, 8}
"""Digits of numbers that are articles' for certain: shorter ones may be a section's, others a firm's."""
_LEAST_SHARED = 0.3
"""Share of the words of the shorter of two addresses that both must have."""


def plain_address(canonical_url: str | None) -> str | None:
    """An address without what sites write in one way or another: https, ``www.``, a slash at the end."""
    if canonical_url is None:
        return None
    return re.sub(r"^https?://(?:www\.)?", "", canonical_url).rstrip("/")


def address_twins(canonical_url: str) -> Sequence[str]:
    """The ways to write an address, itself left out."""
    plain = plain_address(canonical_url)
    twins = [f"{start}{plain}{end}" for start in _STARTS for end in ("", "/")]
    return [twin for twin in twins if twin != canonical_url]


def sites_of(canonical_url: str) -> Sequence[str]:
    """The ways to write the front page of an address."""
    host = (plain_address(canonical_url) or "").partition("/")[0].partition("?")[0]
    return [f"{start}{host}/" for start in _STARTS]


def is_home(canonical_url: str | None) -> bool:
    """Whether an address is a site's front page, which is no article's."""
    return canonical_url is not None and _HOME.fullmatch(canonical_url) is not None


@lru_cache(1024)
def article_key(canonical_url: str | None) -> str | None:
    """The host and the article's own number in its address; None where it has none.

    Many sites number their articles and put the number behind the title's words: it stays when title, date
    or section of the address change. What reads as a date is no number.
    """
    if canonical_url is None or not _NUMBER.search(canonical_url):
        return None
    split = urlsplit(canonical_url)
    numbers = _NUMBER.findall(_last_part(split.path))
    own = next((number for number in numbers if not _DATE.fullmatch(number)), None)
    return f"{split.hostname}#{own}" if own else None


def is_renamed(known: tuple[str | None, str | None], given: tuple[str | None, str | None]) -> bool:
    """Whether an article with the key of another is that one under a new address.

    Args:
        known: title and canonical URL of the one that is there.
        given: those of the one that came; the addresses have the same key.
    """
    if known[1] == given[1]:
        return False
    number = (article_key(given[1]) or "").rpartition("#")[2]
    if len(number) in _OWN_NUMBERS:
        return True
    before, after = (_words(_last_part(urlsplit(url or "").path)) for url in (known[1], given[1]))
    shared = len(before & after) / max(1, min(len(before), len(after)))
    return shared >= _LEAST_SHARED or (known[0] is not None and known[0] == given[0])


def _last_part(path: str) -> str:
    return path.rstrip("/").rpartition("/")[2]


def _words(text: str) -> set[str]:
    return {word for word in re.split(r"[^a-z]+", text.lower()) if len(word) > 3} - {"html"}
