"""The fields of one 委員会意見."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QCompleter,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QTextEdit,
    QWidget,
)

from kpidesk.domain.tally import section_names
from kpidesk.ui.desk_dialog import push
from kpidesk.ui.line_spacing import space_lines
from kpidesk.ui.widgets import Choice, Paragraph, restyle

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent

    from kpidesk.domain.evaluation import Opinion
    from kpidesk.domain.plan import Plan
    from kpidesk.ui.ground import Ground

NOTHING = "(なし)"
LEAST = 84
LINE = 32
MISSING = "意見の本文を入力すると保存されます。"
INDENT = "　"


class TextField(QTextEdit):
    """A plain text of several lines; Tab goes on to the next field."""

    left = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setAccessibleName(name)
        self.setMinimumHeight(LEAST)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class OpinionForm(QWidget):
    """Says `typed` with every change, `left` when a field is left."""

    typed = Signal()
    left = Signal()

    def __init__(self, desk: Ground) -> None:
        super().__init__()
        self._desk = desk
        self.year, self.section, self.about = Choice(), Choice(), Choice()
        self.meeting, self.date, self.who = QLineEdit(), QLineEdit(), QLineEdit()
        self.opinion, self.response = TextField("意見"), TextField("対応")
        self.done = QCheckBox("対応済(&M)")
        self.missing = Paragraph(MISSING, "over")
        self.take = push("表で選んでいる行(&T)", self._take)
        self._build()
        self._fill_choices()
        self._wire()

    def _build(self) -> None:
        form = QFormLayout(self)
        form.setContentsMargins(14, 0, 0, 0)
        form.setHorizontalSpacing(14)
        form.setVerticalSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.about.setEditable(True)
        self.about.setInsertPolicy(Choice.InsertPolicy.NoInsert)
        self.about.setMinimumContentsLength(10)
        self.about.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.section.setMinimumContentsLength(8)
        spoken, target = QHBoxLayout(), QHBoxLayout()
        spoken.addWidget(self.year)
        spoken.addWidget(self.meeting, 1)
        target.addWidget(self.about, 1)
        target.addWidget(self.take)
        when, charge = QHBoxLayout(), QHBoxLayout()
        for line in (spoken, target, when, charge):
            line.setSpacing(8)
        when.addWidget(self.date, 1)
        when.addWidget(self.who, 1)
        charge.addWidget(self.section, 1)
        charge.addWidget(self.done)
        self.meeting.setPlaceholderText("会議名")
        self.date.setPlaceholderText("日付(令和5年8月1日 など)")
        self.who.setPlaceholderText("発言者")
        names = {self.year: "年度", self.meeting: "会議名", self.date: "日付", self.who: "発言者"}
        names |= {self.section: "所管課", self.about: "対象", self.done: "対応済"}
        for named, name in names.items():
            named.setAccessibleName(name)
        rows: tuple[tuple[str, QHBoxLayout | QWidget, QWidget], ...] = (
            ("年度・会議(&Y)", spoken, self.year),
            ("日付・発言者(&W)", when, self.date),
            ("意見(&O)", self.opinion, self.opinion),
            ("", self.missing, self.missing),
            ("対応(&A)", self.response, self.response),
            ("所管課(&K)", charge, self.section),
            ("対象(&G)", target, self.about),
        )
        for word, field, buddy in rows:
            label = QLabel(word)
            label.setBuddy(buddy)
            if isinstance(field, QHBoxLayout):  # Qt puts the words at the top of a line of several fields
                label.setMinimumHeight(LINE)
            form.addRow(label, field)

    def _fill_choices(self) -> None:
        session = self._desk.session
        plan: Plan = session.workspace.plan(session.plan_uid)
        for year in plan.years.years:
            self.year.addItem(str(year), year)
        self.section.addItem(NOTHING, "")
        for name in section_names(session.plan, session.year):
            self.section.addItem(name, name)
        self.about.addItem(NOTHING, "")
        for place in plan.places.values():
            self.about.addItem(INDENT * len(place.ancestors) + place.title, place.what.uid)
        completer = QCompleter(self.about.model(), self.about)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.about.setCompleter(completer)

    def _wire(self) -> None:
        for line in (self.meeting, self.date, self.who):
            line.textEdited.connect(self.typed)
            line.editingFinished.connect(self.left)
        for text in (self.opinion, self.response):
            text.textChanged.connect(self._typed)
            text.left.connect(self.left)
        for box in (self.year, self.section, self.about):
            box.currentIndexChanged.connect(self._chosen)
        if (typed := self.about.lineEdit()) is not None:
            typed.editingFinished.connect(self._settle_about)
        self.done.toggled.connect(self._chosen)

    def show_opinion(self, opinion: Opinion, *, fixed: bool) -> None:
        """Show an opinion, without saying that anything was typed."""
        fields = (self.year, self.section, self.about, self.done, self.opinion, self.response)
        blocked = [QSignalBlocker(field) for field in fields]
        self.year.setCurrentIndex(_placed(self.year, opinion.year, str(opinion.year)))
        self.section.setCurrentIndex(_placed(self.section, opinion.section, opinion.section))
        self.about.setCurrentIndex(max(0, self.about.findData(opinion.about)))
        for line, text in ((self.meeting, opinion.meeting), (self.date, opinion.date), (self.who, opinion.who)):
            line.setText(text)
            line.setReadOnly(fixed)
        for area, text in ((self.opinion, opinion.opinion), (self.response, opinion.response)):
            area.setPlainText(text)
            space_lines(area.document())
            area.setReadOnly(fixed)
        self.done.setChecked(opinion.done)
        for field in (self.year, self.section, self.about, self.done, self.take):
            field.setEnabled(not fixed)
        del blocked
        self._say_missing()

    def read(self, opinion: Opinion) -> Opinion:
        """Return an opinion with what stands in the fields."""
        return replace(
            opinion,
            year=self.year.currentData(),
            meeting=self.meeting.text(),
            date=self.date.text(),
            who=self.who.text(),
            opinion=self.opinion.toPlainText(),
            response=self.response.toPlainText(),
            section=self.section.currentData(),
            done=self.done.isChecked(),
            about=self.about.currentData() or "",
        )

    def _typed(self) -> None:
        self._say_missing()
        self.typed.emit()

    def _chosen(self) -> None:
        """Say that a field was changed and is done with."""
        self.typed.emit()
        self.left.emit()

    def _say_missing(self) -> None:
        missing = not self.opinion.toPlainText().strip()
        self.missing.say(MISSING if missing else "")
        self.missing.setVisible(missing)
        restyle(self.opinion, "owed", missing)

    def _settle_about(self) -> None:
        """Take what was typed for a title; what is none goes back to what was chosen."""
        wanted = self.about.currentText().strip()
        titles = [self.about.itemText(number).strip() for number in range(self.about.count())]
        if wanted != titles[self.about.currentIndex()]:
            self.about.setCurrentIndex(titles.index(wanted) if wanted in titles else self.about.currentIndex())
        self.about.setEditText(self.about.itemText(self.about.currentIndex()).strip())

    def _take(self) -> None:
        """Choose what the grid stands on."""
        session = self._desk.session
        uid = session.entry.comment_owner if session.entry else session.node_uid
        self.about.setCurrentIndex(max(0, self.about.findData(uid)))
        self.about.setEditText(self.about.currentText().strip())


def _placed(box: Choice, data: object, words: str) -> int:
    """Return where a choice stands in a box; one that is no longer offered is added."""
    if box.findData(data) < 0:
        box.addItem(words, data)
    return box.findData(data)
