"""A 統計表 as a Qt model: a row each line, a column each year; figures are typed into it, the rest is computed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from kpidesk.domain.notation import NotationError
from kpidesk.ui.grid_marks import Mark
from kpidesk.ui.session import READ_ONLY
from kpidesk.ui.statistics_cells import StatisticCell, StatisticCells
from kpidesk.workspace.reference import StatisticText

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFont

    from kpidesk.domain.fiscal_year import FiscalYear
    from kpidesk.domain.plan import Plan
    from kpidesk.domain.statistics import Statistic, StatisticColumn, StatisticRow
    from kpidesk.ui.grid_block import Place
    from kpidesk.ui.look import Look
    from kpidesk.ui.session import Session

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
NAMED = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
FIXED = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
COMPUTED = "計算で求める値のため、入力できません。"
RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class StatisticsModel(QAbstractTableModel):
    """Shows one table of the session's plan; what was pasted and could not be read stays marked in its cell."""

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__()
        self._session = session
        self._look = look
        self._cells: StatisticCells | None = None
        self._marks: dict[tuple[str, FiscalYear], Mark] = {}
        look.changed.connect(self.repaint)

    @property
    def plan(self) -> Plan:
        """The whole plan."""
        return self._session.workspace.plan(self._session.plan_uid)

    @property
    def table(self) -> Statistic | None:
        """The table that is shown."""
        return self._cells.table if self._cells else None

    @property
    def rows(self) -> Sequence[StatisticRow]:
        """Its rows."""
        return self._cells.table.rows if self._cells else ()

    def show_table(self, table: Statistic | None) -> bool:
        """Show a table, or what became of it; returns whether rows or columns came out different."""
        old, new = self._cells, StatisticCells(self.plan, table, self._session.year) if table else None
        if old and new and _frame(old) == _frame(new):
            self._cells = new
            self.repaint()
            return False
        self.beginResetModel()
        if not (old and new and old.table.uid == new.table.uid):
            self._marks.clear()
        self._cells = new
        self.endResetModel()
        return True

    def cell(self, index: Index) -> StatisticCell:
        """Return a cell."""
        return self._cells.cell(index.row(), index.column()) if self._cells and index.isValid() else StatisticCell()

    def first(self) -> Place:
        """Return the cell to begin with."""
        return self._cells.first() if self._cells else (0, 0)

    def tell(self, index: Index) -> str:
        """Return what is told about a cell, "" for nothing."""
        return self._cells.tell(index.row(), index.column()) if self._cells and index.isValid() else ""

    def column(self, number: int) -> StatisticColumn | None:
        """Return a column, None where there is none."""
        columns = self._cells.columns if self._cells else ()
        return columns[number] if 0 <= number < len(columns) else None

    def mark(self, index: Index) -> Mark | None:
        """Return what was pasted into a cell and could not be read."""
        at = self._at(index.row(), index.column()) if self._marks else None
        return self._marks.get(at) if at else None

    def forget_marks(self) -> bool:
        """Take all marks away; False where there is none."""
        there = bool(self._marks)
        self._marks.clear()
        self.repaint()
        return there

    def refusal(self, index: Index) -> str:
        """Return why nothing can be typed into a cell, "" where it can."""
        if self._session.workspace.read_only:
            return READ_ONLY
        return f"{COMPUTED}\n{self.tell(index)}" if self.cell(index).computed else ""

    # what Qt calls

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() or self._cells is None else len(self._cells.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 -- Qt's QVariant
        if not index.isValid():
            return None
        cell, mark = self.cell(index), self.mark(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return mark.text if mark else cell.shown
        if role == Qt.ItemDataRole.EditRole:
            return mark.text if mark else cell.text
        if role == Qt.ItemDataRole.ToolTipRole:
            return (mark.reason if mark else self.tell(index)) or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(index, cell, mark)
        return self._looks(cell, mark, role)

    def _looks(self, cell: StatisticCell, mark: Mark | None, role: int) -> Any:  # noqa: ANN401 -- Qt's QVariant
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT
        if role == Qt.ItemDataRole.FontRole:
            return self._look.font(0.85) if cell.owed and not mark else self._figures
        if role == Qt.ItemDataRole.BackgroundRole:
            ground = "error_soft" if mark else "owed" if cell.owed else "locked" if cell.computed else "surface"
            return self._look.colour(ground)
        if role == Qt.ItemDataRole.ForegroundRole:
            ink = "error" if mark else "owed_text" if cell.owed else "muted" if cell.computed else "text"
            return self._look.colour(ink)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 -- Qt's QVariant
        if self._cells is None or section < 0:
            return None
        if orientation is Qt.Orientation.Vertical:
            return _named(self.rows[section]) if role in NAMED else None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._cells.heading(section)
        return (self._cells.told(section) or None) if role == Qt.ItemDataRole.ToolTipRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        open_ = not (self._session.workspace.read_only or self.cell(index).computed)
        return FIXED | Qt.ItemFlag.ItemIsEditable if open_ else FIXED

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: ANN401 -- Qt's QVariant
        return role == Qt.ItemDataRole.EditRole and index.isValid() and not self.type_in(index, str(value))

    # writing

    def type_in(self, index: Index, text: str) -> str:
        """Put a typed text into a cell; returns why it cannot be read, "" where it was."""
        at = self._at(index.row(), index.column())
        if refusal := self.refusal(index):
            return refusal
        if self._cells is None or at is None:
            return COMPUTED
        try:
            with self._session.edit(self._title(at)) as edit:
                edit.set_statistic_value(self._cells.table.uid, *at, text)
        except NotationError as error:
            return str(error)
        if self._marks.pop(at, None):
            self.repaint()
        return ""

    def type_all(self, texts: Sequence[tuple[Place, str]], what: str) -> tuple[int, int]:
        """Put many texts into cells as one step and mark those that cannot be read.

        Returns how many could not be read, and how many were meant for what is computed.
        """
        if self._cells is None:
            return 0, 0
        of = {at: text for place, text in texts if (at := self._at(*place))}
        locked = [text for place, text in texts if not self._at(*place) and not self._repeats(place, text)]
        alone = self._title(next(iter(of))) if len(of) == 1 else ""
        with self._session.edit(alone or f"統計「{self._cells.table.title}」の{what}") as edit:
            asked = [StatisticText(*at, text) for at, text in of.items()]
            unread = edit.set_statistic_values(self._cells.table.uid, asked)
        for at in of:
            self._marks.pop(at, None)
        self._marks |= {(each.of.row, each.of.year): Mark(each.of.text, each.reason) for each in unread}
        self.repaint()
        return len(unread), len(locked)

    def repaint(self) -> None:
        """Let every cell be painted anew."""
        if self._cells and self.rows and self._cells.columns:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, len(self._cells.columns) - 1))
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._cells.columns) - 1)

    # inside

    @property
    def _figures(self) -> QFont:
        return self._look.figures()

    def _at(self, row: int, column: int) -> tuple[str, FiscalYear] | None:
        """Return the row and the year a figure is entered for in a cell, None where it is computed."""
        year = self._cells.year(row, column) if self._cells else None
        return (self.rows[row].uid, year) if year else None

    def _repeats(self, place: Place, text: str) -> bool:
        """Whether a text is blank or what a computed cell shows anyhow."""
        return self._cells is not None and text.strip() in ("", self._cells.cell(*place).text)

    def _title(self, at: tuple[str, FiscalYear]) -> str:
        table = self._cells.table if self._cells else None
        return f"{table.year_name(at[1])} 統計「{table.row(at[0]).name}」の入力" if table else ""

    def _spoken(self, index: Index, cell: StatisticCell, mark: Mark | None) -> str:
        head = self.headerData(index.column(), Qt.Orientation.Horizontal)
        row = self.rows[index.row()]
        parts = (
            row.group,
            row.name,
            head,
            mark.text if mark else cell.shown or "空欄",
            "計算" if cell.computed else "",
        )
        return " ".join(part for part in parts if part)


def _frame(cells: StatisticCells) -> object:
    """Return what decides which rows and columns there are and what stands at their heads."""
    table = cells.table
    named = [(row.uid, row.name, row.group, row.unit, bool(row.formula), row.bracketed) for row in table.rows]
    return table.uid, table.unit, named, [cells.heading(column) for column in range(len(cells.columns))]


def _named(row: StatisticRow) -> str:
    return f"({row.name})" if row.bracketed else row.name
