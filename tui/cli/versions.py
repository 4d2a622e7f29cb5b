"""``diff``: what changed from one version of an article to another."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from store.text.difference import DifferenceKind
from tui.cli.base import argument, command, option, pass_session
from tui.cli.records import difference_record
from tui.differences import Skipped, condensed, marked, paragraphs
from tui.i18n import N_, _, ngettext
from tui.version_words import difference_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tui.cli.session import Session
    from tui.differences import Run

_STYLES: Mapping[DifferenceKind, str] = {
    DifferenceKind.ADDED: "added",
    DifferenceKind.REMOVED: "removed",
}
_RANGE = re.compile(r"(?P<older>\d+)\.\.(?P<newer>\d+)?")

Versions = tuple[int | None, int | None]


def _read_range(_ctx: click.Context, _parameter: click.Parameter, said: str | None) -> Versions:
    """The two versions of ``1..3``; ``1..`` is from the first to the newest."""
    if not said:
        return None, None
    match = _RANGE.fullmatch(said.strip())
    if match is None:
        raise click.BadParameter(_("say which versions as 1..3"))
    older, newer = int(match["older"]), int(match["newer"]) if match["newer"] else None
    if newer is not None and newer < older:
        raise click.BadParameter(
            _("the older version comes first: {range}").format(range=f"{newer}..{older}")
        )
    return older, newer


@command(
    "diff",
    help=N_(
        "Show word by word what changed in an article since you read it.\n\n"
        "Where you read none of its versions, or the newest, the last change is shown. What was "
        "removed stands in [-…-], what was added in {+…+}."
    ),
)
@argument("reference", N_("ID"))
@option(
    "--versions",
    metavar="N..M",
    callback=_read_range,
    help=N_("Which versions to compare; N.. compares with the newest."),
)
@option("--whole", is_flag=True, help=N_("Show the paragraphs that did not change, too."))
@pass_session
def diff(session: Session, reference: str, versions: Versions, whole: bool) -> None:
    """Print a difference."""
    articles = session.desk.articles
    article_id = articles.resolve(reference)
    found = articles.compare(article_id, *versions)
    if session.output.as_json:
        session.output.record(difference_record(found))
        return
    if articles.get(article_id).version == 1:
        session.output.say(_("this article has not changed since it was taken in"))
        return
    session.output.say(difference_words(found, articles.last_reading(article_id)))
    parts = paragraphs(found.pieces)
    for part in parts if whole else condensed(parts):
        session.output.line("")
        if isinstance(part, Skipped):
            words = ngettext(
                "{count} paragraph as it was", "{count} paragraphs as they were", part.count
            )
            session.output.line((f"⋯ {words.format(count=part.count)}", "dim"))
        else:
            session.output.line(*map(_piece, part.runs))


def _piece(run: Run) -> str | tuple[str, str]:
    style = _STYLES.get(run[0])
    return marked(run) if style is None else (marked(run), style)
