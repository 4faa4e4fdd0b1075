"""The table of a scheme's bands, editable cell by cell."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from kpidesk.domain.methods import Margin
from kpidesk.ui.scheme_bands_words import HEADS, OF_BOUNDS, field_at, shown
from kpidesk.ui.scheme_lines import Field, Line, block
from kpidesk.workspace.step import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kpidesk.domain.methods import Method
    from kpidesk.ui.look import Look
    from kpidesk.ui.scheme_lines import Problem

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()


class SchemeBandsModel(QAbstractTableModel):
    """Shows lines; every alteration is told by `edited`, and nothing is refused: what is wrong is marked."""

    edited = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.lines: list[Line] = []
        self.method: Method = Margin()
        self._problems: dict[tuple[int, Field], str] = {}
        self.read_only = False
        look.changed.connect(self._repaint)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self.lines = list(lines)
        self._problems = {}
        self.endResetModel()

    def measure_by(self, method: Method) -> None:
        """Show what the bounds mean by the scheme's method."""
        self.method = method
        self._repaint()

    def mark(self, problems: Iterable[Problem]) -> None:
        """Mark the fields where something is wrong."""
        self._problems = {
            (problem.line, problem.field): problem.words
            for problem in problems
            if problem.line is not None and problem.field is not None
        }
        self._repaint()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(Field)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 -- Qt's QVariant
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return HEADS[field_at(section)] if orientation is Qt.Orientation.Horizontal else str(section + 1)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 -- Qt's QVariant
        line, field = self.lines[index.row()], field_at(index.column())
        problem = self._problems.get((index.row(), field), "")
        if role == Qt.ItemDataRole.DisplayRole:
            return shown(line, field, self.method)
        if role == Qt.ItemDataRole.EditRole:
            return getattr(line, field.name.lower())
        if role == Qt.ItemDataRole.CheckStateRole:
            return _checked(line, field)
        if role == Qt.ItemDataRole.ToolTipRole:
            return problem or (shown(line, field, self.method) if field in (Field.METHOD, Field.LABEL) else None)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            words = f"{HEADS[field]} {shown(line, field, self.method) or ('選ぶ' if line.by_hand else '')}"
            return words if role == Qt.ItemDataRole.AccessibleTextRole else problem
        return self._colour(line, field, role, wrong=bool(problem))

    def _colour(self, line: Line, field: Field, role: int, *, wrong: bool) -> Any:  # noqa: ANN401 -- Qt's QVariant
        toned = field in (Field.MARK, Field.TONE) and not line.also
        if role == Qt.ItemDataRole.BackgroundRole and (wrong or toned):
            return self._look.colour("error_soft" if wrong else f"{line.tone.value}_soft")
        if role == Qt.ItemDataRole.ForegroundRole:
            quiet = not self._open(line, field) or (field is Field.METHOD and line.method is None)
            return self._look.colour(line.tone.value if toned else "muted" if quiet else "text")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if field in (Field.LOWER, Field.POINTS) else Qt.AlignmentFlag.AlignLeft
            return int((Qt.AlignmentFlag.AlignHCenter if field is Field.MARK else side) | Qt.AlignmentFlag.AlignVCenter)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if not index.isValid():
            return flags
        line, field = self.lines[index.row()], field_at(index.column())
        if self.read_only or not self._open(line, field):
            return flags
        return flags | (Qt.ItemFlag.ItemIsUserCheckable if field is Field.BY_HAND else Qt.ItemFlag.ItemIsEditable)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: ANN401 -- Qt's QVariant
        if not index.isValid() or not self.flags(index) & (
            Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsUserCheckable
        ):
            return False
        line, field = self.lines[index.row()], field_at(index.column())
        if role == Qt.ItemDataRole.CheckStateRole and field is Field.BY_HAND:
            value = Qt.CheckState(value) is Qt.CheckState.Checked
        elif role != Qt.ItemDataRole.EditRole or field is Field.BY_HAND:
            return False
        if isinstance(value, str):
            value = clean_line(value).rstrip("%％ ") if field is Field.LOWER else clean_line(value)
        changed: dict[str, Any] = {field.name.lower(): value}
        self.lines[index.row()] = replace(line, **changed)
        self.dataChanged.emit(index, index)
        self.edited.emit()
        return True

    def add_band(self, after: int) -> int:
        """Add an empty band behind that of a line (-1: at the end); returns its line."""
        at = block(self.lines, after).stop if after >= 0 else len(self.lines)
        return self._insert(at, Line())

    def add_bound(self, row: int) -> int:
        """Add a further bound to the band of a line; returns its line."""
        return self._insert(block(self.lines, row).stop, Line(also=True))

    def remove(self, row: int) -> None:
        """Take a band away with all its bounds, or a further bound alone."""
        gone = range(row, row + 1) if self.lines[row].also else block(self.lines, row)
        self.beginRemoveRows(ROOT, gone.start, gone.stop - 1)
        del self.lines[gone.start : gone.stop]
        self.endRemoveRows()
        self.edited.emit()

    def move(self, row: int, by: int) -> int:
        """Move the band of a line up (-1) or down (1); returns the line it is on then."""
        mine = block(self.lines, row)
        if (mine.start == 0) if by < 0 else (mine.stop == len(self.lines)):
            return row
        other = block(self.lines, mine.start - 1 if by < 0 else mine.stop)
        upper, lower = (other, mine) if by < 0 else (mine, other)
        self.beginMoveRows(ROOT, lower.start, lower.stop - 1, ROOT, upper.start)
        self.lines[upper.start : lower.stop] = (
            self.lines[lower.start : lower.stop] + self.lines[upper.start : upper.stop]
        )
        self.endMoveRows()
        self.edited.emit()
        return row + by * len(other)

    def _insert(self, at: int, line: Line) -> int:
        self.beginInsertRows(ROOT, at, at)
        self.lines.insert(at, line)
        self.endInsertRows()
        self.edited.emit()
        return at

    def _open(self, line: Line, field: Field) -> bool:
        """Whether a field can be altered at all."""
        return not line.also or field in OF_BOUNDS

    def _repaint(self) -> None:
        if self.lines:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.lines) - 1, len(Field) - 1))


def _checked(line: Line, field: Field) -> Qt.CheckState | None:
    if field is not Field.BY_HAND or line.also:
        return None
    return Qt.CheckState.Checked if line.by_hand else Qt.CheckState.Unchecked
