"""A file of named arrays, mapped into memory, of which no damaged byte is ever handed out.

Layout: a fixed head (magic, version, length of the whole file, length and checksum of the contents),
the contents as JSON, the arrays, each aligned, and last a checksum for each block of the arrays. The
head and contents are checked when the file is opened, a block when something in it is first read.
"""

from __future__ import annotations

import json
import mmap
import os
import struct
import zlib
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path
    from typing import BinaryIO

    from numpy.typing import NDArray

MAGIC = b"MARBREAR"
VERSION = 1

_HEAD = struct.Struct("<8sIQII")
_ALIGNMENT = 64
_BLOCK = 1 << 16
_SMALL = 1 << 18
"""Bytes of a file up to which it is read: every commit adds a small one."""


class ArraysDamagedError(Exception):
    """A file of arrays is missing, of another version, or not as it was written."""


@dataclass(frozen=True, slots=True)
class Section:
    """An array that is yet to be written."""

    name: str
    dtype: str
    """As numpy writes it, with its byte order: ``<u4``."""
    parts: Iterable[bytes]
    size: int
    """Bytes of all parts together."""


class _BlockSums:
    """Sums up blocks of bytes that come in pieces of any size."""

    def __init__(self) -> None:
        self.sums: list[int] = []
        self._sum = 0
        self._left = _BLOCK

    def add(self, piece: bytes) -> None:
        view = memoryview(piece)
        while view:
            part = view[: self._left]
            self._sum = zlib.crc32(part, self._sum)
            self._left -= len(part)
            view = view[len(part) :]
            if not self._left:
                self.sums.append(self._sum)
                self._sum, self._left = 0, _BLOCK

    def finish(self) -> list[int]:
        if self._left < _BLOCK:
            self.sums.append(self._sum)
        return self.sums


