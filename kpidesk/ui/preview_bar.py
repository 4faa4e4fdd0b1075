"""The line above the pages: which page, how large, and how far the document has come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QProgressBar, QPushButton, QToolButton, QWidget

from kpidesk.ui.preview_zoom import LADDER, Fit, words
from kpidesk.ui.widgets import Choice

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance

    from kpidesk.ui.preview_zoom import Zoom

FIELD = 52  # px
PROGRESS = 110  # px
PATIENCE_MS = 400
"""What is done sooner shows no progress: it would only flicker."""
ZOOMS: tuple[Zoom, ...] = (*Fit, *LADDER)


class PreviewBar(QWidget):
    """Asks for a page (from 0), a step of pages or sizes, a size, or to stop."""

    page_wanted = Signal(int)
    step_wanted = Signal(int)
    zoom_wanted = Signal(object)
    zoom_step_wanted = Signal(int)
    stop_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("filters")
        self._page, self._count = 0, 0
        self.field = QLineEdit()
        self.of = QLabel()
        self.zoom = Choice()
        self.progress = QProgressBar()
        self.making = QLabel("作成しています")
        self.stop = QPushButton("取りやめる")
        self._parts = (self.making, self.progress, self.stop)
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(lambda: self._show_making(there=True))
        self._build()
        self._wire()
        self.tell(0, 0)

    def _build(self) -> None:
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 6, 12, 6)
        line.setSpacing(6)
        line.addWidget(self._button("‹", "前のページ（PgUp）", self.step_wanted, -1))
        line.addWidget(self.field)
        line.addWidget(self.of)
        line.addWidget(self._button("›", "次のページ（PgDn）", self.step_wanted, 1))
        line.addSpacing(14)
        line.addWidget(self._button("−", "縮小（Ctrl+-）", self.zoom_step_wanted, -1))
        line.addWidget(self.zoom)
        line.addWidget(self._button("＋", "拡大（Ctrl++）", self.zoom_step_wanted, 1))
        line.addStretch(1)
        for part in self._parts:
            line.addWidget(part)
            part.setVisible(False)
            policy = part.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            part.setSizePolicy(policy)
        self.field.setFixedWidth(FIELD)
        self.field.setAccessibleName("ページ番号")
        self.progress.setFixedWidth(PROGRESS)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName("帳票の作成の進み")
        self.zoom.setAccessibleName("表示の大きさ")
        for zoom in ZOOMS:
            self.zoom.addItem(words(zoom), zoom)

    def _wire(self) -> None:
        self.field.returnPressed.connect(self._go)
        self.field.editingFinished.connect(self._put_back)
        self.zoom.activated.connect(lambda row: self.zoom_wanted.emit(ZOOMS[row]))
        self.stop.clicked.connect(self.stop_wanted)

    def _button(self, sign: str, name: str, wanted: SignalInstance, by: int) -> QToolButton:
        button = QToolButton()
        button.setText(sign)
        button.setToolTip(name)
        button.setAccessibleName(name.partition("（")[0])
        button.clicked.connect(lambda: wanted.emit(by))
        return button

    def tell(self, page: int, count: int) -> None:
        """Say which page of how many is in view."""
        self._page, self._count = page, count
        self.of.setText(f"／{count}ページ" if count else "／－ページ")
        self.field.setEnabled(bool(count))
        if not self.field.hasFocus() or not self.field.isModified():
            self._put_back()

    def tell_zoom(self, zoom: Zoom) -> None:
        """Say how large pages are."""
        with QSignalBlocker(self.zoom):
            self.zoom.setCurrentIndex(ZOOMS.index(zoom))

    def begin(self) -> None:
        """Say soon that a document is being made."""
        self.progress.setRange(0, 0)
        if not self._patience.isActive() and self.making.isHidden():
            self._patience.start()

    def count(self, done: int, total: int) -> None:
        """Say how far it has come."""
        self.progress.setRange(0, max(total, 1))
        self.progress.setValue(min(done, total))

    def end(self) -> None:
        """Say no more about it."""
        self._patience.stop()
        self._show_making(there=False)

    def _show_making(self, *, there: bool) -> None:
        for part in self._parts:
            part.setVisible(there)

    def _go(self) -> None:
        typed = self.field.text().strip()
        if typed.isdecimal():  # full-width digits too
            self.page_wanted.emit(int(typed) - 1)
        self.field.setModified(False)
        self._put_back()

    def _put_back(self) -> None:
        self.field.setText(str(self._page + 1) if self._count else "")
        self.field.setModified(False)
