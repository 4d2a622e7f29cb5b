"""Names that are known, offered behind the cursor while one types them; → takes what is offered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.suggester import Suggester

from tui.fuzzy import fold
from tui.safe_text import clean_line

if TYPE_CHECKING:
    from collections.abc import Sequence

_SHORTEST = 2
"""Letters from which on a name is offered."""


class KnownNames(Suggester):
    """Offers the first of the names that begins as what stands behind the last comma does."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        cleaned = (clean_line(name) for name in names)
        self._names = [(fold(name), name) for name in cleaned if name]

    async def get_suggestion(self, value: str) -> str | None:
        """Return the line with the name that may be meant; None where there is none."""
        begun = value.rpartition(",")[2].lstrip()
        key = fold(begun)
        if len(begun) < _SHORTEST or value.endswith(" "):
            return None
        for folded, name in self._names:
            if folded.startswith(key) and len(name) > len(begun):
                return value[: len(value) - len(begun)] + name
        return None
