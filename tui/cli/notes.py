"""``note``, ``notes`` and ``orphans``: notes on articles and on passages of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from store.errors import UnknownError
from store.models import AnnotationKind
from tui.cli.acts import tell
from tui.cli.base import argument, command, group, option, pass_session
from tui.cli.records import annotation_record, note_record
from tui.i18n import N_, _, quoted
from tui.words import label

if TYPE_CHECKING:
    from store.models import Annotation, ArticleNote
    from tui.cli.session import Session

_KINDS = click.Choice([kind.value for kind in AnnotationKind])


@command(
    "note",
    help=N_(
        "Write a note on an article, or on a passage of it.\n\n"
        "The passage must stand in the article once; quotation marks, apostrophes and spaces "
        "need not be the same."
    ),
)
@argument("reference", N_("ID"))
@argument("text", N_("TEXT"))
@option("--quote", metavar=N_("PASSAGE"), help=N_("The passage the note is on."))
@option("--kind", type=_KINDS, help=N_("What the note on a passage is; a comment unless said."))
@pass_session
def note(session: Session, reference: str, text: str, quote: str | None, kind: str | None) -> None:
    """Write a note."""
    if kind and not quote:
        raise click.UsageError(_("--kind is for a passage: say which with --quote"))
    article_id = session.desk.articles.resolve(reference)
    if quote is None:
        tell(session, session.desk.annotations.add_note([article_id], text))
        return
    annotations = session.desk.annotations
    span = annotations.find_quote(article_id, quote)
    made = annotations.add(article_id, span, AnnotationKind(kind or AnnotationKind.COMMENT), text)
    if session.output.as_json:
        session.output.record(annotation_record(made))
    else:
        words = _("noted on “{passage}” in {article}")
        session.output.say(words.format(passage=made.quote.exact, article=article_id))


@group("notes", help=N_("Notes and annotated passages: list, change, remove, place anew."))
def notes() -> None:
    """Notes and annotations."""


@notes.command("list", help=N_("List the passages and notes of an article."))
@argument("reference", N_("ID"))
@pass_session
def list_notes(session: Session, reference: str) -> None:
    """Print the notes of an article."""
    article_id = session.desk.articles.resolve(reference)
    annotations = session.desk.annotations
    for annotation in annotations.of(article_id):
        print_annotation(session, annotation)
    for each in annotations.notes(article_id):
        print_note(session, each)


@notes.command("edit", help=N_("Change the text of a note, or the kind of an annotation."))
@argument("note_id", N_("NOTE"))
@argument("text", N_("[TEXT]"), required=False)
@option("--kind", type=_KINDS, help=N_("What the note on a passage is."))
@pass_session
def edit_note(session: Session, note_id: str, text: str | None, kind: str | None) -> None:
    """Change a note or an annotation."""
    annotations = session.desk.annotations
    if _is_annotation(session, note_id):
        chosen = AnnotationKind(kind) if kind else None
        tell(session, annotations.edit(note_id, kind=chosen, note=text))
    elif text is None:
        raise click.UsageError(_("say the note's new text"))
    else:
        tell(session, annotations.edit_note(note_id, text))


@notes.command("remove", help=N_("Remove a note or an annotation."))
@argument("note_id", N_("NOTE"))
@pass_session
def remove_note(session: Session, note_id: str) -> None:
    """Remove a note or an annotation."""
    annotations = session.desk.annotations
    if _is_annotation(session, note_id):
        tell(session, annotations.remove(note_id))
    else:
        tell(session, annotations.remove_note(note_id))


@notes.command("place", help=N_("Give an annotation that lost its place the passage it is on."))
@argument("note_id", N_("NOTE"))
@option("--quote", metavar=N_("PASSAGE"), required=True, help=N_("The passage."))
@pass_session
def place_note(session: Session, note_id: str, quote: str) -> None:
    """Place an orphaned annotation."""
    annotations = session.desk.annotations
    span = annotations.find_quote(annotations.get(note_id).article_id, quote)
    tell(session, annotations.place(note_id, span))


@command("orphans", help=N_("List the annotations that lost their place when a text changed."))
@pass_session
def orphans(session: Session) -> None:
    """Print the orphans' queue."""
    found = session.desk.annotations.orphans()
    for annotation in found:
        print_annotation(session, annotation, article=True)
    if not found:
        session.output.say(_("every annotation is in its place"))


def print_annotation(session: Session, annotation: Annotation, *, article: bool = False) -> None:
    """Print a passage with its note."""
    output = session.output
    if output.as_json:
        output.record(annotation_record(annotation))
        return
    facts = [label(annotation.kind), annotation.editor]
    facts += [_("lost its place")] if annotation.is_orphan and not article else []
    where = f" {annotation.article_id}" if article else ""
    output.line(
        (annotation.id, "dim"),
        f"{where} [{', '.join(facts)}] ",
        (quoted(annotation.quote.exact), "match"),
        f" {annotation.note}",
    )


def print_note(session: Session, each: ArticleNote) -> None:
    """Print a note on an article."""
    if session.output.as_json:
        session.output.record(note_record(each))
    else:
        kind = _("note")
        session.output.line((each.id, "dim"), f" [{kind}, {each.editor}] ", each.text)


def _is_annotation(session: Session, note_id: str) -> bool:
    try:
        session.desk.annotations.get(note_id)
    except UnknownError:
        return False
    return True
