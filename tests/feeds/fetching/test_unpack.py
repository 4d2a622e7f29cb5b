"""What compressed bodies hold, whatever is said of them."""

from __future__ import annotations

import gzip
import sys
import zlib
from collections.abc import Callable, Mapping
from contextlib import suppress

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.errors import FetchError
from feeds.fetching.unpack import Unpacker

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

BODY = b"".join(b"<item>La halle num\xc3\xa9ro %d rouvre</item>" % n for n in range(2000))
MOST = 1_000_000
Pack = Callable[[bytes], bytes]


def bare(data: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


def zipped(data: bytes) -> bytes:
    """The same bytes whenever it is asked, without the time."""
    return gzip.compress(data, mtime=0)


PACKED: Mapping[str, tuple[str, bytes]] = {
    "gzip": ("gzip", zipped(BODY)),
    "gzip by its old name": ("x-gzip", zipped(BODY)),
    "gzip in capitals": ("GZIP", zipped(BODY)),
    "gzip unsaid": ("", zipped(BODY)),
    "gzip twice": ("gzip, gzip", zipped(zipped(BODY))),
    "gzip twice, said once": ("gzip", zipped(zipped(BODY))),
    "gzip in members": ("gzip", zipped(BODY[:9000]) + zipped(BODY[9000:])),
    "gzip with filling": ("gzip", zipped(BODY) + bytes(512)),
    "deflate": ("deflate", zlib.compress(BODY)),
    "deflate without wrapping": ("deflate", bare(BODY)),
    "brotli": ("br", brotli.compress(BODY)),
    "zstd": ("zstd", zstd.compress(BODY)),
    "zstd in frames": ("zstd", zstd.compress(BODY[:9000]) + zstd.compress(BODY[9000:])),
    "brotli in gzip": ("br, gzip", zipped(brotli.compress(BODY))),
    "nothing that there is": ("utf-8", BODY),
    "gzip that is none": ("gzip", BODY),
    "zstd that is none": ("zstd", BODY),
}


def unpacked(encodings: str, data: bytes, step: int = 1 << 20, most: int = MOST) -> bytes:
    unpacker = Unpacker(encodings, most)
    found = [
        piece
        for start in range(0, len(data), step)
        for piece in unpacker.pieces(data[start : start + step])
    ]
    return b"".join([*found, *unpacker.rest()])


@pytest.mark.parametrize("step", [1, 7, 4096, 1 << 20])
@pytest.mark.parametrize("kind", PACKED)
def test_what_a_body_holds(kind: str, step: int) -> None:
    assert unpacked(*PACKED[kind], step) == BODY


@pytest.mark.parametrize(
    "kind", [kind for kind in PACKED if "none" not in kind and "there" not in kind]
)
def test_one_that_breaks_off_is_not_whole(kind: str) -> None:
    encodings, data = PACKED[kind]
    end = len(data) - 600 if "filling" in kind else len(data) - 3
    with pytest.raises(FetchError) as caught:
        unpacked(encodings, data[:end])
    assert caught.value.problem.code == "connection"


@pytest.mark.parametrize("kind", ["gzip", "deflate", "deflate without wrapping", "brotli", "zstd"])
def test_one_that_is_damaged_is_garbled(kind: str) -> None:
    encodings, data = PACKED[kind]
    broken = data[:40] + b"\xff\x00\xfe\x01" * 50 + data[240:]
    with pytest.raises(FetchError) as caught:
        unpacked(encodings, broken)
    assert caught.value.problem.code in {"garbled", "connection"}


PACKS: Mapping[str, Pack] = {
    "gzip": zipped,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "zstd": zstd.compress,
}


@pytest.mark.parametrize("encoding", PACKS)
def test_much_comes_in_pieces(encoding: str) -> None:
    packed = PACKS[encoding](b"A" * 5_000_000)
    pieces = [len(piece) for piece in Unpacker(encoding, 10_000_000).pieces(packed)]
    assert max(pieces) < 1_000_000
    assert unpacked(encoding, packed, most=10_000_000) == b"A" * 5_000_000


def test_a_bomb_in_a_packing_is_noticed_before_it_is_unpacked() -> None:
    bomb = zipped(zipped(b"A" * 50_000_000) * 50)
    assert len(bomb) < 100_000
    with pytest.raises(FetchError) as caught:
        unpacked("gzip, gzip", bomb, most=1_000_000)
    assert caught.value.problem.code == "too-large"


def test_packings_one_after_another_have_an_end() -> None:
    with pytest.raises(FetchError) as caught:
        unpacked("gzip", zipped(b"") * 2000)
    assert caught.value.problem.code == "garbled"


def test_packings_in_one_another_have_an_end() -> None:
    data = BODY
    for _ in range(4):
        data = zipped(data)
    assert unpacked("gzip", data) == zipped(BODY)


def test_zstd_that_looks_back_too_far_is_not_read() -> None:
    packer = zstd.ZstdCompressor(options={zstd.CompressionParameter.window_log.value: 27})
    data = packer.compress(BODY) + packer.flush()
    with pytest.raises(FetchError) as caught:
        unpacked("zstd", data)
    assert caught.value.problem.code == "garbled"


@given(
    st.sampled_from(["gzip", "deflate", "br", "zstd", "gzip, br", ""]),
    st.binary(),
    st.integers(1, 9),
)
def test_no_bytes_are_too_odd(encodings: str, data: bytes, step: int) -> None:
    for start in (b"", b"\x1f\x8b", b"\x28\xb5\x2f\xfd"):
        with suppress(FetchError):
            unpacked(encodings, start + data, step)
