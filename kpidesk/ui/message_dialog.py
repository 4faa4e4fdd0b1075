"""One message: what happened, where, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout

from kpidesk.ui.widgets import Paragraph

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QWidget

WIDTH = 460


class MessageDialog(QDialog):
    """A bold sentence, where it happened, and what to do."""

    def __init__(self, what: str, where: str, remedy: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle("kpidesk")
        self.setMinimumWidth(WIDTH)
        self.setAccessibleName(what)
        self.setAccessibleDescription(f"{where} {remedy}")
        self.buttons = QDialogButtonBox()
        self.box = box = QVBoxLayout(self)
        box.setContentsMargins(26, 24, 26, 20)
        box.setSpacing(12)
        for part, role in ((what, ""), (where, "muted"), (remedy, "")):
            if part:
                box.addWidget(Paragraph(part, role))
        font = self.font()
        font.setBold(True)
        first = box.itemAt(0)
        if first is not None and (widget := first.widget()) is not None:
            widget.setFont(font)
        box.addStretch()
        box.addSpacing(8)
        box.addWidget(self.buttons)
        closing = self.buttons.addButton("閉じる", QDialogButtonBox.ButtonRole.RejectRole)
        closing.setDefault(True)
        closing.setFocus()
        self.buttons.rejected.connect(self.reject)

    def showEvent(self, event: QShowEvent) -> None:
        """Be as high as the texts are once the fonts are known."""
        width = max(WIDTH, self.minimumSizeHint().width())
        self.resize(width, self.box.heightForWidth(width))
        super().showEvent(event)

    def offer(self, words: str, deed: Callable[[], object]) -> None:
        """Add a button that does something and leaves the message open."""
        button = self.buttons.addButton(words, QDialogButtonBox.ButtonRole.ActionRole)
        button.setAutoDefault(False)
        button.clicked.connect(deed)
