"""Paints the nodes of the plan tree: titles over up to two lines, at the right the count and what is pending."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from kpidesk.domain.evaluation import Stage
from kpidesk.ui import text_block
from kpidesk.ui.fill import fill
from kpidesk.ui.plan_tree_model import DONE, TITLE

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from kpidesk.ui.look import Look
    from kpidesk.ui.plan_tree_model import PlanTreeModel

Index = QModelIndex | QPersistentModelIndex
LINES = 2
PAD = 7
LEFT = 4
FOUND = "●"


class PlanTreeDelegate(QStyledItemDelegate):
    """Rows are one or two lines high, as their title needs."""

    def __init__(self, look: Look, view: QTreeView, model: PlanTreeModel) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._look = look
        self._font = look.font()
        self._figures = look.font(0.95)
        self._small = look.font(0.85)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option
        if index.column() != TITLE:
            pending = self._model.node(index).pending is not None
            return QSize(0, round(2 * text_block.pitch(self._font)) + 2 * PAD if pending else 0)
        room = self._view.columnWidth(TITLE) - self._view.indentation() * _depth(index) - 2 * LEFT
        lines = text_block.broken(str(index.data()), self._font, max(60, room), LINES)
        return QSize(room, round(len(lines) * text_block.pitch(self._font)) + 2 * PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        box = QRectF(option.rect)
        chosen = self._view.selectionModel().isSelected(index)
        painter.save()
        if chosen:
            fill(painter, box, self._look.colour("accent_soft"))
        inner = box.adjusted(LEFT, PAD, -LEFT, -PAD + 1)
        if index.column() == DONE:
            painter.setFont(self._figures)
            painter.setPen(self._look.colour("accent" if "✓" in str(index.data()) else "muted"))
            strip = QRectF(inner.left(), inner.top(), inner.width() - PAD, text_block.pitch(self._font))
            painter.drawText(strip, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(index.data()))
            if pending := self._model.node(index).pending:
                stage, count = pending
                painter.setPen(self._look.colour("bad" if stage is Stage.RETURNED else "accent"))
                painter.setFont(self._small)
                under = strip.translated(0, strip.height())
                painter.drawText(
                    under, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{stage.label} {count}"
                )
                painter.setFont(self._figures)
            if self._model.is_marked(index):
                painter.setPen(self._look.colour("accent"))
                painter.drawText(strip, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, FOUND)
        else:
            text_block.draw(painter, inner, str(index.data()), self._font, self._look.colour("text"))
            if chosen and self._view.hasFocus():
                fill(painter, QRectF(box.left() - LEFT, box.top(), 3, box.height()), self._look.colour("accent"))
        painter.restore()


def _depth(index: Index) -> int:
    depth, above = 1, index.parent()
    while above.isValid():
        depth, above = depth + 1, above.parent()
    return depth
