"""A web server on 127.0.0.1 that does everything to those who fetch feeds that a server can do."""

from __future__ import annotations

import asyncio
import contextlib
import sys
import threading
import zlib
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache

import brotli

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

Behaviour = Callable[[asyncio.StreamWriter], Awaitable[None]]

MEGABYTE = 1_000_000
_RSS = '<?xml version="1.0"?><rss version="2.0"><channel><title>Hostile</title>{}</channel></rss>'
_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nConnection: close\r\n"


def rss(inner: str) -> bytes:
    """A feed of RSS around what is given."""
    return _RSS.format(inner).encode()


GOOD = rss("<item><title>La halle rouvre</title><guid>halle</guid></item>")


_MAKERS: list[Callable[[], bytes]] = []
"""What makes the bodies, each once: some take a second, in which the server would serve nobody."""


def sends(body: Callable[[], bytes], *headers: str) -> Behaviour:
    """Send a body."""
    made = cache(body)
    _MAKERS.append(made)

    async def behave(writer: asyncio.StreamWriter) -> None:
        data = made()
        lines = "".join(f"{header}\r\n" for header in headers)
        writer.write(_HEAD + f"{lines}Content-Length: {len(data)}\r\n\r\n".encode())
        writer.write(data)

    return behave


def answers(status: str, *headers: str) -> Behaviour:
    """Send a status and headers."""

    async def behave(writer: asyncio.StreamWriter) -> None:
        lines = "".join(f"{header}\r\n" for header in headers)
        head = f"HTTP/1.1 {status}\r\nConnection: close\r\n{lines}Content-Length: 0\r\n\r\n"
        writer.write(head.encode())

    return behave


def repeats(start: bytes, piece: bytes, pause: float = 0.0) -> Behaviour:
    """Send a start, then a piece again and again for ever."""

    async def behave(writer: asyncio.StreamWriter) -> None:
        writer.write(start)
        while True:
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(pause)

    return behave


async def says_nothing(_writer: asyncio.StreamWriter) -> None:
    """Take the request and keep quiet."""
    await asyncio.Event().wait()


def _gzip_bomb() -> bytes:
    return _packed(zlib.compressobj(9, zlib.DEFLATED, 31))


def _deflate_bomb() -> bytes:
    return _packed(zlib.compressobj(9, zlib.DEFLATED, 15))


def _packed(packer: zlib._Compress) -> bytes:
    parts = [packer.compress(b"<rss version='2.0'><channel><title>")]
    parts += [packer.compress(b"A" * MEGABYTE) for _ in range(300)]
    return b"".join([*parts, packer.flush()])


def _brotli_bomb() -> bytes:
    packer = brotli.Compressor(quality=1)
    parts = [packer.process(b"A" * MEGABYTE) for _ in range(300)]
    return b"".join([*parts, packer.finish()])


def _zstd_bomb() -> bytes:
    packer = zstd.ZstdCompressor()
    parts = [packer.compress(b"A" * MEGABYTE) for _ in range(300)]
    return b"".join([*parts, packer.flush()])


def _many_entries() -> bytes:
    return rss("".join(f"<item><title>{n}</title><guid>{n}</guid></item>" for n in range(100_000)))


def _entity_bomb() -> bytes:
    levels = "".join(
        f'<!ENTITY {chr(98 + level)} "{f"&{chr(97 + level)};" * 10}">' for level in range(9)
    )
    head = f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "0123456789">{levels}]>'
    return f'{head}<rss version="2.0"><channel><title>&j;</title></channel></rss>'.encode()


def _quadratic_entity() -> bytes:
    head = f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "{"0123456789" * 10_000}">]>'
    return f'{head}<rss version="2.0"><channel><title>{"&a;" * 10_000}</title></channel></rss>'.encode()


def _external_parameter() -> bytes:
    head = '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY % x SYSTEM "file:///etc/passwd"> %x;]>'
    return head.encode() + GOOD.partition(b"?>")[2]


def _external_entity() -> bytes:
    head = '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    item = "<item><title>[&x;]</title><guid>x</guid></item>"
    return f'{head}<rss version="2.0"><channel>{item}</channel></rss>'.encode()


def _item(inner: str) -> bytes:
    return rss(f"<item><title>Un</title><guid>1</guid>{inner}</item>")


