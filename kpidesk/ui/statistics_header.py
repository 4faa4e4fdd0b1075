"""The heads of the rows of a 統計表: the group across its rows, the name, and the unit at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPen
from PySide6.QtWidgets import QHeaderView

from kpidesk.ui.fill import fill

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QFocusEvent, QMouseEvent, QPainter
    from PySide6.QtWidgets import QTableView

    from kpidesk.ui.look import Look
    from kpidesk.ui.statistics_model import StatisticsModel

PAD = 10
SHARE = 0.45
"""So much of the view the names may take before they break into two lines."""
WIDEST = 190  # px of a group or a unit
SPACED = 1.15  # of the height of a line
LEAST = 60  # px
GRIP = 6  # px beside the border that is drawn to make the names wider or narrower
BETWEEN = 18
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
BRACKETED = 12
COMPUTED = "計算"
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class StatisticsHeader(QHeaderView):
    """Paints the group once at the first of its rows; the line under it runs where the group ends."""

    def __init__(self, model: StatisticsModel, look: Look, parent: QTableView) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._of = model
        self._look = look
        self._table = parent
        self._groups = self._names = 0
        self._room = self._drawn = 0
        self._held = False
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName("行の名前")
        self.setAccessibleDescription("Enterキーで行を直します。右の境を引くと幅が変わります。")
        model.modelReset.connect(self.measure)
        look.changed.connect(self.measure)

    def measure(self) -> None:
        """Find how wide the groups, names and units are."""
        plain = QFontMetrics(self._look.font())
        self._groups = _widest(plain, (row.group for row in self._of.rows))
        self._names = max(map(self._needed, range(len(self._of.rows))), default=0)
        self._place()

    def allow(self, width: int) -> None:
        """Take a share of another width of the view."""
        if self._room != round(width * SHARE):
            self._room = round(width * SHARE)
            self._place()

    def breaks(self, row: int) -> bool:
        """Whether the name of a row, or of its group, takes more room than there is on one line."""
        plain, of = QFontMetrics(self._look.font()), self._of.rows[row]
        begins = row == 0 or self._of.rows[row - 1].group != of.group
        long = self._needed(row) > self.sizeHint().width() - self._around
        return long or (begins and plain.horizontalAdvance(of.group) > self._groups)

    def _needed(self, row: int) -> int:
        """Return the width of a name with what stands beside it on its line."""
        plain, detail = QFontMetrics(self._look.font()), self.detail(row)
        aside = plain.horizontalAdvance(detail) + BETWEEN if detail else 0
        return plain.horizontalAdvance(self._name(row)) + self._indent(row) + aside

    @property
    def _around(self) -> int:
        """What is left free around a name, and what the group takes."""
        return 2 * PAD + 1 + (self._groups + 2 * PAD if self._groups else 0)

    @property
    def least(self) -> int:
        """The width below which the border cannot be drawn."""
        return LEAST + self._around

    def _name(self, row: int) -> str:
        return str(self._of.headerData(row, Qt.Orientation.Vertical))

    def _indent(self, row: int) -> int:
        return BRACKETED if self._of.rows[row].bracketed else 0

    def _place(self) -> None:
        self.updateGeometry()
        self.geometriesChanged.emit()
        self.viewport().update()

    def detail(self, row: int) -> str:
        """Return what stands at the right of a row's head: its unit, and that it is computed."""
        of = self._of.rows[row]
        return "・".join(part for part in (COMPUTED if of.formula else "", of.unit) if part)

    def sizeHint(self) -> QSize:
        wanted = self._drawn or min(self._names + self._around, max(self._room, self.least))
        return QSize(max(wanted, self.least), 0)

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
        detail = self.detail(logicalIndex)
        aside = painter.fontMetrics().horizontalAdvance(detail) + BETWEEN if detail else 0
        self._text(painter, room, detail, "muted", RIGHT)
        self._text(painter, room.adjusted(0, 0, 1 - aside, 0), self._name(logicalIndex), "text")
        if self.hasFocus() and self._current == logicalIndex:
            painter.setPen(QPen(self._look.colour("accent"), 2))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        painter.restore()

    def _text(self, painter: QPainter, box: QRect, text: str, ink: str, place: Qt.AlignmentFlag = LEFT) -> None:
        """Write a text, on two lines where it needs them and there is the height."""
        metrics, end = painter.fontMetrics(), Qt.TextElideMode.ElideRight
        tall = round(metrics.height() * SPACED)
        painter.setPen(self._look.colour(ink))
        if box.height() < 2 * metrics.height() or metrics.horizontalAdvance(text) <= box.width():
            painter.drawText(box, place, metrics.elidedText(text, end, box.width()))
            return
        fits = (count for count in range(len(text), 0, -1) if metrics.horizontalAdvance(text[:count]) <= box.width())
        first = next(fits, 1)
        rest = metrics.elidedText(text[first:].lstrip(), end, box.width())
        for number, line in enumerate((text[:first], rest)):
            half = QRect(box.left(), box.center().y() + (number - 1) * tall, box.width(), tall)
            painter.drawText(half, place, line)

    # drawing the border, and the keys

    @property
    def _current(self) -> int:
        return self._table.currentIndex().row()

    def _on_border(self, event: QMouseEvent) -> bool:
        return self.width() - event.position().x() <= GRIP

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._held = self._on_border(event)
        if not self._held:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held:
            most = self._table.width() - 2 * LEAST
            self._drawn = min(round(event.position().x()), most)
            self._place()
        else:
            super().mouseMoveEvent(event)
            on = self._on_border(event) and not event.buttons()
            self.setCursor(Qt.CursorShape.SplitHCursor if on else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self._held:
            super().mouseReleaseEvent(event)
        self._held = False

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Give the border back to the names; elsewhere it is the row that is meant."""
        if self._on_border(event):
            self._drawn = 0
            self._place()
        else:
            super().mouseDoubleClickEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on from a name: Enter to the row, all else to the grid."""
        if event.key() in ENTER:
            self.sectionDoubleClicked.emit(self._current)
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            row = self._current + (1 if event.key() == Qt.Key.Key_Down else -1)
            self._table.selectRow(min(max(row, 0), len(self._of.rows) - 1))
            self.viewport().update()
        else:
            self._table.setFocus(Qt.FocusReason.OtherFocusReason)
            if event.key() not in (Qt.Key.Key_Left, Qt.Key.Key_Right):
                self._table.keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()


def _widest(metrics: QFontMetrics, texts: Iterable[str]) -> int:
    return min(WIDEST, max(map(metrics.horizontalAdvance, texts), default=0))
