"""Short names for missions and collections, made from their titles. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection

from store.errors import InvalidError, Kind, TakenError
from store.text.folding import fold

_PARTS = re.compile(r"[a-z0-9]+")
_LIMIT = 60


def make_slug(title: str, taken: Collection[str]) -> str:
    """A short name such as ``san-diego-2017``, with a number where another has it.

    Raises:
        InvalidError: the title has neither letters nor digits.
    """
    plain = _slug(title)
    if not plain:
        raise InvalidError("title", title)
    slug, number = plain, 2
    while slug in taken:
        slug, number = f"{plain}-{number}", number + 1
    return slug


def check_slug(kind: Kind, slug: str, taken: Collection[str]) -> str:
    """A short name that a person chose.

    Raises:
        InvalidError: it holds more than letters without accents, digits and hyphens.
        TakenError: another has it.
    """
    if slug != _slug(slug) or not slug:
        raise InvalidError("slug", slug)
    if slug in taken:
        raise TakenError(kind, slug)
    return slug


def _slug(text: str) -> str:
    return "-".join(_PARTS.findall(fold(text)))[:_LIMIT].strip("-")
