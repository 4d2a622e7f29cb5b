"""What the command line prints: cleaned, plain where no one looks, JSON where it is asked for.

Texts come from feeds and from files of others. For people they go through ``tui.safe_text``; in JSON
they stay what they are, with every character that a terminal might obey written as an escape.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
import textwrap
from typing import TYPE_CHECKING, Any, Self

import click

from tui.i18n import _
from tui.safe_text import clean_line, clean_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_TO_ESCAPE = re.compile(
    "[\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff"
    "\ud800-\udfff\U000e0000-\U000e0fff]"
)

_LEAD = re.compile(r"\s*(?:> )*(?:- |\d{1,4}\. )?")
_MARK = re.compile(r"[^> ]")

Part = str | tuple[str, str]
"""A piece of a line: a text, or a text and its style, one of ``_STYLES``."""

_STYLES: Mapping[str, Mapping[str, Any]] = {
    "strong": {"bold": True},
    "dim": {"dim": True},
    "match": {"bold": True, "fg": "yellow"},
    "added": {"underline": True, "fg": "green"},
    "removed": {"strikethrough": True, "fg": "red"},
}

_WIDTH = 88
"""Characters of a line that is still read with ease."""


class Output:
    """Standard output for one command."""

    def __init__(self) -> None:
        self.as_json = False

    def record(self, record: object) -> None:
        """Print one JSON document on one line."""
        click.echo(to_json(record))

    def say(self, text: str) -> None:
        """Print one line for people; nothing where JSON is asked for."""
        if not self.as_json:
            click.echo(clean_line(text))

    def line(self, *parts: Part) -> None:
        """Print one line made of pieces, styled where it goes to a terminal."""
        click.echo("".join(_styled(part) for part in parts).rstrip())

    def text(self, text: str, *, indent: str = "") -> None:
        """Print a text with its lines; on a terminal long ones are wrapped between words."""
        for line in clean_text(text).split("\n"):
            for part in _wrapped(line, _WIDTH - len(indent)) or [""]:
                click.echo(f"{indent}{part}".rstrip())

    def laid_out(self, lines: Iterable[str]) -> None:
        """Print lines that are cleaned already, with all their spaces."""
        for line in lines:
            click.echo(line)

    @property
    def terminal_width(self) -> int | None:
        """The cells of a line of the terminal that people read; None where it goes to no terminal."""
        return shutil.get_terminal_size().columns if sys.stdout.isatty() else None

    def table(self, rows: Iterable[Sequence[str]]) -> None:
        """Print rows in columns; the last column is as wide as it will be."""
        cleaned = [[clean_line(cell) for cell in row] for row in rows]
        if not cleaned:
            return
        widths = [max(len(cell) for cell in column) for column in zip(*cleaned, strict=True)]
        for row in cleaned:
            cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]
            click.echo("  ".join(cells).rstrip())


def to_json(record: object) -> str:
    """One line of JSON without a raw control, bidirectional or invisible character."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    unicode_stream = encoding.lower().replace("-", "").startswith("utf")
    text = json.dumps(record, ensure_ascii=not unicode_stream)
    return _TO_ESCAPE.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    return json.dumps(match[0])[1:-1]


def _styled(part: Part) -> str:
    if isinstance(part, str):
        return _one_line(part)
    text, style = part
    return click.style(_one_line(text), **_STYLES[style]) if text else ""


def _wrapped(line: str, widest: int) -> list[str]:
    if not sys.stdout.isatty():
        return [line]
    width = min(shutil.get_terminal_size().columns, widest)
    # Breaks at plain spaces alone: those before French punctuation are no-break spaces.
    return textwrap.wrap(
        line,
        width,
        subsequent_indent=hanging(line),
        break_long_words=False,
        break_on_hyphens=False,
    )


def hanging(line: str) -> str:
    """What the further lines of an item or a quotation begin with, below its mark."""
    lead = _LEAD.match(line)
    return _MARK.sub(" ", lead[0]) if lead else ""


def _one_line(text: str) -> str:
    """The text cleaned, with the spaces at its ends that part it from its neighbours."""
    cleaned = clean_line(text)
    if not cleaned:
        return " " * text.count(" ")
    before = text[: len(text) - len(text.lstrip(" "))]
    after = text[len(text.rstrip(" ")) :]
    return f"{before}{cleaned}{after}"


def warn(text: str) -> None:
    """Print one line on standard error."""
    click.echo(f"marbre: {clean_line(text)}", err=True)


def agrees(question: str) -> bool:
    """Ask a person; yes unless they say no."""
    choice = _("Y/n")
    answer: str = click.prompt(
        f"{clean_line(question)} [{choice}]", default="", show_default=False, err=True
    )
    return answer.strip().lower() in {"", "y", "yes", _("y"), _("yes")}


def clean_answer(question: str) -> str:
    """What a person answers to a question on one line; empty where they say nothing."""
    answer: str = click.prompt(clean_line(question), default="", show_default=False, err=True)
    return answer.strip()


class Progress:
    """One line on standard error that is written over, where that is a terminal."""

    def __init__(self) -> None:
        self._width = 0
        self._shown = sys.stderr.isatty()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        if self._width:
            click.echo("\r" + " " * self._width + "\r", nl=False, err=True)

    def show(self, text: str) -> None:
        """Show a text in place of the one before."""
        if self._shown:
            line = clean_line(text)[:78]
            click.echo("\r" + line.ljust(self._width), nl=False, err=True)
            self._width = len(line)
