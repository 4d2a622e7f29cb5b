"""Addresses of the web: which may be followed, and which of them mean the same article. Pure.

Two addresses that differ only in how a reader came by them are one article; two that differ in what they
ask the server for are two. Wrongly merging loses an article, so only parameters that are known to be
trackers go: ``reference=2017-35`` or ``cid=7`` may well be the article.
"""

from __future__ import annotations

import re
from urllib.parse import SplitResult, quote, unquote_to_bytes, urljoin, urlsplit, urlunsplit

WEB_SCHEMES = frozenset({"http", "https"})

_DEFAULT_PORTS = {"http": 80, "https": 443}
_LONGEST = 4096
_UNWANTED = re.compile(
    "[\x00-\x20\x7f-\xa0\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ue000-\uf8ff\ufeff\uffa0\ufff0-\uffff\U000e0000-\U0010ffff]"
)
_WHOLE = re.compile("https?://[^/?#]")
_PLAIN = re.compile(
    r"(https?://[a-z0-9-]+(?:\.[a-z0-9-]+)*)((?:/[A-Za-z0-9._~-]+)*/?)(?:\?([A-Za-z0-9._~=&-]+))?"
)
"""Addresses that libraries would take apart only to put the same together again; most are."""
_ESCAPES = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_SLASHES = re.compile(r"/{2,}")
_SESSION_IN_PATH = re.compile(r";jsessionid=[^/;?]*", re.IGNORECASE)
_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_PATH_SAFE = "/%:@!$&'()*+,;=-._~"
_QUERY_SAFE = "%/?:@!$'()*+,;-._~"

_TRACKERS = re.compile(
    r"""
    (?: utm | at | mtm | matomo | piwik | itm | hsa | oly | vero ) _ .*
    | pk_ (?: campaign | kwd | keyword | source | medium | content | cid )
    | ns_ (?: mchannel | source | campaign | linkname | fee )
    | wt_ (?: mc | zmc )
    | xtor | xtref | xtloc | xtcr
    | fbclid | fb_action_ids | fb_action_types | fb_source
    | gclid | gclsrc | dclid | gbraid | wbraid | msclkid | twclid | ttclid | li_fat_id
    | igshid | igsh | yclid | ysclid | mc_cid | mc_eid | mkt_tok | s_kwcid | ef_id
    | _ga | _gl | _hsenc | _hsmi | __hstc | __hssc | __hsfp | hsctatracking
    | cmpid | trk | trkcampaign | sfnsn | ocid | smid | spm
    | phpsessid | jsessionid | aspsessionid\w*
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Names of parameters that say how a reader came, never what is read."""

_WAYS = re.compile(r"ref|ref_src|source|src|from|origin|via|medium|mode", re.IGNORECASE)
_CHANNELS = re.compile(
    r"rss\d*|feed|flux|flux-rss|fluxrss|atom|newsletter|nl|email|mail|twitter|x|facebook|fb|linkedin|social",
    re.IGNORECASE,
)
"""A parameter that may mean much is a tracker where its value names a channel."""


def web_address(text: str, base: str = "") -> str | None:
    """An address that may be fetched or opened, made absolute; None where it is not of http or https.

    Args:
        text: as it stands in a feed or a page, perhaps relative.
        base: the address it is relative to.
    """
    if len(text) <= _LONGEST and _PLAIN.fullmatch(text):
        return text
    split = _split(_UNWANTED.sub("", text), base)
    return None if split is None else urlunsplit(split)


def canonical_url(url: str) -> str | None:
    """The address by which an article is recognised; None where it is not of http or https.

    Scheme and host are in lower case, default port, user, fragment and trackers left out, the query in
    order of names, escapes the way RFC 3986 (6.2.2) has them. A fragment that begins with ``!`` names a
    page and is kept. http stays http.
    """
    plain = _PLAIN.fullmatch(url) if len(url) <= _LONGEST else None
    if plain:
        site, path, asked = plain.groups()
        query = _without_trackers(asked) if asked else ""
        return f"{site}{path or '/'}{'?' if query else ''}{query}"
    split = _split(_UNWANTED.sub("", url), "")
    if split is None:
        return None
    fragment = split.fragment if split.fragment.startswith("!") else ""
    path = _SLASHES.sub("/", _SESSION_IN_PATH.sub("", split.path)) or "/"
    return urlunsplit(
        SplitResult(
            split.scheme,
            _network_location(split),
            _normalise(path, _PATH_SAFE),
            _without_trackers(split.query),
            fragment,
        )
    )


def _split(text: str, base: str) -> SplitResult | None:
    if len(text) > _LONGEST:
        return None
    try:
        # An address that is whole is the same whatever it stands in.
        split = urlsplit(text if _WHOLE.match(text) else urljoin(base, text))
        reachable = split.scheme in WEB_SCHEMES and split.hostname and split.port != 0
        split.netloc.encode()
        split.path.encode()
        split.query.encode()
    except ValueError:
        return None
    return split if reachable else None


def _network_location(split: SplitResult) -> str:
    host = _ascii_host((split.hostname or "").rstrip("."))
    if ":" in host:
        host = f"[{host}]"
    if split.port is None or split.port == _DEFAULT_PORTS[split.scheme]:
        return host
    return f"{host}:{split.port}"


def _ascii_host(host: str) -> str:
    if host.isascii():
        return host.lower()
    try:
        return host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return host.lower()


def _normalise(part: str, safe: str) -> str:
    return _ESCAPES.sub(_normalise_escapes, quote(part, safe=safe))


def _normalise_escapes(match: re.Match[str]) -> str:
    return "".join(
        chr(byte) if byte in _UNRESERVED else f"%{byte:02X}" for byte in unquote_to_bytes(match[0])
    )


def _without_trackers(query: str) -> str:
    parameters = [part.removeprefix("amp;") for part in query.split("&")]
    kept = [part for part in parameters if part and not _is_tracker(part)]
    normal = [_normalise(part, _QUERY_SAFE + "=") for part in kept]
    return "&".join(sorted(normal, key=lambda part: part.partition("=")[0]))


def _is_tracker(parameter: str) -> bool:
    name, _, value = parameter.partition("=")
    if _TRACKERS.fullmatch(name):
        return True
    return bool(_WAYS.fullmatch(name) and _CHANNELS.fullmatch(value))
