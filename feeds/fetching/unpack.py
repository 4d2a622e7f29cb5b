"""What a compressed body holds, piece by piece, whatever its server says of it.

Servers pack what is packed already, call plain text compressed and send files that are packed without saying
so; what tells is how the bytes begin. A body that breaks off inside a packing is not whole: were it taken
for so, the rest of the feed would be lost until the feed changes.
"""

from __future__ import annotations

import sys
import zlib
from collections.abc import Iterator, Sequence
from typing import Any, Protocol

from feeds.errors import FeedProblem, FetchError
from feeds.fetching.received import GZIP_START

_ZSTD_START = b"\x28\xb5\x2f\xfd"
_ENOUGH_TO_TELL = 4
"""Bytes by which one sees how a body is packed."""
_PIECE = 262_144
"""Bytes that are unpacked at a time, about: a bomb is noticed before it fills the memory."""
_MOST_MEMBERS = 1000
"""Packings that may follow one another in one body; each costs as much as a long text."""
_MOST_LAYERS = 3
_ZSTD_WINDOW = 23
"""Binary logarithm of the bytes that zstd may look back over: what RFC 9659 allows on the web."""
_GZIP, _ZLIB, _BARE = 16 + zlib.MAX_WBITS, zlib.MAX_WBITS, -zlib.MAX_WBITS


class _Packing(Protocol):
    """One way of packing, being undone."""

    @property
    def is_whole(self) -> bool:
        """Whether it has come to its end."""

    def pieces(self, data: bytes) -> Iterator[bytes]:
        """What the next bytes hold."""


class Unpacker:
    """Undoes what was done to a body."""

    def __init__(self, encodings: str, most: int) -> None:
        """Begin.

        Args:
            encodings: the header ``Content-Encoding``.
            most: bytes that there may be, packed less and less.
        """
        said = [name.strip().lower() for name in encodings.split(",")]
        self._layer = _Layer([name for name in said if name in _UNPACKED_BY], most, 1)

    def pieces(self, data: bytes) -> Iterator[bytes]:
        """What the next bytes of the body hold.

        Raises:
            FetchError: ``garbled``, or ``too-large``.
        """
        return self._layer.pieces(data)

    def rest(self) -> Iterator[bytes]:
        """What was waiting for more; to be asked for once at the end.

        Raises:
            FetchError: ``connection``, where the body is not whole, and as in ``pieces``.
        """
        return self._layer.rest()


class _Layer:
    """One packing around what may be packed again."""

    def __init__(self, said: Sequence[str], most: int, depth: int) -> None:
        self._said = list(said)
        self._most = most
        self._depth = depth
        self._start = b""
        self._is_known = False
        self._packing: _Packing | None = None
        self._inner: _Layer | None = None
        self._size = 0

    def pieces(self, data: bytes) -> Iterator[bytes]:
        if not self._is_known:
            self._start += data
            if len(self._start) < _ENOUGH_TO_TELL:
                return
            data = self._begin()
        if self._packing is None or self._inner is None:
            yield data
            return
        try:
            for piece in self._packing.pieces(data):
                self._size += len(piece)
                if self._size > self._most:
                    raise FetchError(FeedProblem("too-large"))
                yield from self._inner.pieces(piece)
        except _errors() as error:
            raise FetchError(FeedProblem("garbled")) from error

    def rest(self) -> Iterator[bytes]:
        if not self._is_known and self._start:
            yield from self.pieces(self._begin())
        if self._packing is not None and self._inner is not None:
            if not self._packing.is_whole:
                raise FetchError(FeedProblem("connection"))
            yield from self._inner.rest()

    def _begin(self) -> bytes:
        """Decide how it is packed; gives the bytes that waited for that."""
        start, self._start = self._start, b""
        self._is_known = True
        self._packing = self._recognised(start)
        if self._packing is not None:
            self._inner = _Layer(self._said, self._most, self._depth + 1)
        return start

    def _recognised(self, start: bytes) -> _Packing | None:
        if self._depth > _MOST_LAYERS:
            return None
        while self._said:
            packing = _UNPACKED_BY[self._said.pop()](start)
            if packing is not None:
                return packing
        return _gzip(start)


