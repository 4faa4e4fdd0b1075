"""Small parts that several panels are put together from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QComboBox, QFrame, QLabel, QPushButton, QSizePolicy, QStyledItemDelegate, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent, QWheelEvent

    from kpidesk.ui.look import Look


LINE_HEIGHT = 140


class Paragraph(QLabel):
    """A text that breaks its lines, with the room between them that the font itself does not leave."""

    def __init__(self, text: str = "", role: str = "") -> None:
        super().__init__()
        self.plain = ""
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        if role:
            self.setProperty("role", role)
        self.say(text)

    def say(self, text: str) -> None:
        """Show a text, whatever signs are in it."""
        self.plain = text
        body = text.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br>")
        self.setText(f'<p style="margin:0; line-height:{LINE_HEIGHT}%">{body}</p>' if text else "")
        self.setAccessibleName(text)


class ElidedTitle(QLabel):
    """A line that ends in … where the room ends, and is told whole beside the mouse."""

    def __init__(self) -> None:
        super().__init__()
        self._whole = ""
        self.setMinimumWidth(1)

    def say(self, text: str) -> None:
        """Show another text."""
        self._whole = text
        self.setToolTip(text)
        self.setAccessibleName(text)
        self._elide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        self.setText(self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideMiddle, self.width()))


def heading(look: Look, text: str = "", scale: float = 1.0) -> Paragraph:
    """Return a bold text."""
    made = Paragraph(text)
    made.setFont(look.font(scale, bold=True))
    return made


def rule() -> QFrame:
    """Return a thin line across."""
    made = QFrame()
    made.setProperty("role", "rule")
    made.setFixedHeight(1)
    return made


def restyle(widget: QWidget, name: str, value: object) -> None:
    """Set a property the style sheet asks for, and let it show."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):  # else it is still to be looked at
            widget.style().unpolish(widget)
            widget.style().polish(widget)


def link(text: str) -> QPushButton:
    """Return a button that looks like a link."""
    made = QPushButton(text)
    made.setProperty("link", True)  # noqa: FBT003 -- Qt's name and value
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return made


class Choice(QComboBox):
    """A list to choose from that a turn of the wheel never changes: who scrolls past it means the page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(QStyledItemDelegate(self))  # the box's own one draws a frame around the chosen line

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def pick(self, wanted: object) -> None:
        """Choose the line of a value; findData compares as Qt does, which knows nothing of Python's values."""
        self.setCurrentIndex(next(row for row in range(self.count()) if self.itemData(row) == wanted))


class Disclosure(QPushButton):
    """A heading that shows or hides the widget below it."""

    def __init__(self, text: str, below: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = text
        self._below = below
        self.setCheckable(True)
        self.setProperty("link", True)  # noqa: FBT003 -- Qt's name and value
        self.toggled.connect(self._show)
        self._show(open_=False)

    def name(self, text: str) -> None:
        """Change the heading."""
        self._text = text
        self._show(open_=self.isChecked())

    def _show(self, open_: bool) -> None:  # noqa: FBT001 -- Qt's signal
        self.setText(f"{'▾' if open_ else '▸'} {self._text}")
        self.setAccessibleName(f"{self._text}（{'開いています' if open_ else '閉じています'}）")
        self._below.setVisible(open_)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), 30)
