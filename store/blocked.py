"""What rules kept out: counted, kept for a look, and to be taken in after all.

An entry stands here as its feed gave it last. It leaves when it becomes an article, by a person's wish or
because the rule is gone, and when its feed has not given it for a long time.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import astuple, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from store.acts import Acts, new_id
from store.clock import Clock, from_text, to_text
from store.database import Connection, Database, Row
from store.errors import UnknownError
from store.models import Blocked, BlockedEntry, Enclosure, EntryOutcome, NewArticle
from store.references import only_one

if TYPE_CHECKING:
    from store.intake.intake import Intake

KEPT_DAYS = 90
"""How long an entry is kept for a look after its feed gave it last."""

_ALL = 2**31


class BlockedEntries(Acts):
    """The entries that rules kept out."""

    def __init__(self, database: Database, editor: str, clock: Clock, intake: Intake) -> None:
        super().__init__(database, editor, clock)
        self._intake = intake

    def list(self, feed_id: str | None = None, limit: int | None = None) -> Sequence[BlockedEntry]:
        """What was kept out of one feed or of all, the newest first."""
        with self._database.reading() as connection:
            rows = connection.rows(
                "SELECT * FROM blocked_entry WHERE :feed_id IS NULL OR feed_id = :feed_id"
                " ORDER BY first_seen DESC, id LIMIT :limit",
                feed_id=feed_id,
                limit=_ALL if limit is None else limit,
            )
        return [_entry(row) for row in rows]

    def counts(self) -> Mapping[str, int]:
        """How many entries of each feed stand here, by the feed's id."""
        with self._database.reading() as connection:
            rows = connection.rows("SELECT feed_id, count(*) FROM blocked_entry GROUP BY feed_id")
        return {row[0]: int(row[1]) for row in rows}

    def get(self, reference: str) -> BlockedEntry:
        """An entry by the start of its id.

        Raises:
            UnknownError: there is none.
            AmbiguousError: several begin so.
        """
        with self._database.reading() as connection:
            rows = connection.rows(
                "SELECT * FROM blocked_entry WHERE substr(id, 1, :length) = :start"
                " ORDER BY id LIMIT 9",
                start=reference,
                length=max(len(reference), 1),
            )
        return _entry(only_one("blocked-entry", reference, rows, lambda row: str(row["id"])))

    def take_in(
        self, ids: Sequence[str], tags: Mapping[str, Sequence[str]] | None = None
    ) -> Sequence[EntryOutcome]:
        """Make articles of entries after all; each feed's in one transaction.

        Args:
            ids: the entries.
            tags: what they are tagged with beside their feeds' tags, by their ids.

        Raises:
            UnknownError: one of them is not there; nothing is taken in then.
        """
        with self._database.reading() as connection:
            rows = connection.rows_among("SELECT * FROM blocked_entry WHERE id IN (:among)", ids)
        found = {row["id"]: _entry(row) for row in rows}
        by_feed: dict[str, list[NewArticle]] = defaultdict(list)
        for entry_id in dict.fromkeys(ids):
            if entry_id not in found:
                raise UnknownError("blocked-entry", entry_id)
            entry = found[entry_id]
            given = tuple((tags or {}).get(entry_id, ()))
            by_feed[entry.feed_id].append(replace(entry.article, tags=given))
        outcomes: list[EntryOutcome] = []
        for feed_id, articles in by_feed.items():
            outcomes += self._intake.take_entries(feed_id, articles)
        return outcomes


def keep_out(connection: Connection, feed_id: str, blocked: Sequence[Blocked], now: str) -> int:
    """Note entries that rules kept out, inside a transaction; gives how many are new here.

    They are known by guid, or by address where their feed has renumbered them.
    """
    new = 0
    for each in blocked:
        values = _values(feed_id, each, now)
        known = _known(connection, feed_id, each.article)
        if known is not None:
            settings = ", ".join(f"{column} = :{column}" for column in values)
            connection.run(
                f"UPDATE blocked_entry SET {settings} WHERE id = :id",  # noqa: S608 - columns named in this module
                id=known,
                **values,
            )
        else:
            new += 1
            values |= {"id": new_id(), "first_seen": now}
            columns, marks = ", ".join(values), ", ".join(f":{column}" for column in values)
            connection.run(
                f"INSERT INTO blocked_entry ({columns}) VALUES ({marks})",  # noqa: S608 - as above
                **values,
            )
    _forget_old(connection, feed_id, now)
    return new


def _known(connection: Connection, feed_id: str, article: NewArticle) -> str | None:
    """The entry that an article is already, whose guid is its own then."""
    by_guid = connection.row(
        "SELECT id, canonical_url FROM blocked_entry WHERE feed_id = :feed_id AND guid = :guid",
        feed_id=feed_id,
        guid=article.guid,
    )
    if by_guid is not None and by_guid["canonical_url"] == article.canonical_url:
        return str(by_guid["id"])
    by_address: str | None = connection.value(
        "SELECT id FROM blocked_entry WHERE feed_id = :feed_id AND canonical_url = :url",
        feed_id=feed_id,
        url=article.canonical_url,
    )
    if by_guid is not None and by_address is not None:
        # The feed has given the guid to another entry; that one is known by its address.
        connection.run("UPDATE blocked_entry SET guid = id WHERE id = :id", id=by_guid["id"])
    return by_address or (None if by_guid is None else str(by_guid["id"]))


def let_in(connection: Connection, feed_id: str, names: Sequence[tuple[str, str | None]]) -> None:
    """Take what became articles away from here, by guid and address, inside a transaction."""
    if not connection.value("SELECT 1 FROM blocked_entry WHERE feed_id = :id LIMIT 1", id=feed_id):
        return
    connection.run_many(
        "DELETE FROM blocked_entry WHERE feed_id = :feed_id"
        " AND (guid = :guid OR canonical_url = :url)",
        ({"feed_id": feed_id, "guid": guid, "url": url} for guid, url in names),
    )


def _forget_old(connection: Connection, feed_id: str, now: str) -> None:
    connection.run(
        "DELETE FROM blocked_entry WHERE feed_id = :feed_id AND last_seen < :oldest",
        feed_id=feed_id,
        oldest=to_text(from_text(now) - timedelta(days=KEPT_DAYS)),
    )


def _values(feed_id: str, blocked: Blocked, now: str) -> dict[str, str | None]:
    article = blocked.article
    return {
        "feed_id": feed_id,
        "guid": article.guid,
        "rule_id": blocked.rule_id,
        "rule": blocked.rule,
        "title": article.title,
        "body": article.body,
        "source": article.source,
        "author": article.author,
        "url": article.url,
        "canonical_url": article.canonical_url,
        "published": article.published,
        "language": article.language,
        "categories": json.dumps(article.categories, ensure_ascii=False),
        "enclosures": json.dumps([astuple(each) for each in article.enclosures]),
        "last_seen": now,
    }


def _entry(row: Row) -> BlockedEntry:
    article = NewArticle(
        title=row["title"],
        body=row["body"],
        source=row["source"],
        author=row["author"],
        url=row["url"],
        canonical_url=row["canonical_url"],
        published=row["published"],
        language=row["language"],
        feed_id=row["feed_id"],
        guid=row["guid"],
        categories=tuple(json.loads(row["categories"])),
        enclosures=tuple(Enclosure(*each) for each in json.loads(row["enclosures"])),
    )
    return BlockedEntry(
        id=row["id"],
        feed_id=row["feed_id"],
        article=article,
        rule_id=row["rule_id"],
        rule=row["rule"],
        first_seen=row["first_seen"],
        last_seen=row["last_seen"],
    )
