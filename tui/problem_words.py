"""What the collector, the query language and the doctor report, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feeds.errors import RESTING
from tui.i18n import N_, _, current_language
from tui.moments import moment

if TYPE_CHECKING:
    from collections.abc import Mapping

    from feeds.errors import FeedProblem
    from search import QueryProblem
    from store.models import Finding

_PROBLEMS: Mapping[str, str] = {
    "timeout": N_("the server took too long"),
    "too-large": N_("it is larger than the settings allow"),
    "dns": N_("the server's name is not known: check the address"),
    "refused": N_("the server refuses the connection"),
    "connection": N_("the connection broke off"),
    "tls": N_("no safe connection: the server's certificate or its https is not in order"),
    "proxy": N_("the proxy does not serve: check https_proxy and http_proxy in the environment"),
    "not-http": N_("what answers there is no web server, or a broken one: check the address"),
    "garbled": N_("what came is packed in a way that nobody can undo: tell the site"),
    "private-address": N_(
        "the address is on a private network: allow it where the feed is edited, or with “marbre feeds "
        "edit --allow-private”"
    ),
    "not-a-feed": N_("there is no feed at this address"),
    "page-with-feed": N_(
        "this is a page; the feed that it names is to be had with “marbre feeds edit --url”"
    ),
    "page-without-feed": N_(
        "this is a page, and it names no feed: look for a link “RSS” on the site"
    ),
    "cut-off": N_("the feed breaks off before its first article is complete"),
    "empty": N_("the feed is empty"),
    "redirect-loop": N_("the address leads round in circles"),
    "bad-address": N_("the address is not valid"),
    "unreadable": N_("what came cannot be read"),
    "too-slow": N_("it takes too long to read: it may be meant to"),
    "too-heavy": N_("it takes too much memory to read: it may be meant to"),
    "entities": N_("it declares entities that grow without end: it is meant to do harm"),
    "too-many": N_("it has more entries than a feed should have"),
    "resting": N_("its server asked for no visits until then"),
    "not-a-page": N_("what came is no page of text"),
    "no-article": N_("there is no article on this page"),
    "removed": N_("the desk follows this feed no longer"),
    "cancelled": N_("stopped before it was fetched"),
    "http-204": N_("the server answers, but sends nothing"),
    "http-304": N_("the server says that nothing has changed, though it was not asked that"),
    "http-401": N_("the server asks for a password: put it into [credentials] in marbre.toml"),
    "http-403": N_("the server forbids fetching it"),
    "http-404": N_("there is nothing at this address any more"),
    "http-410": N_("the feed was closed for good; it is paused"),
    "http-407": N_("the proxy asks for a password: put it into https_proxy and http_proxy"),
    "http-429": N_("the server asks for fewer visits"),
}


_SAYS_ALL = frozenset({"dns", "refused", "connection"})
"""Codes to which the system's own words add nothing."""


def describe_code(code: str) -> str:
    """A collector's error code, such as ``timeout`` or ``http-404``, in words."""
    if code in _PROBLEMS:
        return _(_PROBLEMS[code])
    if code.startswith("http-"):
        return _("the server answers with error {number}").format(number=code[5:])
    return code


_LATER = N_("it is tried again by itself")
_SITE = N_("look on its site for the address of the feed, and change it here, or remove it")
_ADVICE: Mapping[str, str] = {
    "timeout": N_(
        "it is tried again by itself; where that lasts, raise timeout_seconds in marbre.toml"
    ),
    "too-large": N_("if you trust it, raise max_megabytes in marbre.toml"),
    "dns": N_("where all feeds fail so, this machine has no network"),
    "refused": N_("it is tried again by itself; where that lasts, check the address"),
    "connection": _LATER,
    "tls": N_("it is tried again by itself; its owner has to renew the certificate"),
    "not-a-feed": _SITE,
    "page-without-feed": _SITE,
    "cut-off": _LATER,
    "empty": N_("it is tried again by itself; where that lasts, look on its site"),
    "redirect-loop": _SITE,
    "bad-address": N_("change the address"),
    "unreadable": N_("test it; where that lasts, its owner has to mend it"),
    "too-slow": N_("remove it, unless you know its owner"),
    "too-heavy": N_("remove it, unless you know its owner"),
    "too-many": N_("look on its site for a feed of the newest articles only"),
    "entities": N_("remove it, unless you know its owner"),
    "http-403": N_("some servers want a contact: [collect] contact in marbre.toml"),
    "http-404": _SITE,
    "http-410": N_("look on its site for another feed, or remove it"),
    "http-429": N_("nothing is to be done: it is visited less often from now on"),
}


def advice_on(code: str) -> str:
    """What a person can do about an error of the collector; empty where its words say so already."""
    if code in _ADVICE:
        return _(_ADVICE[code])
    if code.startswith("http-5"):
        return _("the fault is its server's; it is tried again by itself")
    if code.startswith("http-") and code not in _PROBLEMS:
        return _("test it, and check the address")
    return ""


