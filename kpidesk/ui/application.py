"""Starts the window: the Qt application, the look, the message door, and what was asked for."""

from __future__ import annotations

import gc
import sys
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from kpidesk.errors import UserError
from kpidesk.ui.error_dialog import MessageDoor
from kpidesk.ui.file_prompts import FilePrompts
from kpidesk.ui.look import Look
from kpidesk.ui.main_window import MainWindow
from kpidesk.workspace.settings import SettingsFile

if TYPE_CHECKING:
    from pathlib import Path

    from kpidesk.workspace.services import Services


STYLE = ("-style", "fusion")
"""Said when Qt begins: to make the style later brings all of QStyle's numbers with it, 15 ms."""


def run_window(services: Services, file: Path | None) -> int:
    """Show the window until it is closed; returns the exit code."""
    app = QApplication([*sys.argv[:1], *STYLE])
    app.setApplicationName("kpidesk")
    app.setApplicationDisplayName("kpidesk")
    speak_japanese(app)
    door = MessageDoor(services.log_file, services.clock)
    door.install()
    window = make_window(app, services)
    try:
        window.start(file)
    except UserError as error:
        QTimer.singleShot(0, partial(door.show, error))
    window.show()
    QTimer.singleShot(0, gc.enable)
    return app.exec()


def make_window(app: QApplication, services: Services) -> MainWindow:
    """Return the window with its look, not shown yet."""
    look = Look(app, services.fonts, services.themes, services.icons)
    window = MainWindow(services, SettingsFile(services.settings_file), look, FilePrompts(services.documents))
    window.restore()
    return window


def speak_japanese(app: QApplication) -> None:
    """Let Qt's own buttons and dialogs speak Japanese, whatever the system's language is."""
    QLocale.setDefault(QLocale(QLocale.Language.Japanese, QLocale.Country.Japan))
    translator = QTranslator(app)
    if translator.load("qtbase_ja", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)
