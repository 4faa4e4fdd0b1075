"""A table of texts that breaks its lines: one row is chosen, Enter goes on from it, Ctrl+C takes the whole table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from kpidesk.ui.text_table_delegate import TextTableDelegate
from kpidesk.workspace.tsv import format_block

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from PySide6.QtGui import QKeyEvent, QResizeEvent

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class TextTableModel(QAbstractTableModel):
    """Rows of texts under heads; counts stand at the right, a total in the first row stands out."""

    def __init__(self, heads: Sequence[str], counts: Collection[int] = (), *, total: bool = False) -> None:
        super().__init__()
        self.heads = tuple(heads)
        self.rows: list[tuple[str, ...]] = []
        self._counts = frozenset(counts)
        self._total = total

    def fill(self, rows: list[tuple[str, ...]]) -> None:
        """Show other rows; as many as before only change their texts."""
        if rows and len(rows) == len(self.rows):
            self.rows = rows
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(self.heads) - 1))
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def drop_last(self) -> None:
        """Take the last row away."""
        last = len(self.rows) - 1
        self.beginRemoveRows(QModelIndex(), last, last)
        self.rows = self.rows[:-1]
        self.endRemoveRows()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 -- Qt's QVariant
        if not index.isValid():
            return None
        if role in ROLES:
            return self.rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._place(index.column())
        if role == Qt.ItemDataRole.FontRole and self._total and index.row() == 0:
            bold = QFont()
            bold.setBold(True)
            return bold
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 -- Qt's QVariant
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._place(section)
        return self.heads[section] if role == Qt.ItemDataRole.DisplayRole else None

    def _place(self, column: int) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if column in self._counts else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter


class TextTable(QTableView):
    """The model's rows, as high as their texts; `entered` is Enter or a double click on one."""

    entered = Signal(int)
    chosen = Signal(int)

    def __init__(self, model: TextTableModel, name: str, stretched: Sequence[int]) -> None:
        super().__init__()
        self.texts = model
        self._later = QTimer(self, interval=0, singleShot=True)
        self._later.timeout.connect(self._fit)
        model.setParent(self)
        self.setModel(model)
        self.setItemDelegate(TextTableDelegate(self))
        self.setProperty("list", True)  # noqa: FBT003 -- Qt's name and value
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for column in stretched:
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.doubleClicked.connect(lambda index: self.entered.emit(index.row()))

    @property
    def row(self) -> int:
        """The chosen row, -1 for none."""
        return self.currentIndex().row()

    def fill(self, rows: list[tuple[str, ...]], chosen: int | None = 0) -> None:
        """Show other rows with one of them chosen; with None the choice stays."""
        self.texts.fill(rows)
        if rows and chosen is not None:
            self.selectRow(max(0, min(chosen, len(rows) - 1)))
        self._fit()

    def _fit(self) -> None:
        """Make the rows as high as their texts; the chosen one stays in view."""
        self.resizeRowsToContents()
        self.scrollTo(self.currentIndex())

    def copy(self) -> None:
        """Put the whole table with its heads on the clipboard."""
        QGuiApplication.clipboard().setText(format_block([self.texts.heads, *self.texts.rows]))

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.row() != previous.row():
            self.chosen.emit(current.row())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._later.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and self.row >= 0:
            self.entered.emit(self.row)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)
