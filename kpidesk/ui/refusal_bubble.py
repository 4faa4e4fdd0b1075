"""The sentence beside an entry that cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect

from kpidesk.ui.widgets import Paragraph

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

WIDTH = 420
GAP = 6


class RefusalBubble(Paragraph):
    """Stands under the editor it speaks of, above it where there is no room."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__()
        self.setParent(parent)
        self._over = parent
        self.setObjectName("refusal")
        self.hide()

    def explain(self, reason: str, beside: QWidget) -> None:
        """Show a reason next to a widget."""
        self.point(f"{reason}\nEscキーで元の値に戻ります。", QRect(beside.mapTo(self._over, QPoint()), beside.size()))

    def point(self, sentence: str, at: QRect) -> None:
        """Show a sentence under a rectangle of the grid."""
        room = self._over.rect()
        self.say(sentence)
        width = min(WIDTH, room.width() - 2 * GAP)
        self.setFixedSize(width, self.heightForWidth(width))
        under = QPoint(at.left(), at.bottom() + 1 + GAP)
        top = (
            under.y()
            if under.y() + self.height() <= room.height()
            else under.y() - at.height() - self.height() - 2 * GAP
        )
        left = max(GAP, min(under.x(), room.width() - self.width() - GAP))
        self.move(left, max(GAP, top))
        self.show()
        self.raise_()
