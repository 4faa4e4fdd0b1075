"""A plan of 2,000 indicators over ten years in the real window: opening, a key, a scroll step, memory, deeds."""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from kpidesk.app import make_services
from kpidesk.domain.fiscal_year import Period
from kpidesk.ui.application import make_window
from kpidesk.workspace.workspace import Workspace
from tests import builders as b
from tests.bench import deeds
from tests.bench.measure import Line, timed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpidesk.domain.plan import Plan
    from kpidesk.ui.main_window import MainWindow
    from kpidesk.workspace.services import Services

GOALS, MEASURES, PROJECTS, INDICATORS = 4, 10, 25, 2
YEARS = range(2021, 2031)
STEPS = 20


def lines(folder: Path, services: Services) -> Iterator[Line]:
    """Measure in a process of its own, whose memory is the program's alone."""
    file = folder / "large.kpidesk"
    workspace = Workspace.create(file, services)
    workspace.add_plan(plan())
    workspace.close()
    command = [sys.executable, "-m", __name__, str(file), str(folder)]
    done = subprocess.run(command, check=True, env=os.environ, stdout=subprocess.PIPE, encoding="utf-8")
    found = json.loads(done.stdout)
    yield Line("2,000 indicators × 10 years opened, until shown", found["shown"], 1.0)
    yield Line("  … until every row is there", found["loaded"], 2.0)
    yield Line("  a key until it shows, median", found["key"], 0.016)
    yield Line("  a scroll step, median", found["scroll"], 0.016)
    yield Line("  memory", found["megabytes"], 300.0, unit="MB")
    for deed, seconds in found["blocked"].items():
        yield Line(f"  held up by: {deed}", seconds, 0.050)


def plan(goals: int = GOALS) -> Plan:
    """Return a plan as large as any municipality's, with a target and an actual in every year; 500 for each goal."""
    values = {year: str(100 + year - YEARS.start) for year in YEARS}
    numbers = iter(range(1, goals * MEASURES * PROJECTS * INDICATORS + 1))
    branches = [
        b.goal(
            f"g{goal}",
            *(
                b.measure(
                    f"m{goal}-{measure}",
                    *(
                        b.project(
                            f"p{goal}-{measure}-{project}",
                            *(
                                b.indicator(
                                    f"i{next(numbers)}",
                                    b.series(targets=values, actuals=values, final="110", as_of="令和12年"),
                                    unit="件",
                                )
                                for _ in range(INDICATORS)
                            ),
                        )
                        for project in range(PROJECTS)
                    ),
                )
                for measure in range(MEASURES)
            ),
        )
        for goal in range(goals)
    ]
    return replace(b.plan(*branches), years=Period(b.fy(YEARS.start), b.fy(YEARS.stop - 1)))


def _measure(file: Path, folder: Path) -> dict[str, Any]:
    app = QApplication([])
    services = replace(make_services(), settings_file=folder / "large.json")
    window = make_window(app, services)
    window.resize(1920, 1080)
    window.show()
    app.processEvents()
    opening = timed(lambda: _open(window, file))
    loading = timed(lambda: _load(window))
    keys, steps = _type(window), _scroll(window)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    held_up = dict(deeds.blocked(window.desk)) if window.desk else {}
    window.close()
    return {
        "shown": opening,
        "loaded": opening + loading,
        "key": statistics.median(keys),
        "scroll": statistics.median(steps),
        "megabytes": memory,
        "blocked": held_up,
    }


def _open(window: MainWindow, file: Path) -> None:
    window.start(file)
    window.repaint()


def _load(window: MainWindow) -> None:
    """Let the rows come as they do while nobody types."""
    rows = -1
    while window.desk is not None and rows != window.desk.model.rowCount():
        rows = window.desk.model.rowCount()
        for _ in range(STEPS):
            QApplication.processEvents()


def _type(window: MainWindow) -> list[float]:
    window.activateWindow()
    while not window.isActiveWindow():
        QApplication.processEvents()
    (window.desk.grid if window.desk else window).setFocus()
    QApplication.processEvents()
    seconds = []
    for _ in range(STEPS):
        seconds.append(timed(lambda: _press(Qt.Key.Key_7)))
        _press(Qt.Key.Key_Escape)
        _press(Qt.Key.Key_Down)
    return seconds


def _press(key: Qt.Key) -> None:
    focus = QApplication.focusWidget()
    if not isinstance(focus, QWidget):
        raise TypeError("nothing has the focus")
    QTest.keyClick(focus, key)
    QApplication.processEvents()


def _scroll(window: MainWindow) -> list[float]:
    if window.desk is None:
        return []
    bar = window.desk.grid.verticalScrollBar()

    def step() -> None:
        bar.setValue(bar.value() + 120)
        QApplication.processEvents()

    return [timed(step) for _ in range(STEPS)]


if __name__ == "__main__":
    print(json.dumps(_measure(Path(sys.argv[1]), Path(sys.argv[2]))))
