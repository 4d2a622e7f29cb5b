"""What the demo is made of, read from the package's files: stories, feeds, editors' work."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from store.models import (
    AnnotationKind,
    Direction,
    EntityKind,
    FactDetails,
    FactStatus,
    FactType,
    FeedDetails,
    Figure,
    MissionDetails,
    Party,
    PressDate,
    Role,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

_CONTENT = files("tui.demo") / "content"


@dataclass(frozen=True, slots=True)
class Story:
    """An invented article; ``name`` is what the demo's description calls it."""

    name: str
    title: str | None
    body: str
    """Paragraphs parted by empty lines."""

    @property
    def text(self) -> str:
        """The whole as an article file has it: a title on a line of its own, the body."""
        return self.body if self.title is None else f"{self.title}\n\n{self.body}"

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The body's paragraphs."""
        return tuple(self.body.strip().split("\n\n"))


@dataclass(frozen=True, slots=True)
class StoryEntry:
    """A story's place in a feed."""

    article: str
    published: datetime
    author: str | None = None
    edition: int = 1
    """The edition in which it appears: the first collect sees edition 1, later ones edition 2."""
    replaced_by: str | None = None
    """The story that stands in its place from edition 2 on."""

    def story_in(self, edition: int) -> str:
        """Name of the story that this entry shows in an edition."""
        return self.replaced_by if self.replaced_by and edition > self.edition else self.article


@dataclass(frozen=True, slots=True)
class DemoFeed:
    """A feed that the demo serves."""

    slug: str
    title: str
    description: str
    format: str
    """``rss`` or ``atom``."""
    encoding: str
    group: str
    entries: tuple[StoryEntry, ...]
    tags: tuple[str, ...] = ()

    def entries_in(self, edition: int) -> tuple[StoryEntry, ...]:
        """The entries of an edition, newest first."""
        shown = (entry for entry in self.entries if entry.edition <= edition)
        return tuple(sorted(shown, key=lambda entry: entry.published, reverse=True))

    def details(self, url: str) -> FeedDetails:
        """What a desk is told of this feed, served at ``url``."""
        return FeedDetails(
            url=url,
            title=self.title,
            group=self.group,
            source=self.title,
            tags=self.tags,
            allow_private=True,
        )


@dataclass(frozen=True, slots=True)
class DemoMission:
    """A mission of the demo with the articles linked to it."""

    slug: str
    details: MissionDetails
    links: tuple[tuple[str, Role], ...]


@dataclass(frozen=True, slots=True)
class DemoAnnotation:
    """A passage that the demo's editors marked."""

    article: str
    quote: str
    kind: AnnotationKind
    note: str


@dataclass(frozen=True, slots=True)
class DemoFact:
    """A fact that the demo's editors recorded."""

    name: str
    """What others call it as their part."""
    mission: str
    """A slug."""
    article: str
    quote: str
    details: FactDetails
    """Without its parts."""
    parts: tuple[str, ...]
    """Names of the facts that it sums up, which come before it."""


@dataclass(frozen=True, slots=True)
class DemoSection:
    """A section of the demo's collection: its title, its articles, each with a comment."""

    title: str
    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class DemoCollection:
    """A collection of the demo."""

    slug: str
    title: str
    introduction: str
    sections: tuple[DemoSection, ...]


@dataclass(frozen=True, slots=True)
class DemoContent:
    """The whole demo."""

    stories: Mapping[str, Story]
    folder: tuple[str, ...]
    """Stories that lie in the folder before anything is collected."""
    feeds: tuple[DemoFeed, ...]
    missions: tuple[DemoMission, ...]
    tags: Mapping[str, tuple[str, ...]]
    kept: tuple[str, ...]
    discarded: tuple[str, ...]
    starred: tuple[str, ...]
    annotations: tuple[DemoAnnotation, ...]
    entities: tuple[tuple[EntityKind, str, tuple[str, ...]], ...]
    """Each with its kind, its name and its aliases."""
    facts: tuple[DemoFact, ...]
    notes: tuple[tuple[str, str], ...]
    collections: tuple[DemoCollection, ...]
    searches: tuple[tuple[str, str], ...]
    """Names and queries."""


@cache
def load_content() -> DemoContent:
    """Read the demo's description and its stories from the package."""
    description = tomllib.loads((_CONTENT / "demo.toml").read_text(encoding="utf-8"))
    triage = description["triage"]
    return DemoContent(
        stories=_stories(set(description.get("untitled", ()))),
        folder=tuple(description["folder"]),
        feeds=tuple(_feed(table) for table in description["feeds"]),
        missions=tuple(_mission(table) for table in description["missions"]),
        tags={name: tuple(articles) for name, articles in description["tags"].items()},
        kept=tuple(triage["kept"]),
        discarded=tuple(triage["discarded"]),
        starred=tuple(triage["starred"]),
        annotations=tuple(_annotation(table) for table in description["annotations"]),
        entities=tuple(
            (EntityKind(table["kind"]), table["name"], tuple(table.get("aliases", ())))
            for table in description["entities"]
        ),
        facts=tuple(_fact(table) for table in description["facts"]),
        notes=tuple((table["article"], table["text"]) for table in description["notes"]),
        collections=tuple(_collection(table) for table in description["collections"]),
        searches=tuple((table["name"], table["query"]) for table in description["searches"]),
    )


def _stories(untitled: set[str]) -> dict[str, Story]:
    stories = {}
    for file in (_CONTENT / "articles").iterdir():
        name = file.name.removesuffix(".txt")
        text = file.read_text(encoding="utf-8")
        title, _, body = text.partition("\n\n")
        stories[name] = Story(name, None, text) if name in untitled else Story(name, title, body)
    return stories


def _feed(table: dict[str, Any]) -> DemoFeed:
    entries = tuple(StoryEntry(**entry) for entry in table["entries"])
    return DemoFeed(**{**table, "entries": entries, "tags": tuple(table.get("tags", ()))})


def _mission(table: dict[str, Any]) -> DemoMission:
    details = MissionDetails(
        title=table["title"],
        direction=Direction(table["direction"]),
        origin=table["origin"],
        destinations=tuple(table["destinations"]),
        organisers=tuple(table["organisers"]),
        leader=table["leader"],
        dates=PressDate(**table["dates"]),
        sectors=tuple(table["sectors"]),
        objectives=table.get("objectives"),
        delegation=table.get("delegation"),
        programme=table.get("programme"),
    )
    links = tuple((link["article"], Role(link["role"])) for link in table["links"])
    return DemoMission(table["slug"], details, links)


def _annotation(table: dict[str, str]) -> DemoAnnotation:
    kind = AnnotationKind(table["kind"])
    return DemoAnnotation(table["article"], table["quote"], kind, table["note"])


def _fact(table: dict[str, Any]) -> DemoFact:
    details = FactDetails(
        FactType(table["type"]),
        FactStatus(table["status"]),
        parties=tuple(Party(name) for name in table.get("parties", ())),
        figure=Figure(**table["figure"]) if "figure" in table else None,
        speaker=table.get("speaker"),
        is_aggregate="parts" in table,
    )
    place = (table["name"], table["mission"], table["article"], table["quote"])
    return DemoFact(*place, details, tuple(table.get("parts", ())))


def _collection(table: dict[str, Any]) -> DemoCollection:
    sections = tuple(
        DemoSection(
            section["title"],
            tuple((item["article"], item["comment"]) for item in section["items"]),
        )
        for section in table["sections"]
    )
    return DemoCollection(table["slug"], table["title"], table["introduction"], sections)
