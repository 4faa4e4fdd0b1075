"""What can be done with tables, rows and columns of the 統計の入力: its buttons and their menus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu, QPushButton

from kpidesk.domain.statistics_edits import (
    is_printed,
    why_kept,
    with_column_changed,
    with_row_moved,
    with_year,
    without_print,
    without_row,
    without_year,
)
from kpidesk.ui.desk_dialog import push
from kpidesk.ui.statistics_column_form import ColumnForm
from kpidesk.ui.statistics_forms import GroupForm, TableForm, YearForm
from kpidesk.ui.statistics_row_form import RowForm

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QDialog

    from kpidesk.domain.statistics import Statistic, StatisticColumn, StatisticRow
    from kpidesk.ui.statistics_ground import StatisticsGround

UNDOABLE = "Ctrl+Zで元に戻せます。"


class StatisticsDeeds:
    """Offers what can be done where the dialog stands; every deed is one step."""

    def __init__(self, dialog: StatisticsGround) -> None:
        self._dialog = dialog
        self.first = push("表を追加(&A)…", self.add_table, primary=True)
        self.table_menu, self.row_menu, self.column_menu = (
            QPushButton("表の編集(&M)"),
            QPushButton("行(&L)"),
            QPushButton("列(&C)"),
        )
        self.formula = push("式(&F)…", self.edit_formula)
        self.formula.setToolTip("選んでいる行を、ほかの行から計算する行にします。")
        self.new_row, self.new_year = push("行を追加(&A)…", self.add_row), push("年を追加(&Y)…", self.add_year)
        items = self._items
        self.add_another, self.about_table, self.drop_table = items(
            self.table_menu,
            ("表を追加(&A)…", self.add_table),
            ("表の設定(&S)…", self.edit_table),
            ("表を削除(&D)", self.remove_table),
        )
        self.change_row, self.rename_group, self.row_up, self.row_down, self.drop_row = items(
            self.row_menu,
            ("行を直す(&E)…", self.edit_row),
            ("区分の名前(&G)…", self.edit_group),
            ("上へ(&U)", lambda: self._move(-1)),
            ("下へ(&B)", lambda: self._move(1)),
            ("行を削除(&D)", self.remove_row),
        )
        self.add_computed, self.change_column, self.print_year, self.drop_column = items(
            self.column_menu,
            ("計算の列を追加(&A)…", self.add_column),
            ("計算の列を直す(&E)…", self.edit_column),
            ("この年を印刷する(&P)", self.switch_print),
            ("列を削除(&D)", self.remove_column),
        )
        self.print_year.setCheckable(True)

    @property
    def of_tables(self) -> tuple[QPushButton, ...]:
        """The buttons that are about whole tables."""
        return (self.table_menu,)

    @property
    def of_lines(self) -> tuple[QPushButton, ...]:
        """The buttons that are about rows and columns."""
        return self.new_row, self.row_menu, self.formula, self.new_year, self.column_menu

    def offer(self) -> None:
        """Let only that be done which can be."""
        dialog = self._dialog
        open_ = not dialog.session.workspace.read_only
        table, row, column = dialog.table, dialog.row, self._column
        for button in (self.first, self.table_menu):
            button.setEnabled(open_)
        for button in self.of_lines:
            button.setEnabled(open_ and table is not None)
        at = table.rows.index(row) if table and row else -1
        for action in (self.change_row, self.drop_row):
            action.setEnabled(row is not None)
        self.formula.setEnabled(open_ and row is not None)
        self.rename_group.setEnabled(bool(row and row.group))
        self.row_up.setEnabled(at > 0)
        self.row_down.setEnabled(table is not None and 0 <= at < len(table.rows) - 1)
        self._offer_column(table, column)

    def _offer_column(self, table: Statistic | None, column: StatisticColumn | None) -> None:
        of_year = column is not None and column.year is not None
        printed = [each for each in table.shown if each.year] if table else []
        self.change_column.setEnabled(column is not None and not of_year)
        self.drop_column.setEnabled(column is not None)
        self.print_year.setChecked(bool(table and column and is_printed(table, column)))
        self.print_year.setEnabled(of_year and printed != [column])
        self.drop_column.setText(
            f"{table.year_name(column.year)}を削除(&D)" if table and column and column.year else "計算の列を削除(&D)"
        )

    # tables

    def add_table(self) -> None:
        """Begin another table."""
        self._open(lambda: TableForm(self._dialog, None, self._dialog.show_table))

    def edit_table(self) -> None:
        """Change what is said about the table as a whole."""
        self._of_table(lambda table: TableForm(self._dialog, table, self._dialog.show_table))

    def remove_table(self) -> None:
        """Take the table away."""
        table = self._dialog.table
        if table is None or not self._dialog.grid.settle():
            return
        others = [each for each in self._dialog.plan.statistics if each.uid != table.uid]
        kept = next((why for row in table.rows if (why := why_kept(others, table, row.uid))), "")
        if kept:
            self._say(kept)
            return
        with self._dialog.session.edit(f"統計「{table.title}」の削除") as edit:
            edit.remove_statistic(table.uid)
        self._say(f"「{table.title}」を削除しました。{UNDOABLE}")

    # rows

    def add_row(self) -> None:
        """Add a row behind the chosen one."""
        row = self._dialog.row
        self._of_table(lambda table: RowForm(self._dialog, table, None, row.uid if row else ""))

    def edit_row(self) -> None:
        """Change the chosen row."""
        self._of_row(lambda table, row: RowForm(self._dialog, table, row))

    def edit_formula(self) -> None:
        """Change how the chosen row is computed, or make it one that is."""
        self._of_row(lambda table, row: RowForm(self._dialog, table, row, computing=True))

    def edit_row_at(self, number: int) -> None:
        """Change the row whose head was double-clicked."""
        if self._dialog.model.rows and not self._dialog.session.workspace.read_only:
            self._dialog.grid.go((number, max(0, self._dialog.grid.currentIndex().column())))
            self.edit_row()

    def edit_group(self) -> None:
        """Call the group of the chosen row otherwise."""
        self._of_row(lambda table, row: GroupForm(self._dialog, table, row.group))

    def remove_row(self) -> None:
        """Take the chosen row away, unless a formula speaks of it."""
        table, row = self._dialog.table, self._dialog.row
        if table and row:
            if kept := why_kept(self._dialog.plan.statistics, table, row.uid):
                self._say(kept)
            else:
                self._change(without_row(table, row.uid), f"行「{row.name}」を削除")

    def _move(self, by: int) -> None:
        table, row = self._dialog.table, self._dialog.row
        if table and row:
            self._change(with_row_moved(table, row.uid, by), f"行「{row.name}」を移動", told=False)

    # columns

    @property
    def _column(self) -> StatisticColumn | None:
        return self._dialog.model.column(self._dialog.grid.currentIndex().column())

    def add_year(self) -> None:
        """Add years."""
        self._of_table(lambda table: YearForm(self._dialog, table))

    def add_column(self) -> None:
        """Add a computed column."""
        self._of_table(lambda table: ColumnForm(self._dialog, table, None))

    def edit_column(self) -> None:
        """Change the chosen computed column."""
        self._of_table(lambda table: ColumnForm(self._dialog, table, self._column))

    def switch_print(self) -> None:
        """Print the chosen year, or keep it for formulas alone."""
        table, column = self._dialog.table, self._column
        if table and column and column.year:
            printed = is_printed(table, column)
            new = without_print(table, column.year) if printed else with_year(table, column.year)
            self._change(new, f"{table.year_name(column.year)}を印刷{'しない' if printed else 'する'}", told=False)

    def remove_column(self) -> None:
        """Take the chosen year with its figures, or the chosen computed column, away."""
        table, column = self._dialog.table, self._column
        if table and column and column.year:
            self._change(without_year(table, column.year), f"{table.year_name(column.year)}を削除")
        elif table and column:
            self._change(with_column_changed(table, column.uid, None), f"列「{column.title}」を削除")

    # inside

    def _items(self, button: QPushButton, *deeds: tuple[str, Callable[[], object]]) -> list[QAction]:
        menu = QMenu(button)
        button.setMenu(menu)
        button.setAutoDefault(False)
        return [menu.addAction(words, deed) for words, deed in deeds]

    def _of_table(self, form: Callable[[Statistic], QDialog | None]) -> None:
        self._open(lambda: form(self._dialog.table) if self._dialog.table else None)

    def _of_row(self, form: Callable[[Statistic, StatisticRow], QDialog | None]) -> None:
        self._of_table(lambda table: form(table, self._dialog.row) if self._dialog.row else None)

    def _open(self, form: Callable[[], QDialog | None]) -> None:
        """Open a form once what is being typed is saved; the grid has the keys again when it closes."""
        if self._dialog.grid.settle() and (opened := form()):
            opened.finished.connect(self._back)
            opened.open()

    def _back(self, _result: int) -> None:
        if self._dialog.table:
            self._dialog.grid.setFocus()

    def _change(self, table: Statistic, what: str, *, told: bool = True) -> None:
        if not self._dialog.grid.settle():
            return
        with self._dialog.session.edit(f"統計の{what}") as edit:
            edit.change_statistic(table)
        if told:
            self._say(f"{what}しました。{UNDOABLE}")

    def _say(self, words: str) -> None:
        self._dialog.session.noticed.emit(words)
