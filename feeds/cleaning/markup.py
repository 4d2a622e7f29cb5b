"""HTML of any quality to plain text that reads well.

libxml2 tells of tags and text as it meets them; no tree is built, so depth costs nothing and the work is
linear in the length, for hostile input too (``html.parser`` takes minutes for 400 kB of ``<a href=``, and
html5ever two for 200,000 nested elements).
"""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from feeds.cleaning.plain_markup import UnclearError, tell_plain

_BREAK = "\x00"
# fmt: off
_SKIPPED = frozenset({
    "audio", "button", "canvas", "embed", "head", "iframe", "input", "math", "noscript", "object", "script",
    "select", "style", "svg", "template", "textarea", "title", "video",
})
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hgroup", "hr", "html", "legend", "main", "nav", "p", "pre", "section", "summary",
})
# fmt: on
_ONLY_BLOCKS = _BLOCKS - {"blockquote", "pre"}
_LISTS = frozenset({"ul", "ol", "menu", "dir"})
_IN_LISTS = _LISTS | {"li"}
_CELLS = frozenset({"td", "th", "caption"})
_IN_TABLES = _CELLS | {"table", "tr"}
_DEEPEST = 4
_CELL_SPACE = " | "

# A single space is left alone: most of a text is nothing else.
_WHITE = re.compile("[ \t\n\r\f\v]{2,}|[\t\n\r\f\v]")
_SPACES = re.compile("[ \u00a0\u202f]*[\u00a0\u202f][ \u00a0\u202f]*")
_BESIDE = re.compile("[\u00a0\u202f](?:(?<= .)|(?=[ \u00a0\u202f]))")
"""A no-break space beside another space: told eight times sooner than the whole of them is found."""
_PARAGRAPHS = re.compile(f"(?:[ ]*{_BREAK}){{2,}}[ ]*")
_HIGH = ":;?!»%€"


def flatten(html: str) -> str:
    """The text of an HTML fragment: blocks parted by empty lines, entities read once.

    Scripts, styles, frames, forms' fields and media are left out. Control characters are not.
    """
    if not html.strip():
        return ""
    parser = _parser()
    try:
        parser.feed(_without_surrogates(html))
        return str(parser.close())
    except BaseException:
        # What it was told by now must not begin the next text.
        del _local.parser
        raise


def flatten_plain(html: str) -> str | None:
    """The same of HTML without anything unclear, sooner; None of any other.

    None, too, where lines are indented. What it gives may have characters that are unusual; then ``flatten``
    is to be asked instead.
    """
    reader = _Reader()
    try:
        tell_plain(html, reader)
    except UnclearError:
        return None
    text = reader.close()
    return None if reader.is_indented else text


_local = threading.local()


def _parser() -> Any:
    """The parser of this thread: making one costs more than most texts do."""
    if not hasattr(_local, "parser"):
        _local.parser = etree.HTMLParser(target=_Reader(), huge_tree=True)
    return _local.parser


