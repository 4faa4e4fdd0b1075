"""The large tabs at the top: the ways of looking at the open workspace."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QTabBar

if TYPE_CHECKING:
    from kpidesk.ui.look import Look

SCALE = 1.1


class View(Enum):
    """What the middle of the desk shows; the value is the word on the tab."""

    ENTRY = "入力"
    REVIEW = "評価・確認"
    PAPERS = "帳票"


class ViewTabs(QTabBar):
    """One tab for each view."""

    chosen = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setObjectName("views")
        self.setAccessibleName("画面の切り替え")
        self.setFont(look.font(SCALE, bold=True))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        for number, view in enumerate(View):
            self.addTab(view.value)
            self.setTabToolTip(number, f"{view.value}（Ctrl+{number + 1}）")
        self.currentChanged.connect(self._choose)

    def stand_at(self, view: View) -> None:
        """Mark a view without asking for it."""
        with QSignalBlocker(self):
            self.setCurrentIndex(list(View).index(view))

    def _choose(self, number: int) -> None:
        self.chosen.emit(list(View)[number])
