"""The distribution and the names it takes."""

from __future__ import annotations

from importlib.metadata import packages_distributions

import pytest

from tests.wheel_contents import PACKAGES


@pytest.mark.parametrize("name", PACKAGES)
def test_nobody_else_owns_our_names(name: str) -> None:
    assert set(packages_distributions().get(name, [])) <= {"marbre"}
