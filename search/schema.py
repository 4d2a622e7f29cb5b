"""What the index keeps of an article, and how: the Whoosh schema and the fields of a document.

Texts are analysed here and not by Whoosh, once per article and in its own language. Nothing is a
stored field of Whoosh's; what is read back of an article stands in columns.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import Stemmer
from whoosh import columns, fields, formats

from search.engine.positions import PlainPositions
from search.language import analyzer_for, known_language
from search.language.analysis import TextTerms
from search.language.folding import fold_name
from search.nodes import fact_value
from store.enums import EntityKind
from store.models import EarlierText

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from store.models import IndexDocument

FORMAT_VERSION = 5
"""Raised whenever the schema or the analysis changes: an index of another version starts anew."""

ENTITY_FIELDS = {
    EntityKind.PERSON: "person", EntityKind.ORGANISATION: "org", EntityKind.PLACE: "place",
}  # fmt: skip
"""The field of each kind of entity."""

TEXT_FIELDS = (
    "title", "text", "note", "quote", "tag", "mission", "collection", "source", "author",
    *ENTITY_FIELDS.values(), "version",
)  # fmt: skip
"""Analysed fields with positions."""

FIELD_BOOSTS = {
    "title": 2.5, "text": 1.0, "note": 1.0, "tag": 1.5, "mission": 1.0, "source": 0.5, "author": 0.5,
}  # fmt: skip
"""The fields that a word is looked for where no field is named, with the weight of each."""

WORD_FIELD = "word"
"""Every word as written, for what is typed in part or misspelt."""

WORD_FIELDS = {"version": "version_word"}
"""The fields whose words stand apart, so that nobody finds them unasked, with where they stand."""

SEPARATOR = "\x1e"
"""Parts the texts of an article in their column: language, title, body, then the notes."""

VERSION_SEPARATOR = "\x1d"
"""Parts what earlier versions said from those, and from each other: number, moment, title, then the rest."""

_SEPARATORS = re.compile(f"[{SEPARATOR}{VERSION_SEPARATOR}]")

GAP = 100
"""Positions between two values of a field, so that no phrase reaches from one into the next."""


def index_name() -> str:
    """Return the name of the index's files; another version of anything that matters, another name."""
    stemmer = "".join(character for character in Stemmer.version() if character.isdigit())
    return f"articles{FORMAT_VERSION}s{stemmer}"


class AnalysedField(fields.FieldType):  # type: ignore[misc]  # whoosh has no types
    """A text that was analysed already: ``TextTerms`` with the positions of each term."""

    def __init__(self) -> None:
        super().__init__(PlainPositions(), None, scorable=True)

    def index(self, value: TextTerms, **_: object) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Yield each term with its frequency, weight and encoded positions."""
        encode = self.format.encode
        for term, positions in value.positions.items():
            yield term.encode(), len(positions), float(len(positions)), encode(positions)


class ValuesField(fields.FieldType):  # type: ignore[misc]  # as above
    """Values to be found as they are, without positions and scores."""

    def __init__(self, *, in_column: bool = False) -> None:
        super().__init__(formats.Existence(), None, sortable=in_column)

    def index(self, value: Iterable[str], **_: object) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Yield each distinct value once."""
        for item in set(value):
            yield item.encode(), 1, 1.0, b""


def make_schema() -> fields.Schema:
    """Return the schema of the index."""
    return fields.Schema(
        **{name: AnalysedField() for name in TEXT_FIELDS},
        id=ValuesField(in_column=True),
        **{WORD_FIELD: ValuesField()},
        **{name: ValuesField() for name in WORD_FIELDS.values()},
        tag_path=ValuesField(),
        tag_part=ValuesField(),
        mission_slug=ValuesField(),
        collection_slug=ValuesField(),
        source_name=ValuesField(),
        entity_name=ValuesField(),
        # All that is either so or not: is, has, kind, lang, fact and status.
        flag=ValuesField(),
        date=fields.NUMERIC(int, bits=32),
        added=fields.NUMERIC(int, bits=32),
        # Where there are several.
        versions=fields.NUMERIC(int, bits=32),
        change_number=fields.COLUMN(columns.NumericColumn("q")),
        # What sorts the newest first: seconds since 1970 of being published, else of being added.
        newest=fields.COLUMN(columns.NumericColumn("q")),
        texts=fields.COLUMN(columns.CompressedBytesColumn()),
    )


def document_fields(document: IndexDocument) -> dict[str, object]:
    """Return the fields of an article's document in the index."""
    analysed = {
        name: _analysed(values, document.language) for name, values in texts_of(document).items()
    }
    words: dict[str, set[str]] = {WORD_FIELD: set()}
    for name, terms in analysed.items():
        words.setdefault(word_field(name), set()).update(terms.words)
    return {**analysed, **words, **plain_fields(document)}


def word_field(name: str | None) -> str:
    """Return where the words of a field stand as written."""
    return WORD_FIELD if name is None else WORD_FIELDS.get(name, WORD_FIELD)


