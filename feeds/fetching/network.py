"""What may be connected to: addresses of the open internet, and of other networks only where allowed.

A feed is anybody's text, and so is where its server redirects to: without this, it could have the desk's
machine ask things of the router, of a cloud's metadata service or of itself.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.request import getproxies, proxy_bypass

from aiohttp.abc import AbstractResolver, ResolveResult

from feeds.errors import FeedProblem, FetchError
from feeds.threads import run_aside

_NAT64 = IPv6Network("64:ff9b::/96")
_OPEN_IPV6 = IPv6Network("2000::/3")
"""The only IPv6 addresses of the open internet that were given out yet (RFC 4291, IANA)."""
_FOR_DOCUMENTS = IPv6Network("3fff::/20")
_LOCAL_NAMES = ("localhost", ".localhost", ".local", ".internal", ".lan", ".home.arpa")


def is_public_address(address: str) -> bool:
    """Whether an IP address is one of the open internet: not private, own, link-local or multicast.

    An IPv6 address that carries an IPv4 one (mapped, 6to4, Teredo, NAT64) is judged by both.
    """
    ip = ip_address(address.partition("%")[0])
    return all(part.is_global and not part.is_multicast for part in _carried(ip)) and (
        isinstance(ip, IPv4Address) or _is_open(ip)
    )


def _is_open(ip: IPv6Address) -> bool:
    return bool(ip.ipv4_mapped) or ip in _NAT64 or (ip in _OPEN_IPV6 and ip not in _FOR_DOCUMENTS)


def _carried(ip: IPv4Address | IPv6Address) -> Iterator[IPv4Address | IPv6Address]:
    if isinstance(ip, IPv4Address):
        yield ip
        return
    if ip.ipv4_mapped:
        yield ip.ipv4_mapped
        return
    yield ip
    if ip.sixtofour:
        yield ip.sixtofour
    if ip.teredo:
        yield from ip.teredo
    if ip in _NAT64:
        yield IPv4Address(ip.packed[-4:])


def is_public_host(host: str) -> bool:
    """Whether a host may be public by its name alone; one written as an address is judged as such."""
    name = host.lower().rstrip(".")
    if is_address(name):
        return is_public_address(name)
    with suppress(OSError):
        # ``2130706433``, ``0x7f.1`` and ``0177.1`` are addresses to most who look up names.
        return is_public_address(socket.inet_ntoa(socket.inet_aton(name)))
    return not any(name == local or name.endswith(local) for local in _LOCAL_NAMES)


def is_address(host: str) -> bool:
    """Whether a host is written as an IP address."""
    try:
        ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return True


def look_up(host: str) -> Sequence[str]:
    """The addresses of a host, by the system's resolver. Blocks.

    Raises:
        OSError: there is none, or no name server answers.
    """
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except UnicodeError as error:
        raise OSError(host) from error
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def environment_proxy(scheme: str, host: str) -> str | None:
    """The proxy that the environment (``https_proxy``, ``all_proxy``, ``no_proxy`` …) wants for a host."""
    if proxy_bypass(host):
        return None
    proxies = getproxies()
    proxy = proxies.get(scheme) or proxies.get("all")
    return f"http://{proxy}" if proxy and "://" not in proxy else proxy


@dataclass(frozen=True, slots=True)
class Network:
    """The outside as a fetcher sees it; a test may give it another one."""

    look_up: Callable[[str], Sequence[str]] = look_up
    """The addresses of a host; raises OSError where there is none."""
    is_public: Callable[[str], bool] = is_public_address
    """Whether an address may be connected to without being allowed."""
    proxy_for: Callable[[str, str], str | None] = environment_proxy
    """The proxy for a scheme and a host."""


class GuardedResolver(AbstractResolver):
    """Resolves names to the addresses that may be connected to; aiohttp connects to no others."""

    def __init__(self, network: Network, *, allow_private: bool) -> None:
        self._network = network
        self._allow_private = allow_private

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """The addresses of a host that may be used.

        Raises:
            OSError: the name is not known.
            FetchError: ``private-address``, where it has no other.
        """
        addresses = await run_aside(lambda: self._network.look_up(host))
        allowed = [
            address
            for address in addresses
            if self._allow_private or self._network.is_public(address)
        ]
        if addresses and not allowed:
            raise FetchError(FeedProblem("private-address", host))
        return [
            _result(host, address, port)
            for address in allowed
            if family in {socket.AF_UNSPEC, _family(address)}
        ]

    async def close(self) -> None:
        """Nothing is held."""


def _family(address: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in address else socket.AF_INET


def _result(host: str, address: str, port: int) -> ResolveResult:
    return ResolveResult(
        hostname=host,
        host=address,
        port=port,
        family=_family(address),
        proto=socket.IPPROTO_TCP,
        flags=socket.AI_NUMERICHOST | socket.AI_NUMERICSERV,
    )
