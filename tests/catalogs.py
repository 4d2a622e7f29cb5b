"""The catalogues of words: take in what the code says, compile, and check that nothing lacks.

::

    python tests/catalogs.py                     take in new messages, compile
    python tests/catalogs.py --merge FILE…       also take French from {"msgid": "fr"} files;
                                                 {"msgid": ["singular", "plural"]} for plurals
    python tests/catalogs.py --check             say what lacks, change nothing
"""

from __future__ import annotations

import argparse
import ast
import json
import re
import sys
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "tui"
LOCALE = SOURCES / "locale"
LANGUAGES = ("fr", "en")
SINGLE = frozenset({"_", "N_"})

Forms = tuple[str, ...]
"""A message in its forms: one, or singular and plural."""

_NO_BREAK = "\u00a0\u202f"
_FRENCH_MISTAKES = {
    "a straight apostrophe": re.compile(r"\w'[\w{«]"),
    "no no-break space before : ; ? ! or »": re.compile(
        rf"[^\s{_NO_BREAK}]:(?=\s|$)|(?<=\S) [:;?!»%]|[\w}})…][;?!»](?=\s|$)"
    ),
    "no no-break space after «": re.compile(rf"«[^{_NO_BREAK}]"),
    "three dots for …": re.compile(r"\.\.\."),
}


_QUERY_FIELD = re.compile(
    r"\b(?:title|text|note|tag|mission|collection|source|author|category|link|kind|lang|is|has|date|added|org|person|place|fact|status"
    r"|titre|rubrique|lien):"
)
"""``tag:`` and its kin are what one types, not French."""

_MAY_LEAVE_OUT = frozenset({"number_type"})
"""What click fills in with English words."""


@dataclass(frozen=True, slots=True)
class Message:
    """Something that the code says: its English forms and the files that say it."""

    forms: Forms
    files: tuple[str, ...]


class PlainCatalog(Catalog):
    """A catalogue without dates and authors, so that the same words give the same bytes."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """The headers that gettext itself needs."""
        return [
            ("Project-Id-Version", "Marbre"),
            ("Language", str(self.locale_identifier)),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
            ("Plural-Forms", self.plural_forms),
        ]


def forms_of(words: str | Sequence[str]) -> Forms:
    """Return a message's words as forms, however they were given."""
    return (words,) if isinstance(words, str) else tuple(words)


def extract(sources: Path = SOURCES) -> dict[str, Message]:
    """Return what the code says, by its (singular) message id."""
    said: dict[str, Message] = {}
    for file in sorted(sources.rglob("*.py")):
        name = f"{sources.name}/{file.relative_to(sources).as_posix()}"
        for forms in messages_in(file.read_text(encoding="utf-8")):
            known = said.get(forms[0], Message((), ()))
            files = tuple(sorted({name, *known.files}))
            said[forms[0]] = Message(max(forms, known.forms, key=len), files)
    return dict(sorted(said.items()))


def messages_in(source: str) -> Iterator[Forms]:
    """Find the messages of a module by its syntax tree: either branch of a condition counts."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        if node.func.id in SINGLE and node.args:
            yield from ((text,) for text in constants(node.args[0]))
        elif node.func.id == "ngettext":
            singular, plural = (next(constants(each)) for each in node.args[:2])
            yield singular, plural


def constants(node: ast.expr) -> Iterator[str]:
    """Return the texts that an expression may be, as far as it says them itself."""
    if isinstance(node, ast.IfExp):
        yield from constants(node.body)
        yield from constants(node.orelse)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
        yield node.value


def po_path(language: str) -> Path:
    """Return where the catalogue of a language is."""
    return LOCALE / language / "LC_MESSAGES" / "marbre.po"


def read_words(language: str) -> tuple[dict[str, Forms], list[str]]:
    """Return a catalogue's translations by message id, and the ids of those marked fuzzy."""
    path = po_path(language)
    if not path.exists():
        return {}, []
    with path.open("rb") as file:
        catalog = read_po(file, locale=language)
    messages = [message for message in catalog if message.id]
    words = {forms_of(each.id)[0]: forms_of(each.string) for each in messages if each.string}
    return words, [forms_of(each.id)[0] for each in messages if each.fuzzy]


