"""The colours of the desk: stone and ink, dark and light."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.theme import Theme

if TYPE_CHECKING:
    from textual.app import App

DARK = Theme(
    name="marbre-dark",
    primary="#7FA7C9",
    secondary="#A9B7C6",
    accent="#E0B56A",
    warning="#E0B56A",
    error="#D9727A",
    success="#8FBF88",
    foreground="#DCDDDA",
    background="#16181B",
    surface="#1C1F23",
    panel="#272B31",
    dark=True,
    variables={
        "block-cursor-background": "#7FA7C9",
        "block-cursor-foreground": "#111315",
        "block-cursor-text-style": "bold",
        "footer-key-foreground": "#E0B56A",
        "input-selection-background": "#7FA7C9 35%",
    },
)

LIGHT = Theme(
    name="marbre-light",
    primary="#2F5D86",
    secondary="#5B6B7A",
    accent="#8A5A00",
    warning="#8A5A00",
    error="#A3283A",
    success="#2F6B2F",
    foreground="#1D1F21",
    background="#F4F2EE",
    surface="#FAF9F6",
    panel="#E6E3DC",
    dark=False,
    variables={
        "block-cursor-background": "#2F5D86",
        "block-cursor-foreground": "#FFFFFF",
        "block-cursor-text-style": "bold",
        "footer-key-foreground": "#8A5A00",
        "input-selection-background": "#2F5D86 25%",
    },
)

SHORT_NAMES = {"dark": DARK.name, "light": LIGHT.name}
"""What settings may call the desk's own themes."""


def dress(app: App[None], wanted: str | None) -> bool:
    """Give the app the theme of this name, the dark one where none is named; False for no such."""
    for theme in (DARK, LIGHT):
        app.register_theme(theme)
    name = SHORT_NAMES.get(wanted or "dark", wanted or "")
    known = name in app.available_themes
    app.theme = name if known else DARK.name
    return known


def other_theme(app: App[None]) -> str:
    """The name of the light theme where the screen is dark, else of the dark one."""
    return LIGHT.name if app.current_theme.dark else DARK.name
