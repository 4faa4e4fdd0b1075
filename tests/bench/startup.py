"""How long the program takes until its window stands, as whole processes, against a bare PySide6 window."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING, Final

from kpidesk.workspace.sample import make_sample
from tests.bench.measure import Line, alternating

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kpidesk.workspace.services import Services

# Once Qt is loaded, the process ends as soon as its window has been painted, a last layout included.
_UNTIL_SHOWN = """
import os
def end_when_shown():
    from PySide6.QtCore import QCoreApplication, QEvent, QObject
    from PySide6.QtWidgets import QApplication
    class Watch(QObject):
        def eventFilter(self, window, event):
            if event.type() == QEvent.Type.Paint:
                window.removeEventFilter(self)
                QCoreApplication.sendEvent(window, event)
                for pending in (QEvent.Type.LayoutRequest, QEvent.Type.UpdateRequest):
                    QCoreApplication.sendPostedEvents(None, pending)
                os._exit(0)  # the start is measured, not the taking down
            return False
    run = QApplication.exec
    def until_shown(self=None):
        watch = Watch()
        for widget in QApplication.topLevelWidgets():
            if widget.isWindow() and widget.isVisible():
                widget.windowHandle().installEventFilter(watch)
        return run()
    QApplication.exec = until_shown
"""
_BARE = """
end_when_shown()
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
window.resize(1200, 800)
window.show()
app.exec()
"""
_OURS = """
import sys
from kpidesk import app
made = app.make_services
def make_services():
    end_when_shown()
    return made()
app.make_services = make_services
sys.exit(app.main(sys.argv[1:]))
"""


RUNS: Final = 15


def lines(folder: Path, services: Services) -> Iterator[Line]:
    """Measure the start to the welcome page and to the sample."""
    sample = folder / "sample.kpidesk"
    make_sample(sample, services)
    welcome, bare = alternating(lambda: _run(folder, _OURS), lambda: _run(folder, _BARE), runs=RUNS)
    yield Line("start to the welcome page / bare PySide6 window", welcome, 1.6, bare)
    shown, bare = alternating(lambda: _run(folder, _OURS, str(sample)), lambda: _run(folder, _BARE), runs=RUNS)
    yield Line("start to the sample shown / bare PySide6 window", shown, 3.0, bare)


def _run(folder: Path, script: str, *arguments: str) -> None:
    """Run a script to its end as a user without settings would."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    home = {name: str(folder / "home") for name in ("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "LOCALAPPDATA")}
    compiled = {"PYTHONPYCACHEPREFIX": str(folder / "compiled")}  # an installed program is compiled; a checkout may not
    command = [sys.executable, "-c", _UNTIL_SHOWN + script, *arguments]
    subprocess.run(command, check=True, env=kept | home | compiled, cwd=folder, capture_output=True)
