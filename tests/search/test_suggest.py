"""What would suit an article, and why."""

from __future__ import annotations

from search.mentions import Mention
from search.suggest import (
    CONFIDENT,
    Candidate,
    Precedent,
    Suggestion,
    SuggestionKind,
    Target,
    suggest,
)


def tag(name: str) -> Target:
    return Target(SuggestionKind.TAG, name)


def candidate(name: str, *cues: str, kind: SuggestionKind = SuggestionKind.TAG) -> Candidate:
    return Candidate(Target(kind, name), (name,), cues)


def like(place: int, *tags: str, likeness: float = 0.3, refused: str = "") -> Precedent:
    refusals = frozenset({tag(refused)}) if refused else frozenset()
    return Precedent(f"{place:03d}", likeness, frozenset(map(tag, tags)), refusals)


def names(found: list[Suggestion]) -> list[str]:
    return [each.target.name for each in found]


RARE = Mention("Nautisme", 4, in_title=True, rarity=0.8)
COMMON = Mention("France", 1, in_title=False, rarity=0.2)


def test_what_most_like_articles_have_is_suggested_with_the_nearest_as_reason() -> None:
    precedents = [like(1, "mer"), like(2, "mer", "port"), like(3, "mer"), like(4, "mer"), like(5)]
    (found,) = suggest([candidate("mer"), candidate("port")], precedents, {})
    assert found.target == tag("mer")
    assert found.articles == ("001", "002", "003")
    assert found.words == ()
    assert CONFIDENT < found.confidence < 1


def test_a_rare_name_in_title_and_text_is_enough() -> None:
    (found,) = suggest([candidate("nautisme")], [], {"nautisme": RARE})
    assert found.words == ("Nautisme",)
    assert found.articles == ()


def test_a_common_name_is_not_enough() -> None:
    assert suggest([candidate("france")], [], {"france": COMMON}) == []


def test_too_little_evidence_suggests_nothing() -> None:
    assert suggest([candidate("mer")], [], {}) == []
    assert suggest([candidate("mer")], [like(1, "mer", likeness=0.1)], {}) == []
    assert suggest([], [like(1, "mer", likeness=1.0)], {}) == []


def test_refusals_for_like_articles_lower_a_tag() -> None:
    speaking = [like(place, "mer") for place in range(4)]
    against = [like(place, refused="mer") for place in range(4, 7)]
    assert names(suggest([candidate("mer")], speaking, {})) == ["mer"]
    assert suggest([candidate("mer")], [*speaking, *against], {}) == []


def test_one_refusal_that_was_thought_better_of_does_not_count() -> None:
    precedents = [like(place, "mer", refused="mer") for place in range(4)]
    assert names(suggest([candidate("mer")], precedents, {})) == ["mer"]


def test_a_tag_below_another_says_more() -> None:
    precedents = [like(place, "filière", "filière/mer") for place in range(4)]
    candidates = [candidate("filière"), candidate("filière/mer")]
    assert names(suggest(candidates, precedents, {})) == ["filière/mer"]


def test_the_surest_come_first_and_not_all_of_them() -> None:
    tags = [f"t{number}" for number in range(9)]
    precedents = [like(1, *tags, likeness=0.9), like(2, "t7", likeness=0.5)]
    found = suggest([candidate(each) for each in tags], precedents, {})
    assert found[0].target.name == "t7"
    assert len(found) == 5


def test_a_destination_alone_makes_no_mission() -> None:
    miami = candidate("miami", "délégation", "métropole", kind=SuggestionKind.MISSION)
    city = Mention("Miami", 5, in_title=True, rarity=0.8)
    assert suggest([miami], [], {"miami": city}) == []
    cues = {cue: Mention(cue, 1, in_title=False, rarity=0.5) for cue in miami.cues}
    (found,) = suggest([miami], [], {"miami": city, **cues})
    assert found.words == ("Miami", "délégation", "métropole")


def test_cues_alone_make_no_mission() -> None:
    cues = {str(number): Mention("x", 9, in_title=True, rarity=1) for number in range(9)}
    mission = candidate("miami", *cues, kind=SuggestionKind.MISSION)
    assert suggest([mission], [], cues) == []