def describe_problem(problem: FeedProblem, url: str = "") -> str:
    """Why a feed or a page could not be taken in, with the system's own words where it gave any.

    Args:
        problem: what went wrong.
        url: the address that was asked for, where it is told anyhow; it is not told again.
    """
    if problem.code == RESTING and problem.detail:
        words = _("its server asked for no visits before {time}")
        return words.format(time=moment(problem.detail))
    words = describe_code(problem.code)
    is_told = problem.detail not in {"", url} and problem.code not in _SAYS_ALL
    return f"{words} ({_detail(problem)})" if is_told else words


_CERTIFICATES: Mapping[str, str] = {
    "certificate has expired": N_("the certificate has expired"),
    "certificate is not yet valid": N_("the certificate is not valid yet: is the clock right?"),
    "self-signed certificate": N_("nobody known vouches for the certificate"),
    "unable to get local issuer certificate": N_("nobody known vouches for the certificate"),
    "Hostname mismatch": N_("the certificate is another server's"),
    "IP address mismatch": N_("the certificate is another server's"),
}
"""What OpenSSL says of certificates, by how it begins."""


def _detail(problem: FeedProblem) -> str:
    if problem.code == "tls":
        for start, words in _CERTIFICATES.items():
            if problem.detail.startswith(start):
                return _(words)
    return problem.detail


_FINDINGS: Mapping[str, str] = {
    "file-without-row": N_("{subject}: the file is not known to the desk"),
    "row-without-file": N_("{subject}: the article's file is missing"),
    "hash-differs": N_("{subject}: the file is not what the desk took in"),
    "anchor-broken": N_("{subject}: the annotation does not hold in the text"),
    "anchor-stale": N_("{subject}: an annotation was not carried to the newest text"),
    "mentions-stale": N_("{subject}: the names in the article are not those that are kept"),
    "index-behind": N_("{subject}: the index is not up to date"),
    "index-damaged": N_("{subject}: this file of the index is damaged"),
    "integrity": N_("{subject}: the database is damaged"),
    "foreign-key": N_("{subject}: the database points to something that is not there"),
    "leftover-file": N_("{subject}: a temporary file was left behind"),
}

_REPAIRS: Mapping[str, str] = {
    "take-in": N_("--repair takes it in"),
    "take-in-version": N_("--repair takes it in as a new version"),
    "write-file": N_("--repair writes it again"),
    "to-orphans": N_("--repair puts it among those to be placed by hand"),
    "carry": N_("--repair carries it over"),
    "find-names": N_("--repair finds them again"),
    "remove-file": N_("--repair removes it"),
    "reindex": N_("--repair brings it up to date"),
    "rebuild-lookups": N_("--repair rebuilds the database's own indexes"),
}


def describe_finding(finding: Finding) -> str:
    """What the doctor saw."""
    words = _FINDINGS.get(finding.code)
    return (
        _(words).format(subject=finding.subject) if words else f"{finding.subject}: {finding.code}"
    )


def describe_repair(finding: Finding) -> str:
    """What repair would do about it, or that a person must."""
    if finding.repair is None:
        return _("“marbre restore” brings back a backup")
    return _(_REPAIRS.get(finding.repair, finding.repair))


_QUERY_PROBLEMS: Mapping[str, str] = {
    "unclosed-quote": N_("the quotation mark at {place} is not closed"),
    "unclosed-parenthesis": N_("the parenthesis at {place} is not closed"),
    "stray-parenthesis": N_("the parenthesis at {place} closes nothing"),
    "missing-operand": N_("something is missing after {place}"),
    "missing-value": N_("“{piece}” needs a value"),
    "unknown-field": N_("there is no field “{piece}”"),
    "unknown-value": N_("“{piece}” is not known here"),
    "bad-date": N_("“{piece}” is no date"),
    "bad-number": N_("“{piece}” is no number"),
    "short-prefix": N_("“{piece}” is too short: write more letters before *"),
    "too-deep": N_("too many parentheses stand in one another"),
    "too-long": N_("the query is too long; its end is left out"),
}


def describe_query_problem(problem: QueryProblem, query: str) -> str:
    """What in a query was not understood and is left out, and what would be."""
    sentence = _QUERY_PROBLEMS.get(problem.code, N_("“{piece}” is not understood"))
    words = _(sentence).format(
        place=_("character {number}").format(number=problem.start + 1),
        piece=query[problem.start : problem.end],
    )
    if not problem.expected:
        return words
    from search.completion import as_written  # noqa: PLC0415 - most queries are well

    are_names = problem.code == "unknown-field"
    expected = as_written(problem.expected, current_language(), are_names=are_names)
    return _("{problem}; expected: {expected}").format(problem=words, expected=", ".join(expected))
