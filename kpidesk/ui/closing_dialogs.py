"""評価確定 of a year: what is still open is shown before it is closed; it is opened again with a reason."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QLineEdit, QVBoxLayout

from kpidesk.domain.approval import sheets
from kpidesk.domain.entries import entries
from kpidesk.domain.evaluation import Stage
from kpidesk.domain.rating import judge
from kpidesk.domain.rollup import split_owed
from kpidesk.domain.scheme import Outcome
from kpidesk.ui.desk_dialog import push
from kpidesk.ui.widgets import Paragraph, restyle

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QPushButton, QWidget

    from kpidesk.ui.ground import Ground

WIDTH = 540
NONE = "ありません"
KEEPS = (
    "確定すると、この年度の数値・所見・判定・確認の状況は変更できなくなります。"
    "変更が必要になったときは、理由を付けて確定を解除できます。解除した後の変更は、正誤表に残ります。"
)


class AskDialog(QDialog):
    """A question about the year in view with one deed."""

    def __init__(self, desk: Ground, title: str, question: str, over: QWidget | None = None) -> None:
        """Ask over a window, that of the desk where none is named."""
        super().__init__(over or desk)
        self.session = desk.session
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setMinimumWidth(WIDTH)
        self.box = QVBoxLayout(self)
        self.leave = push("キャンセル", self.reject)
        self.box.setContentsMargins(26, 22, 26, 18)
        self.box.setSpacing(14)
        asked = Paragraph(question)
        font = self.font()
        font.setBold(True)
        asked.setFont(font)
        self.box.addWidget(asked)

    def add_foot(self, deed: QPushButton) -> None:
        """Add the button of the deed and the one that leaves all as it is."""
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(deed)
        foot.addWidget(self.leave)
        for button in (deed, self.leave):
            button.setAutoDefault(True)
        self.box.addStretch()
        self.box.addLayout(foot)

    def showEvent(self, event: QShowEvent) -> None:
        """Be as high as the texts are once the fonts are known."""
        self.resize(WIDTH, self.box.heightForWidth(WIDTH))
        super().showEvent(event)


class CloseYearDialog(AskDialog):
    """Says what is not 確認済 yet and what is owed, then closes the year."""

    def __init__(self, desk: Ground) -> None:
        year = desk.session.year
        super().__init__(desk, "評価確定", f"{year}の評価を確定しますか。")
        self.box.addWidget(Paragraph(KEEPS))
        form = QFormLayout()
        form.setHorizontalSpacing(20)
        form.setVerticalSpacing(8)
        self.unchecked, self.owed = Paragraph(self._unchecked()), Paragraph(self._owed())
        self.doubtful, self.pending = Paragraph(self._doubtful(desk)), Paragraph(self._pending())
        told_of = (
            ("確認済でないもの", self.unchecked),
            ("未入力", self.owed),
            ("要確認", self.doubtful),
            (Outcome.PENDING.value, self.pending),
        )
        for word, told in told_of:
            restyle(told, "role", "" if told.plain == NONE else "owed")
            form.addRow(Paragraph(word, "muted"), told)
        self.box.addLayout(form)
        self.confirm = push("評価を確定する(&C)", self._close_year)
        self.add_foot(self.confirm)
        self._prefer(self.confirm if all(told.plain == NONE for _, told in told_of) else self.leave)

    @staticmethod
    def _prefer(button: QPushButton) -> None:
        """Let Enter press a button: the closing only where nothing is open."""
        restyle(button, "primary", True)  # noqa: FBT003 -- the style sheet's property
        button.setDefault(True)
        button.setFocus()

    @staticmethod
    def _doubtful(desk: Ground) -> str:
        """Return how many 要確認 are open."""
        desk.watch.finish()
        return f"{len(desk.watch.open)}件" if desk.watch.open else NONE

    def _pending(self) -> str:
        """Return how many indicators have no verdict yet."""
        plan, year = self.session.plan, self.session.year
        shown = {entry.values_uid: entry.shown for entry in entries(plan, plan) if entry.shown}
        found = sum(judge(plan, each, year).outcome is Outcome.PENDING for each in shown.values())
        return f"{found}件" if found else NONE

    def _unchecked(self) -> str:
        """Return how many sheets are at which stage before 確認済."""
        found = Counter(sheet.stage for sheet in sheets(self.session.plan, self.session.year))
        open_ = {stage: found[stage] for stage in Stage if stage is not Stage.CHECKED and found[stage]}
        parts = "、".join(f"{stage.label} {count}件" for stage, count in open_.items())
        return f"{sum(open_.values())}件({parts})" if open_ else NONE

    def _owed(self) -> str:
        """Return how many cells are owed."""
        every = sheets(self.session.plan, self.session.year)
        actuals, remarks = split_owed({key for sheet in every for key in sheet.owed})
        parts = ((actuals, f"実績値 {actuals}件"), (remarks, f"所見 {remarks}件"))
        return "、".join(words for count, words in parts if count) or NONE

    def _close_year(self) -> None:
        year = self.session.year
        self.accept()
        with self.session.edit(f"{year}の評価確定") as edit:
            edit.close_year(year)
        self.session.noticed.emit(f"{year}を評価確定しました。")


class UnlockDialog(AskDialog):
    """Asks for the reason, then opens a closed year again."""

    def __init__(self, desk: Ground) -> None:
        year = desk.session.year
        super().__init__(desk, "評価確定の解除", f"{year}の評価確定を解除しますか。")
        self.reason = QLineEdit()
        self.reason.setAccessibleName("解除する理由")
        self.reason.textChanged.connect(self._offer)
        self.box.addWidget(Paragraph("解除した後の変更は、確定時の内容と並べて正誤表に出ます。"))
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.addRow("解除する理由(&R)", self.reason)
        self.told = Paragraph(role="muted")
        form.addRow("", self.told)
        self.box.addLayout(form)
        self.unlock = push("確定を解除する(&U)", self._unlock, primary=True)
        self.add_foot(self.unlock)
        self.unlock.setDefault(True)
        self._offer()
        self.reason.setFocus()

    def _offer(self) -> None:
        given = bool(self.reason.text().strip())
        self.unlock.setEnabled(given)
        self.told.say("理由は変更履歴と正誤表に残ります。" if given else "理由を入力すると、解除できます。")

    def _unlock(self) -> None:
        year = self.session.year
        self.accept()
        with self.session.edit(f"{year}の評価確定の解除") as edit:
            edit.unlock_year(year, self.reason.text())
        self.session.noticed.emit(f"{year}の評価確定を解除しました。変更は正誤表に残ります。")
