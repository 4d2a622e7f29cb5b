"""Fetching within limits: one for the whole time, one for the decoded size, redirects hop by hop."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Self
from urllib.parse import urldefrag, urlsplit

import aiohttp
from yarl import URL

from feeds.canonical import web_address
from feeds.clean import clean_line
from feeds.errors import FeedProblem, FetchError
from feeds.network import GuardedResolver, Network, is_address, is_public_host

FEED_TYPES = (
    "application/atom+xml, application/rss+xml, application/rdf+xml;q=0.9, application/xml;q=0.9,"
    " text/xml;q=0.8, */*;q=0.1"
)
PAGE_TYPES = "text/html, application/xhtml+xml, */*;q=0.1"

_MOST_REDIRECTS = 8
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_LONGEST_VALIDATOR = 512
_DETAIL_LIMIT = 200


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """How much may be asked of other machines, and how much taken from them."""

    at_once: int = 20
    per_host: int = 2
    timeout_seconds: float = 30.0
    """For the whole of one fetch, redirects and body included, however slowly it trickles."""
    max_bytes: int = 20_000_000
    """Of one body, decompressed."""
    contact: str | None = None
    """An address or page at which a server's owner can reach the desk's; goes into the User-Agent."""
    allow_private_addresses: bool = False
    """Whether all feeds may be on the own or a private network."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to fetch, and what is known of it from last time."""

    url: str
    etag: str | None = None
    last_modified: str | None = None
    allow_private: bool = False
    accept: str = FEED_TYPES


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a server gave."""

    url: str
    """Where it was in the end, after redirects."""
    body: bytes
    """Decompressed; empty where it was not modified."""
    content_type: str
    etag: str | None
    last_modified: str | None
    not_modified: bool
    """The server says that it is what the validators are of."""


class Fetcher:
    """A client that fetches within limits; an asynchronous context manager.

    Each fetch of a caller should stand inside ``place``, which keeps the limits at once and per host.
    """

    def __init__(self, limits: FetchLimits, network: Network | None = None) -> None:
        self._limits = limits
        self._network = network or Network()
        self._sessions: dict[bool, aiohttp.ClientSession] = {}
        self._stack = AsyncExitStack()
        self._places = asyncio.Semaphore(max(1, limits.at_once))
        self._host_places: defaultdict[str, asyncio.Semaphore] = defaultdict(
            lambda: asyncio.Semaphore(max(1, limits.per_host))
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._stack.aclose()

    @asynccontextmanager
    async def place(self, url: str) -> AsyncIterator[None]:
        """Wait for one of the places at the address's host, then for one of all."""
        async with self._host_places[_host(url)], self._places:
            yield

    async def fetch(self, wanted: Wanted) -> Fetched:
        """Fetch an address, following redirects.

        Raises:
            FetchError: with the problem; nothing else that servers and networks can cause gets out.
        """
        with _translated(wanted.url):
            async with asyncio.timeout(self._limits.timeout_seconds):
                return await self._follow(wanted)

    async def _follow(self, wanted: Wanted) -> Fetched:
        url: str | None = wanted.url
        seen: set[str] = set()
        while url is not None:
            checked = self._checked(url, wanted)
            if str(checked) in seen or len(seen) > _MOST_REDIRECTS:
                raise FetchError(_problem("redirect-loop", url))
            seen.add(str(checked))
            async with await self._ask(checked, wanted) as response:
                url = _redirected_to(response)
                if url is None:
                    return await self._receive(response, wanted)
        raise AssertionError("a redirect leads somewhere or is an error")

    def _checked(self, url: str, wanted: Wanted) -> URL:
        address = web_address(url)
        if address is None:
            raise FetchError(_problem("bad-address", url))
        try:
            checked = URL(urldefrag(address).url)
        except ValueError as error:
            raise FetchError(_problem("bad-address", url)) from error
        if not self._allows_private(wanted) and not self._may_be_public(checked.host or ""):
            raise FetchError(_problem("private-address", checked.host or url))
        return checked

    def _allows_private(self, wanted: Wanted) -> bool:
        return wanted.allow_private or self._limits.allow_private_addresses

    def _may_be_public(self, host: str) -> bool:
        # aiohttp does not ask the resolver about a host that is written as an address.
        return not is_address(host) or self._network.is_public(host)

    async def _ask(self, url: URL, wanted: Wanted) -> aiohttp.ClientResponse:
        proxy = self._network.proxy_for(url.scheme, url.host or "")
        if proxy and not self._allows_private(wanted) and not is_public_host(url.host or ""):
            raise FetchError(_problem("private-address", url.host or ""))
        # The proxy is the environment's choice and mostly on the own network; it resolves for itself.
        session = await self._session(unguarded=bool(proxy) or self._allows_private(wanted))
        return await session.get(
            url,
            headers=_headers(wanted),
            proxy=proxy,
            allow_redirects=False,
        )

    async def _session(self, *, unguarded: bool) -> aiohttp.ClientSession:
        if unguarded not in self._sessions:
            resolver = GuardedResolver(self._network, allow_private=unguarded)
            session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(resolver=resolver, limit=0),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": user_agent(self._limits.contact)},
                timeout=aiohttp.ClientTimeout(total=None, sock_connect=None),
            )
            self._sessions[unguarded] = await self._stack.enter_async_context(session)
        return self._sessions[unguarded]

    async def _receive(self, response: aiohttp.ClientResponse, wanted: Wanted) -> Fetched:
        was_asked = wanted.etag is not None or wanted.last_modified is not None
        not_modified = response.status == 304 and was_asked
        if not not_modified and response.status != 200:
            raise FetchError(_problem(f"http-{response.status}", str(response.url)))
        body = b"" if not_modified else await self._read(response)
        return Fetched(
            url=str(response.url),
            body=body,
            content_type=response.headers.get("Content-Type", ""),
            etag=_validator(response.headers.get("ETag")),
            last_modified=_validator(response.headers.get("Last-Modified")),
            not_modified=not_modified,
        )

    async def _read(self, response: aiohttp.ClientResponse) -> bytes:
        most = self._limits.max_bytes
        received = bytearray()
        async for chunk in response.content.iter_any():
            received += chunk
            if len(received) > most:
                raise FetchError(_problem("too-large", str(response.url)))
        return bytes(received)


