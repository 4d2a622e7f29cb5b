from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from store import models

LOADED = """
import sys
from store.models import Feed
print(*sorted(name for name in sys.modules if name.endswith("_models")))
"""


def test_every_record_is_where_it_is_said_to_be() -> None:
    assert all(getattr(models, name) is not None for name in models.__all__)
    assert set(models.__all__) <= set(dir(models))


def test_what_is_no_record_is_none() -> None:
    with pytest.raises(AttributeError, match="Nonesuch"):
        getattr(models, "Nonesuch")  # noqa: B009 - a checker of types knows that it is not there


def test_a_record_is_loaded_without_those_of_other_matters() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADED],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["store.feed_models"]
