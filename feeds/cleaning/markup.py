"""HTML of any quality to plain text that reads well.

libxml2 tells of tags and text as it meets them; no tree is built, so depth costs nothing and the work is
linear in the length, for hostile input too (``html.parser`` takes minutes for 400 kB of ``<a href=``, and
html5ever two for 200,000 nested elements).
"""

from __future__ import annotations

import re
import threading
from typing import Any

from lxml import etree

from feeds.cleaning.blocks import Attributes, Block, List, Table, join
from feeds.cleaning.embedded import embedded_name
from feeds.cleaning.plain_markup import UnclearError, tell_plain
from feeds.cleaning.raised import raised

_BREAK = "\x00"
# fmt: off
_EMBEDDED = frozenset({"audio", "embed", "iframe", "video"})
_SKIPPED = _EMBEDDED | {
    "annotation", "annotation-xml", "button", "canvas", "head", "input", "noscript", "object", "script",
    "select", "style", "svg", "template", "textarea", "title",
}
_ONLY_BLOCKS = frozenset({
    "address", "article", "aside", "body", "center", "details", "dialog", "div", "fieldset", "figure", "footer",
    "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend", "main", "nav", "p",
    "section", "summary",
})
_BLOCKS = _ONLY_BLOCKS | {"blockquote", "figcaption", "pre"}
# fmt: on
_BEFORE = {"br": _BREAK, "q": "«\u00a0"}
_NOTED = frozenset({"img", "sup"})
_LISTS = frozenset({"ul", "ol", "menu", "dir", "dl"})
_IN_LISTS = _LISTS | {"li", "dt", "dd"}
_CELLS = frozenset({"td", "th", "caption"})
_IN_TABLES = _CELLS | {"table", "tr"}
_DEEPEST = 4
_DEEPEST_TABLE = 6
"""Tables in tables, whose text is handed up from one to the next; deeper ones belong to the last of these."""
_CAPTION_CLASS = "wp-caption-text"
"""By which WordPress marks what stands below a picture, where it does not use the element for it."""

# A single space is left alone: most of a text is nothing else.
_WHITE = re.compile("[ \t\n\r\f\v]{2,}|[\t\n\r\f\v]")
_SPACES = re.compile("[ \u00a0\u202f]*[\u00a0\u202f][ \u00a0\u202f]*")
_BESIDE = re.compile("[\u00a0\u202f](?:(?<= .)|(?=[ \u00a0\u202f]))")
"""A no-break space beside another space: told eight times sooner than the whole of them is found."""
_PARAGRAPHS = re.compile(f"(?:[ \u00a0\u202f]*{_BREAK}){{2,}}[ ]*")
_INDENT = re.compile("^ +| {2,}")
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


