"""How the positions of a term in a document are kept in its posting: as a plain array."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from whoosh import formats

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_NARROW, _WIDE = "H", "I"
_LIMIT = 1 << 16


class PlainPositions(formats.Positions):  # type: ignore[misc]  # whoosh has no types
    """Positions of two bytes each, or of four where one needs them: then one byte more ends the value.

    Whoosh pickles a list instead, of which the arrays of the engine could not be made by copying.
    """

    def encode(self, poslist: Sequence[int]) -> bytes:
        """Return positions, ascending, as the value of a posting."""
        if poslist[-1] < _LIMIT:
            return array(_NARROW, poslist).tobytes()
        return array(_WIDE, poslist).tobytes() + b"\0"

    def decode_positions(self, valuestring: bytes) -> list[int]:
        """Return the positions of a posting's value."""
        return decode_positions(valuestring).tolist()

    def decode_frequency(self, valuestring: bytes) -> int:
        """Return how many positions a posting's value holds."""
        return len(decode_positions(valuestring))

    def decode_weight(self, valuestring: bytes) -> float:
        """Return the weight of a posting."""
        return float(self.decode_frequency(valuestring) * self.field_boost)

    def combine(self, vs: Iterable[bytes]) -> bytes:
        """Return the value of several postings of one term and document."""
        return self.encode(
            sorted({place for value in vs for place in self.decode_positions(value)})
        )


def decode_positions(value: bytes) -> array[int]:
    """Return the positions of a value that ``PlainPositions`` encoded."""
    is_wide = len(value) % 2
    positions = array(_WIDE if is_wide else _NARROW)
    positions.frombytes(value[:-1] if is_wide else value)
    return positions
