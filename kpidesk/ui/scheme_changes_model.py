"""The list of verdicts that other schemes would change: the word and its arithmetic, before and after."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtWidgets import QStyledItemDelegate

from kpidesk.ui import text_block
from kpidesk.ui.verdict_look import tone_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem, QTableView

    from kpidesk.domain.rating import Verdict
    from kpidesk.domain.rejudging import Rejudged
    from kpidesk.ui.look import Look

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
HEADS = ("年度", "指標", "今の判定", "新しい判定")
YEAR, NAME, BEFORE, AFTER = range(len(HEADS))
SIDE = 8
MOST = 6
"""Lines of one arithmetic; beyond that the tip has it whole."""


class ChangesModel(QAbstractTableModel):
    """A line for each indicator and year whose word changes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Rejudged] = []

    def show_found(self, found: Sequence[Rejudged]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self.found = list(found)
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.found)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(HEADS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 -- Qt's QVariant
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return HEADS[section] if orientation is Qt.Orientation.Horizontal else section + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 -- Qt's QVariant
        texts = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
        if not index.isValid() or role not in texts:
            return None
        each = self.found[index.row()]
        verdict = self.verdict(index)
        return (
            f"{verdict.mark} {verdict.label}\n{_arithmetic(verdict)}"
            if verdict
            else (str(each.year), each.name)[index.column()]
        )

    def verdict(self, index: Index) -> Verdict | None:
        """Return the verdict in a cell, None where none stands."""
        each = self.found[index.row()]
        return {BEFORE: each.before, AFTER: each.after}.get(index.column())


def _arithmetic(verdict: Verdict) -> str:
    """Return why, without the word that stands above it."""
    return verdict.line.replace(f" → {verdict.label}", "")


class ChangesDelegate(QStyledItemDelegate):
    """Paints a verdict in its tone above its arithmetic; texts break instead of being cut."""

    def __init__(self, look: Look, view: QTableView) -> None:
        super().__init__(view)
        self._look = look
        self._view = view
        self._plain, self._small, self._strong = look.font(), look.font(0.9), look.font(bold=True)

    def height(self, lines: int) -> int:
        """Return the height of a word with lines of arithmetic below it, px."""
        return round(text_block.pitch(self._strong) + lines * text_block.pitch(self._small)) + 2 * SIDE

    def height_of(self, model: ChangesModel, row: int) -> int:
        """Return the height in which nothing of a line is cut, px."""
        lines = 1
        for column, font in ((NAME, self._plain), (BEFORE, self._small), (AFTER, self._small)):
            text = str(model.index(row, column).data()).partition("\n")
            width = self._view.columnWidth(column) - 2 * SIDE
            needed = len(text_block.broken(text[2] or text[0], font, width, MOST))
            lines = max(lines, needed - (column == NAME))
        return self.height(lines)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, ChangesModel):
            return
        look, box = self._look, QRectF(option.rect)
        current = index.row() == self._view.currentIndex().row()
        painter.fillRect(box, look.colour("accent_soft" if current else "surface"))
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), look.colour("line"))
        inner, text = box.adjusted(SIDE, SIDE, -SIDE, -SIDE), str(index.data())
        verdict = model.verdict(index)
        if verdict is None:
            text_block.draw(painter, inner, text, self._plain, look.colour("text"))
            return
        word, _, why = text.partition("\n")
        used = text_block.draw(painter, inner, word, self._strong, look.colour(tone_of(verdict)))
        quiet = look.colour("text" if current else "muted")
        text_block.draw(painter, inner.adjusted(0, used, 0, 2), why, self._small, quiet)
