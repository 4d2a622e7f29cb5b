"""Details that are changed piece by piece from the command line."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping

    from store.models import FeedDetails, MissionDetails

    Details = TypeVar("Details", FeedDetails, MissionDetails)


def overlay(details: Details, said: Mapping[str, Any]) -> Details:
    """The details with what was said laid over them.

    What was not said, None or an empty tuple, stays; an empty text takes the value away.
    """
    changes: dict[str, Any] = {
        name: _value(value) for name, value in said.items() if value not in {None, ()}
    }
    return replace(details, **changes)


def _value(said: object) -> object:
    if isinstance(said, tuple):
        return tuple(text for text in said if text)
    return None if said == "" else said
