"""What people may set of a desk: ``marbre.toml`` beside the articles, every key checked.

A mistake is named with its line, what was expected there and, for a key that does not exist, the
nearest one that does; nothing half-right is taken in silence.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import Field, dataclass, field, fields, replace
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, TypeVar

from tui.i18n import LANGUAGES, N_, _

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FILE_NAME = "marbre.toml"

Section = TypeVar("Section")


@dataclass(eq=False)
class SettingsError(Exception):
    """A setting that cannot be."""

    path: Path
    line: int | None
    """From 1; None where it cannot be told."""
    key: str
    """Section and key, such as ``collect.at_once``; empty where the file is no TOML."""
    reason: str
    """What is wrong and what to write instead, for people."""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.key}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Rule:
    """What a value must be: a type, a choice or a range."""

    types: tuple[type, ...]
    expected: str
    """In words, marked for translation, with ``{low}``, ``{high}`` and ``{choices}``."""
    low: float | None = None
    high: float | None = None
    choices: tuple[str, ...] = ()

    def accepts(self, value: object) -> bool:
        """Whether the value may stand."""
        if isinstance(value, bool) and bool not in self.types:
            return False
        if not isinstance(value, self.types):
            return False
        if isinstance(value, int | float) and self.low is not None and self.high is not None:
            return self.low <= value <= self.high
        if isinstance(value, str):
            return value in self.choices if self.choices else bool(value.strip())
        return True

    def in_words(self) -> str:
        """What is expected, in the reader's language."""
        return _(self.expected).format(
            low=_plain_number(self.low),
            high=_plain_number(self.high),
            choices=", ".join(f'"{choice}"' for choice in self.choices),
        )


def _plain_number(number: float | None) -> str:
    return "" if number is None else f"{number:g}"


def _whole(low: int, high: int) -> Rule:
    return Rule((int,), N_("a whole number from {low} to {high}"), low, high)


def _number(low: float, high: float) -> Rule:
    return Rule((int, float), N_("a number from {low} to {high}"), low, high)


def _choice(*choices: str) -> Rule:
    return Rule((str,), N_("one of {choices}"), choices=choices)


_FLAG = Rule((bool,), N_("true or false"))
_TEXT = Rule((str,), N_("a text in quotation marks, not empty"))


def _setting(default: Any, rule: Rule) -> Any:
    return field(default=default, metadata={"rule": rule})


@dataclass(frozen=True, slots=True)
class DeskSettings:
    """``[desk]``: who works here."""

    editor: str | None = _setting(None, _TEXT)
    """The name that acts are recorded under; the system's user where none is set."""
    language: str | None = _setting(None, _choice(*LANGUAGES))
    """``fr`` or ``en``; the system's language where none is set."""


@dataclass(frozen=True, slots=True)
class CollectSettings:
    """``[collect]``: how feeds are fetched."""

    at_once: int = _setting(20, _whole(1, 200))
    """How many feeds are fetched at once."""
    per_host: int = _setting(2, _whole(1, 20))
    """How many connections one server gets at once."""
    timeout_seconds: float = _setting(30.0, _number(1, 3600))
    """How long one feed may take in all."""
    max_megabytes: float = _setting(20.0, _number(0.1, 1000))
    """How large a feed or a page may be, decompressed."""
    contact: str | None = _setting(None, _TEXT)
    """An address or a page that servers are told, for those who wonder who fetches."""
    allow_private_addresses: bool = _setting(False, _FLAG)
    """Whether feeds may be on this machine or on a private network."""
    every_minutes_min: int = _setting(15, _whole(1, 10_080))
    """How long a feed is left alone at least, however often it publishes."""
    every_minutes_max: int = _setting(1440, _whole(1, 43_200))
    """How long a feed is left alone at most, however rarely it publishes."""


@dataclass(frozen=True, slots=True)
class ScreenSettings:
    """``[screen]``: how the desk looks and which keys move in it."""

    theme: str | None = _setting(None, _TEXT)
    """The name of a colour theme, as the palette lists them."""
    keys: str = _setting("vim", _choice("vim", "arrows"))
    """``vim`` for j, k and their kin beside the arrows, ``arrows`` for the arrows alone."""


@dataclass(frozen=True, slots=True)
class ExportSettings:
    """``[export]``: what an export is unless it is told otherwise."""

    format: str = _setting("markdown", _choice("markdown", "json", "csv"))
    """The format."""
    mode: str = _setting("extracts", _choice("references", "extracts", "full"))
    """How much of an article goes out."""
    folder: str | None = _setting(None, _TEXT)
    """Where the screen writes exports; a relative path counts from the desk's folder."""


@dataclass(frozen=True, slots=True)
class Settings:
    """All that can be set of a desk."""

    desk: DeskSettings = DeskSettings()
    collect: CollectSettings = CollectSettings()
    screen: ScreenSettings = ScreenSettings()
    export: ExportSettings = ExportSettings()
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """``[keys]``: keys of one's own by the name of the command, as ``marbre keys`` lists them."""
    credentials: Mapping[str, tuple[str, str]] = field(default_factory=dict, repr=False)
    """``[credentials]``: name and password by the address of a feed, or by a host."""
    unset_variables: tuple[str, ...] = ()
    """Variables of the environment that ``[credentials]`` names and that hold no name and password."""


SECTIONS: Mapping[str, type] = {
    "desk": DeskSettings,
    "collect": CollectSettings,
    "screen": ScreenSettings,
    "export": ExportSettings,
}


