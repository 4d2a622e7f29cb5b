"""The demo's stories read well and its description speaks of nothing that is not there."""

from __future__ import annotations

import re

import pytest

from store.text.noise import find_noise
from tui.demo.content import DemoAnnotation, DemoContent, DemoFact, Story, load_content

CONTENT = load_content()
STORIES = sorted(CONTENT.stories)
NO_BREAK = "\u00a0"


def named_stories(content: DemoContent) -> set[str]:
    """Every story that the description speaks of."""
    names = {*content.folder, *content.kept, *content.discarded, *content.starred}
    for feed in content.feeds:
        for entry in feed.entries:
            names |= {entry.article, entry.story_in(2)}
    for mission in content.missions:
        names |= {article for article, _ in mission.links}
    for articles in content.tags.values():
        names |= set(articles)
    names |= {annotation.article for annotation in content.annotations}
    names |= {article for article, _ in content.notes}
    for collection in content.collections:
        for section in collection.sections:
            names |= {article for article, _ in section.items}
    return names


def story(name: str) -> Story:
    return CONTENT.stories[name]


def test_every_story_is_used_and_every_name_is_a_story() -> None:
    assert named_stories(CONTENT) == set(CONTENT.stories)


def test_there_are_enough_to_look_at() -> None:
    assert len(CONTENT.stories) >= 20
    assert len(CONTENT.feeds) >= 3
    assert len(CONTENT.missions) == 2


@pytest.mark.parametrize("name", STORIES)
def test_a_story_is_of_readable_length(name: str) -> None:
    assert 150 <= len(story(name).body.split()) <= 400
    assert len(story(name).paragraphs) >= 3


@pytest.mark.parametrize("name", STORIES)
def test_french_typography(name: str) -> None:
    text = story(name).text
    assert not re.search(r"\w'\w", text)
    assert '"' not in text
    assert not re.search(rf"[^{NO_BREAK}][;:?!»%]", text)
    assert not re.search(rf"«[^{NO_BREAK}]", text)
    assert text.count("«") == text.count("»")
    assert "  " not in text


@pytest.mark.parametrize("name", STORIES)
def test_only_the_press_release_carries_noise(name: str) -> None:
    text = story(name).text
    body_start = len(text) - len(story(name).body)
    report = find_noise(text, body_start)
    hidden = [text[span.start : span.end].strip() for span in report.spans]
    if name == "halifax-communique":
        assert report.press_release
        assert hidden == ["Communiqué"]
    else:
        assert not report.press_release
        assert hidden == []


def test_one_story_of_the_folder_has_no_title() -> None:
    assert [name for name in CONTENT.folder if story(name).title is None] == ["valparaiso-depart"]


@pytest.mark.parametrize("annotation", CONTENT.annotations, ids=lambda each: each.quote[:20])
def test_annotated_passages_stand_once_in_their_story(annotation: DemoAnnotation) -> None:
    assert story(annotation.article).body.count(annotation.quote) == 1


@pytest.mark.parametrize("fact", CONTENT.facts, ids=lambda each: each.name)
def test_facts_rest_on_passages_of_their_stories(fact: DemoFact) -> None:
    assert story(fact.article).body.count(fact.quote) == 1
    assert fact.mission in {mission.slug for mission in CONTENT.missions}


def test_every_name_that_is_known_stands_in_a_story() -> None:
    for _, name, aliases in CONTENT.entities:
        for each in (name, *aliases):
            assert any(each in story(other).body for other in STORIES), each


def test_the_changed_story_keeps_one_passage_and_loses_another() -> None:
    replaced = {
        entry.article: entry.replaced_by
        for feed in CONTENT.feeds
        for entry in feed.entries
        if entry.replaced_by
    }
    assert replaced == {"halifax-varenia": "halifax-varenia-2"}
    quotes = [each.quote for each in CONTENT.annotations if each.article == "halifax-varenia"]
    stays = [quote in story("halifax-varenia-2").body for quote in quotes]
    assert sorted(stays) == [False, True]


def test_two_papers_took_over_the_press_release() -> None:
    released = set(story("halifax-communique").paragraphs)
    for name in ("halifax-reprise-courrier", "halifax-reprise-littoral"):
        taken_over = set(story(name).paragraphs)
        assert len(released & taken_over) >= 2
        assert taken_over != released