def read_handed_in(files: Sequence[Path]) -> dict[str, Forms]:
    """Return the translations of ``{"msgid": "words"}`` files; the last one has the say."""
    words: dict[str, Forms] = {}
    for file in files:
        words |= {
            message: forms_of(forms)
            for message, forms in json.loads(file.read_text(encoding="utf-8")).items()
        }
    return words


def build(language: str, said: dict[str, Message], words: dict[str, Forms]) -> PlainCatalog:
    """Return the catalogue of what is said; English says what it says."""
    comment = f"# The words of Marbre: {language}. Kept in step with the code by `make catalogs`."
    catalog = PlainCatalog(locale=language, fuzzy=False, charset="utf-8", header_comment=comment)
    for message_id, message in said.items():
        forms = message.forms if language == "en" else words.get(message_id, ())
        # Babel takes one string for a plain message and a pair for a plural one.
        plural = len(message.forms) > 1
        catalog.add(
            message.forms if plural else message_id,
            (forms or ("", "")) if plural else "".join(forms[:1]),
            locations=[(file, 0) for file in message.files],
        )
    return catalog


def po_bytes(catalog: Catalog) -> bytes:
    """Return a catalogue for people and version control."""
    out = BytesIO()
    write_po(out, catalog, width=100, sort_output=True, include_lineno=False)
    return out.getvalue()


def mo_bytes(catalog: Catalog) -> bytes:
    """Return a catalogue for gettext."""
    out = BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def update(merge: Sequence[Path] = ()) -> list[str]:
    """Write both catalogues anew and compile them; return what was handed in for nothing."""
    said = extract()
    handed_in = read_handed_in(merge)
    for language in LANGUAGES:
        words, _fuzzy = read_words(language)
        catalog = build(language, said, words | handed_in)
        path = po_path(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(po_bytes(catalog))
        path.with_suffix(".mo").write_bytes(mo_bytes(catalog))
    return sorted(handed_in.keys() - said.keys())


def placeholders(text: str) -> frozenset[str]:
    """Return the names in braces that a text wants filled in."""
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def mistakes_in(language: str, message: Message, words: Forms) -> Iterator[str]:
    """Say what is wrong with a translation."""
    if len(words) != len(message.forms) or not all(words):
        yield "not translated in all its forms"
        return
    for form, english in zip(words, message.forms, strict=True):
        wanted = {placeholders(english), placeholders(message.forms[-1])}
        if placeholders(form) not in wanted | {each - _MAY_LEAVE_OUT for each in wanted}:
            yield f"other placeholders in {form!r}"
    if language == "fr":
        for mistake, pattern in _FRENCH_MISTAKES.items():
            yield from (f"{mistake} in {form!r}" for form in words if pattern.search(_prose(form)))


def _prose(text: str) -> str:
    """Return a text without the fields of queries that it names."""
    return _QUERY_FIELD.sub("", text)


def problems(language: str, said: dict[str, Message]) -> Iterator[str]:
    """Say what lacks in the catalogue of a language."""
    words, fuzzy = read_words(language)
    yield from (f"stale: {message!r}" for message in sorted(words.keys() - said.keys()))
    yield from (f"fuzzy: {message!r}" for message in fuzzy)
    for message_id, message in said.items():
        where = ", ".join(message.files)
        if message_id not in words:
            yield f"untranslated: {message_id!r} ({where})"
            continue
        found = mistakes_in(language, message, words[message_id])
        yield from (f"{mistake}: {message_id!r} ({where})" for mistake in found)
    compiled = po_path(language).with_suffix(".mo")
    if not compiled.exists() or compiled.read_bytes() != mo_bytes(build(language, said, words)):
        yield "not compiled since it changed: run `make catalogs`"


def check() -> list[str]:
    """Return all that lacks in the catalogues."""
    said = extract()
    return [f"{language}: {each}" for language in LANGUAGES for each in problems(language, said)]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line above."""
    parser = argparse.ArgumentParser(
        description="Keep the catalogues of words in step with the code."
    )
    parser.add_argument("--check", action="store_true", help="say what lacks, change nothing")
    parser.add_argument(
        "--merge", nargs="+", type=Path, default=[], metavar="FILE", help="take French from JSON"
    )
    options = parser.parse_args(arguments)
    if not options.check:
        for message in update(options.merge):
            print(f"handed in, but the code does not say it: {message!r}", file=sys.stderr)
    lacking = check()
    for line in lacking:
        print(line, file=sys.stderr)
    print(f"{len(extract())} messages, {len(lacking)} to mend")
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main())
