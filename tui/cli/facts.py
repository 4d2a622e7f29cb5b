"""``facts`` and ``mission facts``: what the press says of missions, each resting on passages."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from store.models import FactDetails, FactStatus, FactType, Figure, Party
from tui.cli.acts import tell
from tui.cli.base import argument, group, option, pass_session, with_options
from tui.cli.records import count_record, fact_record
from tui.fact_words import count_words, fact_heading, fact_words
from tui.i18n import N_, _, ngettext, quoted
from tui.press_dates import press_date

if TYPE_CHECKING:
    from store.facts import Place
    from store.models import Fact
    from tui.cli.base import Decorated
    from tui.cli.session import Session

_TYPES = click.Choice([each.value for each in FactType])
_STATUSES = click.Choice([each.value for each in FactStatus])


def _details_options(function: Decorated) -> Decorated:
    """The options that say what a fact is."""
    options = (
        option("--status", type=_STATUSES, help=N_("How far along it is, as the press says it.")),
        option(
            "--party",
            "parties",
            multiple=True,
            metavar=N_("NAME"),
            help=N_("Who has to do with it."),
        ),
        option("--value", metavar=N_("NUMBER"), help=N_("A number that is given.")),
        option("--qualifier", metavar=N_("TEXT"), help=N_("“more than”, “about”.")),
        option("--unit", metavar=N_("TEXT"), help=N_("The unit of the number.")),
        option("--of", metavar=N_("TEXT"), help=N_("What the number counts.")),
        option("--dates", metavar=N_("TEXT"), help=N_("When, as the press says it.")),
        option("--first", metavar=N_("DATE"), help=N_("Its first day: 2026-03-31, 2026-03, 2026.")),
        option("--last", metavar=N_("DATE"), help=N_("Its last day.")),
        option("--speaker", metavar=N_("NAME"), help=N_("Who says it.")),
        option(
            "--part",
            "parts",
            multiple=True,
            metavar=N_("FACT"),
            help=N_("A fact that it sums up, so that the two are not counted twice."),
        ),
        option(
            "--aggregate/--single",
            "is_aggregate",
            default=None,
            help=N_("Whether it sums up others, recorded or not."),
        ),
        option("--note", metavar=N_("TEXT"), help=N_("What there is to say of it.")),
    )
    return with_options(function, *options)


def _passage_options(function: Decorated) -> Decorated:
    """The options that say on what a fact rests."""
    options = (
        option("--article", metavar=N_("ID"), help=N_("The article that the quotes stand in.")),
        option(
            "--quote",
            "quotes",
            multiple=True,
            metavar=N_("PASSAGE"),
            help=N_("A passage that it rests on."),
        ),
        option(
            "--annotation",
            "annotations",
            multiple=True,
            metavar=N_("NOTE"),
            help=N_("A passage that is marked already, by the id of its annotation."),
        ),
    )
    return with_options(function, *options)


def _described(details: FactDetails, said: dict[str, Any]) -> FactDetails:
    """The details with what was said laid over them; an empty text takes a value away."""
    changes: dict[str, Any] = {}
    if said["status"]:
        changes["status"] = FactStatus(said["status"])
    if said["parties"]:
        changes["parties"] = tuple(Party(name) for name in said["parties"] if name)
    if said["parts"]:
        changes["parts"] = tuple(part for part in said["parts"] if part)
    for name in ("speaker", "note", "is_aggregate"):
        if said[name] is not None:
            changes[name] = said[name]
    text, first, last = said["dates"], said["first"], said["last"]
    if text or first or last:
        changes["date"] = press_date(text, first, last)
    elif text == "":
        changes["date"] = None
    return replace(details, figure=_figure(details.figure, said), **changes)


def _figure(figure: Figure | None, said: dict[str, Any]) -> Figure | None:
    names = ("value", "qualifier", "unit", "of")
    parts: dict[str, Any] = {name: said[name] for name in names if said[name] is not None}
    if parts.get("value") == "":
        return None
    return replace(figure or Figure(""), **parts) if parts else figure


def _places(session: Session, article: str | None, quotes: tuple[str, ...]) -> list[Place]:
    if bool(quotes) != bool(article):
        raise click.UsageError(_("--quote and --article go together"))
    if article is None:
        return []
    article_id = session.desk.articles.resolve(article)
    return [(article_id, session.desk.annotations.find_quote(article_id, each)) for each in quotes]


@group(
    "facts",
    help=N_(
        "Facts of missions, each resting on passages: add, show, edit, support, remove.\n\n"
        "“marbre mission facts MISSION” lists them; “fact:” and “status:” find their articles."
    ),
)
def facts() -> None:
    """Facts."""


@facts.command("add", help=N_("Record a fact of a mission, with the passage that it rests on."))
@argument("slug", N_("MISSION"))
@option("--type", "type_", type=_TYPES, required=True, help=N_("What it is about."))
@_passage_options
@_details_options
@pass_session
def add_fact(
    session: Session,
    /,
    slug: str,
    type_: str,
    article: str | None,
    quotes: tuple[str, ...],
    annotations: tuple[str, ...],
    **said: Any,
) -> None:
    """Record a fact."""
    places = _places(session, article, quotes)
    if not places and not annotations:
        raise click.UsageError(_("say what it rests on: --article with --quote, or --annotation"))
    details = _described(FactDetails(FactType(type_), FactStatus.STATED), said)
    print_fact(
        session, session.desk.facts.add(slug, details, annotations=annotations, places=places)
    )


@facts.command("show", help=N_("Show a fact with its passages."))
@argument("reference", N_("FACT"))
@pass_session
def show_fact(session: Session, reference: str) -> None:
    """Print one fact."""
    print_fact(session, session.desk.facts.get(reference))


@facts.command(
    "edit", help=N_("Change what a fact says; what is not said stays, “” takes a value away.")
)
@argument("reference", N_("FACT"))
@option("--type", "type_", type=_TYPES, help=N_("What it is about."))
@_details_options
@pass_session
def edit_fact(session: Session, /, reference: str, type_: str | None, **said: Any) -> None:
    """Change a fact."""
    details = session.desk.facts.get(reference).details
    if type_:
        details = replace(details, type=FactType(type_))
    tell(session, session.desk.facts.edit(reference, _described(details, said)))


@facts.command("support", help=N_("Let a fact rest on more passages, or on one less."))
@argument("reference", N_("FACT"))
@_passage_options
@option("--without", metavar=N_("NOTE"), help=N_("The annotation that it rests on no longer."))
@pass_session
def support_fact(
    session: Session,
    reference: str,
    article: str | None,
    quotes: tuple[str, ...],
    annotations: tuple[str, ...],
    without: str | None,
) -> None:
    """Change what a fact rests on."""
    places = _places(session, article, quotes)
    if without and (places or annotations):
        raise click.UsageError(_("--without goes alone"))
    if without:
        tell(session, session.desk.facts.unsupport(reference, without))
        return
    if not places and not annotations:
        raise click.UsageError(_("say what it rests on: --article with --quote, or --annotation"))
    tell(session, session.desk.facts.support(reference, annotations=annotations, places=places))


@facts.command("remove", help=N_("Remove a fact; its passages stay marked."))
@argument("reference", N_("FACT"))
@pass_session
def remove_fact(session: Session, reference: str) -> None:
    """Remove a fact."""
    tell(session, session.desk.facts.remove(reference))


def list_facts(session: Session, slug: str) -> None:
    """Print the facts of a mission, and how many there are of each type."""
    found = session.desk.facts.list(slug)
    for fact in found:
        print_fact(session, fact)
    counts = session.desk.facts.counts(slug)
    if session.output.as_json:
        session.output.record({"counts": [count_record(each) for each in counts]})
        return
    if counts:
        session.output.line("")
    for words in count_words(counts):
        session.output.line(words)
    words = ngettext("{count} fact", "{count} facts", len(found))
    session.output.say(words.format(count=len(found)))


def print_fact(session: Session, fact: Fact) -> None:
    """Print a fact with its passages."""
    output = session.output
    if output.as_json:
        output.record(fact_record(fact))
        return
    output.line((fact.id[:8], "dim"), " ", (fact_heading(fact), "strong"), "  ", fact_words(fact))
    for passage in fact.passages:
        lost = _("lost its place") if passage.is_orphan else ""
        said = (quoted(passage.quote.exact), "match")
        output.line("  ", (passage.article_id, "dim"), " ", said, f" {lost}")
