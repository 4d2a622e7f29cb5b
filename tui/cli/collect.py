"""``collect``: fetching the feeds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tui.cli.base import argument, command, option, pass_session
from tui.cli.output import Progress, local_time, warn
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
@option("--last", is_flag=True, help=N_("Fetch nothing; show what the last round brought."))
@pass_session
def collect(session: Session, references: tuple[str, ...], paused_too: bool, last: bool) -> int:
    """Collect the feeds."""
    if last:
        if references or paused_too:
            raise click.UsageError(_("--last fetches nothing: say it alone"))
        _tell_last(session)
        return 0
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


def _tell_last(session: Session) -> None:
    report = session.services.last_report()
    if report is None:
        raise click.ClickException(_("nothing was collected yet: “marbre collect” does"))
    if not session.output.as_json:
        ended = local_time(report.ended)
        session.output.say(_("Last round, ended {time}").format(time=ended))
    _tell(session, report)


def _tell(session: Session, report: CollectReport) -> None:
    names = {feed.id: feed.name for feed in session.desk.feeds.list()}
    for feed in report.feeds:
        if session.output.as_json:
            session.output.record(report_record(feed))
        elif feed.error is not None:
            name = names.get(feed.feed_id, feed.url)
            warn(f"{name}: {describe_problem(feed.error)}")
        elif feed.new or feed.changed or feed.blocked:
            session.output.line(f"{names.get(feed.feed_id, feed.url)}: {_counts(feed)}")
    _tell_total(session, report)


def _counts(feed: FeedReport) -> str:
    words = [ngettext("{count} new", "{count} new", feed.new).format(count=feed.new)]
    if feed.changed:
        words.append(
            ngettext("{count} changed", "{count} changed", feed.changed).format(count=feed.changed)
        )
    if feed.blocked:
        words.append(
            ngettext("{count} kept out", "{count} kept out", feed.blocked).format(
                count=feed.blocked
            )
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
