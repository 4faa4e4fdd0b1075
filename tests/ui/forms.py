"""What the tests of the dialogs with forms do: press a button, choose in a menu, fill a field, find the open form."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from tests.ui.driver import CONTROL, Key

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton, QWidget

    from kpidesk.ui.form_dialog import FormDialog
    from tests.ui.driver import Driver

Shown = TypeVar("Shown", bound=QDialog)


def press(button: QPushButton) -> None:
    """Press a button with the keyboard; it must be on offer."""
    assert button.isEnabled()
    button.setFocus()
    QTest.keyClick(button, Key.Key_Space)


def choose(button: QPushButton, words: str) -> None:
    """Choose what has these words in the menu of a button; it must be on offer."""
    action = next(each for each in button.menu().actions() if words in each.text())
    assert action.isEnabled()
    action.trigger()


def fill(field: QWidget, text: str) -> None:
    """Write a text, through the input method, in place of what stands in a field."""
    target = field.focusProxy() or field
    target.setFocus()
    QTest.keyClick(target, Key.Key_A, CONTROL)
    QTest.keyClick(target, Key.Key_Delete)
    committed = QInputMethodEvent("", [])
    committed.setCommitString(text)
    QCoreApplication.sendEvent(target, committed)


def refused(asked: FormDialog) -> str:
    """Press the button that keeps a form, which must stay open; returns what it says is wrong."""
    press(asked.keep)
    assert asked.isVisible()
    assert asked.told.property("role") == "over"
    return asked.told.plain


def form(driver: Driver, kind: type[Shown]) -> Shown:
    """Return the form of a kind that is open, once it has the keys."""
    return driver.dialog(kind)
