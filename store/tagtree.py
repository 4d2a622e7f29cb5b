"""The tree of tags: names, keys and what a rename or a merge would do. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from store.errors import InvalidError, TakenError
from store.text.folding import fold

_LIMIT = 100
_WHITE = re.compile(r"\s+")


def tag_name(text: str) -> str:
    """A tag's name as it is kept: NFC, one line, single spaces, levels parted by ``/``.

    Raises:
        InvalidError: nothing is left, it is longer than 100 characters or holds control characters.
    """
    levels = [_WHITE.sub(" ", level).strip() for level in text.split("/")]
    name = unicodedata.normalize("NFC", "/".join(level for level in levels if level))
    has_controls = any(unicodedata.category(letter) in {"Cc", "Cf", "Cs"} for letter in name)
    if not name or len(name) > _LIMIT or has_controls:
        raise InvalidError("tag-name", text)
    return name


def tag_key(text: str) -> str:
    """What two spellings of one tag's name share.

    Raises:
        InvalidError: it is no name of a tag.
    """
    return fold(tag_name(text))


def lineage(name: str) -> list[str]:
    """A tag and all above it, the topmost first."""
    levels = name.split("/")
    return ["/".join(levels[: depth + 1]) for depth in range(len(levels))]


@dataclass(frozen=True, slots=True)
class TagMove:
    """What becomes of one tag when a part of the tree moves."""

    tag_id: str
    old: str
    new: str
    into: str | None
    """Id of the tag that takes its articles, None where it only gets another name."""


def plan_move(tags: Mapping[str, str], old: str, new: str, *, merge: bool) -> list[TagMove]:
    """What a rename or a merge does to a tag and to those below it.

    Args:
        tags: names by id.
        old: name of the tag that moves, as it stands in ``tags`` or as the start of one below it.
        new: where it goes.
        merge: whether ``new`` may be there already.

    Raises:
        TakenError: a tag of the new name is there and no merge is meant.
        InvalidError: a tag would move below itself.
    """
    old_key, new_key = fold(old), fold(new)
    if new_key.startswith(f"{old_key}/"):
        raise InvalidError("tag-move", new)
    depth = old.count("/") + 1
    by_key = {fold(name): tag_id for tag_id, name in tags.items()}
    moves = []
    for tag_id, name in sorted(tags.items(), key=lambda item: item[1]):
        key = fold(name)
        if key != old_key and not key.startswith(f"{old_key}/"):
            continue
        target = "/".join([new, *name.split("/")[depth:]])
        into = by_key.get(fold(target))
        if into == tag_id:
            into = None
        elif into is not None and not merge:
            raise TakenError("tag", target)
        if target != name or into:
            moves.append(TagMove(tag_id, name, target, into))
    return moves
