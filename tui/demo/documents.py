"""The demo's feeds and pages as bytes: RSS 2.0, Atom 1.0 and HTML in the feed's encoding."""

from __future__ import annotations

from datetime import UTC
from email.utils import format_datetime
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

if TYPE_CHECKING:
    from tui.demo.content import DemoContent, DemoFeed, Story, StoryEntry


def feed_document(content: DemoContent, feed: DemoFeed, base: str, edition: int) -> bytes:
    """Return an edition of a feed, its pages under the address ``base``."""
    write = _rss if feed.format == "rss" else _atom
    # What ISO-8859-1 lacks (’ and œ) goes as a character reference, as papers' systems send it.
    return write(content, feed, base, edition).encode(feed.encoding, errors="xmlcharrefreplace")


def page_document(feed: DemoFeed, story: Story) -> bytes:
    """Return the page of a story as its publication would show it."""
    title = story.title or feed.title
    page = (
        f'<!doctype html><html lang="fr"><head><meta charset="{feed.encoding}">'
        f"<title>{escape(title)} | {escape(feed.title)}</title></head><body>"
        f"<header>{escape(feed.title)}</header><main><article><h1>{escape(title)}</h1>"
        f"{_paragraphs(story)}</article></main></body></html>"
    )
    return page.encode(feed.encoding, errors="xmlcharrefreplace")


def story_address(feed: DemoFeed, entry: StoryEntry, base: str) -> str:
    """Return the address of an entry's page."""
    return f"{base}/{feed.slug}/{entry.article}.html"


def feed_address(feed: DemoFeed, base: str) -> str:
    """Return the address of a feed."""
    return f"{base}/{feed.slug}/feed.xml"


def entry_guid(feed: DemoFeed, entry: StoryEntry) -> str:
    """Return what identifies an entry in its feed, whatever the server's address."""
    return f"tag:{feed.slug}.example,2025:{entry.article}"


def _paragraphs(story: Story) -> str:
    return "\n".join(f"<p>{escape(paragraph)}</p>" for paragraph in story.paragraphs)


def _rss(content: DemoContent, feed: DemoFeed, base: str, edition: int) -> str:
    items = "".join(
        _rss_item(content.stories[entry.story_in(edition)], feed, entry, base)
        for entry in feed.entries_in(edition)
    )
    return (
        f'<?xml version="1.0" encoding="{feed.encoding}"?>\n'
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<channel><title>{escape(feed.title)}</title><link>{base}/{feed.slug}/</link>"
        f"<description>{escape(feed.description)}</description><language>fr</language>\n"
        f"{items}</channel></rss>\n"
    )


def _rss_item(story: Story, feed: DemoFeed, entry: StoryEntry, base: str) -> str:
    author = f"<dc:creator>{escape(entry.author)}</dc:creator>" if entry.author else ""
    return (
        f"<item><title>{escape(story.title or '')}</title>"
        f"<link>{story_address(feed, entry, base)}</link>"
        f'<guid isPermaLink="false">{entry_guid(feed, entry)}</guid>'
        f"<pubDate>{format_datetime(entry.published)}</pubDate>{author}"
        f"<description>{escape(story.paragraphs[0])}</description>"
        f"<content:encoded>{escape(_paragraphs(story))}</content:encoded></item>\n"
    )


def _atom(content: DemoContent, feed: DemoFeed, base: str, edition: int) -> str:
    entries = feed.entries_in(edition)
    shown = "".join(
        _atom_entry(content.stories[entry.story_in(edition)], feed, entry, base)
        for entry in entries
    )
    return (
        f'<?xml version="1.0" encoding="{feed.encoding}"?>\n'
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr">'
        f"<title>{escape(feed.title)}</title><subtitle>{escape(feed.description)}</subtitle>"
        f"<id>tag:{feed.slug}.example,2025:feed</id>"
        f"<link href={quoteattr(f'{base}/{feed.slug}/')}/>"
        f"<updated>{entries[0].published.astimezone(UTC).isoformat()}</updated>\n{shown}</feed>\n"
    )


def _atom_entry(story: Story, feed: DemoFeed, entry: StoryEntry, base: str) -> str:
    author = f"<author><name>{escape(entry.author)}</name></author>" if entry.author else ""
    moment = entry.published.isoformat()
    return (
        f"<entry><title>{escape(story.title or '')}</title>"
        f"<id>{entry_guid(feed, entry)}</id>"
        f"<link href={quoteattr(story_address(feed, entry, base))}/>"
        f"<published>{moment}</published><updated>{moment}</updated>{author}"
        f"<summary>{escape(story.paragraphs[0])}</summary>"
        f'<content type="html">{escape(_paragraphs(story))}</content></entry>\n'
    )
