"""What can be chosen for the document: a field for each option it offers, and what it is handed out with."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from kpidesk.paper.front import Front
from kpidesk.reports.options import Option, ReportOptions
from kpidesk.ui.widgets import Choice, Paragraph
from kpidesk.workspace.export import DOCUMENTS

if TYPE_CHECKING:
    from kpidesk.domain.plan import Plan

FIELDS = {
    "number": ("資料番号", "資料1-1"),
    "meeting": ("会議名", "第1回 総合戦略推進会議"),
    "date": ("期日", "令和5年10月3日"),
}
"""The texts of the front, each with its word and an example."""
DRAFT = "題名に（案）を付ける"
WIDEST, SIDES = 480, 24  # px of an open list, and what its lines have beside them
LEAST = 80  # px of a field
ABOVE = 8  # px above a group


class OptionsForm(QWidget):
    """Follows the document and the plan; `changed` tells of every choice."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.options = ReportOptions()
        self.choices: dict[Option, Choice] = {}
        self.switches: dict[Option, QCheckBox] = {}
        self.texts: dict[str, QLineEdit] = {}
        self.draft = QCheckBox(DRAFT)
        self._words: dict[Option, QLabel] = {}
        self._grid = QGridLayout()
        self._grid.setColumnStretch(1, 1)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(8)
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 4, 14, 14)
        box.addLayout(self._grid)
        box.addStretch()
        for option in Option:
            if not option.is_switch:
                self._choice(option)
        for option in Option:
            if option.is_switch:
                self._switch(option)
        self._front()

    def offer(self, report: str, plan: Plan) -> None:
        """Show what a document offers in a plan; a goal that the plan does not have is let go."""
        offers = DOCUMENTS[report].offers
        for option, field in (*self.choices.items(), *self.switches.items()):
            field.setVisible(option in offers)
        for option, word in self._words.items():
            word.setVisible(option in offers)
        for option, choice in self.choices.items():
            self._fill(option, choice, plan)

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

    def _switch(self, option: Option) -> None:
        switch = self.switches[option] = QCheckBox(option.label, self)
        switch.setChecked(bool(option.of(self.options)))
        switch.toggled.connect(lambda on: self._put(option, on))
        self._grid.addWidget(switch, self._grid.rowCount(), 0, 1, 2)

    def _front(self) -> None:
        self._grid.setRowMinimumHeight(self._grid.rowCount(), ABOVE)
        self._grid.addWidget(Paragraph("1ページ目に載せる事項", "muted"), self._grid.rowCount(), 0, 1, 2)
        for name, (word, example) in FIELDS.items():
            text = self.texts[name] = QLineEdit(self)
            text.setAccessibleName(word)
            text.setPlaceholderText(f"例: {example}")
            text.setMinimumWidth(LEAST)
            text.textChanged.connect(self._put_front)
            self._row(word, text)
        self.draft.toggled.connect(self._put_front)
        self._grid.addWidget(self.draft, self._grid.rowCount(), 0, 1, 2)

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
        texts = {name: field.text().strip() for name, field in self.texts.items()}
        self.options = replace(self.options, front=Front(**texts, draft=self.draft.isChecked()))
        self.changed.emit()
