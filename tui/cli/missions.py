"""``mission``: economic missions and the articles linked to them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from store.models import Direction, MissionDetails, Role
from tui.cli.acts import tell
from tui.cli.base import argument, group, option, pass_session, query_option, with_options
from tui.cli.details import overlay
from tui.cli.facts import list_facts
from tui.cli.records import fact_record, link_record, mission_record
from tui.fact_words import count_words
from tui.i18n import N_, _, ngettext
from tui.press_dates import press_date
from tui.words import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from store.models import Mission, MissionLink
    from tui.cli.base import Decorated
    from tui.cli.session import Session

_ROLES = click.Choice([role.value for role in Role])
_DIRECTIONS = click.Choice([direction.value for direction in Direction])


def _details_options(function: Decorated) -> Decorated:
    """The options that describe a mission."""
    options = (
        option("--direction", type=_DIRECTIONS, help=N_("Which way it travels.")),
        option("--from", "origin", metavar=N_("TERRITORY"), help=N_("Where it starts from.")),
        option(
            "--to", "destinations", multiple=True, metavar=N_("PLACE"), help=N_("Where it goes.")
        ),
        option(
            "--organiser", "organisers", multiple=True, metavar=N_("NAME"), help=N_("Who holds it.")
        ),
        option("--leader", metavar=N_("NAME"), help=N_("Who leads it.")),
        option("--dates", metavar=N_("TEXT"), help=N_("When, as the press says it.")),
        option("--first", metavar=N_("DATE"), help=N_("Its first day: 2026-03-31, 2026-03, 2026.")),
        option("--last", metavar=N_("DATE"), help=N_("Its last day.")),
        option(
            "--sector",
            "sectors",
            multiple=True,
            metavar=N_("NAME"),
            help=N_("A filière it is for."),
        ),
        option("--objectives", metavar=N_("TEXT"), help=N_("What it is to bring.")),
        option("--delegation", metavar=N_("TEXT"), help=N_("Who travels.")),
        option("--programme", metavar=N_("TEXT"), help=N_("What it does there.")),
    )
    return with_options(function, *options)


def _described(details: MissionDetails, said: dict[str, Any]) -> MissionDetails:
    """The details with what was said on the command line laid over them."""
    text, first, last = (said.pop(name) for name in ("dates", "first", "last"))
    if said.get("direction"):
        said["direction"] = Direction(said["direction"])
    if text or first or last:
        said["dates"] = press_date(text, first, last)
    elif text == "":
        said["dates"] = ""
    # A mission cannot be without a title: an empty one is the store's to refuse.
    title = said.pop("title", None)
    return overlay(details if title is None else replace(details, title=title), said)


@group("mission", help=N_("Economic missions: list, new, show, edit, link, unlink, facts, remove."))
def mission() -> None:
    """Missions."""


@mission.command("list", help=N_("List the missions."))
@pass_session
def list_missions(session: Session) -> None:
    """Print the missions."""
    found = session.desk.missions.list()
    if session.output.as_json:
        for each in found:
            session.output.record(mission_record(each))
        return
    session.output.table(
        (each.slug, _dates(each), str(each.article_count), each.details.title) for each in found
    )


def _dates(each: Mission) -> str:
    return each.details.dates.text if each.details.dates else ""


@mission.command("new", help=N_("Describe a mission; its short name is made from the title."))
@argument("title", N_("TITLE"))
@option("--slug", metavar=N_("NAME"), help=N_("The short name: small letters, digits, hyphens."))
@_details_options
@pass_session
def new_mission(session: Session, /, title: str, slug: str | None, **said: Any) -> None:
    """Make a mission."""
    made = session.desk.missions.create(_described(MissionDetails(title), said), slug)
    if session.output.as_json:
        session.output.record(mission_record(made))
    else:
        words = _("mission “{title}” created: link articles with “marbre mission link {slug} ID…”")
        session.output.say(words.format(title=made.details.title, slug=made.slug))


@mission.command("show", help=N_("Show a mission with its articles."))
@argument("slug", N_("MISSION"))
@pass_session
def show_mission(session: Session, slug: str) -> None:
    """Print one mission."""
    found = session.desk.missions.get(slug)
    links = session.desk.missions.links(slug)
    if session.output.as_json:
        session.output.record(
            mission_record(found)
            | {"links": [link_record(link) for link in links]}
            | {"facts": [fact_record(fact) for fact in session.desk.facts.list(slug)]}
        )
        return
    session.output.line((found.details.title, "strong"))
    session.output.table(_facts(found))
    session.output.line("")
    _print_links(session, links)
    for words in count_words(session.desk.facts.counts(slug)):
        session.output.line(words)


def _facts(found: Mission) -> list[tuple[str, str]]:
    details = found.details
    facts = [
        (_("Short name"), found.slug),
        (_("Direction"), label(details.direction)),
        (_("From"), details.origin),
        (_("To"), ", ".join(details.destinations)),
        (_("Dates"), _dates(found)),
        (_("Organisers"), ", ".join(details.organisers)),
        (_("Leader"), details.leader),
        (_("Sectors"), ", ".join(details.sectors)),
        (_("Objectives"), details.objectives),
        (_("Delegation"), details.delegation),
        (_("Programme"), details.programme),
        (_("Reviews due"), ", ".join(found.reviews_due)),
    ]
    return [(name, value) for name, value in facts if value]


def _print_links(session: Session, links: Sequence[MissionLink]) -> None:
    roles = {link.article_id: link.role for link in links}
    for article in session.desk.articles.rows(list(roles)):
        day = (article.published or "")[:10]
        session.output.line(
            (article.id, "dim"), f" [{label(roles[article.id])}] {day} ", article.headline
        )
    words = ngettext("{count} article", "{count} articles", len(links))
    session.output.say(words.format(count=len(links)))


@mission.command(
    "edit",
    help=N_("Change what is known of a mission; what is not said stays, “” takes a value away."),
)
@argument("slug", N_("MISSION"))
@option("--title", metavar=N_("TITLE"), help=N_("Its title."))
@_details_options
@pass_session
def edit_mission(session: Session, /, slug: str, **said: Any) -> None:
    """Change a mission."""
    details = session.desk.missions.get(slug).details
    tell(session, session.desk.missions.edit(slug, _described(details, said)))


@mission.command("link", help=N_("Link articles to a mission; the role of linked ones changes."))
@argument("slug", N_("MISSION"))
@argument("references", N_("ID…"), nargs=-1)
@query_option
@option(
    "--role",
    type=_ROLES,
    default=Role.REPORT.value,
    show_default=True,
    help=N_("What the articles are to the mission."),
)
@pass_session
def link(
    session: Session, slug: str, references: tuple[str, ...], query: str | None, role: str
) -> None:
    """Link articles."""
    ids = session.article_ids(references, query)
    tell(session, session.desk.missions.link(slug, ids, Role(role)))


@mission.command("unlink", help=N_("Take articles out of a mission."))
@argument("slug", N_("MISSION"))
@argument("references", N_("ID…"), nargs=-1)
@query_option
@pass_session
def unlink(session: Session, slug: str, references: tuple[str, ...], query: str | None) -> None:
    """Unlink articles."""
    ids = session.article_ids(references, query)
    tell(session, session.desk.missions.unlink(slug, ids))


@mission.command(
    "facts",
    help=N_(
        "List the facts of a mission with their passages, and how many there are.\n\n"
        "A fact that sums up others is not counted beside them. “marbre facts add” records one."
    ),
)
@argument("slug", N_("MISSION"))
@pass_session
def mission_facts(session: Session, slug: str) -> None:
    """Print the facts of a mission."""
    list_facts(session, slug)


@mission.command("remove", help=N_("Remove a mission; its articles stay."))
@argument("slug", N_("MISSION"))
@pass_session
def remove_mission(session: Session, slug: str) -> None:
    """Remove a mission."""
    tell(session, session.desk.missions.remove(slug))