def _without_surrogates(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


@dataclass(slots=True)
class _Block:
    text: str
    group: int
    """Blocks of one list or table stand on lines of their own without an empty line between; 0 is none."""


@dataclass(slots=True)
class _List:
    group: int
    ordered: bool
    count: int = 0
    marker: str = ""
    """What the next block begins with: the item's dash or number, once."""


@dataclass(slots=True)
class _Table:
    group: int
    above: list[_Block]
    """Where the table's text goes."""
    cells: list[list[_Block]] = field(default_factory=list)
    """The row's cells so far."""


class _Reader:
    """Makes blocks of what the parser tells, of one text after another; the target of lxml's interface."""

    def __init__(self) -> None:
        self.is_indented = False
        self._begin()

    def _begin(self) -> None:
        self._blocks: list[_Block] = []
        self.line: list[str] = []
        self._lists: list[_List] = []
        self._tables: list[_Table] = []
        self._groups = 0
        self._skipping = 0
        self._quotes = 0
        self._verbatim = 0

    def start(self, tag: str, _attributes: object) -> None:
        """An element begins."""
        if tag in _ONLY_BLOCKS and not self._skipping:
            self.flush()
        elif self._skipping or tag in _SKIPPED:
            self._skipping += 1
        elif tag == "br":
            self.line.append(_BREAK)
        elif tag == "q":
            self.line.append("«\u00a0")
        elif tag in _BLOCKS:
            self._begin_block(tag, 1)
        elif tag in _IN_LISTS:
            self._begin_list(tag)
        elif tag in _IN_TABLES:
            self._begin_table(tag)

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag in _ONLY_BLOCKS and not self._skipping:
            self.flush()
        elif self._skipping:
            self._skipping -= 1
        elif tag == "q":
            self.line.append("\u00a0»")
        elif tag in _BLOCKS:
            self._begin_block(tag, -1)
        elif tag in _IN_LISTS:
            self.flush()
            if tag != "li" and self._lists:
                self._lists.pop()
        elif tag in _IN_TABLES:
            self._end_table(tag)

    def data(self, text: str) -> None:
        """Text between tags."""
        if self._skipping:
            return
        text = text.replace(_BREAK, "")
        self.line.append(text.replace("\n", _BREAK) if self._verbatim else text)

    def close(self) -> str:
        """The whole as text."""
        self.flush()
        while self._tables:
            self._end_table("table")
        text = _join(self._blocks)
        self._begin()
        return text

    def _begin_block(self, tag: str, step: int) -> None:
        self.flush()
        if tag == "blockquote":
            self._quotes = max(0, self._quotes + step)
        elif tag == "pre":
            self._verbatim = max(0, self._verbatim + step)

    def _begin_list(self, tag: str) -> None:
        self.flush()
        if tag != "li":
            group = self._lists[-1].group if self._lists else self._new_group()
            self._lists.append(_List(group, tag == "ol"))
        elif self._lists:
            current = self._lists[-1]
            current.count += 1
            current.marker = f"{current.count}. " if current.ordered else "- "

    def _begin_table(self, tag: str) -> None:
        self.flush()
        if tag == "table":
            self._tables.append(_Table(self._new_group(), self._blocks))
        elif self._tables and tag == "tr":
            self._end_row(self._tables[-1])
        elif self._tables:
            self._blocks = []
            self._tables[-1].cells.append(self._blocks)

    def _end_table(self, tag: str) -> None:
        self.flush()
        if not self._tables:
            return
        table = self._tables[-1]
        if tag == "table":
            self._end_row(table)
            self._tables.pop()
        elif tag == "tr":
            self._end_row(table)
        self._blocks = table.above

    def _end_row(self, table: _Table) -> None:
        cells = [cell for cell in table.cells if cell]
        table.cells = []
        if len(cells) > 1 and all(len(cell) == 1 for cell in cells):
            row = _CELL_SPACE.join(cell[0].text.replace("\n", " ") for cell in cells)
            table.above.append(_Block(row, table.group))
        else:
            table.above.extend(block for cell in cells for block in cell)
        self._blocks = table.above

    def _new_group(self) -> int:
        self._groups += 1
        return self._groups

    def flush(self) -> None:
        """What was said by now is a block."""
        if not self.line:
            return
        text = "".join(self.line)
        self.line.clear()
        # Most have none of these, and looking for all at once takes thirty times as long.
        if "\n" in text or "  " in text or "\t" in text or _has_rare_white(text):
            text = _WHITE.sub(" ", text)
        if ("\u00a0" in text or "\u202f" in text) and _BESIDE.search(text):
            text = _SPACES.sub(_one_no_break, text)
        for paragraph in _PARAGRAPHS.split(text) if _BREAK in text else [text]:
            lines = [line.strip(" \u00a0\u202f") for line in paragraph.split(_BREAK)]
            lines = [line for line in lines if line]
            if lines:
                self._add(lines)

    def _add(self, lines: list[str]) -> None:
        first, others, group = "", "", 0
        if self._lists:
            current = self._lists[-1]
            indent = "  " * min(len(self._lists) - 1, _DEEPEST)
            first = indent + (current.marker or "  ")
            others = indent + "  "
            self.is_indented |= bool(indent) or not current.marker or len(lines) > 1
            current.marker, group = "", current.group
        self.is_indented |= self._quotes > 0
        quote = "> " * min(self._quotes, _DEEPEST)
        text = quote + first + f"\n{quote}{others}".join(lines)
        self._blocks.append(_Block(text, group))


def _has_rare_white(text: str) -> bool:
    return "\r" in text or "\f" in text or "\v" in text


def _one_no_break(match: re.Match[str]) -> str:
    """Spaces beside a no-break space: one is left, which keeps together only what French keeps so."""
    run = match[0]
    if len(run) == 1:
        return run
    following = match.string[match.end() : match.end() + 1]
    before = match.string[match.start() - 1 : match.start()]
    if (following and following in _HIGH) or before == "«":
        return next(space for space in run if space != " ")
    return " "


def _join(blocks: list[_Block]) -> str:
    parts: list[str] = []
    group = 0
    for block in blocks:
        if parts:
            parts.append("\n" if block.group and block.group == group else "\n\n")
        parts.append(block.text)
        group = block.group
    return "".join(parts)
