"""feedparser, told to remember what it would work out again for every element of a feed.

The base address of nearly all elements is the feed's; the kind of a text is a record of four short texts;
and most names of a record are no other name of anything. Nothing that feedparser says is changed by this,
but for two things: what a picture shows (``media:description``) is not taken for what the article says, and
dates are understood as the French press writes them.
"""

from __future__ import annotations

from functools import lru_cache
from types import SimpleNamespace
from typing import Any

import feedparser
from feedparser import datetimes, mixin, urls, util

from feeds.reading.french_dates import parse_french_date

parse = feedparser.parse
# For those who are to do the very same.
Reader = feedparser.api.StrictFeedParser
absolute = urls.make_safe_absolute_uri
joined = urls._urljoin  # noqa: SLF001 - there is no other name for it
parse_date = datetimes._parse_date  # noqa: SLF001 - likewise


def _copied(record: Any) -> Any:
    """A copy of a record of texts, numbers and None: a deep one would be the same."""
    is_flat = all(map(_is_plain, record.values()))
    return type(record)(record) if is_flat else _deep_copy(record)


def _is_plain(value: object) -> bool:
    return value is None or isinstance(value, (str, int))


def _begin_caption(self: Any, attributes: Any) -> None:
    self.push_content("media_description", attributes, "text/html", 1)


def _end_caption(self: Any) -> None:
    self.pop_content("media_description")


# It would take some of these for others, and leaves out what zones are called in Europe.
feedparser.registerDateHandler(parse_french_date)

# feedparser makes a second description of it, and a second description is the text itself.
for _kind in (Reader, feedparser.api.LooseFeedParser):
    for _name, _method in (("start", _begin_caption), ("end", _end_caption)):
        setattr(_kind, f"_{_name}_media_description", _method)

_deep_copy = mixin.copy.deepcopy
mixin.make_safe_absolute_uri = lru_cache(64)(mixin.make_safe_absolute_uri)
mixin.copy = SimpleNamespace(deepcopy=_copied)

_Record = util.FeedParserDict
_ALIASES = frozenset(_Record.keymap) | {
    "category", "enclosures", "license", "updated", "updated_parsed",
}  # fmt: skip
"""Names under which a record looks for others too."""
_slow_item, _slow_contains, _slow_get = _Record.__getitem__, _Record.__contains__, _Record.get


def _item(self: Any, key: str) -> Any:
    return _slow_item(self, key) if key in _ALIASES else dict.__getitem__(self, key)


def _contains(self: Any, key: str) -> bool:
    return bool(_slow_contains(self, key)) if key in _ALIASES else dict.__contains__(self, key)


def _get(self: Any, key: str, default: Any = None) -> Any:
    return _slow_get(self, key, default) if key in _ALIASES else dict.get(self, key, default)


_Record.__getitem__, _Record.__contains__, _Record.get = _item, _contains, _get
