"""``doctor``, ``backup``, ``restore`` and ``reindex``: keeping a desk well."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from store.backup import restore as restore_desk
from tui.cli.base import argument, command, group, option, pass_session
from tui.cli.output import Progress
from tui.cli.records import finding_record
from tui.cli.session import Session, index_progress
from tui.i18n import N_, _, ngettext
from tui.words import describe_finding, describe_repair

if TYPE_CHECKING:
    from collections.abc import Sequence

    from store.models import Finding


@command(
    "doctor",
    help=N_(
        "Look for what is wrong with the desk, and repair it.\n\n"
        "Ends with 1 where something is left to repair."
    ),
)
@option("--repair", is_flag=True, help=N_("Repair what can be; nothing of an editor is lost."))
@pass_session
def doctor(session: Session, repair: bool) -> int:
    """Examine the desk."""
    findings: Sequence[Finding] = session.services.examine()
    if repair and findings:
        findings = session.services.repair(findings)
    for finding in findings:
        _print_finding(session, finding)
    if not findings:
        session.output.say(_("the desk is well"))
    return int(any(not finding.repaired for finding in findings))


def _print_finding(session: Session, finding: Finding) -> None:
    if session.output.as_json:
        session.output.record(finding_record(finding))
        return
    outcome = _("repaired") if finding.repaired else describe_repair(finding)
    session.output.line(describe_finding(finding), (f" — {outcome}", "dim"))


@group(
    "backup",
    help=N_("Back the desk up; the last ten backups are kept."),
    invoke_without_command=True,
)
@click.pass_context
def backup(ctx: click.Context) -> None:
    """Make a backup."""
    session = ctx.ensure_object(Session)
    if ctx.invoked_subcommand is not None:
        return
    made = session.desk.backups.make()
    if session.output.as_json:
        session.output.record({"name": made.name, "path": str(made)})
    else:
        session.output.say(_("backed up to {path}").format(path=made))


@backup.command("list", help=N_("List the backups, the newest first."))
@pass_session
def list_backups(session: Session) -> None:
    """Print the backups."""
    found = session.desk.backups.list()
    if session.output.as_json:
        for each in found:
            session.output.record(
                {
                    "name": each.name,
                    "made": each.made,
                    "size": each.size,
                    "articles": each.article_count,
                }
            )
        return
    session.output.table(
        (
            each.name,
            _("{size} kB").format(size=each.size // 1000),
            ngettext("{count} article", "{count} articles", each.article_count).format(
                count=each.article_count
            ),
        )
        for each in found
    )


@command(
    "restore",
    help=N_(
        "Put the desk back as it was in a backup, the last one unless NAME says another.\n\n"
        "What is there now is backed up first; article files stay, missing ones are written again."
    ),
)
@argument("name", N_("[NAME]"), required=False)
@pass_session
def restore(session: Session, name: str | None) -> None:
    """Restore a backup."""
    report = restore_desk(session.find_desk(), name)
    session.catch_up()
    if session.output.as_json:
        session.output.record(
            {
                "name": report.name,
                "safety": report.safety,
                "rewritten": list(report.rewritten),
                "differing": list(report.differing),
            }
        )
        return
    session.output.say(_("the desk is as it was in the backup {name}").format(name=report.name))
    if report.safety:
        words = _("as it was before, it is kept as {name}")
        session.output.say(words.format(name=report.safety))
    for article_id in report.rewritten:
        session.output.say(
            _("{article}: the file was missing and was written again").format(article=article_id)
        )
    for article_id in report.differing:
        session.output.say(
            _("{article}: the file was changed since and stays as it is").format(article=article_id)
        )


@command("reindex", help=N_("Write the search index anew."))
@pass_session
def reindex(session: Session) -> None:
    """Rebuild the index."""
    session.scan()
    with Progress() as progress:
        count = session.services.rebuild_index(index_progress(progress))
    if session.output.as_json:
        session.output.record({"articles": count})
    else:
        words = ngettext("{count} article indexed", "{count} articles indexed", count)
        session.output.say(words.format(count=count))
