"""What is said of the versions of an article, on the screen and on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.i18n import _
from tui.moments import moment

if TYPE_CHECKING:
    from search import Snippet
    from store.models import Article, LastReading
    from store.text.difference import VersionDifference


def difference_words(found: VersionDifference, reading: LastReading | None) -> str:
    """Which versions are compared, and which of them the editor had read."""
    parts = [
        _("Version {older} of {day}, version {newer} of {other}.").format(
            older=found.older,
            day=moment(found.older_at),
            newer=found.newer,
            other=moment(found.newer_at),
        )
    ]
    read_at = {reading.version: reading.at} if reading else {}
    if reading and reading.earlier and reading.earlier_at:
        read_at[reading.earlier] = reading.earlier_at
    day = read_at.get(found.older)
    if day is not None:
        # Who read a version that says the same as a later one counts as having read that.
        was_there = found.older_at <= day
        words = (
            _("You read version {number} on {day}.")
            if was_there
            else _("What you read on {day} says the same as version {number}.")
        )
        parts.append(words.format(number=found.older, day=moment(day)))
    if found.is_empty:
        parts.append(_("Nothing that is read differs."))
    return " ".join(parts)


def change_words(
    article: Article, reading: LastReading | None, key: str, found: Snippet | None = None
) -> str:
    """What the reader says of an article that has several versions; empty where it has one.

    Args:
        article: The article.
        reading: What the editor read of it.
        key: The key that shows what changed.
        found: What a search found in an earlier version only.
    """
    if article.version == 1:
        return ""
    if found is not None:
        words = _("Found in version {number} of {day} only: {key} shows what became of it")
        return words.format(number=found.version, day=day_of(found.taken), key=key)
    if reading is not None and article.has_changed:
        words = _("Changed since you read it on {day}: {key} shows how")
        return words.format(day=moment(reading.at), key=key)
    words = _("Version {number}: {key} shows what changed")
    return words.format(number=article.version, key=key)


def earlier_words(found: Snippet) -> str:
    """What stands before a passage of an earlier version; empty before one of the newest."""
    if found.version is None:
        return ""
    words = _("Version {number} of {day}:")
    return words.format(number=found.version, day=day_of(found.taken))


def day_of(text: str) -> str:
    """The day of a moment of the store by the clocks here."""
    return moment(text)[:10]
