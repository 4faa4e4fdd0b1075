"""What the mouse does in the grid beyond choosing a cell: drawing a block, and filling from its handle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, QTimer

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent
    from PySide6.QtWidgets import QTableView

    from kpidesk.ui.grid_block import Block, Place
    from kpidesk.ui.grid_ground import GridGround

SCROLL_MS = 40


class GridMouse(QObject):
    """Follows the left button from press to release; beyond the edge the grid scrolls along."""

    def __init__(self, grid: GridGround) -> None:
        super().__init__(grid)
        self._grid = grid
        self._drawing = False
        self._source: Block | None = None
        self._scroll = QTimer(self, interval=SCROLL_MS)
        self._scroll.timeout.connect(self._scroll_on)
        self._point = QPoint()

    def press(self, view: QTableView, event: QMouseEvent) -> bool:
        """Begin to draw or to fill; False where the press is to choose a cell first."""
        selection, point = self._grid.selection, event.position().toPoint()
        if event.button() is not Qt.MouseButton.LeftButton:
            return False
        self._drawing = True
        if selection.at_handle(view, point):
            self._source = selection.block
            return True
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and selection.block:
            self._reach(self._place(view, point))
            return True
        return False

    def move(self, view: QTableView, event: QMouseEvent) -> None:
        """Draw on to where the mouse is."""
        if not self._drawing:
            over = self._grid.selection.at_handle(view, event.position().toPoint())
            view.viewport().setCursor(Qt.CursorShape.CrossCursor if over else Qt.CursorShape.ArrowCursor)
            return
        self._point = event.position().toPoint()
        self._reach(self._place(view, self._point))
        if view.viewport().rect().contains(self._point):
            self._scroll.stop()
        else:
            self._scroll.start()

    def release(self) -> None:
        """End it; a fill is done now."""
        self._scroll.stop()
        self._drawing = False
        source, self._source = self._source, None
        over, self._grid.selection.filling = self._grid.selection.filling, None
        if source and over and over != source:
            self._grid.writer.fill(source, over)
            self._grid.selection.span((over.top, over.left), (over.bottom, over.right))
        self._grid.show_selection(follow=False)

    def _reach(self, place: Place | None) -> None:
        if place is None:
            return
        if self._source:
            self._grid.selection.filling = self._source.stretched(place)
        else:
            self._grid.selection.stretch(place)
        self._grid.show_selection(follow=False)

    def _place(self, view: QTableView, point: QPoint) -> Place | None:
        """Return the cell under a point, or the one nearest to it at the edge."""
        inside = view.viewport().rect()
        x = min(max(point.x(), inside.left()), inside.right())
        y = min(max(point.y(), inside.top()), inside.bottom())
        row, column = view.rowAt(y), view.columnAt(x)
        model = view.model()
        row = model.rowCount() - 1 if row < 0 else row
        column = model.columnCount() - 1 if column < 0 else column
        return (row, column) if row >= 0 else None

    def _scroll_on(self) -> None:
        """Scroll by a row or a column's worth towards the mouse."""
        inside = self._grid.viewport().rect()
        down, across = self._grid.verticalScrollBar(), self._grid.horizontalScrollBar()
        step = self._grid.verticalHeader().defaultSectionSize()
        if self._point.y() < inside.top() or self._point.y() > inside.bottom():
            down.setValue(down.value() + (step if self._point.y() > 0 else -step))
        if self._point.x() < inside.left() or self._point.x() > inside.right():
            across.setValue(across.value() + (step if self._point.x() > 0 else -step))
        self._reach(self._place(self._grid, self._point))
