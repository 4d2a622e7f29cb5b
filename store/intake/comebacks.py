"""Articles of a feed that come again under other names: another guid and another address at once.

A site that goes from http to https, to another host or to another system names all its articles anew. Without
a second look each would be new, and editors would have an inbox full of what they read.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet

from store.database import Connection
from store.intake.addresses import address_twins, plain_address, sites_of
from store.intake.recognise import Identity
from store.intake.resemblance import Facts, facts_of, is_edited, is_moved
from store.models import NewArticle

Entry = tuple[NewArticle, Identity]


class Comebacks:
    """What entries that are known by neither guid, address nor file may be all the same.

    Args:
        connection: in the transaction of the intake.
        feed_id: the feed that gave the entries.
        unknown: the entries.
        facts: gives the facts of an article.
    """

    def __init__(
        self,
        connection: Connection,
        feed_id: str | None,
        unknown: Sequence[Entry],
        facts: Callable[[str], Facts],
    ) -> None:
        self._connection = connection
        self._facts = facts
        # What a feed gives at first never came before, and that is most of what is new.
        gave_before = connection.value(
            "SELECT 1 FROM feed_entry WHERE feed_id = :id LIMIT 1", id=feed_id
        )
        entries = unknown if unknown and gave_before else ()
        self._twins = self._look_up_twins([identity.canonical_url for _, identity in unknown])
        self._contents = self._look_up(
            "SELECT content_hash, article_id FROM feed_entry"
            " WHERE feed_id = :feed_id AND content_hash IN (:among)",
            [identity.content_hash for _, identity in entries],
            feed_id,
        )
        titles = Counter(entry.title for entry, _ in entries if _is_nameless(entry))
        self._titles = self._look_up(
            "SELECT title, id FROM article"
            " WHERE feed_id = :feed_id AND canonical_url IS NULL AND title IN (:among)",
            [title for title, count in titles.items() if title and count == 1],
            feed_id,
        )

    def find(self, entry: NewArticle, identity: Identity, present: AbstractSet[str]) -> str | None:
        """The article that an entry is: one that has its address written otherwise, or its words.

        Args:
            entry: the entry.
            identity: what would identify it.
            present: the articles that come along under their own names.
        """
        if not (self._twins or self._contents or self._titles):
            return None
        twin = self._twins.get(plain_address(identity.canonical_url) or "")
        same = [each for each in self._contents[identity.content_hash] if each not in present]
        alike = [each for each in self._titles[entry.title or ""] if each not in present]
        if twin is not None or not (same or alike):
            return twin
        given = facts_of(entry)
        moved = (each for each in same if is_moved(self._facts(each), given))
        edited = (each for each in alike if is_edited(self._facts(each), given))
        is_nameless = _is_nameless(entry)
        return next(moved, None) or (next(edited, None) if is_nameless else None)

    def _look_up_twins(self, addresses: Sequence[str | None]) -> dict[str, str]:
        known = [address for address in addresses if address]
        sites = dict.fromkeys(site for address in known for site in sites_of(address))
        # Of most sites that are new to the desk, it has nothing under any address.
        there = {site for site in sites if self._has_of(site)}
        twins = [
            twin
            for address in known
            if not there.isdisjoint(sites_of(address))
            for twin in address_twins(address)
        ]
        rows = self._connection.rows_among(
            "SELECT canonical_url, id FROM article WHERE canonical_url IN (:among) ORDER BY id DESC",
            twins,
        )
        return {plain_address(row[0]) or "": row[1] for row in rows}

    def _has_of(self, site: str) -> bool:
        """Whether the desk has an article whose address begins so, up to the host's slash."""
        sql = "SELECT 1 FROM article WHERE canonical_url >= :site AND canonical_url < :end LIMIT 1"
        # The character behind the slash, in the order of the index.
        return self._connection.value(sql, site=site, end=f"{site[:-1]}0") is not None

    def _look_up(
        self, sql: str, names: Sequence[str], feed_id: str | None
    ) -> defaultdict[str, list[str]]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for name, article_id in self._connection.rows_among(
            sql, list(dict.fromkeys(names)), feed_id=feed_id
        ):
            found[name].append(article_id)
        return found


def _is_nameless(entry: NewArticle) -> bool:
    return not entry.guid and not entry.canonical_url
