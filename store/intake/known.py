"""What the desk has already of the entries that came together, looked up in a few queries for all of them."""

from __future__ import annotations

from collections.abc import Sequence

from store.database import Connection, Row
from store.intake.addresses import article_key, is_renamed
from store.intake.comebacks import Comebacks
from store.intake.recognise import Identity
from store.intake.resemblance import Facts
from store.models import NewArticle


class Known:
    """The articles that entries may be, kept up with what is taken in meanwhile.

    Args:
        connection: in the transaction of the intake.
        feed_id: the feed that gave the entries, None for articles added by hand.
        entries: what came.
        identities: theirs.
    """

    def __init__(
        self,
        connection: Connection,
        feed_id: str | None,
        entries: Sequence[NewArticle],
        identities: Sequence[Identity],
    ) -> None:
        self._connection = connection
        self._feed_id = feed_id
        self._guids: dict[str, tuple[str, str]] = {}
        self._asked: set[str] = set()
        self._look_up_guids([identity.guid for identity in identities])
        self._addresses = self._look_up(
            "SELECT canonical_url, id FROM article WHERE canonical_url IN (:among) ORDER BY id DESC",
            [identity.canonical_url for identity in identities],
        )
        self._digests = self._look_up(
            "SELECT digest, id FROM article WHERE digest IN (:among) ORDER BY id DESC",
            [identity.digest[:16] for identity in identities],
        )
        self._keys = self._look_up(
            "SELECT article_key, id FROM article WHERE article_key IN (:among) ORDER BY id DESC",
            [article_key(identity.canonical_url) for identity in identities],
        )
        self._given = {identity.canonical_url for identity in identities}
        self._rows: dict[str, Row] = {}
        self._load([*(name for name, _ in self._guids.values()), *self._addresses.values()])
        named = [
            (each, self.find(identity)) for each, identity in zip(entries, identities, strict=True)
        ]
        self._present = {article_id for _, article_id in named if article_id}
        unknown = [
            (entry, identity)
            for (entry, article_id), identity in zip(named, identities, strict=True)
            if article_id is None
        ]
        self._comebacks = Comebacks(connection, feed_id, unknown, self.facts)

    def by_guid(self, guid: str) -> str | None:
        """The article that the feed's guid stands for."""
        if guid not in self._asked:
            # A stand-in for one that was used again: there are few of those.
            self._look_up_guids([guid])
        found = self._guids.get(guid)
        return found[0] if found else None

    def by_address(self, identity: Identity) -> str | None:
        """The article that has an entry's canonical URL."""
        return self._addresses.get(identity.canonical_url or "")

    def find(self, identity: Identity) -> str | None:
        """The article of an entry: by the feed's guid, the canonical URL, the name of its file."""
        return (
            self.by_guid(identity.guid)
            or self.by_address(identity)
            or self._digests.get(identity.digest[:16])
        )

    def find_renamed(self, entry: NewArticle, identity: Identity) -> str | None:
        """The article that came under other names before.

        Known by its number at its site, by its address written otherwise, or by what it says. One that
        came along under its own names is another article.
        """
        numbered = self._find_numbered(identity, entry.title)
        return numbered or self._comebacks.find(entry, identity, self._present)

    def _find_numbered(self, identity: Identity, title: str | None) -> str | None:
        article_id = self._keys.get(article_key(identity.canonical_url) or "")
        if article_id is None:
            return None
        row = self.row(article_id)
        known, given = (row["title"], row["canonical_url"]), (title, identity.canonical_url)
        return article_id if known[1] not in self._given and is_renamed(known, given) else None

    def last_hash(self, identity: Identity) -> str | None:
        """The hash of what this feed gave of an entry last; None where it gave nothing yet."""
        found = self._guids.get(identity.guid)
        return found[1] if found else None

    def hashes(self, article_id: str) -> frozenset[str]:
        """The hashes of what this feed gave of an article last, under each of the guids it gave it."""
        rows = self._connection.rows(
            "SELECT content_hash FROM feed_entry WHERE feed_id = :feed_id AND article_id = :id",
            feed_id=self._feed_id,
            id=article_id,
        )
        return frozenset(row[0] for row in rows)

    def facts(self, article_id: str) -> Facts:
        """What tells an article from others, beside its names."""
        row = self.row(article_id)
        text = self._connection.value(
            "SELECT text FROM article_version WHERE article_id = :id AND version = :version",
            id=article_id,
            version=row["version"],
        )
        return Facts(row["title"], row["published"], str(text))

    def row(self, article_id: str) -> Row:
        """The row of an article that was found."""
        if article_id not in self._rows:
            self._load([article_id])
        return self._rows[article_id]

    def learn(self, identity: Identity, article_id: str) -> None:
        """Take note that an entry is an article, for the entries behind it."""
        if self._feed_id is not None:
            self._guids[identity.guid] = (article_id, identity.content_hash)
        if identity.canonical_url:
            self._addresses.setdefault(identity.canonical_url, article_id)
        self._digests.setdefault(identity.digest[:16], article_id)

    def forget(self, article_id: str) -> None:
        """Read the article's row again when it is next asked for: it was changed."""
        self._rows.pop(article_id, None)

    def _look_up_guids(self, guids: Sequence[str]) -> None:
        self._asked.update(guids)
        rows = self._connection.rows_among(
            "SELECT guid, article_id, content_hash FROM feed_entry"
            " WHERE feed_id = :feed_id AND guid IN (:among)",
            guids,
            feed_id=self._feed_id,
        )
        self._guids |= {row["guid"]: (row["article_id"], row["content_hash"]) for row in rows}

    def _look_up(self, sql: str, names: Sequence[str | None]) -> dict[str, str]:
        rows = self._connection.rows_among(sql, list({name for name in names if name}))
        return {row[0]: row[1] for row in rows}

    def _load(self, ids: Sequence[str]) -> None:
        rows = self._connection.rows_among(
            "SELECT * FROM article WHERE id IN (:among)", sorted(set(ids))
        )
        self._rows |= {row["id"]: row for row in rows}
