"""What everything that paints is handed: the colours in use and the fonts; tells when they change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase

from kpidesk.ui.theme import Theme, ThemeChoice

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

SMALLEST_POINTS = 10.0
WINDOW_FACES = ("BIZUDPGothic-Regular.ttf", "BIZUDPGothic-Bold.ttf")
FIGURE_FACES = ("BIZUDGothic-Regular.ttf",)


class Look(QObject):
    """The window's look; a painter asks it each time, so that a change of theme needs only a repaint."""

    changed = Signal()

    def __init__(self, app: QApplication, fonts: Path, themes: Path, icons: Path) -> None:
        super().__init__(app)
        self._app = app
        self._fonts = fonts
        self._themes = themes
        self._icons = icons
        self._loaded: set[str] = set()
        self._sheet = ""
        self.choice = ThemeChoice.SYSTEM
        self.theme = Theme.load(themes, dark=False)
        self._load_faces(WINDOW_FACES)
        font = QFont("BIZ UDPGothic")
        font.setHintingPreference(
            QFont.HintingPreference.PreferNoHinting
        )  # as Windows draws it; glyphs load in half the time
        font.setPointSizeF(max(SMALLEST_POINTS, app.font().pointSizeF()))
        app.setFont(font)
        app.styleHints().colorSchemeChanged.connect(self._follow_system)

    def choose(self, choice: ThemeChoice) -> None:
        """Use light, dark, or what the system uses."""
        self.choice = choice
        schemes = {ThemeChoice.LIGHT: Qt.ColorScheme.Light, ThemeChoice.DARK: Qt.ColorScheme.Dark}
        self._app.styleHints().setColorScheme(schemes.get(choice, Qt.ColorScheme.Unknown))
        self._apply()

    def colour(self, name: str) -> QColor:
        """Return a colour of the theme in use."""
        return self.theme.colour(name)

    def font(self, scale: float = 1.0, *, bold: bool = False) -> QFont:
        """Return the window's font, larger or smaller by `scale`."""
        font = QFont(self._app.font())
        font.setPointSizeF(font.pointSizeF() * scale)
        font.setBold(bold)
        return font

    def figures(self, *, bold: bool = False) -> QFont:
        """Return the font of figures, whose digits are all of one width."""
        self._load_faces(FIGURE_FACES)
        font = self.font(bold=bold)
        font.setFamily("BIZ UDGothic")
        return font

    @property
    def dots_per_point(self) -> float:
        """How many px one point of a font is on the first screen."""
        return self._app.primaryScreen().logicalDotsPerInch() / 72

    @property
    def dark(self) -> bool:
        """Whether the dark colours are in use."""
        if self.choice is ThemeChoice.SYSTEM:
            return self._app.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return self.choice is ThemeChoice.DARK

    def _follow_system(self) -> None:
        if self.choice is ThemeChoice.SYSTEM:
            self._apply()

    def _apply(self) -> None:
        self.theme = Theme.load(self._themes, dark=self.dark)
        sheet = self.theme.style_sheet(self._themes, self._icons)
        if sheet == self._sheet:
            return
        self._sheet = sheet
        self._app.setPalette(self.theme.palette())
        self._app.setStyleSheet(sheet)
        self.changed.emit()

    def _load_faces(self, faces: tuple[str, ...]) -> None:
        for face in faces:
            if face not in self._loaded:
                self._loaded.add(face)
                QFontDatabase.addApplicationFont(str(self._fonts / face))
