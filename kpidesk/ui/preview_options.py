"""What can be chosen for the document: a field for each option it offers, and what it is handed out with."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from kpidesk.reports.options import Option, ReportOptions
from kpidesk.ui.preview_front import FrontFields
from kpidesk.ui.preview_several import SeveralChoices
from kpidesk.ui.widgets import Choice
from kpidesk.workspace.export import DOCUMENTS, with_content

if TYPE_CHECKING:
    from kpidesk.domain.fiscal_year import FiscalYear
    from kpidesk.domain.plan import Plan

WIDEST, SIDES = 480, 24  # px of an open list, and what its lines have beside them


class OptionsForm(QWidget):
    """Follows the document and the plan; `changed` tells of every choice."""

    changed = Signal()

    def __init__(self, plan: Plan) -> None:
        super().__init__()
        self.options = ReportOptions()
        self.choices: dict[Option, Choice] = {}
        self.switches: dict[Option, QCheckBox] = {}
        self.several: dict[Option, SeveralChoices] = {}
        self._words: dict[Option, QLabel] = {}
        self._grid = QGridLayout()
        self._grid.setColumnStretch(1, 1)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(8)
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 4, 14, 14)
        self._above = QVBoxLayout()
        box.addLayout(self._above)
        box.addLayout(self._grid)
        box.addStretch()
        for option in Option:
            if option.is_several:
                self._several(option, plan)
        for option in Option:
            if not (option.is_switch or option.is_several):
                self._choice(option)
        for option in Option:
            if option.is_switch:
                self._switch(option)
        self.front = FrontFields(self, self._grid)
        self.front.changed.connect(self._put_front)

    def offer(self, report: str, plan: Plan, year: FiscalYear) -> None:
        """Show what a document offers in the plan of a year; a goal that the plan does not have is let go."""
        offers = DOCUMENTS[report].offers
        for option, several in self.several.items():
            if option in offers:
                ticked = option.of(self.options)
                several.fill(ticked if isinstance(ticked, tuple) else (), with_content(plan, year))
        for option, field in (*self.choices.items(), *self.switches.items(), *self.several.items()):
            field.setVisible(option in offers)
        for option, word in self._words.items():
            word.setVisible(option in offers)
        for option, choice in self.choices.items():
            self._fill(option, choice, plan)
        self.front.offer(plan)

    def _fill(self, option: Option, choice: Choice, plan: Plan) -> None:
        every = option.choices(plan)
        if option.of(self.options) not in every:
            self.options = option.put(self.options, next(iter(every)))
        with QSignalBlocker(choice):
            choice.clear()
            for chosen, words in every.items():
                choice.addItem(words, chosen)
            choice.setCurrentIndex(list(every).index(option.of(self.options)))
        choice.view().setMinimumWidth(min(WIDEST, choice.view().sizeHintForColumn(0) + SIDES))

    def _choice(self, option: Option) -> None:
        choice = self.choices[option] = Choice(self)
        choice.setAccessibleName(option.label)
        choice.setMinimumContentsLength(8)
        choice.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        choice.activated.connect(lambda row: self._put(option, choice.itemData(row)))
        self._words[option] = self._row(option.label, choice)

    def _several(self, option: Option, plan: Plan) -> None:
        several = self.several[option] = SeveralChoices(option.label, option.choices(plan), self)
        several.chosen.connect(lambda chosen: self._put(option, chosen))
        self._above.addWidget(several)

    def _switch(self, option: Option) -> None:
        switch = self.switches[option] = QCheckBox(option.label, self)
        switch.setChecked(bool(option.of(self.options)))
        switch.toggled.connect(lambda on: self._put(option, on))
        self._grid.addWidget(switch, self._grid.rowCount(), 0, 1, 2)

    def _row(self, word: str, field: QWidget) -> QLabel:
        label = QLabel(word)
        label.setBuddy(field)
        row = self._grid.rowCount()
        self._grid.addWidget(label, row, 0)
        self._grid.addWidget(field, row, 1)
        return label

    def _put(self, option: Option, chosen: object) -> None:
        self.options = option.put(self.options, chosen)
        self.changed.emit()

    def _put_front(self) -> None:
        self.options = replace(self.options, front=self.front.front)
        self.changed.emit()