def write_container(file: BinaryIO, sections: Iterable[Section], facts: Mapping[str, Any]) -> None:
    """Write arrays and facts about them to a file.

    Args:
        file: where to; from its start.
        sections: the arrays, in the order in which they are to stand.
        facts: what JSON can hold.
    """
    planned = list(sections)
    places = {}
    position = 0
    for section in planned:
        position += -position % _ALIGNMENT
        places[section.name] = (section.dtype, position, section.size)
        position += section.size
    contents = json.dumps({"arrays": places, "facts": facts}).encode()
    contents += b" " * (-(_HEAD.size + len(contents)) % _ALIGNMENT)
    block_count = -(-position // _BLOCK)
    total = _HEAD.size + len(contents) + position + 4 * block_count + 4
    file.write(_HEAD.pack(MAGIC, VERSION, total, len(contents), zlib.crc32(contents)))
    file.write(contents)
    sums = np.array(_write_arrays(file, planned), "<u4").tobytes()
    file.write(sums + struct.pack("<I", zlib.crc32(sums)))


def _write_arrays(file: BinaryIO, sections: Iterable[Section]) -> list[int]:
    sums = _BlockSums()
    position = 0
    for section in sections:
        padding = bytes(-position % _ALIGNMENT)
        position += len(padding)
        for piece in (padding, *section.parts):
            file.write(piece)
            sums.add(piece)
        position += section.size
    return sums.finish()


class Container:
    """The arrays of one file, mapped into memory; a small file is read instead.

    Touching what is mapped kills the process where somebody has cut the file short meanwhile: ask
    ``is_whole`` from time to time.

    Args:
        path: the file.

    Raises:
        ArraysDamagedError: there is none, or it is not one as this version writes it.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            with path.open("rb") as file:
                self._map = _read_or_map(file)
        except (OSError, ValueError) as error:
            raise ArraysDamagedError(str(path)) from error
        try:
            self._read_head()
        except (ValueError, KeyError, TypeError, struct.error) as error:
            raise ArraysDamagedError(str(path)) from error

    def _read_head(self) -> None:
        whole = memoryview(self._map)
        self._size = len(whole)
        magic, version, total, length, checksum = _HEAD.unpack_from(whole)
        contents = bytes(whole[_HEAD.size : _HEAD.size + length])
        sound = magic == MAGIC and version == VERSION and total == len(whole)
        if not sound or zlib.crc32(contents) != checksum:
            raise ArraysDamagedError(str(self.path))
        tree = json.loads(contents)
        self.facts: dict[str, Any] = tree["facts"]
        self._places: dict[str, tuple[str, int, int]] = tree["arrays"]
        self._start = _HEAD.size + length
        end = max((start + size for _, start, size in self._places.values()), default=0)
        sums = bytes(whole[self._start + end : -4])
        if struct.unpack("<I", whole[-4:])[0] != zlib.crc32(sums) or len(sums) % 4:
            raise ArraysDamagedError(str(self.path))
        self._sums: list[int] = np.frombuffer(sums, "<u4").tolist()
        if len(self._sums) != -(-end // _BLOCK):
            raise ArraysDamagedError(str(self.path))
        self._end = end
        self._sound = bytearray(len(self._sums))

    def close(self) -> None:
        """Let go of the file, as soon as no array of it is in use any more."""
        # Arrays that were handed out keep the map alive; it goes with the last of them.
        with suppress(BufferError):
            if isinstance(self._map, mmap.mmap):
                self._map.close()

    def is_whole(self) -> bool:
        """Whether the file is as long as it was."""
        try:
            return self.path.stat().st_size == self._size
        except FileNotFoundError:
            # What is mapped stays, also where its name is gone.
            return True

    def release(self) -> None:
        """Let the system have the memory of what was read; what is read again is fetched again."""
        if isinstance(self._map, mmap.mmap) and hasattr(mmap, "MADV_DONTNEED"):
            self._map.madvise(mmap.MADV_DONTNEED)

    def verify(self) -> None:
        """Make sure that all of it is as it was written; reads every byte.

        Raises:
            ArraysDamagedError: it is not.
        """
        self.require(0, self._end)

    def has(self, name: str) -> bool:
        """Whether there is an array of this name."""
        return name in self._places

    def array(self, name: str) -> CheckedArray:
        """Return an array; reading of it is what checks it.

        Raises:
            KeyError: there is none of this name.
        """
        dtype, start, size = self._places[name]
        values: NDArray[Any] = np.frombuffer(
            self._map, dtype, size // np.dtype(dtype).itemsize, self._start + start
        )
        return CheckedArray(self, values, start)

    def require(self, start: int, end: int) -> None:
        """Make sure that these bytes of the arrays are as they were written.

        Raises:
            ArraysDamagedError: they are not.
        """
        sound = self._sound
        last = -(-end // _BLOCK)
        block = sound.find(0, start // _BLOCK, last)
        while block >= 0:
            first = self._start + block * _BLOCK
            until = min(first + _BLOCK, self._start + self._end)
            if zlib.crc32(memoryview(self._map)[first:until]) != self._sums[block]:
                raise ArraysDamagedError(str(self.path))
            sound[block] = 1
            block = sound.find(0, block, last)


def _read_or_map(file: BinaryIO) -> mmap.mmap | bytes:
    size = os.fstat(file.fileno()).st_size
    if size <= _SMALL:
        return file.read()
    return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


class CheckedArray:
    """An array of a container: what is read of it has been compared with its checksum."""

    __slots__ = ("_container", "_itemsize", "_start", "_values")

    def __init__(self, container: Container, values: NDArray[Any], start: int) -> None:
        self._container = container
        self._values = values
        self._start = start
        self._itemsize = values.itemsize

    def __len__(self) -> int:
        return len(self._values)

    def part(self, start: int, end: int) -> NDArray[Any]:
        """Return the values from ``start`` to before ``end``, without copying them."""
        first = self._start + start * self._itemsize
        if end > start:
            self._container.require(first, first + (end - start) * self._itemsize)
        return self._values[start:end]

    def whole(self) -> NDArray[Any]:
        """Return all values, without copying them."""
        return self.part(0, len(self._values))
