"""How long one edit takes in the real window: a key until it shows, Enter until it is on the disk, and repainted."""

from __future__ import annotations

import statistics
import time
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from kpidesk.domain.fiscal_year import FiscalYear
from kpidesk.domain.year_value import Side, ValueKey
from kpidesk.ui.application import make_window
from kpidesk.workspace.sample import make_sample
from tests.bench.measure import Line, timed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kpidesk.ui.main_window import MainWindow
    from kpidesk.workspace.services import Services

YEAR = FiscalYear(2023)
UIDS = tuple(f"i{number}" for number in (2, 3, 4, 5, 6, 7, 8, 9, 12, 13, 18, 20, 22, 23, 24))


def lines(folder: Path, services: Services) -> Iterator[Line]:
    """Measure the keys of a clerk who enters a figure, many times over."""
    app = QApplication.instance() or QApplication([])
    if not isinstance(app, QApplication):
        return
    file = folder / "editing.kpidesk"
    make_sample(file, services)
    window = make_window(app, replace(services, settings_file=folder / "settings.json"))
    window.resize(1920, 1080)
    window.start(file)
    window.show()
    app.processEvents()
    keys, saved, shown = zip(*(_enter(window, uid) for uid in UIDS), strict=True)
    window.close()
    yield Line("a key until it shows in its cell", statistics.median(keys), 0.016)
    yield Line("one edit, Enter until on the disk", statistics.median(saved), 0.016)
    yield Line("one edit, Enter until the next cell is ready, slowest", max(shown), 0.050)


def _enter(window: MainWindow, uid: str) -> tuple[float, float, float]:
    """Type one figure; returns the seconds of its first key, of its Enter until saved, and until all is painted."""
    desk = window.desk
    if desk is None:
        raise RuntimeError("the sample did not open")
    desk.grid.go(desk.model.where(ValueKey(uid, "", YEAR, Side.ACTUAL)))
    QApplication.processEvents()
    key = timed(lambda: _press(Qt.Key.Key_4))
    saved: list[float] = []
    leave = desk.session.workspace.subscribe(lambda _: saved.append(time.perf_counter()))
    began = time.perf_counter()
    shown = timed(lambda: _press(Qt.Key.Key_Return))
    leave()
    return key, saved[0] - began, shown


def _press(key: Qt.Key) -> None:
    """Press a key and let everything it set off be painted."""
    focus = QApplication.focusWidget()
    if not isinstance(focus, QWidget):
        raise TypeError("nothing has the focus")
    QTest.keyClick(focus, key)
    QApplication.processEvents()
