"""The reader: an article with its annotations, to be read and marked from the keyboard."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.message import Message

from store.models import Span
from tui.widgets.reader_head import head_of
from tui.widgets.reader_keys import KEYS
from tui.widgets.reader_text import ReaderText
from tui.widgets.reader_view import GUTTER, ReaderView
from tui.widgets.selection import Unit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events
    from textual.binding import BindingType

    from store.models import Annotation, Article, ArticleNote, ArticleText, Mission, Role
    from tui.reading import CopyReading
    from tui.widgets.reader_cursor import ReaderCursor

_SCROLL_MARGIN = 2
"""Lines that stay in sight above and below the cursor."""


class Reader(ReaderView):
    """One article, its cursor, its selection. Offsets are code points of ``ArticleText.text``.

    It reads and writes nothing: what a person wants done goes up as a message, and the screen shows
    the article anew afterwards, which leaves the cursor where it is.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*KEYS]

    @dataclass
    class AnnotateRequested(Message):
        """A passage is to be annotated."""

        article_id: str
        span: Span
        """Where it is; its ends are not in the noise."""
        text: str
        """What stands there in the article's text, as it is."""

    @dataclass
    class AnnotationChosen(Message):
        """An annotation is to be looked at or changed."""

        annotation_id: str

    @dataclass
    class AnnotationRemoveRequested(Message):
        """An annotation is to be taken away."""

        annotation_id: str

    @dataclass
    class Copied(Message):
        """A passage went to the clipboard."""

        text: str
        """What was copied, cleaned and without noise."""

    # What the screen asks and tells

    @property
    def article_id(self) -> str | None:
        """The article that is shown."""
        return self._text.article_id if self._text else None

    @property
    def cursor_offset(self) -> int:
        """The character of the text that the cursor is on."""
        return self._cursor.offset if self._cursor else 0

    def show(
        self,
        article: Article,
        text: ArticleText,
        *,
        annotations: Sequence[Annotation] = (),
        notes: Sequence[ArticleNote] = (),
        matches: Sequence[Span] = (),
        passages: Sequence[Span] = (),
        links: Sequence[tuple[Mission, Role]] = (),
        extras: Sequence[str] = (),
        change: str = "",
        copies: Sequence[CopyReading] = (),
        mentions: Sequence[Span] = (),
    ) -> None:
        """Show an article; where it is shown already, the cursor stays and nothing is selected.

        Args:
            article: What is known of it.
            text: The version of its text to show.
            annotations: All it has; those without a place in this version are only counted.
            notes: The notes on the whole of it.
            matches: What a search found in its text.
            passages: Which of these open a passage that answers the search, the best first.
            links: The missions it is linked to.
            extras: Further lines to show below what is known of it.
            change: What there is to say of its versions.
            copies: The other articles with its text.
            mentions: Where known names stand in its text, from its start to its end, none in another.
        """
        again = self._is_shown(text)
        offset, top = (self.cursor_offset, self.scroll_offset.y) if again else (0, 0)
        content = ReaderText(text)
        placed = [a for a in annotations if a.version == text.version and not a.is_orphan]
        lost = len(annotations) - len(placed)
        self._head = head_of(
            article,
            content,
            notes=notes,
            links=links,
            extras=extras,
            orphans=lost,
            change=change,
            copies=copies,
        )
        self._annotations = sorted(placed, key=lambda a: (a.quote.start, -a.quote.end))
        self._mentions = tuple(mentions)
        self._matches = sorted(matches)
        self._passages = tuple(passages)
        self._with_noise = self._with_noise and again
        self._take_text(content)
        if self._cursor is not None:
            self._cursor.go_to(offset)
        self._scroll_to_line(top)
        self._refresh_foot()

    def show_nothing(self) -> None:
        """Show no article."""
        self._head, self._annotations, self._matches, self._mentions = (), (), (), ()
        self._take_text(None)

    def show_matches(self, matches: Sequence[Span]) -> None:
        """Show what another search found in the text."""
        self._matches = sorted(matches)
        self.refresh()

    def go_to(self, span: Span) -> None:
        """Put the cursor on the start of a passage and bring that into sight."""
        self.cancel_selection()
        self._act(lambda cursor: cursor.go_to(span.start))

    def cancel_selection(self) -> None:
        """Select nothing, neither from the keyboard nor with the mouse."""
        self._clear_mouse_selection()
        self._act(lambda cursor: cursor.cancel())

    def _is_shown(self, text: ArticleText) -> bool:
        shown = self._text
        return (
            shown is not None
            and (shown.article_id, shown.version) == (text.article_id, text.version)
            and shown.text == text.text
        )

    def _take_text(self, text: ReaderText | None) -> None:
        self._clear_mouse_selection()
        self._text, self._cursor = text, None
        self._pages.clear()
        self._is_unseen = not self._height
        self._lay_out()
        self.refresh_bindings()

    # Moving

    def action_lines(self, step: int) -> None:
        """Go some lines down or up; a cursor out of sight comes back into it instead."""
        top, bottom = self._lines_in_sight
        if self._cursor is not None and not top <= self._cursor.line <= bottom:
            self._act(lambda cursor: cursor.to_line(top if step > 0 else bottom))
        else:
            self._act(lambda cursor: cursor.lines(step))

    def action_page(self, direction: int) -> None:
        """Go a screen down or up."""
        step = direction * max(1, self._height - _SCROLL_MARGIN)
        self._scroll_to_line(self.scroll_offset.y + step)
        self._act(lambda cursor: cursor.to_line(cursor.line + step))

    def action_characters(self, step: int) -> None:
        """Go one character on or back."""
        self._act(lambda cursor: cursor.characters(step))

    def action_step(self, unit: str, step: int) -> None:
        """Go on or back by words, sentences or paragraphs, or extend the selection so."""
        self._act(lambda cursor: cursor.passages(Unit(unit), step))

    def action_line_edge(self, direction: int) -> None:
        """Go to the end or the start of the line."""
        self._act(lambda cursor: cursor.line_edge(direction))

    def action_edge(self, direction: int) -> None:
        """Go to the end or the start of the article."""
        self._act(lambda cursor: cursor.edge(direction))

    def action_match(self, step: int) -> None:
        """Go to the next match of the search, or the last one before; round at the ends."""
        self._jump([span.start for span in self._matches], step)

    def action_passage(self, step: int) -> None:
        """Go to the next best passage that answers the search, or the one before; round at the ends."""
        starts = [span.start for span in self._passages]
        if starts:
            here = starts.index(self.cursor_offset) if self.cursor_offset in starts else -(step > 0)
            target = starts[(here + step) % len(starts)]
            self._act(lambda cursor: cursor.go_to(target))

    def action_mark(self, step: int) -> None:
        """Go to the next annotation, or the last one before; round at the ends."""
        self._jump([annotation.quote.start for annotation in self._annotations], step)

    def action_toggle_noise(self) -> None:
        """Show what is not the article, or hide it again."""
        self._with_noise = not self._with_noise
        self._lay_out()
        self._act(lambda cursor: cursor.go_to(cursor.offset))

    def _jump(self, starts: Sequence[int], step: int) -> None:
        text = self._text
        drawn = [at for at in starts if self._with_noise or not (text and text.is_noise(at))]
        if not drawn:
            return
        here = self.cursor_offset
        index = bisect_right(drawn, here) if step > 0 else bisect_left(drawn, here) - 1
        self._act(lambda cursor: cursor.go_to(drawn[index % len(drawn)]))

    # Selecting

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave a key to the screen where it means nothing here now."""
        if action in {"take", "swap"}:
            return self._cursor is not None and self._cursor.selected is not None
        if action == "cancel":
            return self.selection is not None
        if action in {"choose", "remove"}:
            return self._annotation_at_cursor() is not None
        if action == "toggle_noise":
            return self._text is not None and bool(self._text.noise)
        return super().check_action(action, parameters)

    def action_select(self) -> None:
        """Select the word; again, the sentence; again, the paragraph; again, the word."""
        self._clear_mouse_selection()
        self._act(lambda cursor: cursor.grow())

    def action_take(self, unit: str) -> None:
        """Make the selection whole sentences or paragraphs, then take one more."""
        self._act(lambda cursor: cursor.take(Unit(unit)))

    def action_swap(self) -> None:
        """Move the other end of the selection from now on."""
        self._act(lambda cursor: cursor.swap())

    def action_cancel(self) -> None:
        """Select nothing."""
        self.cancel_selection()

    def action_annotate(self) -> None:
        """Ask to annotate the selection; the sentence at the cursor where there is none."""
        span = self._passage()
        if self._text is not None and span is not None:
            text = self._text.text[span.start : span.end]
            self.post_message(self.AnnotateRequested(self._text.article_id, span, text))

    def action_copy(self) -> None:
        """Copy the selection; the sentence at the cursor where there is none."""
        span = self._passage()
        if self._text is not None and span is not None:
            text = self._text.quote(span)
            self.app.copy_to_clipboard(text)
            self.cancel_selection()
            self.post_message(self.Copied(text))

    def action_choose(self) -> None:
        """Ask to change the annotation at the cursor."""
        annotation = self._annotation_at_cursor()
        if annotation is not None:
            self.post_message(self.AnnotationChosen(annotation.id))

    def action_remove(self) -> None:
        """Ask to remove the annotation at the cursor."""
        annotation = self._annotation_at_cursor()
        if annotation is not None:
            self.post_message(self.AnnotationRemoveRequested(annotation.id))

    def passage_at(self, article_id: str) -> tuple[Span, str] | None:
        """What an act on a passage of this article goes to, with what stands there."""
        span = self._passage()
        if self._text is None or span is None or self._text.article_id != article_id:
            return None
        return span, self._text.text[span.start : span.end]

    def _passage(self) -> Span | None:
        """What an act on a passage goes to."""
        if self.selection is not None or self._cursor is None or self._text is None:
            return self.selection
        if self._text.is_noise(self._cursor.offset):
            return None
        return self._cursor.unit_at_cursor(Unit.SENTENCE)

    def _clear_mouse_selection(self) -> None:
        if self.text_selection is not None:
            self.screen.clear_selection()

    # Pointer and focus

    def on_click(self, event: events.Click) -> None:
        """Put the cursor there; a second click selects the word, a third the sentence."""
        if event.chain > 1:
            # Textual would select the whole widget.
            event.prevent_default()
        at = event.get_content_offset(self)
        if at is None:
            return
        number, column = self.scroll_offset.y + at.y, at.x - GUTTER
        note = self._notes.get(number)
        if note is not None and column > self._measure:
            self._go_to_annotation(note.annotation_id)
        elif number < len(self._page.lines) and self.text_selection is None:
            offset = self._page.offset_at(number, column)
            self._act(lambda cursor: cursor.click(offset, event.chain))

    def _go_to_annotation(self, annotation_id: str) -> None:
        for annotation in self._annotations:
            if annotation.id == annotation_id:
                self.go_to(Span(annotation.quote.start, annotation.quote.end))

    def on_focus(self) -> None:
        """Draw the cursor."""
        self._refresh_lines_of_cursor()

    def on_blur(self) -> None:
        """Draw no cursor."""
        self._refresh_lines_of_cursor()

    # After each move

    def _act(self, change: Callable[[ReaderCursor], None]) -> None:
        """Let a key do something to the cursor, then bring it into sight and draw what differs."""
        cursor = self._cursor
        if cursor is None:
            return
        before, was_selecting = self._lines_of(cursor), cursor.selected is not None
        change(cursor)
        after = self._lines_of(cursor)
        self._scroll_to_cursor(cursor.line)
        for first, last in {before, after} if not was_selecting else {_around(before, after)}:
            self.refresh_lines(first, last - first + 1)
        self._refresh_foot()
        if was_selecting != (cursor.selected is not None):
            self.refresh_bindings()

    def _lines_of(self, cursor: ReaderCursor) -> tuple[int, int]:
        """The first and the last line that show the cursor and the selection."""
        if cursor.selected is None:
            return cursor.line, cursor.line
        span = cursor.selected.span
        return self._page.line_of(span.start), self._page.line_of(max(span.start, span.end - 1))

    def _refresh_lines_of_cursor(self) -> None:
        if self._cursor is not None:
            self.refresh_lines(self._cursor.line)

    @property
    def _lines_in_sight(self) -> tuple[int, int]:
        top = self.scroll_offset.y
        return top, top + max(1, self._height) - 1

    def _scroll_to_cursor(self, number: int) -> None:
        """Scroll as little as needed; where it is far, bring the line to a third of the screen."""
        top, height = self.scroll_offset.y, max(1, self._height)
        margin = min(_SCROLL_MARGIN, (height - 1) // 2)
        first, last = top + margin, top + height - 1 - margin
        if number < first - height or number > last + height:
            self._scroll_to_line(number - height // 3)
        elif number < first:
            self._scroll_to_line(number - margin)
        elif number > last:
            self._scroll_to_line(number - height + 1 + margin)


def _around(first: tuple[int, int], second: tuple[int, int]) -> tuple[int, int]:
    return min(first[0], second[0]), max(first[1], second[1])
