"""検索と置換, and one width of digits, over all comments of the year: seen before and after, then made as one step."""

from __future__ import annotations

from abc import abstractmethod
from contextlib import ExitStack
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from kpidesk.domain.closing import why_closed
from kpidesk.domain.wording import replaced, unified
from kpidesk.ui.slices import Slices

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpidesk.domain.wording import Rewording
    from kpidesk.ui.session import Session
    from kpidesk.workspace.workspace import Edit

SIZE = QSize(900, 540)
PAUSE_MS = 200
AROUND = 14
AT_ONCE = 50
NAME_WIDTH = 250


class RewordDialog(QDialog):
    """Lists what would change, each line with a box to leave it out."""

    def __init__(self, title: str, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._found: list[Rewording] = []
        self.lines: list[QTreeWidgetItem] = []
        self.making: Slices[Rewording] = Slices(self._made, self)
        self._step = ExitStack()
        self.list = QTreeWidget()
        self.count = QLabel()
        self.apply = QPushButton("置き換える")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.resize(SIZE)
        self._box = QVBoxLayout(self)
        self._build()
        self.list.itemChanged.connect(self._say)
        self.apply.clicked.connect(self._make)

    @abstractmethod
    def rewordings(self) -> list[Rewording]:
        """Return what would change."""

    @abstractmethod
    def step_title(self) -> str:
        """Return the title of the step."""

    def _build(self) -> None:
        self.list.setAccessibleName("置き換える所見")
        self.list.setHeaderLabels(["対象", "置き換える前", "置き換えた後"])
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        head = self.list.header()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        head.resizeSection(0, NAME_WIDTH)
        self.apply.setProperty("primary", True)  # noqa: FBT003 -- Qt's name and value
        buttons = QDialogButtonBox()
        buttons.addButton(self.apply, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton("閉じる", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        self._box.setContentsMargins(20, 20, 20, 16)
        self._box.setSpacing(12)
        self._box.addWidget(self.count)
        self._box.addWidget(self.list, 1)
        self._box.addWidget(buttons)

    def look(self) -> None:
        """List what would change now."""
        self._found = [] if self._closed else self.rewordings()
        self.list.blockSignals(True)  # noqa: FBT003 -- each line would count all lines anew
        self.list.clear()
        self.lines = [_line(each) for each in self._found]
        self.list.addTopLevelItems(self.lines)
        self.list.blockSignals(False)  # noqa: FBT003
        self._say()

    def _chosen(self) -> Iterator[Rewording]:
        for item, each in zip(self.lines, self._found, strict=True):
            if item.checkState(0) == Qt.CheckState.Checked:
                yield each

    def _say(self) -> None:
        chosen = sum(1 for _ in self._chosen())
        found = f"{self._session.year}の所見などに{len(self._found)}件あります。{chosen}件を置き換えます。"
        self.count.setText(self._closed or (found if self._found else self.nothing()))
        self.apply.setEnabled(chosen > 0 and not self._session.workspace.read_only)

    @property
    def _closed(self) -> str:
        return why_closed(self._session.plan, self._session.year)

    def nothing(self) -> str:
        """Return what to say where nothing would change."""
        return f"{self._session.year}の所見などに、置き換えるところはありません。"

    def _make(self) -> None:
        """Make the step, a little at a time where it is large; nothing is written before its end."""
        chosen = list(self._chosen())
        edit = self._step.enter_context(self._session.edit(self.step_title()))
        self.apply.setEnabled(False)
        self.list.setEnabled(False)
        self.making.start(self._written(edit, chosen))
        if len(chosen) <= AT_ONCE:
            self.making.finish()

    def _written(self, edit: Edit, chosen: list[Rewording]) -> Iterator[list[Rewording]]:
        for number, each in enumerate(chosen, 1):
            edit.set_comment(each.key, each.new)
            if number % AT_ONCE == 0:
                self.count.setText(f"置き換えています。{number}／{len(chosen)}件")
            yield [each]

    def _made(self, made: list[Rewording]) -> None:
        self._step.close()
        self._session.noticed.emit(f"{len(made)}件を置き換えました。Ctrl+Zで元に戻せます。")
        self.accept()

    def reject(self) -> None:
        """Close; a step that is being made is dropped before anything of it is written."""
        self.making.stop()
        self._step.pop_all()
        super().reject()


class ReplaceDialog(RewordDialog):
    """A text in place of another."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__("所見の語句を置き換える", session, parent)
        self.words = QLineEdit()
        self.new = QLineEdit()
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(10)
        form.addRow("検索する語句(&F)", self.words)
        form.addRow("置き換える語句(&R)", self.new)
        self.words.setAccessibleName("検索する語句")
        self.new.setAccessibleName("置き換える語句")
        self._box.insertLayout(0, form)
        self._pause = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self.look)
        for field in (self.words, self.new):
            field.textChanged.connect(self._later)
        self.apply.setAutoDefault(False)
        self.look()

    def rewordings(self) -> list[Rewording]:
        session = self._session
        found = replaced(session.plan, session.year, self.words.text(), self.new.text())
        return [each for each in found if each.new != each.old]

    def step_title(self) -> str:
        return f"{self._session.year} 「{self.words.text()}」を「{self.new.text()}」に置換"

    def nothing(self) -> str:
        if not self.words.text():
            return "検索する語句を入力すると、置き換える前と後がここに出ます。"
        if self.words.text() == self.new.text():
            return "検索する語句と置き換える語句が同じです。"
        return f"{self._session.year}の所見などに「{self.words.text()}」はありません。"

    def _later(self) -> None:
        self.apply.setEnabled(False)
        self._pause.start()


class UnifyDialog(RewordDialog):
    """All digits in the width of the settings."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        self._width = session.settings.digits
        super().__init__(f"所見の数字を{self._width.label}にそろえる", session, parent)
        self.look()

    def rewordings(self) -> list[Rewording]:
        return unified(self._session.plan, self._session.year, self._width)

    def step_title(self) -> str:
        return f"{self._session.year} 所見の数字を{self._width.label}にそろえる"


def _line(each: Rewording) -> QTreeWidgetItem:
    item = QTreeWidgetItem([f"{each.title}　{each.key.kind.label}", *_excerpts(each.old, each.new)])
    item.setCheckState(0, Qt.CheckState.Checked)
    for column, whole in enumerate((each.title, each.old, each.new)):
        item.setToolTip(column, whole)
    return item


def _excerpts(old: str, new: str) -> tuple[str, str]:
    """Return both texts from shortly before where they begin to differ, on one line each."""
    pairs = enumerate(zip(old, new, strict=False))
    at = next((number for number, (one, other) in pairs if one != other), min(len(old), len(new)))
    start = max(0, at - AROUND)
    before, after = (("…" if start else "") + " ".join(text[start:].split()) for text in (old, new))
    return before, after
