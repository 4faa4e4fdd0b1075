"""The window as a whole: names for screen readers, colours, what loads when, what is remembered."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QComboBox, QScrollBar, QWidget

from kpidesk.ui.theme import ThemeChoice
from kpidesk.workspace.settings import SettingsFile
from tests.ui.driver import CONTROL, Driver, Key

if TYPE_CHECKING:
    from pathlib import Path

    from kpidesk.workspace.services import Services

HEAVY = ("peewee", "openpyxl", "reportlab", "pikepdf", "sqlite3", "kpidesk.workspace.export", "kpidesk.ui.form_dialog")
START = """
import sys
from PySide6.QtWidgets import QApplication
QApplication.exec = lambda *_: 0
from kpidesk.app import make_services
from kpidesk.ui.application import run_window
run_window(make_services(), None)
print([name for name in {heavy!r} if name in sys.modules])
"""


def unnamed(window: QWidget) -> list[str]:
    """Return the controls a screen reader would have no word for."""
    nameless: list[str] = []
    for widget in window.findChildren(QWidget):
        reachable = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible()
        if not reachable or isinstance(widget, QScrollBar):
            continue
        spoken = QAccessible.queryAccessibleInterface(widget)
        if not spoken.text(QAccessible.Text.Name):
            nameless.append(f"{type(widget).__name__} {widget.objectName()}")
    return nameless


def test_every_control_has_a_name(driver: Driver, sample: Path) -> None:
    assert unnamed(driver.window) == []
    driver.window.open_path(sample)
    assert unnamed(driver.window) == []


def test_the_panes_are_reached_with_f6(driver: Driver, sample: Path) -> None:
    driver.window.open_path(sample)
    desk = driver.desk
    order: list[QWidget] = [desk.grid, desk.inspector.remarks, desk.tree.view, desk.grid]
    for pane in order:
        assert driver.focus is pane
        driver.press(Key.Key_F6)
    driver.press(Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    driver.press(Key.Key_T, CONTROL)
    driver.press(Key.Key_1, CONTROL)
    assert driver.focus is order[0]


def test_every_menu_item_has_a_mnemonic_and_no_two_share_one(driver: Driver) -> None:
    for menu in driver.window.menuBar().actions():
        letters = [action.text().partition("&")[2][:1] for action in menu.menu().actions() if action.text()]  # type: ignore[attr-defined]
        assert all(letters), menu.text()
        assert len(set(letters)) == len(letters), menu.text()


def test_dark_and_light_are_remembered(driver: Driver, services: Services) -> None:
    driver.window.choose_theme(ThemeChoice.DARK)
    assert SettingsFile(services.settings_file).load().theme == "dark"
    driver.window.choose_theme(ThemeChoice.LIGHT)


def test_the_status_line_tells_how_far_it_is(driver: Driver, sample: Path) -> None:
    driver.window.open_path(sample)
    driver.press(Key.Key_PageDown, CONTROL)
    driver.qtbot.waitUntil(lambda: driver.desk.status.entered.text() == "入力 0/55")
    driver.type("5")
    driver.press(Key.Key_Return)
    assert driver.desk.status.saved.text() == "保存済み 12:00"
    assert driver.desk.status.file.text() == "砂川市.kpidesk"
    driver.qtbot.waitUntil(lambda: driver.desk.status.doubtful.text() == "要確認 8")


def test_no_control_stands_there_without_work(driver: Driver, sample: Path) -> None:
    driver.window.open_path(sample)
    kinds = (QAbstractButton, QComboBox, QAbstractItemView)
    shown = [each for each in driver.desk.findChildren(QWidget) if isinstance(each, kinds) and each.isVisible()]
    assert len(shown) < 16


def test_a_start_loads_no_store_and_no_document_library(tmp_path: Path) -> None:
    script = START.format(heavy=HEAVY)
    home = {name: str(tmp_path) for name in ("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "LOCALAPPDATA")}
    environment = os.environ | home | {"QT_QPA_PLATFORM": "offscreen"}
    told = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True, env=environment)
    assert told.stdout.strip() == "[]"
