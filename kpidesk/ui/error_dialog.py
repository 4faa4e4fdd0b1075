"""The one place where the window shows a message: a refusal in plain words, or a bug with the place of its log."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from kpidesk.errors import CancelledError, UserError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path
    from types import TracebackType

    from kpidesk.ui.message_dialog import MessageDialog


class MessageDoor:
    """What no slot caught comes here: a UserError is shown as it is, anything else is a bug and goes to the log."""

    def __init__(self, log_file: Path, clock: Callable[[], datetime]) -> None:
        self._log_file = log_file
        self._clock = clock
        self._open: MessageDialog | None = None

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
        if self._open is None:
            self._open = self.dialog(error)
            self._open.finished.connect(self._closed)
            self._open.open()

    def _closed(self) -> None:
        self._open = None

    def dialog(self, error: BaseException) -> MessageDialog:
        """Return the dialog for an exception."""
        from kpidesk.ui.message_dialog import MessageDialog  # noqa: PLC0415 -- loads when first needed

        parent = QApplication.activeWindow()
        if isinstance(error, UserError):
            return MessageDialog(error.what, error.where, error.remedy, parent)
        dialog = MessageDialog(
            "予期しない不具合が起きました。",
            f"記録の場所: {self._log_file}",
            "入力したデータはすべて保存されています。続けて使えますが、同じことが起きるときは記録を添えて知らせてください。",
            parent,
        )
        from PySide6.QtCore import QUrl  # noqa: PLC0415 -- loads when first needed
        from PySide6.QtGui import QDesktopServices  # noqa: PLC0415 -- loads when first needed

        folder = QUrl.fromLocalFile(str(self._log_file.parent))
        dialog.offer("記録の場所を開く", lambda: QDesktopServices.openUrl(folder))
        return dialog

    def _log(self, error: BaseException) -> None:
        """Add a bug to the log file, and say it where the program was started."""
        import traceback  # noqa: PLC0415 -- loads when first needed

        told = "".join(traceback.format_exception(error))
        sys.stderr.write(told)
        try:
            self._log_file.parent.mkdir(parents=True, exist_ok=True)
            with self._log_file.open("a", encoding="utf-8") as log:
                log.write(f"{self._clock():%Y-%m-%d %H:%M:%S}\n{told}\n")
        except OSError as failure:
            sys.stderr.write(f"{failure}\n")
