"""The leading columns of the 入力 grid, held in place over it while the years scroll under them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QTableView

from kpidesk.ui.grid_columns import LEADING
from kpidesk.ui.viewport import give_viewport
from kpidesk.ui.year_grid_delegate import YearGridDelegate
from kpidesk.ui.year_grid_header import YearGridHeader

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent, QPaintEvent

    from kpidesk.ui.grid_ground import GridGround
    from kpidesk.ui.look import Look


class FrozenColumns(QTableView):
    """A second view of the same rows; the grid keeps the keyboard, this one only shows and takes clicks."""

    def __init__(self, grid: GridGround, look: Look) -> None:
        super().__init__(grid)
        give_viewport(self)
        self._grid = grid
        self.setHorizontalHeader(YearGridHeader(look, grid.fonts, self))
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(YearGridDelegate(look, grid.fonts, self, grid.viewport()))
        self.verticalHeader().setMinimumSectionSize(grid.verticalHeader().minimumSectionSize())
        self.verticalHeader().setDefaultSectionSize(grid.verticalHeader().defaultSectionSize())
        self.setModel(grid.model())
        self.setSelectionModel(grid.selectionModel())
        grid.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.horizontalHeader().sectionResized.connect(self._resized)
        self.verticalScrollBar().valueChanged.connect(grid.verticalScrollBar().setValue)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose or draw in the grid, as if it were not scrolled."""
        if self._grid.settle():
            self._grid.press(self, event)
            self._grid.setFocus(Qt.FocusReason.MouseFocusReason)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._grid.draw_on(self, event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grid.draw_on(self, event, ends=True)

    def doItemsLayout(self) -> None:
        """Paint nothing anew while rows are only added out of sight."""
        if self._grid.unseen:
            self.updateGeometries()
        else:
            super().doItemsLayout()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self._grid.selection.paint(self)

    def _resized(self, column: int, _before: int, width: int) -> None:
        """Let a column drawn here be as wide in the grid."""
        if column < len(LEADING) and self.isVisible() and width:
            self._grid.setColumnWidth(column, width)

    def refit(self) -> None:
        """Show the leading columns only, as wide as in the grid, over its left edge."""
        columns = self.model().columnCount()
        for column in range(columns):
            self.setColumnHidden(column, column >= len(LEADING))
        for column in range(len(LEADING)):
            self.setColumnWidth(column, self._grid.columnWidth(column))
        head = self._grid.horizontalHeader().height()
        frame = self._grid.frameWidth()
        self.setGeometry(frame, frame, self.span, self._grid.viewport().height() + head)

    @property
    def span(self) -> int:
        """How many px of the grid lie under it."""
        return sum(self._grid.columnWidth(column) for column in range(len(LEADING)))
