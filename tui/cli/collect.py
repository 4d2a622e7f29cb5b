"""``collect``: fetching the feeds."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import click

from feeds.errors import CANCELLED, RESTING
from store.clock import to_text
from tui.cli.base import argument, command, option, pass_session
from tui.cli.feed_records import report_record
from tui.cli.output import Progress, warn
from tui.cli.watch import go_on, stopped_by_signals
from tui.i18n import N_, _, ngettext
from tui.moments import moment
from tui.progress_words import collect_words, let_in_words
from tui.words import describe_problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from feeds.collecting.collector import CollectProgress, CollectReport, FeedReport
    from tui.cli.session import Session


@dataclass(frozen=True, slots=True)
class _Wish:
    """What a call of ``collect`` asks for."""

    references: tuple[str, ...]
    due_only: bool
    quiet: bool
    is_again: bool = False
    """Whether it goes on by itself: what brings nothing is not told."""

    def again(self) -> _Wish:
        """What is wished for after the first round: what is due by then."""
        return replace(self, due_only=True, is_again=True)


@command(
    "collect",
    help=N_(
        "Fetch what is new from the feeds that are due, or from those named.\n\n"
        "A feed is due by how often it publishes and by what its server says. Ends with 1 where "
        "every feed failed, somebody else is collecting, or it was stopped (Ctrl-C), which leaves "
        "whole what it has taken in."
    ),
)
@argument("references", N_("[FEED…]"), nargs=-1)
@option("--all", "everything", is_flag=True, help=N_("Fetch all that are not paused, due or not."))
@option(
    "--watch",
    type=click.IntRange(1, 10_080),
    is_flag=False,
    flag_value=15,
    metavar=N_("MINUTES"),
    help=N_("Go on until stopped: look at least this often whether a feed is due (15)."),
)
@option("--quiet", is_flag=True, help=N_("Print only what failed, for cron."))
@option("--last", is_flag=True, help=N_("Fetch nothing; show what the last round brought."))
@pass_session
def collect(
    session: Session,
    references: tuple[str, ...],
    everything: bool,
    watch: int | None,
    quiet: bool,
    last: bool,
) -> int:
    """Collect the feeds."""
    if last:
        if references or everything or watch:
            raise click.UsageError(_("--last fetches nothing: say it alone"))
        _tell_last(session)
        return 0
    if everything and references:
        raise click.UsageError(_("say --all, or which feeds"))
    for variable in session.services.settings.unset_variables:
        words = _("[credentials]: the variable {name} is not set, or holds no “name:password”")
        warn(words.format(name=variable))
    wish = _Wish(references, not references and not everything, quiet)
    if watch is not None:

        def collect_again(cancelled: Callable[[], bool], is_first: bool) -> None:
            _round(session, wish if is_first else wish.again(), cancelled)

        go_on(session, watch, references, collect_again)
        return 0
    if session.desk.feeds.is_empty():
        raise click.ClickException(
            _("the desk follows no feed: add one with “marbre feeds add URL”")
        )
    with stopped_by_signals() as stopped:
        report = _round(session, wish, stopped.is_set)
    return int(report.is_cancelled or 0 < report.failed == len(report.feeds))


def _round(session: Session, wish: _Wish, cancelled: Callable[[], bool]) -> CollectReport:
    with Progress() as progress:
        report = session.services.collect(
            wish.references,
            lambda state: _show(progress, state),
            cancelled,
            due_only=wish.due_only,
        )
    if not report.is_cancelled:
        # Who wants it stopped does not wait for the index, which follows the next time.
        session.catch_up()
    if report.feeds or not wish.is_again:
        _tell(session, report, quiet=wish.quiet)
    if not report.feeds and wish.due_only and not (wish.quiet or wish.is_again):
        _tell_due(session)
    return report


def _tell_due(session: Session) -> None:
    due = session.services.next_due()
    if due is None:
        session.output.say(_("every feed is paused"))
    else:
        words = _("no feed is due before {time}; --all fetches them all the same")
        session.output.say(words.format(time=moment(to_text(due))))


def _show(progress: Progress, state: CollectProgress) -> None:
    progress.show(_("Collecting: {progress}").format(progress=collect_words(state)))


def _tell_last(session: Session) -> None:
    report = session.services.last_report()
    if report is None:
        raise click.ClickException(_("nothing was collected yet: “marbre collect” does"))
    if not session.output.as_json:
        ended = moment(report.ended)
        session.output.say(_("Last round, ended {time}").format(time=ended))
    _tell(session, report)


def _tell(session: Session, report: CollectReport, *, quiet: bool = False) -> None:
    names = {feed.id: feed.name for feed in session.desk.feeds.list()}
    for feed in report.feeds:
        name = names.get(feed.feed_id, feed.url)
        if session.output.as_json:
            session.output.record(report_record(feed))
            continue
        if feed.error is not None and feed.error.code == CANCELLED:
            continue
        if feed.error is not None:
            if not (quiet and feed.error.code == RESTING):
                words = describe_problem(feed.error, feed.url)
                warn(_("{name}: {words}").format(name=name, words=words))
        elif not quiet and (feed.new or feed.changed or feed.blocked or feed.pages_missing):
            words = _("{name}: {words}").format(name=name, words=_counts(feed))
            session.output.line(words)
        if feed.moved_to is not None and not quiet:
            session.output.say(_("{name}: followed to {url}").format(name=name, url=feed.moved_to))
    if not quiet:
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
    if feed.pages_missing:
        words.append(
            ngettext("{count} page not had", "{count} pages not had", feed.pages_missing).format(
                count=feed.pages_missing
            )
        )
    return ", ".join(words)


def _tell_total(session: Session, report: CollectReport) -> None:
    feeds = ngettext("{count} feed", "{count} feeds", len(report.feeds))
    articles = ngettext("{count} new article", "{count} new articles", report.new)
    parts = [feeds.format(count=len(report.feeds)), articles.format(count=report.new)]
    if report.let_in:
        parts.append(let_in_words(report))
    if report.failed:
        words = ngettext("{count} feed failed", "{count} feeds failed", report.failed)
        parts.append(words.format(count=report.failed))
    resting = sum(feed.error is not None and feed.error.code == RESTING for feed in report.feeds)
    if resting:
        words = ngettext("{count} feed has to wait", "{count} feeds have to wait", resting)
        parts.append(words.format(count=resting))
    left = sum(feed.error is not None and feed.error.code == CANCELLED for feed in report.feeds)
    if left:
        words = ngettext("stopped before {count} feed", "stopped before {count} feeds", left)
        parts.append(words.format(count=left))
    session.output.say(", ".join(parts))
