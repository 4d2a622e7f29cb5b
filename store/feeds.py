"""Feeds: which the desk follows, which is the editors' choice, and what the collector remembers of them."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any
from urllib.parse import urlsplit

from store.acts import SAMPLE, Act, Acts, new_id
from store.database import Connection, Row
from store.errors import InvalidError, TakenError, UnknownError
from store.models import Feed, FeedDetails, FeedState, FullText, JournalEntry
from store.references import only_one
from store.tagtree import tag_name
from store.text.folding import fold

_SELECT = """
    SELECT feed.*, feed_state.*, (SELECT count(*) FROM article WHERE article.feed_id = feed.id) AS article_count
    FROM feed LEFT JOIN feed_state ON feed_state.feed_id = feed.id
"""
_USER = re.compile(r"(https?://)[^/?#]*@", re.IGNORECASE)
"""A name and perhaps a password in an address: what is stored and listed must have none."""
_REMEMBERED = tuple(field.name for field in fields(FeedState))


class Feeds(Acts):
    """The feeds of the desk."""

    def list(self) -> Sequence[Feed]:
        """All feeds that were not removed, by group; in each in the editors' order, then by name."""
        with self._database.reading() as connection:
            rows = _in_order(connection.rows(f"{_SELECT} WHERE removed = 0"))
            former = _former_addresses(connection)
        return [_feed(row, former.get(row["id"], ())) for row in rows]

    def is_empty(self) -> bool:
        """Whether the desk follows no feed."""
        with self._database.reading() as connection:
            return connection.row("SELECT id FROM feed WHERE removed = 0 LIMIT 1") is None

    def resting(self) -> dict[str, str]:
        """Until when the servers of feeds want no visits, by the feeds' addresses, where they said so."""
        with self._database.reading() as connection:
            rows = connection.rows(
                "SELECT url, host_rests_until FROM feed JOIN feed_state ON feed_id = id"
                " WHERE removed = 0 AND host_rests_until IS NOT NULL"
            )
        return {row["url"]: row["host_rests_until"] for row in rows}

    def get(self, reference: str) -> Feed:
        """A feed by its id, its address, or the start of its id, its name or a word of its name.

        Raises:
            UnknownError: there is none.
            AmbiguousError: several begin so.
        """
        feeds, key = self.list(), fold(reference)
        exact = [feed for feed in feeds if reference in {feed.id, feed.details.url}]
        named = [feed for feed in feeds if fold(feed.name) == key]
        begun = [
            feed
            for feed in feeds
            if key and (fold(feed.name).startswith(key) or feed.id.startswith(key))
        ]
        # « Le Courrier » is known as « Courrier ».
        within = [feed for feed in feeds if key and _parted(reference) in _parted(feed.name)]
        found = exact or named or begun or within
        return only_one("feed", reference, found, lambda feed: feed.details.url)

    def add(self, details: Sequence[FeedDetails]) -> Sequence[Feed]:
        """Follow feeds, as one act; gives those that the desk did not follow already.

        One that was removed before comes back with what was collected from it.

        Raises:
            InvalidError: an address is not of http or https or holds a password, or a tag's name cannot be.
        """
        added: dict[str, None] = {}
        with self._act("add-feeds") as act:
            for each in details:
                feed_id = _follow(act, each)
                if feed_id is not None:
                    added[feed_id] = None
            act.subject = _sampled_addresses(act.connection, list(added))
        by_id = {feed.id: feed for feed in self.list()}
        return [by_id[feed_id] for feed_id in added if feed_id in by_id]

    def edit(self, feed_id: str, details: FeedDetails) -> JournalEntry | None:
        """Change what a person can set of a feed.

        Raises:
            UnknownError: there is no such feed.
            TakenError: the address is another feed's.
            InvalidError: the address is not of http or https, or a tag's name cannot be.
        """
        return self.edit_all({feed_id: details})

    def edit_all(self, changes: Mapping[str, FeedDetails]) -> JournalEntry | None:
        """Change what a person can set of several feeds, as one act.

        Args:
            changes: what holds from now on, by the feeds' ids.

        Raises:
            UnknownError, TakenError, InvalidError: as ``edit`` does; then nothing is changed.
        """
        changed: list[str] = []
        differences: list[dict[str, Any]] = []
        with self._act("edit-feeds") as act:
            for feed_id, details in changes.items():
                row, values = _require(act.connection, feed_id), _values(details)
                other = _by_address(act.connection, details.url)
                if other is not None and other["id"] != feed_id:
                    raise TakenError("feed", details.url)
                if act.update("feed", row, **values):
                    changed.append(details.url)
                    differences.append({n: v for n, v in values.items() if row[n] != v})
                    _forget(act.connection, feed_id, set(differences[-1]))
            act.subject = {"feeds": changed[:SAMPLE], "count": len(changed)}
            act.subject |= _told_change(differences)
        return act.entry

    def shift(self, feed_id: str, step: int) -> JournalEntry | None:
        """Move a feed up or down among those of its group, in lists.

        Args:
            feed_id: the feed.
            step: by how many places; to the top where negative. It stops at the ends.

        Raises:
            UnknownError: there is no such feed.
        """
        with self._act("shift-feed") as act:
            row = _require(act.connection, feed_id)
            among = [
                each
                for each in _in_order(act.connection.rows(_PLACES))
                if (each["group_name"] or "") == (row["group_name"] or "")
            ]
            ids = [each["id"] for each in among]
            before = ids.index(feed_id)
            after = max(0, min(before + step, len(ids) - 1))
            if after != before:
                ids.insert(after, ids.pop(before))
                for place, each in enumerate(ids):
                    act.update("feed", _require(act.connection, each), place=place)
            act.subject = {"url": row["url"]}
        return act.entry

    def remove(self, ids: Sequence[str]) -> JournalEntry | None:
        """Follow feeds no longer, as one act; their articles stay.

        Raises:
            UnknownError: one of them is not there.
        """
        with self._act("remove-feeds") as act:
            rows = [_require(act.connection, feed_id) for feed_id in dict.fromkeys(ids)]
            for row in rows:
                act.update("feed", row, removed=1)
            act.subject = _sampled_addresses(act.connection, [row["id"] for row in rows])
        return act.entry

    def record(self, feed_id: str, state: FeedState) -> None:
        """Note what the collector saw of a feed. No act."""
        with self._database.writing() as connection:
            record_state(connection, feed_id, state)

    def pause(self, feed_id: str) -> None:
        """Collect from a feed no longer, since its server says that it is gone for good. No act."""
        with self._database.writing() as connection:
            connection.run("UPDATE feed SET paused = 1 WHERE id = :id", id=feed_id)

    def move(self, feed_id: str, url: str) -> bool:
        """Follow a feed to another address and keep the old one in its history. No act.

        Gives False, and leaves all as it is, where that is another feed's address or cannot be one.

        Raises:
            UnknownError: there is no such feed.
        """
        with self._database.writing() as connection:
            row = _require(connection, feed_id)
            if not _is_address(url) or _USER.match(url) or _by_address(connection, url) is not None:
                return False
            connection.run(
                "INSERT INTO feed_address (feed_id, url, left_at) VALUES (:feed_id, :url, :left_at)"
                " ON CONFLICT (feed_id, url) DO UPDATE SET left_at = :left_at",
                feed_id=feed_id,
                url=row["url"],
                left_at=self._now(),
            )
            connection.run("UPDATE feed SET url = :url WHERE id = :id", id=feed_id, url=url)
        return True


