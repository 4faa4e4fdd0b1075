"""The form of a period of the 事業費・交付金の入力: its years, its projects and its two amounts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QLineEdit

from kpidesk.domain.fiscal_year import EARLIEST, LATEST, FiscalYear, Period
from kpidesk.domain.funding import AmountKind, FundingPeriod
from kpidesk.domain.notation import NotationError
from kpidesk.domain.ordered import placed
from kpidesk.ui.form_dialog import FormDialog, suggesting
from kpidesk.ui.money_fields import BLANK, NARROW, AmountFields, read_count
from kpidesk.ui.widgets import Choice
from kpidesk.workspace.reference import funding_fault
from kpidesk.workspace.step import clean_line

if TYPE_CHECKING:
    from kpidesk.domain.funding import Funding
    from kpidesk.ui.funding_ground import FundingGround

WIDE = 660
OF_COST = (AmountKind.BUDGET, AmountKind.ESTIMATED, AmountKind.SETTLED)
OF_GRANTS = (AmountKind.GRANTED, *OF_COST)
AROUND = 15
"""So many years before and after can be chosen."""


class PeriodForm(FormDialog):
    """A new period, or one that is changed; what is left blank is computed where the plan knows it."""

    def __init__(self, over: FundingGround, place: int | None) -> None:
        super().__init__(over, "期間を追加" if place is None else "期間を直す", WIDE)
        self._over, self._place = over, place
        of = over.funding.periods[place] if place is not None else _following(over)
        self._old = of
        years = _years(of.years)
        self.first, self.last = Choice(), Choice()
        for box, chosen, name in ((self.first, of.years.first, "最初の年度"), (self.last, of.years.last, "最後の年度")):
            for year in years:
                box.addItem(str(year), year)
            box.pick(chosen)
            box.setAccessibleName(name)
        self.note = suggesting(["実績", "見込", "計画"], of.note, "実績・見込の別")
        self.strategy = suggesting(
            filter(None, (*(each.strategy for each in over.funding.periods), over.plan.title)),
            of.strategy,
            "総合戦略の名前",
        )
        self.projects = QLineEdit("" if of.projects is None else f"{of.projects:,}")
        self.projects.setFixedWidth(NARROW)
        self.projects.setAccessibleName("事業数")
        unit = over.funding.unit
        self.cost = AmountFields("事業費", of.cost, unit, years, OF_COST)
        self.granted = AmountFields("交付金額", of.granted, unit, years, OF_GRANTS)
        self._lay_out()
        self._wire()
        self.finish(self.first)

    def _lay_out(self) -> None:
        self.add_line("期間(&Y)", (self.first, QLabel("から"), self.last, QLabel("まで")))
        for field, words in (
            (self.note, "実績、見込、計画 など(任意。期間に付けて印刷します)"),
            (self.strategy, "第1期総合戦略 など(任意。期間の下に印刷します)"),
        ):
            if line := field.lineEdit():
                line.setPlaceholderText(words)
        self.form.addRow("実績・見込の別(&N)", self.note)
        self.form.addRow("総合戦略(&G)", self.strategy)
        self.add_line("事業数(&P)", (self.projects, QLabel("事業")))
        for words, fields in (("事業費(&C)", self.cost), ("交付金額(&K)", self.granted)):
            self.add_line(words, (fields.kind, fields.yen))
            self.add_line("　額の年度(任意)", (fields.first, QLabel("から"), fields.last, QLabel("まで")))

    def _wire(self) -> None:
        for box in (self.first, self.last):
            box.currentIndexChanged.connect(self.check)
        for box in (self.note, self.strategy):
            box.editTextChanged.connect(self.check)
        for fields in (self.cost, self.granted):
            for box in (fields.kind, fields.first, fields.last):
                box.currentIndexChanged.connect(fields.show)
                box.currentIndexChanged.connect(self.check)
            fields.yen.line.textChanged.connect(self.check)
        self.projects.textChanged.connect(self.check)

    def check(self) -> None:
        super().check()
        if not self.problem():
            found = self._over.figures_of(replace(self._drafted(), projects=None))
            counted = found.projects.shown
            self.projects.setPlaceholderText(BLANK if counted is None else f"空欄なら {counted:,}")
            for fields, figure in ((self.cost, found.cost), (self.granted, found.granted)):
                fields.yen.say_blank(figure.computed)

    def problem(self) -> str:
        if self.first.currentData() > self.last.currentData():
            return "最後の年度が最初の年度より前です。"
        if fault := self.cost.fault() or self.granted.fault():
            return fault
        try:
            return funding_fault(self._over.plan, self._put(self._drafted()))
        except NotationError as error:
            return str(error)

    def hint(self) -> str:
        """Say what is printed."""
        return self._over.printed(self._drafted())

    def warning(self) -> str:
        """Say what of the entered is not printed."""
        return "\n".join(self._over.told_of(self._drafted()))

    def write(self) -> None:
        drafted = self._drafted()
        self._over.keep(self._put(drafted), f"「{drafted.title}」の{'追加' if self._place is None else '変更'}")
        self._over.choose(len(self._over.funding.periods) - 1 if self._place is None else self._place)

    def _put(self, period: FundingPeriod) -> Funding:
        return replace(self._over.funding, periods=placed(self._over.funding.periods, self._place, period))

    def _drafted(self) -> FundingPeriod:
        """Return what the fields hold; NotationError where an amount cannot be read."""
        return replace(
            self._old,
            years=Period(self.first.currentData(), self.last.currentData()),
            note=clean_line(self.note.currentText()),
            strategy=clean_line(self.strategy.currentText()),
            projects=read_count(self.projects.text()),
            cost=self.cost.read(),
            granted=self.granted.read(),
        )


def _following(over: FundingGround) -> FundingPeriod:
    """Return an empty period behind the last one."""
    periods = over.funding.periods
    year = periods[-1].years.last + 1 if periods else over.session.year
    strategy = periods[-1].strategy if periods else ""
    return FundingPeriod(Period(year, year), strategy=strategy)


def _years(of: Period) -> tuple[FiscalYear, ...]:
    first, last = max(EARLIEST, of.first.start - AROUND), min(LATEST, of.last.start + AROUND)
    return tuple(FiscalYear(year) for year in range(first, last + 1))
