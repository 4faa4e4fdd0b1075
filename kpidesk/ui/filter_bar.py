"""The slim bar above the grid that narrows its rows: by section, still owed, doubtful, without 所見, sent back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from kpidesk.domain.approval import any_returned, moves_stage
from kpidesk.domain.tally import section_names
from kpidesk.ui.grid_filter import RowFilter
from kpidesk.ui.widgets import Choice, link

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from kpidesk.domain.change import ChangeSet
    from kpidesk.domain.fiscal_year import FiscalYear
    from kpidesk.domain.section import Section
    from kpidesk.ui.session import Session

EVERY = "すべての所管課"
WORDS = {"owed": "未入力のみ", "doubtful": "要確認のみ", "unwritten": "所見なし", "returned": "差戻し"}


class FilterBar(QWidget):
    """Says with `chosen` that other rows are wanted, and with `left` that the keys go back to the grid."""

    chosen = Signal(object)
    left = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._offered: tuple[str, FiscalYear, Sequence[Section]] | None = None
        self.section = Choice()
        self.buttons = {name: QToolButton() for name in WORDS}
        self.count = QLabel()
        self.lift = link("絞り込みを解除")
        self._build()
        session.moved.connect(self._offer)
        session.changed.connect(self._offer)
        session.moved.connect(self.offer_returned)
        session.changed.connect(self._follow)
        self._offer()
        self._say(RowFilter())

    def _build(self) -> None:
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName("filters")
        self.section.setAccessibleName("所管課で絞り込む")
        self.count.setAccessibleName("絞り込んだ件数")
        box = QHBoxLayout(self)
        box.setContentsMargins(12, 4, 12, 4)
        box.setSpacing(8)
        box.addWidget(self.section)
        for name, button in self.buttons.items():
            button.setCheckable(True)
            button.setAccessibleName(f"絞り込み: {WORDS[name]}")
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.toggled.connect(self._choose)
            box.addWidget(button)
        self.buttons["returned"].hide()
        self.buttons["returned"].setToolTip("差し戻されたもの。理由は、行の名前を指すか選ぶと出ます。")
        box.addStretch()
        box.addWidget(self.count)
        box.addWidget(self.lift)
        self.section.currentIndexChanged.connect(self._choose)
        self.lift.clicked.connect(self.clear)

    @property
    def wanted(self) -> RowFilter:
        """What the bar stands at."""
        section = self.section.currentText() if self.section.currentIndex() > 0 else ""
        return RowFilter(section, **{name: button.isChecked() for name, button in self.buttons.items()})

    def clear(self) -> None:
        """Show every row again."""
        if self.wanted.active:
            self.stand_at(RowFilter())
            self.chosen.emit(RowFilter())

    def stand_at(self, wanted: RowFilter) -> None:
        """Show a filter without asking for it."""
        blocked = [QSignalBlocker(each) for each in (self.section, *self.buttons.values())]
        self.section.setCurrentIndex(max(0, self.section.findText(wanted.section or EVERY)))
        for name, button in self.buttons.items():
            button.setChecked(bool(getattr(wanted, name)))
        del blocked
        self._say(wanted)

    def tell(self, entries: int) -> None:
        """Say how many indicators and projects are shown."""
        self.count.setText(f"{entries}件を表示" if self.wanted.active else "")

    def offer_returned(self) -> None:
        """Offer what was sent back, where there is any; it stays while the rows are narrowed to it."""
        button, session = self.buttons["returned"], self._session
        button.setVisible(button.isChecked() or any_returned(session.plan, session.year))

    def lift_gone(self) -> None:
        """Lift the filter of what was sent back where nothing is any more."""
        button, session = self.buttons["returned"], self._session
        if button.isChecked() and not any_returned(session.plan, session.year):
            button.setChecked(False)
            button.hide()

    def take_focus(self) -> None:
        """Take the keys, at the first of the controls."""
        first = self.buttons["owed"] if self.section.isHidden() else self.section
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _follow(self, step: ChangeSet) -> None:
        if moves_stage(step):
            self.offer_returned()

    def _choose(self) -> None:
        self._say(self.wanted)
        self.chosen.emit(self.wanted)

    def _say(self, wanted: RowFilter) -> None:
        for name, button in self.buttons.items():
            button.setText(f"✓ {WORDS[name]}" if button.isChecked() else WORDS[name])
        self.lift.setVisible(wanted.active)
        if not wanted.active:
            self.count.clear()

    def _offer(self) -> None:
        """Offer the sections of the chosen plan by their names of the year; a plan that names none has no such box."""
        plan, year = self._session.plan, self._session.year
        if self._offered == (plan.uid, year, plan.sections):
            return
        same = self._offered is not None and self._offered[0] == plan.uid
        self._offered = (plan.uid, year, plan.sections)
        before = self.wanted
        with QSignalBlocker(self.section):
            self.section.clear()
            self.section.addItems([EVERY, *section_names(plan, year)])
            now = plan.section_in(before.section, year) if same else ""
            self.section.setCurrentIndex(max(0, self.section.findText(now)))
        self.section.setVisible(self.section.count() > 1)
        if self.wanted != before:
            self._choose()
