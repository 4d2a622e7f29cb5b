"""Rules for sites whose pages are got wrong."""

from __future__ import annotations

import pytest

from feeds.errors import SitesError
from feeds.pages.sites import read_sites

RULES = """
["gazette.example"]
text = ["div.corps", "p.suite"]

["WWW.Courrier.example"]
title = "h1"
"""


def test_a_rule_is_for_a_host_and_those_below_it() -> None:
    rules = read_sites(RULES)
    own = rules.of("https://gazette.example/article")
    assert own is not None
    assert own.text.count("|") == 1
    assert rules.of("https://www.gazette.example/article") == own
    assert rules.of("http://www.courrier.example:8080/a") is not None
    assert rules.of("https://courrier.example/a") is None
    assert rules.of("https://lagazette.example/a") is None
    assert rules.of("https://[/a") is None


@pytest.mark.parametrize(
    ("text", "reason", "about"),
    [
        ("[gazette", "not-toml", ""),
        ('gazette = "div"', "not-a-site", "gazette"),
        ('["g.example"]\ntexte = "div"', "unknown-key", "g.example: texte"),
        ('["g.example"]\ntext = "div:hover"', "not-a-selector", "div:hover"),
        ('["g.example"]\ntext = 3', "not-a-selector", "g.example: text"),
        ('["g.example"]\ntext = ""', "not-a-selector", "g.example: text"),
        ('["g.example"]\ntext = []', "not-a-selector", "g.example: text"),
    ],
)
def test_what_cannot_be_is_named(text: str, reason: str, about: str) -> None:
    with pytest.raises(SitesError) as caught:
        read_sites(text)
    assert caught.value.reason == reason
    assert about in caught.value.detail
