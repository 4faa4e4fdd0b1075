"""Writes a document beside the window: a thread works, a dialog counts, cancel leaves nothing behind."""

from __future__ import annotations

import threading
from concurrent.futures import CancelledError as NeverRunError
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QProgressDialog, QWidget

from kpidesk.errors import CancelledError
from kpidesk.workspace.export import export

if TYPE_CHECKING:
    from pathlib import Path

    from kpidesk.domain.fiscal_year import FiscalYear
    from kpidesk.domain.plan import Plan
    from kpidesk.reports.options import ReportOptions
    from kpidesk.workspace.services import Services

SHOWN_AFTER_MS = 500


class Exporting(QObject):
    """One document being written; `written` tells of its end, an error is raised out of the event loop."""

    written = Signal(object)
    ended = Signal()
    _counted = Signal(int, int)
    _done = Signal()

    def __init__(self, services: Services, parent: QWidget) -> None:
        super().__init__(parent)
        self._services = services
        self._stop = threading.Event()
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="export")
        self._future: Future[None] | None = None
        self._to: Path | None = None
        self.dialog = QProgressDialog("帳票を書き出しています。", "取りやめる", 0, 0, parent)
        self.dialog.setWindowTitle("出力")
        self.dialog.setAccessibleName("出力の進み")
        self.dialog.setWindowModality(Qt.WindowModality.WindowModal)
        self.dialog.setMinimumDuration(SHOWN_AFTER_MS)
        self.dialog.setAutoReset(False)
        self.dialog.canceled.connect(self._stop.set)
        self._counted.connect(self._count, Qt.ConnectionType.QueuedConnection)
        self._done.connect(self._finish, Qt.ConnectionType.QueuedConnection)

    def start(self, plan: Plan, report: str, year: FiscalYear, to: Path, options: ReportOptions | None = None) -> None:
        """Begin to write; the plan is a value, so the window may go on changing the workspace."""
        self._to = to
        self._future = self._pool.submit(export, plan, report, year, to, self._services, self._progress, options)
        self._future.add_done_callback(lambda _future: self._done.emit())

    def cancel(self) -> None:
        """Ask the thread to stop, and wait until it has."""
        self._stop.set()
        self._pool.shutdown(wait=True)

    def _progress(self, done: int, total: int) -> None:
        """Count one more piece; runs in the thread."""
        if self._stop.is_set():
            raise CancelledError
        self._counted.emit(done, total)

    def _count(self, done: int, total: int) -> None:
        if self._future is not None and not self._future.done():
            self.dialog.setMaximum(total)
            self.dialog.setValue(min(done, total))

    def _finish(self) -> None:
        """Put the dialog away and tell how it ended."""
        self.dialog.reset()
        self.dialog.deleteLater()
        self._pool.shutdown(wait=False)
        self.ended.emit()
        if self._future is None:
            return
        try:
            self._future.result()
        except (CancelledError, NeverRunError):
            return
        self.written.emit(self._to)
