"""What other schemes would change, seen before they are applied: each indicator's word, and the numbers of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableView,
    QVBoxLayout,
)

from kpidesk.domain.rejudging import counted_anew, rejudged, years_rejudged
from kpidesk.ui.scheme_changes_model import AFTER, BEFORE, NAME, YEAR, ChangesDelegate, ChangesModel
from kpidesk.ui.slices import Slices
from kpidesk.ui.widgets import Choice, Paragraph

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QWidget

    from kpidesk.domain.fiscal_year import FiscalYear
    from kpidesk.domain.rejudging import Rejudged
    from kpidesk.domain.scheme import SchemeVersion
    from kpidesk.domain.verdict_counts import VerdictCounts
    from kpidesk.ui.look import Look
    from kpidesk.ui.session import Session

SIZE = QSize(1080, 640)
EVERY = "すべての年度"
WORKING = "変わる判定を調べています。"
WIDTHS = {YEAR: 96, BEFORE: 300, AFTER: 300}


class ChangesDialog(QDialog):
    """Looks through the years a little at a time; only what has been seen can be applied by `use`."""

    def __init__(
        self,
        session: Session,
        versions: tuple[SchemeVersion, ...],
        look: Look,
        use: Callable[[], None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._versions = versions
        self._use = use
        self._found: list[Rejudged] = []
        self.years = years_rejudged(session.plan, versions)
        self.year = Choice(self)
        self.count = QLabel(WORKING, self)
        self.numbers = Paragraph()
        self.model = ChangesModel()
        self.table = QTableView(self)
        self.apply = QPushButton("この内容で適用(&A)", self)
        self.looking: Slices[Rejudged] = Slices(self._seen, self)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("変わる判定の確認")
        self.resize(SIZE)
        self._build(look)
        self.looking.start(self._look())

    def _build(self, look: Look) -> None:
        self.year.setAccessibleName("年度")
        self.year.addItem(EVERY, None)
        for year in self.years:
            self.year.addItem(str(year), year)
        if self._session.year in self.years:
            self.year.pick(self._session.year)
        self.year.activated.connect(self._show)
        word = QLabel("年度(&Y)", self)
        word.setBuddy(self.year)
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(word)
        line.addWidget(self.year)
        line.addWidget(self.count, 1)
        self._prepare(look)
        buttons = QDialogButtonBox(self)
        self.apply.setProperty("primary", True)  # noqa: FBT003 -- Qt's name and value
        self.apply.setEnabled(False)
        buttons.addButton(self.apply, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton("戻る", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self._apply)
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 18, 20, 16)
        box.setSpacing(12)
        for part in (line, self.numbers, self.table, buttons):
            if isinstance(part, QHBoxLayout):
                box.addLayout(part)
            else:
                box.addWidget(part, int(part is self.table))

    def _prepare(self, look: Look) -> None:
        table = self.table
        delegate = ChangesDelegate(look, table)
        table.setObjectName("changes")  # before anything asks for a size: the style looks it up then
        table.setModel(self.model)
        table.setItemDelegate(delegate)
        table.setAccessibleName("判定の変わる指標")
        table.setTabKeyNavigation(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.selectionModel().currentRowChanged.connect(lambda: table.viewport().update())
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setShowGrid(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(delegate.height(1))
        self._delegate = delegate
        head = table.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in WIDTHS.items():
            table.setColumnWidth(column, width)
        head.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)

    def _look(self) -> Iterator[list[Rejudged]]:
        session = self._session
        for year in self.years:
            plan = session.workspace.plan_at(session.plan_uid, year)
            for each in rejudged(plan, self._versions, year):
                yield [each]

    def _seen(self, found: list[Rejudged]) -> None:
        self._found = found
        self.apply.setEnabled(True)
        self.apply.setDefault(True)
        self._show()

    def _show(self) -> None:
        if not self.apply.isEnabled():
            return
        wanted = self.year.currentData()
        found = [each for each in self._found if wanted in (None, each.year)]
        differing = [each for each in found if each.differs]
        self.model.show_found(differing)
        for row in range(len(differing)):
            self.table.setRowHeight(row, self._delegate.height_of(self.model, row))
        if differing:
            self.table.setCurrentIndex(self.model.index(0, NAME))
        if not self.years:
            self.count.setText("計画期間の年度の判定方式は変わりません。")
        else:
            self.count.setText(f"{len(found)}件のうち{len(differing)}件の判定が変わります。")
        years = self.years if wanted is None else [wanted]
        self.numbers.say("\n".join(self._number(year) for year in years))

    def _number(self, year: FiscalYear) -> str:
        plan = self._session.workspace.plan_at(self._session.plan_uid, year)
        before, after = counted_anew(plan, self._versions, self._found, year)
        return f"{year}のKPI　今: {_counts(before)}　→　適用後: {_counts(after)}"

    def _apply(self) -> None:
        self.accept()
        self._use()


def _counts(counts: VerdictCounts) -> str:
    """Return the numbers of each word that occurs, with the sum of the points where there are any."""
    shown = "・".join(f"{label} {count}" for label, count in counts.counts.items() if count) or "なし"
    return shown if counts.points is None else f"{shown}(計{counts.points}点)"
