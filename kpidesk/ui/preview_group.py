"""Fields that belong together under a heading that folds them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QVBoxLayout, QWidget

from kpidesk.ui.widgets import Disclosure

if TYPE_CHECKING:
    from enum import Enum

ACROSS, DOWN = 10, 4  # px between fields
INDENT, BELOW = 4, 5  # px
HEAD = 26  # px


class OptionGroup(QWidget):
    """A grid of words and fields; `opened` tells that a person unfolded them."""

    opened = Signal()

    def __init__(self, title: Enum, parent: QWidget) -> None:
        super().__init__(parent)
        self._title = str(title.value)
        self._body = body = QWidget(self)
        self.grid = QGridLayout(body)
        self.grid.setContentsMargins(INDENT, 0, 0, BELOW)
        self.grid.setColumnStretch(1, 1)
        self.grid.setHorizontalSpacing(ACROSS)
        self.grid.setVerticalSpacing(DOWN)
        self.head = Disclosure(self._title, body, self)
        self.head.setFixedHeight(HEAD)
        pile = QVBoxLayout(self)
        pile.setContentsMargins(0, 0, 0, 0)
        pile.setSpacing(2)
        pile.addWidget(self.head)
        pile.addWidget(body)
        self.head.clicked.connect(self._tell_opened)

    @property
    def is_open(self) -> bool:
        """Whether its fields are shown."""
        return self.head.isChecked()

    @property
    def stops(self) -> list[QWidget]:
        """What the keys go through, from above."""
        parts = [item.widget() for item in map(self.grid.itemAt, range(self.grid.count())) if item]
        inside = [each for part in parts if part for each in (part, *part.findChildren(QCheckBox))]
        return [each for each in (self.head, *inside) if each.focusPolicy() & Qt.FocusPolicy.TabFocus]

    def open(self, *, wanted: bool) -> None:
        """Show the fields, or fold them."""
        self.head.setChecked(wanted)

    def tell(self, words: str) -> None:
        """Say beside the heading what is inside, "" where that is nothing."""
        self.head.name(f"{self._title}（{words}）" if words else self._title)

    def across(self, widget: QWidget) -> None:
        """Add a widget in a row of its own."""
        self.grid.addWidget(widget, self.grid.rowCount(), 0, 1, 2)

    def row(self, word: QWidget, field: QWidget) -> None:
        """Add a word with its field."""
        row = self.grid.rowCount()
        self.grid.addWidget(word, row, 0)
        self.grid.addWidget(field, row, 1)

    def _tell_opened(self) -> None:
        if self.is_open:
            self.opened.emit()
