"""What a document is handed out with, and the 起案用紙 it goes round with: a field for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QLineEdit, QWidget

from kpidesk.paper.front import Front
from kpidesk.reports.approval_sheet import TITLE, usual_offices
from kpidesk.ui.widgets import Paragraph

if TYPE_CHECKING:
    from kpidesk.domain.plan import Plan

FIELDS = {
    "number": ("資料番号", "資料1-1"),
    "meeting": ("会議名", "第1回 総合戦略推進会議"),
    "date": ("期日", "令和5年10月3日"),
}
"""The texts of the front, each with its word and an example."""
APPROVAL_FIELDS = {
    "drafted": ("起案日", "令和5年9月20日"),
    "section": ("所属", "企画課 企画係"),
    "drafter": ("起案者", "氏名"),
    "offices": ("決裁欄", ""),
}
"""Those of the 起案用紙; the offices have the plan's own example."""
DRAFT = "題名に（案）を付ける"
APPROVAL = f"{TITLE}を付ける"
LEAST = 80  # px of a field
ABOVE = 8  # px above a group


class FrontFields(QObject):
    """Rows of a grid; `changed` tells of every letter."""

    changed = Signal()

    def __init__(self, form: QWidget, grid: QGridLayout) -> None:
        super().__init__(form)
        self.texts: dict[str, QLineEdit] = {}
        self.draft = QCheckBox(DRAFT, form)
        self.approval = QCheckBox(APPROVAL, form)
        self._form = form
        self._grid = grid
        self._words: dict[str, QLabel] = {}
        self._head("1ページ目に載せる事項")
        for name, (word, example) in FIELDS.items():
            self._text(name, word, f"例: {example}")
        self._across(self.draft)
        self._head("決裁")
        self._across(self.approval)
        for name, (word, example) in APPROVAL_FIELDS.items():
            self._text(name, word, f"例: {example}")
        for box in (self.draft, self.approval):
            box.toggled.connect(self.changed)
        self.approval.toggled.connect(self._show_approval)
        self._show_approval(shown=False)

    @property
    def front(self) -> Front:
        """What is written."""
        texts = {name: field.text().strip() for name, field in self.texts.items()}
        return Front(
            number=texts["number"],
            meeting=texts["meeting"],
            date=texts["date"],
            draft=self.draft.isChecked(),
            approval=self.approval.isChecked(),
            drafted=texts["drafted"],
            section=texts["section"],
            drafter=texts["drafter"],
            offices=texts["offices"],
        )

    def offer(self, plan: Plan) -> None:
        """Say whose stamps there is room for where nobody writes other offices."""
        offices = "、".join(usual_offices(plan))
        self.texts["offices"].setPlaceholderText(offices)
        self.texts["offices"].setToolTip(f"空欄のときは、{offices}の欄を作ります。")

    def _head(self, text: str) -> None:
        self._grid.setRowMinimumHeight(self._grid.rowCount(), ABOVE)
        self._across(Paragraph(text, "muted"))

    def _across(self, widget: QWidget) -> None:
        self._grid.addWidget(widget, self._grid.rowCount(), 0, 1, 2)

    def _text(self, name: str, word: str, placeholder: str) -> None:
        text = self.texts[name] = QLineEdit(self._form)
        text.setAccessibleName(word)
        text.setPlaceholderText(placeholder)
        text.setMinimumWidth(LEAST)
        text.textChanged.connect(self.changed)
        label = self._words[name] = QLabel(word, self._form)
        label.setBuddy(text)
        row = self._grid.rowCount()
        self._grid.addWidget(label, row, 0)
        self._grid.addWidget(text, row, 1)

    def _show_approval(self, shown: bool) -> None:  # noqa: FBT001 -- Qt's signal
        for name in APPROVAL_FIELDS:
            self.texts[name].setVisible(shown)
            self._words[name].setVisible(shown)
