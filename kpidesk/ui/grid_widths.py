"""The widths of the grid's columns: as wide as the window allows, or as somebody drew them, which is remembered."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from kpidesk.ui.grid_columns import Columns, Part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QTableView

    from kpidesk.ui.grid_layout import GridLayout

NARROWEST, WIDEST = 2.0, 60.0
"""In units of the font's size."""


class GridWidths:
    """Sets the columns of a view; widths by hand are kept for each number of columns, so for each kind of plan."""

    def __init__(self, view: QTableView, layout: GridLayout, remembered: str) -> None:
        self._view = view
        self.layout = layout
        self._columns = Columns()
        self._by_hand = dict(_read(remembered))
        self._setting = False

    @property
    def text(self) -> str:
        """The widths by hand, to be remembered."""
        return ";".join(" ".join(f"{width:.2f}" for width in widths) for widths in self._by_hand.values())

    def show(self, columns: Columns) -> None:
        """Give the columns their widths in the room there is; the 所見 take what is left."""
        self._columns = columns
        room = self._view.viewport().width()
        widths = self.layout.widths(columns, room)
        by_hand = self._by_hand.get(columns.count)
        if by_hand:
            widths = [round(width * self.layout.em) for width in by_hand]
        last = columns.of(Part.REMARKS)
        widths[last] = max(widths[last], room - sum(widths[:last]))
        with self._set():
            for column, width in enumerate(widths):
                if self._view.columnWidth(column) != width:
                    self._view.setColumnWidth(column, width)

    def drawn(self) -> bool:
        """Keep the widths that somebody has just drawn; False where the program set them itself."""
        if self._setting or not self._columns.years:
            return False
        widths = [self._view.columnWidth(column) / self.layout.em for column in range(self._columns.count)]
        self._by_hand[self._columns.count] = [
            *widths[:-1],
            self.layout.least(self._columns, self._columns.count - 1) / self.layout.em,
        ]
        return True

    def widen(self, column: int, by: int) -> None:
        """Make a column wider or narrower by one sign."""
        self._view.setColumnWidth(column, max(round(NARROWEST * self.layout.em), self._view.columnWidth(column) + by))

    def forget(self) -> None:
        """Go back to the widths that fit the window."""
        self._by_hand.pop(self._columns.count, None)
        self.show(self._columns)

    @contextmanager
    def _set(self) -> Iterator[None]:
        self._setting = True
        try:
            yield
        finally:
            self._setting = False


def _read(text: str) -> Iterator[tuple[int, list[float]]]:
    """Yield the remembered widths by the number of columns; what is no width is forgotten."""
    for line in text.split(";"):
        try:
            widths = [float(word) for word in line.split()]
        except ValueError:
            continue
        if widths and all(NARROWEST <= width <= WIDEST for width in widths):
            yield len(widths), widths
