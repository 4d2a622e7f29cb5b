"""What changed from one version of an article to another, word by word, to be read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from store.text.difference import DifferenceKind
from tui.differences import Paragraph, Skipped, condensed, marked, paragraphs
from tui.i18n import _, ngettext
from tui.keys import key_label
from tui.modals.prose import Laid, Prose, wrap_content
from tui.modals.reading import Lines, ReadingModal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.widget import Widget

    from store.text.difference import DifferencePiece, VersionDifference

_STYLES = {
    DifferenceKind.SAME: "",
    DifferenceKind.REMOVED: "$text-error strike",
    DifferenceKind.ADDED: "$text-success underline",
}
_AHEAD = 3
"""Lines between the top and the change that is gone to."""


@dataclass(frozen=True, slots=True)
class VersionsWish:
    """Which versions are to be compared next."""

    older: int
    newer: int


class DifferenceModal(ReadingModal[VersionsWish]):
    """A difference that scrolls; the keys step to other versions, which closes it with a wish."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "step(-1,0)", show=False),
        Binding("right,l", "step(1,0)", show=False),
        Binding("shift+left,H", "step(0,-1)", show=False),
        Binding("shift+right,L", "step(0,1)", show=False),
        Binding("greater_than_sign,n", "change(1)", show=False),
        Binding("less_than_sign,N", "change(-1)", show=False),
        Binding("z", "toggle_whole", show=False),
        Binding("d", "cancel", show=False),
    ]

    DEFAULT_CSS = """
    DifferenceModal #summary { margin-bottom: 1; }
    """

    def __init__(self, heading: str, summary: str, found: VersionDifference, newest: int) -> None:
        """Take the difference.

        Args:
            heading: The article.
            summary: Which versions are compared.
            found: What changed.
            newest: The number of the article's newest version.
        """
        super().__init__(heading)
        self._summary = summary
        self._found = found
        self._newest = newest

    def compose_body(self) -> Iterable[Widget]:
        """Yield which versions it is about, and the text."""
        with Lines():
            yield Prose(self._summary, id="summary")
            yield DifferenceText(self._found.pieces)

    def first_hint(self) -> str:
        """Return the keys."""
        hint = _("{key}: next change, {all}: the whole text").format(
            key=key_label("greater_than_sign"), all=key_label("z")
        )
        if self._newest <= 2:
            return hint
        other = _("{keys}: another older version, {more}: another newer one")
        return f"{hint}, " + other.format(keys="← →", more="⇧← ⇧→")

    def on_mount(self) -> None:
        """Let the keys scroll, and say which there are."""
        self.say(self.first_hint())
        super().on_mount()

    def action_step(self, older: int, newer: int) -> None:
        """Close with the wish to compare other versions, where there are such."""
        wish = VersionsWish(self._found.older + older, self._found.newer + newer)
        if 1 <= wish.older < wish.newer <= self._newest:
            self.dismiss(wish)

    def action_change(self, step: int) -> None:
        """Bring the next change into sight, or the one before."""
        text, lines = self.query_one(DifferenceText), self.query_one(Lines)
        top = text.virtual_region.y - _AHEAD
        places = [max(0, place + top) for place in text.changed_lines]
        here = round(lines.scroll_target_y)
        ahead = [place for place in places if (place - here) * step > 0]
        if ahead:
            lines.scroll_to(y=ahead[0 if step > 0 else -1], animate=False)

    def action_toggle_whole(self) -> None:
        """Show what did not change too, or pass it over again."""
        self.query_one(DifferenceText).toggle_whole()


class DifferenceText(Laid):
    """The paragraphs of a difference; those that did not change are passed over at first."""

    def __init__(self, pieces: Sequence[DifferencePiece]) -> None:
        super().__init__()
        self._paragraphs = paragraphs(pieces)
        self._is_whole = False

    def toggle_whole(self) -> None:
        """Show what did not change too, or pass it over again."""
        self._is_whole = not self._is_whole
        self.refresh(layout=True)

    @property
    def changed_lines(self) -> list[int]:
        """Where changed paragraphs begin, in lines."""
        found, line = list[int](), 0
        for part in self._parts():
            if isinstance(part, Paragraph) and part.is_changed:
                found.append(line)
            line += len(_lines_of(part, self.content_size.width)) + 1
        return found

    def lines_at(self, width: int) -> list[Content]:
        """Return the paragraphs, an empty line between two."""
        lines = [[*_lines_of(part, width), Content("")] for part in self._parts()]
        return [line for part in lines for line in part][:-1]

    def _parts(self) -> Sequence[Paragraph | Skipped]:
        return self._paragraphs if self._is_whole else list(condensed(self._paragraphs))


def _lines_of(part: Paragraph | Skipped, width: int) -> list[Content]:
    if isinstance(part, Skipped):
        words = ngettext(
            "{count} paragraph as it was", "{count} paragraphs as they were", part.count
        )
        return [Content.styled(f"⋯ {words.format(count=part.count)}", "dim")]
    return wrap_content(_content(part), width)


def _content(paragraph: Paragraph) -> Content:
    return Content.assemble(*((marked(run), _STYLES[run[0]]) for run in paragraph.runs))
