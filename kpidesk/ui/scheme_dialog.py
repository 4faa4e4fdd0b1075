"""判定方式: the schemes of a plan by the year of their first use, written here and applied as one step."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from kpidesk.domain.presets import MET_OR_NOT
from kpidesk.ui.file_prompts import FilePrompts
from kpidesk.ui.message_dialog import MessageDialog
from kpidesk.ui.scheme_changes_dialog import ChangesDialog
from kpidesk.ui.scheme_draft import NO_CHANGE, Draft, Drafts
from kpidesk.ui.scheme_form import SchemeForm
from kpidesk.ui.scheme_presets_dialog import PresetsDialog
from kpidesk.ui.text_list_delegate import TextListDelegate
from kpidesk.ui.widgets import Paragraph, rule
from kpidesk.workspace.rate import read_scheme, write_scheme

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from kpidesk.domain.scheme import Scheme, SchemeVersion
    from kpidesk.ui.desk import Desk
    from kpidesk.ui.look import Look
    from kpidesk.ui.session import Session

SIZE = QSize(1240, 690)
LIST_WIDTH = 268
STEP = "判定方式の変更"
FIRST_STAYS = "この方式はここでは直せません。別の方式を使うときは「追加」で、使い始める年度を決めて加えてください。"
READY = "「変わる判定を確認」で、適用する前に結果を見られます。"


def show_schemes(desk: Desk) -> SchemeDialog | None:
    """Open the editor of the plan's schemes; None where an entry cannot be read, and stays."""
    if not desk.settle():
        return None
    dialog = SchemeDialog(desk.session, desk.look, FilePrompts(desk.session.workspace.path.parent), desk)
    dialog.open()
    return dialog


