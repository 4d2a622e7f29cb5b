"""What a list to choose from consists of: choices under headings, with what stands on their rows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, TypeAlias

from textual.content import Content

from tui.fuzzy import Ranked
from tui.i18n import _
from tui.safe_text import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can be chosen."""

    value: str
    """What stands for it, as given; never shown."""
    label: str
    detail: str = ""
    """Shown after the label, weaker; not searched."""
    other_names: tuple[str, ...] = ()
    """Names that find it too."""
    mark: str = ""
    """A glyph in front of the label."""
    heading: str = ""
    """What those beside it that have the same stand under, while nothing is typed."""
    reason: str = ""
    """Why it is offered: a line of its own under the label."""

    @property
    def names(self) -> tuple[str, ...]:
        """All that it is found by, as shown."""
        return tuple(map(clean_line, (self.label, *self.other_names)))


@dataclass(frozen=True, slots=True)
class New:
    """The row that makes what was typed."""

    text: str


@dataclass(frozen=True, slots=True)
class More:
    """The row that counts what is not listed."""

    count: int


@dataclass(frozen=True, slots=True)
class Heading:
    """The row above choices that belong together."""

    text: str


Row: TypeAlias = Ranked[Choice] | New | More | Heading
Inert: TypeAlias = More | Heading
"""Rows that cannot be highlighted."""


def suggested_first(
    choices: Mapping[str, Choice], reasons: Mapping[str, str], others: str
) -> list[Choice]:
    """Choices with those that are suggested before the others, each part under its heading.

    Args:
        choices: By their values, in order.
        reasons: Why some are suggested, by their values, in order.
        others: The heading of those that are not.
    """
    if not reasons:
        return list(choices.values())
    heading = _("Suggested for the article")
    suggested = [
        replace(choices[value], heading=heading, reason=reason) for value, reason in reasons.items()
    ]
    rest = (choice for value, choice in choices.items() if value not in reasons)
    return [*suggested, *(replace(choice, heading=others) for choice in rest)]


def under_headings(ranked: Sequence[Ranked[Choice]]) -> Iterator[Row]:
    """Choices as rows, with a row for each heading above those that have it."""
    for heading, rows in groupby(ranked, key=lambda row: row.item.heading):
        if heading:
            yield Heading(heading)
        yield from rows


def height_of(row: Row) -> int:
    """How many lines a row takes."""
    return 2 if isinstance(row, Ranked) and row.item.reason else 1


def choice_prompt(row: Ranked[Choice]) -> Content:
    """What stands on the row of a choice; the letters that were found are marked."""
    choice = row.item
    names = choice.names
    found = Content(names[row.name])
    for place in row.match.positions:
        found = found.stylize("bold underline", place, place + 1)
    prompt = found if row.name == 0 else found + " → " + Content(names[0])
    if choice.mark:
        prompt = Content(f"{choice.mark} ") + prompt
    if choice.detail:
        prompt = prompt + "  " + Content.styled(clean_line(choice.detail), "dim")
    if choice.reason:
        prompt = prompt + "\n    " + Content.styled(clean_line(choice.reason), "dim")
    return prompt