class _Deflated:
    """gzip, whose members may follow one another, and both that are called deflate."""

    def __init__(self, window: int) -> None:
        self._window = window
        self._inner = zlib.decompressobj(window)
        self._members = 1
        self._is_over = False

    @property
    def is_whole(self) -> bool:
        return self._inner.eof

    def pieces(self, data: bytes) -> Iterator[bytes]:
        is_full = False
        while (data and self._goes_on(data)) or is_full:
            piece = self._inner.decompress(data, _PIECE)
            yield piece
            is_at_end = self._inner.eof
            data = self._inner.unused_data if is_at_end else self._inner.unconsumed_tail
            # What is held back comes without further bytes.
            is_full = len(piece) >= _PIECE and not is_at_end

    def _goes_on(self, data: bytes) -> bool:
        """Whether there is more to unpack; begins the next member where that is due.

        What is none fills up the last block of a tape, and nothing follows it.
        """
        if self._inner.eof and not self._is_over:
            self._is_over = self._window != _GZIP or data[:1] != GZIP_START[:1]
            if not self._is_over:
                self._members = _counted(self._members)
                self._inner = zlib.decompressobj(self._window)
        return not self._is_over


class _Brotli:
    def __init__(self) -> None:
        import brotli  # noqa: PLC0415 - few servers use it

        self._inner = brotli.Decompressor()

    @property
    def is_whole(self) -> bool:
        return bool(self._inner.is_finished())

    def pieces(self, data: bytes) -> Iterator[bytes]:
        piece = data
        # What is held back comes without further bytes.
        while piece and not self._inner.is_finished():
            piece = self._inner.process(data, output_buffer_limit=_PIECE)
            yield piece
            data = b""


class _Zstd:
    def __init__(self) -> None:
        self._inner = _zstd_decompressor()
        self._members = 1
        self._is_over = False

    @property
    def is_whole(self) -> bool:
        return bool(self._inner.eof)

    def pieces(self, data: bytes) -> Iterator[bytes]:
        while (data and self._goes_on(data)) or not (self._inner.eof or self._inner.needs_input):
            yield self._inner.decompress(data, _PIECE)
            data = self._inner.unused_data if self._inner.eof else b""

    def _goes_on(self, data: bytes) -> bool:
        """Whether there is more to unpack; begins the next frame where that is due."""
        if self._inner.eof and not self._is_over:
            self._is_over = data[:1] != _ZSTD_START[:1]
            if not self._is_over:
                self._members = _counted(self._members)
                self._inner = _zstd_decompressor()
        return not self._is_over


def _counted(members: int) -> int:
    if members >= _MOST_MEMBERS:
        raise FetchError(FeedProblem("garbled"))
    return members + 1


def _gzip(start: bytes) -> _Packing | None:
    return _Deflated(_GZIP) if start.startswith(GZIP_START) else None


def _deflate(start: bytes) -> _Packing | None:
    # Meant is zlib's wrapping (RFC 9110), but some servers send what stands inside it alone.
    is_wrapped = start[:1] and start[0] & 0x0F == 8 and int.from_bytes(start[:2], "big") % 31 == 0
    return _Deflated(_ZLIB if is_wrapped else _BARE)


def _brotli(_start: bytes) -> _Packing | None:
    return _Brotli()


def _zstd(start: bytes) -> _Packing | None:
    return _Zstd() if start.startswith(_ZSTD_START) else None


_UNPACKED_BY = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstd,
}


def _zstd_module() -> Any:
    if sys.version_info >= (3, 14):
        from compression import zstd  # noqa: PLC0415 - few servers use it
    else:
        from backports import zstd  # noqa: PLC0415
    return zstd


def _zstd_decompressor() -> Any:
    zstd = _zstd_module()
    return zstd.ZstdDecompressor(options={zstd.DecompressionParameter.window_log_max: _ZSTD_WINDOW})


def _errors() -> tuple[type[Exception], ...]:
    """What says that a packing is damaged, of the libraries that are in use."""
    found: list[type[Exception]] = [zlib.error]
    if "brotli" in sys.modules:
        found.append(sys.modules["brotli"].error)
    if {"compression.zstd", "backports.zstd"} & sys.modules.keys():
        found.append(_zstd_module().ZstdError)
    return tuple(found)