class SchemeDialog(QDialog):
    """The versions on the left, the chosen one on the right."""

    def __init__(self, session: Session, look: Look, prompts: FilePrompts, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._look = look
        self.prompts = prompts
        self.drafts = Drafts(session.plan)
        self.first = Draft(session.plan.years.first, MET_OR_NOT)
        self.list = QListWidget(self)
        self.form = SchemeForm(look, self)
        self.add = QPushButton("追加(&N)", self)
        self.drop = QPushButton("取り除く(&X)", self)
        self.save = QPushButton("ファイルに保存(&J)…", self)
        self.status = Paragraph(role="muted")
        self.apply = QPushButton("変わる判定を確認(&A)…", self)
        self.closing = QPushButton("閉じる", self)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("判定方式")
        self.resize(SIZE)
        self._build()
        self._wire()
        self._fill(self.drafts.all[0] if self.drafts.all else self.first)

    def _build(self) -> None:
        self.list.setAccessibleName("判定方式と使い始める年度")
        self.list.setItemDelegate(TextListDelegate(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        menu = QMenu(self.add)
        menu.addAction("見本から選ぶ(&P)…", self.choose_preset)
        menu.addAction("表示中の方式を写す(&C)", self.copy_shown)
        menu.addAction("ファイルから読み込む(&F)…", self.read_file)
        self.add.setMenu(menu)
        self.apply.setProperty("primary", True)  # noqa: FBT003 -- Qt's name and value
        for button in (self.add, self.drop, self.save, self.apply, self.closing):
            button.setAutoDefault(False)
        across = QHBoxLayout()
        across.setSpacing(20)
        across.addLayout(self._left())
        across.addWidget(self.form, 1)
        below = QHBoxLayout()
        below.setSpacing(10)
        below.addWidget(self.status, 1)
        below.addWidget(self.apply)
        below.addWidget(self.closing)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 16, 20, 14)
        box.setSpacing(12)
        box.addLayout(across, 1)
        box.addWidget(rule())
        box.addLayout(below)

    def _left(self) -> QVBoxLayout:
        left = QVBoxLayout()
        left.setSpacing(8)
        word = QLabel("使い始める年度と方式(&T)", self)
        word.setBuddy(self.list)
        left.addWidget(word)
        self.list.setFixedWidth(LIST_WIDTH)
        left.addWidget(self.list, 1)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.add)
        line.addWidget(self.drop)
        line.addStretch()
        left.addLayout(line)
        left.addWidget(self.save)
        return left

    def _wire(self) -> None:
        self.list.currentRowChanged.connect(self._show)
        self.form.changed.connect(self._written)
        self.drop.clicked.connect(self.remove)
        self.save.clicked.connect(self.write_file)
        self.apply.clicked.connect(self.look_at_changes)
        self.closing.clicked.connect(self.reject)

    @property
    def shown(self) -> Draft:
        """The draft on the right; below all others what a year is judged with before any begins."""
        row = self.list.currentRow()
        return self.drafts.all[row] if 0 <= row < len(self.drafts.all) else self.first

    # what the buttons do

    def choose_preset(self) -> None:
        """Add one of the schemes that come with the program."""
        PresetsDialog(self.use, self).open()

    def copy_shown(self) -> None:
        """Add a copy of the scheme on the right."""
        self.use(self.shown.read()[0])

    def read_file(self) -> None:
        """Add the scheme in a JSON file; UserError with the place of what is wrong there."""
        path = self.prompts.open_scheme(self)
        if path is not None:
            self.use(read_scheme(path))

    def write_file(self) -> None:
        """Write the scheme on the right to a JSON file."""
        self.save.setFocus()
        scheme, problems = self.shown.read()
        path = (
            None
            if problems
            else self.prompts.save_scheme(self, re.sub(r'[\\/:*?"<>|\s]+', "_", f"判定方式_{scheme.name}.json"))
        )
        if path is not None:
            write_scheme(scheme, path)
            self.status.say(f"「{path.name}」に保存しました。")

    def use(self, scheme: Scheme) -> None:
        """Add a scheme, from the year in view on where that is free."""
        self._fill(self.drafts.add(scheme, self._session.year))
        self.form.name.setFocus()

    def remove(self) -> None:
        """Take the scheme on the right away."""
        row = self.list.currentRow()
        del self.drafts.all[row]
        self._fill([*self.drafts.all, self.first][row])

    def look_at_changes(self) -> None:
        """Show what the schemes would change, and apply them from there."""
        self.apply.setFocus()  # ends what is being typed in the table, for the key of a button leaves it open
        if not self.apply.isEnabled():
            return
        versions = self.drafts.versions
        ChangesDialog(self._session, versions, self._look, partial(self._apply, versions), self).open()

    def _apply(self, versions: tuple[SchemeVersion, ...]) -> None:
        with self._session.edit(STEP) as edit:
            edit.set_schemes(versions)
        self._session.noticed.emit("判定方式を変更しました。")
        self.accept()

    def reject(self) -> None:
        """Close, but not over what has been written without a question."""
        if not self.drafts.changed:
            super().reject()
            return
        asked = MessageDialog(
            "適用していない変更があります。", "", "適用するには、変わる判定を確認してください。", self
        )
        asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def discard() -> None:
            asked.accept()
            QDialog.reject(self)

        asked.offer("変更を破棄して閉じる", discard)
        asked.open()

    # inside

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.list.setFocus()

    def _fill(self, shown: Draft) -> None:
        """List the drafts anew, with one of them chosen."""
        every = [*self.drafts.all, self.first]
        with QSignalBlocker(self.list):
            self.list.clear()
            self.list.addItems([draft.title for draft in self.drafts.all])
            self.list.addItem(f"{'それより前' if self.drafts.all else 'はじめから'}\n{self.first.scheme.name}")
            self.list.setCurrentRow(next(row for row, draft in enumerate(every) if draft is shown))
        self._show()

    def _show(self) -> None:
        locked = self.shown is self.first or self._session.workspace.read_only
        years = () if self.shown is self.first else self._session.plan.years.years
        self.form.show_draft(self.shown, years, locked=locked)
        self._offer()

    def _written(self) -> None:
        """Follow what was written: the list, and what can be done now."""
        shown = self.shown
        before = [draft.title for draft in self.drafts.all]
        self.drafts.sort()
        with QSignalBlocker(self.list):
            for row, draft in enumerate(self.drafts.all):
                self.list.item(row).setText(draft.title)
                if draft is shown:
                    self.list.setCurrentRow(row)
        if before != [draft.title for draft in self.drafts.all]:
            self.list.doItemsLayout()
        self._offer()

    def _offer(self) -> None:
        read_only = self._session.workspace.read_only
        reason = self.drafts.why_not(read_only=read_only)
        own = self.shown is not self.first
        self.add.setEnabled(not read_only)
        self.drop.setEnabled(own and not read_only)
        self.save.setEnabled(not self.shown.read()[1])
        self.apply.setEnabled(not reason)
        self.apply.setToolTip(reason)
        self.apply.setAccessibleDescription(reason)
        self.status.say(self._why_locked if reason == NO_CHANGE and not own else reason or READY)

    @property
    def _why_locked(self) -> str:
        """Why the scheme that stands before all cannot be altered here, and whether its year is closed besides."""
        plan, year = self._session.plan, self._session.year
        closed = f"{year}は評価確定されているため、その年度の判定方式は変更できません。" if plan.is_closed(year) else ""
        return closed + FIRST_STAYS
