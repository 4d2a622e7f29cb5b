from __future__ import annotations

import ast
import errno
import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest

import feeds.errors
import search.errors
import store.errors
from feeds.errors import FeedProblem, FetchError, OpmlError, SitesError
from search import QueryProblem, SearchQuery
from store.errors import (
    AmbiguousError,
    InvalidError,
    Kind,
    OthersActError,
    QuoteAmbiguousError,
    QuoteNotFoundError,
    StoreError,
    TakenError,
    UndoConflictError,
    UnknownError,
    Value,
)
from store.models import (
    AnnotationKind,
    ArticleKind,
    Direction,
    EntityKind,
    ExportMode,
    FactStatus,
    FactType,
    Finding,
    JournalEntry,
    Role,
    Span,
    Triage,
)
from tui.export_words import export_labels
from tui.i18n import current_language, install
from tui.settings import SettingsError
from tui.words import (
    describe_code,
    describe_entry,
    describe_error,
    describe_finding,
    describe_problem,
    describe_query_problem,
    describe_repair,
    label,
)

ROOT = Path(__file__).resolve().parents[2]
ENTRY = JournalEntry(7, "2026-03-31T08:00:00Z", "anne", "set-triage", {"triage": "kept"})

ACTS: dict[str, dict[str, object]] = {
    "set-triage": {"triage": "discarded", "count": 2},
    "set-read": {"is_read": False, "count": 2},
    "set-starred": {"starred": True, "count": 2},
    "tag-articles": {"added": ["mer"], "removed": ["eau"], "count": 2},
    "rename-tag": {"old": "mer", "new": "filière/mer", "count": 2},
    "merge-tag": {"old": "mer", "into": "océan", "count": 2},
    "delete-tag": {"name": "mer", "count": 2},
    "take-apart": {"articles": ["000", "001"], "count": 2},
    "put-together": {"articles": ["000", "001"], "count": 2},
    "refuse-suggestions": {"tags": ["mer"], "missions": ["Mission à Halifax"], "count": 2},
    "create-entity": {"kind": "place", "name": "Halifax"},
    "rename-entity": {"old": "Halifax", "new": "Ville de Halifax"},
    "retype-entity": {"name": "Halifax", "kind": "place"},
    "merge-entity": {"old": "Halifax", "into": "Ville de Halifax"},
    "add-alias": {"name": "Halifax", "alias": "Nouvelle-Écosse"},
    "remove-alias": {"name": "Halifax", "alias": "Nouvelle-Écosse"},
    "forget-entity": {"kind": "place", "name": "Halifax"},
    "leave-out-entity": {"name": "Halifax", "count": 2},
    "let-back-entity": {"name": "Halifax", "count": 2},
    "refuse-names": {"names": ["Halifax", "Mer et Climat"]},
    "edit-entity": {"name": "Halifax", "kind": "place"},
    "decide-names": {"article": "000", "confirmed": ["Halifax"], "refused": ["Mer et Climat"]},
    "add-fact": {"fact": "f", "type": "agreement", "title": "Halifax", "exact": "trois accords"},
    "edit-fact": {"fact": "f", "type": "agreement", "title": "Halifax", "exact": "trois accords"},
    "support-fact": {"fact": "f", "type": "event", "title": "Halifax", "exact": "trois accords"},
    "unsupport-fact": {"fact": "f", "type": "event", "title": "Halifax", "exact": "trois accords"},
    "remove-fact": {"fact": "f", "type": "event", "title": "Halifax", "exact": "trois accords"},
    "add-annotation": {"article": "000", "exact": "trois accords", "kind": "comment"},
    "edit-annotation": {"article": "000", "exact": "trois accords"},
    "remove-annotation": {"article": "000", "exact": "trois accords"},
    "place-annotation": {"article": "000", "exact": "trois accords"},
    "add-note": {"count": 2, "text": "à vérifier"},
    "edit-note": {"article": "000"},
    "remove-note": {"article": "000"},
    "create-mission": {"slug": "halifax", "title": "Halifax"},
    "edit-mission": {"slug": "halifax", "title": "Halifax"},
    "remove-mission": {"slug": "halifax", "title": "Halifax"},
    "link-mission": {"slug": "halifax", "title": "Halifax", "role": "report", "count": 2},
    "unlink-mission": {"slug": "halifax", "title": "Halifax", "count": 2},
    "create-collection": {"slug": "mars", "title": "Mars"},
    "edit-collection": {"slug": "mars", "title": "Mars"},
    "remove-collection": {"slug": "mars", "title": "Mars"},
    "add-to-collection": {"slug": "mars", "title": "Mars", "section": None, "count": 2},
    "take-from-collection": {"slug": "mars", "title": "Mars", "count": 2},
    "move-in-collection": {"slug": "mars", "title": "Mars", "article": "000"},
    "comment-in-collection": {"slug": "mars", "title": "Mars", "article": "000"},
    "rename-section": {"slug": "mars", "old": "Une", "new": "À la une"},
    "remove-section": {"slug": "mars", "title": "Une"},
    "save-search": {"name": "mer", "query": "mer OR océan"},
    "rename-search": {"old": "mer", "new": "océan"},
    "remove-search": {"name": "mer"},
    "add-feeds": {"feeds": ["http://a.example/"], "count": 2},
    "edit-feed": {"url": "http://a.example/"},
    "edit-feeds": {"feeds": ["http://a.example/"], "count": 2, "group": "Ouest"},
    "shift-feed": {"url": "http://a.example/"},
    "add-rule": {"kind": "block", "query": "sport", "feed": None},
    "edit-rule": {"kind": "block", "query": "sport", "feed": None},
    "remove-rule": {"kind": "block", "query": "sport", "feed": "http://a.example/"},
    "remove-feeds": {"feeds": ["http://a.example/"], "count": 2},
}


