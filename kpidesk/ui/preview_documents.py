"""The documents there are, each with a sentence that says what it is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyledItemDelegate, QStyleOptionViewItem

from kpidesk.ui import text_block
from kpidesk.workspace.export import DOCUMENTS

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter, QResizeEvent

    from kpidesk.ui.look import Look

Index = QModelIndex | QPersistentModelIndex
PAD = 8
SIDE = 12
BAR = 3
SMALL = 0.9
MOST = 3  # lines of a sentence
NAME = Qt.ItemDataRole.UserRole
ABOUT = Qt.ItemDataRole.AccessibleDescriptionRole


class DocumentDelegate(QStyledItemDelegate):
    """Paints a title above its sentence."""

    def __init__(self, look: Look, view: QListWidget) -> None:
        super().__init__(view)
        self._look = look
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option
        small, width = self._look.font(SMALL), max(80, self._view.viewport().width() - 2 * SIDE)
        lines = len(text_block.broken(str(index.data(ABOUT)), small, width, MOST))
        return QSize(0, round(text_block.pitch(self._look.font()) + lines * text_block.pitch(small)) + 2 * PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        box, look = QRectF(option.rect), self._look
        painter.save()
        if self._view.selectionModel().isSelected(index):
            painter.fillRect(box, look.colour("accent_soft"))
            painter.fillRect(QRectF(box.left(), box.top(), BAR, box.height()), look.colour("accent"))
        inner = box.adjusted(SIDE, PAD, -SIDE, -PAD + 1)
        title = QRectF(inner.left(), inner.top(), inner.width(), text_block.pitch(look.font()))
        text_block.draw(painter, title, str(index.data()), look.font(bold=True), look.colour("text"))
        below = inner.adjusted(0, title.height(), 0, 0)
        text_block.draw(painter, below, str(index.data(ABOUT)), look.font(SMALL), look.colour("muted"))
        painter.restore()


class DocumentList(QListWidget):
    """One is always chosen."""

    chosen = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setObjectName("documents")
        self.setAccessibleName("帳票の一覧")
        self.setItemDelegate(DocumentDelegate(look, self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        for name, document in DOCUMENTS.items():
            item = QListWidgetItem(document.title, self)
            item.setData(NAME, name)
            item.setData(ABOUT, document.about)
        self.setCurrentRow(0)
        self.currentRowChanged.connect(lambda _row: self.chosen.emit(self.name))

    @property
    def name(self) -> str:
        """The name of the chosen document."""
        return str(self.currentItem().data(NAME))

    def sizeHint(self) -> QSize:
        rows = sum(self.sizeHintForRow(row) for row in range(self.count()))
        return QSize(super().sizeHint().width(), rows + 2 * self.frameWidth() + 2 * PAD)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, min(self.sizeHint().height(), 2 * self.sizeHintForRow(0)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setMaximumHeight(self.sizeHint().height())  # the sentences break elsewhere
