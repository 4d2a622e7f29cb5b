"""The places of a desk that a list can show: the inbox, a tag, a mission, a saved search and so on.

``outline`` lays them out as the rows of the side bar, from what the store told; nothing here reads
the store or needs Textual.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from store.models import Triage, View
from tui.fuzzy import fold
from tui.i18n import N_, _

if TYPE_CHECKING:
    from collections.abc import Collection as AnyCollection
    from collections.abc import Iterator, Mapping, Sequence

    from store.models import Collection, Entity, Mission, SavedSearch, Tag, ViewCounts


class PlaceKind(StrEnum):
    """What sort of place it is, which says what can be done to it."""

    VIEW = "view"
    SEARCH = "search"
    MISSION = "mission"
    TAG = "tag"
    COLLECTION = "collection"
    SOURCE = "source"
    SIMILAR = "similar"
    """The articles like one."""


@dataclass(frozen=True, slots=True)
class Place:
    """Something that a list can show."""

    kind: PlaceKind
    name: str
    """What the store calls it: a slug, a tag's full name, a saved search's name, a view's word."""
    title: str
    """Its name for people, not translated."""
    view: View = field(default_factory=View)
    query: str = ""
    """The search it stands for; empty for all but saved searches."""

    @property
    def key(self) -> str:
        """What tells it from all other places."""
        return f"{self.kind}:{self.name}"


@dataclass(frozen=True, slots=True)
class Overview:
    """All that the side bar shows, read at one moment."""

    counts: ViewCounts
    searches: tuple[SavedSearch, ...] = ()
    missions: tuple[Mission, ...] = ()
    tags: tuple[Tag, ...] = ()
    collections: tuple[Collection, ...] = ()
    entities: tuple[Entity, ...] = ()
    search_totals: Mapping[str, int] = field(default_factory=dict)
    """How many articles each saved search finds, by its name; counted after the rest."""
    search_news: Mapping[str, int] = field(default_factory=dict)
    """How many of them came since the editor last looked, by its name."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the side bar."""

    key: str
    label: str
    """Cleaned by whoever draws it."""
    place: Place | None = None
    """None for a heading."""
    count: int | None = None
    depth: int = 0
    has_more: bool = False
    """Whether rows can be folded away below it."""
    folded: bool = False


INBOX = Place(PlaceKind.VIEW, "inbox", N_("Inbox"), View(triage=Triage.NEW))
KEPT = Place(PlaceKind.VIEW, "kept", N_("Kept"), View(triage=Triage.KEPT))
DISCARDED = Place(PlaceKind.VIEW, "discarded", N_("Discarded"), View(triage=Triage.DISCARDED))
EVERYTHING = Place(PlaceKind.VIEW, "all", N_("All"))
STARRED = Place(PlaceKind.VIEW, "starred", N_("Starred"), View(starred=True))
UNREAD = Place(PlaceKind.VIEW, "unread", N_("Unread"), View(unread=True))
ORPHANS = Place(PlaceKind.VIEW, "orphans", N_("Orphaned passages"), View(orphans=True))
CHANGED = Place(PlaceKind.VIEW, "changed", N_("Changed since read"), View(changed=True))

_SCOPES: Mapping[str, str] = {
    INBOX.key: "is:new",
    KEPT.key: "is:kept",
    DISCARDED.key: "is:discarded",
    STARRED.key: "is:starred",
    UNREAD.key: "is:unread",
    CHANGED.key: "is:changed",
}
MOST_NEW = 999
"""Articles of a saved search up to which it is said how many are new."""

_FIELDS = frozenset({PlaceKind.MISSION, PlaceKind.TAG, PlaceKind.COLLECTION, PlaceKind.SOURCE})

HEADINGS: Mapping[PlaceKind, str] = {
    PlaceKind.SEARCH: N_("Saved searches"),
    PlaceKind.MISSION: N_("Missions"),
    PlaceKind.COLLECTION: N_("Collections"),
    PlaceKind.TAG: N_("Tags"),
    PlaceKind.SOURCE: N_("Sources"),
}


def title_of(place: Place) -> str:
    """A place's title for the screen: translated where it is one of the desk's own views."""
    return _(place.title) if place.kind is PlaceKind.VIEW else place.title


def scope_of(place: Place) -> str:
    """The condition of the query language that a place stands for; empty where there is none."""
    if place.kind is PlaceKind.SEARCH:
        return place.query
    if place.kind is PlaceKind.SIMILAR:
        return f"near:{place.name}"
    if place.kind in _FIELDS and '"' not in place.name:
        return f'{place.kind}:"{place.name}"'
    return _SCOPES.get(place.key, "")


