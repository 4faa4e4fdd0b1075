"""The slim bar above the list of the second view: in which order, which entries, list or charts."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from kpidesk.domain.evaluation import Stage
from kpidesk.domain.review import ReviewFilter, shortfall
from kpidesk.domain.tally import section_names
from kpidesk.ui.widgets import Choice, link

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from kpidesk.ui.session import Session

EVERY_SECTION = "すべての所管課"
EVERY_STAGE = "すべての状態"
WIDEST = 190
LEAST_SIGNS = 7


class Order(Enum):
    """The order of the entries; the value is the word of the choice."""

    WORST = "悪い順"
    PLAN = "計画の順"


class ReviewBar(QWidget):
    """Says with `chosen` that other entries or another order are wanted, and with `left` that the keys go on."""

    chosen = Signal()
    left = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._offered: tuple[object, ...] = ()
        self.order, self.section, self.stage = Choice(), Choice(), Choice()
        self.buttons = {name: QToolButton() for name in ("short", "unwritten", "doubtful")}
        self.charts = QToolButton()
        self.count = QLabel()
        self.lift = link("解除")
        self._words = {"short": "", "unwritten": "所見なし", "doubtful": "要確認のみ"}
        self._build()
        self._wire()
        self.offer()

    def _build(self) -> None:
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName("filters")
        self.order.addItems([order.value for order in Order])
        self.stage.addItem(EVERY_STAGE, None)
        for stage in Stage:
            self.stage.addItem(stage.label, stage)
        self.lift.setAccessibleName("絞り込みを解除")
        self.lift.setToolTip("絞り込みを解除します。")
        self.section.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.section.setMinimumContentsLength(LEAST_SIGNS)
        self.section.setMaximumWidth(WIDEST)
        names = {self.order: "並び順", self.section: "所管課で絞り込む", self.stage: "状態で絞り込む"}
        for choice, name in names.items():
            choice.setAccessibleName(name)
        self.count.setAccessibleName("表示している件数")
        self.charts.setText("グラフ")
        self.charts.setShortcut("Alt+G")
        self.charts.setAccessibleName("グラフ")
        self.charts.setToolTip("選んだところの判定をグラフで見ます。（Alt+G）")
        box = QHBoxLayout(self)
        box.setContentsMargins(12, 4, 12, 4)
        box.setSpacing(8)
        for part in (self.order, self.section, self.stage, *self.buttons.values()):
            box.addWidget(part)
        box.addStretch()
        for part in (self.count, self.lift, self.charts):
            box.addWidget(part)
        for button in (*self.buttons.values(), self.charts):
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _wire(self) -> None:
        for choice in (self.order, self.section, self.stage):
            choice.currentIndexChanged.connect(self._choose)
        for button in self.buttons.values():
            button.toggled.connect(self._choose)
        self.lift.clicked.connect(self.clear)

    @property
    def wanted(self) -> ReviewFilter:
        """Which entries are wanted."""
        section = self.section.currentText() if self.section.currentIndex() > 0 else ""
        stage = self.stage.currentData()
        pressed = {name: button.isChecked() for name, button in self.buttons.items()}
        return ReviewFilter(**pressed, section=section, stage=Stage(stage) if stage else None)

    @property
    def worst_first(self) -> bool:
        """Whether the worst comes first."""
        return self.order.currentText() == Order.WORST.value

    def offer(self) -> None:
        """Offer what the plan of the year has: its sections, and what falls short by its scheme."""
        plan, year = self._session.plan, self._session.year
        self._words["short"] = shortfall(plan.scheme_in(year))
        self._say()
        offered = (plan.uid, year, plan.sections)
        if offered == self._offered:
            return
        self._offered = offered
        sections = [EVERY_SECTION, *section_names(plan, year)]
        if sections != [self.section.itemText(number) for number in range(self.section.count())]:
            kept = self.section.currentText()
            with QSignalBlocker(self.section):
                self.section.clear()
                self.section.addItems(sections)
                self.section.setCurrentIndex(max(0, self.section.findText(kept)))
        self.section.setVisible(len(sections) > 1)

    def clear(self) -> None:
        """Leave nothing out."""
        if self.wanted.active:
            controls = (self.section, self.stage, *self.buttons.values())
            blocked = [QSignalBlocker(each) for each in controls]
            self.section.setCurrentIndex(0)
            self.stage.setCurrentIndex(0)
            for button in self.buttons.values():
                button.setChecked(False)
            del blocked
            self._choose()

    def tell(self, shown: int, every: int, others: int) -> None:
        """Say how many entries are shown, and how many of these the counts of the cards leave out."""
        words = f"{shown}／{every}件" if shown < every else f"{every}件"
        self.count.setText(f"{words}（うちKPI数に数えないもの{others}件）" if others else words)

    def take_focus(self) -> None:
        """Take the keys, at the first of the controls."""
        self.order.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _choose(self) -> None:
        self._say()
        self.chosen.emit()

    def _say(self) -> None:
        for name, button in self.buttons.items():
            word = self._words[name]
            button.setText(f"✓ {word}" if button.isChecked() else word)
            button.setAccessibleName(f"絞り込み: {word}")
        self.lift.setVisible(self.wanted.active)
