"""``show``, ``open`` and ``add``: single articles."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from store.errors import InvalidError
from store.models import NewArticle
from store.text.composition import decode, split_title, visible_body
from tui.article_words import called
from tui.cli.base import argument, command, option, pass_session
from tui.cli.facts import print_fact
from tui.cli.notes import print_annotation, print_note
from tui.cli.records import (
    annotation_record,
    article_record,
    fact_record,
    mention_record,
    note_record,
)
from tui.feed_words import linked_file
from tui.i18n import N_, _
from tui.naming import named_by_kind
from tui.safe_text import is_web_address, open_address
from tui.words import label

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from store.models import Annotation, Article, ArticleNote, ArticleText, EntryOutcome
    from tui.cli.session import Session


@command("show", help=N_("Show an article with its passages, notes and missions."))
@argument("reference", N_("ID"))
@option("--version", type=int, metavar=N_("N"), help=N_("An earlier version of the text."))
@option("--whole", is_flag=True, help=N_("Show the lines that are hidden as noise, too."))
@pass_session
def show(session: Session, reference: str, version: int | None, whole: bool) -> None:
    """Print one article."""
    desk = session.desk
    article_id = desk.articles.resolve(reference)
    article, text = desk.articles.get(article_id), desk.articles.text(article_id, version)
    annotations, notes = desk.annotations.of(article_id), desk.annotations.notes(article_id)
    body = text.text if whole else visible_body(text.text, text.body_start, text.noise)
    if session.output.as_json:
        versions = [
            {"version": number, "taken_in": at} for number, at in desk.articles.versions(article_id)
        ]
        roles = [
            {"slug": mission.slug, "title": mission.details.title, "role": role}
            for mission, role in desk.missions.links_of(article_id)
        ]
        session.output.record(
            article_record(article)
            | {"version": text.version, "versions": versions, "text": body, "links": roles}
            | {"enclosures": [asdict(each) for each in desk.articles.enclosures(article_id)]}
            | {"entities": [mention_record(each) for each in desk.entities.of(article_id)]}
            | {"facts": [fact_record(each) for each in desk.facts.of(article_id)]}
            | {"annotations": [annotation_record(each) for each in annotations]}
            | {"notes": [note_record(each) for each in notes]}
        )
        return
    _print_head(session, article, text)
    session.output.text(body)
    _print_marks(session, annotations, notes)
    for fact in desk.facts.of(article_id):
        print_fact(session, fact)


def _print_head(session: Session, article: Article, text: ArticleText) -> None:
    output = session.output
    output.line((article.title or called(article), "strong"))
    published = (article.published or "")[:10]
    output.line(" · ".join(part for part in (article.source, article.author, published) if part))
    if article.url:
        output.line(article.url)
    for enclosure in session.desk.articles.enclosures(article.id):
        output.line(linked_file(enclosure))
    output.line((article.id, "dim"), " · ", _standing(article, text))
    for mission, role in session.desk.missions.links_of(article.id):
        output.line(_("mission “{title}”").format(title=mission.details.title), f" ({label(role)})")
    for kind, names in named_by_kind(session.desk.entities.mentioned(article.id)):
        output.line((f"{label(kind)} ", "dim"), " · ".join(names))
    output.line("")


def _standing(article: Article, text: ArticleText) -> str:
    words = [label(article.triage), _("read") if article.is_read else _("unread")]
    words += [_("starred")] if article.starred else []
    words += [label(article.kind)] if article.kind != "article" else []
    if article.version > 1:
        words.append(_("version {number}").format(number=text.version))
    return " · ".join([*words, *(f"#{tag}" for tag in article.tags)])


def _print_marks(
    session: Session, annotations: Sequence[Annotation], notes: Sequence[ArticleNote]
) -> None:
    if annotations or notes:
        session.output.line("")
    for annotation in annotations:
        print_annotation(session, annotation)
    for note in notes:
        print_note(session, note)


@command("open", prints=False, help=N_("Open an article's page in the browser."))
@argument("reference", N_("ID"))
@pass_session
def open_in_browser(session: Session, reference: str) -> None:
    """Open the address of an article."""
    article = session.desk.articles.get(session.desk.articles.resolve(reference))
    address = article.url or article.canonical_url
    if address is None or not is_web_address(address):
        raise click.ClickException(
            _("{article} has no address on the web that could be opened").format(article=article.id)
        )
    if not open_address(address, session.open_address):
        raise click.ClickException(
            _("no browser could be started; the address is {url}").format(url=address)
        )
    session.desk.articles.mark_opened(article.id)


@command(
    "add",
    help=N_(
        "Take articles in by hand: text files, all text files of a folder, pages of the web.\n\n"
        "The first line of a file is its title where an empty line follows it."
    ),
)
@argument("places", N_("FILE|DIR|URL…"), nargs=-1, required=True)
@pass_session
def add(session: Session, places: tuple[str, ...]) -> None:
    """Take in files, folders and addresses."""
    articles = [article for place in places for article in _articles_of(session, place)]
    outcomes = session.desk.intake.add_articles(articles)
    session.catch_up()
    for outcome in outcomes:
        _tell_outcome(session, outcome)


def _articles_of(session: Session, place: str) -> Iterator[NewArticle]:
    if place.startswith(("http://", "https://")):
        yield session.services.fetch_article(place)
        return
    path = Path(place)
    files = sorted(path.glob("*.txt")) if path.is_dir() else [path]
    if not files:
        raise click.ClickException(_("{folder} holds no .txt file").format(folder=path))
    for file in files:
        yield _article_of(file)


def _article_of(file: Path) -> NewArticle:
    try:
        text = decode(file.read_bytes())
    except ValueError as error:
        raise InvalidError("file", str(file)) from error
    title, body_start = split_title(text)
    return NewArticle(title=title, body=text[body_start:].strip())


def _tell_outcome(session: Session, outcome: EntryOutcome) -> None:
    if session.output.as_json:
        session.output.record({"id": outcome.article_id, "outcome": outcome.outcome})
        return
    words = {"new": N_("new"), "known": N_("known already"), "changed": N_("a new version")}
    headline = session.desk.articles.get(outcome.article_id).headline
    session.output.line(
        (outcome.article_id, "dim"),
        f" {_(words.get(outcome.outcome, outcome.outcome))}: ",
        headline,
    )
