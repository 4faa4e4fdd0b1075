"""The line above the pages: which page, and how large."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from kpidesk.ui.preview_zoom import LADDER, Fit, words
from kpidesk.ui.widgets import Choice

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance

    from kpidesk.ui.preview_zoom import Zoom

FIELD = 52  # px
ZOOMS: tuple[Zoom, ...] = (*Fit, *LADDER)


class PreviewBar(QWidget):
    """Asks for a page (from 0), a step of pages or sizes, or a size."""

    page_wanted = Signal(int)
    step_wanted = Signal(int)
    zoom_wanted = Signal(object)
    zoom_step_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("previewBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._page, self._count = 0, 0
        self.field = QLineEdit()
        self.of = QLabel()
        self.zoom = Choice()
        self._build()
        self._wire()
        self.tell(0, 0)

    def _build(self) -> None:
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 6, 12, 6)
        line.setSpacing(4)
        line.addWidget(self._button("‹", "前のページ（PgUp）", self.step_wanted, -1))
        line.addWidget(self.field)
        line.addWidget(self.of)
        line.addWidget(self._button("›", "次のページ（PgDn）", self.step_wanted, 1))
        line.addSpacing(10)
        line.addWidget(self._button("−", "縮小（Ctrl+-）", self.zoom_step_wanted, -1))
        line.addWidget(self.zoom)
        line.addWidget(self._button("＋", "拡大（Ctrl++）", self.zoom_step_wanted, 1))
        line.addStretch(1)
        self.field.setFixedWidth(FIELD)
        self.field.setAccessibleName("ページ番号")
        self.zoom.setAccessibleName("表示の大きさ")
        for zoom in ZOOMS:
            self.zoom.addItem(words(zoom), zoom)

    def _wire(self) -> None:
        self.field.returnPressed.connect(self._go)
        self.field.editingFinished.connect(self._put_back)
        self.zoom.activated.connect(lambda row: self.zoom_wanted.emit(ZOOMS[row]))

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
        self.of.setText(f"／{count}ページ" if count else "")
        self.field.setEnabled(bool(count))
        if not self.field.hasFocus() or not self.field.isModified():
            self._put_back()

    def tell_zoom(self, zoom: Zoom) -> None:
        """Say how large pages are."""
        with QSignalBlocker(self.zoom):
            self.zoom.setCurrentIndex(ZOOMS.index(zoom))

    def _go(self) -> None:
        typed = self.field.text().strip()
        if typed.isdecimal():  # full-width digits too
            self.page_wanted.emit(int(typed) - 1)
        self.field.setModified(False)
        self._put_back()

    def _put_back(self) -> None:
        self.field.setText(str(self._page + 1) if self._count else "")
        self.field.setModified(False)
