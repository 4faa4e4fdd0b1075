"""The documents there are, a line for each; beside the mouse and to a screen reader it says what it is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyledItemDelegate, QStyleOptionViewItem

from kpidesk.ui import text_block
from kpidesk.workspace.export import DOCUMENTS

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from kpidesk.ui.look import Look

Index = QModelIndex | QPersistentModelIndex
PAD = 2
SIDE = 14
BAR = 3
BELOW = 6
LEAST_ROWS = 4
NOTCH = 3  # steps of the wheel
NAME = Qt.ItemDataRole.UserRole


class DocumentDelegate(QStyledItemDelegate):
    """Paints a title, the chosen one bold."""

    def __init__(self, look: Look, view: QListWidget) -> None:
        super().__init__(view)
        self._look = look
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option, index
        return QSize(0, round(text_block.pitch(self._look.font())) + 2 * PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        box, look = QRectF(option.rect), self._look
        chosen = self._view.selectionModel().isSelected(index)
        painter.save()
        if chosen:
            painter.fillRect(box, look.colour("accent_soft"))
            painter.fillRect(QRectF(box.left(), box.top(), BAR, box.height()), look.colour("accent"))
        inner = box.adjusted(SIDE, PAD, -SIDE, -PAD + 1)
        text_block.draw(painter, inner, str(index.data()), look.font(bold=chosen), look.colour("text"))
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
        for name, document in DOCUMENTS.items():
            item = QListWidgetItem(document.title, self)
            item.setData(NAME, name)
            item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, document.about)
            item.setToolTip(document.about)
        self.verticalScrollBar().setSingleStep(max(1, self.sizeHintForRow(0) // NOTCH))
        self.setCurrentRow(0)
        self.currentRowChanged.connect(lambda _row: self.chosen.emit(self.name))

    @property
    def name(self) -> str:
        """The name of the chosen document."""
        return str(self.currentItem().data(NAME))

    def choose(self, name: str) -> None:
        """Choose a document by its name."""
        self.setCurrentRow(list(DOCUMENTS).index(name))

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._tall(self.count()))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self._tall(LEAST_ROWS))

    def _tall(self, rows: int) -> int:
        return rows * self.sizeHintForRow(0) + 2 * self.frameWidth() + BELOW
