"""A line across the top of the window: what must be known, or what was just finished, with what can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Deeds = Mapping[str, Callable[[], None]]


class Banner(QWidget):
    """Says one thing at a time."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setAccessibleName("お知らせ")
        self._buttons: list[QPushButton] = []
        self._close = QToolButton()
        self._close.setText("✕")
        self._close.setAccessibleName("お知らせを閉じる")
        self._close.clicked.connect(self.hide)
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
        self, sentence: str, deeds: Mapping[str, Callable[[], None]] | None = None, *, lasting: bool = False
    ) -> None:
        """Say a sentence, with a button for each deed; a lasting one cannot be closed."""
        for button in self._buttons:
            button.deleteLater()
        self._buttons = []
        for number, (word, deed) in enumerate((deeds or {}).items()):
            button = QPushButton(word)
            button.clicked.connect(_plainly(deed))
            self._box.insertWidget(1 + number, button)
            self._buttons.append(button)
        self._text.setText(sentence)
        self._close.setVisible(not lasting)
        self.show()


def _plainly(deed: Callable[[], None]) -> Callable[[bool], None]:
    return lambda _checked: deed()