_OF_ADDRESS = ("etag", "last_modified", "body_hash", "moved_to", "moved_since", "moved_times")


def _forget(connection: Connection, feed_id: str, changed: set[str]) -> None:
    """Have a feed fetched at the next round that a person has put right, and anew at another address."""
    if not changed & {"url", "allow_private", "paused"}:
        return
    forgotten = ["next_due", *(_OF_ADDRESS if "url" in changed else ())]
    connection.run(
        f"UPDATE feed_state SET {', '.join(f'{name} = NULL' for name in forgotten)}"  # noqa: S608 - constants
        " WHERE feed_id = :feed_id",
        feed_id=feed_id,
    )


def record_state(connection: Connection, feed_id: str, state: FeedState) -> None:
    """Note what the collector saw of a feed, inside a transaction."""
    values = {name: getattr(state, name) for name in _REMEMBERED}
    settings = ", ".join(f"{column} = :{column}" for column in values)
    columns, marks = ", ".join(values), ", ".join(f":{column}" for column in values)
    connection.run(
        f"INSERT INTO feed_state (feed_id, {columns}) VALUES (:feed_id, {marks})"  # noqa: S608 - a dataclass's fields
        f" ON CONFLICT (feed_id) DO UPDATE SET {settings}",
        feed_id=feed_id,
        **values,
    )


