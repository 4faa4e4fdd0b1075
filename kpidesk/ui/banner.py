"""A line in the window: what must be known, or what was just finished, with what can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from kpidesk.ui.widgets import restyle

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtCore import QObject

    Deeds = Mapping[str, Callable[[], None]]


WIDEST = 820
LIFT = 44
MARGIN = 16
PASSING_MS = 10_000


class Banner(QWidget):
    """Says one thing at a time: over the lower edge of its parent, where it moves nothing, or in a layout."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        parent.installEventFilter(self)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName("banner")
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setAccessibleName("お知らせ")
        self._buttons: list[QPushButton] = []
        self._close = QToolButton()
        self._close.setText("✕")
        self._close.setAccessibleName("お知らせを閉じる")
        self._close.clicked.connect(self.hide)
        self.fade = QTimer(self, interval=PASSING_MS, singleShot=True)
        self.fade.timeout.connect(self._fade_out)
        self._passing = False
        self._box = QHBoxLayout(self)
        self._box.setContentsMargins(18, 8, 10, 8)
        self._box.setSpacing(10)
        self._box.addWidget(self._text, 1)
        self._box.addWidget(self._close)
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._text.text()

    def say(
        self,
        sentence: str,
        deeds: Mapping[str, Callable[[], None]] | None = None,
        *,
        lasting: bool = False,
        passing: bool = False,
    ) -> None:
        """Say a sentence, with a button for each deed; a lasting one cannot be closed, a passing one goes by itself."""
        for button in self._buttons:
            button.deleteLater()
        self._buttons = []
        for number, (word, deed) in enumerate((deeds or {}).items()):
            button = QPushButton(word)
            button.clicked.connect(_plainly(deed))
            self._box.insertWidget(1 + number, button)
            self._buttons.append(button)
        restyle(self, "lasting", lasting)
        self._text.setText(sentence)
        self._close.setVisible(not lasting)
        self._place()
        self.show()
        self._passing = passing
        if passing:
            self.fade.start()
        else:
            self.fade.stop()

    def pass_by(self) -> None:
        """Put a passing sentence away: something else has begun."""
        if self._passing:
            self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and not self.isHidden():
            self._place()
        return super().eventFilter(watched, event)

    def _fade_out(self) -> None:
        """Go, unless somebody points at it or stands in it with the keys."""
        if self.underMouse() or any(button.hasFocus() for button in self._buttons):
            self.fade.start()
        else:
            self.pass_by()

    def _place(self) -> None:
        """Stand centred above the lower edge of the parent, unless a layout says where."""
        over = self.parentWidget()
        layout = over.layout() if over else None
        if over is None or (layout is not None and layout.indexOf(self) >= 0):
            return
        width = min(WIDEST, over.width() - 2 * MARGIN)
        height = max(self._box.heightForWidth(width), self.sizeHint().height())
        restyle(self, "floating", value=True)
        self.setGeometry((over.width() - width) // 2, over.height() - LIFT - height, width, height)
        self.raise_()


def _plainly(deed: Callable[[], None]) -> Callable[[bool], None]:
    return lambda _checked: deed()
