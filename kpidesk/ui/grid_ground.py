"""What the parts of the grid may ask of the grid itself, so that neither needs to know the other's file."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Signal

from kpidesk.ui.figure_table import FigureTable

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent
    from PySide6.QtWidgets import QTableView

    from kpidesk.ui.grid_fonts import GridFonts
    from kpidesk.ui.grid_selection import GridSelection
    from kpidesk.ui.grid_writer import GridWriter


class GridGround(FigureTable):
    """The table with its fonts, its selected block and what writes into it."""

    history_wanted = Signal(object)
    hand_in_wanted = Signal(object)

    fonts: GridFonts
    selection: GridSelection
    writer: GridWriter
    unseen = False
    """Whether the rows that come now lie below what is in view."""

    @abstractmethod
    def go(self, index: QModelIndex) -> None:
        """Make a cell the current one and bring it into view; an invalid index changes nothing."""

    @abstractmethod
    def show_selection(self, *, follow: bool = True) -> None:
        """Paint the block as it is now; `follow` brings the corner that moves into view."""

    @abstractmethod
    def press(self, view: QTableView, event: QMouseEvent) -> None:
        """Take a press in the grid or in its frozen columns; one that is not accepted is to choose a cell."""

    @abstractmethod
    def draw_on(self, view: QTableView, event: QMouseEvent, *, ends: bool = False) -> None:
        """Take the mouse's way over the frozen columns."""

    @abstractmethod
    def widen(self, by: int) -> None:
        """Make the current column wider or narrower by a sign."""

    @abstractmethod
    def forget_widths(self) -> None:
        """Give the columns the widths that fit the window."""
