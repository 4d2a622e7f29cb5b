"""``collect``: fetching the feeds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tui.cli.base import argument, command, option, pass_session
from tui.cli.output import Progress, warn
from tui.cli.records import report_record
from tui.i18n import N_, _, ngettext
from tui.words import describe_problem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from feeds.collector import CollectProgress, CollectReport, FeedReport
    from tui.cli.session import Session


@command(
    "collect",
    help=N_(
        "Fetch what is new from the feeds, all that are not paused unless some are named.\n\n"
        "Ends with 1 where every feed failed."
    ),
)
@argument("references", N_("[FEED…]"), nargs=-1)
@option("--all", "paused_too", is_flag=True, help=N_("Fetch the feeds that are paused, too."))
@pass_session
def collect(session: Session, references: tuple[str, ...], paused_too: bool) -> int:
    """Collect the feeds."""
    chosen: Sequence[str] = references
    if paused_too:
        if references:
            raise click.UsageError(_("say --all, or which feeds"))
        chosen = [feed.id for feed in session.desk.feeds.list()]
    if not session.desk.feeds.list():
        raise click.ClickException(
            _("the desk follows no feed: add one with “marbre feeds add URL”")
        )
    with Progress() as progress:
        report = session.services.collect(chosen, lambda state: _show(progress, state))
    session.catch_up()
    _tell(session, report)
    return int(0 < report.failed == len(report.feeds))


def _show(progress: Progress, state: CollectProgress) -> None:
    words = ngettext(
        "Collecting: {done} of {total} feed, {new} new",
        "Collecting: {done} of {total} feeds, {new} new",
        state.total,
    )
    progress.show(words.format(done=state.done, total=state.total, new=state.new))


def _tell(session: Session, report: CollectReport) -> None:
    names = {feed.id: feed.name for feed in session.desk.feeds.list()}
    for feed in report.feeds:
        if session.output.as_json:
            session.output.record(report_record(feed))
        elif feed.error is not None:
            name = names.get(feed.feed_id, feed.url)
            warn(f"{name}: {describe_problem(feed.error)}")
        elif feed.new or feed.changed:
            session.output.line(f"{names.get(feed.feed_id, feed.url)}: {_counts(feed)}")
    _tell_total(session, report)


def _counts(feed: FeedReport) -> str:
    words = [ngettext("{count} new", "{count} new", feed.new).format(count=feed.new)]
    if feed.changed:
        words.append(
            ngettext("{count} changed", "{count} changed", feed.changed).format(count=feed.changed)
        )
    return ", ".join(words)


def _tell_total(session: Session, report: CollectReport) -> None:
    feeds = ngettext("{count} feed", "{count} feeds", len(report.feeds))
    articles = ngettext("{count} new article", "{count} new articles", report.new)
    parts = [feeds.format(count=len(report.feeds)), articles.format(count=report.new)]
    if report.failed:
        words = ngettext("{count} feed failed", "{count} feeds failed", report.failed)
        parts.append(words.format(count=report.failed))
    session.output.say(", ".join(parts))
