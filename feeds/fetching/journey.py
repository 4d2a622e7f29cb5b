"""What one fetch carries along from redirect to redirect: to whom it says what, and where it is led. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from http.cookies import Morsel
from urllib.parse import quote

from yarl import URL

from feeds.fetching.credentials import Credentials, may_be_told

_MOST_REDIRECTS = 8
_FOR_GOOD = frozenset({301, 308})
_LONGEST_VALIDATOR = 512
_LONGEST_COOKIES = 4096


@dataclass(slots=True)
class Journey:
    """One fetch on its way through redirects."""

    start: str
    """The address that was asked for."""
    seconds_left: float
    credentials: Credentials | None = None
    moved_to: str | None = None
    """Where every redirect so far leads to for good."""
    _is_for_good: bool = True
    _seen: set[tuple[str, str]] = field(default_factory=set)
    _cookies: dict[URL, dict[str, str]] = field(default_factory=dict)

    def is_going_round(self, url: URL) -> bool:
        """Whether this was asked before, or too much; notes that it is asked now.

        One that is asked again with a cookie that it has given since is asked something else.
        """
        step = (str(url), self._cookie(url))
        if step in self._seen or len(self._seen) > _MOST_REDIRECTS:
            return True
        self._seen.add(step)
        return False

    def headers(self, url: URL) -> dict[str, str]:
        """What is said to this server and not to any other: credentials, and cookies of its own."""
        said = {}
        if self.credentials is not None and may_be_told(URL(self.start), url):
            said["Authorization"] = self.credentials.as_header()
        if cookie := self._cookie(url):
            said["Cookie"] = cookie
        return said

    def note_redirect(
        self, url: URL, target: str, status: int, cookies: Mapping[str, Morsel[str]]
    ) -> None:
        """Note that an address leads on.

        Cookies are kept for the length of this fetch, since some servers send round in circles whoever
        does not bring back theirs.
        """
        is_downgrade = url.scheme == "https" and not target.startswith("https:")
        # What was said on a way that anybody can change is not for good.
        self._is_for_good = self._is_for_good and status in _FOR_GOOD and not is_downgrade
        if self._is_for_good:
            self.moved_to = str(URL(target).with_fragment(None).with_user(None))
        own = self._cookies.setdefault(url.origin(), {})
        own.update({name: morsel.coded_value for name, morsel in cookies.items()})

    def lasting(self) -> str | None:
        """Where it is for good; None where it is where it was asked for."""
        if self.moved_to is None or URL(self.moved_to) == URL(self.start).with_fragment(None):
            return None
        return self.moved_to

    def _cookie(self, url: URL) -> str:
        said = "; ".join(f"{name}={value}" for name, value in self._own(url).items())
        return said if len(said) <= _LONGEST_COOKIES and is_plain(said) else ""

    def _own(self, url: URL) -> Mapping[str, str]:
        return self._cookies.get(url.origin(), {})


def validator(value: str | None) -> str | None:
    """An ETag or a date that can be stored and sent back as it is, else None."""
    if value is None or len(value) > _LONGEST_VALIDATOR:
        return None
    return value if is_plain(value) else None


def is_plain(text: str) -> bool:
    """Whether a text is ASCII without control characters, as headers may hold."""
    return all(" " <= letter <= "~" for letter in text)


def as_address(location: str) -> str:
    """A ``Location`` with its bytes that are no UTF-8 escaped, as browsers do."""
    return quote(location, safe=_SAFE, errors="surrogateescape") if _is_torn(location) else location


_SAFE = "%/:?#[]@!$&'()*+,;=-._~"


def _is_torn(text: str) -> bool:
    return any("\ud800" <= letter <= "\udfff" for letter in text)
