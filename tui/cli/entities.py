"""``entities``: people, organisations and places, confirmed once and known in all texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from store.models import EntityKind
from tui.cli.acts import tell
from tui.cli.base import argument, group, option, pass_session, query_option
from tui.cli.records import entity_record, name_record
from tui.i18n import N_, _, ngettext
from tui.naming import common_names, name_suggestions
from tui.words import label

if TYPE_CHECKING:
    from store.models import Entity
    from tui.cli.session import Session
    from tui.naming import NameAdvice

_KINDS = click.Choice([kind.value for kind in EntityKind])
_of_kind = option(
    "--kind", type=_KINDS, help=N_("Of which kind it is, where two kinds share the name.")
)


def _kind(said: str | None) -> EntityKind | None:
    return EntityKind(said) if said else None


@group(
    "entities",
    help=N_(
        "People, organisations and places: list, show, new, rename, merge, alias, kind, leave-out, "
        "forget, suggest.\n\n"
        "What is confirmed once is known in every article that has its name: “org:”, “person:” and "
        "“place:” find these articles."
    ),
)
def entities() -> None:
    """Entities."""


@entities.command("list", help=N_("List what is known, with the number of the articles."))
@option("--kind", type=_KINDS, help=N_("Only these."))
@pass_session
def list_entities(session: Session, kind: str | None) -> None:
    """Print the entities."""
    found = session.desk.entities.list(_kind(kind))
    if session.output.as_json:
        for each in found:
            session.output.record(entity_record(each))
        return
    session.output.table(map(_row, found))


def _row(each: Entity) -> tuple[str, ...]:
    aliases = ", ".join(f"= {alias}" for alias in each.aliases)
    return (label(each.kind), each.name, str(each.article_count), aliases)


@entities.command("show", help=N_("Show one with the articles that mention it."))
@argument("name", N_("NAME"))
@_of_kind
@pass_session
def show_entity(session: Session, name: str, kind: str | None) -> None:
    """Print an entity with its articles."""
    found = session.desk.entities.get(name, _kind(kind))
    ids = session.desk.entities.articles(found.id)
    if session.output.as_json:
        session.output.record(entity_record(found) | {"ids": list(ids)})
        return
    session.output.line((found.name, "strong"), f" ({label(found.kind)})")
    if found.aliases:
        session.output.line(", ".join(f"= {alias}" for alias in found.aliases))
    for article in session.desk.articles.rows(ids):
        day = (article.published or "")[:10]
        session.output.line((article.id, "dim"), f" {day} ", article.headline)
    words = ngettext("{count} article", "{count} articles", len(ids))
    session.output.say(words.format(count=len(ids)))


@entities.command(
    "new", help=N_("Confirm a person, an organisation or a place by the name that texts have.")
)
@argument("name", N_("NAME"))
@option("--kind", type=_KINDS, required=True, help=N_("What it is."))
@option(
    "--alias", "aliases", multiple=True, metavar=N_("NAME"), help=N_("Another name of it in texts.")
)
@pass_session
def new_entity(session: Session, name: str, kind: str, aliases: tuple[str, ...]) -> None:
    """Confirm an entity."""
    made = session.desk.entities.create(EntityKind(kind), name, aliases)
    if session.output.as_json:
        session.output.record(entity_record(made))
        return
    words = ngettext(
        "{kind} “{name}” confirmed, in {count} article",
        "{kind} “{name}” confirmed, in {count} articles",
        made.article_count,
    )
    session.output.say(
        words.format(kind=label(made.kind), name=made.name, count=made.article_count)
    )


@entities.command("rename", help=N_("Call one something else; the old name stays as an alias."))
@argument("old", N_("OLD"))
@argument("new", N_("NEW"))
@_of_kind
@pass_session
def rename_entity(session: Session, old: str, new: str, kind: str | None) -> None:
    """Rename an entity."""
    tell(session, session.desk.entities.rename(old, new, _kind(kind)))


@entities.command("merge", help=N_("Say that OLD is INTO, which takes its names and its facts."))
@argument("old", N_("OLD"))
@argument("into", N_("INTO"))
@_of_kind
@pass_session
def merge_entity(session: Session, old: str, into: str, kind: str | None) -> None:
    """Merge two entities."""
    tell(session, session.desk.entities.merge(old, into, _kind(kind)))


@entities.command("alias", help=N_("Add a name by which texts mention one, or take it away."))
@argument("name", N_("NAME"))
@argument("alias", N_("ALIAS"))
@option("--remove", is_flag=True, help=N_("Take the alias away."))
@_of_kind
@pass_session
def alias_entity(session: Session, name: str, alias: str, remove: bool, kind: str | None) -> None:
    """Give an entity an alias, or take one from it."""
    known = session.desk.entities
    change = known.remove_alias if remove else known.add_alias
    tell(session, change(name, alias, _kind(kind)))


@entities.command("kind", help=N_("Say what one is: a person, an organisation or a place."))
@argument("name", N_("NAME"))
@argument("to", N_("KIND"), type=_KINDS)
@_of_kind
@pass_session
def retype_entity(session: Session, name: str, to: str, kind: str | None) -> None:
    """Say that an entity is of another kind."""
    tell(session, session.desk.entities.retype(name, EntityKind(to), _kind(kind)))


@entities.command("leave-out", help=N_("Say that in these articles the name means something else."))
@argument("name", N_("NAME"))
@argument("references", N_("ID…"), nargs=-1)
@query_option
@option("--back", is_flag=True, help=N_("Say that it does mean this, after all."))
@_of_kind
@pass_session
def leave_out_entity(
    session: Session,
    name: str,
    references: tuple[str, ...],
    query: str | None,
    back: bool,
    kind: str | None,
) -> None:
    """Say that articles do not mention an entity."""
    known = session.desk.entities
    ids = session.article_ids(references, query)
    change = known.let_back if back else known.leave_out
    tell(session, change(name, ids, _kind(kind)))


@entities.command("forget", help=N_("Know one no longer; facts keep its name."))
@argument("name", N_("NAME"))
@_of_kind
@pass_session
def forget_entity(session: Session, name: str, kind: str | None) -> None:
    """Forget an entity."""
    tell(session, session.desk.entities.forget(name, _kind(kind)))


@entities.command(
    "suggest",
    help=N_(
        "Show the names that articles seem to have and that nobody has confirmed.\n\n"
        "Of several articles, the names that most of them have come first. marbre entities new confirms "
        "one; what is refused is not suggested again, in any article."
    ),
)
@argument("references", N_("ID…"), nargs=-1)
@query_option
@option(
    "--refuse",
    "refused",
    multiple=True,
    metavar=N_("NAME"),
    help=N_("Never suggest this name again; undo takes it back."),
)
@pass_session
def suggest_entities(
    session: Session, references: tuple[str, ...], query: str | None, refused: tuple[str, ...]
) -> None:
    """Print the names of articles, or refuse some."""
    if refused:
        tell(session, session.desk.entities.refuse(refused))
        return
    ids = session.article_ids(references, query)
    is_one = len(ids) == 1
    found = (
        name_suggestions(session.services, ids[0])
        if is_one
        else common_names(session.services, ids)
    )
    if session.output.as_json:
        for each in found:
            session.output.record(name_record(each, ids[0] if is_one else None))
        return
    session.output.table(_advice_row(each, is_one=is_one) for each in found)
    if not found:
        session.output.say(_("No name in it waits to be confirmed."))


def _advice_row(each: NameAdvice, *, is_one: bool) -> tuple[str, ...]:
    kind = label(each.guess.kind) if each.guess.kind else "?"
    alike = _("= {name}?").format(name=each.alike.name) if each.alike else ""
    count = len(each.guess.spans) if is_one else each.article_count
    return (kind, each.name, str(count), alike)
