"""Fetching within limits: one for the whole time, one for the decoded size, redirects hop by hop.

A fetch stands at a place (``feeds.fetching.places``): one of so many at its host, and one of so many at all.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Self
from urllib.parse import urldefrag

import aiohttp
from yarl import URL

from feeds.canonical import web_address
from feeds.errors import FetchError
from feeds.fetching.credentials import Credentials, find_credentials, host_of
from feeds.fetching.headers import LONGEST_REST, fresh_seconds, rests_until
from feeds.fetching.journey import Journey, as_address, validator
from feeds.fetching.network import GuardedResolver, Network, is_address, is_public_host
from feeds.fetching.network_problems import problem, through_proxy, translated
from feeds.fetching.places import Place, Places
from feeds.fetching.received import GZIP_START, Received
from store.clock import Clock, from_text, to_text, utc_now

if TYPE_CHECKING:
    from feeds.fetching.unpack import Unpacker

FEED_TYPES = (
    "application/atom+xml, application/rss+xml, application/rdf+xml;q=0.9, application/xml;q=0.9,"
    " text/xml;q=0.8, */*;q=0.1"
)
PAGE_TYPES = "text/html, application/xhtml+xml, */*;q=0.1"

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_OVERLOADED = frozenset({429, 503})
_SMALL = 1_000_000
"""Bytes from which a body is one of the few that may be held at one time."""
_LONGEST_HEADER, _MOST_HEADERS = 32_768, 256
"""Servers send policies of many kilobytes along."""


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
    credentials: Mapping[str, Credentials] = field(default_factory=dict, repr=False)
    """By the address of a feed, or by the host of several."""

    def credentials_of(self, url: str) -> Credentials | None:
        """What is to be said to the server of an address, and to no other."""
        return find_credentials(self.credentials, url)


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
    moved_to: str | None = None
    """Where it is for good, by what the server said; None where it is where it was asked for."""
    fresh_for: float = 0.0
    """Seconds for which the server says that this holds."""


class Fetcher:
    """A client that fetches within limits; an asynchronous context manager.

    Each fetch of a caller should stand inside ``place``, which keeps the limits at once and per host.
    """

    def __init__(
        self,
        limits: FetchLimits,
        network: Network | None = None,
        clock: Clock = utc_now,
        resting: Mapping[str, datetime] | None = None,
    ) -> None:
        self._limits = limits
        self._network = network or Network()
        # The environment is read through anew for each question.
        self._proxy_for = cache(self._network.proxy_for)
        self._clock = clock
        self._resting = dict(resting or {})
        self._sessions: dict[bool, aiohttp.ClientSession] = {}
        self._stack = AsyncExitStack()
        self._places = Places(limits.at_once, limits.per_host)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._stack.aclose()

    @asynccontextmanager
    async def place(self, url: str) -> AsyncIterator[Place]:
        """Wait for one of the places at the address's host, then for one of all.

        It is to be kept for as long as what was fetched is.
        """
        place = Place(self._places)
        try:
            await place.take(host_of(url))
            yield place
        finally:
            place.leave()

    async def fetch(self, wanted: Wanted, place: Place | None = None) -> Fetched:
        """Fetch an address, following redirects.

        Args:
            wanted: what.
            place: where the caller stands; it moves along to the hosts that redirects lead to. One of its
                own for as long as it takes where None.

        Raises:
            FetchError: with the problem; nothing else that servers and networks can cause gets out.
        """
        if place is None:
            async with self.place(wanted.url) as own_place:
                return await self.fetch(wanted, own_place)
        journey = Journey(
            wanted.url, self._limits.timeout_seconds, self._limits.credentials_of(wanted.url)
        )
        url = wanted.url
        with translated(wanted.url):
            while True:
                found = await self._hop(wanted, place, journey, url)
                if isinstance(found, Fetched):
                    return found
                url = found

    async def _hop(
        self, wanted: Wanted, place: Place, journey: Journey, address: str
    ) -> str | Fetched:
        """Ask one address; gives where it leads to, or what it holds."""
        url = self._checked(address, wanted)
        if journey.is_going_round(url):
            raise FetchError(problem("redirect-loop", address))
        await place.take(host_of(url))
        self._check_rest(url)
        begun = asyncio.get_running_loop().time()
        async with asyncio.timeout(journey.seconds_left) as limit:
            async with await self._ask(url, wanted, journey) as response:
                target = _redirected_to(response)
                if target is None:
                    body = await self._body(response, wanted, place, limit)
                    return _fetched(response, body, journey.lasting())
        journey.seconds_left -= asyncio.get_running_loop().time() - begun
        journey.note_redirect(url, target, response.status, response.cookies)
        return target

    def _check_rest(self, url: URL) -> None:
        host = host_of(url)
        until = self._resting.get(host)
        now = self._clock()
        # One that is further off was noted by a clock that has been set back since.
        if until is not None and now < until <= now + LONGEST_REST:
            raise FetchError(problem("resting", to_text(until)), until, host)

    def _checked(self, url: str, wanted: Wanted) -> URL:
        address = web_address(url)
        if address is None:
            raise FetchError(problem("bad-address", url))
        try:
            checked = URL(urldefrag(address).url)
        except ValueError as error:
            raise FetchError(problem("bad-address", url)) from error
        if not self._allows_private(wanted) and not self._may_be_public(checked.host or ""):
            raise FetchError(problem("private-address", checked.host or url))
        # Whoever redirects may not say as whom the next server is asked.
        return checked if url == wanted.url else checked.with_user(None)

    def _allows_private(self, wanted: Wanted) -> bool:
        return wanted.allow_private or self._limits.allow_private_addresses

    def _may_be_public(self, host: str) -> bool:
        # aiohttp does not ask the resolver about a host that is written as an address.
        return not is_address(host) or self._network.is_public(host)

    async def _ask(self, url: URL, wanted: Wanted, journey: Journey) -> aiohttp.ClientResponse:
        proxy = self._proxy_for(url.scheme, url.host or "")
        # Sent through a proxy, names are looked up elsewhere; one that is ours alone must not be sent.
        if proxy and not self._allows_private(wanted) and not is_public_host(url.host or ""):
            raise FetchError(problem("private-address", url.host or ""))
        # The proxy is the environment's choice and mostly on the own network; it resolves for itself.
        is_unguarded = bool(proxy) or self._allows_private(wanted)
        session = await self._session(unguarded=is_unguarded)
        with through_proxy(proxy):
            return await session.get(
                url,
                headers=_headers(wanted) | journey.headers(url) | self._parting(url),
                proxy=proxy,
                allow_redirects=False,
            )

    def _parting(self, url: URL) -> dict[str, str]:
        """What has a connection closed that would stay open for nobody."""
        return {"Connection": "close"} if self._places.are_done_with(host_of(url)) else {}

    async def _session(self, *, unguarded: bool) -> aiohttp.ClientSession:
        if unguarded not in self._sessions:
            resolver = GuardedResolver(self._network, allow_private=unguarded)
            session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(resolver=resolver, limit=0),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": user_agent(self._limits.contact)},
                timeout=aiohttp.ClientTimeout(total=None, sock_connect=None),
                # It would take a body that breaks off inside its packing for whole.
                auto_decompress=False,
                max_line_size=_LONGEST_HEADER,
                max_field_size=_LONGEST_HEADER,
                max_headers=_MOST_HEADERS,
            )
            self._sessions[unguarded] = await self._stack.enter_async_context(session)
        return self._sessions[unguarded]

    async def _body(
        self,
        response: aiohttp.ClientResponse,
        wanted: Wanted,
        place: Place,
        limit: asyncio.Timeout,
    ) -> bytes:
        was_asked = wanted.etag is not None or wanted.last_modified is not None
        if response.status == 304 and was_asked:
            return b""
        if response.status != 200:
            raise self._refused(response)
        return await self._read(response, place, limit)

    def _refused(self, response: aiohttp.ClientResponse) -> FetchError:
        until, host = None, host_of(response.url)
        if response.status in _OVERLOADED:
            said = response.headers.get("Retry-After", "")
            until = rests_until(said, response.status, self._clock())
        if until is not None:
            self._resting[host] = until
        return FetchError(problem(f"http-{response.status}", str(response.url)), until, host)

    async def _read(
        self, response: aiohttp.ClientResponse, place: Place, limit: asyncio.Timeout
    ) -> bytes:
        most = self._limits.max_bytes
        with Received() as received:
            async for piece in _unpacked(response, most):
                if received.size + len(piece) > most:
                    raise FetchError(problem("too-large", str(response.url)))
                if received.size + len(piece) > _SMALL:
                    async with _standing_still(limit):
                        await place.take_large()
                received.add(piece)
            return received.whole()


async def _unpacked(response: aiohttp.ClientResponse, most: int) -> AsyncIterator[bytes]:
    """What the body holds, without what it is packed in."""
    encodings = response.headers.get("Content-Encoding", "")
    unpacker: Unpacker | None = None
    taken = 0
    async for chunk in response.content.iter_any():
        if not taken and (encodings or chunk.startswith(GZIP_START)):
            from feeds.fetching.unpack import Unpacker  # noqa: PLC0415 - what is unchanged has no body

            unpacker = Unpacker(encodings, most)
        taken += len(chunk)
        # Some packings hold nothing, however many there are.
        if taken > most:
            raise FetchError(problem("too-large", str(response.url)))
        for piece in [chunk] if unpacker is None else unpacker.pieces(chunk):
            yield piece
    if unpacker is not None:
        for piece in unpacker.rest():
            yield piece


def _fetched(response: aiohttp.ClientResponse, body: bytes, moved_to: str | None) -> Fetched:
    headers = response.headers
    return Fetched(
        url=str(response.url),
        body=body,
        content_type=headers.get("Content-Type", ""),
        etag=validator(headers.get("ETag")),
        last_modified=validator(headers.get("Last-Modified")),
        not_modified=response.status == 304,
        moved_to=moved_to,
        fresh_for=fresh_seconds(
            *(headers.get(name, "") for name in ("Cache-Control", "Expires", "Date", "Age"))
        ),
    )


@asynccontextmanager
async def _standing_still(limit: asyncio.Timeout) -> AsyncIterator[None]:
    """Wait for others without its being counted: the server has no part in that."""
    loop, end = asyncio.get_running_loop(), limit.when()
    begun = loop.time()
    limit.reschedule(None)
    yield
    limit.reschedule(None if end is None else end + loop.time() - begun)


def resting_hosts(states: Mapping[str, str | None]) -> dict[str, datetime]:
    """Which hosts want no visits, and until when, by what is remembered of the feeds at these addresses."""
    found: dict[str, datetime] = {}
    for url, until in states.items():
        if until:
            moment = from_text(until)
            host = host_of(url)
            found[host] = max(found.get(host, moment), moment)
    return found


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
    target = web_address(as_address(location), str(response.url))
    if target is None:
        raise FetchError(problem("bad-address", location))
    return target
