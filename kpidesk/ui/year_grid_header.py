"""The head of the 入力 grid: the columns' titles, the evaluation year standing out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QWidget

if TYPE_CHECKING:
    from kpidesk.ui.look import Look

HEIGHT = 48
BAR = 3


class YearGridHeader(QHeaderView):
    """Paints each title centred; above the evaluation year stands 評価対象 under a bar."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._look = look
        self._evaluated = -1
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(48)

    def mark(self, column: int) -> None:
        """Let a column stand out as the evaluation year."""
        self._evaluated = column
        self.viewport().update()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), HEIGHT)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803 -- Qt's name
        evaluated = logicalIndex == self._evaluated
        box = QRectF(rect)
        painter.save()
        painter.fillRect(box, self._look.colour("accent_soft" if evaluated else "window"))
        painter.setPen(QPen(self._look.colour("line"), 1))
        painter.drawLine(box.topRight(), box.bottomRight())
        painter.setPen(QPen(self._look.colour("strong_line"), 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        title = str(self.model().headerData(logicalIndex, self.orientation()))
        if evaluated:
            painter.fillRect(QRectF(box.left(), box.top(), box.width(), BAR), self._look.colour("accent"))
            self._line(painter, box.adjusted(0, 6, 0, -24), "評価対象", "accent", 0.85)
            self._line(painter, box.adjusted(0, 20, 0, 0), title, "accent", 1.0)
        else:
            self._line(painter, box, title, "muted", 0.95)
        painter.restore()

    def _line(self, painter: QPainter, box: QRectF, text: str, ink: str, scale: float) -> None:
        painter.setFont(self._look.font(scale, bold=ink == "accent"))
        painter.setPen(self._look.colour(ink))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
