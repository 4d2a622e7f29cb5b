"""What aiohttp and the system raise, as problems that a person can act on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import aiohttp

from feeds.errors import FeedProblem, FetchError

_DETAIL_LIMIT = 200
_USER = re.compile(r"//[^/@\s]*@")
"""A name and a password in an address."""


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
        raise FetchError(problem(_connection_code(error), str(error))) from error
    # What aiohttp cannot put into a request: a host, a proxy's address.
    except ValueError as error:
        raise FetchError(problem("bad-address", url)) from error


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
