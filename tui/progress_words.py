"""How far a collection has come, in a bar and in words; what the screen and the command line both show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.i18n import _, ngettext

if TYPE_CHECKING:
    from feeds.collecting.reports import CollectProgress, CollectReport

FULL, EMPTY = "█", "░"
BAR_CELLS = 10

_KILO = 1000
_MEGA = 1000 * _KILO


def bar(done: int, total: int, cells: int = BAR_CELLS) -> str:
    """A bar of so many cells; it is full when all is done and not before."""
    filled = cells * done // total if total else 0
    return FULL * filled + EMPTY * (cells - filled)


def bytes_words(count: int) -> str:
    """A number of bytes as people say it, in thousands."""
    if count < _MEGA:
        return _("{count} kB").format(count=-(-count // _KILO))
    digit = _("{whole}.{tenth}").format(whole=count // _MEGA, tenth=count % _MEGA * 10 // _MEGA)
    return _("{count} MB").format(count=digit)


def let_in_words(report: CollectReport) -> str:
    """How many articles came in since the rules changed; rules are judged anew when a round begins."""
    words = ngettext(
        "{count} let in that rules kept out before",
        "{count} let in that rules kept out before",
        report.let_in,
    )
    return words.format(count=report.let_in)


def collect_words(progress: CollectProgress, cells: int = BAR_CELLS) -> str:
    """A bar, feeds done, new articles, bytes."""
    parts = [f"{bar(progress.done, progress.total, cells)} {progress.done}/{progress.total}"]
    if progress.new:
        new = ngettext("{count} new", "{count} new", progress.new)
        parts.append(new.format(count=progress.new))
    if progress.failed:
        parts.append(f"⚠\u00a0{progress.failed}")
    if progress.bytes_read:
        parts.append(bytes_words(progress.bytes_read))
    return ", ".join(parts)
