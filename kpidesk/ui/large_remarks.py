"""The 所見 large in place of the grid, and back into the inspector."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from kpidesk.ui.inspector_panel import InspectorPanel


class LargeRemarks(QWidget):
    """Borrows the pane of the inspector while it is shown."""

    def __init__(self, middle: QStackedWidget, inspector: InspectorPanel) -> None:
        super().__init__()
        self.setObjectName("largeRemarks")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._middle = middle
        self._inspector = inspector
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        middle.addWidget(self)
        inspector.size_wanted.connect(self.toggle)

    @property
    def shown(self) -> bool:
        """Whether the 所見 is large."""
        return self._middle.currentWidget() is self

    def toggle(self) -> None:
        """Open the 所見 large, or bring it back; the field keeps the focus."""
        with self._inspector.remarks.moving():
            if self.shown:
                self.shrink()
            elif self._inspector.pane.isVisible():
                self._enlarge()
            self._inspector.remarks.setFocus()

    def _enlarge(self) -> None:
        self._box.addWidget(self._inspector.pane)
        self._middle.setCurrentWidget(self)
        self._inspector.pane.be_large(large=True)

    def shrink(self) -> None:
        """Bring the 所見 back into the inspector."""
        if self.shown:
            self._middle.setCurrentIndex(0)
            self._inspector.pane.be_large(large=False)
            self._inspector.take_pane()
