"""The colours of the window: read from resources/themes, turned into a palette and a style sheet."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from enum import Enum
from string import Template
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QPalette

if TYPE_CHECKING:
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


@dataclass(frozen=True, slots=True)
class Theme:
    """One set of colours; every one is used somewhere in the style sheet or by a painter."""

    window: str
    surface: str
    raised: str
    line: str
    strong_line: str
    text: str
    muted: str
    accent: str
    on_accent: str
    accent_soft: str
    year: str
    owed: str
    owed_soft: str
    owed_text: str
    locked: str
    band: str
    met: str
    missed: str
    error: str
    error_soft: str

    @staticmethod
    def load(folder: Path, name: str) -> Theme:
        """Read the theme called `name` (light or dark)."""
        raw = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
        return Theme(**raw)

    def colour(self, name: str) -> QColor:
        """Return one of the colours by its name."""
        return QColor(getattr(self, name))

    def style_sheet(self, folder: Path, icons: Path, *, dark: bool) -> str:
        """Return the window's style sheet in these colours."""
        names = {field.name: getattr(self, field.name) for field in fields(self)}
        shade = "dark" if dark else "light"
        template = Template((folder / "window.qss").read_text(encoding="utf-8"))
        return template.substitute(names, icons=icons.as_posix(), shade=shade)

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
