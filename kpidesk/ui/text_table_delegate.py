"""Paints the cells of a table of texts: several lines with room between them, from the top of the row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPalette
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView

from kpidesk.ui import text_block

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

Index = QModelIndex | QPersistentModelIndex
PAD = 6
SIDE = 10
BAR = 3
SOFT = 0.12
MOST = 16
LEAST = 40
WIDEST = 190
"""How wide a column grows with its texts, px; longer ones break."""


class TextTableDelegate(QStyledItemDelegate):
    """Takes its colours from the table's palette."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option
        font, parts = self._font(index), str(index.data()).split("\n")
        natural = max(map(QFontMetricsF(font).horizontalAdvance, parts))
        width = max(LEAST, self._view.columnWidth(index.column()) - 2 * SIDE)
        fits = natural <= width  # to lay a text out takes far longer than to measure it
        lines = len(parts) if fits else len(text_block.broken("\n".join(parts), font, width, MOST))
        height = round(min(lines, MOST) * text_block.pitch(font)) + 2 * PAD
        return QSize(min(WIDEST, round(natural) + 1) + 2 * SIDE, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        box, palette, font = QRectF(option.rect), self._view.palette(), self._font(index)
        painter.save()
        if self._view.selectionModel().isRowSelected(index.row()):
            soft = palette.color(QPalette.ColorRole.Accent)
            soft.setAlphaF(SOFT)
            painter.fillRect(box, soft)
            if index.column() == 0:
                bar = QRectF(box.left(), box.top(), BAR, box.height())
                painter.fillRect(bar, palette.color(QPalette.ColorRole.Accent))
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), palette.color(QPalette.ColorRole.Light))
        inner, ink = box.adjusted(SIDE, PAD, -SIDE, -PAD + 1), palette.color(QPalette.ColorRole.Text)
        if Qt.AlignmentFlag.AlignRight & index.data(Qt.ItemDataRole.TextAlignmentRole):
            painter.setFont(font)
            painter.setPen(ink)
            inner.setHeight(text_block.pitch(font))
            for line in str(index.data()).split("\n"):
                painter.drawText(inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, line)
                inner.translate(0, inner.height())
        else:
            text_block.draw(painter, inner, str(index.data()), font, ink)
        painter.restore()

    def _font(self, index: Index) -> QFont:
        font = QFont(self._view.font())
        font.setBold(bool(index.data(Qt.ItemDataRole.FontRole)))
        return font
