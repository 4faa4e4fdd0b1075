"""The one thread in which PDFium works, seen from the window."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal

from kpidesk.ui.preview_pdf import Pdf

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future


class PdfThread(QObject):
    """Does one thing after the other; what comes of it is handed over in the window's thread."""

    _ended = Signal(object, object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pdf = Pdf()
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="pdfium")
        self._closed = False
        self._ended.connect(self._end, Qt.ConnectionType.QueuedConnection)

    def run(self, work: Callable[[Pdf], Any], then: Callable[[Future[Any]], None]) -> None:
        """Let the thread work on the document, and hand over the future when it is done; once closed, nothing."""
        if self._closed:
            return
        future = self._pool.submit(partial(work, self._pdf))
        future.add_done_callback(lambda done: self._ended.emit(done, then))

    def close(self) -> None:
        """Close the document and wait until the thread has ended."""
        self._closed = True
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._pdf.close()

    def _end(self, future: Future[Any], then: Callable[[Future[Any]], None]) -> None:
        if not (self._closed or future.cancelled()):
            then(future)
