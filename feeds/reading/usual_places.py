"""Where sites have their feeds that do not say so. Pure."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

_USUAL = ("/feed/", "/rss.xml", "/rss", "/feed.xml", "/spip.php?page=backend")


def usual_places(url: str) -> tuple[str, ...]:
    """Addresses at which the site of a page may have a feed, the likeliest first."""
    path = urlsplit(url).path.rstrip("/")
    own = [f"{path}/feed/"] if path and "." not in path.rpartition("/")[2] else []
    return tuple(urljoin(url, place) for place in (*own, *_USUAL))
