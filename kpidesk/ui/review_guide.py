"""The quiet line above the list of the second view: what comes first in the round of approval, with a button for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from kpidesk.domain.evaluation import Stage
from kpidesk.domain.review import count_stages

if TYPE_CHECKING:
    from collections.abc import Collection

    from kpidesk.domain.review import Reviewed

NONE_YET = "まだ提出されていません。各課の提出を待つか、ここでまとめて提出すると、確認・差戻しができます。"
ALL_DONE = "計画のすべてが確認済です。評価を確定すると、この年度は変更できなくなります。"


class ReviewGuide(QWidget):
    """Shown only while something has not been handed in, or once all of the plan is checked."""

    hand_in_wanted = Signal()
    close_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.words = QLabel()
        self.hand_in = QPushButton()
        self.close_year = QPushButton("評価を確定(&C)…")
        self._build()

    def _build(self) -> None:
        self.setObjectName("reviewGuide")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.words.setAccessibleName("次にすること")
        self.hand_in.setToolTip("表示している項目のうち、入力中のものをすべて提出します。差戻しのものは含みません。")
        self.hand_in.clicked.connect(self.hand_in_wanted)
        self.close_year.clicked.connect(self.close_wanted)
        box = QHBoxLayout(self)
        box.setContentsMargins(16, 3, 12, 3)
        box.setSpacing(10)
        box.addWidget(self.words, 1)
        for button in (self.hand_in, self.close_year):
            box.addWidget(button)

    def tell(self, shown: Collection[Reviewed], every: Collection[Reviewed], *, locked: bool) -> None:
        """Say what comes first for the entries that are shown, of all there are; nothing where all is locked."""
        stages, whole = count_stages(shown), count_stages(every)
        waiting, number = stages[Stage.OPEN], sum(stages.values())
        done = bool(every) and whole[Stage.CHECKED] == sum(whole.values())
        self.words.setText(
            ALL_DONE if done else NONE_YET if waiting == number else f"まだ提出されていないものが{waiting}件あります。"
        )
        self.hand_in.setText(f"まとめて提出（{waiting}件）(&U)")
        self.hand_in.setVisible(waiting > 0)
        self.close_year.setVisible(done)
        self.setVisible((waiting > 0 or done) and not locked)
