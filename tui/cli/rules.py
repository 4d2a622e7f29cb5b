"""``feeds rules``, ``feeds try``, ``feeds blocked`` and ``feeds admit``: what is taken in, and what is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from store.models import RuleKind
from tui.cli.acts import tell
from tui.cli.base import argument, command, group, option, pass_session
from tui.cli.feed_records import blocked_record, rule_record, tried_record
from tui.feed_words import (
    admitted_words,
    decision_words,
    fault_words,
    holding_words,
    kept_out_by,
    query_fault,
)
from tui.i18n import N_, _, ngettext
from tui.moments import day
from tui.words import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from feeds.collecting.trial import Tried
    from store.models import BlockedEntry, FeedRule
    from tui.cli.session import Session

SHORT_ID = 6
"""Letters of an id that are shown; any start of it that means one thing will do."""


@group(
    "rules",
    help=N_(
        "Rules on what is taken in: list, add, edit, remove.\n\n"
        "What “block” holds for is not taken in; where there is a “keep”, nothing but what one holds "
        "for is; “tag” only gives tags. A feed’s own rules are asked before those for all feeds, and "
        "the first that decides has the last word. Queries are those of search, with the fields "
        "title: text: author: source: category: link: lang:"
    ),
)
def rules() -> None:
    """Rules."""


@rules.command("list", help=N_("List the rules: all, or those that a feed is judged by."))
@argument("reference", N_("[FEED]"), required=False)
@pass_session
def list_rules(session: Session, reference: str | None) -> None:
    """Print the rules."""
    feed_id = session.desk.feeds.get(reference).id if reference else None
    found = session.desk.rules.list(feed_id)
    if session.output.as_json:
        for rule in found:
            session.output.record(rule_record(rule))
        return
    names = {feed.id: feed.name for feed in session.desk.feeds.list()}
    session.output.table(_rule_row(rule, names) for rule in found)


def _rule_row(rule: FeedRule, names: dict[str, str]) -> Sequence[str]:
    where = names.get(rule.feed_id, "") if rule.feed_id else _("all feeds")
    tags = " ".join(f"#{tag}" for tag in rule.tags)
    return (rule.id[:SHORT_ID], label(rule.kind), where, rule.query, tags)


@rules.command("add", help=N_("Make a rule, for one feed or for all."))
@argument("kind", N_("keep|block|tag"), type=click.Choice([kind.value for kind in RuleKind]))
@argument("query", N_("QUERY"))
@option("--feed", "reference", metavar=N_("FEED"), help=N_("The feed it is for; else all feeds."))
@option(
    "--tag",
    "tags",
    multiple=True,
    metavar=N_("TAG"),
    help=N_("A tag for new articles that it holds for."),
)
@pass_session
def add_rule(
    session: Session, kind: str, query: str, reference: str | None, tags: tuple[str, ...]
) -> None:
    """Add a rule."""
    require_sense(query)
    if kind == RuleKind.TAG and not tags:
        raise click.UsageError(_("say with --tag which tag it gives"))
    feed_id = session.desk.feeds.get(reference).id if reference else None
    rule = session.desk.rules.add(RuleKind(kind), query, feed_id=feed_id, tags=tags)
    if session.output.as_json:
        session.output.record(rule_record(rule))
    else:
        session.output.say(_("rule “{query}” added").format(query=rule.query))


@rules.command("edit", help=N_("Change a rule’s query or tags; “” takes the tags away."))
@argument("reference", N_("RULE"))
@option("--query", metavar=N_("QUERY"), help=N_("What it holds for."))
@option("--tag", "tags", multiple=True, metavar=N_("TAG"), help=N_("A tag it gives."))
@pass_session
def edit_rule(session: Session, reference: str, query: str | None, tags: tuple[str, ...]) -> None:
    """Change a rule."""
    if query is not None:
        require_sense(query)
    rule = session.desk.rules.get(reference)
    said = [tag for tag in tags if tag] if tags else None
    tell(session, session.desk.rules.edit(rule.id, query=query, tags=said))


@rules.command(
    "remove", help=N_("Take a rule away; what it kept out comes in with the next collecting.")
)
@argument("reference", N_("RULE"))
@pass_session
def remove_rule(session: Session, reference: str) -> None:
    """Remove a rule."""
    rule = session.desk.rules.get(reference)
    tell(session, session.desk.rules.remove(rule.id))


def require_sense(query: str) -> None:
    """Refuse a query that a rule cannot have: a rule works when nobody looks.

    Raises:
        ClickException: Something in it is not understood, or it asks for nothing.
    """
    fault = query_fault(query)
    if fault is not None:
        raise click.ClickException(fault)


@command(
    "try",
    help=N_(
        "Show what the rules would make of a feed’s last entries; nothing is taken in.\n\n"
        "FEED may be an address that the desk does not follow."
    ),
)
@argument("reference", N_("FEED"))
@option("--keep", multiple=True, metavar=N_("QUERY"), help=N_("Try this “keep” rule, too."))
@option("--block", multiple=True, metavar=N_("QUERY"), help=N_("Try this “block” rule, too."))
@pass_session
def try_feed(
    session: Session, reference: str, keep: tuple[str, ...], block: tuple[str, ...]
) -> None:
    """Try the rules on a feed."""
    for query in (*keep, *block):
        require_sense(query)
    services = session.services
    more = [services.trial_rule(RuleKind.KEEP, query) for query in keep]
    more += [services.trial_rule(RuleKind.BLOCK, query) for query in block]
    trial = services.try_rules(reference, more)
    if session.output.as_json:
        for each in trial.tried:
            session.output.record(tried_record(each))
        return
    for each in trial.tried:
        session.output.line(*_tried_line(each))
    for words in (*holding_words(trial), *fault_words(trial), admitted_words(trial)):
        session.output.say(words)


def _tried_line(tried: Tried) -> Sequence[str | tuple[str, str]]:
    sign = "+" if tried.verdict.is_admitted else "-"
    title = tried.entry.title or tried.entry.body[:80]
    return (f"{sign} {title}  ", (decision_words(tried), "dim"))


@command("blocked", help=N_("List what the rules kept out, the newest first."))
@argument("reference", N_("[FEED]"), required=False)
@option(
    "--limit",
    type=click.IntRange(1),
    default=50,
    show_default=True,
    metavar="N",
    help=N_("How many at most."),
)
@pass_session
def blocked(session: Session, reference: str | None, limit: int) -> None:
    """Print what was kept out."""
    feed_id = session.desk.feeds.get(reference).id if reference else None
    found = session.desk.blocked.list(feed_id, limit)
    if session.output.as_json:
        for entry in found:
            session.output.record(blocked_record(entry))
        return
    names = {feed.id: feed.name for feed in session.desk.feeds.list()}
    session.output.table(_blocked_row(entry, names) for entry in found)
    counts = session.desk.blocked.counts()
    count = sum(counts.values()) if feed_id is None else counts.get(feed_id, 0)
    if count > len(found):
        words = _("{shown} of {count}; --limit shows more")
        session.output.say(words.format(shown=len(found), count=count))


def _blocked_row(entry: BlockedEntry, names: dict[str, str]) -> Sequence[str]:
    return (
        entry.id[:SHORT_ID],
        day(entry.first_seen),
        names.get(entry.feed_id, ""),
        kept_out_by(entry),
        entry.article.title or entry.article.body[:80],
        entry.article.url or "",
    )


@command("admit", help=N_("Take in after all what the rules kept out."))
@argument("references", N_("ENTRY…"), nargs=-1, required=True)
@pass_session
def admit_entries(session: Session, references: tuple[str, ...]) -> None:
    """Take in entries that were kept out."""
    entries = [session.desk.blocked.get(reference) for reference in references]
    outcomes = session.services.admit(entries)
    session.catch_up()
    if session.output.as_json:
        for outcome in outcomes:
            session.output.record({"id": outcome.article_id, "outcome": outcome.outcome})
        return
    count = len(outcomes)
    words = ngettext("{count} article taken in", "{count} articles taken in", count)
    session.output.say(words.format(count=count))
