"""How long a block of 3,000 cells takes until it is on the disk, and a cell's past in a journal of 10,000 steps."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from kpidesk.domain.change import ChangeSet, CommentChange
from kpidesk.domain.year_value import CommentKey, Side, ValueKey
from kpidesk.store.database import connect, transaction
from kpidesk.store.journal import JournalEntry, write_journal
from kpidesk.ui.application import make_window
from kpidesk.workspace.paste import paste
from kpidesk.workspace.workspace import Workspace
from tests import builders as b
from tests.bench.measure import Line, median, timed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kpidesk.workspace.services import Services

INDICATORS = 300
STEPS = 10_000
TREE = b.plan_of(*(b.indicator(f"i{number}") for number in range(INDICATORS)))


def lines(folder: Path, services: Services) -> Iterator[Line]:
    """Measure what a whole table of a plan with 300 indicators asks for."""
    file = folder / "blocks.kpidesk"
    with closing(Workspace.create(file, services)) as workspace:
        workspace.add_plan(TREE)
        for year in TREE.years.years:
            workspace.plan_at("plan", year)
        yield Line("3,000 cells pasted, until on the disk", timed(lambda: _paste(workspace)), 1.0)
        yield Line("3,000 cells undone, until on the disk", timed(workspace.undo), 1.0)
    yield Line("3,000 cells pasted in the window, until shown", _paste_in_window(file, services), 1.0)
    _fill_journal(file, services)
    with closing(Workspace.open(file, services)) as workspace:
        key = CommentKey("i9", b.fy(2022))
        yield Line("a cell's history in 10,000 steps", median(lambda: workspace.cell_history("plan", key)), 0.1)
        yield Line("an indicator's history", median(lambda: workspace.indicator_history("plan", "i9")), 0.1)


def _paste(workspace: Workspace) -> None:
    keys = [
        [ValueKey(f"i{number}", "", year, side) for year in TREE.years.years for side in Side]
        for number in range(INDICATORS)
    ]
    with workspace.edit("plan", "貼り付け") as edit:
        paste(edit, keys, [[f"{row * 7 + column:,}" for column in range(10)] for row in range(INDICATORS)])


def _paste_in_window(file: Path, services: Services) -> float:
    """Return the seconds of a paste over the whole grid, until it is on the disk and painted."""
    app = QApplication.instance() or QApplication([])
    if not isinstance(app, QApplication):
        raise TypeError("no window can be shown")
    window = make_window(app, replace(services, settings_file=file.with_name("blocks-settings.json")))
    window.start(file)
    window.show()
    app.processEvents()
    if window.desk is None:
        raise RuntimeError("the file did not open")
    deeds = window.desk.grid.deeds
    window.desk.model.finish()
    QApplication.clipboard().setText("\r\n".join("\t".join("34567") for _ in range(2 * INDICATORS)))
    window.desk.grid.go(window.desk.model.where(ValueKey("i0", "", TREE.years.first, Side.TARGET)))

    def whole() -> None:
        deeds.paste()
        QApplication.processEvents()

    seconds = timed(whole)
    window.close()
    return seconds


def _fill_journal(file: Path, services: Services) -> None:
    """Write steps as years of entering leave them, without the disk's wait for each."""
    with closing(connect(file, write=True)) as database, transaction(database):
        for number in range(STEPS):
            change = CommentChange(CommentKey(f"i{number % INDICATORS}", b.fy(2022)), "増えた。" * 50, "減った。" * 50)
            step = ChangeSet("plan", "所見の入力", (change,))
            write_journal(database, step, JournalEntry(services.clock(), services.user, step.title, ("所見",)))
