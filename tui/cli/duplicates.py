"""``duplicates``: articles that have the same text, put together and taken apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tui.cli.acts import tell
from tui.cli.base import argument, group, option, pass_session
from tui.cli.records import copies_record
from tui.i18n import N_, _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from store.models import Article
    from tui.cli.session import Session


@group(
    "duplicates",
    help=N_(
        "Articles that have the same text: list, put together, take apart.\n\n"
        "Lists show such articles on one row. Each stays what it is, with the tags, the notes and "
        "the links that were made on it."
    ),
)
def duplicates() -> None:
    """Articles with one text."""


@duplicates.command(
    "list", help=N_("List the groups of articles with one text, or those of the articles named.")
)
@argument("references", N_("[ID…]"), nargs=-1)
@pass_session
def list_duplicates(session: Session, references: tuple[str, ...]) -> None:
    """Print the groups."""
    desk = session.desk
    ids = [desk.articles.resolve(reference) for reference in references]
    groups = desk.duplicates.groups(ids).values() if ids else desk.duplicates.all_groups()
    for number, members in enumerate(dict.fromkeys(map(tuple, groups))):
        articles = desk.articles.rows(members)
        if session.output.as_json:
            session.output.record(copies_record(articles))
            continue
        if number:
            session.output.line("")
        session.output.table(map(_row, articles))


def _row(article: Article) -> Sequence[str]:
    tags = " ".join(f"#{tag}" for tag in article.tags)
    day = (article.published or article.fetched)[:10]
    return (article.id, day, article.source or "", article.headline, tags)


@duplicates.command(
    "apart", help=N_("Say that these articles are no copies of others; they stay apart.")
)
@argument("references", N_("ID…"), nargs=-1, required=True)
@option("--group", "whole", is_flag=True, help=N_("All articles of their groups, too."))
@pass_session
def take_apart(session: Session, references: tuple[str, ...], whole: bool) -> None:
    """Take articles out of their groups."""
    desk = session.desk
    ids = [desk.articles.resolve(reference) for reference in references]
    tell(session, desk.duplicates.take_apart(desk.duplicates.together(ids) if whole else ids))


@duplicates.command("together", help=N_("Say that these articles have one text."))
@argument("references", N_("ID ID…"), nargs=-1, required=True)
@pass_session
def put_together(session: Session, references: tuple[str, ...]) -> None:
    """Make articles one group."""
    articles = session.desk.articles
    ids = list(dict.fromkeys(articles.resolve(reference) for reference in references))
    if len(ids) < 2:
        raise click.UsageError(_("say at least two articles"))
    tell(session, session.desk.duplicates.put_together(ids))
