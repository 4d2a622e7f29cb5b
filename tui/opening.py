"""Opens the desk on the screen. Textual is loaded here, when it is wanted and not before."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.services import Services

_FRAMES = "TEXTUAL_FPS"
_MOST_FRAMES_A_SECOND = 120
"""Textual's own is 60: what a key finds would wait up to 16 ms for the next frame, and half of that so."""


def show_desk(services: Services) -> int:
    """Show a desk on the terminal until it is left; returns the exit status."""
    # Textual looks at it as it is imported. What somebody set themselves stays.
    os.environ.setdefault(_FRAMES, str(_MOST_FRAMES_A_SECOND))
    from tui.app import MarbreApp  # noqa: PLC0415 - the screen alone needs Textual

    app = MarbreApp(services)
    app.run()
    return app.return_code or 0
