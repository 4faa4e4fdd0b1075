"""How far a document has come, over the lower edge of the old pages, which it moves nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from kpidesk.ui.widgets import restyle

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

LONG = 110  # px
LIFT = 20  # px
PATIENCE_MS = 400
"""What is done sooner shows no progress: it would only flicker."""


class PreviewProgress(QWidget):
    """Shows itself where it takes long, and asks to stop."""

    stop_wanted = Signal()

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self.progress = QProgressBar()
        self.stop = QPushButton("取りやめる")
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self._appear)
        self.stop.clicked.connect(self.stop_wanted)
        self.setObjectName("banner")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        restyle(self, "floating", value=True)
        self.progress.setFixedWidth(LONG)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName("帳票の作成の進み")
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 8, 10, 8)
        line.setSpacing(12)
        for part in (QLabel("帳票を作成しています"), self.progress, self.stop):
            line.addWidget(part)
        over.installEventFilter(self)
        self.hide()

    def begin(self) -> None:
        """Say soon that a document is being made."""
        self.progress.setRange(0, 0)
        if not self._patience.isActive() and self.isHidden():
            self._patience.start()

    def count(self, done: int, total: int) -> None:
        """Say how far it has come."""
        self.progress.setRange(0, max(total, 1))
        self.progress.setValue(min(done, total))

    def end(self) -> None:
        """Say no more about it; the keys go back to the pages."""
        self._patience.stop()
        if self.stop.hasFocus():
            self._over.setFocus()
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and not self.isHidden():
            self._place()
        return super().eventFilter(watched, event)

    def _appear(self) -> None:
        self._place()
        self.show()
        self.raise_()

    def _place(self) -> None:
        size, room = self.sizeHint(), self._over.size()
        self.setGeometry(
            (room.width() - size.width()) // 2, room.height() - LIFT - size.height(), size.width(), size.height()
        )
