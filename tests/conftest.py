"""What all tests share."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

# How long an example takes, or to think of one, tells of what else the machine does, not of the code.
settings.register_profile("marbre", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("marbre")

# Whoever runs the tests may speak French, sit behind a proxy or on a narrow terminal, and share all they write.
_THEIRS = (
    "LANG",
    "LANGUAGE",
    "COLUMNS",
    "LINES",
    "NO_COLOR",
    "FORCE_COLOR",
    "MARBRE_EDITOR",
    "MARBRE_DESK",
)
_BEGINNINGS = ("LC_", "XDG_", "TEXTUAL")
for _name in list(os.environ):
    if _name in _THEIRS or _name.startswith(_BEGINNINGS) or _name.lower().endswith("_proxy"):
        del os.environ[_name]
os.environ["LC_ALL"] = "C.UTF-8"
os.umask(0o022)
