"""Fields for amounts of money and numbers of projects: read as figures are in the grid, or refused with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from kpidesk.domain.fiscal_year import Period
from kpidesk.domain.funding import Amount, AmountKind
from kpidesk.domain.money import parse_yen, typed_yen
from kpidesk.domain.notation import NotationError, parse
from kpidesk.domain.year_value import Number
from kpidesk.ui.widgets import Choice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpidesk.domain.fiscal_year import FiscalYear
    from kpidesk.domain.funding import MoneyUnit

MOST = 10_000
NARROW = 170
BLANK = "空欄なら印刷しません"
NO_KIND = "印刷しない"
NOT_OTHER = "期間と同じ"


class YenField(QWidget):
    """An amount as it is typed; `read` raises NotationError where it is none."""

    def __init__(self, name: str, yen: int | None, unit: MoneyUnit) -> None:
        super().__init__()
        self.unit = unit
        self.line = QLineEdit(typed_yen(yen, unit))
        self.line.setAccessibleName(name)
        self.line.setFixedWidth(NARROW)
        self.setFocusProxy(self.line)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(self.line)
        box.addWidget(QLabel(unit.value))

    def say_blank(self, yen: int | None) -> None:
        """Say what a blank leads to: the figure that is added up, or nothing."""
        self.line.setPlaceholderText(BLANK if yen is None else f"空欄なら {typed_yen(yen, self.unit)}")

    def read(self) -> int | None:
        """Return whole yen, None for a blank."""
        return parse_yen(self.line.text(), self.unit)


class AmountFields:
    """One of the two amounts of a period: its kind, how much, and the years where they are others."""

    def __init__(
        self,
        name: str,
        amount: Amount | None,
        unit: MoneyUnit,
        years: Sequence[FiscalYear],
        kinds: Sequence[AmountKind],
    ) -> None:
        self.kind, self.first, self.last = Choice(), Choice(), Choice()
        self.yen = YenField(f"{name}の額", amount.yen if amount else None, unit)
        self.kind.addItem(NO_KIND, None)
        for kind in dict.fromkeys((*kinds, *([amount.kind] if amount else []))):
            self.kind.addItem(kind.label, kind)
        self.kind.pick(amount.kind if amount else None)
        own = amount.years if amount else None
        for box, chosen in ((self.first, own.first if own else None), (self.last, own.last if own else None)):
            box.addItem(NOT_OTHER, None)
            for year in sorted({*years, *([chosen] if chosen else [])}):
                box.addItem(str(year), year)
            box.pick(chosen)
        for box, word in ((self.kind, "種類"), (self.first, "最初の年度"), (self.last, "最後の年度")):
            box.setAccessibleName(f"{name}の{word}")
        self.show()

    def show(self) -> None:
        """Let only what has a meaning be filled in."""
        for part in (self.yen, self.first, self.last):
            part.setEnabled(self.kind.currentData() is not None)

    def fault(self) -> str:
        """Return what is wrong with the years."""
        first, last = self.first.currentData(), self.last.currentData()
        if (first is None) != (last is None):
            return "金額の年度は、最初と最後の両方を選んでください。"
        return "金額の最後の年度が最初の年度より前です。" if first and last and first > last else ""

    def read(self) -> Amount | None:
        """Return the amount, None for none; NotationError where it cannot be read."""
        kind, first, last = self.kind.currentData(), self.first.currentData(), self.last.currentData()
        if kind is None:
            return None
        return Amount(kind, self.yen.read(), Period(first, last) if first and last else None)


def read_count(text: str) -> int | None:
    """Read a number of projects, None for a blank; NotationError where it is none."""
    value = parse(text, unit="事業")
    if value is None:
        return None
    plain = isinstance(value, Number) and not value.standing and not value.qualifier
    if not isinstance(value, Number) or not plain or value.number % 1 or not 0 <= value.number <= MOST:
        raise NotationError(f"「{text.strip()}」は事業数として読めません。")
    return int(value.number)
