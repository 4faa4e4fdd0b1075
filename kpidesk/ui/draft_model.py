"""A short list that is worked on as a draft: rows of texts that are typed into and moved, the last column counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
FIXED = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class DraftModel(QAbstractTableModel):
    """`heads` names the columns with what an empty cell means; `used` says how often a row's first text is in use."""

    def __init__(
        self, heads: Sequence[tuple[str, str]], rows: list[list[str]], used: Callable[[str], int], *, fixed: bool
    ) -> None:
        super().__init__()
        self.heads = tuple(heads)
        self.rows = rows
        self.used = used
        self._fixed = fixed

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.heads) + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 -- Qt's QVariant
        if not index.isValid():
            return None
        if index.column() == len(self.heads):
            return self._counted(index.row(), role)
        text = self.rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return text or self.heads[index.column()][1]
        return text if role == Qt.ItemDataRole.EditRole else None

    def _counted(self, row: int, role: int) -> Any:  # noqa: ANN401 -- Qt's QVariant
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        count = self.used(self.rows[row][0])
        return (f"{count}件" if count else "—") if role == Qt.ItemDataRole.DisplayRole else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 -- Qt's QVariant
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return [*(word for word, _ in self.heads), "使用数"][section]

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        typable = not self._fixed and index.column() < len(self.heads) and not self.is_kept(index)
        return FIXED | Qt.ItemFlag.ItemIsEditable if typable else FIXED

    def is_kept(self, index: Index) -> bool:
        """Whether a cell has to stay as it is; none has here."""
        del index
        return False

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: ANN401 -- Qt's QVariant
        if role != Qt.ItemDataRole.EditRole or not self.flags(index) & Qt.ItemFlag.ItemIsEditable:
            return False
        self.rows[index.row()][index.column()] = str(value).strip()
        self.dataChanged.emit(self.index(index.row(), 0), self.index(index.row(), len(self.heads)))
        return True

    def add(self, row: list[str]) -> None:
        """Add a row at the end."""
        self.beginInsertRows(QModelIndex(), len(self.rows), len(self.rows))
        self.rows.append(row)
        self.endInsertRows()

    def remove(self, row: int) -> None:
        """Take a row away."""
        self.beginRemoveRows(QModelIndex(), row, row)
        del self.rows[row]
        self.endRemoveRows()

    def move(self, row: int, by: int) -> None:
        """Move a row up (-1) or down (1)."""
        self.beginMoveRows(QModelIndex(), row, row, QModelIndex(), row + 2 if by > 0 else row - 1)
        self.rows.insert(row + by, self.rows.pop(row))
        self.endMoveRows()