def outline(overview: Overview, folded: AnyCollection[str] = ()) -> list[Row]:
    """The rows of the side bar.

    Args:
        overview: What there is.
        folded: Keys of the rows whose lower ones are hidden.
    """
    rows = list(_views(overview.counts))
    for kind, below in _sections(overview).items():
        if not below:
            continue
        key = f"heading:{kind}"
        rows.append(
            Row(key, _(HEADINGS[kind]), None, len(below), has_more=True, folded=key in folded)
        )
        if key not in folded:
            rows += _unfolded(below, folded)
    return rows


def _views(counts: ViewCounts) -> Iterator[Row]:
    shown = [
        (INBOX, counts.inbox),
        (KEPT, counts.kept),
        (DISCARDED, counts.discarded),
        (EVERYTHING, counts.everything),
        (STARRED, counts.starred),
        (UNREAD, counts.unread),
    ]
    if counts.changed:
        shown.append((CHANGED, counts.changed))
    if counts.orphans:
        shown.append((ORPHANS, counts.orphans))
    return (_row(place, count) for place, count in shown)


def _sections(overview: Overview) -> dict[PlaceKind, list[Row]]:
    return {
        PlaceKind.SEARCH: [_search_row(search, overview) for search in overview.searches],
        PlaceKind.MISSION: [
            _row(mission_place(mission), mission.article_count) for mission in overview.missions
        ],
        PlaceKind.COLLECTION: [
            _row(collection_place(collection), collection.article_count)
            for collection in overview.collections
        ],
        PlaceKind.TAG: _tag_rows(overview.tags),
        PlaceKind.SOURCE: [
            _row(source_place(name), count)
            for name, count in sorted(overview.counts.sources, key=lambda each: fold(each[0]))
        ],
    }


def search_place(search: SavedSearch) -> Place:
    """A saved search's place."""
    return Place(PlaceKind.SEARCH, search.name, search.name, query=search.query)


def mission_place(mission: Mission) -> Place:
    """The place of a mission's articles."""
    view = View(mission=mission.slug)
    return Place(PlaceKind.MISSION, mission.slug, mission.details.title, view)


def collection_place(collection: Collection) -> Place:
    """The place of a collection's articles, in its own order."""
    view = View(collection=collection.slug)
    return Place(PlaceKind.COLLECTION, collection.slug, collection.title, view)


def tag_place(name: str) -> Place:
    """The place of the articles that bear a tag or one below it."""
    return Place(PlaceKind.TAG, name, name, View(tag=name))


def similar_place(article_id: str, headline: str) -> Place:
    """The place of the articles that are like one."""
    return Place(PlaceKind.SIMILAR, article_id, headline)


def source_place(name: str) -> Place:
    """The place of a publication's articles."""
    return Place(PlaceKind.SOURCE, name, name, View(source=name))


def _row(place: Place, count: int | None) -> Row:
    return Row(place.key, title_of(place), place, count)


def _search_row(search: SavedSearch, overview: Overview) -> Row:
    place, new = search_place(search), overview.search_news.get(search.name)
    words = f"{MOST_NEW}+" if new and new > MOST_NEW else f"{new}"
    label = f"{search.name} ({words})" if new else search.name
    return Row(place.key, label, place, overview.search_totals.get(search.name))


def _tag_rows(tags: tuple[Tag, ...]) -> list[Row]:
    rows = []
    parents = {tag.name.rpartition("/")[0] for tag in tags}
    for tag in sorted(tags, key=lambda tag: [fold(step) for step in tag.name.split("/")]):
        place = tag_place(tag.name)
        label = tag.name.rpartition("/")[2]
        depth = tag.name.count("/")
        rows.append(
            Row(place.key, label, place, tag.article_count, depth, has_more=tag.name in parents)
        )
    return rows


def _unfolded(rows: list[Row], folded: AnyCollection[str]) -> Iterator[Row]:
    """The rows that are not below a folded one."""
    hidden_below: int | None = None
    for row in rows:
        if hidden_below is not None and row.depth > hidden_below:
            continue
        hidden_below = row.depth if row.key in folded else None
        yield _with_fold(row, hidden_below is not None)


def _with_fold(row: Row, folded: bool) -> Row:
    return Row(row.key, row.label, row.place, row.count, row.depth, row.has_more, folded)


def keep_in_place(before: Sequence[str], now: Sequence[str], current: str | None) -> Sequence[str]:
    """The ids of ``now``, with the current article kept among them where it has left.

    A person who reads an article does not lose it because it is no longer unread: it stays where it
    stood, after the last one before it that is still there.
    """
    present = set(now)
    if current is None or current in present or current not in before:
        return now
    earlier = before[: before.index(current)]
    anchor = next((id_ for id_ in reversed(earlier) if id_ in present), None)
    position = 0 if anchor is None else now.index(anchor) + 1
    return (*now[:position], current, *now[position:])
