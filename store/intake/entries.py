"""Entries of a feed, or articles that a person chose: which of them are known, and what becomes of each."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from store.blocked import keep_out, let_in
from store.database import Row
from store.enclosures import keep_enclosures
from store.errors import UnknownError
from store.feeds import record_state
from store.files.article_files import FileMark
from store.intake.addresses import article_key, plain_address
from store.intake.article_rows import NewRow
from store.intake.batch import Batch
from store.intake.known import Known
from store.intake.recognise import Identity, identify
from store.intake.resemblance import facts_of, is_another
from store.models import ArticleKind, Blocked, Delivery, Enclosure, EntryOutcome, NewArticle
from store.tags import give_tags
from store.text.layout import lay_out, prepared

if TYPE_CHECKING:
    from store.feed_models import Outcome

_SEEN = ("feed_id", "guid", "article_id", "content_hash", "seen")
_SEEN_AGAIN = (
    "(feed_id, guid) DO UPDATE SET content_hash = excluded.content_hash, seen = excluded.seen"
)


@dataclass(frozen=True, slots=True)
class _Giver:
    """Who gives the entries: a feed, or a person."""

    feed_id: str | None = None
    source: str | None = None
    tags: tuple[str, ...] = ()


@dataclass(slots=True)
class _Waiting:
    """What is written for many articles at a time."""

    rows: dict[str, NewRow] = field(default_factory=dict)
    """New articles by their ids."""
    tags: dict[str, tuple[str, ...]] = field(default_factory=dict)
    enclosures: dict[str, tuple[Enclosure, ...]] = field(default_factory=dict)
    seen: list[tuple[object, ...]] = field(default_factory=list)
    """Rows of ``feed_entry``."""


def take_delivery(batch: Batch, delivery: Delivery) -> Sequence[EntryOutcome]:
    """Take in what a feed gave, and what to remember of it.

    Raises:
        UnknownError: there is no such feed; nothing was done then.
    """
    giver = _feed(batch, delivery.feed_id)
    outcomes: list[EntryOutcome] = []
    if delivery.entries or delivery.blocked:
        blocked = [each.article for each in delivery.blocked]
        came = [*delivery.entries, *blocked]
        identities = identify(came, of_feed=True)
        given, kept_out = (
            identities[: len(delivery.entries)],
            identities[len(delivery.entries) :],
        )
        taker = _Taker(batch, giver, came, identities)
        outcomes = taker.take(delivery.entries, given)
        names = [(identity.guid, identity.canonical_url) for identity in given]
        let_in(batch.connection, delivery.feed_id, names)
        outcomes += taker.keep_out(delivery.blocked, kept_out)
        taker.flush()
    if delivery.state is not None:
        record_state(batch.connection, delivery.feed_id, delivery.state)
    return outcomes


def take_chosen(batch: Batch, articles: Sequence[NewArticle]) -> Sequence[EntryOutcome]:
    """Take in articles that a person chose."""
    identities = identify(articles)
    taker = _Taker(batch, _Giver(), articles, identities)
    outcomes = taker.take(articles, identities)
    taker.flush()
    return outcomes


def _feed(batch: Batch, feed_id: str) -> _Giver:
    row = batch.connection.row(
        "SELECT feed.*, feed_state.own_title FROM feed"
        " LEFT JOIN feed_state ON feed_state.feed_id = feed.id WHERE feed.id = :id",
        id=feed_id,
    )
    if row is None:
        raise UnknownError("feed", feed_id)
    source = row["source"] or row["title"] or row["own_title"]
    return _Giver(feed_id, source, tuple(json.loads(row["tags"])))


class _Taker:
    """Takes in the entries that came together."""

    def __init__(
        self,
        batch: Batch,
        giver: _Giver,
        entries: Sequence[NewArticle],
        identities: Sequence[Identity],
    ) -> None:
        self._batch = batch
        self._giver = giver
        self._known = Known(batch.connection, giver.feed_id, entries, identities)
        self._waiting = _Waiting()

    def take(
        self, entries: Sequence[NewArticle], identities: Sequence[Identity]
    ) -> list[EntryOutcome]:
        """What becomes of each entry."""
        pairs = zip(entries, identities, strict=True)
        return [self._take_entry(entry, identity) for entry, identity in pairs]

    def keep_out(
        self, blocked: Sequence[Blocked], identities: Sequence[Identity]
    ) -> list[EntryOutcome]:
        """Keep entries out but for those that are articles; gives outcomes of these and of new ones."""
        outcomes, kept_out = [], []
        for each, identity in zip(blocked, identities, strict=True):
            if self._is_known(each.article, identity):
                outcomes.append(self._take_entry(each.article, identity))
            else:
                guid, address = identity.guid, identity.canonical_url
                article = replace(each.article, guid=guid, canonical_url=address)
                kept_out.append(replace(each, article=article))
        batch = self._batch
        new = keep_out(batch.connection, str(self._giver.feed_id), kept_out, batch.taken)
        return [*outcomes, *[EntryOutcome("", "blocked")] * new]

    def _is_known(self, entry: NewArticle, identity: Identity) -> bool:
        identity = self._without_reused_names(entry, identity)
        found = self._known.find(identity) or self._known.find_renamed(entry, identity)
        return found is not None

    def flush(self) -> None:
        """Write the rows of new articles, and then all that waits for them."""
        waiting, self._waiting = self._waiting, _Waiting()
        if waiting.rows:
            self._batch.insert(list(waiting.rows.values()))
        for article_id, tags in waiting.tags.items():
            give_tags(self._batch.connection, article_id, tags)
        if waiting.enclosures:
            keep_enclosures(self._batch.connection, waiting.enclosures)
        self._batch.connection.insert_many("feed_entry", _SEEN, waiting.seen, _SEEN_AGAIN)

    def _take_entry(self, entry: NewArticle, identity: Identity) -> EntryOutcome:
        identity = self._without_reused_names(entry, identity)
        known = self._known
        article_id = known.find(identity)
        renamed = None if article_id else known.find_renamed(entry, identity)
        outcome: Outcome = "new"
        if article_id is not None:
            outcome = self._take_again(article_id, entry, identity)
        elif renamed is not None:
            article_id = renamed
            outcome = self._take_renamed(article_id, entry, identity)
        else:
            article_id = self._plan(entry, identity)
        known.learn(identity, article_id)
        self._remember(identity, article_id)
        return EntryOutcome(article_id, outcome)

    def _take_again(self, article_id: str, entry: NewArticle, identity: Identity) -> Outcome:
        row, last_hash = self._row(article_id), self._known.last_hash(identity)
        was_bare = self._fill_in(row, entry, identity)
        if last_hash is None:
            # Only a crash leaves a file of ours without the facts of its entry.
            is_changed = (was_bare and bool(row["is_ours"])) or self._is_newer(row, entry, identity)
        else:
            is_changed = last_hash != identity.content_hash
        is_changed = is_changed and self._write_version(row, entry)
        if not is_changed:
            self._claim(row, entry)
        if is_changed or was_bare:
            self._known.forget(article_id)
        return "changed" if is_changed else "known"

    def _take_renamed(self, article_id: str, entry: NewArticle, identity: Identity) -> Outcome:
        """Take in an article that has another address and guid now, which are those of its own feed."""
        row = self._known.row(article_id)
        is_changed = self._is_newer(row, entry, identity) and self._write_version(row, entry)
        if row["feed_id"] == self._giver.feed_id and identity.canonical_url is not None:
            names = ("url", "canonical_url", "article_key")
            facts = self._facts(entry, identity)
            self._batch.set_facts(article_id, {name: facts[name] for name in names})
        self._known.forget(article_id)
        return "changed" if is_changed else "known"

    def _is_newer(self, row: Row, entry: NewArticle, identity: Identity) -> bool:
        """Whether an article's own feed says under a new guid what it had not said of it.

        An extract does not come in the place of a page's whole text.
        """
        if row["feed_id"] is None or row["feed_id"] != self._giver.feed_id:
            return False
        given = self._known.hashes(row["id"])
        is_whole = entry.given is not None or not row["is_ours"] or row["file_hash"] in given
        return is_whole and identity.content_hash not in given

    def _row(self, article_id: str) -> Row:
        if article_id in self._waiting.rows:
            self.flush()
        return self._known.row(article_id)

    def _without_reused_names(self, entry: NewArticle, identity: Identity) -> Identity:
        """Do without a guid or an address that the feed gave to quite another article before."""
        by_guid, by_address = self._known.by_guid(identity.guid), self._known.by_address(identity)
        if by_guid is not None:
            if self._is_elsewhere(by_guid, identity) and self._is_another(by_guid, entry):
                return replace(identity, guid=identity.canonical_url or identity.content_hash)
        elif by_address is not None and self._giver.feed_id == self._row(by_address)["feed_id"]:
            given = self._known.hashes(by_address)
            if given and identity.content_hash not in given and self._is_another(by_address, entry):
                return replace(identity, canonical_url=None, digest=identity.content_hash)
        return identity

    def _is_elsewhere(self, article_id: str, identity: Identity) -> bool:
        addresses = (self._row(article_id)["canonical_url"], identity.canonical_url)
        return None not in addresses and len(set(map(plain_address, addresses))) > 1

    def _is_another(self, article_id: str, entry: NewArticle) -> bool:
        self._row(article_id)
        return is_another(self._known.facts(article_id), facts_of(entry))

    def _plan(self, entry: NewArticle, identity: Identity) -> str:
        """Give a new article its file and make its row."""
        known = prepared(entry)
        article_id, time = self._batch.write_new(identity.digest, known.data)
        facts = self._facts(entry, identity)
        facts["title"] = entry.title or known.layout.title
        if known.layout.is_press_release and entry.kind is ArticleKind.ARTICLE:
            facts["kind"] = known.layout.kind.value
        mark = FileMark(len(known.data), time, known.digest)
        self._waiting.rows[article_id] = NewRow(
            article_id, known.data, known.layout, mark, facts, is_ours=True
        )
        tags = (*self._giver.tags, *entry.tags)
        if tags:
            self._waiting.tags[article_id] = tags
        if entry.enclosures:
            self._waiting.enclosures[article_id] = entry.enclosures
        return article_id

    def _write_version(self, row: Row, entry: NewArticle) -> bool:
        batch, given = self._batch, prepared(entry)
        text = given.text
        newest = str(
            batch.connection.value(
                "SELECT text FROM article_version WHERE article_id = :id AND version = :version",
                id=row["id"],
                version=row["version"],
            )
        )
        if text == newest:
            return False
        layout = given.layout
        if not row["is_ours"] or batch.is_changed_by_hand(row):
            # The file is a person's: what the web has now is kept as a version beneath it.
            batch.add_below(row["id"], text, layout)
            batch.add_next(row["id"], newest, lay_out(newest))
        else:
            batch.add_next(row["id"], text, layout, batch.replace_file(row["id"], text))
        if entry.enclosures:
            self._waiting.enclosures[row["id"]] = entry.enclosures
        return True

    def _claim(self, row: Row, entry: NewArticle) -> None:
        """A file that holds just what we would write is ours: a crash kept us from saying so."""
        if not row["is_ours"] and row["file_hash"] == prepared(entry).digest:
            self._batch.connection.run(
                "UPDATE article SET is_ours = 1 WHERE id = :id", id=row["id"]
            )

    def _fill_in(self, row: Row, entry: NewArticle, identity: Identity) -> bool:
        """Give an article that came as a bare file the facts that its entry brings; False for others."""
        if row["canonical_url"] is not None or row["feed_id"] is not None:
            return False
        facts = self._facts(entry, identity) | {"kind": row["kind"]}
        missing = {name: value for name, value in facts.items() if row[name] is None and value}
        if not missing:
            return True
        missing["dated"] = entry.published or row["dated"]
        self._batch.set_facts(row["id"], missing)
        give_tags(self._batch.connection, row["id"], self._giver.tags)
        return True

    def _facts(self, entry: NewArticle, identity: Identity) -> dict[str, Any]:
        """The columns of its row that an entry tells."""
        return {
            "feed_id": self._giver.feed_id,
            "source": entry.source or self._giver.source,
            "author": entry.author,
            "url": entry.url,
            "canonical_url": identity.canonical_url,
            "article_key": article_key(identity.canonical_url),
            "published": entry.published,
            "language": entry.language,
            "kind": entry.kind.value,
            "guid": entry.guid,
        }

    def _remember(self, identity: Identity, article_id: str) -> None:
        if self._giver.feed_id is None:
            return
        self._waiting.seen.append(
            (
                self._giver.feed_id,
                identity.guid,
                article_id,
                identity.content_hash,
                self._batch.taken,
            )
        )
