"""統計の入力: the tables that go with a plan, typed in a grid with their charts beside, saved at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from kpidesk.reports.statistics_table import charts_around
from kpidesk.ui.chart_stack import ChartStack
from kpidesk.ui.chart_view import ChartView
from kpidesk.ui.first_deed import FirstDeed
from kpidesk.ui.session import READ_ONLY
from kpidesk.ui.statistics_deeds import StatisticsDeeds
from kpidesk.ui.statistics_ground import StatisticsGround
from kpidesk.ui.statistics_model import StatisticsModel
from kpidesk.ui.statistics_view import StatisticsView
from kpidesk.ui.widgets import Choice, Paragraph, heading

if TYPE_CHECKING:
    from kpidesk.domain.statistics import Statistic, StatisticColumn
    from kpidesk.ui.desk import Desk

SIZE = QSize(1280, 660)
SHARES = (920, 320)
EDGE = 14
WHAT = (
    "人口の動きなど、計画の背景になる統計を、表とグラフで計画書に添えられます。"
    "行と年を決めて値を入力すると、合計・増減・割合などは式で計算され、帳票の「統計表」に印刷されます。"
)
NOT_PRINTED = "印刷されないグラフです。印刷するには、行に「グラフの題名」を付けます。"
NO_ROWS = "行がありません。「行を追加」で、この表の行を加えてください。"
NO_YEARS = "年がありません。「年を追加」で、この表の年を加えてください。"


class StatisticsDialog(StatisticsGround):
    """The tables to choose from above, the grid at the left, the charts of the chosen row's group at the right."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "統計の入力", SIZE)
        self._seen = self.plan.statistics
        self.tables = Choice()
        self.about = Paragraph(role="muted")
        self.told = Paragraph(role="muted")
        self.model = StatisticsModel(self.session, desk.look)
        self.grid = StatisticsView(self.session, self.model, desk.look, self)
        self.charts = ChartStack(desk.look)
        self.chart_title = heading(desk.look)
        self.unprinted = Paragraph(role="muted")
        self.deeds = StatisticsDeeds(self)
        self.empty = FirstDeed(desk.look, "統計表はまだありません", WHAT, self.deeds.first, self)
        self.pages = QStackedWidget()
        self._build()
        self._wire()
        self._show(self._seen[0] if self._seen else None)
        (self.grid if self._seen else self.empty).setFocus()

    # building

    def _build(self) -> None:
        self.model.setParent(self)
        work = QWidget()
        box = QVBoxLayout(work)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addLayout(self._head())
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.setChildrenCollapsible(False)
        halves.setHandleWidth(1)
        halves.addWidget(self._left())
        halves.addWidget(self._right())
        halves.setSizes(SHARES)
        halves.setStretchFactor(0, 1)
        box.addWidget(halves, 1)
        self.pages.addWidget(work)
        self.pages.addWidget(self.empty)
        self.box.addWidget(self.pages, 1)
        self.add_foot()

    def _head(self) -> QHBoxLayout:
        word = QLabel("表(&T)")
        word.setBuddy(self.tables)
        self.tables.setAccessibleName("表")
        self.tables.setMinimumContentsLength(24)
        self.about.setWordWrap(False)
        self.about.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(word)
        head.addWidget(self.tables)
        head.addWidget(self.about, 1)
        for button in self.deeds.of_tables:
            head.addWidget(button)
        return head

    def _left(self) -> QWidget:
        left = QWidget()
        box = QVBoxLayout(left)
        box.setContentsMargins(0, 0, EDGE, 0)
        box.setSpacing(8)
        box.addWidget(self.grid, 1)
        self.told.setMinimumHeight(2 * self.told.fontMetrics().lineSpacing() + 6)
        self.told.setAlignment(Qt.AlignmentFlag.AlignTop)
        box.addWidget(self.told)
        line = QHBoxLayout()
        line.setSpacing(8)
        for button in self.deeds.of_lines:
            line.addWidget(button)
        line.addStretch()
        box.addLayout(line)
        return left

    def _right(self) -> QScrollArea:
        inside = QWidget()
        inside.setObjectName("inspectorBody")
        box = QVBoxLayout(inside)
        box.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        box.addWidget(self.chart_title)
        box.addWidget(self.charts)
        box.addWidget(self.unprinted)
        box.addStretch()
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName("グラフ")
        return area

    def _wire(self) -> None:
        self.tables.activated.connect(self._choose)
        self.grid.chosen.connect(self._follow)
        self.grid.verticalHeader().sectionDoubleClicked.connect(self.deeds.edit_row_at)
        QShortcut(QKeySequence("F6"), self).activated.connect(self._next_pane)

    # showing

    def refresh(self) -> None:
        """Show what there is now: the table that a step changed, with the cell chosen that was."""
        old, self._seen = self._seen, self.plan.statistics
        if self._seen is old:
            return
        changed = next((each for each in self._seen if each not in old), None)
        uid = changed.uid if changed else self.table.uid if self.table else ""
        self._show(next((each for each in self._seen if each.uid == uid), self._seen[0] if self._seen else None))

    def show_table(self, uid: str) -> None:
        self._show(self.plan.statistic(uid))
        self.grid.setFocus()

    def _choose(self, number: int) -> None:
        if self.grid.settle():
            self._show(self._seen[number])
        else:
            self._list()

    def _show(self, table: Statistic | None) -> None:
        place = self._place()
        same = bool(table and self.table and table.uid == self.table.uid)
        if self.model.show_table(table):
            self.grid.fit()
            self.grid.go(self._found(*place) if same else self.model.first())
        self._list()
        self._follow()

    def _place(self) -> tuple[str, StatisticColumn | None, tuple[int, int]]:
        """Return where the grid stands: the uid of the row, the column, and both as numbers."""
        at = self.grid.currentIndex()
        return self.row.uid if self.row else "", self.model.column(at.column()), (at.row(), at.column())

    def _found(self, uid: str, column: StatisticColumn | None, at: tuple[int, int]) -> tuple[int, int]:
        """Return where a row and a column are now, or what stands in their place."""
        rows, columns = self.model.rows, range(self.model.columnCount())
        row = next((number for number, each in enumerate(rows) if each.uid == uid), min(at[0], len(rows) - 1))
        alike = (each for each in columns if column and _alike(column, self.model.column(each)))
        return max(0, row), max(0, next(alike, min(at[1], len(columns) - 1)))

    def _list(self) -> None:
        """Name the tables, with the shown one chosen."""
        with QSignalBlocker(self.tables):
            self.tables.clear()
            self.tables.addItems([each.title for each in self._seen])
            uid = self.table.uid if self.table else ""
            self.tables.setCurrentIndex(next((at for at, each in enumerate(self._seen) if each.uid == uid), -1))
        self.pages.setCurrentIndex(0 if self._seen else 1)

    def _follow(self) -> None:
        """Tell what the chosen cell is, show the charts that belong to it, and offer what can be done."""
        table, row = self.table, self.row
        self.about.say(_about(table) if table else "")
        blank = NO_ROWS if not self.model.rows else NO_YEARS if not self.model.columnCount() else ""
        self.told.say(blank or self.model.tell(self.grid.currentIndex()))
        specs = charts_around(self.plan, table, row, self.session.year) if table and row else ()
        self.charts.show_charts(specs)
        self.chart_title.setVisible(len(specs) <= 1)  # several say their titles themselves
        self.chart_title.say(specs[0].title if specs else "")
        printed = not specs or bool(table and {each.title for each in specs} <= _printed(table))
        self.unprinted.say("" if printed else NOT_PRINTED)
        self.deeds.offer()
        if self.session.workspace.read_only:
            self.notice.setText(READ_ONLY)

    def _next_pane(self) -> None:
        """Carry the focus from the grid to its charts, and back."""
        views = [view for view in self.charts.findChildren(ChartView) if view.isVisible()]
        target = views[0] if views and self.grid.settle() and self.grid.hasFocus() else self.grid
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # ending

    def settle(self) -> None:
        self.grid.settle()

    def undo(self) -> None:
        """Take the last step back, unless what is being typed cannot be read."""
        if self.grid.settle():
            self.session.undo()

    def redo(self) -> None:
        """Make the step again, unless what is being typed cannot be read."""
        if self.grid.settle():
            self.session.redo()

    def done(self, result: int) -> None:
        """Close; what is being typed is saved first, or let go where it cannot be read."""
        self.grid.abandon()
        super().done(result)


def _printed(table: Statistic) -> set[str]:
    """Return the titles of the charts that are printed."""
    return {chart.title or table.title for chart in table.drawn}


def _alike(one: StatisticColumn, other: StatisticColumn | None) -> bool:
    return other is not None and (one.uid, one.year) == (other.uid, other.year)


def _about(table: Statistic) -> str:
    """Return the date and the unit of a table, as they are printed above it."""
    dated = f"各年{table.date}現在" if table.date else ""
    unit = f"単位: {table.unit}" if table.unit else ""
    return "　".join(part for part in (dated, unit) if part)
