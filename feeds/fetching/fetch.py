"""Fetching within limits: one for the whole time, one for the decoded size, redirects hop by hop.

A fetch stands at a place (``feeds.fetching.places``): one of so many at its host, and one of so many at all.
"""

from __future__ import annotations

import asyncio
from base64 import b64encode
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Self
from urllib.parse import urldefrag, urlsplit

import aiohttp
from yarl import URL

from feeds.canonical import web_address
from feeds.errors import FetchError
from feeds.fetching.headers import LONGEST_REST, fresh_seconds, rests_until
from feeds.fetching.network import GuardedResolver, Network, is_address, is_public_host
from feeds.fetching.network_problems import problem, translated
from feeds.fetching.places import Place, Places
from feeds.fetching.received import Received
from store.clock import Clock, from_text, to_text, utc_now

FEED_TYPES = (
    "application/atom+xml, application/rss+xml, application/rdf+xml;q=0.9, application/xml;q=0.9,"
    " text/xml;q=0.8, */*;q=0.1"
)
PAGE_TYPES = "text/html, application/xhtml+xml, */*;q=0.1"

_MOST_REDIRECTS = 8
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_FOR_GOOD = frozenset({301, 308})
_OVERLOADED = frozenset({429, 503})
_SMALL = 1_000_000
"""Bytes from which a body is one of the few that may be held at one time."""
_LONGEST_VALIDATOR = 512


@dataclass(frozen=True, slots=True)
class Credentials:
    """A name and a password; neither is ever shown."""

    user: str = field(repr=False)
    password: str = field(repr=False)


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
        return self.credentials.get(url) or self.credentials.get(host_of(url))


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


@dataclass(slots=True)
class _Journey:
    """One fetch on its way through redirects."""

    wanted: Wanted
    place: Place
    seconds_left: float
    credentials: Credentials | None
    seen: set[str] = field(default_factory=set)
    is_for_good: bool = True
    """Whether every redirect so far was for good."""
    moved_to: str | None = None


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
        seconds, credentials = self._limits.timeout_seconds, self._limits.credentials_of(wanted.url)
        journey = _Journey(wanted, place, seconds, credentials)
        url = wanted.url
        with translated(wanted.url):
            while True:
                found = await self._hop(journey, url)
                if isinstance(found, Fetched):
                    return found
                url = found

    async def _hop(self, journey: _Journey, address: str) -> str | Fetched:
        """Ask one address; gives where it leads to, or what it holds."""
        url = self._checked(address, journey.wanted)
        if str(url) in journey.seen or len(journey.seen) > _MOST_REDIRECTS:
            raise FetchError(problem("redirect-loop", address))
        journey.seen.add(str(url))
        await journey.place.take(url.host or "")
        self._check_rest(url)
        begun = asyncio.get_running_loop().time()
        async with asyncio.timeout(journey.seconds_left) as limit:
            async with await self._ask(url, journey) as response:
                target = _redirected_to(response)
                if target is None:
                    return await self._receive(response, journey, limit)
        journey.seconds_left -= asyncio.get_running_loop().time() - begun
        journey.is_for_good = journey.is_for_good and response.status in _FOR_GOOD
        if journey.is_for_good:
            journey.moved_to = target
        return target

    def _check_rest(self, url: URL) -> None:
        until = self._resting.get(url.host or "")
        now = self._clock()
        # One that is further off was noted by a clock that has been set back since.
        if until is not None and now < until <= now + LONGEST_REST:
            raise FetchError(problem("resting", to_text(until)), until)

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

    async def _ask(self, url: URL, journey: _Journey) -> aiohttp.ClientResponse:
        proxy = self._proxy_for(url.scheme, url.host or "")
        # Sent through a proxy, names are looked up elsewhere; one that is ours alone must not be sent.
        if (
            proxy
            and not self._allows_private(journey.wanted)
            and not is_public_host(url.host or "")
        ):
            raise FetchError(problem("private-address", url.host or ""))
        # The proxy is the environment's choice and mostly on the own network; it resolves for itself.
        is_unguarded = bool(proxy) or self._allows_private(journey.wanted)
        session = await self._session(unguarded=is_unguarded)
        return await session.get(
            url,
            headers=_headers(journey.wanted) | _authorisation(journey, url),
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

    async def _receive(
        self, response: aiohttp.ClientResponse, journey: _Journey, limit: asyncio.Timeout
    ) -> Fetched:
        wanted = journey.wanted
        was_asked = wanted.etag is not None or wanted.last_modified is not None
        not_modified = response.status == 304 and was_asked
        if not not_modified and response.status != 200:
            raise self._refused(response)
        body = b"" if not_modified else await self._read(response, journey.place, limit)
        headers = response.headers
        return Fetched(
            url=str(response.url),
            body=body,
            content_type=headers.get("Content-Type", ""),
            etag=_validator(headers.get("ETag")),
            last_modified=_validator(headers.get("Last-Modified")),
            not_modified=not_modified,
            moved_to=_lasting(wanted.url, journey.moved_to),
            fresh_for=fresh_seconds(
                *(headers.get(name, "") for name in ("Cache-Control", "Expires", "Date", "Age"))
            ),
        )

    def _refused(self, response: aiohttp.ClientResponse) -> FetchError:
        until = None
        if response.status in _OVERLOADED:
            until = rests_until(response.headers.get("Retry-After", ""), self._clock())
        if until is not None:
            self._resting[response.url.host or ""] = until
        return FetchError(problem(f"http-{response.status}", str(response.url)), until)

    async def _read(
        self, response: aiohttp.ClientResponse, place: Place, limit: asyncio.Timeout
    ) -> bytes:
        with Received() as received:
            async for chunk in response.content.iter_any():
                if received.size + len(chunk) > self._limits.max_bytes:
                    raise FetchError(problem("too-large", str(response.url)))
                if received.size + len(chunk) > _SMALL:
                    async with _standing_still(limit):
                        await place.take_large()
                received.add(chunk)
            return received.whole()


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
    target = web_address(location, str(response.url))
    if target is None:
        raise FetchError(problem("bad-address", location))
    return target


def _validator(value: str | None) -> str | None:
    """An ETag or a date that can be stored and sent back as it is, else None."""
    if value is None or len(value) > _LONGEST_VALIDATOR:
        return None
    return value if all(" " <= letter <= "~" for letter in value) else None


def host_of(url: str) -> str:
    """The host of an address; empty where it has none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _authorisation(journey: _Journey, url: URL) -> dict[str, str]:
    """The credentials, for the server that they are for: after a redirect, it may be another."""
    known, own = journey.credentials, URL(journey.wanted.url)
    if known is None or url.origin() != own.origin():
        return {}
    said = f"{known.user}:{known.password}".encode()
    return {"Authorization": f"Basic {b64encode(said).decode()}"}


def _lasting(url: str, moved_to: str | None) -> str | None:
    """Where a feed may follow to for good: never from a safe connection to one that is not."""
    if moved_to is None or (url.startswith("https:") and not moved_to.startswith("https:")):
        return None
    return moved_to if moved_to != url else None
