"""Is this entry known already? What identifies an article on its way in. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from store.files import text_digest
from store.models import NewArticle
from store.texts import compose


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
    return [_identity(entry, guids, addresses) for entry in entries]


def is_reused(known: tuple[str | None, str | None], given: tuple[str | None, str | None]) -> bool:
    """Whether a guid stands for another article now: both title and canonical URL are others.

    Args:
        known: title and canonical URL of the article that the guid stood for.
        given: those of the entry that bears it now.
    """
    addresses = known[1], given[1]
    return None not in addresses and addresses[0] != addresses[1] and known[0] != given[0]


def file_text(entry: NewArticle) -> str:
    """What the file of this article holds."""
    return compose(entry.title, entry.body)


def _bearers(names: Iterable[str | None], contents: Sequence[str]) -> Counter[str | None]:
    """How many different texts go by each name."""
    return Counter(name for name, _ in set(zip(names, contents, strict=True)))


def content_hash(entry: NewArticle) -> str:
    """SHA-256 of title and body as the feed gives them."""
    title, body = entry.given or (entry.title, entry.body)
    return text_digest(compose(title, body))


def _identity(
    entry: NewArticle, guids: Counter[str | None], addresses: Counter[str | None]
) -> Identity:
    content = content_hash(entry)
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
