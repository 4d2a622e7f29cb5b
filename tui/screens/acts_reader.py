"""What is done in one article: its passages, its annotations, its notes, its page on the web."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from tui.commands import Where
from tui.enum_words import label
from tui.i18n import _
from tui.modals.annotation import AnnotationModal
from tui.modals.choice import ChoiceModal
from tui.modals.choices import Choice
from tui.modals.note import NoteModal
from tui.safe_text import open_address

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from store.models import Annotation, Span
    from tui.screens.desk import DeskScreen
    from tui.screens.handlers import Handler


async def edit_note(screen: DeskScreen) -> None:
    """Change a note on the article, or remove it by deleting its text."""
    article_id = _current(screen)
    if article_id is None:
        return
    notes = {each.id: each for each in await screen.read(lambda d: d.annotations.notes(article_id))}
    if not notes:
        screen.warn(_("There is no note on this article."))
        return
    choices = [Choice(each.id, each.text, each.editor) for each in notes.values()]
    chosen = await _choose(screen, _("Which note?"), choices)
    if chosen is None:
        return
    text = await screen.ask(NoteModal(notes[chosen].text, _("Change the note")))
    if text is None:
        return
    if text:
        await screen.write(lambda desk: desk.annotations.edit_note(chosen, text), [article_id])
    else:
        await screen.write(lambda desk: desk.annotations.remove_note(chosen), [article_id])


def select(screen: DeskScreen) -> None:
    """Go into the article and select, or select more."""
    screen.go_to_pane(Where.READER)
    screen.reader.action_select()


def annotate(screen: DeskScreen) -> None:
    """Annotate what is selected; from outside the article, say how."""
    if screen.pane is Where.READER:
        screen.reader.action_annotate()
        return
    screen.go_to_pane(Where.READER)
    how = _("{key} selects the word, the sentence, the paragraph; {again} annotates it.")
    screen.tell(how.format(key=screen.key_of("select"), again=screen.key_of("annotate")))


async def annotate_passage(screen: DeskScreen, article_id: str, span: Span, passage: str) -> None:
    """Annotate a passage, or put there the orphaned annotation that waits for one."""
    waiting = screen.placing
    if waiting is not None and waiting.article_id == article_id:
        screen.placing = None
        await screen.write(lambda desk: desk.annotations.place(waiting.id, span), [article_id])
        return
    edit = await screen.ask(AnnotationModal(passage))
    if edit is not None:
        await screen.write(
            lambda desk: desk.annotations.add(article_id, span, edit.kind, edit.note), [article_id]
        )
        screen.tell(_("Annotated."))


async def edit_annotation(screen: DeskScreen) -> None:
    """Change one of the article's annotations."""
    chosen = await _choose_annotation(screen, _("Which annotation?"))
    if chosen is not None:
        await change_annotation(screen, chosen)


async def change_annotation(screen: DeskScreen, annotation_id: str) -> None:
    """Change this annotation."""
    annotation = await screen.read(lambda desk: desk.annotations.get(annotation_id))
    edit = await screen.ask(
        AnnotationModal(annotation.quote.exact, annotation.kind, annotation.note, is_new=False)
    )
    if edit is not None:
        await screen.write(
            lambda desk: desk.annotations.edit(annotation_id, kind=edit.kind, note=edit.note),
            [annotation.article_id],
        )


async def remove_annotation(screen: DeskScreen) -> None:
    """Remove one of the article's annotations; undo brings it back."""
    chosen = await _choose_annotation(screen, _("Remove which annotation?"))
    article_id = _current(screen)
    if chosen is not None and article_id is not None:
        await screen.write(lambda desk: desk.annotations.remove(chosen), [article_id])


async def _choose_annotation(screen: DeskScreen, title: str) -> str | None:
    article_id = _current(screen)
    if article_id is None:
        return None
    annotations = await screen.read(lambda desk: desk.annotations.of(article_id))
    if not annotations:
        screen.warn(_("There is no annotation in this article."))
        return None
    return await _choose(screen, title, [_annotation_choice(each) for each in annotations])


def _annotation_choice(annotation: Annotation) -> Choice:
    detail = " · ".join(filter(None, [label(annotation.kind), annotation.note]))
    return Choice(annotation.id, annotation.quote.exact, detail)


async def _choose(screen: DeskScreen, title: str, choices: Sequence[Choice]) -> str | None:
    """The one there is, or the one chosen."""
    if len(choices) == 1:
        return choices[0].value
    return await screen.ask(ChoiceModal(title, choices))


def browser(screen: DeskScreen) -> None:
    """Open the article's page."""
    article_id = _current(screen)
    if article_id is not None:
        screen.start(_open_page(screen, article_id), "browser")


async def _open_page(screen: DeskScreen, article_id: str) -> None:
    article = await screen.read(lambda desk: desk.articles.get(article_id))
    if not article.url:
        screen.warn(_("This article has no address."))
    elif not await screen.jobs.labour(partial(open_address, article.url)):
        screen.warn(_("No browser could be opened for {address}").format(address=article.url))


async def versions(screen: DeskScreen) -> None:
    """Read an earlier version of the article."""
    article_id = _current(screen)
    if article_id is None:
        return
    taken = await screen.read(lambda desk: desk.articles.versions(article_id))
    if len(taken) == 1:
        screen.warn(_("This article has not changed since it was taken in."))
        return
    choices = [Choice(str(number), _version_words(number, at)) for number, at in reversed(taken)]
    chosen = await screen.ask(ChoiceModal(_("Which version?"), choices))
    if chosen is not None:
        await screen.pager.show_version(int(chosen))
        screen.go_to_pane(Where.READER)


def _version_words(number: int, at: str) -> str:
    day = datetime.fromisoformat(at).astimezone()
    return _("Version {number}, taken in on {day}").format(
        number=number, day=f"{day:%Y-%m-%d %H:%M}"
    )


def _current(screen: DeskScreen) -> str | None:
    article_id = screen.articles.highlighted
    if article_id is None:
        screen.warn(_("There is no article here."))
    return article_id


READER_ACTS: Mapping[str, Handler] = {
    "edit-note": edit_note,
    "select": select,
    "annotate": annotate,
    "edit-annotation": edit_annotation,
    "remove-annotation": remove_annotation,
    "browser": browser,
    "versions": versions,
}
