"""``marbre demo``: a desk to look at, or, without a terminal, what the desk does as text."""

from __future__ import annotations

import sys
import tempfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from store.files.desk_folder import is_desk
from store.models import ExportMode
from tui.demo.content import load_content
from tui.demo.desk import demo_port, follow_server, make_desk, open_desk
from tui.demo.server import DemoServer
from tui.i18n import _, ngettext
from tui.opening import show_desk

if TYPE_CHECKING:
    from collections.abc import Callable

    from feeds.collecting.collector import CollectReport
    from tui.demo.content import DemoContent
    from tui.services import Services

    Echo = Callable[[str], None]

QUERY = "accord océans"


def run_demo(
    folder: Path | None = None, interactive: bool | None = None, echo: Echo = print
) -> int:
    """Make or open the demo's desk and show it; return the exit status.

    Without a folder, a new one is made among the system's temporary ones. A folder that holds a
    demo's desk is opened again as it was left; its feeds then offer all they have.

    Args:
        folder: Where the desk is or will be.
        interactive: Whether to open the desk on the screen; None to see whether there is one.
        echo: What prints a line.
    """
    if interactive is None:
        interactive = sys.stdin.isatty() and sys.stdout.isatty()
    folder = (folder or Path(tempfile.mkdtemp(prefix="marbre-demo-"))).resolve()
    content = load_content()
    if is_desk(folder):
        return _show_again(folder, content, interactive, echo)
    echo(_("Making the demo desk in {folder}").format(folder=folder))
    with DemoServer(content) as server:
        services, report = make_desk(folder, content, server)
        with closing(services):
            _say_collected(report, echo)
            server.edition = 2
            return _show(services, content, interactive, echo)


def _show_again(folder: Path, content: DemoContent, interactive: bool, echo: Echo) -> int:
    services = open_desk(folder)
    port = demo_port(services) or 0
    with closing(services), DemoServer(content, port=port, edition=2) as server:
        follow_server(services, content, server)
        echo(_("Opening the demo desk in {folder}").format(folder=folder))
        return _show(services, content, interactive, echo)


def _show(services: Services, content: DemoContent, interactive: bool, echo: Echo) -> int:
    if not interactive:
        return _tell(services, content, echo)
    status = show_desk(services)
    folder = services.desk.folder
    echo(
        _("The demo desk stays in {folder}; “marbre demo {folder}” opens it again.").format(
            folder=folder
        )
    )
    return status


def _tell(services: Services, content: DemoContent, echo: Echo) -> int:
    """Do the desk's main job and say what came of it."""
    report = services.collect()
    _say_collected(report, echo)
    services.catch_up()
    _say_found(services, echo)
    _say_edited(services, echo)
    for collection in content.collections:
        _say_exported(services, f"collection:{collection.slug}", echo)
    return 1 if any(feed.error for feed in report.feeds) else 0


def _say_collected(report: CollectReport, echo: Echo) -> None:
    new = sum(feed.new for feed in report.feeds)
    changed = sum(feed.changed for feed in report.feeds)
    unchanged = sum(feed.not_modified for feed in report.feeds)
    words = ngettext(
        "Collected {count} new article from {feeds} feeds ({changed} changed, {unchanged} feeds as they were)",
        "Collected {count} new articles from {feeds} feeds ({changed} changed, {unchanged} feeds as they were)",
        new,
    )
    echo(words.format(count=new, feeds=len(report.feeds), changed=changed, unchanged=unchanged))


def _say_found(services: Services, echo: Echo) -> None:
    results = services.search(QUERY)
    words = ngettext(
        "Found {count} article for “{query}”, first: {headline}",
        "Found {count} articles for “{query}”, first: {headline}",
        results.total,
    )
    best = services.desk.articles.rows([results.hits[0].id])[0] if results.hits else None
    headline = best.headline if best else "–"
    echo(words.format(count=results.total, query=QUERY, headline=headline))


def _say_edited(services: Services, echo: Echo) -> None:
    desk = services.desk
    articles = desk.articles.rows([*desk.changes.numbers()])
    tagged = sum(bool(article.tags) for article in articles)
    tags = sum(bool(tag.id) for tag in desk.tags.list())
    echo(_("Tagged: {articles} articles with {tags} tags").format(articles=tagged, tags=tags))
    passages = sum(article.annotation_count for article in articles)
    orphans = len(desk.annotations.orphans())
    words = _("Annotated: {passages} passages, {orphans} to be placed anew after a change")
    echo(words.format(passages=passages, orphans=orphans))
    for mission in desk.missions.list():
        words = _("Linked: {articles} articles to the mission “{title}”")
        echo(words.format(articles=mission.article_count, title=mission.details.title))
        facts = len(desk.facts.list(mission.slug))
        words = ngettext(
            "Recorded: {count} fact of the mission “{title}”",
            "Recorded: {count} facts of the mission “{title}”",
            facts,
        )
        echo(words.format(count=facts, title=mission.details.title))


def _say_exported(services: Services, target: str, echo: Echo) -> None:
    result = services.export(target, "markdown", ExportMode.EXTRACTS)
    path = services.write_export(result, services.desk.folder)
    echo(
        _("Exported: {articles} articles to {path}").format(
            articles=result.article_count, path=path
        )
    )
