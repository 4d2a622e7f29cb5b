"""Changes that newspapers make to articles, with where every passage must be afterwards."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from store.models import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from random import Random


@dataclass(frozen=True, slots=True)
class Change:
    """One run of the old text replaced; typography leaves the passage what it was."""

    start: int
    end: int
    replacement: str
    typography: bool = False


@dataclass(frozen=True, slots=True)
class Edit:
    """All changes made to an article at once, none overlapping another."""

    changes: tuple[Change, ...]

    def apply(self, text: str) -> str:
        """Return the new text."""
        parts, position = [], 0
        for change in sorted(self.changes, key=lambda change: (change.start, change.end)):
            parts += [text[position : change.start], change.replacement]
            position = change.end
        return "".join([*parts, text[position:]])

    def truth(self, span: Span) -> Span | None:
        """Return where a span of the old text is in the new one, None where its words changed."""
        if any(_breaks(change, span) for change in self.changes if not change.typography):
            return None
        return Span(
            span.start + sum(_growth(c) for c in self.changes if c.end <= span.start),
            span.end
            + sum(_growth(c) for c in self.changes if c.end <= span.end and c.start < span.end),
        )


def _breaks(change: Change, span: Span) -> bool:
    return change.start < span.end and change.end > span.start


def _growth(change: Change) -> int:
    return len(change.replacement) - (change.end - change.start)


def _replaced(text: str, pattern: str, new: str | Callable[[str], str]) -> tuple[Change, ...]:
    """Return a typographic change for each match."""
    return tuple(
        Change(m.start(), m.end(), new(m[0]) if callable(new) else new, typography=True)
        for m in re.finditer(pattern, text)
    )


def sentences(text: str) -> list[Span]:
    """Return the sentences of some length."""
    found = (Span(m.start(), m.end()) for m in re.finditer(r"[A-ZÀ-Ý«][^.!?\n]+[.!?]", text))
    return [span for span in found if span.end - span.start > 40]


def paragraphs(text: str) -> list[Span]:
    """Return the paragraphs of some length, each with the line ends behind it."""
    found = (Span(m.start(), m.end()) for m in re.finditer(r"[^\n]+\n+", text))
    return [span for span in found if span.end - span.start > 150]


def title_added(text: str, random: Random) -> Edit:
    return Edit((Change(0, 0, "Région : ce que l’on sait\nPublié le 3 mai à 18 h 20\n\n"),))


def end_cut(text: str, random: Random) -> Edit:
    return Edit((Change(random.choice(paragraphs(text)[2:]).start, len(text), ""),))


def footer_added(text: str, random: Random) -> Edit:
    again = text[: text.index(".") + 1]
    return Edit((Change(len(text), len(text), f"\nÀ lire aussi\n{again}\nPartager\n"),))


def straight_apostrophes(text: str, random: Random) -> Edit:
    return Edit(_replaced(text, "’", "'"))


def plain_spaces(text: str, random: Random) -> Edit:
    return Edit(_replaced(text, "[\u00a0\u202f]", " "))


def no_break_spaces(text: str, random: Random) -> Edit:
    return Edit(_replaced(text, " (?=[:;?!»])|(?<=«) ", "\u202f"))


def straight_quotes(text: str, random: Random) -> Edit:
    return Edit(_replaced(text, r"«\s*|\s*»", '"'))


def decomposed_accents(text: str, random: Random) -> Edit:
    return Edit(_replaced(text, "[àâçéèêëîïôùûü]", lambda char: unicodedata.normalize("NFD", char)))


def wrapped_lines(text: str, random: Random) -> Edit:
    return Edit(_replaced(text, r"(?<=, )", "\n"))


def paragraph_deleted(text: str, random: Random) -> Edit:
    span = random.choice(paragraphs(text))
    return Edit((Change(span.start, span.end, ""),))


def paragraph_added(text: str, random: Random) -> Edit:
    place = random.choice(paragraphs(text)).start
    return Edit((Change(place, place, "Contactée hier, la préfecture n’a pas répondu.\n\n"),))


def sentences_rewritten(text: str, random: Random) -> Edit:
    return Edit(
        tuple(
            Change(span.start, span.end, "La rédaction a entièrement revu ce passage depuis.")
            for span in random.sample(sentences(text), 3)
        )
    )


def sentences_reshuffled(text: str, random: Random) -> Edit:
    """Rewrite sentences with the words they had, in another order."""
    return Edit(tuple(_shuffled(text, span, random) for span in random.sample(sentences(text), 3)))


def _shuffled(text: str, span: Span, random: Random) -> Change:
    words = text[span.start : span.end].strip("«» .").split()
    random.shuffle(words)
    return Change(span.start, span.end, f"Ainsi {' '.join(words)}.")


def words_changed(text: str, random: Random) -> Edit:
    words = [m.span() for m in re.finditer(r"(?<=[a-z] )[a-zé]{5,}(?= [a-z])", text)]
    chosen = random.sample(words, 15)
    return Edit(tuple(Change(start, end, "réellement") for start, end in chosen))


def figures_updated(text: str, random: Random) -> Edit:
    figures = [m.span() for m in re.finditer(r"\b\d+\b", text)]
    return Edit(tuple(Change(start, end, "77") for start, end in random.sample(figures, 3)))


def box_that_repeats(text: str, random: Random) -> Edit:
    """Put a box that says again what was said into the article."""
    end = text.index("\n", 600)
    return Edit((Change(end, end, f"\nRappel : {text[100:600]}\n"),))


def box_before(text: str, random: Random) -> Edit:
    """Put the main points of the article on top of it."""
    points = random.sample(sentences(text), 4)
    lines = "".join(f"- {text[point.start : point.end]}\n" for point in points)
    return Edit((Change(0, 0, f"L’essentiel\n{lines}\n"),))


def all_at_once(text: str, random: Random) -> Edit:
    """Make an afternoon's update: other typography, a new start, a sentence less, one more."""
    gone = random.choice(sentences(text))
    hard = (
        *title_added(text, random).changes,
        Change(gone.start, gone.end, ""),
        *footer_added(text, random).changes,
    )
    soft = straight_apostrophes(text, random).changes
    return Edit((*hard, *(c for c in soft if not gone.start <= c.start < gone.end)))


EDITS: tuple[Callable[[str, Random], Edit], ...] = (
    title_added,
    end_cut,
    footer_added,
    straight_apostrophes,
    plain_spaces,
    no_break_spaces,
    straight_quotes,
    decomposed_accents,
    wrapped_lines,
    paragraph_deleted,
    paragraph_added,
    sentences_rewritten,
    sentences_reshuffled,
    words_changed,
    figures_updated,
    box_that_repeats,
    box_before,
    all_at_once,
)


def passages(text: str) -> Iterator[Span]:
    """Yield what editors mark: sentences, quotations, figures, names, words."""
    yield from sentences(text)
    for pattern in (
        r"(?<=«[\s\u00a0])[^«»]+(?=[\s\u00a0]»)",
        r"\b\d[\d\u202f ]*\s\w+(?: d’\w+)?",
        r"\b[A-Z]\w+ [A-Z]\w+",
        r"(?<= )\w{7,}(?= )",
    ):
        yield from (Span(m.start(), m.end()) for m in re.finditer(pattern, text))
