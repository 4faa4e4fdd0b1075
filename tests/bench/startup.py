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

# Once Qt is loaded its event loop is replaced by one that ends the process when every window is exposed and painted.
_UNTIL_SHOWN = """
import os
def end_when_shown():
    from PySide6.QtWidgets import QApplication
    def run(self=None):
        app = QApplication.instance()
        def shown():
            return [w for w in app.topLevelWidgets() if w.isWindow() and w.isVisible()]
        while not all(w.windowHandle() and w.windowHandle().isExposed() for w in shown()):
            app.processEvents()
        for widget in shown():
            widget.repaint()
        app.processEvents()
        os._exit(0)  # the start is measured, not the taking down
    QApplication.exec = run
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
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    home = {name: str(folder / "home") for name in ("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "LOCALAPPDATA")}
    compiled = {"PYTHONPYCACHEPREFIX": str(folder / "compiled")}  # an installed program is compiled; a checkout may not
    command = [sys.executable, "-c", _UNTIL_SHOWN + script, *arguments]
    subprocess.run(command, check=True, env=kept | home | compiled, cwd=folder, capture_output=True)
