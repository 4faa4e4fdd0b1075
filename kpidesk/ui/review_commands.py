"""What can be done in the second view, in one table: for its buttons, the right click, and the keys."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QLabel, QMenu, QPushButton, QWidget

from kpidesk.domain.evaluation import Stage
from kpidesk.ui.review_deeds import ReviewDeeds, movable
from kpidesk.ui.widgets import link

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QPoint

    from kpidesk.domain.review import Reviewed
    from kpidesk.ui.session import Session

    Run = Callable[[ReviewDeeds], object]
    Why = Callable[[ReviewDeeds], str]

NO_COURSE = "なし"
ALL_TIP = "表示している項目のうち、提出済のものをすべて確認済にします。"
SHOWN = 4
"""So many of the commands have a button of their own; the others stand in the menu beside them."""


class Command(NamedTuple):
    """One item: its words, its keys in the list, what it does, why it cannot be done, the stage it leads to."""

    text: str
    keys: str
    run: Run
    why: Why
    stage: Stage | None = None

    def named(self, count: int) -> str:
        """Return the words with how many sheets it reaches, where these are several."""
        return self.text.replace("(&", f"（{count}件）(&") if count > 1 else self.text


def _why(stage: Stage) -> Why:
    return lambda on: on.why_not_move(stage)


COMMANDS = (
    Command("提出(&S)", "Ctrl+Shift+S", lambda on: on.hand_in(), _why(Stage.SUBMITTED), Stage.SUBMITTED),
    Command("確認(&A)", "Ctrl+Return", lambda on: on.approve(), _why(Stage.CHECKED), Stage.CHECKED),
    Command("差戻し(&B)…", "Ctrl+Backspace", lambda on: on.ask_back(), _why(Stage.RETURNED), Stage.RETURNED),
    Command("判定の変更(&J)…", "Ctrl+Shift+J", lambda on: on.ask_verdict(), lambda on: on.why_not_judge()),
    Command("入力中に戻す(&K)", "", lambda on: on.reopen(), _why(Stage.OPEN), Stage.OPEN),
    Command("評価の記入(&W)…", "Ctrl+Shift+W", lambda on: on.ask_assessments(), lambda on: on.why_not_judge()),
)
KEYS = (
    ("Enter／F2／ダブルクリック", "選んだ指標のセルを入力の画面で開く"),
    *(
        ("Ctrl+Enter" if each.keys == "Ctrl+Return" else each.keys, each.text.partition("(")[0])
        for each in COMMANDS
        if each.keys
    ),
    ("Ctrl+A", "表示しているものをすべて選ぶ"),
    ("Alt+G", "一覧とグラフを切り替える"),
)
"""What the keys do in the second view, for the list of keys."""


class CommandBar(QWidget):
    """The buttons below the list, and the menu of the right click; each says why it cannot be used."""

    all_wanted = Signal()

    def __init__(self, session: Session, deeds: ReviewDeeds, over: QAbstractItemView) -> None:
        super().__init__()
        self._session = session
        self._deeds = deeds
        self._over = over
        self.lock = QLabel()
        self.actions_ = [self._action(command) for command in COMMANDS]
        self.courses = QMenu("今後の方向性(&D)", self)
        self.menu = QMenu(self)
        self.doubts = QAction("要確認の一覧(&Y)…", self)
        self.more = QPushButton("その他(&M)")
        self.chosen = QLabel()
        self.select_all = link("")
        self.caution = QLabel(self)
        self.all = QPushButton()
        self.buttons = [self._button(action) for action in self.actions_[:SHOWN]]
        self._build()
        over.customContextMenuRequested.connect(self._show_menu)

    def _build(self) -> None:
        self.setObjectName("reviewDeeds")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.lock.setProperty("role", "owed")
        self.lock.setAccessibleName("変更できない理由")
        self.chosen.setAccessibleName("選んでいる件数")
        self.select_all.setToolTip("表示しているものをすべて選びます。（Ctrl+A）")
        self.select_all.clicked.connect(self._select_all)
        self.caution.setProperty("role", "muted")
        self.caution.setAccessibleName("まとめて確認する項目のうち、注意するもの")
        self.all.clicked.connect(self.all_wanted)
        rest = QMenu(self)
        self.menu.addActions(self.actions_[:SHOWN])
        for menu in (self.menu, rest):
            menu.addActions(self.actions_[SHOWN:])
            menu.addMenu(self.courses)
            menu.addSeparator()
            menu.addAction("入力で開く(&I)", self._deeds.open_entry)
            menu.addAction(self.doubts)
        self.doubts.triggered.connect(lambda _checked=False: self._deeds.open_doubts())
        self.more.setMenu(rest)
        box = QHBoxLayout(self)
        box.setContentsMargins(12, 6, 12, 6)
        box.setSpacing(6)
        for part in (*self.buttons, self.more):
            box.addWidget(part)
        box.addWidget(self.chosen)
        box.addWidget(self.select_all)
        box.addStretch()
        box.addWidget(self.lock)
        box.addWidget(self.caution)
        box.addWidget(self.all)

    def offer(self, shown: Sequence[Reviewed]) -> None:
        """Offer what can be done with the chosen entries and with all that are shown; each says how many it reaches."""
        locked = self._deeds.why_locked()
        self.lock.setText(locked)
        self.lock.setVisible(bool(locked))
        for action, command in zip(self.actions_, COMMANDS, strict=True):
            action.setText(command.named(self._deeds.reach(command.stage)))
            self._switch(action, command.why(self._deeds))
        self._switch(self.doubts, self._deeds.why_no_doubts())
        self.courses.setEnabled(not self._deeds.why_not_steer())
        waiting, chosen = len(movable(shown, Stage.CHECKED)), self._deeds.count
        self.all.setVisible(waiting > 0 and not locked)
        self.all.setText(f"まとめて確認（{waiting}件）(&L)")
        caution = self._deeds.caution(shown)
        self.caution.setText(f"うち{caution}" if caution else "")
        self.caution.setVisible(bool(caution) and not self.all.isHidden())
        self.all.setToolTip(f"{ALL_TIP}\nうち{caution}です。" if caution else ALL_TIP)
        self.chosen.setText(f"{chosen}件を選択中" if chosen > 1 else "")
        self.select_all.setText(f"すべて選ぶ（{len(shown)}件）(&T)")
        self.select_all.setVisible(chosen < len(shown))
        self._offer_courses()

    def _switch(self, action: QAction, why: str) -> None:
        action.setEnabled(not why)
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        action.setToolTip(why or keys)

    def _offer_courses(self) -> None:
        words = ["", *self._session.plan.course_words]
        if [action.data() for action in self.courses.actions()] != words:
            self.courses.clear()
            for number, word in enumerate(words):
                action = self.courses.addAction(f"{word or NO_COURSE}(&{number})")
                action.setData(word)
                action.triggered.connect(partial(self._steer, word))

    def _select_all(self) -> None:
        self._over.selectAll()
        self._over.setFocus()

    def _steer(self, word: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 -- Qt's signal
        self._deeds.steer(word)

    def _action(self, command: Command) -> QAction:
        action = QAction(command.text, self._over)
        action.setShortcut(QKeySequence(command.keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(lambda _checked=False: command.run(self._deeds))
        self._over.addAction(action)
        return action

    def _button(self, action: QAction) -> QPushButton:
        button = QPushButton(action.text())
        button.clicked.connect(action.trigger)

        def follow() -> None:
            button.setText(action.text())
            button.setEnabled(action.isEnabled())
            button.setToolTip(action.toolTip())

        action.changed.connect(follow)
        return button

    def _show_menu(self, at: QPoint) -> None:
        self.menu.popup(self._over.mapToGlobal(at))
