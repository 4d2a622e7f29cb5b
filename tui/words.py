"""The words for what lower layers report as codes and data.

Nothing here cleans what it is given: names and passages are put into sentences as they came, and
whoever shows a sentence cleans it.
"""

from __future__ import annotations

from tui.act_words import describe_entry
from tui.enum_words import label
from tui.error_words import describe_error
from tui.problem_words import (
    describe_code,
    describe_finding,
    describe_problem,
    describe_query_problem,
    describe_repair,
)

__all__ = [
    "describe_code",
    "describe_entry",
    "describe_error",
    "describe_finding",
    "describe_problem",
    "describe_query_problem",
    "describe_repair",
    "label",
]
