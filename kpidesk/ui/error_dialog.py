"""The one place where the window shows a message: a refusal in plain words, or a bug with the place of its log."""

from __future__ import annotations

import sys
import traceback
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from kpidesk.errors import CancelledError, UserError
from kpidesk.ui.widgets import Paragraph

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path
    from types import TracebackType

WIDTH = 460


class MessageDialog(QDialog):
    """A bold sentence, where it happened, and what to do."""

    def __init__(self, what: str, where: str, remedy: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle("kpidesk")
        self.setMinimumWidth(WIDTH)
        self.setAccessibleName(what)
        self.setAccessibleDescription(f"{where} {remedy}")
        self.buttons = QDialogButtonBox()
        box = QVBoxLayout(self)
        box.setContentsMargins(26, 24, 26, 20)
        box.setSpacing(12)
        for part, role in ((what, ""), (where, "muted"), (remedy, "")):
            if part:
                box.addWidget(Paragraph(part, role))
        font = self.font()
        font.setBold(True)
        first = box.itemAt(0)
        if first is not None and (widget := first.widget()) is not None:
            widget.setFont(font)
        box.addSpacing(8)
        box.addWidget(self.buttons)
        closing = self.buttons.addButton("閉じる", QDialogButtonBox.ButtonRole.RejectRole)
        closing.setDefault(True)
        self.buttons.rejected.connect(self.reject)


class MessageDoor:
    """What no slot caught comes here: a UserError is shown as it is, anything else is a bug and goes to the log."""

    def __init__(self, log_file: Path, clock: Callable[[], datetime]) -> None:
        self._log_file = log_file
        self._clock = clock
        self._open = False

    def install(self) -> None:
        """Take over whatever is raised out of a slot or an event."""
        sys.excepthook = self.receive

    def receive(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Show an exception once the event it came out of is over."""
        if isinstance(error, CancelledError):
            return
        if isinstance(error, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        if not isinstance(error, UserError):
            self._log(error)
        QTimer.singleShot(0, lambda: self.show(error))

    def show(self, error: BaseException) -> None:
        """Show one message; a further one while it is open is in the log only."""
        if self._open:
            return
        self._open = True
        try:
            self._dialog(error).exec()
        finally:
            self._open = False

    def _dialog(self, error: BaseException) -> MessageDialog:
        parent = QApplication.activeWindow()
        if isinstance(error, UserError):
            return MessageDialog(error.what, error.where, error.remedy, parent)
        dialog = MessageDialog(
            "予期しない不具合が起きました。",
            f"記録の場所: {self._log_file}",
            "入力したデータはすべて保存されています。続けて使えますが、同じことが起きるときは記録を添えて知らせてください。",
            parent,
        )
        opening = dialog.buttons.addButton("記録の場所を開く", QDialogButtonBox.ButtonRole.ActionRole)
        folder = QUrl.fromLocalFile(str(self._log_file.parent))
        opening.clicked.connect(lambda: QDesktopServices.openUrl(folder))
        return dialog

    def _log(self, error: BaseException) -> None:
        """Add a bug to the log file, and say it where the program was started."""
        told = "".join(traceback.format_exception(error))
        sys.stderr.write(told)
        try:
            self._log_file.parent.mkdir(parents=True, exist_ok=True)
            with self._log_file.open("a", encoding="utf-8") as log:
                log.write(f"{self._clock():%Y-%m-%d %H:%M:%S}\n{told}\n")
        except OSError as failure:
            sys.stderr.write(f"{failure}\n")
