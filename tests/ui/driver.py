"""Somebody at the keyboard: what a test does to the window, and what it sees there."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget

from kpidesk.ui.file_prompts import FilePrompts
from kpidesk.ui.main_window import MainWindow
from kpidesk.workspace.settings import SettingsFile

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QAction
    from pytestqt.qtbot import QtBot

    from kpidesk.domain.year_value import CellKey
    from kpidesk.ui.desk import Desk
    from kpidesk.ui.look import Look
    from kpidesk.workspace.services import Services

Key = Qt.Key
Shown = TypeVar("Shown", bound=QDialog)
Kind = type[Shown]
CONTROL = Qt.KeyboardModifier.ControlModifier


class Answers(FilePrompts):
    """Answers the questions for files with what the test laid out."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.workspace: Path | None = None
        self.document: Path | None = None
        self.target: Path | None = None
        self.proposed = ""

    def open_workspace(self, parent: QWidget) -> Path | None:
        del parent
        return self.workspace

    def open_document(self, parent: QWidget) -> Path | None:
        del parent
        return self.document

    def new_workspace(self, parent: QWidget, proposed: str) -> Path | None:
        del parent
        self.proposed = proposed
        return self.target

    def save_document(self, parent: QWidget, proposed: str, words: str, suffix: str) -> Path | None:
        del parent, words
        self.proposed = proposed + suffix
        return self.target


class Driver:
    """Presses keys on whatever has the focus."""

    def __init__(self, qtbot: QtBot, window: MainWindow, answers: Answers) -> None:
        self.qtbot = qtbot
        self.window = window
        self.answers = answers

    @property
    def desk(self) -> Desk:
        """The desk of the open workspace."""
        assert self.window.desk is not None
        return self.window.desk

    @property
    def focus(self) -> QWidget:
        """The widget that has the focus; a window of an earlier test may just have taken the activity along."""
        if QApplication.focusWidget() is None:
            self.window.activateWindow()
            self.qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press and release a key."""
        QTest.keyClick(self.focus, key, modifier)

    def type(self, text: str) -> None:
        """Type signs of the keyboard; signs of the input method are `compose`d."""
        for sign in text:
            QTest.keyClicks(self.focus, sign)

    def compose(self, text: str) -> None:
        """Write through the input method: the first sign as composition, then the whole text committed."""
        QCoreApplication.sendEvent(self.focus, QInputMethodEvent(text[:1], []))
        committed = QInputMethodEvent("", [])
        committed.setCommitString(text)
        QCoreApplication.sendEvent(self.focus, committed)

    def choose(self, title: str, words: str) -> None:
        """Open a menu and choose the item that has these words; it must be on offer."""
        action = self.item(title, words)
        assert action.isEnabled()
        action.trigger()

    def item(self, title: str, words: str) -> QAction:
        """Return an item of a menu as it is when the menu is opened."""
        menus = [action.menu() for action in self.window.menuBar().actions() if action.text().startswith(title)]
        menu = menus[0]
        assert isinstance(menu, QMenu)
        menu.aboutToShow.emit()
        return next(action for action in menu.actions() if words in action.text())

    def dialog(self, kind: Kind[Shown]) -> Shown:
        """Return the dialog of a kind that is open, once it has the keys."""
        shown = next(each for each in self.window.findChildren(kind) if each.isVisible())
        shown.activateWindow()
        self.qtbot.waitUntil(shown.isActiveWindow)
        return shown

    def cell(self) -> str:
        """Return what stands in the current cell."""
        return str(self.desk.grid.currentIndex().data())

    def text_of(self, key: CellKey) -> str:
        """Return what the grid shows for a figure or 所見."""
        return str(self.desk.model.where(key).data())


def make_driver(qtbot: QtBot, look: Look, services: Services) -> Driver:
    """Show a window and return its driver."""
    answers = Answers(services.documents)
    window = MainWindow(services, SettingsFile(services.settings_file), look, answers)
    qtbot.addWidget(window)
    window.start(None)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return Driver(qtbot, window, answers)
