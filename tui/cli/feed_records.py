"""What ``--json`` prints of feeds, their rules and what was collected: see ``tui.cli.records``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.feed_words import standing
from tui.problem_words import advice_on
from tui.words import describe_code

if TYPE_CHECKING:
    from feeds.collecting.collector import FeedReport
    from feeds.collecting.trial import Tried
    from store.models import BlockedEntry, Feed, FeedHealth, FeedRule
    from tui.cli.records import Record


def feed_record(feed: Feed) -> Record:
    """A feed."""
    details, state = feed.details, feed.state
    return {
        "id": feed.id,
        "url": details.url,
        "name": feed.name,
        "title": details.title,
        "group": details.group,
        "source": details.source,
        "tags": list(details.tags),
        "paused": details.paused,
        "allow_private": details.allow_private,
        "full_text": details.full_text.value,
        "articles": feed.article_count,
        "last_checked": state.last_checked,
        "last_success": state.last_success,
        "last_error": state.last_error,
        "failures": state.failures,
        "next_due": state.next_due,
        "site_url": state.site_url,
        "former_addresses": list(feed.former_addresses),
        "added": feed.added,
    }


def health_record(feed: Feed, health: FeedHealth) -> Record:
    """A feed with how it is; ``standing`` is in the reader's language."""
    share = health.kept_share
    return feed_record(feed) | {
        "standing": standing(feed, health),
        "error": feed.state.last_error and describe_code(feed.state.last_error),
        "advice": (feed.state.last_error and advice_on(feed.state.last_error)) or None,
        "entries_per_week": list(health.entries_per_week),
        "newest": health.newest,
        "delay_minutes": health.delay_minutes,
        "kept": health.kept,
        "judged": health.judged,
        "kept_share": None if share is None else round(share, 3),
        "blocked": health.blocked,
        "silent": health.is_silent,
        "nothing_kept": health.gives_nothing_kept,
    }


def rule_record(rule: FeedRule) -> Record:
    """A rule on what is taken in."""
    return {
        "id": rule.id,
        "kind": rule.kind,
        "query": rule.query,
        "feed": rule.feed_id,
        "tags": list(rule.tags),
        "editor": rule.editor,
        "created": rule.created,
    }


def tried_record(tried: Tried) -> Record:
    """What the rules would make of an entry."""
    verdict, entry = tried.verdict, tried.entry
    decisive = verdict.decided_by
    return {
        "title": entry.title,
        "url": entry.url,
        "published": entry.published,
        "categories": list(entry.categories),
        "admitted": verdict.is_admitted,
        "decided_by": decisive and {"kind": decisive.kind, "query": decisive.query},
        "holding": [{"kind": rule.kind, "query": rule.query} for rule in verdict.holding],
        "tags": list(verdict.tags),
    }


def blocked_record(entry: BlockedEntry) -> Record:
    """What a rule kept out."""
    article = entry.article
    return {
        "id": entry.id,
        "feed": entry.feed_id,
        "rule": entry.rule_id,
        "query": entry.rule,
        "title": article.title,
        "url": article.url,
        "published": article.published,
        "author": article.author,
        "categories": list(article.categories),
        "text": article.body,
        "first_seen": entry.first_seen,
        "last_seen": entry.last_seen,
    }


def report_record(report: FeedReport) -> Record:
    """What collecting one feed gave."""
    return {
        "feed": report.feed_id,
        "url": report.url,
        "new": report.new,
        "changed": report.changed,
        "known": report.known,
        "skipped": report.skipped,
        "blocked": report.blocked,
        "pages_missing": report.pages_missing,
        "not_modified": report.not_modified,
        "moved_to": report.moved_to,
        "error": report.error and {"code": report.error.code, "detail": report.error.detail},
        "articles": list(report.article_ids),
    }
