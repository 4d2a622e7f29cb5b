"""What feedparser calls the elements of a document that uses namespaces. Pure, and declines the rest.

feedparser goes by the addresses of namespaces that it knows, whatever their prefix, then by prefixes; a
document that calls one of those what feedparser calls another is left to feedparser.
"""

from __future__ import annotations

from feeds.reading.quick_feedparser import Reader

KNOWN = {address.lower(): name for address, name in Reader.namespaces.items()}
NAMES = frozenset(KNOWN.values())
"""Those that feedparser has for them."""
_OF_OTHER_VERSIONS = frozenset(
    {"http://purl.org/rss/1.0/", "http://my.netscape.com/rdf/simple/0.9/"}
)
_OF_XML = {
    f"http://www.w3.org/XML/1998/namespace {name} xml": f"xml:{name}" for name in ("lang", "base")
}


# fmt: off
_MEANINGFUL = frozenset({
    "about", "base", "domain", "href", "ispermalink", "label", "lang", "lastmod", "length", "mode", "rel",
    "resource", "scheme", "src", "term", "text", "type", "uri", "url", "version",
})
# fmt: on


class DeclinedError(Exception):
    """A document that is not as plain as all that; feedparser knows what to make of it."""


class Names:
    """The names of one document's elements, as far as they are declared by now."""

    def __init__(self) -> None:
        self._prefixes: dict[str, str] = {}
        self._addresses: dict[str, str] = {}
        self._in_use: dict[str, str] = {}

    def declare(self, prefix: str | None, address: str | None) -> bool:
        """Take in a declaration; whether names may be others from now on.

        Raises:
            DeclinedError: names would be hard to tell, or tell of another version of RSS.
        """
        if not address:
            raise DeclinedError
        lowered = address.lower()
        name = KNOWN.get(lowered)
        if (
            lowered in _OF_OTHER_VERSIONS
            or "backend.userland.com/rss" in lowered
            or name == "xlink"
            or address.split() != [address]
        ):
            raise DeclinedError
        if prefix is None:
            return False
        is_its_own = (
            prefix == prefix.lower() if name is None else name == prefix or prefix not in NAMES
        )
        is_another = self._prefixes.setdefault(prefix, address) != address
        is_taken = self._in_use.setdefault(name or prefix, address) != address
        if not is_its_own or is_another or is_taken:
            raise DeclinedError
        if name is None:
            self._addresses.setdefault(address, prefix)
        return True

    def of_element(self, name: str) -> str:
        """What feedparser calls an element that expat calls ``address local prefix``, or less of it."""
        address, _, local = name.rpartition(" ") if name.count(" ") < 2 else _without_prefix(name)
        known = KNOWN.get(address.lower()) if address else None
        prefix = known or (self._addresses.get(address) if known is None else None)
        return f"{prefix}_{local}".lower() if prefix else local.lower()


def of_attribute(name: str) -> str | None:
    """What feedparser calls an attribute; None where it means nothing to it.

    Raises:
        DeclinedError: it is of a namespace and might mean something.
    """
    if " " not in name:
        return name.lower()
    if name in _OF_XML:
        return _OF_XML[name]
    # feedparser knows those of other namespaces by their local names, too.
    address, local, *_ = name.split(" ")
    if address.lower() in KNOWN or local.lower() in _MEANINGFUL:
        raise DeclinedError
    return None


def _without_prefix(name: str) -> tuple[str, str, str]:
    address, local, _ = name.split(" ")
    return address, " ", local
