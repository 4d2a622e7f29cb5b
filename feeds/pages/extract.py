"""The article of a page: its text, and what the page says of it. Pure.

trafilatura finds both, unless a rule of the desk's own says where they are.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

from lxml import etree, html

from feeds.canonical import canonical_url, web_address
from feeds.cleaning.clean import clean_author, clean_line, clean_paragraphs, clean_text, clean_title
from feeds.cleaning.lede import without_title
from feeds.errors import FeedProblem, ParseError
from feeds.fetching.fetch import Fetched
from feeds.pages.byline import split_byline
from feeds.pages.moments import day_in, moment_of, moment_on
from feeds.pages.sites import SiteRule
from feeds.reading.encoding import decode
from store.models import NewArticle
from store.text.layout import prepare

_LANGUAGE = re.compile(r"\s*([A-Za-z]{2,3})\b.*")
# trafilatura makes every space a plain one; in French, some are not.
_HELD = {0x00A0: "\ue0a0", 0x202F: "\ue02f"}
_RELEASED = {0xE0A0: "\u00a0", 0xE02F: "\u202f"}
_GAP = "\ue0b0"
"""Between two line breaks, of which trafilatura would leave one: together they part paragraphs."""
_PAGE_KINDS = ("text/html", "application/xhtml+xml")
_PUBLISHED = (
    "//meta[@property='article:published_time' or @itemprop='datePublished' or @name='date'"
    " or @property='og:published_time' or @name='pubdate']/@content"
    "|//time[@pubdate or contains(@itemprop, 'datePublished')]/@datetime"
)
_LINKED_DATA = "//script[@type='application/ld+json']/text()"
_DATE_PUBLISHED = re.compile(r'"datePublished"\s*:\s*"([^"]{10,40})"')
_LEAST_REPEATED = 60
"""Characters of a paragraph that stands on a page once more for another kind of screen, not in the text."""

# Without a handler its remarks on a page go to the terminal, which belongs to the desk.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())
logging.getLogger("htmldate").addHandler(logging.NullHandler())


@dataclass(frozen=True, slots=True)
class Extracted:
    """What came out of a page."""

    article: NewArticle
    site: str | None = None
    """The host that the rule is for by which it was read; None where there is none."""
    unused: tuple[str, ...] = ()
    """Keys of the site's rule that found nothing, so that trafilatura decided."""


def extract(fetched: Fetched, rule: SiteRule | None = None) -> Extracted:
    """The article of a page that was fetched.

    Raises:
        ParseError: it is no page of HTML (``not-a-page``), or holds no article (``no-article``).
    """
    # A third of a second to import, and most commands never read a page.
    import trafilatura  # noqa: PLC0415
    from trafilatura.metadata import extract_metadata  # noqa: PLC0415

    tree = page_tree(fetched)
    facts = _attempt(lambda: extract_metadata(tree, default_url=fetched.url))
    found = _read_by_rule(tree, rule) if rule is not None else {}
    told = _told(tree)
    _replace_texts(tree, lambda text: text.translate(_HELD))
    _hold_gaps(tree)
    content = found.get("text") or _attempt(
        lambda: trafilatura.extract(
            tree, url=fetched.url, output_format="html", include_comments=False
        )
    )
    markup = (content or "").translate(_RELEASED).replace(_GAP, "")
    article = _article(fetched.url, found, facts, told)
    article = _with_text(article, clean_paragraphs(markup))
    if not article.body:
        raise ParseError(FeedProblem("no-article", fetched.url))
    asked = [] if rule is None else [key for key in _READ if getattr(rule, key)]
    site = rule.host if rule is not None else None
    return Extracted(article, site, tuple(key for key in asked if key not in found))


@dataclass(frozen=True, slots=True)
class _Told:
    """What a page says beside its text."""

    moments: tuple[str, ...]
    language: str | None


def _told(tree: Any) -> _Told:
    data = (_DATE_PUBLISHED.findall(text) for text in tree.xpath(_LINKED_DATA))
    moments = (*tree.xpath(_PUBLISHED), *(moment for found in data for moment in found))
    return _Told(tuple(map(str, moments)), _language(tree))


def _hold_gaps(tree: Any) -> None:
    for mark in tree.iter("br"):
        following = mark.getnext()
        if following is not None and following.tag == "br" and not _bare(mark.tail):
            mark.tail = _GAP


def _bare(text: str | None) -> str:
    return (text or "").translate(_RELEASED).strip()


