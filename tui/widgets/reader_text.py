"""An article's text as the reader sees it: what is drawn, what is hidden, what can be selected. Pure.

All its strings are as long as the text, so that an offset is the same in each of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.models import Span
from tui.safe_text import INVISIBLE, clean_text, shown
from tui.widgets.selection import Passages

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from store.models import ArticleText

LONGEST = 400_000
"""Characters that are shown of a text: more than any article has, few enough to lay out at once."""


class ReaderText:
    """One version of an article's text with its noise marked off."""

    def __init__(self, source: ArticleText) -> None:
        self.article_id = source.article_id
        self.version = source.version
        self.text = source.text
        self.shown = shown(source.text[:LONGEST])
        self.cut = len(source.text) - len(self.shown)
        """How many characters are left out at the end."""
        self.noise = merged(source.noise, len(self.shown))
        self.body_start = min(source.body_start, len(self.shown))
        self.passages = Passages(_blanked(self.shown, self.noise, "\n"))
        """Words, sentences and paragraphs outside the noise."""
        self.title = self.passages.clipped(Span(0, self.body_start))
        """Where the title line is, without the spaces around it."""
        self._without_noise = _blanked(self.shown, self.noise, INVISIBLE)

    def view(self, *, with_noise: bool) -> str:
        """What is drawn; hidden noise is ``INVISIBLE``, its line ends too."""
        return self.shown if with_noise else self._without_noise

    @property
    def noise_lines(self) -> int:
        """How many lines the noise has that say something."""
        runs = (self.shown[span.start : span.end] for span in self.noise)
        return sum(bool(line.strip()) for run in runs for line in run.split("\n"))

    def is_noise(self, offset: int) -> bool:
        """Whether the character at ``offset`` is not the article."""
        return any(span.start <= offset < span.end for span in self.noise)

    def quote(self, span: Span) -> str:
        """The text of a passage without noise, fit for the clipboard."""
        return clean_text("".join(self.text[part.start : part.end] for part in self._outside(span)))

    def _outside(self, span: Span) -> Iterator[Span]:
        position = span.start
        for noise in self.noise:
            if position < noise.start:
                yield Span(position, min(noise.start, span.end))
            position = max(position, noise.end)
            if position >= span.end:
                return
        yield Span(position, span.end)


def merged(spans: Sequence[Span], length: int) -> tuple[Span, ...]:
    """The spans in order, cut to a text of ``length``, those that touch made one."""
    result: list[Span] = []
    for span in sorted(spans):
        start, end = max(0, span.start), min(length, span.end)
        if result and start <= result[-1].end:
            result[-1] = Span(result[-1].start, max(end, result[-1].end))
        elif start < end:
            result.append(Span(start, end))
    return tuple(result)


def _blanked(text: str, spans: Sequence[Span], filling: str) -> str:
    parts, position = [], 0
    for span in spans:
        parts += [text[position : span.start], filling * (span.end - span.start)]
        position = span.end
    return "".join([*parts, text[position:]])
