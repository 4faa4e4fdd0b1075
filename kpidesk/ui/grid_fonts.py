"""The fonts and measures of the grid at the zoom in use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QFontMetricsF

from kpidesk.ui import text_block

if TYPE_CHECKING:
    from PySide6.QtGui import QFont

    from kpidesk.ui.look import Look

SMALL = 0.9
ZOOMS = (70, 80, 90, 100, 110, 125, 150, 175, 200)
"""The steps of the zoom, %."""
NATURAL = 100
MOST = 5000
"""How many widths of texts are remembered."""


class GridFonts:
    """Fonts made once per zoom: asking for them in every cell would cost too much."""

    def __init__(self, look: Look, zoom: int = NATURAL) -> None:
        self._look = look
        self.zoom = NATURAL
        self.scale = 1.0
        self._widths: dict[tuple[int, str], float] = {}
        self.use(zoom)

    def use(self, zoom: int) -> None:
        """Make the fonts for a zoom, %; what is no zoom at all counts as the natural one."""
        look = self._look
        self._widths.clear()
        self.zoom = zoom if ZOOMS[0] <= zoom <= ZOOMS[-1] else NATURAL
        self.scale = scale = self.zoom / 100
        self.plain = look.font(scale)
        self.small = look.font(SMALL * scale)
        self.tiny = look.font(0.8 * scale)
        self.strong = look.font(scale, bold=True)
        self.title = look.font(1.12 * scale, bold=True)
        self.figures = _scaled(look.figures(), scale)
        self.figures_bold = _scaled(look.figures(bold=True), scale)
        self.em = self.plain.pointSizeF() * look.dots_per_point
        self.pitch = text_block.pitch(self.plain)

    def step(self, by: int) -> int:
        """Return the next zoom up or down."""
        steps = [each for each in ZOOMS if (each > self.zoom if by > 0 else each < self.zoom)]
        return (min if by > 0 else max)(steps, default=self.zoom)

    def width(self, font: QFont, text: str) -> float:
        """Return how wide a text is in one of these fonts, px; measured once, for the same figures stand everywhere."""
        key = (id(font), text)
        found = self._widths.get(key)
        if found is None:
            if len(self._widths) > MOST:
                self._widths.clear()
            found = self._widths[key] = QFontMetricsF(font).horizontalAdvance(text)
        return found

    def head(self, scale: float, *, bold: bool) -> QFont:
        """Return the font of a column's head."""
        return self._look.font(scale * self.scale, bold=bold)


def _scaled(font: QFont, scale: float) -> QFont:
    font.setPointSizeF(font.pointSizeF() * scale)
    return font