def _in_order(rows: Sequence[Row]) -> list[Row]:
    """By group, in each first those that were put somewhere, then the others by name."""

    def key(row: Row) -> tuple[object, ...]:
        place = row["place"]
        name = fold(row["title"] or row["own_title"] or row["url"])
        return (row["group_name"] or "", place is None, place or 0, name, row["id"])

    return sorted(rows, key=key)


_PLACES = """
    SELECT feed.id, url, title, group_name, place, own_title
    FROM feed LEFT JOIN feed_state ON feed_state.feed_id = feed.id WHERE removed = 0
"""


def _parted(name: str) -> str:
    """A name with a space before each word: the letters after an apostrophe or a hyphen begin one."""
    return " " + re.sub(r"[^\w]+", " ", fold(name))


def _follow(act: Act, details: FeedDetails) -> str | None:
    values = _values(details)
    known = _by_address(act.connection, details.url)
    if known is None and _is_former(act.connection, details.url):
        return None
    if known is None:
        feed_id = new_id()
        act.insert("feed", id=feed_id, **values, added=act.at, removed=0, place=None)
        return feed_id
    return known["id"] if act.update("feed", known, removed=0) else None


def _is_former(connection: Connection, url: str) -> bool:
    """Whether a feed of the desk was at this address before it moved."""
    found = connection.row(
        "SELECT feed.id FROM feed_address JOIN feed ON feed.id = feed_address.feed_id"
        " WHERE feed_address.url = :url AND removed = 0",
        url=url,
    )
    return found is not None


def _values(details: FeedDetails) -> dict[str, Any]:
    if not _is_address(details.url):
        raise InvalidError("feed-address", details.url)
    if _USER.match(details.url):
        raise InvalidError("feed-credentials", _USER.sub(r"\1", details.url))
    return {
        "url": details.url,
        "title": details.title,
        "group_name": details.group,
        "source": details.source,
        "tags": json.dumps([tag_name(tag) for tag in details.tags], ensure_ascii=False),
        "paused": int(details.paused),
        "allow_private": int(details.allow_private),
        "full_text": details.full_text.value,
    }


def _is_address(url: str) -> bool:
    if any(letter.isspace() or ord(letter) < 32 for letter in url):
        return False
    try:
        parts = urlsplit(url)
        # Asking for the port finds out whether it can be one.
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def _former_addresses(connection: Connection) -> dict[str, tuple[str, ...]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for row in connection.rows("SELECT feed_id, url FROM feed_address ORDER BY left_at"):
        found[row["feed_id"]].append(row["url"])
    return {feed_id: tuple(urls) for feed_id, urls in found.items()}


def _by_address(connection: Connection, url: str) -> Row | None:
    return connection.row("SELECT * FROM feed WHERE url = :url", url=url)


def _told_change(differences: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The one thing that was changed, of all feeds alike: ``paused``, ``group`` or ``title``; else nothing."""
    first = differences[0] if differences else {}
    if len(first) != 1 or any(each != first for each in differences):
        return {}
    (column, value), *_none = first.items()
    told: dict[str, Any] = {"paused": bool(value), "group_name": value, "title": value}
    return {column.removesuffix("_name"): told[column]} if column in told else {}


def _require(connection: Connection, feed_id: str) -> Row:
    row = connection.row("SELECT * FROM feed WHERE id = :id AND removed = 0", id=feed_id)
    if row is None:
        raise UnknownError("feed", feed_id)
    return row


def _sampled_addresses(connection: Connection, ids: Sequence[str]) -> dict[str, Any]:
    rows = connection.rows_among("SELECT url FROM feed WHERE id IN (:among)", ids[:SAMPLE])
    return {"feeds": [row[0] for row in rows], "count": len(ids)}


def _feed(row: Row, former: tuple[str, ...] = ()) -> Feed:
    details = FeedDetails(
        url=row["url"],
        title=row["title"],
        group=row["group_name"],
        source=row["source"],
        tags=tuple(json.loads(row["tags"])),
        paused=bool(row["paused"]),
        allow_private=bool(row["allow_private"]),
        full_text=FullText(row["full_text"]),
    )
    # Of a feed that was never fetched, nothing is remembered: every column is null.
    remembered = {name: row[name] for name in _REMEMBERED if row[name] is not None}
    return Feed(
        row["id"], details, FeedState(**remembered), row["added"], row["article_count"], former
    )
