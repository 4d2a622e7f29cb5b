"""``tag`` and ``tags``: putting tags on articles, and the tags themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tui.cli.acts import tell
from tui.cli.base import argument, command, group, option, pass_session, query_option
from tui.cli.records import plan_record, tag_record
from tui.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from store.models import TagPlan
    from tui.cli.session import Session

_DRY_RUN = N_("Only show what would change.")


@command(
    "tag",
    help=N_(
        "Put tags on articles and take them off: marbre tag 012 +filière/santé -à-lire\n\n"
        "A tag that is new is made. “/” parts the levels of a tag."
    ),
    # Without the short option for help, which “-hôpital” would be taken for.
    context_settings={"ignore_unknown_options": True, "help_option_names": ["--help"]},
)
@argument("words", N_("(ID… | --query QUERY) +TAG… -TAG…"), nargs=-1, type=click.UNPROCESSED)
@query_option
@pass_session
def tag(session: Session, words: tuple[str, ...], query: str | None) -> None:
    """Tag articles."""
    references, added, removed = split_words(words)
    if not added and not removed:
        raise click.UsageError(_("say which tags: +name puts one on, -name takes one off"))
    ids = session.article_ids(references, query)
    tell(session, session.desk.tags.apply(ids, add=added, remove=removed))


def split_words(words: Sequence[str]) -> tuple[list[str], list[str], list[str]]:
    """References, tags to put on, tags to take off; a lone ``-`` is a reference, the input."""
    added = [word[1:] for word in words if word.startswith("+") and len(word) > 1]
    removed = [word[1:] for word in words if word.startswith("-") and len(word) > 1]
    references = [word for word in words if word == "-" or not word.startswith(("+", "-"))]
    return references, added, removed


@group("tags", help=N_("The tags of the desk: list, rename, merge, delete."))
def tags() -> None:
    """The tags themselves."""


@tags.command("list", help=N_("List the tags with the number of their articles."))
@pass_session
def list_tags(session: Session) -> None:
    """Print the tags."""
    found = session.desk.tags.list()
    if session.output.as_json:
        for each in found:
            session.output.record(tag_record(each))
        return
    session.output.table(
        (each.name, str(each.article_count), ", ".join(f"= {alias}" for alias in each.aliases))
        for each in found
    )


@tags.command("rename", help=N_("Give a tag another name; the tags below it go along."))
@argument("old", N_("OLD"))
@argument("new", N_("NEW"))
@option("--dry-run", is_flag=True, help=_DRY_RUN)
@pass_session
def rename_tag(session: Session, old: str, new: str, dry_run: bool) -> None:
    """Rename a tag."""
    if dry_run:
        _tell_plan(session, session.desk.tags.plan_rename(old, new))
    else:
        tell(session, session.desk.tags.rename(old, new))


@tags.command("merge", help=N_("Make the tag OLD one with INTO, which keeps OLD as an alias."))
@argument("old", N_("OLD"))
@argument("into", N_("INTO"))
@option("--dry-run", is_flag=True, help=_DRY_RUN)
@pass_session
def merge_tag(session: Session, old: str, into: str, dry_run: bool) -> None:
    """Merge two tags."""
    if dry_run:
        _tell_plan(session, session.desk.tags.plan_merge(old, into))
    else:
        tell(session, session.desk.tags.merge(old, into))


@tags.command("delete", help=N_("Delete a tag; its articles stay."))
@argument("name", N_("NAME"))
@pass_session
def delete_tag(session: Session, name: str) -> None:
    """Delete a tag."""
    tell(session, session.desk.tags.delete(name))


def _tell_plan(session: Session, plan: TagPlan) -> None:
    if session.output.as_json:
        session.output.record(plan_record(plan))
        return
    for old, new in plan.renamed:
        session.output.say(_("“{old}” would be called “{new}”").format(old=old, new=new))
    for old, into in plan.merged:
        session.output.say(_("“{old}” would become “{into}”").format(old=old, into=into))
    words = ngettext(
        "{count} article would change", "{count} articles would change", plan.article_count
    )
    session.output.say(words.format(count=plan.article_count))