class _Reader:
    """Makes blocks of what the parser tells, of one text after another; the target of lxml's interface."""

    def __init__(self) -> None:
        self.is_indented = False
        self._begin()

    def _begin(self) -> None:
        self._blocks: list[Block] = []
        self.line: list[str] = []
        self._lists: list[List] = []
        self._tables: list[Table] = []
        self._deeper_tables = 0
        self._groups = 0
        self._skipping = 0
        self._quotes = 0
        self._verbatim = 0
        self._raised: int | None = None
        self._has_picture = False
        self._caption: tuple[str, list[Block], int] | None = None

    def start(self, tag: str, attributes: Attributes) -> None:
        """An element begins."""
        if tag in _ONLY_BLOCKS and not self._skipping:
            self.flush()
            if tag == "p" and self._has_picture and _is_caption(attributes):
                self._begin_caption(tag)
        elif self._skipping or tag in _SKIPPED:
            if tag in _EMBEDDED and not self._skipping:
                self._embed(attributes)
            self._skipping += 1
        elif tag in _BEFORE:
            self.line.append(_BEFORE[tag])
        elif tag in _NOTED:
            self._note(tag)
        elif tag in _BLOCKS:
            self._begin_block(tag, 1)
        elif tag in _IN_LISTS:
            self._begin_list(tag, attributes)
        elif tag in _IN_TABLES:
            self._begin_table(tag, attributes)

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag in _ONLY_BLOCKS and not self._skipping:
            self.flush()
            if tag == "p" and self._caption is not None and self._caption[0] == tag:
                self._end_caption()
        elif self._skipping:
            self._skipping -= 1
        elif tag == "q":
            self.line.append("\u00a0»")
        elif tag == "sup":
            self._raise()
        elif tag in _BLOCKS:
            self._begin_block(tag, -1)
        elif tag in _IN_LISTS:
            self._end_list(tag)
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
        self._deeper_tables = 0
        while self._tables:
            self._end_table("table")
        text = join(self._blocks)
        self._begin()
        return text

    def _begin_block(self, tag: str, step: int) -> None:
        self.flush()
        if tag == "blockquote":
            self._quotes = max(0, self._quotes + step)
        elif tag == "pre":
            self._verbatim = max(0, self._verbatim + step)
        elif step > 0:
            self._begin_caption(tag)
        elif self._caption is not None and self._caption[0] == tag:
            self._end_caption()

    def _begin_caption(self, tag: str) -> None:
        self._caption = (tag, self._blocks, len(self._blocks))

    def _end_caption(self) -> None:
        """What stands below a picture is put in brackets, or it would read as the article's own text."""
        if self._caption is None:
            return
        _, blocks, start = self._caption
        self._caption = None
        if blocks is self._blocks and blocks[start:]:
            blocks[start].text = f"[{blocks[start].text}"
            blocks[-1].text += "]"

    def _note(self, tag: str) -> None:
        if tag == "sup":
            self._raised = len(self.line)
        else:
            self._has_picture = True

    def _embed(self, attributes: Attributes) -> None:
        name = embedded_name(attributes or {})
        if name:
            self.flush()
            self.line.append(name.replace(_BREAK, ""))
            self.flush()

    def _raise(self) -> None:
        """The raised text that ends here gets its shape by what stands before it."""
        start, self._raised = self._raised, None
        if start is not None and start < len(self.line):
            text = "".join(self.line[start:])
            self.line[start:] = [raised(text, "".join(self.line[max(0, start - 3) : start]))]

    def _begin_list(self, tag: str, attributes: Attributes) -> None:
        self.flush()
        if tag in _LISTS:
            group = self._lists[-1].group if self._lists else self._new_group()
            self._lists.append(List(group, tag, self._blocks, attributes))
        elif self._lists:
            self._lists[-1].begin_item(tag, attributes)

    def _end_list(self, tag: str) -> None:
        self.flush()
        if tag in _LISTS and self._lists:
            ended = self._lists.pop()
            if not self._lists:
                ended.end()

    def _begin_table(self, tag: str, attributes: Attributes) -> None:
        self.flush()
        if tag == "table" and (self._deeper_tables or len(self._tables) >= _DEEPEST_TABLE):
            self._deeper_tables += 1
        elif tag == "table":
            self._tables.append(
                Table(self._new_group(), self._blocks, self._lists, "> " * self._depth())
            )
            self._lists, self._quotes = [], 0
        elif self._tables and tag == "tr":
            self._tables[-1].end_row()
            self._blocks = self._tables[-1].above
        elif self._tables:
            self._blocks = self._tables[-1].begin_cell(attributes)

    def _end_table(self, tag: str) -> None:
        self.flush()
        if not self._tables:
            return
        if tag == "table" and self._deeper_tables:
            self._deeper_tables -= 1
            return
        table = self._tables[-1]
        if tag in {"table", "tr"}:
            table.end_row()
        self._blocks = table.above
        if tag == "table":
            self._tables.pop().end()
            self._lists, self._quotes = table.lists, len(table.quote) // 2

    def _depth(self) -> int:
        return min(self._quotes, _DEEPEST)

    def _new_group(self) -> int:
        self._groups += 1
        return self._groups

    def flush(self) -> None:
        """What was said by now is a block."""
        if not self.line:
            return
        text = "".join(self.line)
        self.line.clear()
        if self._verbatim:
            self._add_verbatim(text)
            return
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

    def _add_verbatim(self, text: str) -> None:
        """Lines that were set by their author keep their places below each other."""
        lines = [line.expandtabs(4).rstrip() for line in text.split(_BREAK)]
        indents = [len(line) - len(line.lstrip(" ")) for line in lines if line]
        least = min(indents, default=0)
        held = [_INDENT.sub(_held, line[least:]) for line in lines]
        for paragraph in _PARAGRAPHS.split(_BREAK.join(held).strip(_BREAK)):
            if paragraph:
                self._add(paragraph.split(_BREAK))

    def _add(self, lines: list[str]) -> None:
        first, others, group = "", "", 0
        if self._lists:
            current = self._lists[-1]
            indent = "  " * min(len(self._lists) - 1, _DEEPEST)
            first = indent + (current.marker or current.indent)
            others = indent + current.indent
            self.is_indented |= bool(indent) or not current.marker or len(lines) > 1
            current.marker, group = "", current.group
        self.is_indented |= self._quotes > 0
        quote = "> " * self._depth()
        text = quote + first + f"\n{quote}{others}".join(lines)
        self._blocks.append(Block(text, group))


def _is_caption(attributes: Attributes) -> bool:
    return attributes is not None and _CAPTION_CLASS in attributes.get("class", "")


def _has_rare_white(text: str) -> bool:
    return "\r" in text or "\f" in text or "\v" in text


def _held(match: re.Match[str]) -> str:
    return "\u00a0" * len(match[0])


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
