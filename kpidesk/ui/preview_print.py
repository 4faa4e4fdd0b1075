"""Prints the pages that are shown: drawn by PDFium as fine as the printer is, painted beside the window."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QProgressDialog

from kpidesk.errors import CancelledError, UserError

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

    from PySide6.QtWidgets import QWidget

    from kpidesk.ui.preview_pdf import Pdf, Size
    from kpidesk.ui.preview_thread import PdfThread

POINTS = 72  # an inch
FINEST = 400  # dots per inch: finer is not seen, and takes memory


def has_printer() -> bool:
    """Whether this computer knows a printer."""
    return bool(QPrinterInfo.availablePrinterNames())


def printer_for(size: Size) -> QPrinter:
    """Return a printer set to the paper of a page in pt; its margins are the document's own."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setFullPage(True)
    printer.setPageLayout(QPageLayout(_paper(size), _turned(size), QMarginsF()))
    return printer


def _paper(size: Size) -> QPageSize:
    across, down = sorted(size)
    return QPageSize(QPageSize.id(QRectF(0, 0, across, down).size().toSize()))


def _turned(size: Size) -> QPageLayout.Orientation:
    return QPageLayout.Orientation.Landscape if size[0] > size[1] else QPageLayout.Orientation.Portrait


def _turn(printer: QPrinter, size: Size | None, before: Size | None) -> None:
    """Set the printer for a page after one of another size; the paper a person chose stays where the paper does."""
    if size is None or before is None:
        return
    if _turned(size) is not _turned(before):
        printer.setPageOrientation(_turned(size))
    if _paper(size) != _paper(before):
        printer.setPageSize(_paper(size))


def ask(printer: QPrinter, count: int, parent: QWidget) -> bool:
    """Let the person choose the printer and the pages."""
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle("印刷")
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
    dialog.setMinMax(1, count)
    return dialog.exec() == QPrintDialog.DialogCode.Accepted


class Printing(QObject):
    """One job; `printed` tells that it went to the printer, an error is raised out of the event loop."""

    printed = Signal()
    ended = Signal()
    _counted = Signal(int)

    def __init__(self, thread: PdfThread, parent: QWidget) -> None:
        super().__init__(parent)
        self._thread = thread
        self._stop = threading.Event()
        self.dialog = QProgressDialog("印刷しています。", "取りやめる", 0, 0, parent)
        self.dialog.setWindowTitle("印刷")
        self.dialog.setAccessibleName("印刷の進み")
        self.dialog.setWindowModality(Qt.WindowModality.WindowModal)
        self.dialog.setAutoReset(False)
        self.dialog.canceled.connect(self._stop.set)
        self._counted.connect(self.dialog.setValue, Qt.ConnectionType.QueuedConnection)

    def start(self, printer: QPrinter, count: int, title: str) -> None:
        """Print the pages the printer was asked for, of so many."""
        printer.setDocName(title)
        first, last = printer.fromPage() or 1, min(printer.toPage() or count, count)
        pages = range(first - 1, last)
        self.dialog.setMaximum(len(pages))
        self.dialog.setValue(0)
        self._thread.run(lambda pdf: paint(pdf, printer, pages, self._tell), self._end)

    def cancel(self) -> None:
        """Ask the thread to stop."""
        self._stop.set()

    def _tell(self, done: int) -> None:
        """Count one more page; runs in the thread."""
        if self._stop.is_set():
            raise CancelledError
        self._counted.emit(done)

    def _end(self, done: Future[None]) -> None:
        self.dialog.reset()
        self.dialog.deleteLater()
        QTimer.singleShot(0, self, self.ended.emit)
        try:
            done.result()
        except CancelledError:
            return
        self.printed.emit()


def paint(pdf: Pdf, printer: QPrinter, pages: range, told: Callable[[int], None]) -> None:
    """Paint pages (from 0) on the printer's sheets; `told` hears how many are done, and may raise to cancel."""
    sizes = [pdf.size(0), *map(pdf.size, pages)]  # the printer is set for the first page there is
    painter = QPainter()
    _turn(printer, sizes[min(1, len(pages))], sizes[0])
    if not painter.begin(printer):
        remedy = "プリンターの電源と接続を確かめるか、PDFで保存してから印刷してください。"
        raise UserError("印刷を始められません。", where=printer.printerName(), remedy=remedy)
    try:
        for place, number in enumerate(pages):
            told(place)
            if place:
                _turn(printer, sizes[place + 1], sizes[place])
                printer.newPage()
            sheet = printer.paperRect(QPrinter.Unit.DevicePixel)
            inches = sheet.width() / printer.resolution()
            drawn = pdf.draw(number, round(inches * min(printer.resolution(), FINEST)))
            if drawn is not None:
                tall = sheet.width() * drawn.image.height() / drawn.image.width()
                painter.drawImage(QRectF(0, 0, sheet.width(), tall), drawn.image)
        told(len(pages))
    except CancelledError:
        printer.abort()
        raise
    finally:
        painter.end()
