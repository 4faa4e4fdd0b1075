"""How a scheme counts: rounding, sums, the years before a target's, figures that are not firm, reasons for none."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QWidget

from kpidesk.domain.scheme import Cut, Early, Latest, Rounding, Sums, Weight
from kpidesk.domain.scheme_codec import DIGITS_MOST
from kpidesk.domain.scheme_words import CUTS, EARLY, LATEST, SUMS, WEIGHTS
from kpidesk.domain.year_value import Absence
from kpidesk.ui.widgets import Choice, Paragraph
from kpidesk.workspace.step import clean_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kpidesk.domain.scheme import Scheme

MARK_MOST = 8
EXACT = "しない(そのまま区切る)"
PENDING, EXEMPT = "未判定", "対象外"


class CountingForm(QWidget):
    """Two columns of lists; `changed` tells of every choice."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rounding = Choice(self)
        self.sums = self._choice(SUMS)
        self.latest = self._choice(LATEST)
        self.early = self._choice(EARLY)
        self.provisional = self._choice(WEIGHTS)
        self.reference = self._choice(WEIGHTS)
        self.mark = QLineEdit(self)
        self.absences = {reason: self._choice({True: PENDING, False: EXEMPT}) for reason in Absence}
        self._shown: Scheme | None = None
        self._fill()
        self._build()

    def _choice(self, words: Mapping[Any, str]) -> Choice:
        choice = Choice(self)
        for value, text in words.items():
            choice.addItem(text, value)
        return choice

    def _fill(self) -> None:
        self.rounding.addItem(EXACT, None)
        for cut in Cut:
            for digits in range(DIGITS_MOST + 1):
                place = f"小数第{digits}位まで" if digits else "整数"
                self.rounding.addItem(f"{CUTS[cut]}で{place}の%にする", Rounding(cut, digits))
        self.mark.setMaxLength(MARK_MOST)
        self.mark.setPlaceholderText("通常の記号(?、—、…)")
        self.mark.textEdited.connect(self.changed)

    def _build(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(2, 14, 2, 8)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(9)
        left: tuple[tuple[str, QWidget], ...] = (
            ("割合の端数処理(&R)", self.rounding),
            ("期間の合計(&S)", self.sums),
            ("最新値の目標(&L)", self.latest),
            ("目標年度より前(&E)", self.early),
            ("暫定値・見込値(&V)", self.provisional),
            ("参考値(&F)", self.reference),
            ("判定のないときの記号(&K)", self.mark),
        )
        for row, (word, field) in enumerate(left):
            self._row(grid, row, 0, word, field)
        grid.addWidget(Paragraph("実績値の代わりに次の語があるとき", "muted"), 0, 3, 1, 2)
        for row, (reason, choice) in enumerate(self.absences.items(), 1):
            self._row(grid, row, 3, "—(該当なし)" if reason is Absence.NONE else reason.value, choice)
        grid.setColumnMinimumWidth(2, 24)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(len(left), 1)

    def _row(self, grid: QGridLayout, row: int, column: int, word: str, field: QWidget) -> None:
        label = QLabel(word, self)
        label.setBuddy(field)
        field.setAccessibleName(word.partition("(&")[0])
        if isinstance(field, Choice):
            field.activated.connect(self.changed)
        grid.addWidget(label, row, column)
        grid.addWidget(field, row, column + 1)

    def show_scheme(self, scheme: Scheme) -> None:
        """Let the lists say what a scheme says."""
        self._shown = scheme
        self.rounding.pick(scheme.rounding)
        for choice, value in (
            (self.sums, scheme.sums),
            (self.latest, scheme.latest),
            (self.early, scheme.early),
            (self.provisional, scheme.provisional),
            (self.reference, scheme.reference),
        ):
            choice.pick(value)
        self.mark.setText(scheme.unjudged_mark)
        for reason, choice in self.absences.items():
            choice.pick(waits(scheme, reason))

    def said(self, scheme: Scheme) -> Scheme:
        """Return the scheme with what the lists say."""
        said = replace(
            scheme,
            rounding=self.rounding.currentData(),
            sums=Sums(self.sums.currentData()),
            latest=Latest(self.latest.currentData()),
            early=Early(self.early.currentData()),
            provisional=Weight(self.provisional.currentData()),
            reference=Weight(self.reference.currentData()),
            unjudged_mark=clean_line(self.mark.text()),
        )
        for reason, choice in self.absences.items():
            said = with_absence(said, reason, waiting=bool(choice.currentData()))
        return said


def waits(scheme: Scheme, reason: Absence) -> bool:
    """Whether a reason in place of a figure counts as 未判定 rather than 対象外."""
    return reason not in scheme.exempt and (reason.still_to_come or reason in scheme.pending)


def with_absence(scheme: Scheme, reason: Absence, *, waiting: bool) -> Scheme:
    """Return the scheme with a reason counted so; what it says already stays as it is written."""
    if waits(scheme, reason) is waiting:
        return scheme
    pending = tuple(each for each in scheme.pending if each is not reason)
    exempt = tuple(each for each in scheme.exempt if each is not reason)
    if waiting and not reason.still_to_come:
        pending = (*pending, reason)
    if not waiting and reason.still_to_come:
        exempt = (*exempt, reason)
    return replace(scheme, pending=pending, exempt=exempt)
