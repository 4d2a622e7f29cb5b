from __future__ import annotations

from collections.abc import Iterator

import pytest

from tui.i18n import N_, _, choose_language, current_language, install, ngettext


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    install("en")


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "fr"}, "fr"),
        ({"LANG": "fr_CA"}, "fr"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "POSIX"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "fr_FR.UTF-8"}, "fr"),
        ({"LC_MESSAGES": "fr_FR.UTF-8", "LC_ALL": "en_US.UTF-8"}, "en"),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": ""}, "fr"),
        ({"LANG": "de_DE.UTF-8", "LANGUAGE": "de:fr:en"}, "fr"),
        ({"LANG": "C", "LANGUAGE": "fr"}, "en"),
    ],
)
def test_the_locale_chooses_the_language(environ: dict[str, str], language: str) -> None:
    assert choose_language(None, environ) == language


def test_the_setting_goes_before_the_locale() -> None:
    assert choose_language("en", {"LANG": "fr_FR.UTF-8"}) == "en"


def test_a_language_there_is_no_catalogue_for_is_left_to_the_locale() -> None:
    assert choose_language("pt", {"LANG": "fr_FR.UTF-8"}) == "fr"


def test_installing_decides_what_is_spoken_from_then_on() -> None:
    install("fr")
    assert current_language() == "fr"
    assert _("Show all.") == "Les montrer tous."
    install(None, {"LANG": "en_US.UTF-8"})
    assert current_language() == "en"
    assert _("Show all.") == "Show all."


def test_marked_messages_are_translated_where_they_are_shown() -> None:
    marked = N_("Show all.")
    install("fr")
    assert (marked, _(marked)) == ("Show all.", "Les montrer tous.")


def test_what_is_in_no_catalogue_is_shown_as_it_is() -> None:
    install("fr")
    assert _("quite unheard of") == "quite unheard of"
    assert ngettext("one thing", "many things", 1) == "one thing"


def test_nothing_stays_nothing() -> None:
    install("fr")
    assert _("") == ""


def test_numbers_choose_the_plural() -> None:
    install("en")
    assert [ngettext("{count} article", "{count} articles", n) for n in (0, 1, 2)] == [
        "{count} articles",
        "{count} article",
        "{count} articles",
    ]
    install("fr")
    assert [ngettext("{count} feed added", "{count} feeds added", n) for n in (0, 1, 2)] == [
        "{count} flux ajouté",
        "{count} flux ajouté",
        "{count} flux ajoutés",
    ]
