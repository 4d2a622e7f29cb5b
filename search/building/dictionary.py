"""Whoosh's file of a segment's terms, written many at a time: an ordered hash file.

The records come first, then 256 hash tables of them, the tables' places, what else is to be known,
and the place of each record in order.
"""

from __future__ import annotations

import zlib
from pickle import dumps
from struct import Struct
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.filedb.filetables import HashWriter

from search.building.blocks import INFO

_CRC = 1
"""Whoosh's number of the hash function."""

_TABLES = 256
_LENGTHS = Struct("!ii")
_FIELD = Struct("!H")
_SLOT = np.dtype([("hash", ">u4"), ("place", ">i8")])
_DIRECTORY = np.dtype([("place", ">i8"), ("slots", ">i4")])
_FEW = 1 << 31


class DictionaryWriter:
    """Writes terms, which come sorted by field and term.

    Args:
        file: Whoosh's file; it is closed at the end.
    """

    def __init__(self, file: Any) -> None:
        # It writes the head.
        HashWriter(file, hashtype=_CRC)
        self._file = file
        self._position = int(file.tell())
        self._fields: dict[str, int] = {}
        self._places: list[NDArray[np.int64]] = []
        self._hashes: list[NDArray[np.uint32]] = []

    def add(self, field: str, terms: list[bytes], infos: NDArray[Any]) -> None:
        """Write terms of a field, with what is to be known of each."""
        start = _FIELD.pack(self._fields.setdefault(field, len(self._fields)))
        data, size = infos.tobytes(), INFO.itemsize
        heads = {
            length: _LENGTHS.pack(len(start) + length, size) + start
            for length in set(map(len, terms))
        }
        pieces = [b""] * (3 * len(terms))
        pieces[0::3] = [heads[len(term)] for term in terms]
        pieces[1::3] = terms
        pieces[2::3] = [data[at : at + size] for at in range(0, len(data), size)]
        self._file.write(b"".join(pieces))
        sizes = (
            np.fromiter(map(len, terms), np.int64, len(terms)) + _LENGTHS.size + len(start) + size
        )
        ends = np.cumsum(sizes) + self._position
        self._places.append(ends - sizes)
        self._position = int(ends[-1])
        seed = zlib.crc32(start)
        hashes = [zlib.crc32(term, seed) for term in terms]
        self._hashes.append(np.array(hashes, np.uint32))

    def close(self) -> None:
        """Write what finds the terms."""
        places = np.concatenate([*self._places, np.zeros(0, np.int64)])
        hashes = np.concatenate([*self._hashes, np.zeros(0, np.uint32)])
        self._write_tables(hashes, places)
        self._write_order(places)
        self._file.close()

    def _write_tables(self, hashes: NDArray[np.uint32], places: NDArray[np.int64]) -> None:
        numbers = (hashes & (_TABLES - 1)).astype(np.int64)
        sizes = 2 * np.bincount(numbers, minlength=_TABLES)
        ends = np.cumsum(sizes)
        slots = _hash_tables(hashes, places, numbers, sizes, ends - sizes)
        directory = np.zeros(_TABLES, _DIRECTORY)
        directory["place"] = self._position + (ends - sizes) * _SLOT.itemsize
        directory["slots"] = sizes
        self._file.write(slots.tobytes() + directory.tobytes())

    def _write_order(self, places: NDArray[np.int64]) -> None:
        is_small = self._position < _FEW
        kind, dtype = ("I", ">u4") if is_small else ("q", ">i8")
        extras = {"fieldmap": self._fields, "indextype": kind, "indexlen": len(places)}
        data = dumps(extras, 2) + places.astype(dtype).tobytes()
        self._file.write(data + _LENGTHS.pack(len(data), 0)[:4])


def _hash_tables(
    hashes: NDArray[np.uint32],
    places: NDArray[np.int64],
    numbers: NDArray[np.int64],
    sizes: NDArray[np.int64],
    starts: NDArray[np.int64],
) -> NDArray[Any]:
    """Put records into slots, each into the first free one of its table from where its hash points.

    Args:
        hashes: of the records.
        places: of the records in the file.
        numbers: of each record's table.
        sizes: of the tables, in slots.
        starts: of the tables among all slots.
    """
    slots = np.zeros(int(sizes.sum()), _SLOT)
    wanted = (hashes >> 8) % sizes[numbers]
    order = np.lexsort((wanted, numbers))
    table = numbers[order]
    # Records that want one slot take those that follow; no table pushes into the next one's.
    counted = np.arange(len(order)) - starts[table] // 2
    apart = table * (len(slots) + 1)
    within = np.maximum.accumulate(wanted[order] - counted + apart) - apart + counted
    is_inside = within < sizes[table]
    inside, chosen = order[is_inside], (starts[table] + within)[is_inside]
    slots["hash"][chosen], slots["place"][chosen] = hashes[inside], places[inside]
    # What runs over the end goes on at the start.
    for record in order[~is_inside].tolist():
        slot = int(starts[numbers[record]])
        while slots["place"][slot]:
            slot += 1
        slots[slot] = (hashes[record], places[record])
    return slots
