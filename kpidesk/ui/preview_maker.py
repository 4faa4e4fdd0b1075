"""Makes the PDF of the chosen document beside the window; of several wishes only the newest is fulfilled."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from kpidesk.domain.frozen import frozen
from kpidesk.errors import CancelledError, UserError
from kpidesk.workspace.export import export

if TYPE_CHECKING:
    from concurrent.futures import Future

    from kpidesk.domain.fiscal_year import FiscalYear
    from kpidesk.domain.plan import Plan
    from kpidesk.reports.options import ReportOptions
    from kpidesk.workspace.services import Services


@frozen
class Order:
    """A document as it is wanted."""

    plan: Plan
    report: str
    year: FiscalYear
    options: ReportOptions


class PreviewMaker(QObject):
    """Goes through the one door of exports, so that what is shown is what will be saved."""

    made = Signal(object)
    counted = Signal(int, int)
    ended = Signal()
    refused = Signal(object)
    _counted = Signal(object, int, int)
    _ended = Signal(object, object)

    def __init__(self, services: Services, parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="preview")
        self._stop = threading.Event()
        self.busy = False
        self._counted.connect(self._count, Qt.ConnectionType.QueuedConnection)
        self._ended.connect(self._end, Qt.ConnectionType.QueuedConnection)

    def make(self, order: Order) -> None:
        """Begin anew; what is under way is dropped."""
        self.cancel()
        self._stop = stop = threading.Event()
        self.busy = True
        future = self._pool.submit(self._write, order, stop)
        future.add_done_callback(lambda done: self._ended.emit(stop, done))

    def cancel(self) -> None:
        """Drop what is under way."""
        self._stop.set()
        self.busy = False

    def close(self) -> None:
        """Stop, and wait until the thread has."""
        self.cancel()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _write(self, order: Order, stop: threading.Event) -> bytes:
        """Return the PDF; runs in the thread."""

        def progress(done: int, total: int) -> None:
            if stop.is_set():
                raise CancelledError
            self._counted.emit(stop, done, total)

        with TemporaryDirectory(prefix="kpidesk-") as folder:
            to = Path(folder) / "preview.pdf"
            export(order.plan, order.report, order.year, to, self._services, progress, order.options)
            return to.read_bytes()

    def _count(self, of: threading.Event, done: int, total: int) -> None:
        if of is self._stop and self.busy:
            self.counted.emit(done, total)

    def _end(self, of: threading.Event, future: Future[bytes]) -> None:
        """Hand out what was made, unless nobody waits for it any more; a bug is raised out of the event loop."""
        if of is not self._stop or not self.busy:
            return
        self.busy = False
        self.ended.emit()
        try:
            self.made.emit(future.result())
        except UserError as error:
            self.refused.emit(error)
