"""What all tests share."""

from __future__ import annotations

from hypothesis import settings

# How long an example takes tells of what else the machine does, not of the code.
settings.register_profile("marbre", deadline=None)
settings.load_profile("marbre")
