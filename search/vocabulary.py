"""The words of the query language: fields and values, with their French names.

The English names are the canonical ones; French ones are accepted, with and without accents.
"""

from __future__ import annotations

from dataclasses import dataclass

from search.language.folding import fold_name
from store.enums import FactStatus, FactType

ENTITY_FIELDS = frozenset({"org", "person", "place"})
"""Fields whose values are the names of entities."""

TEXT_FIELDS = ENTITY_FIELDS | {
    "title", "text", "note", "quote", "tag", "mission", "source", "author", "collection", "version",
}  # fmt: skip
"""Fields that are searched by words and phrases."""

DATE_FIELDS = frozenset({"date", "added"})

NUMBER_FIELDS = frozenset({"versions"})
"""Fields whose values are numbers of things."""

FIELD_NAMES = (
    "title", "text", "note", "quote", "tag", "mission", "collection", "source", "author",
    "org", "person", "place", "fact", "status",
    "lang", "kind", "is", "has", "date", "added", "version", "versions", "near", "id",
)  # fmt: skip

_FRENCH_FIELDS = {
    "titre": "title", "texte": "text", "notes": "note", "citation": "quote", "tags": "tag",
    "etiquette": "tag", "auteur": "author", "autrice": "author", "langue": "lang",
    "organisation": "org", "organization": "org", "organisme": "org", "personne": "person",
    "lieu": "place", "fait": "fact", "statut": "status",
    "language": "lang", "genre": "kind", "type": "kind", "est": "is", "a": "has", "avec": "has",
    "categorie": "category", "rubrique": "category", "lien": "link", "adresse": "link",
    "url": "link", "publie": "date", "published": "date", "ajoute": "added", "ajout": "added",
    "proche": "near", "pres": "near",
}  # fmt: skip

VALUES = {
    "is": ("new", "kept", "discarded", "read", "unread", "starred", "changed", "duplicate"),
    "has": (
        "note", "highlight", "comment", "doubt", "fact", "annotation", "tag", "mission",
        "collection", "org", "person", "place", "title", "source", "author", "date",
    ),
    "fact": tuple(FactType),
    "status": tuple(FactStatus),
    "kind": ("article", "press-release"),
}  # fmt: skip
"""The values of the fields that have a closed list of them."""

_FRENCH_VALUES = {
    "is": {
        "nouveau": "new", "nouveaux": "new", "inbox": "new", "garde": "kept", "gardes": "kept",
        "retenu": "kept", "retenus": "kept", "ecarte": "discarded", "ecartes": "discarded",
        "rejete": "discarded", "lu": "read", "lus": "read", "non-lu": "unread", "non-lus": "unread",
        "doublon": "duplicate", "doublons": "duplicate", "copie": "duplicate", "copies": "duplicate",
        "modifie": "changed", "modifies": "changed", "change": "changed",
        "nonlu": "unread", "etoile": "starred", "favori": "starred", "star": "starred",
    },
    "has": {
        "notes": "note", "surlignage": "highlight", "surligne": "highlight",
        "commentaire": "comment", "doute": "doubt", "fait": "fact", "etiquette": "tag",
        "titre": "title", "auteur": "author", "tags": "tag", "highlights": "highlight",
        "annotations": "annotation", "passage": "annotation", "faits": "fact",
        "organisation": "org", "organisations": "org", "personne": "person", "personnes": "person",
        "lieu": "place", "lieux": "place",
    },
    "fact": {
        "accord": "agreement", "accords": "agreement", "partenariat": "partnership",
        "implantation": "implantation-in", "implantation-ici": "implantation-in",
        "implantation-la-bas": "implantation-out", "rachat": "acquisition",
        "rencontre": "meeting", "evenement": "event", "objectif": "objective",
        "chiffre": "figure", "personne": "person", "citation": "quote", "suite": "follow-up",
        "suites": "follow-up", "bilan": "assessment",
    },
    "status": {
        "fait": "done", "realise": "done", "en-cours": "under-way", "annonce": "announced",
        "attendu": "expected", "envisage": "considered", "souhaite": "wished",
        "sous-entendu": "implied", "affirme": "stated",
    },
    "kind": {"communique": "press-release", "release": "press-release", "articles": "article"},
}  # fmt: skip

_LANGUAGES = {
    "francais": "fr", "french": "fr", "anglais": "en", "english": "en", "allemand": "de",
    "german": "de", "espagnol": "es", "spanish": "es", "italien": "it", "italian": "it",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The fields that queries of one kind can name."""

    names: tuple[str, ...]
    text_fields: frozenset[str]
    """Those that are searched by words and phrases."""

    def field_named(self, name: str) -> str | None:
        """Return the canonical name of a field, None where no field goes by that name."""
        folded = fold_name(name)
        canonical = folded if folded in self.names else _FRENCH_FIELDS.get(folded)
        return canonical if canonical in self.names else None


ARTICLES = Vocabulary(FIELD_NAMES, TEXT_FIELDS)
"""What can be asked of the articles of a desk."""

ENTRIES = Vocabulary(
    ("title", "text", "author", "source", "category", "link", "lang"),
    frozenset({"title", "text", "author", "source", "category"}),
)
"""What rules can ask of an entry of a feed, of which nobody has said anything yet."""


def values_begun(field: str, prefix: str) -> tuple[str, ...]:
    """The canonical values of a field with a closed list that begin so, in English or in French."""
    folded = fold_name(prefix)
    french = _FRENCH_VALUES.get(field, {})
    names = [(value, value) for value in VALUES.get(field, ())] + list(french.items())
    begun = (value for name, value in names if folded and name.startswith(folded))
    return tuple(dict.fromkeys(begun))


def value_named(field: str, value: str) -> str | None:
    """Return the canonical value of a field with a closed list, None where it has no such value."""
    folded = fold_name(value)
    if field == "lang":
        code = _LANGUAGES.get(folded, folded)
        return code if len(code) in {2, 3} and code.isalpha() else None
    return folded if folded in VALUES[field] else _FRENCH_VALUES[field].get(folded)
