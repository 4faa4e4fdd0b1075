"""Paints the lines of a list as texts of several lines, with room between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QListWidget, QStyledItemDelegate, QStyleOptionViewItem

from kpidesk.ui import text_block

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

Index = QModelIndex | QPersistentModelIndex
PAD = 9
SIDE = 12
BAR = 3
MOST = 12
WHOLE = 1000
"""Lines of an entry that is read to its end, as what was written in 変更履歴 is."""


class TextListDelegate(QStyledItemDelegate):
    """Takes its colours from the list's palette; a line that cannot be chosen is a heading, and quieter."""

    def __init__(self, view: QListWidget, most: int = MOST) -> None:
        super().__init__(view)
        self._view = view
        self._most = most

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option
        width = self._view.viewport().width() - 2 * SIDE
        font = self._view.font()
        lines = text_block.broken(str(index.data()), font, max(80, width), self._most)
        return QSize(0, round(len(lines) * text_block.pitch(font)) + 2 * PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        box, palette = QRectF(option.rect), self._view.palette()
        painter.save()
        if self._view.selectionModel().isSelected(index):
            painter.fillRect(box, palette.color(QPalette.ColorRole.AlternateBase))
            painter.fillRect(QRectF(box.left(), box.top(), BAR, box.height()), palette.color(QPalette.ColorRole.Accent))
        inner = box.adjusted(SIDE, PAD, -SIDE, -PAD + 1)
        heading = not index.flags() & Qt.ItemFlag.ItemIsEnabled
        role = QPalette.ColorRole.PlaceholderText if heading else QPalette.ColorRole.Text
        text_block.draw(painter, inner, str(index.data()), self._view.font(), palette.color(role))
        painter.restore()
