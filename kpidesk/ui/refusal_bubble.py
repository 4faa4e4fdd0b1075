"""The sentence beside an entry that cannot be read."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel, QWidget

WIDTH = 420
GAP = 6


class RefusalBubble(QLabel):
    """Stands under the editor it speaks of, above it where there is no room."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.setObjectName("refusal")
        self.setWordWrap(True)
        self.setAccessibleName("入力を読み取れない理由")
        self.hide()

    def say(self, reason: str, beside: QWidget) -> None:
        """Show a reason next to a widget."""
        room = self._over.rect()
        self.setText(f"{reason}\nEscキーで元の値に戻ります。")
        self.setFixedWidth(min(WIDTH, room.width() - 2 * GAP))
        self.adjustSize()
        under = beside.mapTo(self._over, QPoint(0, beside.height() + GAP))
        top = (
            under.y()
            if under.y() + self.height() <= room.height()
            else under.y() - beside.height() - self.height() - 2 * GAP
        )
        left = max(GAP, min(under.x(), room.width() - self.width() - GAP))
        self.move(left, max(GAP, top))
        self.show()
        self.raise_()