def page_tree(fetched: Fetched) -> Any:
    """The elements of a page, by lxml, with cleaned texts.

    Raises:
        ParseError: it is no page of HTML (``not-a-page``), or empty (``no-article``).
    """
    from trafilatura import load_html  # noqa: PLC0415 - as above

    kind = fetched.content_type.partition(";")[0].strip().lower()
    if kind and kind not in _PAGE_KINDS:
        raise ParseError(FeedProblem("not-a-page", clean_line(kind)[:80]))
    tree = load_html(clean_text(decode(fetched.body, fetched.content_type)))
    if tree is None:
        raise ParseError(FeedProblem("no-article", fetched.url))
    _replace_texts(tree, clean_text)
    return tree


def _replace_texts(tree: Any, change: Callable[[str], str]) -> None:
    for element in tree.iter(etree.Element):
        if element.text:
            element.text = change(element.text)
        if element.tail:
            element.tail = change(element.tail)


_READ = ("text", "title", "author", "date")


def _read_by_rule(tree: Any, rule: SiteRule) -> dict[str, str]:
    """What the rule finds in a page, by its keys; what it says to remove is taken out of the page."""
    found = {
        "title": _words(tree, rule.title),
        "author": _words(tree, rule.author),
        "date": moment_of(_moment(tree, rule.date)) or "",
    }
    # Not before: who wrote an article often stands in what is no part of its text.
    for element in tree.xpath(rule.remove) if rule.remove else ():
        if element.getparent() is not None:
            element.drop_tree()
    found["text"] = _markup(_outermost(tree.xpath(rule.text))) if rule.text else ""
    return {key: value for key, value in found.items() if value.strip()}


def _outermost(elements: list[Any]) -> Iterator[Any]:
    """Those that stand in none of the others."""
    chosen = set(elements)
    for element in elements:
        if not any(above in chosen for above in element.iterancestors()):
            yield element


def _markup(elements: Iterator[Any]) -> str:
    return "\n".join(
        html.tostring(element, encoding="unicode", with_tail=False) for element in elements
    )


def _words(tree: Any, path: str) -> str:
    found = tree.xpath(path) if path else []
    return clean_line(_markup(iter(found[:1])))


def _moment(tree: Any, path: str) -> str:
    found = tree.xpath(path) if path else []
    if not found:
        return ""
    return found[0].get("datetime") or found[0].get("content") or _words(tree, path)


def _attempt(work: Callable[[], Any]) -> Any:
    """What trafilatura makes of a page; None where it stumbles over one, as over one without an article."""
    try:
        return work()
    except (ValueError, TypeError, AttributeError, LookupError, AssertionError, RecursionError):
        return None


def _article(url: str, found: dict[str, str], facts: Any, told: _Told) -> NewArticle:
    """What is known of an article, still without its text."""
    own = web_address(str(getattr(facts, "url", None) or ""), url)
    # A page that calls the site's front page its canonical address says so of every article.
    if own is None or urlsplit(own).path in {"", "/"}:
        own = url
    return NewArticle(
        title=clean_title(found.get("title") or getattr(facts, "title", None)),
        body="",
        source=clean_title(getattr(facts, "sitename", None) or getattr(facts, "hostname", None)),
        author=clean_author(found.get("author") or _authors(facts)),
        url=url,
        canonical_url=canonical_url(own),
        published=found.get("date") or moment_on(getattr(facts, "date", None), told.moments),
        language=told.language,
    )


def _authors(facts: Any) -> str:
    """Their names, which trafilatura joins by semicolons."""
    return ", ".join(str(getattr(facts, "author", None) or "").split("; "))


def _with_text(article: NewArticle, text: str) -> NewArticle:
    """The article with its text, without what stands above it and beside it already."""
    text = without_title(_without_repeated(text), article.title)
    published = day_in(article.published) if article.published else None
    body, author = split_byline(text, article.author, published)
    return replace(
        article,
        body=body,
        author=article.author or clean_author(author),
        prepared=prepare(article.title, body),
    )


def _without_repeated(body: str) -> str:
    seen: set[str] = set()
    kept = []
    for paragraph in body.split("\n\n"):
        if paragraph not in seen:
            kept.append(paragraph)
        if len(paragraph) >= _LEAST_REPEATED:
            seen.add(paragraph)
    return "\n\n".join(kept)


def _language(tree: Any) -> str | None:
    match = _LANGUAGE.match(
        tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    )
    return match[1].lower() if match else None
