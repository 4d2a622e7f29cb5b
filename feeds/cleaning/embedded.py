"""What a text says of a film or a graph inside of it, which a terminal cannot show. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

_LONGEST = 200
_NOTHING = frozenset({"0", "1", "0px", "1px"})
"""The sizes of frames that only count who reads."""


def embedded_name(attributes: Mapping[str, str]) -> str:
    """The name in brackets with the site that it is from; empty where there is nothing to see."""
    if _NOTHING & {attributes.get("width", ""), attributes.get("height", "")}:
        return ""
    title = " ".join(attributes.get("title", "").split())[:_LONGEST]
    if title.startswith(("http://", "https://")):
        title = ""
    parts = [part for part in (title, _site(attributes.get("src", ""))) if part]
    return f"[{' – '.join(parts)}]" if parts else ""


def _site(address: str) -> str:
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return ""
    host = parts.hostname or ""
    return host.removeprefix("www.") if parts.scheme in {"http", "https", ""} else ""
