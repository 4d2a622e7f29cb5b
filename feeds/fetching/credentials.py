"""Names and passwords for servers: whose they are, and to whom they may be said. Pure."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import chain

from yarl import URL


@dataclass(frozen=True, slots=True)
class Credentials:
    """A name and a password; neither is ever shown."""

    user: str = field(repr=False)
    password: str = field(repr=False)

    def as_header(self) -> str:
        """What is said to the server: HTTP's ``Basic``, in UTF-8."""
        said = f"{self.user}:{self.password}".encode()
        return f"Basic {b64encode(said).decode()}"


def find_credentials(known: Mapping[str, Credentials], url: str) -> Credentials | None:
    """What is to be said to the server of an address.

    Args:
        known: by the address of a feed, or by a host, with a port if only that one is meant.
        url: the address.
    """
    if not known:
        return None
    if url in known:
        return known[url]
    wanted = _read(url)
    return None if wanted is None else _first(known, wanted)


def _first(known: Mapping[str, Credentials], wanted: URL) -> Credentials | None:
    addresses = (key for key in known if "://" in key and _is_same_address(_read(key), wanted))
    hosts = (key for key in known if "://" not in key and _is_host_of(_read(f"//{key}"), wanted))
    key = next(chain(addresses, hosts), None)
    return None if key is None else known[key]


def may_be_told(own: URL, asked: URL) -> bool:
    """Whether a server that a redirect leads to is the one that was asked first.

    The same host on the same port, or its safe side: http that leads to https. Never back.
    """
    if own.origin() == asked.origin():
        return True
    is_upgrade = (own.scheme, asked.scheme) == ("http", "https")
    return is_upgrade and host_of(own) == host_of(asked) and _have_usual_ports(own, asked)


def host_of(url: URL | str) -> str:
    """The host of an address as limits and rests are counted by; empty where it has none.

    However it is written: in capitals, with a point at its end, in letters that names cannot have.
    """
    address = _read(url) if isinstance(url, str) else url
    return "" if address is None else (address.raw_host or "").rstrip(".").lower()


def _is_same_address(key: URL | None, wanted: URL) -> bool:
    if key is None:
        return False
    # What was said for http holds where the feed has moved to the safe side of its server.
    is_upgrade = (key.scheme, wanted.scheme) == ("http", "https") and _have_usual_ports(key, wanted)
    return key == wanted or (is_upgrade and key.with_scheme("https") == wanted)


def _is_host_of(key: URL | None, wanted: URL) -> bool:
    if key is None or host_of(key) != host_of(wanted):
        return False
    return key.explicit_port in {None, wanted.port}


def _have_usual_ports(*urls: URL) -> bool:
    return all(url.is_default_port() for url in urls)


def _read(url: str) -> URL | None:
    try:
        return URL(url)
    except ValueError:
        return None
