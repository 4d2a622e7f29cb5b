"""``feeds``: which feeds the desk follows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from store.models import FeedDetails, FullText
from tui.cli.acts import tell
from tui.cli.base import argument, group, option, pass_session, with_options
from tui.cli.details import overlay
from tui.cli.feed_records import feed_record, health_record
from tui.cli.feed_table import lines_to_read
from tui.cli.output import Output, warn
from tui.cli.pages import check
from tui.cli.rules import admit_entries, blocked, rules, try_feed
from tui.cli.starter import starter
from tui.feed_words import (
    delay_words,
    due_words,
    gives_nothing,
    share_words,
    standing,
    weeks_line,
)
from tui.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from store.models import Feed, FeedHealth
    from tui.cli.base import Decorated
    from tui.cli.session import Session


def _full_text(_ctx: click.Context, _parameter: click.Parameter, said: str) -> FullText | None:
    return FullText(said) if said else None


def _details_options(function: Decorated) -> Decorated:
    """The options that say how a feed is treated."""
    options = (
        option("--title", metavar=N_("NAME"), help=N_("Its name in lists.")),
        option("--group", metavar=N_("NAME"), help=N_("The group it stands in.")),
        option("--source", metavar=N_("NAME"), help=N_("The publication of its articles.")),
        option(
            "--tag", "tags", multiple=True, metavar=N_("TAG"), help=N_("A tag for new articles.")
        ),
        option("--paused/--active", default=None, help=N_("Whether “collect” passes it over.")),
        option(
            "--allow-private/--refuse-private",
            default=None,
            help=N_("Whether it may be on this machine or on a private network."),
        ),
        option(
            "--full-text",
            type=click.Choice([policy.value for policy in FullText]),
            callback=_full_text,
            help=N_("When the pages of new entries are fetched for the whole text."),
        ),
    )
    return with_options(function, *options)


@group("feeds", help=N_("The feeds of the desk, and the rules on what is taken in from them."))
def feeds() -> None:
    """Feeds."""


for _command in (rules, try_feed, blocked, admit_entries, starter, check):
    feeds.add_command(_command)


_CONCERNS: Mapping[str, Callable[[Feed, FeedHealth], bool]] = {
    "failing": lambda feed, _health: feed.state.last_error is not None,
    "paused": lambda feed, _health: feed.details.paused,
    "silent": lambda _feed, health: health.is_silent,
    "unkept": gives_nothing,
}
"""What feeds can be chosen by."""


@feeds.command(
    "list",
    help=N_(
        "List the feeds with how they are: articles, entries of the last twelve weeks, share kept, "
        "usual delay, standing, next visit."
    ),
)
@option(
    "--only",
    type=click.Choice(list(_CONCERNS)),
    metavar="failing|paused|silent|unkept",
    help=N_("Only feeds that fail, rest, fell silent, or of which nothing is kept."),
)
@pass_session
def list_feeds(session: Session, only: str | None) -> None:
    """Print the feeds."""
    health = session.desk.feeds_health.all()
    known = [(feed, health[feed.id]) for feed in session.desk.feeds.list() if feed.id in health]
    found = [(feed, seen) for feed, seen in known if only is None or _CONCERNS[only](feed, seen)]
    if session.output.as_json:
        for feed, seen in found:
            session.output.record(health_record(feed, seen))
        return
    width = session.output.terminal_width
    if width is None:
        session.output.table(_feed_row(feed, seen) for feed, seen in found)
        return
    session.output.laid_out(lines_to_read(found, width))


def _feed_row(feed: Feed, health: FeedHealth) -> Sequence[str]:
    return (
        feed.details.group or "",
        feed.name,
        str(feed.article_count),
        weeks_line(health),
        share_words(health),
        delay_words(health),
        standing(feed, health),
        due_words(feed),
        feed.details.url,
    )


def print_added(output: Output, found: Sequence[Feed]) -> None:
    """Print feeds that are new to the desk, in JSON."""
    for feed in found:
        output.record(feed_record(feed))


@feeds.command("add", help=N_("Follow feeds at these addresses."))
@argument("urls", N_("URL…"), nargs=-1, required=True)
@_details_options
@pass_session
def add_feeds(session: Session, /, urls: tuple[str, ...], **said: Any) -> None:
    """Add feeds."""
    details = [overlay(FeedDetails(url.strip()), said) for url in urls]
    added = session.desk.feeds.add(details)
    if session.output.as_json:
        print_added(session.output, added)
        return
    _tell_added(session.output, len(added), len(urls) - len(added))


def _tell_added(output: Output, added: int, known: int) -> None:
    words = ngettext("{count} feed added", "{count} feeds added", added)
    output.say(words.format(count=added))
    if known:
        words = ngettext("{count} was known already", "{count} were known already", known)
        output.say(words.format(count=known))


_of_group = option(
    "--of-group", "of_group", metavar=N_("NAME"), help=N_("All feeds of this group, too.")
)


def _meant(session: Session, references: Sequence[str], of_group: str | None) -> list[Feed]:
    """The feeds named, and those of a group, each once."""
    known = session.desk.feeds
    named = {feed.id: feed for feed in map(known.get, references)}
    if of_group is not None:
        group = of_group.strip().strip("/")
        found = [feed for feed in known.list() if (feed.details.group or "") == group]
        if not found:
            raise click.ClickException(_("no feed is in a group “{name}”").format(name=group))
        named |= {feed.id: feed for feed in found}
    if not named:
        raise click.UsageError(_("say which feeds: by name, or --of-group"))
    return list(named.values())


@feeds.command(
    "edit", help=N_("Change how feeds are treated; what is not said stays, “” takes a value away.")
)
@argument("references", N_("FEED…"), nargs=-1)
@option("--url", metavar=N_("URL"), help=N_("Its address."))
@_of_group
@_details_options
@pass_session
def edit_feeds(
    session: Session, /, references: tuple[str, ...], of_group: str | None, **said: Any
) -> None:
    """Change feeds, as one act."""
    meant = _meant(session, references, of_group)
    if len(meant) > 1 and (said["url"] is not None or said["title"] is not None):
        raise click.UsageError(_("an address and a name are for one feed alone"))
    changes = {feed.id: overlay(feed.details, said) for feed in meant}
    tell(session, session.desk.feeds.edit_all(changes))


@feeds.command(
    "move", help=N_("Put feeds into another group, or one elsewhere among those of its group.")
)
@argument("references", N_("FEED…"), nargs=-1)
@_of_group
@option("--group", metavar=N_("NAME"), help=N_("The group; “” for none."))
@option("--up", type=click.IntRange(1), metavar="N", help=N_("So many places further up."))
@option("--down", type=click.IntRange(1), metavar="N", help=N_("So many places further down."))
@pass_session
def move_feeds(
    session: Session,
    references: tuple[str, ...],
    of_group: str | None,
    group: str | None,
    up: int | None,
    down: int | None,
) -> None:
    """Move feeds, as one act."""
    if [group, up, down].count(None) != 2:
        raise click.UsageError(_("say where to: --group NAME, --up N or --down N"))
    meant = _meant(session, references, of_group)
    if group is not None:
        name = group.strip().strip("/") or None
        changes = {feed.id: replace(feed.details, group=name) for feed in meant}
        tell(session, session.desk.feeds.edit_all(changes))
    elif len(meant) > 1:
        raise click.UsageError(_("--up and --down move one feed alone"))
    else:
        tell(session, session.desk.feeds.shift(meant[0].id, (down or 0) - (up or 0)))


@feeds.command("remove", help=N_("Follow feeds no longer; their articles stay."))
@argument("references", N_("FEED…"), nargs=-1)
@_of_group
@pass_session
def remove_feeds(session: Session, references: tuple[str, ...], of_group: str | None) -> None:
    """Remove feeds, as one act."""
    ids = [feed.id for feed in _meant(session, references, of_group)]
    tell(session, session.desk.feeds.remove(ids))


@feeds.command("import", help=N_("Follow the feeds of an OPML file; “-” is the input."))
@argument("file", N_("FILE"), type=click.File("rb"))
@pass_session
def import_feeds(session: Session, file: BinaryIO) -> None:
    """Add the feeds of an OPML file."""
    from feeds.opml import read_opml  # noqa: PLC0415 - few calls need it

    details = read_opml(file.read())
    added = session.desk.feeds.add(details)
    if session.output.as_json:
        print_added(session.output, added)
        return
    if not details:
        warn(_("the file names no feed"))
    _tell_added(session.output, len(added), len(details) - len(added))


@feeds.command("export", help=N_("Write the feeds as OPML, for other feed readers."))
@option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar=N_("FILE"),
    help=N_("The file; else it is printed."),
)
@pass_session
def export_feeds(session: Session, out: Path | None) -> None:
    """Write an OPML file."""
    from feeds.opml import write_opml  # noqa: PLC0415 - few calls need it

    found = session.desk.feeds.list()
    document = write_opml(found, session.desk.folder.name)
    if out is None:
        click.echo(document, nl=False)
        return
    out.write_bytes(document)
    words = ngettext(
        "{count} feed written to {file}", "{count} feeds written to {file}", len(found)
    )
    if session.output.as_json:
        session.output.record({"file": str(out), "feeds": len(found)})
    else:
        session.output.say(words.format(count=len(found), file=out))
