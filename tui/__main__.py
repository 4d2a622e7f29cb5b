"""``python -m tui`` is ``marbre``."""

from __future__ import annotations

from tui.entry import main

if __name__ == "__main__":
    main()
