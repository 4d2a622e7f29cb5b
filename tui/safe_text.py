"""What stands between texts of others and the screen: every string drawn passes through here.

Feeds, files and notes may hold anything. Control characters would steer the terminal (set its
title, its clipboard), bidirectional controls would turn lines around, invisible characters would
put the cursor elsewhere than the eye, and a plain string is read as markup by most widgets. So
text is cleaned by ``clean_line`` or ``clean_text`` and reaches a widget as the ``Content`` that
``plain`` makes. Where offsets must hold, as in the reader, ``shown`` cleans character by character.

Textual is imported when ``plain`` is called and not before, so that the command line cleans what it
prints by the same rules.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.content import Content

REPLACEMENT = "\ufffd"
"""Stands for a character that must not reach a terminal."""

INVISIBLE = "\u200b"
"""In the result of ``shown``: a character that takes no room and is not drawn."""

TAB_WIDTH = 4

# Soft hyphen, zero-width spaces and joiners, variation selectors, word joiner, byte-order mark:
# they say nothing in a terminal, and terminals do not agree on their width.
_INVISIBLE = re.compile("[\u00ad\u034f\u180b-\u180f\u200b-\u200d\u2060-\u2064\ufe00-\ufe0f\ufeff]")

# C0 and C1 controls but tab and line feed, bidirectional controls, deprecated format characters,
# annotation anchors, surrogates, noncharacters, tags.
_BAD = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2065-\u206f"
    "\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e0fff]"
)
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_LONE_LINE_ENDS = re.compile("\r(?!\n)|[\v\f\x85\u2028\u2029]")
# No-break spaces are French typography and stay.
_WHITE = re.compile("[ \t\n]+")

TEXT_BROWSERS = frozenset({"www-browser", "links", "elinks", "lynx", "w3m"})
"""Browsers that would take the terminal from the desk."""


def clean_line(text: str) -> str:
    """Return the text on one line, composed, without anything a terminal would obey or hide."""
    return _WHITE.sub(" ", _clean(text)).strip(" ")


def clean_text(text: str) -> str:
    """Return the text with its lines, composed, without anything a terminal would obey or hide."""
    return _clean(text).expandtabs(TAB_WIDTH)


def _clean(text: str) -> str:
    composed = unicodedata.normalize("NFC", _INVISIBLE.sub("", _LINE_ENDS.sub("\n", text)))
    return _BAD.sub(REPLACEMENT, composed)


def shown(text: str) -> str:
    """Return what stands for each character of ``text`` on the screen; the length stays the same.

    A bad character becomes ``REPLACEMENT``, one that takes no room ``INVISIBLE``, a tab a space,
    any line end one line feed. What is drawn of a piece is ``visible`` of it.
    """
    lines = _LONE_LINE_ENDS.sub("\n", text).replace("\r\n", INVISIBLE + "\n").replace("\t", " ")
    return _BAD.sub(REPLACEMENT, _INVISIBLE.sub(INVISIBLE, lines))


def visible(text: str) -> str:
    """Return what is drawn of a piece of what ``shown`` gave."""
    return text.replace(INVISIBLE, "")


def plain(text: str, *, multiline: bool = False) -> Content:
    """Return cleaned text for a widget, with brackets and all that looks like markup as it is.

    Args:
        text: Anything.
        multiline: Whether lines stay lines; else the text is put on one.
    """
    from textual.content import Content  # noqa: PLC0415 - see the module's docstring

    return Content(clean_text(text) if multiline else clean_line(text))


def is_web_address(url: str) -> bool:
    """Whether a browser may be given this address: http or https, a host, nothing hidden."""
    if _WHITE.search(url) or _BAD.search(url) or _INVISIBLE.search(url):
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


def open_address(url: str, opener: Callable[[str], bool] | None = None) -> bool:
    """Open an address of the web in the browser and say whether that could be done.

    Anything but http and https is refused. It may take seconds: call it in a thread.

    Args:
        url: The address, as some article gave it.
        opener: What opens it; the system's browser where none is given.
    """
    return is_web_address(url) and (opener or _open_in_browser)(url)


def _open_in_browser(url: str) -> bool:
    import webbrowser  # noqa: PLC0415 - needed by few sessions, and looks for programs when imported

    try:
        browser = webbrowser.get()
    except webbrowser.Error:
        return False
    # Over ssh the only browser found may be one that draws on this very terminal.
    return browser.basename not in TEXT_BROWSERS and browser.open(url)


def shortened(text: str, most: int = 60) -> str:
    """A headline of at most so many characters, cut after a word."""
    if len(text) <= most:
        return text
    return text[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
