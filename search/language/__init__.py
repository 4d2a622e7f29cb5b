"""Languages: how their texts are taken apart into terms, and how people write dates in them."""

from __future__ import annotations

from functools import cache

from search.language.analysis import Analyzer
from search.language.french import FRENCH
from search.language.others import ENGLISH, OTHERS

DEFAULT_LANGUAGE = FRENCH.code

_PROFILES = {profile.code: profile for profile in (FRENCH, ENGLISH, *OTHERS)}


def known_language(language: str | None) -> str:
    """Return the code that a language is analysed by: French where it is unsaid or unknown."""
    code = (language or "").strip().lower().replace("_", "-").partition("-")[0]
    return code if code in _PROFILES else DEFAULT_LANGUAGE


def analyzer_for(language: str | None) -> Analyzer:
    """Return the analyzer for articles of this language, always the same one for a language."""
    return _analyzer(known_language(language))


@cache
def _analyzer(code: str) -> Analyzer:
    return Analyzer(_PROFILES[code])
