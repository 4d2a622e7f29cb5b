"""What a reference fits: one thing, none, or several."""

from __future__ import annotations

import pytest

from store.errors import AmbiguousError, UnknownError
from store.references import CANDIDATES, only_one


def test_one_is_given_and_none_or_several_are_told() -> None:
    assert only_one("tag", "a", [7], str) == 7
    with pytest.raises(UnknownError) as unknown:
        only_one("tag", "a", [], str)
    assert (unknown.value.kind, unknown.value.name) == ("tag", "a")
    with pytest.raises(AmbiguousError) as several:
        only_one("tag", "a", list(range(20)), str)
    assert several.value.candidates == tuple(str(number) for number in range(CANDIDATES))