def user_agent(contact: str | None) -> str:
    """Who asks: ``Marbre/1.0 (+contact)``."""
    try:
        release = version("marbre")
    except PackageNotFoundError:
        release = "0"
    reachable = "".join(letter for letter in contact or "" if " " <= letter <= "~")
    return f"Marbre/{release} (+{reachable})" if reachable else f"Marbre/{release}"


def _headers(wanted: Wanted) -> dict[str, str]:
    headers = {"Accept": wanted.accept}
    if wanted.etag:
        headers["If-None-Match"] = wanted.etag
    if wanted.last_modified:
        headers["If-Modified-Since"] = wanted.last_modified
    return headers


def _redirected_to(response: aiohttp.ClientResponse) -> str | None:
    location = response.headers.get("Location")
    if response.status not in _REDIRECTS or not location:
        return None
    target = web_address(location, str(response.url))
    if target is None:
        raise FetchError(_problem("bad-address", location))
    return target


def _validator(value: str | None) -> str | None:
    """An ETag or a date that can be stored and sent back as it is, else None."""
    if value is None or len(value) > _LONGEST_VALIDATOR:
        return None
    return value if all(" " <= letter <= "~" for letter in value) else None


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _problem(code: str, detail: str) -> FeedProblem:
    return FeedProblem(code, clean_line(detail, is_html=False)[:_DETAIL_LIMIT])


@contextmanager
def _translated(url: str) -> Iterator[None]:
    """Turn what aiohttp and the system raise into problems that a person can act on."""
    try:
        yield
    except TimeoutError as error:
        raise FetchError(_problem("timeout", url)) from error
    except (aiohttp.ClientError, OSError) as error:
        raise FetchError(_problem(_connection_code(error), str(error))) from error
    # What aiohttp cannot put into a request: a host, a proxy's address.
    except ValueError as error:
        raise FetchError(_problem("bad-address", url)) from error


def _connection_code(error: Exception) -> str:
    if isinstance(error, aiohttp.InvalidURL):
        return "bad-address"
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return "dns"
    if isinstance(error, (aiohttp.ClientSSLError, aiohttp.ServerFingerprintMismatch)):
        return "tls"
    if isinstance(error, aiohttp.ClientConnectorError):
        return "refused"
    return "connection"
