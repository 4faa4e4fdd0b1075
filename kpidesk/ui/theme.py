"""The colours of the window: read from resources/themes, turned into a palette and a style sheet."""

from __future__ import annotations

import json
from enum import Enum
from string import Template
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QPalette

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


class ThemeChoice(Enum):
    """What a person can choose; the value is what the settings remember."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"

    @property
    def label(self) -> str:
        """The word in the menu."""
        return {"system": "システムに合わせる", "light": "明るい", "dark": "暗い"}[self.value]


class Theme:
    """One set of colours by name; the same names stand in every theme, in the style sheet and with the painters."""

    def __init__(self, colours: Mapping[str, str], *, dark: bool) -> None:
        self.colours = colours
        self.dark = dark

    @staticmethod
    def load(folder: Path, *, dark: bool) -> Theme:
        """Read the light or the dark theme."""
        text = (folder / f"{_shade(dark=dark)}.json").read_text(encoding="utf-8")
        return Theme(json.loads(text), dark=dark)

    def colour(self, name: str) -> QColor:
        """Return one of the colours; KeyError for a name that no theme has."""
        return QColor(self.colours[name])

    def style_sheet(self, folder: Path, icons: Path) -> str:
        """Return the window's style sheet in these colours."""
        template = Template((folder / "window.qss").read_text(encoding="utf-8"))
        return template.substitute(self.colours, icons=icons.as_posix(), shade=_shade(dark=self.dark))

    def palette(self) -> QPalette:
        """Return the palette for whatever the style sheet leaves alone."""
        role = QPalette.ColorRole
        palette = QPalette()
        for of, name in {
            role.Window: "window",
            role.WindowText: "text",
            role.Base: "surface",
            role.AlternateBase: "locked",
            role.Text: "text",
            role.Button: "raised",
            role.ButtonText: "text",
            role.BrightText: "error",
            role.Highlight: "accent",
            role.HighlightedText: "on_accent",
            role.Link: "accent",
            role.Accent: "accent",
            role.ToolTipBase: "raised",
            role.ToolTipText: "text",
            role.PlaceholderText: "muted",
            role.Mid: "strong_line",
            role.Light: "line",
        }.items():
            palette.setColor(of, self.colour(name))
        for of in (role.WindowText, role.Text, role.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, of, self.colour("muted"))
        return palette


def _shade(*, dark: bool) -> str:
    return "dark" if dark else "light"
