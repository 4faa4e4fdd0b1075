"""How long the program takes until its window stands, as whole processes, against a bare PySide6 window."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

from kpidesk.workspace.sample import make_sample
from tests.bench.measure import Line, alternating

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kpidesk.workspace.services import Services

# The event loop is replaced by one that ends as soon as every window is exposed and painted.
_UNTIL_SHOWN = """
from PySide6.QtWidgets import QApplication
def run(self=None):
    app = QApplication.instance()
    while not all(w.windowHandle() and w.windowHandle().isExposed() for w in app.topLevelWidgets() if w.isWindow()
                  and w.isVisible()):
        app.processEvents()
    for widget in app.topLevelWidgets():
        if widget.isVisible():
            widget.repaint()
    app.processEvents()
    return 0
QApplication.exec = run
"""
_BARE = """
from PySide6.QtWidgets import QMainWindow
app = QApplication([])
window = QMainWindow()
window.resize(1200, 800)
window.show()
app.exec()
"""
_OURS = """
import sys
from kpidesk.app import main
sys.exit(main(sys.argv[1:]))
"""


def lines(folder: Path, services: Services) -> Iterator[Line]:
    """Measure the start to the welcome page and to the sample."""
    sample = folder / "sample.kpidesk"
    make_sample(sample, services)
    welcome, bare = alternating(lambda: _run(folder, _OURS), lambda: _run(folder, _BARE))
    yield Line("start to the welcome page / bare PySide6 window", welcome, 1.6, bare)
    shown, bare = alternating(lambda: _run(folder, _OURS, str(sample)), lambda: _run(folder, _BARE))
    yield Line("start to the sample shown / bare PySide6 window", shown, 3.0, bare)


def _run(folder: Path, script: str, *arguments: str) -> None:
    """Run a script to its end as a user without settings would."""
    home = {name: str(folder / "home") for name in ("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "LOCALAPPDATA")}
    command = [sys.executable, "-c", _UNTIL_SHOWN + script, *arguments]
    subprocess.run(command, check=True, env=os.environ | home, cwd=folder, capture_output=True)