CASES: Mapping[str, Behaviour] = {
    "never": says_nothing,
    "drip": repeats(_HEAD + b"\r\n", b" ", 0.2),
    "slow-headers": repeats(b"HTTP/1.1 200 OK\r\n", b"X-More: 1\r\n", 0.2),
    "endless-headers": repeats(b"HTTP/1.1 200 OK\r\n", b"X-More: 1\r\n" * 5_000),
    "endless-header": repeats(b"HTTP/1.1 200 OK\r\nX-More: ", b"a" * 65_536),
    "endless-status": repeats(b"HTTP/1.1 200 ", b"a" * 65_536),
    "endless-body": repeats(_HEAD + b"\r\n", b" " * 65_536),
    "endless-chunks": repeats(
        _HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\n \r\n" * 10_000
    ),
    "endless-extension": repeats(_HEAD + b"Transfer-Encoding: chunked\r\n\r\n1;x=", b"a" * 65_536),
    "no-http": repeats(b"", b"\x00\xff" * 100, 0.2),
    "gzip-bomb": sends(_gzip_bomb, "Content-Encoding: gzip"),
    "deflate-bomb": sends(_deflate_bomb, "Content-Encoding: deflate"),
    "brotli-bomb": sends(_brotli_bomb, "Content-Encoding: br"),
    "zstd-bomb": sends(_zstd_bomb, "Content-Encoding: zstd"),
    "not-gzip": sends(lambda: GOOD, "Content-Encoding: gzip"),
    "redirect-loop": answers("302 Found", "Location: /redirect-loop"),
    "redirect-home": answers("302 Found", "Location: http://127.0.0.2:1/"),
    "redirect-to-metadata": answers("302 Found", "Location: http://169.254.169.254/latest"),
    "redirect-to-file": answers("302 Found", "Location: file:///etc/passwd"),
    "many-entries": sends(_many_entries),
    "large-entry": sends(lambda: _item(f"<description>{'<p>a</p> ' * 6_000_000}</description>")),
    "rather-large-entry": sends(lambda: _item(f"<description>{'a é ' * 3_800_000}</description>")),
    "entity-bomb": sends(_entity_bomb),
    "quadratic-entity": sends(_quadratic_entity),
    "external-entity": sends(_external_entity),
    "external-parameter": sends(_external_parameter),
    "endless-doctype": sends(lambda: b"<!DOCTYPE r [" + b"<!ENTITY a " * 500_000),
    "deep-json": sends(
        lambda: b'{"version": "https://jsonfeed.org/version/1", "items": ' + b"[" * 1_000_000
    ),
    "invalid-utf8": sends(
        lambda: _item("<description>caf\xe9 \xff\xfe</description>")[:-1] + b"\xe9>"
    ),
    "nul-bytes": sends(lambda: GOOD.replace(b"halle", b"ha\0lle")),
    "quadratic-author": sends(lambda: _item(f"<author>{'a' * 300_000}</author>")),
    "quadratic-authors": sends(lambda: _item(f"<author>{'a@a. ' * 60_000}</author>")),
    "deep-nesting": sends(lambda: _item("<x>" * 400_000)),
    "deep-html": sends(lambda: _item(f"<description>{'&lt;div&gt;' * 400_000}</description>")),
    "many-attributes": sends(
        lambda: _item("<x " + " ".join(f'a{n}="1"' for n in range(300_000)) + "/>")
    ),
    "open-tags": sends(lambda: _item(f"<description>{'&lt;a href=' * 400_000}</description>")),
    "not-a-feed": sends(lambda: b"%PDF-1.7 " + bytes(range(256)) * 4_000),
    "empty": sends(lambda: b""),
}
"""What the server does, by the path without its slash."""


_WELL = sends(lambda: GOOD)


@contextmanager
def hostile_server() -> Iterator[str]:
    """The address of a server that behaves by ``CASES``, and well at ``/good…``."""
    for make in _MAKERS:
        make()
    loop = asyncio.new_event_loop()
    server = loop.run_until_complete(asyncio.start_server(_serve, "127.0.0.1", 0, backlog=200))
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        asyncio.run_coroutine_threadsafe(_stop(server), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _stop(server: asyncio.Server) -> None:
    server.close()
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)


async def _serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
        head = await reader.readuntil(b"\r\n\r\n")
        path = head.split(b" ", 2)[1].decode().strip("/")
        behave = CASES.get(path, _WELL)
        await behave(writer)
        await writer.drain()
    writer.close()
