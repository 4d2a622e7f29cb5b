"""Rules for sites whose pages are got wrong: ``sites.toml`` beside the articles, for people to edit.

::

    ["www.gazette-du-littoral.example"]
    text = "div.article__body"              # what is the article, in the order of the page
    remove = [".newsletter", "aside"]       # what is not, even inside of it
    title = "h1"
    author = ".signature"
    date = "time[datetime]"                 # its datetime or content attribute, else its text

A rule for ``example.org`` holds for ``www.example.org`` too. Every key may be left out, and may hold one
CSS selector or a list of them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from feeds.errors import SitesError
from feeds.pages.selectors import SelectorError, to_xpath


@dataclass(frozen=True, slots=True)
class SiteRule:
    """How the pages of a site are read. Each field is an XPath; empty where trafilatura decides."""

    host: str
    text: str = ""
    remove: str = ""
    title: str = ""
    author: str = ""
    date: str = ""


FILE_NAME = "sites.toml"

_KEYS = tuple(each.name for each in fields(SiteRule) if each.name != "host")


@dataclass(frozen=True, slots=True)
class SiteRules:
    """The rules of a desk by host."""

    by_host: Mapping[str, SiteRule] = field(default_factory=dict)

    def of(self, url: str) -> SiteRule | None:
        """The rule for an address: its host's own, else that of the nearest domain above."""
        try:
            host = (urlsplit(url).hostname or "").lower()
        except ValueError:
            return None
        while host:
            if host in self.by_host:
                return self.by_host[host]
            _, _, host = host.partition(".")
        return None


def load_sites(folder: Path) -> SiteRules:
    """The rules in a desk's folder; none where it holds no such file.

    Raises:
        SitesError: they cannot be read.
    """
    try:
        text = (folder / FILE_NAME).read_text(encoding="utf-8")
    except FileNotFoundError:
        return SiteRules()
    except (OSError, UnicodeDecodeError) as error:
        raise SitesError("unreadable", str(error)) from error
    return read_sites(text)


def read_sites(text: str) -> SiteRules:
    """The rules that a file holds.

    Raises:
        SitesError: it is no TOML, or holds what cannot be.
    """
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SitesError("not-toml", str(error)) from error
    return SiteRules({host.lower(): _rule(host, content) for host, content in table.items()})


def _rule(host: str, content: object) -> SiteRule:
    if not isinstance(content, dict):
        raise SitesError("not-a-site", host)
    for key in content:
        if key not in _KEYS:
            raise SitesError("unknown-key", f"{host}: {key}", _KEYS)
    return SiteRule(host.lower(), **{key: _xpath(host, key, content) for key in content})


def _xpath(host: str, key: str, content: Mapping[str, Any]) -> str:
    value = content[key]
    selectors = value if isinstance(value, list) else [value]
    if not selectors or not all(isinstance(each, str) and each.strip() for each in selectors):
        raise SitesError("not-a-selector", f"{host}: {key}")
    try:
        return "|".join(to_xpath(each.strip()) for each in selectors)
    except SelectorError as error:
        raise SitesError("not-a-selector", f"{host}: {key} = {error}") from error
