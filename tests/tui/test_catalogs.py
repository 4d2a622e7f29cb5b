"""The catalogues say all that the code says, in French as French is written."""

from __future__ import annotations

import pytest

from tests import catalogs
from tests.catalogs import Message


def mistakes(english: str | tuple[str, str], french: str | tuple[str, ...]) -> list[str]:
    message = Message(catalogs.forms_of(english), ("tui/somewhere.py",))
    return list(catalogs.mistakes_in("fr", message, catalogs.forms_of(french)))


def test_nothing_lacks() -> None:
    assert catalogs.check() == []


def test_the_same_words_give_the_same_bytes() -> None:
    said = catalogs.extract()
    words, _ = catalogs.read_words("fr")
    one, two = (catalogs.build("fr", said, words) for _ in range(2))
    assert catalogs.po_bytes(one) == catalogs.po_bytes(two)
    assert catalogs.mo_bytes(one) == catalogs.mo_bytes(two)


def test_the_files_are_as_they_would_be_written_now() -> None:
    said = catalogs.extract()
    for language in catalogs.LANGUAGES:
        words, _ = catalogs.read_words(language)
        catalog = catalogs.build(language, said, words)
        path = catalogs.po_path(language)
        assert path.read_bytes() == catalogs.po_bytes(catalog)
        assert path.with_suffix(".mo").read_bytes() == catalogs.mo_bytes(catalog)


@pytest.mark.parametrize(
    "french",
    [
        "l'article",
        "l'{article}",
        "Pourquoi ?",
        "Pourquoi?",
        "Fini !",
        "Note: fini",
        "Note : fini",
        "« mot »",
        "«mot»",
        "Fini...",
    ],
)
def test_french_that_a_printer_would_refuse(french: str) -> None:
    assert mistakes("x {article}" if "{" in french else "x", french)


@pytest.mark.parametrize(
    "french",
    [
        "l’article",
        "Pourquoi\u00a0?",
        "Note\u00a0: «\u00a0mot\u00a0»",
        "collection:NOM, tag:mot et http://exemple",
        "Fini…",
        "Annuler ; ".replace(" ;", "\u00a0;"),
    ],
)
def test_french_that_is_well_set(french: str) -> None:
    assert mistakes("x", french) == []


def test_placeholders_must_be_the_same() -> None:
    assert mistakes("{count} of {total}", "{count} sur {totla}")
    assert mistakes("{count} of {total}", "{total}, dont {count}") == []


def test_a_plural_needs_both_forms() -> None:
    assert mistakes(("{count} article", "{count} articles"), "{count} article")
    assert mistakes(("one article", "{count} articles"), ("un article", "{count} articles")) == []


def test_messages_are_found_where_they_are_said() -> None:
    source = """
from tui.i18n import _, N_, ngettext
_("plain"), N_("marked"), _("in two " "pieces"), _("yes" if x else "no"), _(name), _(name or "")
ngettext("{count} article", "{count} articles", 3).format(count=3)
"""
    assert sorted(catalogs.messages_in(source)) == [
        ("in two pieces",),
        ("marked",),
        ("no",),
        ("plain",),
        ("yes",),
        ("{count} article", "{count} articles"),
    ]
