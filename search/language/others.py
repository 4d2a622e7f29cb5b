"""What analysis must know of the languages beside French that a French desk meets."""

from __future__ import annotations

from search.language.analysis import LanguageProfile

_ENGLISH_STOP_WORDS = """
    a an and are as at be been but by for from had has have he her his i if in into is it its of on
    or our she so than that the their them then there these they this those to was we were which
    will with would you your
"""

_ITALIAN_ELISIONS = """
    l un d c s t m v n all dall dell nell sull coll quell quest sant bell anch dov com
"""

ENGLISH = LanguageProfile(
    code="en",
    stemmer="english",
    stop_words=frozenset(_ENGLISH_STOP_WORDS.split()),
    possessives=frozenset({"s"}),
    thousands=",",
)

OTHERS = (
    LanguageProfile("ca", "catalan", elisions=frozenset("ldsnmt")),
    LanguageProfile("da", "danish"),
    LanguageProfile("de", "german"),
    LanguageProfile("es", "spanish"),
    LanguageProfile("eu", "basque"),
    LanguageProfile("fi", "finnish"),
    LanguageProfile("it", "italian", elisions=frozenset(_ITALIAN_ELISIONS.split())),
    LanguageProfile("nl", "dutch"),
    LanguageProfile("no", "norwegian"),
    LanguageProfile("pt", "portuguese"),
    LanguageProfile("ro", "romanian"),
    LanguageProfile("sv", "swedish"),
)
