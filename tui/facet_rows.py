"""What the pane of facets shows: values with counts and a key each, in lines. Pure.

``make_sheet`` joins what was counted with the names that the desk gives things, ``lay_out`` makes lines of
it that fit a height, and ``assign_keys`` gives the values keys that they keep while the query is narrowed
and widened again.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from tui.fuzzy import fold
from tui.i18n import N_, _

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from search.facets import Bar, Facets

KEYS = "abcdegimnoprstvwxyz456789"
"""Keys for values, in the order they are given out: all that the pane needs for nothing else."""

LEAST = 3
"""Values of a heading that show at least, however low the pane."""


class Facet(StrEnum):
    """What articles can be told apart by; the name is that of the field in a query."""

    TAG = "tag"
    SOURCE = "source"
    MISSION = "mission"
    ORGANISATION = "org"
    PERSON = "person"
    PLACE = "place"
    YEAR = "date"


HEADINGS: Mapping[Facet, str] = {
    Facet.TAG: N_("Tags"),
    Facet.SOURCE: N_("Sources"),
    Facet.MISSION: N_("Missions"),
    Facet.ORGANISATION: N_("Organisations"),
    Facet.PERSON: N_("People"),
    Facet.PLACE: N_("Places"),
    Facet.YEAR: N_("Years"),
}


@dataclass(frozen=True, slots=True)
class FacetValue:
    """Something that some of the articles found have."""

    facet: Facet
    value: str
    """As the query's field takes it."""
    label: str
    """For people; cleaned by whoever draws it."""
    count: int
    depth: int = 0
    is_active: bool = False
    """Whether the query is narrowed by it."""

    @property
    def id(self) -> tuple[Facet, str]:
        """What tells it from all others."""
        return self.facet, self.value


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that there is to show of one search."""

    total: int
    values: tuple[FacetValue, ...]
    """Under their headings, in the order they are shown."""
    bars: tuple[Bar, ...] = ()
    """How many articles there are, from the first stretch of time to the last."""
    active_bars: frozenset[str] = frozenset()
    """The stretches that the query is narrowed by."""


EMPTY = Sheet(0, ())


@dataclass(frozen=True, slots=True)
class Heading:
    """A line over values."""

    facet: Facet
    shown: int
    of: int
    """How many values there are under it, shown or not."""
    is_unfolded: bool = False

    @property
    def id(self) -> tuple[Facet, str]:
        """What tells it from all other lines."""
        return self.facet, ""

    @property
    def has_more(self) -> bool:
        """Whether it can be unfolded, or folded again."""
        return self.shown < self.of or self.is_unfolded


FacetLine = Heading | FacetValue


@dataclass(frozen=True, slots=True)
class Names:
    """What the desk calls the things that were counted."""

    tags: Mapping[str, str]
    """Full names by what the index calls them."""
    missions: Mapping[str, str]
    """Titles by slug."""
    entities: Mapping[str, tuple[Facet, str]] = field(default_factory=dict)
    """What each entity is and its name, by what the index calls it."""


def make_sheet(facets: Facets, names: Names, is_active: Callable[[str, str], bool]) -> Sheet:
    """Join what was counted with names.

    Args:
        facets: What was counted.
        names: What the desk calls it; tags that it does not know are aliases and left out.
        is_active: Says of a field and a value whether the query is narrowed by them.
    """
    tags = [(name, facets.tags.get(key, 0)) for key, name in names.tags.items()]
    values = [
        *_tag_values(tags),
        *_by_count(Facet.SOURCE, facets.sources),
        *(
            replace(value, label=names.missions.get(value.value, value.value))
            for value in _by_count(Facet.MISSION, facets.missions)
        ),
        *_entity_values(facets.entities, names.entities),
        *(
            FacetValue(Facet.YEAR, str(year), str(year), count)
            for year, count in sorted(facets.years.items(), reverse=True)
        ),
    ]
    marked = [replace(value, is_active=is_active(value.facet, value.value)) for value in values]
    bars = frozenset(bar.value for bar in facets.bars if is_active("date", bar.value))
    return Sheet(
        facets.total,
        tuple(value for value in marked if value.count or value.is_active),
        facets.bars,
        bars,
    )


def _by_count(facet: Facet, counts: Mapping[str, int]) -> Iterable[FacetValue]:
    ordered = sorted(counts.items(), key=lambda item: (-item[1], fold(item[0])))
    return (FacetValue(facet, value, value, count) for value, count in ordered)


def _entity_values(
    counts: Mapping[str, int], names: Mapping[str, tuple[Facet, str]]
) -> Iterable[FacetValue]:
    """The entities, kind by kind; their other names are left out."""
    for facet in (Facet.ORGANISATION, Facet.PERSON, Facet.PLACE):
        own = {
            name: counts[key]
            for key, (kind, name) in names.items()
            if kind is facet and key in counts
        }
        yield from _by_count(facet, own)


def _tag_values(tags: Sequence[tuple[str, int]], above: str = "") -> list[FacetValue]:
    """A tree of tags: the commonest first, each with those below it."""
    depth = above.count("/")
    children = [
        (name, count) for name, count in tags if name.startswith(above) and name.count("/") == depth
    ]
    found = []
    for name, count in sorted(children, key=lambda item: (-item[1], fold(item[0]))):
        found.append(FacetValue(Facet.TAG, name, name.rpartition("/")[2], count, depth))
        found += _tag_values(tags, f"{name}/")
    return found


def stretch_words(value: str) -> str:
    """A stretch of time for people: a year, a month, a day, or from one to another."""
    first, parted, last = value.partition("..")
    if parted:
        return _("{first} to {last}").format(first=stretch_words(first), last=stretch_words(last))
    year, month, day = [*first.split("-"), "", ""][:3]
    if day:
        return _("{year}-{month}-{day}").format(year=year, month=month, day=day)
    return _("{year}-{month}").format(year=year, month=month) if month else year


def lay_out(sheet: Sheet, height: int, unfolded: Collection[Facet] = ()) -> list[FacetLine]:
    """The lines of a sheet: as many values under each heading as there is room for.

    Args:
        sheet: What there is.
        height: Lines that can be seen at once.
        unfolded: Headings of which all values are wanted, whether or not there is room.
    """
    grouped = {
        facet: group
        for facet in Facet
        if (group := [value for value in sheet.values if value.facet is facet])
    }
    room = _shared_room(
        {facet: len(group) for facet, group in grouped.items()}, height - len(grouped)
    )
    lines: list[FacetLine] = []
    for facet, group in grouped.items():
        shown = group if facet in unfolded else _best(group, room[facet])
        is_unfolded = facet in unfolded and len(group) > room[facet]
        lines.append(Heading(facet, len(shown), len(group), is_unfolded))
        lines += shown
    return lines


def _shared_room(wanted: Mapping[Facet, int], room: int) -> dict[Facet, int]:
    """Share lines out so that none gets more than it wants, and the rest as evenly as can be."""
    shares = {}
    left = room
    for place, (facet, count) in enumerate(sorted(wanted.items(), key=lambda item: item[1])):
        shares[facet] = min(count, max(LEAST, left // (len(wanted) - place)))
        left -= shares[facet]
    return shares


def _best(group: Sequence[FacetValue], room: int) -> list[FacetValue]:
    """The commonest, in their order; what is active is always among them, and no tag is without its parent."""
    if len(group) <= room:
        return list(group)
    # The years are in their own order; parents have at least the count of what is below them.
    ranked = sorted(group, key=lambda value: (not value.is_active, -value.count, value.depth))
    if group[0].facet is Facet.YEAR:
        ranked = sorted(group, key=lambda value: (not value.is_active, -int(value.value)))
    chosen = {value.id for value in ranked[:room]}
    return [value for value in group if value.id in chosen]


def assign_keys(
    lines: Sequence[FacetLine], before: Mapping[tuple[Facet, str], str]
) -> dict[tuple[Facet, str], str]:
    """Give values keys: those they had before, else ones that none has had, else whichever is free.

    Returns what is to be handed in as ``before`` the next time; values that are out of sight keep theirs
    until keys run out.
    """
    shown = [line.id for line in lines if isinstance(line, FacetValue)]
    keys = {value: before[value] for value in shown if value in before}
    taken, remembered = set(keys.values()), set(before.values())
    fresh = [key for key in KEYS if key not in remembered]
    free = iter([*fresh, *(key for key in KEYS if key in remembered and key not in taken)])
    for value in shown:
        if value not in keys:
            key = next(free, "")
            if not key:
                break
            keys[value] = key
    used = set(keys.values())
    return {**{value: key for value, key in before.items() if key not in used}, **keys}
