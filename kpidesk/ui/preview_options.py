"""What can be chosen for the document: a field for each option it offers, and what it is handed out with."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QStyle, QStyleOptionComboBox, QVBoxLayout, QWidget

from kpidesk.reports.options import Option, ReportOptions
from kpidesk.ui.preview_chosen import ChosenOptions
from kpidesk.ui.preview_front import FrontFields
from kpidesk.ui.preview_group import OptionGroup
from kpidesk.ui.preview_several import SeveralChoices
from kpidesk.ui.widgets import Choice
from kpidesk.workspace.export import DOCUMENTS, Format, with_content

if TYPE_CHECKING:
    from kpidesk.domain.fiscal_year import FiscalYear
    from kpidesk.domain.plan import Plan

WIDEST, SIDES = 480, 24  # px of an open list, and what its lines have beside them
EDGE = 2  # px that a style keeps free beside the text of a box


class Group(Enum):
    """What the options are parted into, in their order; the value is the heading.

    What is the same few fields for every document comes first: there it is found without scrolling.
    """

    FRONT = "1ページ目に載せる事項"
    APPROVAL = "決裁"
    DOCUMENTS = "綴じる帳票"
    CONTENT = "載せる内容"


class ElidedChoice(Choice):
    """A box whose text ends in … where it is too narrow; the whole text is told beside the mouse."""

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        super().initStyleOption(option)
        kind, field = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(kind, option, field, self).width() - 2 * EDGE
        option.currentText = self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room)


class OptionsForm(QWidget):
    """Follows the document and the plan; `changed` tells of every choice, `opened` of a group that was opened."""

    changed = Signal()
    opened = Signal(object)

    def __init__(self, plan: Plan, report: str) -> None:
        super().__init__()
        self._chosen = ChosenOptions()
        self._report = report
        self.choices: dict[Option, ElidedChoice] = {}
        self.switches: dict[Option, QCheckBox] = {}
        self.several: dict[Option, SeveralChoices] = {}
        self.groups = {group: OptionGroup(group, self) for group in Group}
        self._words: dict[Option, QLabel] = {}
        box = QVBoxLayout(self)
        box.setContentsMargins(10, 4, 10, 8)
        box.setSpacing(0)
        for group in self.groups.values():
            box.addWidget(group)
            group.opened.connect(partial(self.opened.emit, group))
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
        self.front = FrontFields(self.groups[Group.FRONT], self.groups[Group.APPROVAL])
        self.front.changed.connect(self._put_front)
        for one, other in pairwise([stop for group in self.groups.values() for stop in group.stops]):
            QWidget.setTabOrder(one, other)

    @property
    def options(self) -> ReportOptions:
        """What is chosen for the document shown."""
        return self._chosen.of(self._report)

    @property
    def differs(self) -> bool:
        """Whether the document shown differs from how it comes by itself."""
        return self._chosen.differs(self._report)

    def offer(self, report: str, plan: Plan, year: FiscalYear) -> None:
        """Show what a document offers in the plan of a year; a goal that the plan does not have is let go."""
        self._report = report
        offers, has_pages = DOCUMENTS[report].offers, Format.PDF in DOCUMENTS[report].formats
        for option, several in self.several.items():
            if option in offers:
                ticked = option.of(self.options)
                several.fill(ticked if isinstance(ticked, tuple) else (), with_content(plan, year))
        for option, field in (*self.choices.items(), *self.switches.items()):
            field.setVisible(option in offers)
        for option, word in self._words.items():
            word.setVisible(option in offers)
        for option, choice in self.choices.items():
            self._fill(option, choice, plan)
        for option, switch in self.switches.items():
            with QSignalBlocker(switch):
                switch.setChecked(bool(option.of(self.options)))
        self.groups[Group.DOCUMENTS].setVisible(any(option.is_several for option in offers))
        self.groups[Group.CONTENT].setVisible(any(not option.is_several for option in offers))
        for group in (Group.FRONT, Group.APPROVAL):
            self.groups[group].setVisible(has_pages)
        self.front.offer(plan)
        self.front.fill(self.options.front)

    def put(self, option: Option, chosen: object) -> None:
        """Choose something for the document shown."""
        if option.of(self.options) != chosen:
            self.take(option.put(self.options, chosen))

    def take(self, options: ReportOptions) -> None:
        """Choose everything for the document shown."""
        self._chosen.put(self._report, options)
        self.changed.emit()

    def reset(self) -> None:
        """Let the document shown be as it comes by itself."""
        self._chosen.reset(self._report)
        self.changed.emit()

    @property
    def folds(self) -> str:
        """The groups that are folded, as the settings keep them."""
        return " ".join(group.name for group, shown in self.groups.items() if not shown.is_open)

    def fold(self, names: str) -> None:
        """Fold the groups of these names and open the others."""
        for group, shown in self.groups.items():
            shown.open(wanted=group.name not in names.split())

    def _fill(self, option: Option, choice: Choice, plan: Plan) -> None:
        every = option.choices(plan)
        if option.of(self.options) not in every:
            self._chosen.put(self._report, option.put(self.options, next(iter(every))))
        with QSignalBlocker(choice):
            choice.clear()
            for chosen, words in every.items():
                choice.addItem(words, chosen)
            choice.setCurrentIndex(list(every).index(option.of(self.options)))
        choice.setToolTip(choice.currentText())
        choice.view().setMinimumWidth(min(WIDEST, choice.view().sizeHintForColumn(0) + SIDES))

    def _choice(self, option: Option) -> None:
        group = self.groups[Group.CONTENT]
        choice = self.choices[option] = ElidedChoice(group)
        choice.setAccessibleName(option.label)
        choice.setMinimumContentsLength(8)
        choice.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        choice.activated.connect(lambda row: self.put(option, choice.itemData(row)))
        label = self._words[option] = QLabel(option.label, group)
        label.setBuddy(choice)
        group.row(label, choice)

    def _several(self, option: Option, plan: Plan) -> None:
        group = self.groups[Group.DOCUMENTS]
        several = self.several[option] = SeveralChoices(option.choices(plan), group)
        several.chosen.connect(lambda chosen: self.put(option, chosen))
        group.across(several)

    def _switch(self, option: Option) -> None:
        group = self.groups[Group.CONTENT]
        switch = self.switches[option] = QCheckBox(option.label, group)
        switch.toggled.connect(lambda on: self.put(option, on))
        group.across(switch)

    def _put_front(self) -> None:
        self.take(replace(self.options, front=self.front.front))
