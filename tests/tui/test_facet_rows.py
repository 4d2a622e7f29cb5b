"""Values with counts and a key each, in as many lines as there is room for."""

from __future__ import annotations

from search.facets import Bar, Facets
from tui.facet_rows import (
    KEYS,
    Facet,
    FacetValue,
    Heading,
    Names,
    Sheet,
    assign_keys,
    lay_out,
    make_sheet,
    stretch_words,
)

NAMES = Names(
    tags={"filiere": "filière", "filiere/sante": "filière/santé", "filiere/mer": "filière/mer"}
    | {"mer": "mer", "zone": "zone"},
    missions={"tanger": "Mission à Tanger"},
)
FACETS = Facets(
    9,
    tags={"filiere": 6, "filiere/sante": 2, "filiere/mer": 5, "mer": 7, "alias": 3, "sante": 2},
    sources={"L’Estuaire": 2, "Le Léon": 5, "À part": 2},
    missions={"tanger": 1, "gone": 1},
    years={2025: 4, 2017: 5},
    bars=(Bar("2017", 5), Bar("2025", 4)),
)


def _sheet(*active: tuple[str, str]) -> Sheet:
    return make_sheet(FACETS, NAMES, lambda field, value: (field, value) in active)


def _values(sheet: Sheet, facet: Facet) -> list[tuple[str, int, int]]:
    return [(each.label, each.count, each.depth) for each in sheet.values if each.facet is facet]


def test_tags_stand_as_a_tree_the_commonest_first() -> None:
    assert _values(_sheet(), Facet.TAG) == [
        ("mer", 7, 0),
        ("filière", 6, 0),
        ("mer", 5, 1),
        ("santé", 2, 1),
    ]


def test_sources_and_missions_by_count_and_years_backwards() -> None:
    sheet = _sheet()
    assert [label for label, *_ in _values(sheet, Facet.SOURCE)] == [
        "Le Léon", "À part", "L’Estuaire",
    ]  # fmt: skip
    assert [label for label, *_ in _values(sheet, Facet.MISSION)] == ["gone", "Mission à Tanger"]
    assert [label for label, *_ in _values(sheet, Facet.YEAR)] == ["2025", "2017"]


def test_entities_stand_under_what_they_are_by_their_own_names() -> None:
    names = Names(
        tags={},
        missions={},
        entities={
            "org:ostrea": (Facet.ORGANISATION, "Ostréa"),
            "org:kelp": (Facet.ORGANISATION, "Kelp"),
            "person:le goff": (Facet.PERSON, "Le Goff"),
            "place:halifax": (Facet.PLACE, "Halifax"),
        },
    )
    counts = {"org:ostrea": 2, "org:kelp": 3, "org:ostrea sas": 2, "person:le goff": 1}
    facets = Facets(3, {}, {}, {}, {}, entities=counts)
    sheet = make_sheet(facets, names, lambda field, value: (field, value) == ("org", "Kelp"))
    assert _values(sheet, Facet.ORGANISATION) == [("Kelp", 3, 0), ("Ostréa", 2, 0)]
    assert _values(sheet, Facet.PERSON) == [("Le Goff", 1, 0)]
    assert _values(sheet, Facet.PLACE) == []
    assert [value.value for value in sheet.values if value.is_active] == ["Kelp"]


def test_what_is_active_stays_though_nothing_has_it() -> None:
    sheet = _sheet(("tag", "zone"), ("date", "2017"))
    zone = next(value for value in sheet.values if value.value == "zone")
    assert (zone.count, zone.is_active) == (0, True)
    assert sheet.active_bars == {"2017"}


def test_lines_are_shared_out_and_headings_say_what_is_hidden() -> None:
    lines = lay_out(_sheet(), 4 + 9)
    headings = {line.facet: (line.shown, line.of) for line in lines if isinstance(line, Heading)}
    assert headings[Facet.MISSION] == headings[Facet.YEAR] == (2, 2)
    assert headings[Facet.SOURCE] == (3, 3)
    assert headings[Facet.TAG] == (3, 4)
    unfolded = lay_out(_sheet(), 4 + 9, {Facet.TAG})
    assert len(unfolded) == len(lines) + 1
    assert next(line for line in unfolded if isinstance(line, Heading)).is_unfolded


def test_what_is_active_is_among_the_few_that_show() -> None:
    lines = lay_out(_sheet(("tag", "filière/santé")), 8)
    shown = {line.value for line in lines if isinstance(line, FacetValue)}
    assert "filière/santé" in shown


def _many(*names: str) -> list[FacetValue]:
    return [FacetValue(Facet.SOURCE, name, name, 1) for name in names]


def test_values_keep_their_keys_while_others_come_and_go() -> None:
    first = assign_keys(_many("a", "b", "c"), {})
    assert list(first.values()) == list(KEYS[:3])
    fewer = assign_keys(_many("c"), first)
    assert fewer[Facet.SOURCE, "c"] == KEYS[2]
    again = assign_keys(_many("x", "a", "b", "c"), fewer)
    assert [again[Facet.SOURCE, name] for name in "abc"] == list(KEYS[:3])
    assert again[Facet.SOURCE, "x"] == KEYS[3]


def test_where_keys_run_out_those_out_of_sight_give_theirs() -> None:
    before = assign_keys(_many(*(f"before {number}" for number in range(len(KEYS)))), {})
    after = assign_keys(_many("now"), before)
    assert after[Facet.SOURCE, "now"] == KEYS[0]
    assert (Facet.SOURCE, "before 0") not in after
    crowd = assign_keys(_many(*(f"now {number}" for number in range(40))), {})
    assert len(crowd) == len(set(crowd.values())) == len(KEYS)


def test_stretches_of_time_are_told_as_people_write_them() -> None:
    values = ("2017", "2017-03", "2017-03-14", "1990..1994")
    assert [stretch_words(each) for each in values] == [*values[:3], "1990 to 1994"]


def test_keys_are_none_that_moves_or_closes_the_pane() -> None:
    assert not set(KEYS) & set("fhjklqu123")
