"""The selected block of the grid: from the current cell to wherever Shift or the mouse drew it, and how it looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QRegion

from kpidesk.ui.fill import fill
from kpidesk.ui.grid_block import Block

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTableView

    from kpidesk.ui.grid_block import Place
    from kpidesk.ui.grid_sheet import Sheet
    from kpidesk.ui.look import Look
    from kpidesk.ui.year_grid_model import YearGridModel

HANDLE = 7
TINT = 28
RIM = 10

# The spans of the grid (headings, 事業 and 所見 cells) would let Qt's own selection swell to whole tables as soon as
# it crosses a heading. So the view selects single cells only, and the block is kept and painted here.


class GridSelection:
    """A block with the current cell in one corner, as in a spreadsheet; `filling` is where a drag would copy to."""

    def __init__(self, view: QTableView, model: YearGridModel, look: Look) -> None:
        self._view = view
        self._model = model
        self._look = look
        self._head = QPersistentModelIndex()
        self._shown: dict[QTableView, QRect] = {}
        self.filling: Block | None = None

    @property
    def block(self) -> Block | None:
        """The selected block, None where no cell is current."""
        current = self._view.currentIndex()
        if not current.isValid():
            return None
        head = self._head if self._head.isValid() else current
        return Block.of((current.row(), current.column()), (head.row(), head.column()))

    @property
    def whole(self) -> Block | None:
        """The selected block; for one cell that is part of a larger one its first, which holds the content."""
        block = self.block
        if block is None or not block.single:
            return block
        origin = self._sheet.origin(block.top, block.left)
        return Block.of(origin, origin)

    @property
    def head(self) -> Place:
        """The corner that moves."""
        head = self._head if self._head.isValid() else self._view.currentIndex()
        return head.row(), head.column()

    def collapse(self) -> None:
        """Select the current cell alone."""
        self._head = QPersistentModelIndex()
        self.filling = None

    def stretch(self, to: Place) -> None:
        """Draw the block out to a cell."""
        current = self._view.currentIndex()
        if current.isValid():
            self.span((current.row(), current.column()), to)

    def span(self, current: Place, to: Place) -> None:
        """Select from a cell, which becomes the current one, to another."""
        model, chosen = self._model, self._view.selectionModel()
        at, head = model.index(*current), model.index(*to)
        if at != self._view.currentIndex():
            chosen.setCurrentIndex(at, QItemSelectionModel.SelectionFlag.NoUpdate)
        self._head = QPersistentModelIndex(head)
        block = Block.of(current, to)
        corners = model.index(block.top, block.left), model.index(block.bottom, block.right)
        chosen.select(QItemSelection(*corners), QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def refresh(self, view: QTableView) -> None:
        """Repaint what a change of the block touches: its old and its new rim, and what came in or went."""
        old, new = self._shown.get(view, QRect()), self._area(view, self.filling or self.block)
        if old != new or self.filling:
            region = QRegion(old).xored(QRegion(new))
            for each in (old, new):
                region += QRegion(each) - QRegion(each.adjusted(RIM, RIM, -RIM, -RIM))
            self._shown[view] = new
            view.viewport().update(region)

    def at_handle(self, view: QTableView, point: QPoint) -> bool:
        """Whether a point is on the handle that fills."""
        block = self.block
        if block is None or view.isColumnHidden(block.right) or not self._fills(block):
            return False
        return self._handle(self._area(view, block)).adjusted(-2, -2, 2, 2).contains(point)

    def paint(self, view: QTableView) -> None:
        """Paint the block over a view's cells: a tint, its rim, the current cell's frame, the handle."""
        block, current = self.block, self._view.currentIndex()
        if block is None:
            return
        painter, accent = QPainter(view.viewport()), self._look.colour("accent")
        area, cell = self._area(view, block), view.visualRect(current)
        self._shown[view] = area
        if not block.single:
            tint = QColor(accent)
            tint.setAlpha(TINT)
            painter.setClipRegion(QRegion(area) - QRegion(cell))
            fill(painter, area, tint)
            painter.setClipping(False)
            painter.setPen(QPen(accent, 1))
            painter.drawRect(area.adjusted(0, 0, -1, -1))
        painter.setPen(QPen(accent, 2))
        painter.drawRect(cell.adjusted(1, 1, -1, -1))
        if self._fills(block) and not view.isColumnHidden(block.right):
            fill(painter, self._handle(area).adjusted(-1, -1, 0, 0), self._look.colour("surface"))
            fill(painter, self._handle(area), accent)
        if self.filling:
            self._shown[view] = self._area(view, self.filling)
            painter.setPen(QPen(accent, 2, Qt.PenStyle.DashLine))
            painter.drawRect(self._shown[view].adjusted(1, 1, -1, -1))
        painter.end()

    @property
    def _sheet(self) -> Sheet:
        return self._model.sheet

    def _fills(self, block: Block) -> bool:
        """Whether a drag at the corner would have anything to copy."""
        return not self._model.read_only and self._model.key(self._model.index(block.bottom, block.right)) is not None

    def _handle(self, area: QRect) -> QRect:
        return QRect(area.right() - HANDLE + 1, area.bottom() - HANDLE + 1, HANDLE, HANDLE)

    def _area(self, view: QTableView, block: Block | None) -> QRect:
        """Return what a block covers in a view, px."""
        if block is None:
            return QRect()
        if block.single:
            return view.visualRect(self._model.index(block.top, block.left))
        shown = [column for column in block.columns if not view.isColumnHidden(column)]
        if not shown:
            return QRect()
        left, top = view.columnViewportPosition(shown[0]), view.rowViewportPosition(block.top)
        right = view.columnViewportPosition(shown[-1]) + view.columnWidth(shown[-1])
        bottom = view.rowViewportPosition(block.bottom) + view.rowHeight(block.bottom)
        return QRect(left, top, right - left, bottom - top)


def at(index: QModelIndex | QPersistentModelIndex) -> Place:
    """Return the row and column of an index."""
    return index.row(), index.column()