_TABLES = ("keys", "credentials")
"""Sections whose keys are names that people choose."""
_FROM_ENVIRONMENT = "env"


def load_settings(folder: Path, environ: Mapping[str, str]) -> Settings:
    """The settings of the desk in ``folder``; ``MARBRE_EDITOR`` goes before the file's editor.

    Raises:
        SettingsError: A value or a key that cannot be.
    """
    path = folder / FILE_NAME
    settings = _read(path, environ) if path.is_file() else Settings()
    editor = environ.get("MARBRE_EDITOR", "").strip()
    return replace(settings, desk=replace(settings.desk, editor=editor)) if editor else settings


def _read(path: Path, environ: Mapping[str, str]) -> Settings:
    try:
        source = path.read_bytes().decode()
        document = tomllib.loads(source)
    except OSError as error:
        raise SettingsError(path, None, "", error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        raise SettingsError(path, None, "", _("it is not UTF-8 text")) from error
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        reason = _("this is not TOML: {error}").format(error=error)
        raise SettingsError(path, int(line[1]) if line else None, "", reason) from error
    return _Reader(path, source, environ).settings(document)


class _Reader:
    """Turns one file's document into settings."""

    def __init__(self, path: Path, source: str, environ: Mapping[str, str]) -> None:
        self._path = path
        self._environ = environ
        self._lines = source.splitlines()
        self._unset: dict[str, None] = {}

    def settings(self, document: Mapping[str, Any]) -> Settings:
        for name in document:
            if name not in SECTIONS and name not in _TABLES:
                raise self._unknown(name, [*SECTIONS, *_TABLES], "")
            if not isinstance(document[name], dict):
                raise self._wrong("", name, _("write it as a section, [{name}]").format(name=name))
        sections: dict[str, Any] = {
            name: self._section(name, kind, document.get(name, {}))
            for name, kind in SECTIONS.items()
        }
        return Settings(
            **sections,
            keys=self._keys(document.get("keys", {})),
            credentials=self._credentials(document.get("credentials", {})),
            unset_variables=tuple(self._unset),
        )

    def _section(self, name: str, kind: type[Section], values: Mapping[str, Any]) -> Section:
        known = {known.name: known for known in fields(kind)}  # type: ignore[arg-type] # a dataclass
        for key, value in values.items():
            if key not in known:
                raise self._unknown(key, list(known), name)
            self._check(name, known[key], value)
        return kind(**values)

    def _check(self, section: str, known: Field[Any], value: object) -> None:
        rule: Rule = known.metadata["rule"]
        if not rule.accepts(value):
            reason = _("it must be {expected}").format(expected=rule.in_words())
            raise self._wrong(section, known.name, reason)

    def _keys(self, values: Mapping[str, object]) -> dict[str, tuple[str, ...]]:
        keys = {command: self._own_keys(command, value) for command, value in values.items()}
        if not keys:
            return keys
        # Not before: they bring all commands along, and few people change keys.
        from tui.keys import check_keys, describe_key_problem  # noqa: PLC0415

        for problem in check_keys(keys):
            raise self._wrong("keys", problem.command, describe_key_problem(problem))
        return keys

    def _own_keys(self, command: str, value: object) -> tuple[str, ...]:
        match value:
            case str():
                return tuple(key.strip() for key in value.split(","))
            case list() if all(isinstance(key, str) for key in value):
                return tuple(key.strip() for key in value)
        raise self._wrong("keys", command, _("it must be a key or a list of keys"))

    def _credentials(self, values: Mapping[str, object]) -> dict[str, tuple[str, str]]:
        found = {}
        for address, value in values.items():
            if not isinstance(value, str) or ":" not in value:
                reason = _("it must be “name:password”, or “env:VARIABLE” for one that holds that")
                raise self._wrong("credentials", address, reason)
            kind, _colon, rest = value.partition(":")
            said = self._environ.get(rest, "") if kind == _FROM_ENVIRONMENT else value
            name, colon, password = said.partition(":")
            if colon:
                found[address] = (name, password)
            else:
                self._unset[rest] = None
        return found

    def _unknown(self, key: str, known: list[str], section: str) -> SettingsError:
        near = get_close_matches(key, known, n=1, cutoff=0.5)
        reason = (
            _("there is no such setting; did you mean “{near}”?").format(near=near[0])
            if near
            else _("there is no such setting; there are {known}").format(known=", ".join(known))
        )
        return self._wrong(section, key, reason)

    def _wrong(self, section: str, key: str, reason: str) -> SettingsError:
        name = f"{section}.{key}" if section else key
        return SettingsError(self._path, self._line_of(section, key), name, reason)

    def _line_of(self, section: str, key: str) -> int | None:
        """The line, from 1, that the key stands on; the section's own for ``key`` at the top."""
        current = ""
        for number, line in enumerate(self._lines, start=1):
            header = re.match(r"\s*\[+\s*[\"']?([^\]\"'.]+?)[\"']?\s*(?:\.[^\]]*)?\]", line)
            if header:
                current = header[1]
                if not section and current == key:
                    return number
            entry = re.match(r"\s*([^\s=\[\]#]+)\s*=", line)
            written = entry[1] if entry else ""
            # A key in quotation marks is one name, whatever points it has.
            names = [written.strip("\"'")] if written[:1] in {'"', "'"} else written.split(".")
            if names and ([current, names[0]] == [section, key] or names[:2] == [section, key]):
                return number
        return None
