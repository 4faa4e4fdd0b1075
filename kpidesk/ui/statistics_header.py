"""The heads of the rows of a 統計表: the group across its rows, the name, and the unit at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHeaderView

from kpidesk.ui.fill import fill

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QWidget

    from kpidesk.ui.look import Look
    from kpidesk.ui.statistics_model import StatisticsModel

PAD = 10
WIDEST = 190  # px of a group or a name
BETWEEN = 18
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
BRACKETED = 12
COMPUTED = "計算"


class StatisticsHeader(QHeaderView):
    """Paints the group once at the first of its rows; the line under it runs where the group ends."""

    def __init__(self, model: StatisticsModel, look: Look, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._of = model
        self._look = look
        self._groups = self._names = self._units = 0
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setAccessibleName("行の名前")
        model.modelReset.connect(self.measure)
        look.changed.connect(self.measure)

    def measure(self) -> None:
        """Find how wide the groups, names and units are."""
        plain = QFontMetrics(self._look.font())
        self._groups = _widest(plain, (row.group for row in self._of.rows))
        self._names = _widest(plain, (row.name + ("　" if row.bracketed else "") for row in self._of.rows))
        self._units = _widest(plain, map(self.detail, range(len(self._of.rows))))
        self.updateGeometry()
        self.viewport().update()

    def detail(self, row: int) -> str:
        """Return what stands at the right of a row's head: its unit, and that it is computed."""
        of = self._of.rows[row]
        return "・".join(part for part in (COMPUTED if of.formula else "", of.unit) if part)

    def sizeHint(self) -> QSize:
        width = self._names + self._units + 2 * PAD + (BETWEEN if self._units else 0)
        return QSize(width + (self._groups + 2 * PAD if self._groups else 0), 0)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803 -- Qt's name
        rows = self._of.rows
        if not rect.isValid() or logicalIndex >= len(rows):
            return
        row, line = rows[logicalIndex], self._look.colour("line")
        ends = logicalIndex + 1 == len(rows) or rows[logicalIndex + 1].group != row.group
        begins = logicalIndex == 0 or rows[logicalIndex - 1].group != row.group
        aside = self._groups + 2 * PAD if self._groups else 0
        under = rect.left() + (0 if ends or not row.group else aside)
        painter.save()
        fill(painter, rect, self._look.colour("band"))
        fill(painter, QRect(under, rect.bottom(), rect.right() - under + 1, 1), line)
        fill(painter, QRect(rect.right(), rect.top(), 1, rect.height()), line)
        painter.setFont(self._look.font())
        if row.group:
            fill(painter, QRect(rect.left() + aside - 1, rect.top(), 1, rect.height()), line)
        if row.group and begins:
            self._text(painter, QRect(rect.left() + PAD, rect.top(), self._groups, rect.height()), row.group, "text")
        left = rect.left() + (aside if row.group else 0) + PAD + (BRACKETED if row.bracketed else 0)
        room = QRect(left, rect.top(), rect.right() - PAD - left, rect.height())
        self._text(painter, room, self.detail(logicalIndex), "muted", RIGHT)
        name = str(self._of.headerData(logicalIndex, Qt.Orientation.Vertical))
        self._text(painter, room.adjusted(0, 0, -self._units, 0), name, "text")
        painter.restore()

    def _text(self, painter: QPainter, box: QRect, text: str, ink: str, place: Qt.AlignmentFlag = LEFT) -> None:
        painter.setPen(self._look.colour(ink))
        painter.drawText(box, place, painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width()))


def _widest(metrics: QFontMetrics, texts: Iterable[str]) -> int:
    return min(WIDEST, max(map(metrics.horizontalAdvance, texts), default=0))