def plain_fields(document: IndexDocument) -> dict[str, object]:
    """Return those fields of a document that take no analysis of a text."""
    published, added = _moment(document.published), _moment(document.added)
    newest = published or added
    values: dict[str, object] = {
        "id": (document.id, document.id.rpartition("_")[2]),
        "tag_path": [fold_name(tag) for tag in document.tags],
        "tag_part": [part for tag in document.tags for part in _parts_of_path(fold_name(tag))],
        "mission_slug": [slug for slug, _ in document.missions],
        "collection_slug": document.collections,
        "source_name": [document.source] if document.source else [],
        "entity_name": [
            entity_value(ENTITY_FIELDS[each.kind], name)
            for each in document.entities
            for name in each.names
        ],
        "flag": list(_flags(document)),
        "date": published.toordinal() if published else None,
        "added": added.toordinal() if added else None,
        "versions": document.version if document.version > 1 else None,
        "change_number": document.change_number,
        "newest": int(newest.timestamp()) if newest else 0,
        "texts": _pack_texts(document),
    }
    return {name: value for name, value in values.items() if value is not None}


def texts_of(document: IndexDocument) -> dict[str, tuple[str, ...]]:
    """Return what is to be searched by words, by field; ``GAP`` stands between two texts of one."""
    return {
        "title": (document.title,),
        "text": (document.text,),
        "note": document.notes,
        "quote": document.quotes,
        "tag": document.tags,
        "mission": tuple(f"{title}\n{slug}" for slug, title in document.missions),
        "collection": document.collections,
        "source": (document.source or "",),
        "author": (document.author or "",),
        **{field: _names_of(document, kind) for kind, field in ENTITY_FIELDS.items()},
        "version": tuple(
            text for each in document.earlier for text in (each.title, *each.runs) if text
        ),
    }


def entity_value(field: str, name: str) -> str:
    """Return what ``entity_name`` holds for a name of an entity, given its kind's field."""
    return f"{field}:{fold_name(name)}"


def _names_of(document: IndexDocument, kind: EntityKind) -> tuple[str, ...]:
    return tuple(name for each in document.entities if each.kind is kind for name in each.names)


def _analysed(values: Sequence[str], language: str | None) -> TextTerms:
    analyzer = analyzer_for(language)
    if len(values) == 1:
        return analyzer.text_terms(values[0])
    merged = TextTerms()
    start = 0
    for value in values:
        terms = analyzer.text_terms(value)
        last = 0
        for term, positions in terms.positions.items():
            merged.positions.setdefault(term, []).extend(start + place for place in positions)
            last = max(last, positions[-1])
        merged.words.update(terms.words)
        start += last + GAP
    return merged


def _parts_of_path(path: str) -> Iterator[str]:
    """Yield every run of a tag's levels: ``b/c`` finds ``a/b/c``."""
    levels = path.split("/")
    for start in range(len(levels)):
        for end in range(start + 1, len(levels) + 1):
            yield "/".join(levels[start:end])


def _flags(document: IndexDocument) -> Iterator[str]:
    yield f"is:{document.triage}"
    yield "is:read" if document.is_read else "is:unread"
    if document.starred:
        yield "is:starred"
    if document.has_copies:
        yield "is:duplicate"
    if document.changed_for:
        yield "is:changed"
    yield from (changed_flag(editor) for editor in document.changed_for)
    yield f"kind:{document.kind}"
    yield f"lang:{known_language(document.language)}"
    if document.language:
        yield f"lang:{document.language.lower()}"
    for kind in document.annotation_kinds:
        yield f"has:{kind}"
    for type_, status in document.facts:
        yield from (f"fact:{type_}", f"status:{status}", f"fact:{fact_value(type_, status)}")
    held = {
        "fact": document.facts,
        **{field: _names_of(document, kind) for kind, field in ENTITY_FIELDS.items()},
        "annotation": document.annotation_kinds,
        "note": document.notes,
        "tag": document.tags,
        "mission": document.missions,
        "collection": document.collections,
        "title": document.title,
        "source": document.source,
        "author": document.author,
        "date": document.published,
    }
    yield from (f"has:{name}" for name, value in held.items() if value)


def changed_flag(editor: str) -> str:
    """Return the flag of the articles that changed since an editor read them."""
    return f"changed:{fold_name(editor)}"


def _moment(text: str | None) -> datetime | None:
    """The moment a time of the store says, in UTC."""
    try:
        moment = datetime.fromisoformat(text or "")
    except ValueError:
        return None
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def _pack_texts(document: IndexDocument) -> bytes:
    groups = [(known_language(document.language), document.title, document.text, *document.notes)]
    groups += [(str(each.version), each.taken, each.title, *each.runs) for each in document.earlier]
    packed = (SEPARATOR.join(_SEPARATORS.sub(" ", text) for text in group) for group in groups)
    return VERSION_SEPARATOR.join(packed).encode(errors="surrogatepass")


def unpack_texts(packed: bytes) -> tuple[str, str, str, tuple[str, ...]]:
    """Return an article's language, title, body and notes."""
    own, _, _ = packed.decode(errors="surrogatepass").partition(VERSION_SEPARATOR)
    language, title, body, *notes = own.split(SEPARATOR)
    return language, title, body, tuple(notes)


def unpack_earlier(packed: bytes) -> tuple[EarlierText, ...]:
    """Return what an article said before it changed, newest version first."""
    _, *earlier = packed.decode(errors="surrogatepass").split(VERSION_SEPARATOR)
    return tuple(
        EarlierText(int(version), taken, title, tuple(runs))
        for version, taken, title, *runs in (each.split(SEPARATOR) for each in earlier)
    )
