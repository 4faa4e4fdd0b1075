"""Somebody before the third view: waits for its pages, and reads off what is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMainWindow

from kpidesk.ui.main_window import LEAST
from kpidesk.ui.preview_view import PreviewView

if TYPE_CHECKING:
    from PySide6.QtGui import QImage
    from pytestqt.qtbot import QtBot

    from kpidesk.ui.look import Look
    from kpidesk.ui.session import Session
    from kpidesk.workspace.services import Services

PATIENCE_MS = 30_000


class PreviewDriver:
    """Has the view open; `pages` waits until they are those of now."""

    def __init__(self, qtbot: QtBot, session: Session, look: Look, services: Services) -> None:
        self.qtbot = qtbot
        self.view = PreviewView(session, look, services)
        self._window = QMainWindow()
        self._window.setCentralWidget(self.view)
        self._window.setMinimumSize(LEAST)
        self._window.resize(1100, 690)
        qtbot.addWidget(self._window)

    def show(self) -> None:
        """Open the view."""
        self._window.show()
        self._window.activateWindow()
        self.qtbot.waitUntil(self._window.isActiveWindow)

    def wait(self) -> int:
        """Wait until the pages are those of now and drawn; returns how many there are."""
        self.qtbot.waitUntil(self._settled, timeout=PATIENCE_MS)
        return self.view.pages.count

    def again(self) -> int:
        """Wait until a change is seen, then as `wait`."""
        self.qtbot.waitUntil(lambda: not self.view.current, timeout=PATIENCE_MS)
        return self.wait()

    @property
    def text(self) -> str:
        """What stands on the page in view."""
        return self.view.images.text(self.view.pages.page)

    def picture(self) -> QImage:
        """Return what is painted of the pages."""
        return self.view.pages.viewport().grab().toImage()

    def _settled(self) -> bool:
        view = self.view
        return view.current and bool(self.text) and view.images.settled
