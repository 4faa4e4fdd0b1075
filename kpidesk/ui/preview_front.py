"""What a document is handed out with, and the 起案用紙 it goes round with: a field for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit

from kpidesk.paper.front import DRAFT, Front
from kpidesk.reports.approval_sheet import TITLE, usual_offices

if TYPE_CHECKING:
    from kpidesk.domain.plan import Plan
    from kpidesk.ui.preview_group import OptionGroup

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
SHARED = "会議名・期日・（案）は、すべての帳票に共通です。"
LEAST = 80  # px of a field


class FrontFields(QObject):
    """Rows of two groups; `changed` tells of every letter."""

    changed = Signal()

    def __init__(self, front: OptionGroup, approval: OptionGroup) -> None:
        super().__init__(front)
        self.texts: dict[str, QLineEdit] = {}
        self.draft = QCheckBox(f"題名に{DRAFT}を付ける", front)
        self.approval = QCheckBox(f"{TITLE}を付ける", approval)
        self._groups = front, approval
        self._words: dict[str, QLabel] = {}
        for name, (word, example) in FIELDS.items():
            self._text(front, name, word, f"例: {example}")
        front.across(self.draft)
        approval.across(self.approval)
        for name, (word, example) in APPROVAL_FIELDS.items():
            self._text(approval, name, word, f"例: {example}")
        for part in (self.texts["meeting"], self.texts["date"], self.draft):
            part.setToolTip(SHARED)
        for box in (self.draft, self.approval):
            box.toggled.connect(self._change)
        self._show()

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

    def fill(self, front: Front) -> None:
        """Show what is chosen; a field that says so already is left as it is being typed in."""
        if front != self.front:
            for name, field in self.texts.items():
                with QSignalBlocker(field):
                    field.setText(getattr(front, name))
            for box, on in ((self.draft, front.draft), (self.approval, front.approval)):
                with QSignalBlocker(box):
                    box.setChecked(on)
        self._show()

    def offer(self, plan: Plan) -> None:
        """Say whose stamps there is room for where nobody writes other offices."""
        offices = "、".join(usual_offices(plan))
        self.texts["offices"].setPlaceholderText(offices)
        self.texts["offices"].setToolTip(f"空欄のときは、{offices}の欄を作ります。")

    def _text(self, group: OptionGroup, name: str, word: str, placeholder: str) -> None:
        text = self.texts[name] = QLineEdit(group)
        text.setAccessibleName(word)
        text.setPlaceholderText(placeholder)
        text.setMinimumWidth(LEAST)
        text.textChanged.connect(self._change)
        label = self._words[name] = QLabel(word, group)
        label.setBuddy(text)
        group.row(label, text)

    def _change(self) -> None:
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        """Ask for the 起案用紙 where there is one, and say on the heads what is written below."""
        front, (above, approval) = self.front, self._groups
        for name in APPROVAL_FIELDS:
            self.texts[name].setVisible(front.approval)
            self._words[name].setVisible(front.approval)
        above.tell("・".join(part for part in (front.number, front.draft and DRAFT.strip("（）")) if part))
        approval.tell(TITLE if front.approval else "")
