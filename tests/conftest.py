"""What all tests share."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

# How long an example takes, or to think of one, tells of what else the machine does, not of the code.
settings.register_profile("marbre", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("marbre")
