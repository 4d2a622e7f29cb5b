"""The words of the screen and of the command line in the reader's language.

Message ids are English; a language without a compiled catalogue shows them as they are. Nothing is
translated at import: ``install`` is called once at the start and ``_`` looks up when it is called,
so that texts made early are marked by ``N_`` and translated where they are shown.
"""

from __future__ import annotations

from gettext import NullTranslations, translation
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

LANGUAGES = ("fr", "en")
"""The languages that have a catalogue."""

DOMAIN = "marbre"
CATALOGUES = Path(__file__).parent / "locale"

_FALLBACK = "en"
_NO_LANGUAGE = frozenset({"C", "POSIX"})


class _Installed:
    """The catalogue in use; one for the process, as the locale is."""

    language: str = _FALLBACK
    translations = NullTranslations()


def choose_language(setting: str | None, environ: Mapping[str, str]) -> str:
    """Which language to speak: the setting, else what the locale says, else English.

    The locale is read as gettext reads it: the first of ``LC_ALL``, ``LC_MESSAGES`` and ``LANG``
    that is set decides, ``LANGUAGE`` goes before it unless it is ``C`` or ``POSIX``.
    """
    if setting in LANGUAGES:
        return setting
    locale = next(
        (environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(name)), "C"
    )
    if locale.partition(".")[0] in _NO_LANGUAGE:
        return _FALLBACK
    wanted = [*environ.get("LANGUAGE", "").split(":"), locale]
    codes = (name.partition(".")[0].partition("_")[0].lower() for name in wanted)
    return next((code for code in codes if code in LANGUAGES), _FALLBACK)


def install(language: str | None, environ: Mapping[str, str] | None = None) -> None:
    """Speak ``language`` from now on; None leaves the choice to the locale in ``environ``."""
    _Installed.language = choose_language(language, environ or {})
    _Installed.translations = translation(
        DOMAIN, str(CATALOGUES), [_Installed.language], fallback=True
    )


def current_language() -> str:
    """The code of the language that is spoken now, one of ``LANGUAGES``."""
    return _Installed.language


def _(message: str) -> str:
    """The message in the language that is spoken now."""
    return _Installed.translations.gettext(message) if message else ""


def ngettext(singular: str, plural: str, number: int) -> str:
    """The message for a number of things; the number itself is filled in by the caller."""
    return _Installed.translations.ngettext(singular, plural, number)


def quoted(text: str) -> str:
    """A name or a passage between the quotation marks of the language."""
    return _("“{name}”").format(name=text)


def N_(message: str) -> str:  # noqa: N802 - the name that extraction tools know
    """Mark a message for the catalogue, to be translated by ``_`` where it is shown."""
    return message
