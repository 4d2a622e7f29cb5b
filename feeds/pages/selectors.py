"""CSS selectors, as far as people write them for pages of news, to XPath. Pure.

Taken are type and ``*``, ``#id``, ``.class``, ``[attribute]`` with ``= ~= ^= $= *=``, the descendant, child
(``>``), next (``+``) and sibling (``~``) combinators, lists by commas, ``:not()`` of one of these without a
combinator, and the places among siblings by which browsers name an element: ``:nth-child(2)``,
``:nth-of-type(odd)``, ``:first-child`` and their kin.
"""

from __future__ import annotations

import re

_TOKEN = re.compile(
    r"""
    (?P<combinator>\s*[>+~]\s*|\s+)
    |(?P<type>\*|[A-Za-z][\w-]*)
    |\#(?P<id>[\w-]+)
    |\.(?P<class>[\w-]+)
    |:(?P<place>nth-child|nth-last-child|nth-of-type|nth-last-of-type)\(\s*(?P<count>\d{1,4}|odd|even)\s*\)
    |:(?P<end>(?:first|last|only)-(?:child|of-type))
    |:not\((?P<other>[^()]+)\)
    |\[\s*(?P<name>[\w:-]+)\s*
        (?:(?P<operator>[~^$*]?=)\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[\w-]+))\s*)?\]
    """,
    re.VERBOSE,
)
_AXES = {
    ">": "/",
    "+": "/following-sibling::*[1]/self::",
    "~": "/following-sibling::",
    "": "//",
}
_LONGEST = 500


class SelectorError(ValueError):
    """What stands here is no selector that can be read."""


def to_xpath(selectors: str) -> str:
    """One XPath for a list of selectors, to be evaluated from the root.

    Raises:
        SelectorError: one of them is empty or holds what is not taken.
    """
    if len(selectors) > _LONGEST:
        raise SelectorError(selectors[:80])
    parts = _split(selectors)
    if ",".join(parts) != selectors:
        raise SelectorError(selectors)
    return "|".join(_path(part.strip()) for part in parts)


def _split(selectors: str) -> list[str]:
    """The members of a list; commas between quotation marks part nothing."""
    return re.findall(r"""(?:[^,"']|"[^"]*"|'[^']*')+|(?<=,)(?=,|$)|^(?=,|$)""", selectors)


def _path(selector: str) -> str:
    path, axis, steps = "", "//", 0
    position = 0
    element: str | None = None
    conditions: list[str] = []
    while position < len(selector):
        token = _TOKEN.match(selector, position)
        if token is None or (token["type"] and (element or conditions)):
            raise SelectorError(selector)
        position = token.end()
        if token["combinator"] is None:
            element = token["type"] or element
            conditions += _conditions(token, element or "*")
            continue
        path += _step(axis, element, conditions, selector)
        axis, element, conditions = _AXES[token["combinator"].strip()], None, []
        steps += 1
    return path + _step(axis, element, conditions, selector)


def _step(axis: str, element: str | None, conditions: list[str], selector: str) -> str:
    if element is None and not conditions:
        raise SelectorError(selector)
    return f"{axis}{element or '*'}" + "".join(f"[{condition}]" for condition in conditions)


def _conditions(token: re.Match[str], element: str) -> list[str]:
    if token["id"]:
        return [f"@id={_quoted(token['id'])}"]
    if token["class"]:
        return [_has_word("class", token["class"])]
    if token["place"]:
        return [_place(token["place"], token["count"], element)]
    if token["end"]:
        return _end(token["end"], element)
    if token["other"]:
        return [f"not({_compound(token['other'].strip())})"]
    return [_attribute(token)] if token["name"] else []


def _attribute(token: re.Match[str]) -> str:
    name = token["name"]
    value = next((token[kind] for kind in ("double", "single", "bare") if token[kind]), "")
    return f"@{name}" if token["operator"] is None else _compared(name, token["operator"], value)


def _place(place: str, count: str, element: str) -> str:
    """Among its siblings, or among those of its type, counted from either end."""
    siblings = "following" if "last" in place else "preceding"
    before = f"count({siblings}-sibling::{_counted(place, element)})"
    if count in {"odd", "even"}:
        return f"{before} mod 2={0 if count == 'odd' else 1}"
    return f"{before}={int(count) - 1}"


def _end(end: str, element: str) -> list[str]:
    which, _, _ = end.partition("-")
    wanted = {"first": ("preceding",), "last": ("following",), "only": ("preceding", "following")}
    return [f"not({side}-sibling::{_counted(end, element)})" for side in wanted[which]]


def _counted(place: str, element: str) -> str:
    if not place.endswith("of-type"):
        return "*"
    if element == "*":
        raise SelectorError(f":{place}")
    return element


def _compound(selector: str) -> str:
    """What holds for an element that a selector without a combinator names."""
    position = 0
    parts: list[str] = []
    while position < len(selector):
        token = _TOKEN.match(selector, position)
        if token is None or token["combinator"] is not None or (token["type"] and parts):
            raise SelectorError(selector)
        position = token.end()
        own = [f"self::{token['type']}"] if token["type"] else []
        parts += own + _conditions(token, token["type"] or "*")
    return " and ".join(parts)


def _compared(name: str, operator: str, value: str) -> str:
    quoted = _quoted(value)
    match operator:
        case "~=":
            return _has_word(name, value)
        case "^=":
            return f"starts-with(@{name},{quoted})"
        case "*=":
            return f"contains(@{name},{quoted})"
        case "$=":
            start = f"string-length(@{name})-{len(value) - 1}"
            return f"substring(@{name},{start})={quoted}"
        case _:
            return f"@{name}={quoted}"


def _has_word(name: str, word: str) -> str:
    return f"contains(concat(' ',normalize-space(@{name}),' '),{_quoted(f' {word} ')})"


def _quoted(text: str) -> str:
    """A string of XPath, which knows no escapes."""
    if "'" not in text:
        return f"'{text}'"
    if '"' not in text:
        return f'"{text}"'
    raise SelectorError(text)
