"""The entries of the second view as a list, in the order and with the filter that are chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from kpidesk.ui.review_words import spoken

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kpidesk.domain.review import Reviewed
    from kpidesk.ui.review_watch import Identity

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
BATCH = 30
"""So many rows are handed to the view at a time: it asks each for its height, and heights need broken texts."""


class ReviewModel(QAbstractListModel):
    """Holds what is shown; the list takes more when it is scrolled."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[Reviewed] = ()
        self.doubts: Mapping[str, Sequence[str]] = {}
        self._reach = 0

    def show_rows(self, rows: Sequence[Reviewed]) -> None:
        """Show other rows; the same ones in the same order are repainted where they differ."""
        old, self_same = (
            self.rows,
            [each.entry.identity for each in rows] == [each.entry.identity for each in self.rows],
        )
        if not self_same:
            self.beginResetModel()
            self.rows = rows
            self._reach = min(BATCH, len(rows))
            self.endResetModel()
            return
        self.rows = rows
        for number, (before, now) in enumerate(zip(old, rows, strict=True)):
            if before is not now and number < self._reach:
                self.dataChanged.emit(self.index(number), self.index(number))

    def show_doubts(self, doubts: Mapping[str, Sequence[str]]) -> None:
        """Say which 要確認 there are by uid, each in a sentence."""
        if doubts != self.doubts:
            self.doubts = doubts
            if self._reach:
                self.dataChanged.emit(self.index(0), self.index(self._reach - 1))

    def row(self, index: Index) -> Reviewed:
        """Return what stands at an index."""
        return self.rows[index.row()]

    def doubts_of(self, row: Reviewed) -> int:
        """Return how many 要確認 there are about an entry."""
        return len(self.sentences_of(row))

    def sentences_of(self, row: Reviewed) -> list[str]:
        """Return the 要確認 about an entry, each in a sentence."""
        uids = dict.fromkeys((row.entry.values_uid, row.entry.comment_owner))
        return [sentence for uid in uids for sentence in self.doubts.get(uid, ())]

    def where(self, identity: Identity) -> QModelIndex:
        """Return where an entry stands, brought into reach; an invalid index where it is not shown."""
        number = next((at for at, row in enumerate(self.rows) if row.entry.identity == identity), -1)
        while number >= self._reach:
            self.take_more()
        return self.index(number) if number >= 0 else QModelIndex()

    def take_more(self) -> None:
        """Hand over some more rows, where there are any."""
        until = min(self._reach + BATCH, len(self.rows))
        if until > self._reach:
            self.beginInsertRows(QModelIndex(), self._reach, until - 1)
            self._reach = until
            self.endInsertRows()

    def finish(self) -> None:
        """Hand over every row."""
        while self._reach < len(self.rows):
            self.take_more()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else self._reach

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 -- Qt's QVariant
        if not index.isValid() or index.row() >= self._reach:
            return None
        row = self.row(index)
        if role == Qt.ItemDataRole.DisplayRole:
            entry = row.entry
            return entry.shown.name if entry.shown else entry.project.title if entry.project else ""
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(row, self.doubts_of(row))
        return None
