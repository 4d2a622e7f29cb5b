"""What aiohttp and the system raise, as problems that a person can act on."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager

import aiohttp
from yarl import URL

from feeds.errors import FeedProblem, FetchError

_DETAIL_LIMIT = 200
_USER = re.compile(r"//[^/\s]*@")
"""A name and a password in an address."""
_PROXY_SCHEMES = frozenset({"http", "https"})
_REASON = re.compile(r"\[SSL: [A-Z0-9_]+\] *([^(\]]*)")
"""What OpenSSL says, without where in its source it says so."""


def problem(code: str, detail: str) -> FeedProblem:
    """A problem with a detail of one line that is not too long and holds no password."""
    from feeds.cleaning.clean import clean_line  # noqa: PLC0415 - it brings lxml along, and mostly nothing is wrong

    line = clean_line(_USER.sub("//", detail), is_html=False)
    return FeedProblem(code, line[:_DETAIL_LIMIT])


@contextmanager
def translated(url: str) -> Iterator[None]:
    """Turn what aiohttp and the system raise into problems that a person can act on."""
    try:
        yield
    except TimeoutError as error:
        raise FetchError(problem("timeout", url)) from error
    except (aiohttp.ClientError, OSError) as error:
        raise FetchError(problem(_connection_code(error), _detail(error))) from error
    # What aiohttp cannot put into a request: a host.
    except ValueError as error:
        raise FetchError(problem("bad-address", url)) from error


@contextmanager
def through_proxy(proxy: str | None) -> Iterator[None]:
    """Tell what is wrong with a proxy from what is wrong with a server."""
    if proxy is None:
        yield
        return
    host = _host_of_proxy(proxy)
    try:
        yield
    # Who asks a proxy looks up no name but its own.
    except (
        aiohttp.ClientProxyConnectionError,
        aiohttp.ClientConnectorDNSError,
        aiohttp.ClientHttpProxyError,
    ) as error:
        raise FetchError(problem("proxy", _with_status(host, error))) from error


def _host_of_proxy(proxy: str) -> str:
    """Whom to name where a proxy does not serve, without its password."""
    try:
        url = URL(proxy)
    except ValueError as error:
        raise FetchError(FeedProblem("proxy")) from error
    if url.scheme not in _PROXY_SCHEMES or not url.raw_host:
        raise FetchError(problem("proxy", f"{url.scheme}://{url.host or ''}"))
    return f"{url.host}:{url.port}"


def _with_status(host: str, error: aiohttp.ClientError) -> str:
    if isinstance(error, aiohttp.ClientHttpProxyError):
        return f"{host}: {error.status} {error.message}"
    return host


def _connection_code(error: Exception) -> str:
    if isinstance(error, aiohttp.InvalidURL):
        return "bad-address"
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return "dns"
    if isinstance(error, (aiohttp.ClientSSLError, aiohttp.ServerFingerprintMismatch)):
        return "tls"
    if isinstance(error, aiohttp.ClientConnectorError):
        return "refused"
    return "not-http" if isinstance(error, aiohttp.ClientResponseError) else "connection"


def _detail(error: Exception) -> str:
    """What the system says, where that helps whoever reads it; aiohttp's own words do not."""
    if isinstance(error, aiohttp.ClientConnectorCertificateError):
        return str(getattr(error.certificate_error, "verify_message", ""))
    if isinstance(error, aiohttp.ClientSSLError):
        reason = _REASON.search(str(error))
        return reason[1].strip() if reason else ""
    if isinstance(error, aiohttp.InvalidURL):
        return str(error)
    number = getattr(error, "errno", None)
    return os.strerror(number) if isinstance(number, int) and number > 0 else ""
