"""``collection``: ordered selections for handing out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tui.cli.acts import tell
from tui.cli.base import argument, group, option, pass_session, query_option
from tui.cli.records import collection_contents, collection_record
from tui.i18n import N_, _

if TYPE_CHECKING:
    from store.models import Collection
    from tui.cli.session import Session


@group(
    "collection",
    help=N_("Press reviews and dossiers: list, new, show, edit, add, remove, move, comment."),
)
def collection() -> None:
    """Collections."""


@collection.command("list", help=N_("List the collections."))
@pass_session
def list_collections(session: Session) -> None:
    """Print the collections."""
    found = session.desk.collections.list()
    if session.output.as_json:
        for each in found:
            session.output.record(collection_record(each))
        return
    session.output.table((each.slug, str(each.article_count), each.title) for each in found)


@collection.command("new", help=N_("Begin a collection; its short name is made from the title."))
@argument("title", N_("TITLE"))
@option("--slug", metavar=N_("NAME"), help=N_("The short name: small letters, digits, hyphens."))
@option("--introduction", default="", metavar=N_("TEXT"), help=N_("What stands before it."))
@pass_session
def new_collection(session: Session, title: str, slug: str | None, introduction: str) -> None:
    """Make a collection."""
    made = session.desk.collections.create(title, introduction, slug)
    if session.output.as_json:
        session.output.record(collection_record(made))
    else:
        words = _(
            "collection “{title}” created: add articles with “marbre collection add {slug} ID…”"
        )
        session.output.say(words.format(title=made.title, slug=made.slug))


@collection.command("show", help=N_("Show a collection in its order."))
@argument("slug", N_("COLLECTION"))
@pass_session
def show_collection(session: Session, slug: str) -> None:
    """Print one collection."""
    found = session.desk.collections.get(slug)
    contents = collection_contents(found)
    if session.output.as_json:
        session.output.record(collection_record(found) | {"sections": contents})
        return
    session.output.line((found.title, "strong"))
    if found.introduction:
        session.output.text(found.introduction)
    _print_contents(session, found)


def _print_contents(session: Session, found: Collection) -> None:
    ids = [item.article_id for item in found.items]
    headlines = {each.id: each.headline for each in session.desk.articles.rows(ids)}
    for section in collection_contents(found):
        if section["title"]:
            session.output.line("")
            session.output.line((section["title"], "strong"))
        for place, item in enumerate(section["items"], start=1):
            article_id = item["article"]
            session.output.line(
                f"{place:3d}. ", (article_id, "dim"), " ", headlines.get(article_id, "")
            )
            if item["comment"]:
                session.output.text(item["comment"], indent="     ")


@collection.command("edit", help=N_("Change a collection's title or introduction."))
@argument("slug", N_("COLLECTION"))
@option("--title", metavar=N_("TITLE"), help=N_("Its title."))
@option("--introduction", metavar=N_("TEXT"), help=N_("What stands before it."))
@pass_session
def edit_collection(
    session: Session, slug: str, title: str | None, introduction: str | None
) -> None:
    """Change a collection."""
    edited = session.desk.collections.edit(slug, title=title, introduction=introduction)
    tell(session, edited)


@collection.command("add", help=N_("Put articles at the end of a collection, or of a section."))
@argument("slug", N_("COLLECTION"))
@argument("references", N_("ID…"), nargs=-1)
@query_option
@option("--section", metavar=N_("TITLE"), help=N_("The section; it is made where it is missing."))
@pass_session
def add(
    session: Session,
    slug: str,
    references: tuple[str, ...],
    query: str | None,
    section: str | None,
) -> None:
    """Add articles."""
    ids = session.article_ids(references, query)
    tell(session, session.desk.collections.add(slug, ids, section))


@collection.command("remove", help=N_("Take articles out of a collection."))
@argument("slug", N_("COLLECTION"))
@argument("references", N_("ID…"), nargs=-1, required=True)
@pass_session
def remove(session: Session, slug: str, references: tuple[str, ...]) -> None:
    """Take articles out."""
    tell(session, session.desk.collections.take_out(slug, session.article_ids(references)))


@collection.command("move", help=N_("Put an article at a place, counted from 1, of its section."))
@argument("slug", N_("COLLECTION"))
@argument("reference", N_("ID"))
@argument("place", N_("PLACE"), type=click.IntRange(min=1))
@option("--section", metavar=N_("TITLE"), help=N_("Another section; “-” is before all sections."))
@pass_session
def move(session: Session, slug: str, reference: str, place: int, section: str | None) -> None:
    """Move an article."""
    article_id = session.desk.articles.resolve(reference)
    if section is None:
        section = _section_of(session.desk.collections.get(slug), article_id)
    title = None if section == "-" else section
    tell(session, session.desk.collections.move(slug, article_id, place - 1, title))


def _section_of(found: Collection, article_id: str) -> str | None:
    titles = {section.id: section.title for section in found.sections}
    sections = {item.article_id: item.section_id for item in found.items}
    return titles.get(sections.get(article_id) or "")


@collection.command("comment", help=N_("Say of an article what the collection says of it."))
@argument("slug", N_("COLLECTION"))
@argument("reference", N_("ID"))
@argument("text", N_("TEXT"))
@pass_session
def comment(session: Session, slug: str, reference: str, text: str) -> None:
    """Comment on an article."""
    article_id = session.desk.articles.resolve(reference)
    tell(session, session.desk.collections.comment(slug, article_id, text))


@collection.command("rename-section", help=N_("Give a section another title."))
@argument("slug", N_("COLLECTION"))
@argument("old", N_("OLD"))
@argument("new", N_("NEW"))
@pass_session
def rename_section(session: Session, slug: str, old: str, new: str) -> None:
    """Rename a section."""
    tell(session, session.desk.collections.rename_section(slug, old, new))


@collection.command("remove-section", help=N_("Remove a section; its articles stay."))
@argument("slug", N_("COLLECTION"))
@argument("title", N_("TITLE"))
@pass_session
def remove_section(session: Session, slug: str, title: str) -> None:
    """Remove a section."""
    tell(session, session.desk.collections.remove_section(slug, title))


@collection.command("delete", help=N_("Delete a collection; its articles stay."))
@argument("slug", N_("COLLECTION"))
@pass_session
def delete(session: Session, slug: str) -> None:
    """Delete a collection."""
    tell(session, session.desk.collections.remove(slug))
