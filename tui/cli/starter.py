"""``feeds starter``, and what ``init`` offers: feeds to begin with, by region, none unasked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from feeds.starter import feeds_of_region, starter_feeds, starter_regions
from tui.cli.base import command, option, pass_session
from tui.cli.output import clean_answer
from tui.feed_words import subject_words
from tui.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from feeds.starter import StarterFeed
    from tui.cli.session import Session


@command(
    "starter",
    help=N_("List feeds of French regional and business papers; with --add, follow them."),
)
@option(
    "--region",
    "regions",
    multiple=True,
    metavar=N_("REGION"),
    help=N_("Only those of this region; a part of its name will do."),
)
@option("--add", "adds", is_flag=True, help=N_("Follow them."))
@pass_session
def starter(session: Session, regions: tuple[str, ...], adds: bool) -> None:
    """Print or follow feeds to begin with."""
    if adds and not regions:
        raise click.UsageError(_("say with --region which feeds to follow"))
    chosen = [feed for region in regions for feed in _of_region(region)] or starter_feeds()
    if adds:
        follow(session, chosen)
    elif session.output.as_json:
        for feed in chosen:
            session.output.record(
                {
                    "name": feed.name,
                    "url": feed.url,
                    "region": feed.region,
                    "subject": feed.subject,
                    "checked": feed.checked,
                }
            )
    else:
        session.output.table(
            (feed.region, feed.name, subject_words(feed.subject), feed.url) for feed in chosen
        )


def follow(session: Session, chosen: Sequence[StarterFeed]) -> None:
    """Have the desk follow feeds, and say how many are new to it."""
    added = session.desk.feeds.add([feed.details for feed in chosen])
    if session.output.as_json:
        session.output.record({"added": [feed.details.url for feed in added]})
        return
    words = ngettext("{count} feed added", "{count} feeds added", len(added))
    session.output.say(words.format(count=len(added)))


def offer(session: Session) -> None:
    """Ask a person of which regions the desk is to follow papers; none where they say nothing."""
    regions = starter_regions()
    session.output.say(_("The papers of which regions shall the desk follow?"))
    for number, region in enumerate(regions, 1):
        session.output.say(f"{number:3} {region}")
    chosen: list[StarterFeed] = []
    while not chosen:
        typed = clean_answer(_("Numbers or names, parted by commas; nothing for none"))
        if not typed:
            return
        chosen = _chosen(typed, regions)
    follow(session, chosen)


def _chosen(typed: str, regions: Sequence[str]) -> list[StarterFeed]:
    """What was meant; nothing where a part of it means no region, so that one is asked again."""
    chosen: list[StarterFeed] = []
    for word in filter(None, (part.strip() for part in typed.split(","))):
        is_number = word.isdecimal() and 0 < int(word) <= len(regions)
        found = feeds_of_region(regions[int(word) - 1] if is_number else word)
        if not found:
            return []
        chosen += found
    return chosen


def _of_region(name: str) -> Sequence[StarterFeed]:
    found = feeds_of_region(name)
    if not found:
        words = _("there is no region “{name}” in the list; there are: {regions}")
        raise click.ClickException(words.format(name=name, regions=", ".join(starter_regions())))
    return found
