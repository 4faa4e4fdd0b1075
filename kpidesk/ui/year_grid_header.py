"""The head of the 入力 grid: the columns' titles, the evaluation year standing out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QWidget

from kpidesk.ui.fill import fill
from kpidesk.ui.year_grid_model import SHUT

if TYPE_CHECKING:
    from kpidesk.ui.grid_fonts import GridFonts
    from kpidesk.ui.look import Look

LINES = 2.6
BAR = 3
LEAST = 32
CLOSED = "確定済"


class YearGridHeader(QHeaderView):
    """Paints each title centred; above the evaluation year stands 評価対象 under a bar, above a closed one 確定済."""

    def __init__(self, look: Look, fonts: GridFonts, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._look = look
        self._fonts = fonts
        self._evaluated = -1
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(LEAST)

    def mark(self, column: int) -> None:
        """Let a column stand out as the evaluation year."""
        self._evaluated = column
        if self.count():
            self.headerDataChanged(self.orientation(), 0, self.count() - 1)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), round(self._fonts.pitch * LINES))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803 -- Qt's name
        evaluated = logicalIndex == self._evaluated
        box = QRectF(rect)
        painter.save()
        fill(painter, box, self._look.colour("accent_soft" if evaluated else "window"))
        painter.setPen(QPen(self._look.colour("line"), 1))
        painter.drawLine(box.topRight(), box.bottomRight())
        painter.setPen(QPen(self._look.colour("strong_line"), 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        title = str(self.model().headerData(logicalIndex, self.orientation()))
        closed = self.model().headerData(logicalIndex, self.orientation(), SHUT) is not None
        if evaluated:
            fill(painter, QRectF(box.left(), box.top(), box.width(), BAR), self._look.colour("accent"))
            half = box.height() / 2
            self._line(
                painter, box.adjusted(0, BAR + 3, 0, -half + 1), CLOSED if closed else "評価対象", "accent", 0.85
            )
            self._line(painter, box.adjusted(0, half - 4, 0, -2), title, "accent", 1.0)
        elif closed:
            half = box.height() / 2
            self._line(painter, box.adjusted(0, 2, 0, -half + 2), CLOSED, "muted", 0.85)
            self._line(painter, box.adjusted(0, half - 4, 0, -2), title, "muted", 0.95)
        else:
            self._line(painter, box, title, "muted", 0.95)
        painter.restore()

    def _line(self, painter: QPainter, box: QRectF, text: str, ink: str, scale: float) -> None:
        painter.setFont(self._fonts.head(scale, bold=ink == "accent"))
        painter.setPen(self._look.colour(ink))
        place = Qt.AlignmentFlag.AlignCenter
        if painter.fontMetrics().horizontalAdvance(text) > box.width() - 2:
            text = _broken(text)
        painter.drawText(box, place, text)


def _broken(text: str) -> str:
    """Return a title on two lines: 5年間の/合計, KPI/(基準値→目標値), 施策名・/事業名."""
    for sign, behind in (("の", 1), ("(", 0), ("・", 1)):
        at = text.find(sign)
        if at > 0:
            return f"{text[: at + behind]}\n{text[at + behind :]}"
    return text
