"""The three panes of the desk side by side; the side panes keep their share of the width when it changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QWidget

LEAST = 220
USUAL = ((0.2, 270, 380, 0.22), (0.24, 330, 480, 0.27))
"""Of the left and the right pane: share of the width, least and most px, and the share it never goes beyond."""


class Panes(QSplitter):
    """Left, middle and right; shares chosen by hand are remembered as such, so that they fit any screen."""

    def __init__(self, left: QWidget, middle: QWidget, right: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._chosen: tuple[float, float] | None = None
        self._right = right
        for number, part in enumerate((left, middle, right)):
            self.addWidget(part)
            self.setStretchFactor(number, int(part is middle))
            self.setCollapsible(number, part is not middle)
            part.setMinimumWidth(LEAST)
        self.setHandleWidth(1)
        self.splitterMoved.connect(self._note)

    @property
    def words(self) -> str:
        """The shares chosen by hand as the settings keep them, "" where none were."""
        return " ".join(f"{share:.4f}" for share in self._chosen or ())

    def restore(self, words: str) -> None:
        """Take up remembered shares; what cannot be used means the usual ones."""
        try:
            left, right = (float(word) for word in words.split())
        except ValueError:
            return
        if min(left, right) >= 0 and left + right < 1:
            self._chosen = (left, right)
            self.share(self.width())

    def share(self, width: int) -> None:
        """Divide a width between the panes."""
        left, right = (round(width * share) for share in self._chosen) if self._chosen else _usual(width)
        right = 0 if self._right.isHidden() else right
        self.setSizes([left, width - left - right, right])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.share(event.size().width())

    def _note(self) -> None:
        left, _, right = self.sizes()
        width = max(1, self.width())
        kept = self._chosen or (0.0, _usual(width)[1] / width)  # of a pane that is hidden now
        self._chosen = (left / width, kept[1] if self._right.isHidden() else right / width)


def _usual(width: int) -> tuple[int, int]:
    left, right = (round(min(most, max(least, width * share), width * limit)) for share, least, most, limit in USUAL)
    return left, right
