"""``export``: a collection, a mission or the answer to a query as a file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from store.models import ExportMode
from tui.cli.base import argument, command, option, pass_session
from tui.i18n import N_, ngettext
from tui.safe_text import clean_text
from tui.words import describe_query_problem

if TYPE_CHECKING:
    from tui.cli.session import Session
    from tui.exporting import ExportResult


@command(
    "export",
    help=N_(
        "Hand out a collection, a mission or the answer to a query.\n\n"
        "TARGET is collection:NAME, mission:NAME or a query."
    ),
)
@argument("target", N_("TARGET"))
@option(
    "--format",
    "format_name",
    metavar=N_("FORMAT"),
    help=N_("markdown, json or csv; what the settings say, or markdown."),
)
@option(
    "--mode",
    type=click.Choice([mode.value for mode in ExportMode]),
    help=N_("How much of an article goes out; what the settings say, or extracts."),
)
@option(
    "--out",
    type=click.Path(path_type=Path),
    metavar=N_("FILE"),
    help=N_("The file, or a folder; else it is printed."),
)
@pass_session
def export(
    session: Session, target: str, format_name: str | None, mode: str | None, out: Path | None
) -> None:
    """Export a selection."""
    services = session.services
    defaults = services.settings.export
    session.catch_up()
    _require_sense(session, target)
    result = services.export(
        target, format_name or defaults.format, ExportMode(mode or defaults.mode)
    )
    if out is None:
        _print(result)
        return
    written = services.write_export(result, out)
    if session.output.as_json:
        session.output.record(
            {
                "file": str(written),
                "format": format_name or defaults.format,
                "articles": result.article_count,
            }
        )
        return
    words = ngettext(
        "{count} article written to {file}",
        "{count} articles written to {file}",
        result.article_count,
    )
    session.output.say(words.format(count=result.article_count, file=written))


def _require_sense(session: Session, target: str) -> None:
    """Refuse a query that is not understood: what is handed out is looked at by others.

    Raises:
        ClickException: Something in it is not understood.
    """
    if session.services.is_named(target):
        return
    for problem in session.services.read_query(target).problems:
        raise click.ClickException(describe_query_problem(problem, target))


def _print(result: ExportResult) -> None:
    """Print an export: as it is into a file or a pipe, cleaned for a terminal."""
    terminal = sys.stdout.isatty()
    click.echo(clean_text(result.content) if terminal else result.content, nl=False)
