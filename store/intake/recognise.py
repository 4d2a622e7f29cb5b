"""Is this entry known already? What identifies an article on its way in. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from store.files.article_files import text_digest
from store.models import NewArticle
from store.text.composition import compose
from store.text.layout import prepared

_NUMBER = re.compile(r"(?<![0-9])[0-9]{6,12}(?![0-9])")
_DATE = re.compile(r"(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:[0-3][0-9](?:[0-9]{4})?)?")
_OWN_NUMBERS = {7, 8}
"""Digits of numbers that are articles' for certain: shorter ones may be a section's, others a firm's."""
_LEAST_SHARED = 0.3
"""Share of the words of the shorter of two addresses that both must have."""


@dataclass(frozen=True, slots=True)
class Identity:
    """By what an entry is recognised when it comes again."""

    guid: str
    """The feed's own name for it, or a stand-in where that names several entries or is missing."""
    canonical_url: str | None
    """None where several entries of the feed share it: then it names the feed's page, not the article."""
    digest: str
    """SHA-256 of the canonical URL, of the text where there is none; names the article's file."""
    content_hash: str
    """SHA-256 of title and body as the feed gives them; another one means a changed text."""


def identify(entries: Sequence[NewArticle]) -> list[Identity]:
    """What identifies each of the entries that came together, from one feed or by hand."""
    contents = [content_hash(entry) for entry in entries]
    guids = _bearers((entry.guid for entry in entries), contents)
    addresses = _bearers((entry.canonical_url for entry in entries), contents)
    pairs = zip(entries, contents, strict=True)
    return [_identity(entry, content, guids, addresses) for entry, content in pairs]


def is_reused(known: tuple[str | None, str | None], given: tuple[str | None, str | None]) -> bool:
    """Whether a guid stands for another article now: both title and canonical URL are others.

    Args:
        known: title and canonical URL of the article that the guid stood for.
        given: those of the entry that bears it now.
    """
    addresses = known[1], given[1]
    return None not in addresses and addresses[0] != addresses[1] and known[0] != given[0]


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


def _bearers(names: Iterable[str | None], contents: Sequence[str]) -> Counter[str | None]:
    """How many different texts go by each name."""
    return Counter(name for name, _ in set(zip(names, contents, strict=True)))


def content_hash(entry: NewArticle) -> str:
    """SHA-256 of title and body as the feed gives them."""
    return text_digest(compose(*entry.given)) if entry.given else prepared(entry).digest


def _identity(
    entry: NewArticle,
    content: str,
    guids: Counter[str | None],
    addresses: Counter[str | None],
) -> Identity:
    address = entry.canonical_url
    if address is not None and addresses[address] > 1:
        address = None
    guid = entry.guid if entry.guid and guids[entry.guid] == 1 else None
    return Identity(
        guid=guid or address or content,
        canonical_url=address,
        digest=text_digest(address) if address else content,
        content_hash=content,
    )
