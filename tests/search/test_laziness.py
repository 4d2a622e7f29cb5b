"""What reading a query and marking its words needs: not Whoosh."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import search

ROOT = Path(__file__).resolve().parents[2]

PROBE = """
import sys
import search
from search import SearchQuery, find_matches
assert find_matches(SearchQuery.parse("économie"), "L’économie.")
print("whoosh" in sys.modules)
"""


def test_a_query_is_read_and_a_text_marked_without_whoosh() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROBE], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"


def test_what_is_not_there_is_no_attribute() -> None:
    assert "ArticleIndex" in dir(search)
    assert not hasattr(search, "Nonsense")
