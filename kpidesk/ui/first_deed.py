"""What stands where there is nothing yet: what it would be, and the button that begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kpidesk.ui.widgets import Paragraph, heading

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton

    from kpidesk.ui.look import Look

WIDTH = 560
LARGER = 1.25


class FirstDeed(QWidget):
    """A heading, a sentence or two, and one button, in the middle of the room there is."""

    def __init__(self, look: Look, title: str, words: str, button: QPushButton, parent: QWidget) -> None:
        super().__init__(parent)
        told = Paragraph(words, "muted")
        named = heading(look, title, LARGER)
        pile, middle, line = QVBoxLayout(), QWidget(), QHBoxLayout()
        for part in (named, told):
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            pile.addWidget(part)
        line.addStretch()
        line.addWidget(button)
        line.addStretch()
        pile.insertStretch(0, 2)
        pile.addLayout(line)
        pile.addStretch(3)
        pile.setSpacing(16)
        middle.setFixedWidth(WIDTH)
        middle.setLayout(pile)
        across = QHBoxLayout(self)
        across.addWidget(middle)
        self.setFocusProxy(button)
