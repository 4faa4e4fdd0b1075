"""A field for a formula: rows and operations are put in from menus, and what it computes is said below in words."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QPushButton, QVBoxLayout, QWidget

from kpidesk.domain.formula import FormulaError, written
from kpidesk.domain.formula_steps import SUBJECT, Function, Operation
from kpidesk.domain.formula_words import RowNames
from kpidesk.domain.statistics_edits import entry_columns
from kpidesk.ui.widgets import Paragraph, restyle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpidesk.domain.statistics import Statistic

NAMES = {Operation.PLUS: "たす ＋", Operation.MINUS: "ひく －", Operation.TIMES: "かける ×", Operation.OVER: "わる ÷"}
EXAMPLE = "出生 - 死亡、 自然増減 / 年末人口@前年 * 100 など"
EXAMPLE_OF_COLUMN = "平均(行@2015~2019)、 (行@2021 - 行@2015) / 行@2015 * 100 など"


class FormulaField(QWidget):
    """Shows rows by the names people see and gives them back by their uids; `of_column` speaks of 行 in years."""

    typed = Signal()

    def __init__(self, tables: Sequence[Statistic], table: Statistic, formula: str, *, of_column: bool) -> None:
        super().__init__()
        self._names = RowNames(tables, table)
        self._tables, self._table, self._of_column = tables, table, of_column
        self.line = QLineEdit(self._names.shown(formula))
        self.rows = QPushButton("行を入れる(&L)")
        self.steps = QPushButton("計算を入れる(&K)")
        self.said = Paragraph(role="muted")
        self.line.setAccessibleName("式")
        self.line.setPlaceholderText(EXAMPLE_OF_COLUMN if of_column else EXAMPLE)
        self.setFocusProxy(self.line)
        self._build()
        self.line.textChanged.connect(self._say)
        self.line.editingFinished.connect(partial(self._say, ended=True))
        self._say()

    @property
    def formula(self) -> str:
        """What was typed, as it is kept."""
        return self._names.kept(self.line.text().strip())

    def _build(self) -> None:
        box, tools = QVBoxLayout(self), QHBoxLayout()
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addWidget(self.line)
        for button, menu in ((self.rows, self._row_menu()), (self.steps, self._step_menu())):
            button.setAutoDefault(False)
            button.setMenu(menu)
            tools.addWidget(button)
        tools.addStretch()
        box.addLayout(tools)
        box.addWidget(self.said)

    def _row_menu(self) -> QMenu:
        menu = QMenu(self.rows)
        if self._of_column:
            self._offer(menu, "この行", SUBJECT)
        for row in self._table.rows:
            self._offer(menu, f"{row.group} {row.name}".strip(), written(self._names.name(row.uid)))
        for other in self._tables:
            if other.uid != self._table.uid:
                below = menu.addMenu(other.title)
                for row in other.rows:
                    text = self._names.shown(f"{written(other.uid)}!{written(row.uid)}")
                    self._offer(below, f"{row.group} {row.name}".strip(), text)
        return menu

    def _step_menu(self) -> QMenu:
        menu = QMenu(self.steps)
        for operation, words in NAMES.items():
            self._offer(menu, words, f" {operation.value} ")
        menu.addSeparator()
        for function in Function:
            self._offer(menu, f"{function.value}( )", f"{function.value}()")
        menu.addSeparator()
        if not self._of_column:
            self._offer(menu, "前年の値", "@前年")
            self._offer(menu, "5年前の値", "@5年前")
        for column in entry_columns(self._table):
            if column.year is not None:
                self._offer(menu, f"{self._table.year_name(column.year)}の値", f"@{column.year.start}")
        return menu

    def _offer(self, menu: QMenu, words: str, text: str) -> None:
        menu.addAction(words.replace("&", "&&")).triggered.connect(partial(self._insert, text))

    def _insert(self, text: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 -- Qt's signal
        """Put a piece in where the cursor stands, which goes on behind it, or between its parentheses."""
        self.line.insert(text)
        if text.endswith("()"):
            self.line.cursorBackward(False)  # noqa: FBT003 -- Qt's argument
        self.line.setFocus()

    def _say(self, _text: str = "", *, ended: bool = False) -> None:
        """Say what is computed; what cannot be read is no mistake before the field is left."""
        text = self.formula
        try:
            words = self._names.words(text) if text else ""
        except FormulaError as error:
            words = f"式の{error}"
            restyle(self.said, "role", "over" if ended else "muted")
        else:
            restyle(self.said, "role", "muted")
        self.said.say(words)
        self.typed.emit()