@pytest.fixture(autouse=True, params=["en", "fr"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    install(request.param)
    yield request.param
    install("en")


def act(code: str, subject: dict[str, object]) -> str:
    return describe_entry(JournalEntry(1, "2026-03-31T08:00:00Z", "anne", code, subject))


def literals(package: str, pattern: str) -> set[Any]:
    """What a pattern finds in the sources of a package."""
    sources = (path.read_text(encoding="utf-8") for path in (ROOT / package).rglob("*.py"))
    return {found for source in sources for found in re.findall(pattern, source)}


@pytest.mark.parametrize("code", ACTS)
def test_every_act_has_words_that_say_what_it_was_done_to(code: str) -> None:
    words = act(code, ACTS[code])
    assert words != code
    assert "{" not in words
    assert "…" not in words
    named = {"name", "old", "new", "into", "title", "exact", "url", "text"}
    told = [str(value) for key, value in ACTS[code].items() if key in named]
    assert all(value in words for value in told)
    assert "2" in words or "count" not in ACTS[code] or code.endswith("-tag")


def test_every_act_of_the_store_is_known_here() -> None:
    assert literals("store", r'_act\("([a-z-]+)"') <= set(ACTS)


def test_tags_are_told_with_their_signs() -> None:
    assert "+mer -eau" in act("tag-articles", ACTS["tag-articles"])


def test_an_act_of_a_newer_release_is_shown_by_its_code() -> None:
    assert act("confirm-entity", {}) == "confirm-entity"


def test_a_subject_that_lacks_a_field_is_no_error() -> None:
    assert act("rename-tag", {})


def test_braces_in_a_name_are_left_as_they_are() -> None:
    assert "{0} {x}" in act("remove-search", {"name": "{0} {x}"})


def sample(kind: type[Exception]) -> Exception:
    """An error of a kind with something in every field."""
    values: dict[str, object] = {
        "str": "Kerlouan",
        "Kind": "mission",
        "Value": "title",
        "float": 5.0,
        "int": 3,
        "str | None": None,
        "tuple[str, ...]": ("000", "001"),
        "tuple[tuple[Span, str], ...]": ((Span(0, 3), "ici"), (Span(9, 12), "là")),
        "bool": True,
        "JournalEntry": ENTRY,
        "JournalEntry | None": ENTRY,
        "FeedProblem": FeedProblem("timeout"),
        "datetime | None": None,
    }
    names = dict[str, str]()
    for base in reversed(kind.__mro__):
        names |= inspect.get_annotations(base)
    return kind(*(values[name] for name in names.values()))


def kinds_of(module: object) -> list[type[Exception]]:
    """The errors of a module that are raised, which those that only group others are not."""
    kinds = [kind for kind in vars(module).values() if isinstance(kind, type)]
    errors = [kind for kind in kinds if issubclass(kind, Exception)]
    return [kind for kind in errors if not any(kind in other.__bases__ for other in errors)]


@pytest.mark.parametrize(
    "kind",
    [*kinds_of(store.errors), *kinds_of(search.errors), *kinds_of(feeds.errors)],
    ids=lambda kind: kind.__name__,
)
def test_every_error_has_one_line_of_its_own(kind: type[Exception]) -> None:
    words = describe_error(sample(kind))
    assert "\n" not in words
    assert "{" not in words
    assert words != describe_error(Exception(str(sample(kind))))


@pytest.mark.parametrize("kind", get_args(Kind))
def test_every_kind_of_thing_that_may_be_unknown_has_a_sentence(kind: Kind) -> None:
    assert describe_error(UnknownError(kind, "x"))


@pytest.mark.parametrize("kind", get_args(Value))
def test_every_kind_of_value_that_cannot_be_has_a_sentence(kind: Value) -> None:
    assert describe_error(InvalidError(kind, "x"))


def test_every_kind_of_name_that_is_taken_has_a_sentence() -> None:
    kinds = literals("store", r'TakenError\(\s*"([a-z-]+)"')
    words = {describe_error(TakenError(kind, "x")) for kind in get_args(Kind) if kind in kinds}
    assert len(words) == len(kinds)


def test_no_backup_at_all_is_told_apart_from_an_unknown_one() -> None:
    words = describe_error(UnknownError("backup", ""))
    assert "marbre backup" in words
    assert "“”" not in words


def test_what_a_name_could_mean_is_listed_and_cut() -> None:
    words = describe_error(AmbiguousError("article", "0", tuple(f"00{n}" for n in range(8))))
    assert "004" in words
    assert "005" not in words
    assert "3" in words


def test_a_quote_that_is_not_there_is_answered_by_the_nearest() -> None:
    words = describe_error(QuoteNotFoundError("000", "trois acords", "trois accords"))
    assert "trois acords" in words
    assert "trois accords" in words


def test_a_quote_that_is_there_twice_is_answered_by_the_places() -> None:
    places = ((Span(3, 8), "signe trois accords"), (Span(90, 95), "les accords de pêche"))
    words = describe_error(QuoteAmbiguousError("000", "accords", places))
    assert "signe trois accords" in words
    assert "les accords de pêche" in words
    assert "2" in words


def test_anothers_act_is_named_with_its_number() -> None:
    words = describe_error(OthersActError(ENTRY))
    assert "anne" in words
    assert "marbre undo 7" in words


def test_an_act_that_cannot_be_undone_names_the_one_in_the_way() -> None:
    later = JournalEntry(9, ENTRY.at, "anne", "delete-tag", {"name": "mer"})
    words = describe_error(UndoConflictError(ENTRY, later))
    assert "7" in words
    assert "9" in words
    assert "mer" in words
    assert describe_error(UndoConflictError(ENTRY, None)) != words


def test_a_setting_is_named_with_its_line() -> None:
    words = describe_error(SettingsError(Path("marbre.toml"), 4, "desk.editr", "nope"))
    assert words.startswith("marbre.toml:4")
    assert "desk.editr" in words
    assert "None" not in describe_error(SettingsError(Path("marbre.toml"), None, "", "nope"))


def test_the_systems_refusal_is_told_with_the_file() -> None:
    words = describe_error(OSError(errno.ENOSPC, "No space left on device", "/desk/000.txt"))
    assert "/desk/000.txt" in words
    assert ("disk is full" in words) is (current_language() == "en")
    assert "Owner died" in describe_error(OSError(errno.EOWNERDEAD, "Owner died", "/desk"))
    assert "nowhere" in describe_error(OSError("nowhere"))


def test_what_nobody_foresaw_is_told_all_the_same() -> None:
    assert "ValueError" in describe_error(ValueError())
    assert describe_error(StoreError())


@pytest.mark.parametrize("reason", ["not-xml", "not-opml", "entities"])
def test_every_reason_against_a_list_of_feeds_has_a_sentence(reason: str) -> None:
    assert describe_error(OpmlError(reason, 3)) != describe_error(OpmlError("", 3))


@pytest.mark.parametrize(
    "reason", ["unreadable", "not-toml", "not-a-site", "unknown-key", "not-a-selector"]
)
def test_every_reason_against_rules_for_sites_has_a_sentence(reason: str) -> None:
    words = describe_error(SitesError(reason, "le détail", ("text", "title")))
    assert "le détail" in words
    assert "sites.toml" in words
    assert ("text, title" in words) is (reason == "unknown-key")


CODES = sorted(
    literals("feeds", r'FeedProblem\(\s*"([a-z-]+)"')
    | {"timeout", "too-large", "dns", "refused", "tls", "private-address", "redirect-loop"}
)


@pytest.mark.parametrize("code", [*CODES, "http-404", "http-503"])
def test_every_code_of_the_collector_has_words(code: str) -> None:
    assert describe_code(code) != code


@pytest.mark.parametrize(
    ("detail", "words"),
    [
        ("certificate has expired", "the certificate has expired"),
        ("self-signed certificate in certificate chain", "vouches"),
        ("Hostname mismatch, certificate is not valid for 'a.example'.", "another server's"),
        ("tlsv1 alert internal error", "(tlsv1 alert internal error)"),
    ],
)
def test_what_is_wrong_with_a_certificate_is_told_in_words(detail: str, words: str) -> None:
    install("en")
    assert words in describe_problem(FeedProblem("tls", detail))
    install("fr")
    assert detail == "tlsv1 alert internal error" or detail not in describe_problem(
        FeedProblem("tls", detail)
    )
    install("en")


def test_a_problem_is_told_with_its_detail() -> None:
    assert "10.0.0.1" in describe_problem(FeedProblem("private-address", "10.0.0.1"))
    assert "()" not in describe_problem(FeedProblem("timeout"))
    there = FeedProblem("http-404", "https://a.example/rss")
    assert "a.example" in describe_problem(there, "https://b.example/rss")
    assert "a.example" not in describe_problem(there, "https://a.example/rss")
    until = describe_problem(FeedProblem("resting", "2026-03-09T12:00:00Z"))
    assert "T12" not in until
    assert "2026" in until
    assert "503" in describe_error(FetchError(FeedProblem("http-503")))


def test_every_finding_and_every_repair_has_words() -> None:
    for code, repair in literals("store", r'Finding\("([a-z-]+)", [^"]*"([a-z-]+)"\)'):
        assert code not in describe_finding(Finding(code, "000", repair))
        assert describe_repair(Finding(code, "000", repair)) != repair
    assert "restore" in describe_repair(Finding("integrity", "x", None))


def query_problem_codes() -> set[str]:
    tree = ast.parse((ROOT / "search" / "query.py").read_text(encoding="utf-8"))
    texts = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    stems = r"(?:un|stray|missing|bad|short|too)\w*-[a-z]+"
    return {text for text in texts if isinstance(text, str) and re.fullmatch(stems, text)}


@pytest.mark.parametrize("code", sorted(query_problem_codes()))
def test_every_problem_of_a_query_has_words_with_its_place(code: str) -> None:
    words = describe_query_problem(QueryProblem(code, 4, 8, ("a", "b")), "mer (foo: x")
    unknown = describe_query_problem(QueryProblem("", 4, 8, ("a", "b")), "mer (foo: x")
    assert words != unknown
    assert "a, b" in words


def test_what_a_query_could_have_is_in_the_readers_language(language: str) -> None:
    (value,) = SearchQuery.parse("is:xx").problems
    words = describe_query_problem(value, "is:xx")
    assert ("gardé" in words, "kept" in words) == (language == "fr", language == "en")
    (name,) = SearchQuery.parse("titel:x").problems
    words = describe_query_problem(name, "titel:x")
    assert ("titre" in words, "title" in words) == (language == "fr", language == "en")


def test_every_value_has_a_label() -> None:
    enums = (Triage, ArticleKind, AnnotationKind, Role, Direction, ExportMode)
    for enum in (*enums, EntityKind, FactType, FactStatus):
        assert all(label(value) for value in enum)


def test_exports_have_all_their_words(language: str) -> None:
    labels = export_labels()
    assert len(labels.months) == 12
    assert set(labels.roles) == set(Role)
    assert set(labels.rights) == set(ExportMode)
    assert (
        labels.quotation.format(text="ici") == {"fr": "«\u00a0ici\u00a0»", "en": "“ici”"}[language]
    )
    assert labels.separator == {"fr": ";", "en": ","}[language]
