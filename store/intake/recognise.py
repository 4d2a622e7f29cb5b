"""Is this entry known already? What identifies an article on its way in. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from store.files.article_files import text_digest
from store.intake.addresses import is_home
from store.models import NewArticle
from store.text.composition import compose
from store.text.layout import prepared


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


def identify(entries: Sequence[NewArticle], *, of_feed: bool = False) -> list[Identity]:
    """What identifies each of the entries that came together.

    Args:
        entries: as they came.
        of_feed: whether a feed gave them, and not a person, who may mean a front page.
    """
    if of_feed:
        entries = [
            replace(entry, canonical_url=None) if is_home(entry.canonical_url) else entry
            for entry in entries
        ]
    contents = [content_hash(entry) for entry in entries]
    guids = _bearers((entry.guid for entry in entries), contents)
    addresses = _bearers((entry.canonical_url for entry in entries), contents)
    pairs = zip(entries, contents, strict=True)
    return [_identity(entry, content, guids, addresses) for entry, content in pairs]


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
