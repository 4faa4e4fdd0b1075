"""What the dialogs over an open workspace share: they follow every step, and undo works in them too."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from kpidesk.domain.closing import why_closed
from kpidesk.ui.session import READ_ONLY

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QSize

    from kpidesk.ui.ground import Ground

NOTICE_MS = 8000


class DeskDialog(QDialog):
    """A dialog with a line below for what came of a step, and a button that closes it."""

    def __init__(self, desk: Ground, title: str, size: QSize) -> None:
        super().__init__(desk)
        self.desk = desk
        self.session = desk.session
        self.notice = QLabel()
        self.notice.setAccessibleName("お知らせ")
        self.notice.setProperty("role", "muted")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.resize(size)
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(20, 18, 20, 14)
        self.box.setSpacing(10)
        for keys, deed in (("Ctrl+Z", self.undo), ("Ctrl+Y", self.redo), ("Ctrl+Shift+Z", self.redo)):
            QShortcut(QKeySequence(keys), self).activated.connect(deed)
        self._fade = QTimer(self, interval=NOTICE_MS, singleShot=True)
        self._fade.timeout.connect(self._forget)
        self.session.changed.connect(self._forget)
        self.session.changed.connect(self.refresh)
        self.session.noticed.connect(self._notice)

    @abstractmethod
    def refresh(self) -> None:
        """Show what the plan says now."""

    def _notice(self, sentence: str) -> None:
        """Show a sentence for a while, or until the next step."""
        self.notice.setText(sentence)
        self._fade.start()

    def _forget(self) -> None:
        self._fade.stop()
        self.notice.setText(READ_ONLY if self.session.workspace.read_only else "")

    @property
    def why_fixed(self) -> str:
        """Why nothing of the year can be altered, "" where it can."""
        if self.session.workspace.read_only:
            return READ_ONLY
        return why_closed(self.session.plan, self.session.year)

    def undo(self) -> None:
        """Take the last step back; what is being typed counts as a step."""
        self.settle()
        self.session.undo()

    def redo(self) -> None:
        """Make the step again that was taken back."""
        self.settle()
        self.session.redo()

    def settle(self) -> None:
        """Save what is being typed; most dialogs save at once anyway."""

    def add_foot(self, *buttons: QPushButton) -> None:
        """Add the line with the notice, further buttons and the one that closes."""
        foot = QHBoxLayout()
        foot.addWidget(self.notice, 1)
        for each in (*buttons, push("閉じる", self.reject)):
            foot.addWidget(each)
        self.box.addLayout(foot)


def push(words: str, deed: Callable[[], object], *, primary: bool = False) -> QPushButton:
    """Return a button that Enter presses only while it has the focus."""
    button = QPushButton(words)
    button.setAutoDefault(False)
    button.setProperty("primary", primary)
    button.clicked.connect(lambda _checked=False: deed())
    return button
