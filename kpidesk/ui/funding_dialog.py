"""事業費・交付金の入力: the periods with their amounts above, the grants of the chosen one below, as printed."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, QSize
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from kpidesk.domain.funding import MoneyUnit
from kpidesk.domain.funding_totals import figures
from kpidesk.domain.money import format_yen
from kpidesk.domain.ordered import moved, placed, without
from kpidesk.reports.funding_table import adopted
from kpidesk.ui.desk_dialog import push
from kpidesk.ui.first_deed import FirstDeed
from kpidesk.ui.funding_grant_form import GrantForm
from kpidesk.ui.funding_ground import FundingGround
from kpidesk.ui.funding_period_form import PeriodForm
from kpidesk.ui.session import READ_ONLY
from kpidesk.ui.text_table import TextTable, TextTableModel
from kpidesk.ui.widgets import Choice, Paragraph, heading

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QPushButton

    from kpidesk.domain.funding import AdoptedGrant, Amount, Funding, FundingPeriod
    from kpidesk.domain.funding_totals import Figure, PeriodFigures
    from kpidesk.ui.desk import Desk

SIZE = QSize(1120, 690)
PERIOD_HEADS = ("期間", "総合戦略", "事業数", "事業費", "交付金額")
GRANT_HEADS = ("交付金・採択事業", "事業数", "交付金額")
UNDOABLE = "Ctrl+Zで元に戻せます。"
WHAT = (
    "年度ごとの事業数・事業費と、活用した交付金を、表にまとめて計画書に添えられます。"
    "計画の事業に予算・決算や交付金の額があるときは、それらの合計が入ります。"
)


class FundingDialog(FundingGround):
    """Every deed is one step; what the tables show is computed as for print."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "事業費・交付金の入力", SIZE)
        self.periods = TextTable(TextTableModel(PERIOD_HEADS, [2, 3, 4]), "期間", [0, 1])
        self.grants = TextTable(TextTableModel(GRANT_HEADS, [1, 2]), "期間の交付金", [0])
        self.of_grants = heading(desk.look)
        self.told = Paragraph(role="owed")
        self.unit, self.grant_unit = Choice(), Choice()
        self.first = push("期間を追加(&A)…", self.add_period, primary=True)
        self.add, self.change = push("期間を追加(&A)…", self.add_period), push("期間を直す(&E)…", self.edit_period)
        self.drop = push("期間を削除(&D)", self.remove_period)
        self.up, self.down = (
            push("上へ(&U)", partial(self._move_period, -1)),
            push("下へ(&B)", partial(self._move_period, 1)),
        )
        self.add_grant = push("交付金を追加(&N)…", self.new_grant)
        self.change_grant = push("交付金を直す(&I)…", self.edit_grant)
        self.drop_grant = push("交付金を削除(&X)", self.remove_grant)
        self.grant_up = push("上へ(&P)", partial(self._move_grant, -1))
        self.grant_down = push("下へ(&O)", partial(self._move_grant, 1))
        self.empty = FirstDeed(desk.look, "事業費と交付金はまだありません", WHAT, self.first, self)
        self.pages = QStackedWidget()
        self._build()
        self._wire()
        self.refresh()
        (self.periods if self.funding.periods else self.empty).setFocus()

    def _build(self) -> None:
        work = QWidget()
        box = QVBoxLayout(work)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(Paragraph("期間でEnterキーを押すと、内容を直せます。", "muted"), 1)
        for words, unit, name in (
            ("合計の単位(&M)", self.unit, "合計の単位"),
            ("交付金の単位(&T)", self.grant_unit, "交付金の単位"),
        ):
            for each in MoneyUnit:
                unit.addItem(each.value, each)
            unit.setAccessibleName(name)
            label = QLabel(words)
            label.setBuddy(unit)
            head.addWidget(label)
            head.addWidget(unit)
        box.addLayout(head)
        box.addWidget(self.periods, 5)
        box.addLayout(_line(self.add, self.change, self.drop, self.up, self.down))
        box.addSpacing(6)
        box.addWidget(self.of_grants)
        box.addWidget(self.grants, 5)
        box.addLayout(_line(self.add_grant, self.change_grant, self.drop_grant, self.grant_up, self.grant_down))
        box.addWidget(self.told)
        self.pages.addWidget(work)
        self.pages.addWidget(self.empty)
        self.box.addWidget(self.pages, 1)
        self.add_foot()

    def _wire(self) -> None:
        self.periods.chosen.connect(self._show_grants)
        self.periods.entered.connect(partial(self._entered, self.edit_period))
        self.grants.chosen.connect(self._offer)
        self.grants.entered.connect(partial(self._entered, self.edit_grant))
        self.unit.activated.connect(self._choose_units)
        self.grant_unit.activated.connect(self._choose_units)

    # showing

    def refresh(self) -> None:
        """List what there is now; the chosen period stays chosen."""
        found, funding = figures(self.plan, self.funding), self.funding
        with QSignalBlocker(self.periods):
            rows = [self._period(each, funding) for each in found]
            for column in range(1, len(PERIOD_HEADS)):
                self.periods.setColumnHidden(column, bool(rows) and not any(row[column] for row in rows))
            self.periods.fill(rows, max(0, self.periods.row))
            self.periods.horizontalHeader().doItemsLayout()  # a text that grew longer leaves the widths as they were
            self.periods.resizeRowsToContents()
        self.unit.pick(funding.unit)
        self.grant_unit.pick(funding.grant_unit)
        notes = [each for period in funding.periods for each in self.told_of(period)]
        self.told.say("\n".join(notes))
        self.told.setVisible(bool(notes))
        self.pages.setCurrentIndex(0 if funding.periods else 1)
        self._show_grants()

    def choose(self, place: int) -> None:
        self.periods.selectRow(place)
        self.periods.setFocus()

    def printed(self, period: FundingPeriod) -> str:
        found, unit = self.figures_of(period), self.funding.unit
        count, cost = _count(found.projects), _printed(found.cost, period.cost, period, unit)
        granted = _printed(found.granted, period.granted, period, unit)
        parts = (
            f"{name} {text}" for name, text in (("事業数", count), ("事業費", cost), ("交付金額", granted)) if text
        )
        told = "、".join(parts).replace("\n", "")
        return f"印刷: {told}" if told else ""

    def _period(self, of: PeriodFigures, funding: Funding) -> tuple[str, ...]:
        period = of.period
        cost, granted = ((of.cost, period.cost), (of.granted, period.granted))
        amounts = (_amount(figure, amount, period, funding.unit) for figure, amount in (cost, granted))
        return (period.title, period.strategy, _count(of.projects), *amounts)

    def _show_grants(self, _row: int = 0) -> None:
        """List the grants of the chosen period."""
        period = self._chosen
        self.of_grants.say(f"{period.title}の交付金" if period else "")
        rows: list[tuple[str, ...]] = []
        if period is not None:
            found = self.figures_of(period)
            for grant, count, amount in found.grants:
                number = _count(count)
                yen = "" if amount.shown is None else format_yen(amount.shown, self.funding.grant_unit)
                rows.append(
                    (adopted(self.plan, grant), f"延べ{number}" if grant.cumulative and number else number, yen)
                )
        with QSignalBlocker(self.grants):
            self.grants.fill(rows, max(0, self.grants.row))
        self._offer()

    def _offer(self, _row: int = 0) -> None:
        """Let only that be done which can be."""
        open_, period, grant = not self.session.workspace.read_only, self._chosen, self._grant
        at, count = self.periods.row, len(self.funding.periods)
        for button in (self.first, self.add, self.unit, self.grant_unit):
            button.setEnabled(open_)
        for button in (self.change, self.drop, self.add_grant):
            button.setEnabled(open_ and period is not None)
        self.up.setEnabled(open_ and at > 0)
        self.down.setEnabled(open_ and 0 <= at < count - 1)
        for button in (self.change_grant, self.drop_grant):
            button.setEnabled(open_ and grant is not None)
        self.grant_up.setEnabled(open_ and grant is not None and self.grants.row > 0)
        last = len(period.grants) - 1 if period else 0
        self.grant_down.setEnabled(open_ and grant is not None and self.grants.row < last)
        if not open_:
            self.notice.setText(READ_ONLY)

    # writing

    @property
    def _chosen(self) -> FundingPeriod | None:
        row, periods = self.periods.row, self.funding.periods
        return periods[row] if 0 <= row < len(periods) else None

    @property
    def _grant(self) -> AdoptedGrant | None:
        row, grants = self.grants.row, self._chosen.grants if self._chosen else ()
        return grants[row] if 0 <= row < len(grants) else None

    def add_period(self) -> None:
        """Begin a period behind the last one."""
        PeriodForm(self, None).open()

    def edit_period(self) -> None:
        """Change the chosen period."""
        PeriodForm(self, self.periods.row).open()

    def remove_period(self) -> None:
        """Take the chosen period with its grants away."""
        if period := self._chosen:
            left = replace(self.funding, periods=without(self.funding.periods, self.periods.row))
            self.keep(left, f"「{period.title}」の削除")
            self.session.noticed.emit(f"「{period.title}」を削除しました。{UNDOABLE}")

    def new_grant(self) -> None:
        """Begin a grant of the chosen period."""
        GrantForm(self, self.periods.row, None).open()

    def edit_grant(self) -> None:
        """Change the chosen grant."""
        GrantForm(self, self.periods.row, self.grants.row).open()

    def remove_grant(self) -> None:
        """Take the chosen grant away."""
        if (period := self._chosen) and (grant := self._grant):
            name = grant.name or "採択事業"
            self._exchange(replace(period, grants=without(period.grants, self.grants.row)), f"「{name}」の削除")
            self.session.noticed.emit(f"「{name}」を削除しました。{UNDOABLE}")

    def _move_period(self, by: int) -> None:
        row, periods = self.periods.row, self.funding.periods
        self.keep(replace(self.funding, periods=moved(periods, row, by)), f"「{periods[row].title}」の移動")
        self.periods.selectRow(row + by)

    def _move_grant(self, by: int) -> None:
        if period := self._chosen:
            row = self.grants.row
            self._exchange(replace(period, grants=moved(period.grants, row, by)), "交付金の移動")
            self.grants.selectRow(row + by)

    def _exchange(self, period: FundingPeriod, what: str) -> None:
        self.keep(replace(self.funding, periods=placed(self.funding.periods, self.periods.row, period)), what)

    def _choose_units(self, _number: int) -> None:
        funding = replace(self.funding, unit=self.unit.currentData(), grant_unit=self.grant_unit.currentData())
        self.keep(funding, "単位の変更")

    def _entered(self, deed: Callable[[], None], _row: int) -> None:
        """Change the line on which Enter was pressed."""
        if not self.session.workspace.read_only:
            deed()


def _count(figure: Figure) -> str:
    return "" if figure.shown is None else f"{figure.shown:,}事業"


def _amount(figure: Figure, amount: Amount | None, period: FundingPeriod, unit: MoneyUnit) -> str:
    """Return an amount as it is printed, and below it what was entered where that is not printed."""
    entered = f"\n※入力は{format_yen(figure.entered or 0, unit)}" if figure.differs else ""
    return f"{_printed(figure, amount, period, unit)}{entered}"


def _printed(figure: Figure, amount: Amount | None, period: FundingPeriod, unit: MoneyUnit) -> str:
    """Return an amount as it is printed, with what it is on the line below."""
    if figure.shown is None:
        return ""
    basis = f"\n({amount.basis(period.years)})" if amount else ""
    return f"{format_yen(figure.shown, unit)}{basis}"


def _line(*buttons: QPushButton) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(8)
    for button in buttons:
        line.addWidget(button)
    line.addStretch()
    return line
