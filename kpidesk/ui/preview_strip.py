"""The pages in small at the edge: where one is, and where to go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from kpidesk.ui.preview_images import Claim
from kpidesk.ui.preview_pdf import height_at

if TYPE_CHECKING:
    from PySide6.QtGui import QImage, QPaintEvent

    from kpidesk.ui.look import Look
    from kpidesk.ui.preview_images import PageImages

Index = QModelIndex | QPersistentModelIndex
NONE = QModelIndex()
ACROSS = 96  # px of a page
PAD = 9
WORD = 20  # px for the number
BAR = 3
AHEAD = 2  # pages
WIDTH = ACROSS + 2 * PAD + 16
WHITE = Qt.GlobalColor.white


class StripModel(QAbstractListModel):
    """A row for each page: its number, and for a screen reader also of how many."""

    def __init__(self, images: PageImages) -> None:
        super().__init__(images)
        self._images = images
        self._count = 0
        images.opened.connect(self._renew)
        images.drawn.connect(self._drawn)

    def rowCount(self, parent: Index = NONE) -> int:
        return 0 if parent.isValid() else self._count

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{index.row() + 1}"
        return f"{index.row() + 1}／{self._count}ページ" if role == Qt.ItemDataRole.AccessibleTextRole else None

    def _renew(self) -> None:
        """Have as many rows as there are pages; those that stay are not made anew, so the chosen one stays too."""
        count = len(self._images.sizes)
        if count > self._count:
            self.beginInsertRows(QModelIndex(), self._count, count - 1)
            self._count = count
            self.endInsertRows()
        elif count < self._count:
            self.beginRemoveRows(QModelIndex(), count, self._count - 1)
            self._count = count
            self.endRemoveRows()
        if count:
            self.dataChanged.emit(self.index(0), self.index(count - 1))

    def _drawn(self, page: int) -> None:
        if page < self._count:
            self.dataChanged.emit(self.index(page), self.index(page))


class StripDelegate(QStyledItemDelegate):
    """Paints a page above its number."""

    def __init__(self, images: PageImages, look: Look, view: QListView) -> None:
        super().__init__(view)
        self._images = images
        self._look = look
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option
        sizes = self._images.sizes
        tall = height_at(sizes[index.row()], ACROSS) if index.row() < len(sizes) else ACROSS
        return QSize(WIDTH, tall + 2 * PAD + WORD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        box = QRectF(option.rect)
        chosen = self._view.selectionModel().isSelected(index)
        if chosen:
            painter.fillRect(box, self._look.colour("accent_soft"))
            painter.fillRect(QRectF(box.left(), box.top(), BAR, box.height()), self._look.colour("accent"))
        if index.row() >= len(self._images.sizes):
            return
        tall = height_at(self._images.sizes[index.row()], ACROSS)
        page = QRectF(round(box.left() + (box.width() - ACROSS) / 2), box.top() + PAD, ACROSS, tall)
        self._paint_page(painter, page, self._images.image(index.row(), self.width))
        painter.setPen(self._look.colour("text" if chosen else "muted"))
        below = QRectF(box.left(), page.bottom(), box.width(), box.bottom() - page.bottom())
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, str(index.data()))

    @property
    def width(self) -> int:
        """How wide a page is drawn, in px of the device."""
        return round(ACROSS * self._view.devicePixelRatioF())

    def _paint_page(self, painter: QPainter, box: QRectF, image: QImage | None) -> None:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if image is None:
            painter.fillRect(box, WHITE)
        else:
            painter.drawImage(box, image)
        painter.setPen(self._look.colour("strong_line"))
        painter.drawRect(box)


class StripView(QListView):
    """Asks for the pages in small that are in view; a page that is chosen here is wanted large."""

    page_wanted = Signal(int)

    def __init__(self, images: PageImages, look: Look) -> None:
        super().__init__()
        self._images = images
        self._standing = False
        self.pages = StripModel(images)
        self.setModel(self.pages)
        self._delegate = StripDelegate(images, look, self)
        self.setItemDelegate(self._delegate)
        self.setFixedWidth(WIDTH + 14)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setSelectionMode(QListView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName("ページの一覧")
        self.setObjectName("stripOfPages")
        self.selectionModel().currentChanged.connect(self._choose)

    def stand_at(self, page: int) -> None:
        """Mark the page that is in view."""
        self._standing = True
        self.setCurrentIndex(self.pages.index(page))
        self._standing = False

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        first = max(0, self.indexAt(self.viewport().rect().topLeft()).row())
        last = self.indexAt(self.viewport().rect().bottomLeft()).row()
        last = self.pages.rowCount() - 1 if last < 0 else min(last + AHEAD, self.pages.rowCount() - 1)
        self._images.want(Claim.STRIP, [(number, self._delegate.width) for number in range(first, last + 1)])

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid() and not self._standing:
            self.page_wanted.emit(index.row())
