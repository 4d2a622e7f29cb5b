"""What people call things by: the start of an id or of a name will do where it fits one thing alone. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from store.errors import AmbiguousError, Kind, UnknownError

T = TypeVar("T")

CANDIDATES = 8
"""How many of those that fit are named at most."""


def only_one(kind: Kind, reference: str, found: Sequence[T], name: Callable[[T], str]) -> T:
    """The one thing that a reference fits.

    Args:
        kind: what is looked for, as errors call it.
        reference: what a person wrote.
        found: all that it fits.
        name: what each is to be called where there are several.

    Raises:
        UnknownError: it fits nothing.
        AmbiguousError: it fits several.
    """
    if not found:
        raise UnknownError(kind, reference)
    if len(found) > 1:
        raise AmbiguousError(kind, reference, tuple(name(each) for each in found[:CANDIDATES]))
    return found[0]
