"""The line at the bottom: when it was last saved, how far the entry has come, what wants a look, what fell back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from kpidesk.domain.approval import fell_back, moves_stage
from kpidesk.domain.evaluation import Stage, excerpt
from kpidesk.ui.widgets import link

if TYPE_CHECKING:
    from kpidesk.domain.change import ChangeSet
    from kpidesk.ui.findings_watch import FindingsWatch
    from kpidesk.ui.plan_tree_model import PlanTreeModel
    from kpidesk.ui.session import Session

NOTICE_MS = 4000
FALLEN_MS = 15000
LATER_MS = 60


class StatusStrip(QWidget):
    """Counts a moment after a step, so that the step itself shows at once."""

    findings_wanted = Signal()

    def __init__(
        self, session: Session, tree: PlanTreeModel, watch: FindingsWatch, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._watch = watch
        self._tree = tree
        self.saved = QLabel()
        self.closed = QLabel()
        self.entered = QLabel()
        self.doubtful = link("")
        self.fallen = QLabel(self)
        self.notice = QLabel()
        self.file = QLabel(session.workspace.path.name)
        self._later = QTimer(self, interval=LATER_MS, singleShot=True)
        self._fade = QTimer(self, interval=NOTICE_MS, singleShot=True)
        self._pass = QTimer(self, interval=FALLEN_MS, singleShot=True)
        self._build()
        self._wire()
        self._count()
        self._say_closed()
        self._say_doubtful()

    def _build(self) -> None:
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName("status")
        self.file.setToolTip(str(self._session.workspace.path))
        self.doubtful.setToolTip("要確認の一覧を開きます。")
        self.entered.setToolTip("評価対象年度の実績値と所見が、どちらもそろった指標・事業の数です。")
        self.closed.setProperty("role", "closed")
        self.fallen.setProperty("role", "fallen")
        self.notice.setMinimumWidth(1)
        names = {
            self.saved: "保存",
            self.closed: "評価確定",
            self.entered: "入力の進み",
            self.fallen: "確認の状況",
            self.notice: "お知らせ",
            self.file: "ファイル",
        }
        for part, name in names.items():
            part.setAccessibleName(name)
        box = QHBoxLayout(self)
        box.setContentsMargins(16, 5, 16, 5)
        box.setSpacing(22)
        box.addWidget(self.saved)
        box.addWidget(self.closed)
        box.addWidget(self.entered)
        box.addWidget(self.doubtful)
        box.addWidget(self.fallen)
        box.addWidget(self.notice, 1)
        self.fallen.hide()
        box.addWidget(self.file)

    def _wire(self) -> None:
        self._session.changed.connect(self.notice.clear)  # what came of an earlier step
        self._session.changed.connect(self._soon)
        self._session.changed.connect(self._say_closed)
        self._session.changed.connect(self._say_fallen)
        self._pass.timeout.connect(self.fallen.hide)
        self._session.moved.connect(self._say_closed)
        self._session.moved.connect(self._soon)
        self._tree.counted.connect(self._soon)
        self._session.noticed.connect(self.say)
        self.doubtful.clicked.connect(self.findings_wanted)
        self._later.timeout.connect(self._count)
        self._fade.timeout.connect(self.notice.clear)
        self._watch.counted.connect(self._say_doubtful)

    def say(self, sentence: str) -> None:
        """Show a sentence for a while."""
        self.notice.setText(sentence)
        self._fade.start()

    def _soon(self) -> None:
        self._say_saved()
        self._later.start()

    def _say_saved(self) -> None:
        workspace = self._session.workspace
        if workspace.read_only:
            self.saved.setText("読み取り専用")
        else:
            self.saved.setText(f"保存済み {workspace.last_saved:%H:%M}" if workspace.last_saved else "保存済み")

    def _say_closed(self) -> None:
        year = self._session.year
        self.closed.setText(f"{year}は評価確定済みです")
        self.closed.setVisible(self._session.plan.is_closed(year))

    def _say_fallen(self, step: ChangeSet) -> None:
        """Say which checked sheets a step put back to 提出済, until a while has passed or they are moved again."""
        if sheets := fell_back(step):
            titles = [self._session.plan.places[uid].title for uid in sheets]
            what = f"「{excerpt(titles[0])}」は" if len(titles) == 1 else f"{len(titles)}件は"
            self.fallen.setText(f"確認済の内容を変えたため、{what}{Stage.SUBMITTED.label}に戻りました。")
            self.fallen.setToolTip("\n".join(titles))
            self.fallen.show()
            self._pass.start()
        elif moves_stage(step):
            self.fallen.hide()

    def _count(self) -> None:
        plan = self._session.plan
        done = self._tree.progress_of(plan.uid)
        self._say_saved()
        self.entered.setText(f"入力 {done.complete}/{done.entries}" if done else "")

    def _say_doubtful(self) -> None:
        doubtful = len(self._watch.open)
        self.doubtful.setText(f"要確認 {doubtful}")
        self.doubtful.setVisible(doubtful > 0)
